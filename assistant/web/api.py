"""The same through JSON: ``/api/v1``, described by ``/api/v1/openapi.json``."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from assistant.casework.cases import case_view, list_cases
from assistant.casework.chat import (
    conversation_view,
    current_reply,
    is_known_message,
    open_conversation,
    send_message,
)
from assistant.casework.chat_reply import ChatReply
from assistant.casework.inzage import require_case
from assistant.casework.next_meetings import next_meeting
from assistant.casework.next_steps import next_steps
from assistant.casework.own_case import own_case
from assistant.context import Context
from assistant.web.errors import BadInput, NotAllowed, NotFound, TooLarge
from assistant.web.forms import Text
from assistant.web.intake import is_repeated, progress, too_long, words
from assistant.web.objects import READ_ONLY
from assistant.web.pages import Ctx
from assistant.web.roles import Me

router = APIRouter(prefix="/api/v1", tags=["leerplek"])


Mark = Annotated[Text, Field(min_length=1, max_length=64)]
"""The mark a sender gives a message, to send it again without harm."""
PAGE, MAX_CASES = 100, 200
"""Cases in one answer when nothing is asked, and at most."""


class Conflict(BadInput):
    """The conversation has moved on since the page was shown."""

    status = 409


class Ik(BaseModel):
    """Who is signed in."""

    rol: str
    naam: str
    casus_id: str | None


class CasusRegel(BaseModel):
    """One case in the list."""

    id: str
    status: str
    weken_thuis: int | None
    wacht_op: str
    urgent: bool


class CasusDetail(CasusRegel):
    """One case with its current answers."""

    antwoorden: dict[str, Any]


class GesprekNieuw(BaseModel):
    """Which case a new conversation is about; none for a new pupil."""

    casus_id: Text | None = None


class BerichtIn(BaseModel):
    """One message of the user.

    ``kenmerk`` is the sender's own mark of the message: sending it again after a
    broken line gives the same reply and stores nothing twice. ``beurt`` is the number
    of messages the sender has seen; a message from an older page is then refused.
    """

    tekst: Text
    beurt: int | None = None
    kenmerk: Mark | None = None


class KnopUit(BaseModel):
    """One answer that can be given with a button; post ``waarde`` as the text."""

    tekst: str
    waarde: str


class GesprekUit(BaseModel):
    """What the assistant said last and what it asks."""

    gesprek_id: str
    casus_id: str | None
    berichten: list[str]
    knoppen: list[KnopUit]
    vraag: str | None
    meerkeuze: bool
    status: str
    bot_beschikbaar: bool
    nog: int | None
    beurt: int


class OverlegUit(BaseModel):
    """The next plaatsingsoverleg."""

    id: int
    naam: str
    datum: date
    tijd: str | None


class StapUit(BaseModel):
    """One next step for the parents."""

    wat: str
    wie: str
    uiterlijk: date | None


class AdviesUit(BaseModel):
    """The latest route advice, as ``leerplek route`` gives it."""

    op: datetime
    peildatum: date
    verouderd: bool
    uitkomst: dict[str, Any]
    ontvangstbewijs: dict[str, Any]


@router.get("/openapi.json", name="api_description", include_in_schema=False)
def api_description(request: Request) -> JSONResponse:
    """Describe this API (OpenAPI 3.1)."""
    app = request.app
    return JSONResponse(
        get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
        )
    )


@router.get("/ik", name="api_me")
def who_am_i(me: Me) -> Ik:
    """Say who is signed in."""
    return Ik(rol=me.rol, naam=me.naam, casus_id=me.casus_id)


@router.get("/casussen", name="api_cases")
def cases(
    ctx: Ctx,
    me: Me,
    aantal: Annotated[int, Query(ge=1, le=MAX_CASES)] = PAGE,
    vanaf: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> list[CasusRegel]:
    """List cases, the most urgent first: ``aantal`` of them, after ``vanaf``."""
    return [
        CasusRegel.model_validate(row, from_attributes=True)
        for row in list_cases(ctx, me, limit=aantal, offset=vanaf)
    ]


@router.get("/casussen/{casus_id}", name="api_case")
def case(ctx: Ctx, me: Me, casus_id: str) -> CasusDetail:
    """Give one case with its current answers."""
    view = case_view(ctx, casus_id, me)
    line = CasusRegel.model_validate(view.rij, from_attributes=True)
    answers = {answer.veld: answer.waarde for answer in view.antwoorden}
    return CasusDetail(**line.model_dump(), antwoorden=answers)


@router.get("/casussen/{casus_id}/advies", name="api_advice")
def advice(ctx: Ctx, me: Me, casus_id: str) -> AdviesUit:
    """Give the latest route advice of a case."""
    stored = case_view(ctx, casus_id, me).advies
    if stored is None:
        raise NotFound("Voor deze leerling is nog geen routeadvies gemaakt.")
    return AdviesUit.model_validate(stored, from_attributes=True)


@router.post("/gesprekken", name="api_open_conversation", status_code=201)
def open_new(ctx: Ctx, me: Me, nieuw: GesprekNieuw) -> GesprekUit:
    """Open a conversation, about a new pupil or about a case of one's own."""
    if nieuw.casus_id is not None:
        own = require_case(ctx, me, nieuw.casus_id)
        if not own.mag_wijzigen:
            raise NotAllowed(READ_ONLY)
    gesprek_id = open_conversation(
        ctx,
        rol=me.rol,
        door=me.naam,
        casus_id=nieuw.casus_id,
        aanstelling_id=me.aanstelling_id,
    )
    return _state(ctx, gesprek_id, current_reply(ctx, gesprek_id))


@router.get("/gesprekken/{gesprek_id}", name="api_conversation")
def conversation(ctx: Ctx, gesprek_id: str) -> GesprekUit:
    """Give what the assistant said last and what it asks."""
    return _state(ctx, gesprek_id, current_reply(ctx, gesprek_id))


@router.post("/gesprekken/{gesprek_id}/berichten", name="api_send_message")
def send(ctx: Ctx, me: Me, gesprek_id: str, bericht: BerichtIn) -> GesprekUit:
    """Send one message and get the answer of the assistant."""
    text = bericht.tekst.strip()
    if not text:
        raise BadInput(words(ctx, me, "leeg"))
    seen = "" if bericht.beurt is None else str(bericht.beurt)
    again = is_known_message(ctx, gesprek_id, bericht.kenmerk)
    if not again and is_repeated(conversation_view(ctx, gesprek_id), seen):
        raise Conflict(words(ctx, me, "al_verstuurd"))
    reply = send_message(ctx, gesprek_id, text, bericht.kenmerk)
    problem = too_long(ctx, me, text, reply)
    if problem:
        raise TooLarge(problem)
    return _state(ctx, gesprek_id, reply)


@router.get("/overleg/volgende", name="api_next_meeting")
def meeting(ctx: Ctx, me: Me) -> OverlegUit:
    """Give the next plaatsingsoverleg."""
    row = next_meeting(ctx, me)
    if row is None:
        raise NotFound("Er is geen plaatsingsoverleg gepland.")
    return OverlegUit.model_validate(row, from_attributes=True)


@router.get("/stappen", name="api_steps")
def steps(ctx: Ctx, me: Me) -> list[StapUit]:
    """Give the next steps of the case this parent may see."""
    casus_id = own_case(ctx, me)
    if not require_case(ctx, me, casus_id).heeft("stappen"):
        raise NotFound("De volgende stappen zijn voor u niet te zien.")
    return [
        StapUit.model_validate(step, from_attributes=True)
        for step in next_steps(ctx, casus_id).stappen
    ]


def _state(ctx: Context, gesprek_id: str, reply: ChatReply) -> GesprekUit:
    view = conversation_view(ctx, gesprek_id)
    return GesprekUit(
        gesprek_id=gesprek_id,
        casus_id=view.casus_id,
        berichten=list(reply.berichten),
        knoppen=[KnopUit(tekst=k.tekst, waarde=k.waarde) for k in reply.knoppen],
        vraag=reply.vraag,
        meerkeuze=reply.meerkeuze,
        status=reply.status,
        bot_beschikbaar=reply.bot_beschikbaar,
        nog=progress(ctx, view),
        beurt=len(view.berichten),
    )
