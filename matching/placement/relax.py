"""A bound on a goal, exact, and the options that no better plan can use.

The rows are priced instead of held, and what else pupils share is left out: what
remains is the cheapest option of
each pupil on its own, so a bound that holds for any prices. The best prices come
from a linear program (GLOP); they are rounded to whole parts, and the bound is
computed again in whole numbers, so that no rounding can make it false.

Source: Lagrangian relaxation and reduced-cost fixing, Fisher (1981), Management
Science 27(1), 1-18.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from ortools.linear_solver.python.model_builder_helper import (
    ModelBuilderHelper,
    ModelSolverHelper,
    SolveStatus,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

FINEST = 2**16
"""Most parts of one unit that a price is rounded to."""

LARGEST = 2**60
"""No sum of scaled costs may come near the end of int64."""


@dataclass(frozen=True, eq=False)
class _Row:
    """A rule of the form: amounts of the chosen options add up to at most a limit."""

    options: Ints
    amounts: Ints
    limit: int


@dataclass(frozen=True, eq=False)
class Relaxation:
    """A proven bound and, per option, how much worse the bound is when it is chosen.

    Parameters
    ----------
    base
        Bound on the cost, in parts.
    extra
        What choosing each option adds to the bound, in parts; shape (options,).
    parts
        Parts of one unit of cost.
    """

    base: int
    extra: Ints
    parts: int

    @property
    def bound(self) -> int:
        """Return the lowest cost that any plan can have."""
        return -(-self.base // self.parts)

    def with_options(self, keep: NDArray[np.bool_]) -> Relaxation:
        """Return the same bound for some of the options; shape (options,)."""
        return replace(self, extra=self.extra[keep])

    def useful(self, cost: int) -> NDArray[np.bool_]:
        """Tell for each option whether a plan of at most this cost may use it."""
        return self.extra <= cost * self.parts - self.base


def relax(
    model: Model, number: int, held: Sequence[int], seconds: float
) -> Relaxation | None:
    """Bound one goal, given the costs that earlier goals may not pass.

    Parameters
    ----------
    model
        The problem.
    number
        Which goal.
    held
        Highest cost allowed for each earlier goal.
    seconds
        Time for the linear program.

    Returns
    -------
    Relaxation or None
        ``None`` when the program was not solved or the numbers are too large.
    """
    rows = _rows(model, held)
    cost = model.goals[number].cost
    priced = _prices(model, cost, rows, seconds)
    return None if priced is None else _round(model, cost, rows, priced)


def _rows(model: Model, held: Sequence[int]) -> list[_Row]:
    """Return every row, and the earlier goals as rows, that could be broken."""
    rows = [
        _Row(*model.rows.terms(row), limit)
        for row, limit in enumerate(model.rows.limit.tolist())
    ]
    every = np.arange(len(model.options))
    rows += [
        _Row(every, goal.cost, limit)
        for goal, limit in zip(model.goals, held, strict=False)
    ]
    return [row for row in rows if row.amounts.clip(min=0).sum() > row.limit]


def _prices(
    model: Model, cost: Ints, rows: list[_Row], seconds: float
) -> Floats | None:
    """Solve the linear program and return the price of each row, 0 or more."""
    program = ModelBuilderHelper()
    for value in cost.astype(float).tolist():
        option = program.add_var()
        program.set_var_lower_bound(option, 0.0)
        program.set_var_objective_coefficient(option, value)
    for pupil, pinned in enumerate(model.pinned.tolist()):
        row = program.add_linear_constraint()
        program.set_constraint_lower_bound(row, float(pinned))
        program.set_constraint_upper_bound(row, 1.0)
        for option in model.options_of(pupil):
            program.add_term_to_constraint(row, option, 1.0)
    for rule in rows:
        row = program.add_linear_constraint()
        program.set_constraint_upper_bound(row, float(rule.limit))
        amounts = rule.amounts.astype(float).tolist()
        for option, amount in zip(rule.options.tolist(), amounts, strict=True):
            if amount:
                program.add_term_to_constraint(row, option, amount)
    solver = ModelSolverHelper("glop")
    solver.set_time_limit_in_seconds(max(seconds, 0.01))
    solver.solve(program)
    if solver.status() != SolveStatus.OPTIMAL:
        return None
    duals = np.array(solver.dual_values(), dtype=np.float64)[len(model.pupils) :]
    return np.maximum(0.0, -duals)


def _round(
    model: Model, cost: Ints, rows: list[_Row], prices: Floats
) -> Relaxation | None:
    """Compute the bound of these prices in whole numbers."""
    size = float(np.abs(cost).max(initial=0))
    size += sum(
        price * max(float(np.abs(row.amounts).max()), abs(row.limit))
        for price, row in zip(prices.tolist(), rows, strict=True)
    )
    parts = FINEST
    while parts > 1 and size * parts * (len(model.pupils) + 1) > LARGEST:
        parts //= 2
    if size * parts * (len(model.pupils) + 1) > LARGEST:
        return None
    priced, base = cost * parts, 0
    for price, row in zip(np.rint(prices * parts).astype(int), rows, strict=True):
        # One row holds an option once only, so plain indexing adds up.
        priced[row.options] += int(price) * row.amounts
        base -= int(price) * row.limit
    cheapest = np.where(model.pinned, LARGEST, 0)
    np.minimum.at(cheapest, model.options.pupil, priced)
    base += int(cheapest.sum())
    return Relaxation(base, priced - cheapest[model.options.pupil], parts)
