"""The intake: a conversation, and beside it the probleemanalyse filling up."""

from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.casework.chat import (
    ChatReply,
    GesprekView,
    Knop,
    conversation_view,
    current_reply,
    find_conversation,
    open_conversation,
    send_message,
)
from assistant.casework.hold_conversation_buttons import ANSWER_KNOP
from assistant.casework.hold_conversation_turn import INTENT_KNOP
from assistant.casework.kijker import Kijker
from assistant.casework.next_question import questions_left, skip_question
from assistant.casework.read_answers import answer_views
from assistant.casework.record_answers import record_answer
from assistant.context import Context
from assistant.web.analyse import answered_groups
from assistant.web.errors import NotFound
from assistant.web.forms import FieldForm, Form, filled_form, read_field
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me
from knowledge.velden import Veld
from matching.antwoorden import AnswerError

router = APIRouter(include_in_schema=False)

EMPTY = "Typ eerst een bericht of kies een knop."
TOO_LONG = (
    "Uw bericht is te lang: {aantal} tekens. Gebruik er hoogstens {grens}. "
    "Uw tekst is bewaard en staat nog in het vak. Verdeel hem over meer berichten."
)
ALREADY_SENT = (
    "Het gesprek is intussen verder gegaan. Uw bericht is niet nog eens verstuurd. "
    "Kijk hieronder waar we zijn."
)


_SMALL_BUTTONS = (
    ("Vraag waarom", "waarom_vraag"),
    ("Overslaan", "overslaan"),
    ("Vorige vraag", "terug"),
    ("Pauze", "pauze"),
)
"""Words and intent of the small buttons under every question."""


@dataclass(frozen=True)
class Buttons:
    """The buttons under a question.

    Parameters
    ----------
    vinkjes
        Answers of which more than one may be chosen.
    los
        Buttons that are sent at once.
    """

    vinkjes: tuple[Knop, ...]
    los: tuple[Knop, ...]


@router.post("/intake", name="open_intake")
def open_intake(ctx: Ctx, me: Me) -> RedirectResponse:
    """Start a conversation about a new pupil."""
    new = open_conversation(
        ctx, rol=me.rol, door=me.naam, aanstelling_id=me.aanstelling_id
    )
    return go_to(f"/intake/{new}")


@router.post("/casus/{casus_id}/gesprek", name="resume_intake")
def resume_intake(ctx: Ctx, me: Me, casus_id: str) -> RedirectResponse:
    """Go on with the conversation about a case."""
    earlier = find_conversation(ctx, casus_id)
    if earlier is not None and conversation_view(ctx, earlier).rol == me.rol:
        return go_to(f"/intake/{earlier}")
    new = open_conversation(
        ctx,
        rol=me.rol,
        door=me.naam,
        casus_id=casus_id,
        aanstelling_id=me.aanstelling_id,
    )
    return go_to(f"/intake/{new}")


@router.get("/intake/{gesprek_id}", name="intake_page")
def intake_page(request: Request, ctx: Ctx, me: Me, gesprek_id: str) -> HTMLResponse:
    """Show the conversation and what it has yielded."""
    return _show(request, ctx, me, gesprek_id)


@router.post("/intake/{gesprek_id}", name="send_chat")
def send_chat(
    request: Request, ctx: Ctx, me: Me, gesprek_id: str, form: Form
) -> Response:
    """Take one message of the plain form (without JavaScript)."""
    text = _message(form)
    view = conversation_view(ctx, gesprek_id)
    if not text:
        return _show(request, ctx, me, gesprek_id, status=422, fout=EMPTY)
    if is_repeated(view, str(form.get("beurt", ""))):
        return _show(
            request, ctx, me, gesprek_id, status=409, tekst=text, fout=ALREADY_SENT
        )
    reply = send_message(ctx, gesprek_id, text)
    problem = too_long(ctx, text, reply)
    if problem:
        return _show(request, ctx, me, gesprek_id, status=413, tekst=text, fout=problem)
    return go_to(f"/intake/{gesprek_id}#invoer")


@router.post("/intake/{gesprek_id}/antwoord", name="answer_in_intake")
def answer_in_intake(
    request: Request, ctx: Ctx, me: Me, gesprek_id: str, form: Form
) -> Response:
    """Take the answer of the form that stands in for the bot when it is away."""
    casus_id = conversation_view(ctx, gesprek_id).casus_id
    veld = ctx.knowledge.velden.get(str(form.get("veld", "")))
    if casus_id is None or veld is None:
        raise NotFound(
            "Deze vraag hoort niet bij dit gesprek. Ga terug en probeer weer."
        )
    if form.get("overslaan") is not None:
        skip_question(ctx, casus_id, veld.id)
        return go_to(f"/intake/{gesprek_id}#invoer")
    given = read_field(veld, form)
    problem = store_answer(ctx, casus_id, veld, given.waarde, rol=me.rol, door=me.naam)
    if problem:
        wrong = replace(given.form, fout=problem)
        return _show(request, ctx, me, gesprek_id, status=422, veldform=wrong)
    return go_to(f"/intake/{gesprek_id}#invoer")


def too_long(ctx: Context, text: str, reply: ChatReply) -> str | None:
    """Say that a message was too long to be understood, or ``None``.

    It is sent all the same: a cry for help may stand at the end of a long text.
    """
    limit = ctx.knowledge.gesprek.hoogste_tekens
    if len(text) <= limit or reply.status == "gestopt":
        return None
    return TOO_LONG.format(aantal=len(text), grens=limit)


def is_repeated(view: GesprekView, turn: str) -> bool:
    """Tell whether a message was sent from a page that is no longer up to date."""
    return turn.isdecimal() and len(turn) < 9 and int(turn) != len(view.berichten)


def store_answer(
    ctx: Context, casus_id: str, veld: Veld, waarde: object, *, rol: str, door: str
) -> str | None:
    """Store the answer of a form.

    Returns
    -------
    str or None
        What is wrong with the answer, in one sentence.
    """
    if waarde is None:
        return "Kies of typ eerst een antwoord."
    try:
        record_answer(
            ctx, casus_id, veld.id, waarde, rol=rol, via="formulier", door=door
        )
    except AnswerError as error:
        return error.melding
    return None


def progress(ctx: Context, view: GesprekView) -> int | None:
    """Return how many questions are left, once there is a case."""
    return None if view.casus_id is None else questions_left(ctx, view.casus_id)


def _message(form: FormData) -> str:
    """Join the ticked boxes of a list question, or take the button or the text."""
    ticked = [str(item) for item in form.getlist("keuze")]
    if ticked:
        return ",".join([ticked[0], *(item.rpartition(":")[2] for item in ticked[1:])])
    return str(form.get("knop") or form.get("tekst") or "").strip()


def _show(
    request: Request,
    ctx: Context,
    me: Kijker,
    gesprek_id: str,
    *,
    status: int = 200,
    tekst: str = "",
    fout: str | None = None,
    veldform: FieldForm | None = None,
) -> HTMLResponse:
    # First the reply: it may add a message when the record has moved on.
    reply = current_reply(ctx, gesprek_id)
    view = conversation_view(ctx, gesprek_id)
    values: dict[str, Any] = {
        "gesprek": view,
        "antwoord": reply,
        "knoppen": split_buttons(reply),
        "hulp": [(name, INTENT_KNOP + intent) for name, intent in _SMALL_BUTTONS],
        "groepen": (
            answered_groups(ctx, answer_views(ctx, view.casus_id, me))
            if view.casus_id
            else ()
        ),
        "nog": progress(ctx, view),
        "tekst": tekst,
        "fout": fout,
        "veldform": veldform or _fallback(ctx, reply),
    }
    return render(request, "intake.html", values, status=status)


def split_buttons(reply: ChatReply) -> Buttons:
    """Tell the answers that may be ticked together from the buttons that act alone."""
    own = f"{ANSWER_KNOP}{reply.vraag}:"
    ticks = [k for k in reply.knoppen if reply.meerkeuze and k.waarde.startswith(own)]
    return Buttons(tuple(ticks), tuple(k for k in reply.knoppen if k not in ticks))


def _fallback(ctx: Context, reply: ChatReply) -> FieldForm | None:
    if reply.bot_beschikbaar or reply.vraag is None:
        return None
    return filled_form(ctx.knowledge.velden[reply.vraag], None)
