"""Rules that exclude one pair on its own, whatever the others get."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matching.placement.timeline import (
    FOREVER,
    build_calendar,
    build_timeline,
    runs_off,
)

if TYPE_CHECKING:
    from matching.placement.instance import Instantie, Leerling, Paar, Plek


class Admission:
    """What one pair can be, with the rows and the days of its instance at hand.

    Parameters
    ----------
    instance
        The problem.

    Attributes
    ----------
    timeline, calendars
        The days of the instance, and of each place by id.
    """

    def __init__(self, instance: Instantie) -> None:
        self.counts = instance.met_tijd
        self.timeline = build_timeline(instance)
        self.pupils = {row.id: row for row in instance.leerlingen}
        self.places = {row.id: row for row in instance.plekken}
        self.apart: dict[str, set[str]] = defaultdict(set)
        for one, other in instance.niet_samen:
            self.apart[one].add(other)
            self.apart[other].add(one)
        self.amounts = {row.id: row.bedrag for row in instance.budgetten}
        closed = runs_off(instance.schoolvrij, self.timeline)
        self.calendars = {
            row.id: build_calendar(
                row, self.timeline, counts=self.counts, closed=closed
            )
            for row in instance.plekken
        }
        self._begins: dict[tuple[str, int, int], tuple[int, ...]] = {}

    def admits(self, pair: Paar) -> bool:
        """Tell whether no rule excludes this pair on its own."""
        pupil, place = self.pupils[pair.leerling], self.places[pair.plek]
        return not (
            self.pinned_elsewhere(pupil, place)
            or banned(pupil, place)
            or starts_too_late(pupil, place)
            or no_seats(place)
            or too_many_hours(pair, place)
            or self.too_expensive(pair, place)
            or full_mark(pupil, place) is not None
            or self.never_begins(pair)
        )

    def begins(self, pair: Paar) -> tuple[int, ...]:
        """Return the days on which this pair can begin; see ``Calendar``.

        A bridging place has only its earliest day with a seat here.
        """
        if not self.counts:
            return (0,)
        pupil = self.pupils[pair.leerling]
        earliest = max(
            self.timeline.number(pupil.vroegst, 0), self.timeline.number(pair.vanaf, 0)
        )
        latest = self.latest(pair)
        key = (pair.plek, earliest, latest)
        if key not in self._begins:
            calendar = self.calendars[pair.plek]
            days = calendar.lasting_begins(earliest)
            if self.places[pair.plek].overbrugt:
                first = calendar.bridging_begin(earliest)
                days = () if first is None else (first,)
            self._begins[key] = tuple(day for day in days if day <= latest)
        return self._begins[key]

    def latest(self, pair: Paar) -> int:
        """Return the last day on which this pair can begin."""
        return self.timeline.number(pair.tot, FOREVER)

    def pinned_elsewhere(self, pupil: Leerling, place: Plek) -> bool:
        """A pupil with a pin gets no other place of the same kind."""
        return (
            pupil.vast is not None
            and pupil.vast != place.id
            and self.places[pupil.vast].soort is place.soort
        )

    def too_expensive(self, pair: Paar, place: Plek) -> bool:
        """A pupil who alone costs more than the budget cannot come."""
        amount = None if place.budget is None else self.amounts[place.budget]
        return amount is not None and pair.kosten > amount

    def never_begins(self, pair: Paar) -> bool:
        """There must be a day on which the pupil can begin before the horizon."""
        return not self.begins(pair)


def banned(pupil: Leerling, place: Plek) -> bool:
    """A banned place is never given."""
    return place.id in pupil.verboden


def starts_too_late(pupil: Leerling, place: Plek) -> bool:
    """A pupil who can start only after the end of a place cannot take it."""
    return bool(pupil.vroegst and place.eind and pupil.vroegst > place.eind)


def no_seats(place: Plek) -> bool:
    """A place without seats, now and later, takes nobody."""
    return place.capaciteit == 0 and not any(
        period.capaciteit != 0 for period in place.perioden
    )


def too_many_hours(pair: Paar, place: Plek) -> bool:
    """A pupil who alone needs more hours than there are cannot come."""
    return place.uren is not None and pair.uren > place.uren


def full_mark(pupil: Leerling, place: Plek) -> str | None:
    """Return the first mark of a pupil of which a place takes nobody, if any."""
    full = (mark for mark in pupil.kenmerken if place.hoogstens.get(mark) == 0)
    return min(full, default=None)
