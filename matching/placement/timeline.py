"""Days as whole numbers, and per place when pupils can begin and how many.

Day 0 is the day of reckoning. Where days do not count everybody begins on day 0.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matching.placement.instance import Instantie, Plek
    from matching.placement.periods import Vrij

DAYS_A_WEEK = 7

FOREVER = 10**7
"""A day after all dates."""

NO_LIMIT = 2**40
"""Seats of a place without limit; more pupils than any instance has."""


@dataclass(frozen=True)
class Timeline:
    """The days of one instance.

    Parameters
    ----------
    today
        The day that is number 0.
    horizon
        Number of the day until which weeks at home are counted.
    """

    today: date
    horizon: int

    def number(self, day: date | None, default: int) -> int:
        """Return how many days after the day of reckoning a day is."""
        return default if day is None else (day - self.today).days

    def day(self, number: int) -> date:
        """Return the date of a day number."""
        return self.today + timedelta(days=number)


@dataclass(frozen=True)
class Calendar:
    """When one place takes pupils.

    Parameters
    ----------
    first, last
        First and last day on which a pupil can begin.
    moments
        Days on which pupils can begin; empty: any day.
    changes, seats
        First day and number of seats of each period; the first starts on or
        before day 0.
    stay
        Most days that a pupil stays.
    end
        First day after the place has ended.
    closed
        First and last day of each run of days on which nobody begins, ascending; it
        does not hold for ``moments``, which a person chose.
    """

    first: int
    last: int
    moments: tuple[int, ...]
    changes: tuple[int, ...]
    seats: tuple[int, ...]
    stay: int
    end: int
    closed: tuple[tuple[int, int], ...] = ()

    def begin(self, earliest: int) -> int | None:
        """Return the first day from ``earliest`` on which a pupil can begin."""
        day = max(earliest, self.first)
        if self.moments:
            at = bisect_left(self.moments, day)
            if at == len(self.moments):
                return None
            day = self.moments[at]
        else:
            day = self._open(day)
        return day if day <= self.last else None

    def _open(self, day: int) -> int:
        """Return the day itself, or the first after the days off that it is in."""
        at = bisect_right(self.closed, (day, FOREVER)) - 1
        return self.closed[at][1] + 1 if at >= 0 and day <= self.closed[at][1] else day

    def seats_on(self, day: int) -> int:
        """Return the seats on a day."""
        return self.seats[bisect_right(self.changes, day) - 1]

    def lasting_seats(self) -> tuple[int, ...]:
        """Return per period the pupils who may have begun by its end.

        Who has a lasting place keeps it, so later periods with fewer seats count.
        """
        found: list[int] = []
        lowest = NO_LIMIT
        for change, seats in zip(
            reversed(self.changes), reversed(self.seats), strict=True
        ):
            lowest = min(lowest, seats) if change < self.end else lowest
            found.append(lowest)
        return tuple(reversed(found))

    def lasting_begins(self, earliest: int) -> tuple[int, ...]:
        """Return the days on which a pupil may begin on a lasting place.

        The earliest day, and the first possible day of each later period in which
        seats come free. A day in a period without seats is none of them.
        """
        found: list[int] = []
        seats = self.lasting_seats()
        for period, change in enumerate(self.changes):
            if period and seats[period] <= seats[period - 1]:
                continue
            day = self.begin(max(earliest, change))
            if day is None or not seats[bisect_right(self.changes, day) - 1]:
                continue
            if not found or found[-1] < day:
                found.append(day)
        return tuple(found)

    def bridging_begin(self, earliest: int) -> int | None:
        """Return the first day on which a pupil may begin and finds a seat."""
        days = (self.begin(max(earliest, change)) for change in self.changes)
        found = (day for day in days if day is not None and self.seats_on(day))
        return min(found, default=None)

    def has_seat(self, begin: int, end: int) -> bool:
        """Tell whether there is a seat on every day from begin up to end."""
        return all(
            seats > 0
            for change, following, seats in zip(
                self.changes, (*self.changes[1:], FOREVER), self.seats, strict=True
            )
            if change < end and begin < following
        )


def build_timeline(instance: Instantie) -> Timeline:
    """Return the days of an instance."""
    today = instance.eerste_dag
    return Timeline(today, (instance.laatste_dag - today).days)


def runs_off(rows: Iterable[Vrij], timeline: Timeline) -> tuple[tuple[int, int], ...]:
    """Return the days off as runs that neither overlap nor touch, ascending."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(
        (timeline.number(row.van, 0), timeline.number(row.tot, 0)) for row in rows
    ):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def build_calendar(
    place: Plek,
    timeline: Timeline,
    *,
    counts: bool,
    closed: tuple[tuple[int, int], ...] = (),
) -> Calendar:
    """Return when a place takes pupils.

    Parameters
    ----------
    place
        The place.
    timeline
        The days of the instance.
    counts
        Whether days count; if not, there is only day 0.
    closed
        Days on which nobody begins, see ``runs_off``.
    """
    seats = (_seats(place.capaciteit), *(_seats(p.capaciteit) for p in place.perioden))
    if not counts:
        return Calendar(0, 0, (), (-FOREVER,), seats[:1], FOREVER, FOREVER)
    weeks = place.verblijf_weken
    stay = FOREVER if weeks is None else (weeks + place.verlenging_weken) * DAYS_A_WEEK
    last = timeline.number(place.eind, FOREVER)
    return Calendar(
        first=max(0, timeline.number(place.start, 0)),
        last=min(last, timeline.horizon),
        moments=tuple(timeline.number(day, 0) for day in place.instroom),
        changes=(-FOREVER, *(timeline.number(p.vanaf, 0) for p in place.perioden)),
        seats=seats,
        stay=stay,
        end=last + 1,
        closed=closed,
    )


def _seats(number: int | None) -> int:
    return NO_LIMIT if number is None else number


def weeks_of(days: int) -> int:
    """Return days in whole weeks, rounded up."""
    return -(-days // DAYS_A_WEEK)
