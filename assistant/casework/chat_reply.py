"""What the assistant said last, with its buttons and the open question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.conversations import read_conversation, read_messages
from knowledge.velden import VeldType
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from assistant.casework.conversation_state import BerichtView, Knop
    from assistant.context import Context

STATUS = {
    GesprekStand.OPEN: "bezig",
    GesprekStand.VRAAGT: "bezig",
    GesprekStand.SAMENVATTING: "bezig",
    GesprekStand.GEPAUZEERD: "gepauzeerd",
    GesprekStand.KLAAR: "klaar",
    GesprekStand.GESTOPT: "gestopt",
}


@dataclass(frozen=True)
class ChatReply:
    """What the assistant says now and asks.

    Parameters
    ----------
    berichten
        The messages, in order.
    knoppen
        Buttons under the last message.
    vraag
        Id of the field asked now, or None.
    status
        bezig, gepauzeerd, klaar or gestopt.
    meerkeuze
        Whether more than one button may be chosen.
    bot_beschikbaar
        False when Rasa is away: show the question as a form.
    """

    berichten: tuple[str, ...]
    knoppen: tuple[Knop, ...]
    vraag: str | None
    status: str
    meerkeuze: bool = False
    bot_beschikbaar: bool = True


def reply_after(ctx: Context, gesprek_id: str, *, after: int) -> ChatReply:
    """Return what was said after a message, and what is asked now."""
    gesprek = read_conversation(ctx, gesprek_id)
    messages = read_messages(ctx, gesprek_id)
    said = [row for row in messages if row.richting == "uit" and row.id > after]
    asked = gesprek.gevraagd_veld
    multi = asked is not None and (ctx.knowledge.velden[asked].type is VeldType.multi)
    return ChatReply(
        berichten=tuple(row.tekst for row in said),
        knoppen=offered_buttons(messages),
        vraag=asked,
        status=STATUS[gesprek.stand],
        meerkeuze=multi,
        bot_beschikbaar=not gesprek.bot_weg,
    )


def offered_buttons(messages: tuple[BerichtView, ...]) -> tuple[Knop, ...]:
    """Return the buttons under the last message of the assistant."""
    said = [row for row in messages if row.richting == "uit"]
    return said[-1].knoppen if said else ()
