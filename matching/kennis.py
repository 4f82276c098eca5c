"""How much is known of a value: for certain, or between bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Bereik:
    """A number that lies between two bounds, both included."""

    laagst: float
    hoogst: float


@dataclass(frozen=True)
class Keuzes:
    """Choices that hold for certain, and those that may hold as well.

    Parameters
    ----------
    zeker
        What certainly holds.
    mogelijk
        What may hold besides; ``None`` when anything may.
    """

    zeker: frozenset[object] = frozenset()
    mogelijk: frozenset[object] | None = frozenset()


@dataclass(frozen=True)
class Dagen:
    """A day that lies between two days, both included; ``None`` is no bound."""

    vroegst: date | None
    laatst: date | None
