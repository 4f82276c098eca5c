"""One turn of a conversation: what came in, what goes out, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.casework.conversations import Knop, Uit

if TYPE_CHECKING:
    from assistant.begrip.begrepen import Begrepen
    from assistant.casework.conversations import GesprekRij
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


def zin(ctx: Context, gesprek: GesprekRij, sleutel: str, /, **invullen: object) -> str:
    """Return a fixed text in the words for the person in this conversation."""
    return ctx.knowledge.gesprek.zin(sleutel, gesprek.rol, **invullen)


def say(
    gesprek: GesprekRij, *berichten: str, knoppen: tuple[Knop, ...] = ()
) -> Reactie:
    """Say something without changing the state."""
    return Reactie(gesprek, Uit(berichten, knoppen))


def intent_button(ctx: Context, intent: str, tekst: str | None = None) -> Knop:
    """Return the button that stands for an intent."""
    return Knop(tekst or ctx.knowledge.gesprek.knoppen[intent], INTENT_KNOP + intent)


def start_button(ctx: Context, gesprek: GesprekRij) -> Knop:
    """Return the button with which this person begins."""
    texts = ctx.knowledge.gesprek.knoppen
    own = texts.get(f"start_intake_{gesprek.rol}", texts["start_intake"])
    return intent_button(ctx, "start_intake", own)


def moved(gesprek: GesprekRij, stand: GesprekStand) -> GesprekRij:
    """Return the conversation in another state, with no question open."""
    return replace(gesprek, stand=stand, gevraagd_veld=None, mislukt=0)
