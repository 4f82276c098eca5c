"""One turn of a conversation: what came in, what goes out, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.casework.conversation_state import Knop, Uit

if TYPE_CHECKING:
    from assistant.begrip.begrepen import Begrepen
    from assistant.casework.conversation_state import GesprekRij
    from assistant.context import Context
    from models.gesprek import GesprekStand

INTENT_KNOP = "knop:!"
"""How a button begins that stands for an intent rather than for an answer."""


@dataclass(frozen=True)
class Beurt:
    """What a person said, understood, in the state of the conversation."""

    ctx: Context
    gesprek: GesprekRij
    tekst: str
    begrepen: Begrepen

    def zin(self, sleutel: str, /, **invullen: object) -> str:
        """Return a fixed text in the words for this person."""
        return zin(self.ctx, self.gesprek, sleutel, **invullen)


@dataclass(frozen=True)
class Reactie:
    """The state after a turn and what is said."""

    gesprek: GesprekRij
    uit: Uit

    def with_before(self, *berichten: str) -> Reactie:
        """Return the same with messages put before."""
        uit = Uit((*berichten, *self.uit.berichten), self.uit.knoppen)
        return Reactie(self.gesprek, uit)

    def with_buttons(self, *knoppen: Knop) -> Reactie:
        """Return the same with buttons added that are not there yet."""
        there = self.uit.knoppen
        new = tuple(knop for knop in knoppen if knop not in there)
        return Reactie(self.gesprek, Uit(self.uit.berichten, (*there, *new)))


def zin(ctx: Context, gesprek: GesprekRij, sleutel: str, /, **invullen: object) -> str:
    """Return a fixed text in the words for the person in this conversation."""
    texts = ctx.knowledge.gesprek
    return texts.zin(sleutel, gesprek.rol, gesprek.taal, **invullen)


def say(
    gesprek: GesprekRij, *berichten: str, knoppen: tuple[Knop, ...] = ()
) -> Reactie:
    """Say something without changing the state."""
    return Reactie(gesprek, Uit(berichten, knoppen))


def intent_button(ctx: Context, gesprek: GesprekRij, intent: str) -> Knop:
    """Return the button that stands for an intent, in the words for this person."""
    words = ctx.knowledge.gesprek.knop(intent, gesprek.rol, gesprek.taal)
    return Knop(words, INTENT_KNOP + intent)


def moved(gesprek: GesprekRij, stand: GesprekStand) -> GesprekRij:
    """Return the conversation in another state, with no question open."""
    return replace(gesprek, stand=stand, gevraagd_veld=None, mislukt=0)
