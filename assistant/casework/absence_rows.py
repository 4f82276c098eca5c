"""What the lines of a file with absence say, whatever its layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from models.verzuim import LAST_LESSON, Verzuimsoort

if TYPE_CHECKING:
    from datetime import date

    from models.verzuimperiode import Periodesoort

WHOLE_DAY = (1 << LAST_LESSON) - 1
"""The bits of all lessons of a day: absent however many there were."""


class Day(NamedTuple):
    """One school day of a pupil for one kind; hours in hundredths.

    ``uren`` are the bits of the lessons that were named: missed, or attended when the
    kind is ``aanwezig``. There are millions of them, so it is a plain tuple.
    """

    regel: int
    sleutel: str
    datum: date
    soort: Verzuimsoort
    lesuren: int = 0
    gemist: int = 0
    uren: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A report from a lesson on one day until a lesson on another; open without end."""

    regel: int
    sleutel: str
    soort: Verzuimsoort
    begin: date
    vanaf_uur: int = 1
    einde: date | None = None
    tot_uur: int = LAST_LESSON


@dataclass(frozen=True, slots=True)
class Period:
    """A pupil is enrolled or exempt from a day until a day."""

    regel: int
    sleutel: str
    soort: Periodesoort
    grond: str
    begin: date
    einde: date | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that is not taken in: why and in which column; never what is in it.

    ``bsn`` tells that the key of the pupil looks like one.
    """

    regel: int
    reden: str
    kolom: str | None = None
    bsn: bool = False


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A line that was understood and is no missed lesson."""

    regel: int


Row: TypeAlias = Day | Report | Period | Rejected | NotCounted


def lesson_bits(first: int, last: int) -> int:
    """Return the bits of the lessons from one through another.

    Examples
    --------
    >>> bin(lesson_bits(2, 3))
    '0b110'
    """
    return ((1 << last) - 1) & ~((1 << (first - 1)) - 1)
