"""The chat: open a conversation, send a message, see where it is.

A message is stored before anything else is done with it. Then Rasa is asked over
HTTP; it calls the action endpoint of the app, which holds the conversation. When
Rasa is down the same question comes back as a form, and nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.begrip.report import looks_like_report
from assistant.casework.chat_reply import ChatReply, offered_buttons, reply_after
from assistant.casework.conversation_state import BerichtView, GesprekRij, Uit
from assistant.casework.conversations import (
    create_conversation,
    marked_message,
    newest_conversation,
    read_conversation,
    read_messages,
    store_incoming,
    store_turn,
)
from assistant.casework.find import case_exists
from assistant.casework.hold_conversation import (
    in_step_with_record,
    take_turn,
)
from assistant.casework.hold_conversation_buttons import read_button
from assistant.casework.hold_conversation_questions import ask_next, buttons
from assistant.casework.hold_conversation_safety import shows_danger
from assistant.casework.hold_conversation_turn import intent_button, zin
from assistant.casework.late_messages import read_late_messages
from assistant.rasa.client import RasaClient
from assistant.rasa.errors import RasaUnavailable
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from assistant.context import Context


@dataclass(frozen=True)
class GesprekView:
    """A conversation with everything that was said."""

    id: str
    casus_id: str | None
    rol: str
    stand: str
    berichten: tuple[BerichtView, ...]
    verder: bool = False


def open_conversation(
    ctx: Context,
    *,
    rol: str,
    door: str | None,
    casus_id: str | None = None,
    aanstelling_id: int | None = None,
    gezinslid_id: int | None = None,
) -> str:
    """Open a conversation and say the first words.

    Parameters
    ----------
    ctx
        The surroundings.
    rol, door
        Role and name of the person.
    casus_id
        The case to go on with; a new conversation may still become a new case.
    aanstelling_id
        The role at an organisation in which the person talks: a case that starts
        here belongs there.
    gezinslid_id
        The parent or pupil who talks, for whom alone this conversation is to be read.

    Returns
    -------
    str
        The random id of the conversation.

    Raises
    ------
    NotFoundError
        When there is no such case.
    """
    if casus_id is not None:
        case_exists(ctx, casus_id)
    gesprek = create_conversation(
        ctx,
        rol=rol,
        door=door,
        casus_id=casus_id,
        aanstelling_id=aanstelling_id,
        gezinslid_id=gezinslid_id,
    )
    if casus_id is None:
        start = intent_button(ctx, gesprek, "start_intake")
        opening = Uit((zin(ctx, gesprek, "opening"),), (start,))
        store_turn(ctx, gesprek, opening, antwoord_op=None)
    else:
        reactie = in_step_with_record(ctx, gesprek, ()) or ask_next(ctx, gesprek)
        key = "opening_vervolg" if gezinslid_id is None else "opening_eigen"
        welcome = reactie.with_before(zin(ctx, gesprek, key))
        store_turn(ctx, welcome.gesprek, welcome.uit, antwoord_op=None)
    return gesprek.id


def find_conversation(
    ctx: Context, casus_id: str, gezinslid_id: int | None = None
) -> str | None:
    """Return the id of the newest conversation about a case, or None.

    Those of professionals, or those of one member of the family.
    """
    return newest_conversation(ctx, casus_id, gezinslid_id)


def is_known_message(ctx: Context, gesprek_id: str, kenmerk: str | None) -> bool:
    """Tell whether a message with this mark came in before."""
    return bool(kenmerk) and marked_message(ctx, gesprek_id, kenmerk or "") is not None


def send_message(
    ctx: Context, gesprek_id: str, tekst: str, kenmerk: str | None = None
) -> ChatReply:
    """Take a message of the person and answer it.

    Parameters
    ----------
    ctx
        The surroundings.
    gesprek_id
        The conversation.
    tekst
        What was typed, or the value of a button.
    kenmerk
        The mark of the sender for this message: with the same mark it is one message,
        stored and answered once, however often it is sent.

    Returns
    -------
    ChatReply
        What the assistant says; never an error for what a person typed.

    Raises
    ------
    NotFoundError
        When there is no such conversation.
    """
    offered = offered_buttons(read_messages(ctx, gesprek_id))
    knop = read_button(ctx, tekst, offered)
    said = knop.tekst if knop else tekst
    stored = store_incoming(ctx, gesprek_id, said, knop, kenmerk)
    gesprek = read_conversation(ctx, gesprek_id)
    if stored.id in gesprek.beantwoord:
        return reply_after(ctx, gesprek_id, after=stored.id)
    refusal = _refusal(ctx, gesprek, stored)
    if refusal is not None:
        _say_again(ctx, gesprek, refusal, stored.id)
    else:
        _ask_rasa(ctx, gesprek, stored)
    return reply_after(ctx, gesprek_id, after=stored.id)


def current_reply(ctx: Context, gesprek_id: str) -> ChatReply:
    """Return the last words of the assistant and the open question."""
    gesprek = read_conversation(ctx, gesprek_id)
    messages = read_messages(ctx, gesprek_id)
    moved_on = in_step_with_record(ctx, gesprek, messages)
    client = RasaClient(ctx.settings.rasa_url)
    back = gesprek.bot_weg and client.is_ready()
    if back:
        # The form stood in for the bot, which is back by itself.
        gesprek = replace(gesprek, bot_weg=False)
        store_turn(ctx, gesprek, Uit(()), antwoord_op=None)
    if moved_on is not None:
        state = replace(moved_on.gesprek, bot_weg=gesprek.bot_weg)
        store_turn(ctx, state, moved_on.uit, antwoord_op=None)
    if back:
        read_late_messages(ctx, gesprek_id, client)
    if back or moved_on is not None:
        messages = read_messages(ctx, gesprek_id)
    incoming = [row.id for row in messages if row.richting == "in"]
    return reply_after(ctx, gesprek_id, after=incoming[-1] if incoming else 0)


def conversation_view(ctx: Context, gesprek_id: str) -> GesprekView:
    """Return a conversation with everything that was said."""
    gesprek = read_conversation(ctx, gesprek_id)
    return GesprekView(
        id=gesprek.id,
        casus_id=gesprek.casus_id,
        rol=gesprek.rol,
        stand=gesprek.stand.value,
        berichten=read_messages(ctx, gesprek_id),
        verder=gesprek.verder,
    )


def _ask_rasa(ctx: Context, gesprek: GesprekRij, bericht: BerichtView) -> None:
    client = RasaClient(ctx.settings.rasa_url)
    try:
        client.send(gesprek.id, bericht.tekst, bericht.id)
    except RasaUnavailable:
        if bericht.knoppen or shows_danger(ctx, bericht.tekst, gesprek.gevraagd_veld):
            # A button says by itself what it means, and safety waits for nothing.
            take_turn(ctx, gesprek.id, nlu=None, bericht_id=bericht.id)
        else:
            late = tuple(dict.fromkeys((*gesprek.gemist, bericht.id)))
            away = replace(gesprek, bot_weg=True, gemist=late)
            # Not answered yet: it is read as soon as Rasa is back.
            _say_again(ctx, away, zin(ctx, gesprek, "bot_weg"), None)
        return
    # Rasa answered without calling the app: the app answers by itself.
    take_turn(ctx, gesprek.id, nlu=None, bericht_id=bericht.id)
    read_late_messages(ctx, gesprek.id, client)


def _refusal(ctx: Context, gesprek: GesprekRij, bericht: BerichtView) -> str | None:
    """Return why a message is not handled, or None."""
    tekst = bericht.tekst
    if shows_danger(ctx, tekst, gesprek.gevraagd_veld):
        return None
    if not tekst.strip():
        return zin(ctx, gesprek, "leeg")
    limit = longest_message(ctx, tekst)
    if len(tekst) > limit:
        counts = {"tekens": len(tekst), "grens": limit}
        return zin(ctx, gesprek, "te_lang", **counts)
    if tekst.lstrip().startswith("/"):
        return zin(ctx, gesprek, "opdracht")
    return None


def longest_message(ctx: Context, tekst: str) -> int:
    """Return how many characters may be sent at once: of a report more."""
    if looks_like_report(tekst, ctx.knowledge):
        return ctx.knowledge.verslag.hoogste_tekens
    return ctx.knowledge.gesprek.hoogste_tekens


def _say_again(
    ctx: Context, gesprek: GesprekRij, tekst: str, antwoord_op: int | None
) -> None:
    """Say something; the question and its buttons stay as they were."""
    knoppen = offered_buttons(read_messages(ctx, gesprek.id))
    texts = [tekst]
    if gesprek.stand is GesprekStand.VRAAGT and gesprek.gevraagd_veld:
        veld = ctx.knowledge.velden[gesprek.gevraagd_veld]
        texts = [f"{tekst} {veld.vraag_voor(gesprek.rol)}"]
        knoppen = buttons(ctx, gesprek, veld)
    store_turn(ctx, gesprek, Uit(tuple(texts), knoppen), antwoord_op=antwoord_op)
