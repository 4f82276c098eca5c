"""The limits of an instance as rows over its options, one function per rule.

A pupil keeps a lasting place once it has begun, so there a row counts everybody who
has begun by the end of a period, and over all days when nothing changes. A bridging
place is left again, so there a row counts who is there on one day.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.rows import Row, RowKind, RowName, join_rows
from matching.placement.timeline import FOREVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from matching.placement.admissible import Admission
    from matching.placement.instance import Instantie, Plek
    from matching.placement.options import Options
    from matching.placement.rows import Rows

    Ints = NDArray[np.int64]
    Slot = tuple[int | None, Ints]


def build_rows(
    instance: Instantie,
    admission: Admission,
    options: Options,
    pupil_at: dict[str, int],
    place_at: dict[str, int],
) -> Rows:
    """Return every limit that some choice could break."""
    limits = _Limits(instance, admission, options, pupil_at, place_at)
    return join_rows(
        [
            *limits.seats(),
            *limits.hours(),
            *limits.budgets(),
            *limits.marks(),
            *limits.apart(),
        ],
        options.pupil,
    )


class _Limits:
    """The rows of one instance."""

    def __init__(
        self,
        instance: Instantie,
        admission: Admission,
        options: Options,
        pupil_at: dict[str, int],
        place_at: dict[str, int],
    ) -> None:
        self.instance, self.admission = instance, admission
        self.options, self.pupil_at = options, pupil_at
        lasting = _by_place(options.place, len(place_at))
        bridging = _by_place(options.bridge, len(place_at))
        self.at = {
            row.id: (bridging if row.overbrugt else lasting)[place_at[row.id]]
            for row in instance.plekken
        }
        # One extra entry at the end, so that NONE (-1) costs nothing.
        self.pair_hours = np.array([*(p.uren for p in instance.paren), 0])
        self.pair_costs = np.array([*(p.kosten for p in instance.paren), 0])

    def seats(self) -> Iterator[Row]:
        """No more pupils than seats, in every period."""
        for place in self.instance.plekken:
            calendar = self.admission.calendars[place.id]
            if place.overbrugt:
                for day, options in self._days(place):
                    number = calendar.seats_on(0 if day is None else day)
                    yield self._count(
                        RowKind.CAPACITEIT, (place.id,), day, options, number
                    )
                continue
            begin = self.options.start[self.at[place.id]]
            ends = (*calendar.changes[1:], FOREVER)
            for change, end, number in zip(
                calendar.changes, ends, calendar.seats, strict=True
            ):
                if change < calendar.end:
                    day = change if len(ends) > 1 and change > -FOREVER else None
                    options = self.at[place.id][begin < end]
                    yield self._count(
                        RowKind.CAPACITEIT, (place.id,), day, options, number
                    )

    def hours(self) -> Iterator[Row]:
        """No more hours than there are staff for, at the same time."""
        for place in self.instance.plekken:
            if place.uren is not None:
                hours = self._pair_numbers(place, self.pair_hours)
                for day, options in self._slots(place):
                    name = self._name(RowKind.UREN, (place.id,), day)
                    yield Row(name, *_positive(options, hours[options]), place.uren)

    def budgets(self) -> Iterator[Row]:
        """No more money than there is, over the whole plan."""
        for budget in self.instance.budgetten:
            if budget.bedrag is None:
                continue
            costs = np.zeros(len(self.options), dtype=np.int64)
            for place in self.instance.plekken:
                if place.budget == budget.id:
                    costs[self.at[place.id]] += self._pair_numbers(
                        place, self.pair_costs
                    )[self.at[place.id]]
            options = np.flatnonzero(costs)
            name = RowName(RowKind.BUDGET, (budget.id,))
            yield Row(name, options, costs[options], budget.bedrag)

    def marks(self) -> Iterator[Row]:
        """No more pupils with a mark than the group can hold, at the same time."""
        for place in self.instance.plekken:
            for mark, most in place.hoogstens.items():
                marked = np.zeros(len(self.pupil_at), dtype=np.bool_)
                for row in self.instance.leerlingen:
                    marked[self.pupil_at[row.id]] = mark in row.kenmerken
                for day, options in self._slots(place):
                    of_marked = options[marked[self.options.pupil[options]]]
                    yield self._count(
                        RowKind.KENMERK, (place.id, mark), day, of_marked, most
                    )

    def apart(self) -> Iterator[Row]:
        """Two pupils who may not meet are not at a place at the same time."""
        meetings = _options_by_pupil(self.instance, self.at, self.options)
        for one, other in sorted({_sorted_pair(*c) for c in self.instance.niet_samen}):
            a, b = self.pupil_at[one], self.pupil_at[other]
            for place in self.instance.plekken:
                mine, theirs = meetings[place.id].get(a), meetings[place.id].get(b)
                if mine is None or theirs is None:
                    continue
                both = np.concatenate([mine, theirs])
                for day, options in self._slots(place, both):
                    ids = (one, other, place.id)
                    yield self._count(RowKind.NIET_SAMEN, ids, day, options, 1)

    def _slots(self, place: Plek, within: Ints | None = None) -> list[Slot]:
        """Return who can be at a place at the same time: options by day."""
        options = self.at[place.id] if within is None else within
        return self._days(place, options) if place.overbrugt else [(None, options)]

    def _days(self, place: Plek, within: Ints | None = None) -> list[Slot]:
        """Return the options that hold a bridging seat, on each day that matters.

        The most are there on a day on which somebody begins or the seats change.
        """
        options = self.at[place.id] if within is None else within
        start = self.options.bridge_start[options]
        end = self.options.bridge_end[options]
        changes = self.admission.calendars[place.id].changes
        days = np.unique(np.concatenate([start, np.array(changes, dtype=np.int64)]))
        return [
            (day, options[(start <= day) & (day < end)])
            for day in days.tolist()
            if day >= 0
        ]

    def _pair_numbers(self, place: Plek, numbers: Ints) -> Ints:
        """Return what each option needs at a place of this kind; shape (options,)."""
        pair = self.options.bridge_pair if place.overbrugt else self.options.pair
        return numbers[pair]

    def _count(
        self,
        kind: RowKind,
        ids: tuple[str, ...],
        day: int | None,
        options: Ints,
        limit: int,
    ) -> Row:
        ones = np.ones(len(options), dtype=np.int64)
        return Row(self._name(kind, ids, day), options, ones, limit)

    def _name(self, kind: RowKind, ids: tuple[str, ...], day: int | None) -> RowName:
        date = None if day is None else self.admission.timeline.day(day)
        return RowName(kind, ids, date)


def _by_place(place: Ints, places: int) -> list[Ints]:
    """Return the options of each place, ascending."""
    order = np.argsort(place, kind="stable")
    cuts = np.searchsorted(place[order], np.arange(places + 1))
    return [order[cuts[at] : cuts[at + 1]] for at in range(places)]


def _positive(options: Ints, amounts: Ints) -> tuple[Ints, Ints]:
    used = amounts > 0
    return options[used], amounts[used]


def _options_by_pupil(
    instance: Instantie, at: dict[str, Ints], options: Options
) -> dict[str, dict[int, Ints]]:
    """Return per place the options of each pupil; empty when nobody is kept apart."""
    found: dict[str, dict[int, Ints]] = defaultdict(dict)
    if instance.niet_samen:
        for place, here in at.items():
            if not len(here):
                continue
            pupils, first = np.unique(options.pupil[here], return_index=True)
            groups = np.split(here, first[1:])
            found[place] = dict(zip(pupils.tolist(), groups, strict=True))
    return found


def _sorted_pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
