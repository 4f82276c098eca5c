"""Stretches of time in an instance: changes of seats, and days without school."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.placement.checks_rows import check_days_off

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Periode:
    """From one day on a place has another number of seats.

    Parameters
    ----------
    vanaf
        First day.
    capaciteit
        Seats from then on; ``None`` is no limit.
    """

    vanaf: date
    capaciteit: int | None = None


@dataclass(frozen=True, slots=True)
class Vrij:
    """Days without school, on which nobody begins.

    Parameters
    ----------
    van, tot
        First and last day.
    """

    van: date
    tot: date

    def __post_init__(self) -> None:
        check_days_off(self)
