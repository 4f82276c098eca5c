"""Rules that exclude one pair on its own, whatever the others get."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matching.placement.timeline import FOREVER, build_calendar, build_timeline

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
        self.calendars = {
            row.id: build_calendar(row, self.timeline, counts=self.counts)
            for row in instance.plekken
        }
        self._begins: dict[tuple[str, int, int], tuple[int, ...]] = {}

    def exclusion(self, pair: Paar) -> str | None:
        """Return in Dutch why this pair can never be chosen, or ``None``."""
        pupil, place = self.pupils[pair.leerling], self.places[pair.plek]
        return (
            self.pinned_elsewhere(pupil, place)
            or banned(pupil, place)
            or starts_too_late(pupil, place)
            or no_seats(place)
            or too_many_hours(pair, place)
            or self.too_expensive(pair, place)
            or self.never_begins(pair, place)
        )

    def begins(self, pair: Paar) -> tuple[int, ...]:
        """Return the days on which this pair can begin; see ``Calendar``.

        A bridging place has only its earliest day here.
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
                first = calendar.begin(earliest)
                days = () if first is None else (first,)
            self._begins[key] = tuple(day for day in days if day <= latest)
        return self._begins[key]

    def latest(self, pair: Paar) -> int:
        """Return the last day on which this pair can begin."""
        return self.timeline.number(pair.tot, FOREVER)

    def pinned_elsewhere(self, pupil: Leerling, place: Plek) -> str | None:
        """A pupil with a pin gets no other place of the same kind."""
        if (
            pupil.vast is not None
            and pupil.vast != place.id
            and self.places[pupil.vast].soort is place.soort
        ):
            return f"{pupil.id} staat vast op {pupil.vast}"
        return None

    def too_expensive(self, pair: Paar, place: Plek) -> str | None:
        """A pupil who alone costs more than the budget cannot come."""
        amount = None if place.budget is None else self.amounts[place.budget]
        if amount is not None and pair.kosten > amount:
            return (
                f"{pair.leerling} op {place.id} kost {pair.kosten / 100:g} en budget "
                f"{place.budget} is {amount / 100:g}"
            )
        return None

    def never_begins(self, pair: Paar, place: Plek) -> str | None:
        """There must be a day on which the pupil can begin before the horizon."""
        if self.begins(pair):
            return None
        horizon = self.timeline.day(self.timeline.horizon)
        until = horizon if pair.tot is None else min(horizon, pair.tot)
        return (
            f"voor {pair.leerling} is er tot en met {until} geen dag om op {place.id} "
            "te beginnen"
        )


def banned(pupil: Leerling, place: Plek) -> str | None:
    """A banned place is never given."""
    if place.id in pupil.verboden:
        return f"{place.id} is verboden voor {pupil.id}"
    return None


def starts_too_late(pupil: Leerling, place: Plek) -> str | None:
    """A pupil who can start only after the end of a place cannot take it."""
    if pupil.vroegst and place.eind and pupil.vroegst > place.eind:
        return (
            f"{pupil.id} kan vanaf {pupil.vroegst} beginnen en "
            f"{place.id} eindigt op {place.eind}"
        )
    return None


def no_seats(place: Plek) -> str | None:
    """A place without seats takes nobody."""
    if place.capaciteit == 0 and not any(p.capaciteit != 0 for p in place.perioden):
        return f"{place.id} heeft 0 plaatsen"
    return None


def too_many_hours(pair: Paar, place: Plek) -> str | None:
    """A pupil who alone needs more hours than there are cannot come."""
    if place.uren is not None and pair.uren > place.uren:
        return (
            f"{pair.leerling} heeft {pair.uren / 100:g} uren nodig en "
            f"{place.id} heeft er {place.uren / 100:g}"
        )
    return None
