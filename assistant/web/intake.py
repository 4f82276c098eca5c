"""The intake: a conversation, and beside it the probleemanalyse filling up."""

import secrets
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.casework.chat import (
    GesprekView,
    conversation_view,
    current_reply,
    find_conversation,
    is_known_message,
    longest_message,
    open_conversation,
    send_message,
)
from assistant.casework.chat_reply import ChatReply
from assistant.casework.conversation_state import Knop
from assistant.casework.hold_conversation_buttons import ANSWER_KNOP
from assistant.casework.hold_conversation_turn import INTENT_KNOP
from assistant.casework.kijker import Kijker
from assistant.casework.next_question import questions_left, skip_question
from assistant.casework.own_conversation import require_talk
from assistant.casework.record_answers import record_answer
from assistant.context import Context
from assistant.web.errors import NotFound
from assistant.web.forms import FieldForm, Form, filled_form, read_field
from assistant.web.intake_paneel import make_panel
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me, home_path
from knowledge.velden import Veld
from matching.antwoorden import AnswerError

router = APIRouter(include_in_schema=False)

MARK_BYTES = 12
"""Random bytes of the mark of a message of the plain form."""
LONGEST_MARK = 64
UNDO = "ongedaan"


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
    return go_to(f"/intake/{_resumed(ctx, me, casus_id)}")


@router.post("/mijn/gesprek", name="open_own_talk")
def open_own_talk(ctx: Ctx, me: Me) -> RedirectResponse:
    """Let a parent or pupil begin, or go on with, the conversation of their own."""
    return go_to(f"/intake/{_resumed(ctx, me, require_talk(ctx, me))}")


def _resumed(ctx: Context, me: Kijker, casus_id: str) -> str:
    earlier = find_conversation(ctx, casus_id, me.gezinslid_id)
    if earlier is not None and conversation_view(ctx, earlier).rol == me.rol:
        return earlier
    return open_conversation(
        ctx,
        rol=me.rol,
        door=me.naam,
        casus_id=casus_id,
        aanstelling_id=me.aanstelling_id,
        gezinslid_id=me.gezinslid_id,
    )


@router.get("/intake/{gesprek_id}", name="intake_page")
def intake_page(
    request: Request, ctx: Ctx, me: Me, gesprek_id: str, wijzig: str = ""
) -> HTMLResponse:
    """Show the conversation and what it has yielded."""
    return show_intake(request, ctx, me, gesprek_id, wijzig=wijzig)


@router.post("/intake/{gesprek_id}", name="send_chat")
def send_chat(
    request: Request, ctx: Ctx, me: Me, gesprek_id: str, form: Form
) -> Response:
    """Take one message of the plain form (without JavaScript)."""
    text, mark = _message(form), str(form.get("kenmerk", ""))[:LONGEST_MARK]
    again = partial(show_intake, request, ctx, me, gesprek_id)
    if not text:
        return again(status=422, fout=words(ctx, me, "leeg"))
    view = conversation_view(ctx, gesprek_id)
    known = is_known_message(ctx, gesprek_id, mark)
    if not known and is_repeated(view, str(form.get("beurt", ""))):
        return again(status=409, tekst=text, fout=words(ctx, me, "al_verstuurd"))
    reply = send_message(ctx, gesprek_id, text, mark or None)
    problem = too_long(ctx, me, text, reply)
    if problem:
        return again(status=413, tekst=text, fout=problem)
    return go_to(f"/intake/{gesprek_id}#invoer")


@router.post("/intake/{gesprek_id}/antwoord", name="answer_in_intake")
def answer_in_intake(
    request: Request, ctx: Ctx, me: Me, gesprek_id: str, form: Form
) -> Response:
    """Take the answer of the form that stands in for the bot when it is away."""
    casus_id = conversation_view(ctx, gesprek_id).casus_id
    veld = ctx.knowledge.velden.get(str(form.get("veld", "")))
    if casus_id is None or veld is None:
        raise NotFound(words(ctx, me, "andere_vraag"))
    if form.get("overslaan") is not None:
        skip_question(ctx, casus_id, veld.id, door=me.naam)
        return go_to(f"/intake/{gesprek_id}#invoer")
    given = read_field(veld, form)
    problem = store_answer(ctx, casus_id, veld, given.waarde, rol=me.rol, door=me.naam)
    if problem:
        wrong = replace(given.form, fout=problem, rol=me.rol)
        return show_intake(request, ctx, me, gesprek_id, status=422, veldform=wrong)
    return go_to(f"/intake/{gesprek_id}#invoer")


def words(ctx: Context, me: Kijker, key: str, /, **blanks: object) -> str:
    """Return a text of this page in the words for who reads it."""
    return ctx.knowledge.gesprek_scherm.zin(key, me.rol, **blanks)


def too_long(ctx: Context, me: Kijker, text: str, reply: ChatReply) -> str | None:
    """Say that a message was too long to be understood, or ``None``.

    It is sent all the same: a cry for help may stand at the end of a long text.
    """
    limit = longest_message(ctx, text)
    if len(text) <= limit or reply.status == "gestopt":
        return None
    return words(ctx, me, "te_lang", aantal=len(text), grens=limit)


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
        return ctx.knowledge.gesprek_scherm.zin("geen_antwoord", rol)
    try:
        record_answer(
            ctx, casus_id, veld.id, waarde, rol=rol, via="formulier", door=door
        )
    except AnswerError as error:
        return error.melding
    return None


def progress(ctx: Context, view: GesprekView) -> int | None:
    """Return how many questions are left for who talks, once there is a case."""
    if view.casus_id is None:
        return None
    return questions_left(ctx, view.casus_id, view.rol, verder=view.verder)


def _message(form: FormData) -> str:
    """Join the ticked boxes of a list question, or take the button or the text."""
    ticked = [str(item) for item in form.getlist("keuze")]
    if ticked:
        return ",".join([ticked[0], *(item.rpartition(":")[2] for item in ticked[1:])])
    return str(form.get("knop") or form.get("tekst") or "").strip()


def show_intake(
    request: Request,
    ctx: Context,
    me: Kijker,
    gesprek_id: str,
    *,
    status: int = 200,
    tekst: str = "",
    fout: str | None = None,
    veldform: FieldForm | None = None,
    wijzig: str = "",
    paneelform: FieldForm | None = None,
) -> HTMLResponse:
    """Show the page of a conversation.

    Parameters
    ----------
    request, ctx, me, gesprek_id
        The request, the surroundings, who looks, and the conversation.
    status
        HTTP status of the answer.
    tekst, fout
        What was typed and what was wrong with it.
    veldform
        The form that stands in for the bot, when it was sent with a mistake.
    wijzig, paneelform
        The field that is changed beside the conversation, and its form when that
        was sent with a mistake.
    """
    # First the reply: it may add a message when the record has moved on.
    reply = current_reply(ctx, gesprek_id)
    view = conversation_view(ctx, gesprek_id)
    panel = make_panel(ctx, me, view, wijzig=wijzig, form=paneelform)
    values: dict[str, Any] = {
        "gesprek": view,
        "antwoord": reply,
        "vraag": asked(ctx, me, reply),
        "knoppen": split_buttons(reply),
        "hulp": help_buttons(ctx, me, reply, undo=panel.nieuw > 0),
        "paneel": panel,
        "nog": progress(ctx, view),
        "tekst": tekst,
        "fout": fout,
        "veldform": veldform or _fallback(ctx, me, reply),
        "zeg": partial(words, ctx, me),
        "voor_script": ctx.knowledge.gesprek_scherm.script,
        "kenmerk": secrets.token_urlsafe(MARK_BYTES),
        "adres": f"{ctx.settings.public_url}/intake/{view.id}",
        "thuis": home_path(me) if me.is_family else f"/casus/{view.casus_id}",
        "veilig": ctx.knowledge.veiligheid,
    }
    return render(request, "intake.html", values, status=status)


def asked(ctx: Context, me: Kijker, reply: ChatReply) -> str | None:
    """Return the open question in the words for who reads it."""
    if reply.vraag is None:
        return None
    return ctx.knowledge.velden[reply.vraag].vraag_voor(me.rol)


def split_buttons(reply: ChatReply) -> Buttons:
    """Tell the answers that may be ticked together from the buttons that act alone."""
    own = f"{ANSWER_KNOP}{reply.vraag}:"
    ticks = [k for k in reply.knoppen if reply.meerkeuze and k.waarde.startswith(own)]
    return Buttons(tuple(ticks), tuple(k for k in reply.knoppen if k not in ticks))


def help_buttons(
    ctx: Context, me: Kijker, reply: ChatReply, *, undo: bool
) -> dict[str, list[Knop]]:
    """Return the small buttons by where they stand: the question or the conversation.

    What stands among the answers already is not offered twice.
    """
    offered = {knop.waarde for knop in reply.knoppen}
    if reply.status == "gepauzeerd":
        offered.add(f"{INTENT_KNOP}pauze")
    found: dict[str, list[Knop]] = {"vraag": [], "gesprek": []}
    for row in ctx.knowledge.gesprek_scherm.hulpknoppen:
        knop = Knop(row.tekst.voor(me.rol), INTENT_KNOP + row.intent)
        asked = row.bij != "vraag" or reply.vraag is not None
        if asked and knop.waarde not in offered and (undo or row.intent != UNDO):
            found[row.bij].append(knop)
    return found


def _fallback(ctx: Context, me: Kijker, reply: ChatReply) -> FieldForm | None:
    if reply.bot_beschikbaar or reply.vraag is None:
        return None
    return filled_form(ctx.knowledge.velden[reply.vraag], None, rol=me.rol)
