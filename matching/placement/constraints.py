"""The constraints of the CP-SAT model, one function per kind of rule.

What excludes an option on its own needs no constraint: such an option is not made
(see ``admissible`` and ``options``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python.cp_model import LinearExpr

from matching.placement.options import NONE

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel

    from matching.placement.model import Model
    from matching.placement.variables import Variables


def add_constraints(cp: CpModel, model: Model, variables: Variables) -> None:
    """Add every rule to the CP-SAT model."""
    add_one_option(cp, model, variables)
    add_pins(cp, model, variables)
    add_rows(cp, model, variables)
    add_openings(cp, model, variables)
    add_together(cp, model, variables)


def add_one_option(cp: CpModel, model: Model, variables: Variables) -> None:
    """A pupil gets at most one of its options."""
    for pupil in range(len(model.pupils)):
        options = model.options_of(pupil)
        if len(options) > 1:
            cp.add_at_most_one(variables.pick(options))


def add_pins(cp: CpModel, model: Model, variables: Variables) -> None:
    """A pinned pupil gets one of its options; all of them keep the pin."""
    for pupil in np.flatnonzero(model.pinned).tolist():
        cp.add_bool_or(variables.pick(model.options_of(pupil)))


def add_rows(cp: CpModel, model: Model, variables: Variables) -> None:
    """Seats, hours, money, marks, and pupils who may not meet."""
    for row, limit in enumerate(model.rows.limit.tolist()):
        options, amounts = model.rows.terms(row)
        chosen = variables.pick(options.tolist())
        if limit == 1 and amounts.max() == 1:
            cp.add_at_most_one(chosen)
        else:
            cp.add(LinearExpr.weighted_sum(chosen, amounts.tolist()) <= limit)


def add_openings(cp: CpModel, model: Model, variables: Variables) -> None:
    """A place with a minimum takes so many or nobody."""
    for opening in model.openings:
        chosen = variables.pick(model.options_at(opening.place).tolist())
        is_open = cp.new_constant(1) if opening.forced else cp.new_bool_var("")
        cp.add(LinearExpr.sum(chosen) >= opening.minimum * is_open)
        for option in chosen:
            cp.add_implication(option, is_open)


def add_together(cp: CpModel, model: Model, variables: Variables) -> None:
    """Two pupils who stay together get the same lasting place, or both none."""
    place = model.options.place
    for one, other in model.together:
        mine, theirs = (
            np.arange(*model.first_option[[pupil, pupil + 1]]) for pupil in (one, other)
        )
        for at in np.union1d(place[mine], place[theirs]).tolist():
            if at != NONE:
                here = variables.pick(mine[place[mine] == at].tolist())
                there = variables.pick(theirs[place[theirs] == at].tolist())
                cp.add(LinearExpr.sum(here) == LinearExpr.sum(there))
