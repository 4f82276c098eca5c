"""The one model of the problem that every engine solves.

Pupils stand in the order of the draw and places in the order of their ids, so
that "first in the draw" and "smallest id" are simply the smallest index. An arc
is a pupil and a place that may be combined; for anything else nothing is made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.admissible import exclusion
from matching.placement.objective import Goal, build_goals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.instance import Instantie, Paar

    Ints = NDArray[np.int64]

UNPLACED = -1
"""Index that stands for no place."""


@dataclass(frozen=True, eq=False)
class Model:
    """A placement problem as index arrays.

    Parameters
    ----------
    pupils
        Ids in the order of the draw.
    places
        Ids in ascending order.
    arc_pupil, arc_place
        Ends of each arc, sorted by pupil, then place; shape (arcs,).
    hours, costs
        Hundredths of an hour and cents per arc; shape (arcs,).
    pinned
        Place index per pupil, ``UNPLACED`` where nothing is pinned.
    seats
        Seats per place, at most the number of pupils; shape (places,).
    hour_limit
        Hundredths of an hour per place, ``None`` for no limit.
    budget_of
        Budget index per place, ``UNPLACED`` for none; shape (places,).
    budgets, budget_limit
        Budget ids and their amounts in cents (``None``: no limit).
    apart
        Pairs of pupil indices that may not share a place.
    goals
        Goals in order of importance, each to be minimised.
    """

    pupils: tuple[str, ...]
    places: tuple[str, ...]
    arc_pupil: Ints
    arc_place: Ints
    hours: Ints
    costs: Ints
    pinned: Ints
    seats: Ints
    hour_limit: tuple[int | None, ...]
    budget_of: Ints
    budgets: tuple[str, ...]
    budget_limit: tuple[int | None, ...]
    apart: tuple[tuple[int, int], ...]
    goals: tuple[Goal, ...]

    @cached_property
    def first_arc(self) -> Ints:
        """Return where the arcs of each pupil start; shape (pupils + 1,)."""
        return np.searchsorted(self.arc_pupil, np.arange(len(self.pupils) + 1))

    @cached_property
    def arc_index(self) -> dict[tuple[int, int], int]:
        """Return the arc of a pupil and place."""
        ends = zip(self.arc_pupil.tolist(), self.arc_place.tolist(), strict=True)
        return {end: arc for arc, end in enumerate(ends)}

    def with_arcs(self, keep: NDArray[np.bool_]) -> Model:
        """Return the model with only some of its arcs; shape (arcs,)."""
        return replace(
            self,
            arc_pupil=self.arc_pupil[keep],
            arc_place=self.arc_place[keep],
            hours=self.hours[keep],
            costs=self.costs[keep],
            goals=tuple(replace(goal, cost=goal.cost[keep]) for goal in self.goals),
        )

    def chosen_arcs(self, placement: Ints) -> Ints:
        """Return the arcs that a placement uses.

        Parameters
        ----------
        placement
            Place index per pupil, ``UNPLACED`` for none.
        """
        return np.flatnonzero(placement[self.arc_pupil] == self.arc_place)

    def goal_cost(self, goal: Goal, placement: Ints) -> int:
        """Return the cost of a placement for one goal (lower is better)."""
        return goal.constant + int(goal.cost[self.chosen_arcs(placement)].sum())


def build_model(instance: Instantie) -> Model:
    """Turn a checked instance into index arrays."""
    rows = sorted(instance.leerlingen, key=lambda row: row.rank())
    pupils = tuple(row.id for row in rows)
    pupil_at = {id: index for index, id in enumerate(pupils)}
    places = tuple(sorted(row.id for row in instance.plekken))
    place_at = {id: index for index, id in enumerate(places)}
    place_rows = sorted(instance.plekken, key=lambda row: row.id)
    budgets = tuple(sorted(row.id for row in instance.budgetten))
    budget_at = {id: index for index, id in enumerate(budgets)}
    limits = {row.id: row.bedrag for row in instance.budgetten}
    pairs = _usable_pairs(instance, pupil_at, place_at)
    return Model(
        pupils=pupils,
        places=places,
        arc_pupil=_ints(pupil_at[pair.leerling] for pair in pairs),
        arc_place=_ints(place_at[pair.plek] for pair in pairs),
        hours=_ints(pair.uren for pair in pairs),
        costs=_ints(pair.kosten for pair in pairs),
        pinned=_ints(
            UNPLACED if row.vast is None else place_at[row.vast] for row in rows
        ),
        seats=_ints(
            len(pupils) if row.capaciteit is None else min(row.capaciteit, len(pupils))
            for row in place_rows
        ),
        hour_limit=tuple(row.uren for row in place_rows),
        budget_of=_ints(
            UNPLACED if row.budget is None else budget_at[row.budget]
            for row in place_rows
        ),
        budgets=budgets,
        budget_limit=tuple(limits[id] for id in budgets),
        apart=_apart(instance, pupil_at),
        goals=build_goals(instance, pairs),
    )


def _usable_pairs(
    instance: Instantie, pupil_at: dict[str, int], place_at: dict[str, int]
) -> list[Paar]:
    """Return the pairs that no rule excludes on its own, sorted by index."""
    pupils = {row.id: row for row in instance.leerlingen}
    places = {row.id: row for row in instance.plekken}
    limits = {row.id: row.bedrag for row in instance.budgetten}
    pairs = [
        pair
        for pair in instance.paren
        if exclusion(pair, pupils[pair.leerling], places[pair.plek], limits) is None
    ]
    pairs.sort(key=lambda pair: (pupil_at[pair.leerling], place_at[pair.plek]))
    return pairs


def _apart(
    instance: Instantie, pupil_at: dict[str, int]
) -> tuple[tuple[int, int], ...]:
    """Return every pair once, smallest index first."""
    found = {
        tuple(sorted((pupil_at[one], pupil_at[other])))
        for one, other in instance.niet_samen
    }
    return tuple(sorted((low, high) for low, high in found))


def _ints(values: object) -> Ints:
    return np.fromiter(values, dtype=np.int64)  # type: ignore[call-overload,no-any-return]
