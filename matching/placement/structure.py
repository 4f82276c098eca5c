"""Which rules are really just seats, and which need the general engine.

A limit that can never bind is dropped. Hours or money that are the same for
every pair come down to a number of pupils, so to seats. What is left over are
the side rules; only pupils connected to one of them need the general engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.model import UNPLACED, Model
from matching.placement.objective import Goal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Structure:
    """The seats and the side rules of a model.

    Parameters
    ----------
    seats
        Seats per place after all that comes down to seats; shape (places,).
    group_of
        Budget index per place where the budget is a number of pupils.
    group_seats
        Pupils each budget can pay; the number of pupils where it is no seats.
    hour_places
        Places whose hours are a side rule.
    tight_budgets
        Budgets whose money is a side rule.
    apart
        (pupil, pupil, place) that may not both be chosen.
    """

    seats: Ints
    group_of: Ints
    group_seats: Ints
    hour_places: tuple[int, ...]
    tight_budgets: tuple[int, ...]
    apart: tuple[tuple[int, int, int], ...]

    @property
    def is_core(self) -> bool:
        """Return whether seats say everything."""
        return not (self.hour_places or self.tight_budgets or self.apart)


def find_structure(model: Model) -> Structure:
    """Sort the limits of a model into seats and side rules."""
    seats, hour_places = _hours_as_seats(model)
    group_of, group_seats, budgets = _budgets_as_seats(model, seats)
    return Structure(
        seats=seats,
        group_of=group_of,
        group_seats=group_seats,
        hour_places=hour_places,
        tight_budgets=budgets,
        apart=_apart_places(model, seats),
    )


def _hours_as_seats(model: Model) -> tuple[Ints, tuple[int, ...]]:
    """Return the seats with uniform hours in them, and the places left over."""
    seats, side = model.seats.copy(), []
    for place, limit in enumerate(model.hour_limit):
        if limit is None:
            continue
        hours = np.sort(model.hours[model.arc_place == place])[::-1]
        if not len(hours) or int(hours[: seats[place]].sum()) <= limit:
            continue
        if hours[0] == hours[-1]:
            seats[place] = min(int(seats[place]), limit // int(hours[0]))
        else:
            side.append(place)
    return seats, tuple(side)


def _budgets_as_seats(model: Model, seats: Ints) -> tuple[Ints, Ints, tuple[int, ...]]:
    """Return groups of places that share seats, and the budgets left over."""
    group_of = np.full(len(model.places), UNPLACED, dtype=np.int64)
    group_seats = np.full(len(model.budgets), len(model.pupils), dtype=np.int64)
    side = []
    for budget, limit in enumerate(model.budget_limit):
        paid = (model.budget_of == budget)[model.arc_place] & (model.costs > 0)
        if limit is None or not paid.any():
            continue
        dearest = np.zeros(len(model.pupils), dtype=np.int64)
        np.maximum.at(dearest, model.arc_pupil[paid], model.costs[paid])
        places = np.unique(model.arc_place[paid])
        most = int(seats[places].sum())
        if int(np.sort(dearest)[::-1][:most].sum()) <= limit:
            continue
        at_places = np.isin(model.arc_place, places)
        prices = np.unique(model.costs[at_places])
        if len(prices) == 1:
            group_of[places] = budget
            group_seats[budget] = min(len(model.pupils), limit // int(prices[0]))
        else:
            side.append(budget)
    return group_of, group_seats, tuple(side)


def _apart_places(model: Model, seats: Ints) -> tuple[tuple[int, int, int], ...]:
    """Return where two pupils who may not meet could meet."""
    found = []
    for one, other in model.apart:
        for place in sorted(_places_of(model, one) & _places_of(model, other)):
            if seats[place] > 1:
                found.append((one, other, place))
    return tuple(found)


def _places_of(model: Model, pupil: int) -> set[int]:
    first = model.first_arc
    return set(model.arc_place[first[pupil] : first[pupil + 1]].tolist())


def split(model: Model, structure: Structure) -> list[Model]:
    """Cut a model into parts that share no pupil, seat, hour or money.

    Parts without side rules stay together as the first model (which may be
    empty); each part with a side rule is a model of its own. Goals add up over
    parts, so the best of each part together is the best of the whole.
    """
    part = _connected(model, structure)
    place_part = part[len(model.pupils) :]
    side = {int(place_part[place]) for place in structure.hour_places}
    side |= {int(place_part[place]) for _, _, place in structure.apart}
    for budget in structure.tight_budgets:
        side |= set(place_part[model.budget_of == budget].tolist())
    core = np.isin(part, list(side), invert=True)
    return [
        restrict(model, core),
        *(restrict(model, part == label) for label in sorted(side)),
    ]


def _connected(model: Model, structure: Structure) -> Ints:
    """Return a part label per pupil and, after them, per place."""
    pupils = len(model.pupils)
    root = list(range(pupils + len(model.places)))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    ends = zip(
        model.arc_pupil.tolist(), (pupils + model.arc_place).tolist(), strict=True
    )
    for one, other in [*ends, *_shared_money(model, structure)]:
        root[find(one)] = find(other)
    return np.array([find(node) for node in range(len(root))], dtype=np.int64)


def _shared_money(model: Model, structure: Structure) -> list[tuple[int, int]]:
    """Return the links between places that one budget pays."""
    links = []
    for budget in range(len(model.budgets)):
        shared = (model.budget_of == budget) & (structure.group_of == budget)
        if budget in structure.tight_budgets:
            shared = model.budget_of == budget
        nodes = (len(model.pupils) + np.flatnonzero(shared)).tolist()
        links += [(nodes[0], node) for node in nodes[1:]]
    return links


def restrict(model: Model, keep: Bools) -> Model:
    """Return the model of some pupils and places, in their order.

    Parameters
    ----------
    model
        The whole.
    keep
        Which pupils and, after them, which places; shape (pupils + places,).
    """
    pupils = np.flatnonzero(keep[: len(model.pupils)])
    places = np.flatnonzero(keep[len(model.pupils) :])
    new_pupil = np.full(len(model.pupils), UNPLACED, dtype=np.int64)
    new_pupil[pupils] = np.arange(len(pupils))
    # One extra entry, so that UNPLACED (-1) stays UNPLACED.
    new_place = np.full(len(model.places) + 1, UNPLACED, dtype=np.int64)
    new_place[places] = np.arange(len(places))
    arcs = np.flatnonzero(
        (new_pupil[model.arc_pupil] != UNPLACED)
        & (new_place[model.arc_place] != UNPLACED)
    )
    goals = tuple(
        Goal(goal.doel, goal.cost[arcs], sign=goal.sign) for goal in model.goals
    )
    return Model(
        pupils=tuple(model.pupils[pupil] for pupil in pupils),
        places=tuple(model.places[place] for place in places),
        arc_pupil=new_pupil[model.arc_pupil[arcs]],
        arc_place=new_place[model.arc_place[arcs]],
        hours=model.hours[arcs],
        costs=model.costs[arcs],
        pinned=new_place[model.pinned[pupils]],
        seats=model.seats[places],
        hour_limit=tuple(model.hour_limit[place] for place in places),
        budget_of=model.budget_of[places],
        budgets=model.budgets,
        budget_limit=model.budget_limit,
        apart=tuple(
            (int(new_pupil[one]), int(new_pupil[other]))
            for one, other in model.apart
            if keep[one] and keep[other]
        ),
        goals=goals,
    )
