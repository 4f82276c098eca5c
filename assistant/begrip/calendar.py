"""What dates are read against: today, school holidays, and which way to look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from knowledge.vakanties import Vakantie


@dataclass(frozen=True)
class Moment:
    """A day named in the text, and where it stands (in the text with digits)."""

    datum: date
    begin: int
    eind: int
    ruim: bool = False
    """Whether only a stretch was named (vorig schooljaar); this is its start."""


@dataclass(frozen=True)
class Kalender:
    """What a date is read against.

    Parameters
    ----------
    peildatum
        The day of today.
    vakanties
        School holidays of the region that counts.
    vooruit
        Whether a day without a year lies ahead (``tot 1 augustus``) or behind.
    """

    peildatum: date
    vakanties: tuple[Vakantie, ...] = ()
    vooruit: bool = False

    def nearest(self, make: Callable[[int], date | None]) -> date | None:
        """Return the last day up to today, or the first from today when ahead."""
        year = self.peildatum.year
        days = [d for d in (make(y) for y in range(year - 4, year + 5)) if d]
        if self.vooruit:
            return min((d for d in days if d >= self.peildatum), default=None)
        return max((d for d in days if d <= self.peildatum), default=None)


def region_holidays(
    vakanties: Iterable[Vakantie], regio: str = "midden"
) -> tuple[Vakantie, ...]:
    """Return the holidays of one region; midden, where the first users are."""
    return tuple(v for v in vakanties if v.regio == regio)
