"""Days on which a seat of a bridging place may come free.

A pupil begins on a bridge as early as it can: on its own first day, or on the first
day after something there was in its way. That is why no other days are needed.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from matching.placement.admissible import Admission
    from matching.placement.instance import Paar
    from matching.placement.timeline import Calendar

    Pairs = dict[str, list[tuple[int, Paar]]]

MOST_MOMENTS = 16
"""Moments per bridging place at which a seat may come free, beside its own days."""


def free_moments(
    admission: Admission, lasting: Pairs, bridging: Pairs
) -> dict[str, list[int]]:
    """Return per bridging place the days on which a seat may have come free.

    These are the first days of its periods, and the days on which a pupil there
    goes to a lasting place or has been there longest. Of the latter the
    ``MOST_MOMENTS`` that most pupils share are taken, of days on which one can begin.

    Parameters
    ----------
    admission
        What each pair can be.
    lasting, bridging
        Usable pairs of each pupil with places of that kind, and their rows.
    """
    users: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for pupil, pairs in bridging.items():
        for _, pair in pairs:
            first, last = admission.begins(pair)[0], admission.latest(pair)
            users[pair.plek][pupil] = (first, last)
    leaving = {
        pupil: {day for _, pair in pairs for day in admission.begins(pair)}
        for pupil, pairs in lasting.items()
    }
    found: dict[str, list[int]] = {}
    for place, waiting in users.items():
        if not _is_scarce(admission, place, waiting):
            found[place] = []
            continue
        last = min(
            admission.timeline.horizon - 1, max(last for _, last in waiting.values())
        )
        queue = _Queue(admission.calendars[place], waiting, last)
        shared = queue.freed(leaving)
        busiest = sorted(
            shared.keys() - queue.periods, key=lambda day: (-len(shared[day]), day)
        )
        found[place] = sorted({*busiest[:MOST_MOMENTS], *queue.periods})
    return found


class _Queue:
    """Who waits for a bridging place, and the days on which others make room there.

    Parameters
    ----------
    calendar
        When the place takes pupils.
    waiting
        First and last day on which each pupil can begin.
    last
        Last day on which anybody can begin.
    """

    def __init__(
        self, calendar: Calendar, waiting: dict[str, tuple[int, int]], last: int
    ) -> None:
        self.calendar = calendar
        self.waiting = waiting
        self.last = last
        self.periods: set[int] = set()
        for change in calendar.changes:
            self.periods |= self._begin(change)

    def freed(self, leaving: dict[str, set[int]]) -> dict[int, set[str]]:
        """Return the days on which a pupil may make room, and the pupils who may.

        Parameters
        ----------
        leaving
            Days on which each pupil may go to a lasting place.
        """
        firsts: dict[int, set[str]] = defaultdict(set)
        found: dict[int, set[str]] = defaultdict(set)
        for pupil, (first, last) in self.waiting.items():
            for day in {*self._begin(first), *self.periods}:
                if first <= day <= last:
                    firsts[day].add(pupil)
            for day in leaving.get(pupil, ()):
                if first < day and self.calendar.has_seat(day - 1, day):
                    for begin in self._begin(day):
                        found[begin].add(pupil)
        self._add_stays(firsts, found)
        return found

    def _add_stays(
        self, firsts: dict[int, set[str]], found: dict[int, set[str]]
    ) -> None:
        """Add the ends of stays from first days, and from the days that are found.

        Nobody comes twice, so no seat passes on more often than there are others.
        """
        passed = dict.fromkeys(found, 1) | dict.fromkeys(firsts, 0)
        days = list(passed)
        heapify(days)
        while days:
            day = heappop(days)
            full = day + self.calendar.stay
            times = passed[day] + 1
            if times >= len(self.waiting) or not self.calendar.has_seat(day, full):
                continue
            for begin in self._begin(full):
                if begin not in passed:
                    heappush(days, begin)
                passed[begin] = min(times, passed.get(begin, times))
                found[begin] |= firsts.get(day, set()) | found.get(day, set())

    def _begin(self, earliest: int) -> set[int]:
        """Return the first day from ``earliest`` on which one can begin, if any."""
        day = self.calendar.begin(earliest)
        if day is None or day > self.last or not self.calendar.seats_on(day):
            return set()
        return {day}


def _is_scarce(admission: Admission, place: str, pupils: Collection[str]) -> bool:
    """Tell whether a bridging place may not take all these pupils at once."""
    row, seats = admission.places[place], admission.calendars[place].seats
    return (
        min(seats) < len(pupils)
        or row.uren is not None
        or bool(row.hoogstens)
        or any(admission.apart[pupil] & set(pupils) for pupil in pupils)
    )
