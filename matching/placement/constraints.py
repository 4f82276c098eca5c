"""The constraints of the CP-SAT model, one function per rule.

Bans, dates and places that are too small for a pupil on its own need no
constraint: such a pair is not an arc (see ``admissible``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python.cp_model import LinearExpr

from matching.placement.model import UNPLACED

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from ortools.sat.python.cp_model import CpModel

    from matching.placement.model import Model
    from matching.placement.variables import Variables


def add_constraints(cp: CpModel, model: Model, variables: Variables) -> None:
    """Add every rule to the CP-SAT model."""
    add_one_place(cp, model, variables)
    add_pins(cp, model, variables)
    add_seats(cp, model, variables)
    add_hours(cp, model, variables)
    add_budgets(cp, model, variables)
    add_apart(cp, model, variables)


def add_one_place(cp: CpModel, model: Model, variables: Variables) -> None:
    """A pupil gets at most one place."""
    for arcs in variables.of_pupil:
        if len(arcs) > 1:
            cp.add_at_most_one(variables.pick(arcs))


def add_pins(cp: CpModel, model: Model, variables: Variables) -> None:
    """A pinned pupil gets exactly the pinned place."""
    for pupil, place in enumerate(model.pinned.tolist()):
        if place != UNPLACED:
            cp.add(variables.chosen[model.arc_index[pupil, place]] == 1)


def add_seats(cp: CpModel, model: Model, variables: Variables) -> None:
    """A place takes no more pupils than it has seats."""
    for place, arcs in enumerate(variables.at_place):
        seats = int(model.seats[place])
        if len(arcs) > seats:
            cp.add(LinearExpr.sum(variables.pick(arcs)) <= seats)


def add_hours(cp: CpModel, model: Model, variables: Variables) -> None:
    """The pupils of a place need no more hours than it has."""
    for place, limit in enumerate(model.hour_limit):
        if limit is not None:
            arcs = variables.at_place[place]
            _add_limit(cp, variables, arcs, model.hours, limit)


def add_budgets(cp: CpModel, model: Model, variables: Variables) -> None:
    """The pupils on all places of a budget cost no more than its amount."""
    for budget, limit in enumerate(model.budget_limit):
        if limit is not None:
            places = np.flatnonzero(model.budget_of == budget)
            arcs = np.flatnonzero(np.isin(model.arc_place, places)).tolist()
            _add_limit(cp, variables, arcs, model.costs, limit)


def add_apart(cp: CpModel, model: Model, variables: Variables) -> None:
    """Two pupils who may not meet do not share a place."""
    for one, other in model.apart:
        for arc in variables.of_pupil[one]:
            place = int(model.arc_place[arc])
            meeting = model.arc_index.get((other, place))
            if meeting is not None:
                cp.add_at_most_one(variables.pick([arc, meeting]))


def _add_limit(
    cp: CpModel,
    variables: Variables,
    arcs: list[int],
    amounts: NDArray[np.int64],
    limit: int,
) -> None:
    """Add that the amounts of the chosen arcs stay within a limit."""
    used = [arc for arc in arcs if amounts[arc]]
    needed = amounts[used].tolist()
    if sum(needed) > limit:
        total = LinearExpr.weighted_sum(variables.pick(used), needed)
        cp.add(total <= limit)
