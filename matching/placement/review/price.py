"""What choosing a place for a pupil would mean, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matching.placement.review.difference import MORE_IS_BETTER

if TYPE_CHECKING:
    from datetime import date

    from matching.placement.instance import Doel
    from matching.placement.review.difference import Verplaatsing


class Zekerheid(StrEnum):
    """How sure a price is."""

    EXACT = "exact"
    """Proven: the best plan with this choice."""
    BEVESTIGD = "bevestigd"
    """Solved again with this choice, to proof."""
    SCHATTING = "schatting"
    """A plan with this choice exists at this price; a better one may exist."""


class Reden(StrEnum):
    """The first rule that keeps a pupil from a place."""

    GEEN_PAAR = "geen_paar"
    VAST = "vast"
    VERBODEN = "verboden"
    TE_LAAT = "te_laat"
    GEEN_INSTROOM = "geen_instroom"
    GEEN_PLAATSEN = "geen_plaatsen"
    UREN = "uren"
    BUDGET = "budget"
    KENMERK = "kenmerk"
    ANDERS = "anders"


@dataclass(frozen=True)
class Uitsluiting:
    """A rule that keeps a pupil from a place, with what it is about.

    Parameters
    ----------
    reden
        Which rule.
    plek
        The place it names: with a pin the pinned one.
    datum, eind
        The two days that do not go together.
    nodig, grens
        What the pupil needs and what there is: hundredths of hours, or cents.
    naam
        The mark or the budget.
    """

    reden: Reden
    plek: str
    datum: date | None = None
    eind: date | None = None
    nodig: int | None = None
    grens: int | None = None
    naam: str | None = None


@dataclass(frozen=True)
class Prijs:
    """What another place for one pupil would mean.

    Parameters
    ----------
    leerling, plek
        The choice; ``None``: no place.
    zekerheid
        How sure it is.
    huidig
        Whether this is what the proposal gives.
    uitsluiting
        The first rule that keeps the pupil from it; then nothing else counts.
    doelen
        Growth of the value of each goal, in its order; ``None``: cannot be had,
        or (in an estimate) only if several others move.
    zelf
        How this pupil moves.
    keten
        How others move.
    niet_nodig
        Whether this is a bridge to a place that begins at once.
    """

    leerling: str
    plek: str | None
    zekerheid: Zekerheid
    huidig: bool = False
    uitsluiting: Uitsluiting | None = None
    doelen: tuple[tuple[Doel, int], ...] | None = None
    zelf: Verplaatsing | None = None
    keten: tuple[Verplaatsing, ...] = ()
    niet_nodig: bool = False

    @property
    def kan(self) -> bool:
        """Return whether a plan with this choice is known."""
        return self.doelen is not None

    @property
    def gelijk(self) -> bool:
        """Return whether a plan with this choice is as good on every goal."""
        return self.doelen is not None and not any(grew for _, grew in self.doelen)

    @property
    def order(self) -> tuple[bool, tuple[int, ...], str]:
        """Return the key that puts the cheapest first."""
        costs = () if self.doelen is None else tuple(loss(*row) for row in self.doelen)
        return (self.doelen is None, costs, self.plek or "\uffff")


def loss(doel: Doel, grew: int) -> int:
    """Return how much worse a goal is served when its value grows so much."""
    return -grew if doel in MORE_IS_BETTER else grew
