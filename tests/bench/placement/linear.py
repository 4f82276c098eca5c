"""The usual way: all goals in one weighted sum, all rules in one matrix.

Both baselines get this same matrix, so they differ only in the solver. Weights are
what a careful user would choose: one unit of a goal outweighs the largest step of
the next. Goals that no longer fit in exact numbers are left out, which makes the
baseline's work lighter, never heavier.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]

LARGEST = 2**50
"""Largest total: solvers that work with fractions still see single units."""

NO_LIMIT = 2**40


@dataclass(frozen=True, eq=False)
class Sum:
    """A problem as one objective and one matrix over yes-or-no columns.

    Parameters
    ----------
    cost
        Objective, to be minimised; shape (columns,).
    matrix, low, high
        Rules: low <= matrix @ x <= high; rows first one per pupil.
    goals
        Goals in the sum.
    """

    cost: Ints
    matrix: coo_array
    low: Ints
    high: Ints
    goals: int


def weights(model: Model) -> list[int]:
    """Return a weight per goal that is part of the sum."""
    most = [int(np.abs(goal.cost).max(initial=0)) for goal in model.goals]
    for number in range(len(most), 0, -1):
        found = [1]
        for largest in reversed(most[1:number]):
            found.insert(0, found[0] * (largest + 1))
        total = sum(w * m for w, m in zip(found, most, strict=False))
        if total * len(model.pupils) < LARGEST:
            return found
    return []


def blended(model: Model) -> Ints:
    """Return the weighted sum per option; shape (options,)."""
    cost = np.zeros(len(model.options), dtype=np.int64)
    for goal, weight in zip(model.goals, weights(model), strict=False):
        cost += weight * goal.cost
    return cost


def weighted_sum(model: Model) -> Sum:
    """Return a model as one weighted sum; a column per option, then per opening."""
    options, columns = len(model.options), len(model.options) + len(model.openings)
    rules = _Rules()
    pinned = model.pinned.astype(np.int64)
    everybody = np.arange(len(model.pupils))
    rules.add(model.options.pupil, np.arange(options), 1, pinned, everybody * 0 + 1)
    rows = model.rows
    low = np.full(len(rows), -NO_LIMIT)
    rules.add(rows.row, rows.option, rows.amount, low, rows.limit)
    for number, opening in enumerate(model.openings):
        _add_opening(rules, model, opening.place, opening.minimum, options + number)
    for one, other in model.together:
        _add_couple(rules, model, one, other)
    cost = np.zeros(columns, dtype=np.int64)
    cost[:options] = blended(model)
    matrix, low, high = rules.build(columns)
    return Sum(cost, matrix, low, high, len(weights(model)))


class _Rules:
    """Rows of the matrix, added a block at a time."""

    def __init__(self) -> None:
        self.number = 0
        self.blocks: list[tuple[Ints, Ints, Ints]] = []
        self.low: list[Ints] = []
        self.high: list[Ints] = []

    def add(
        self, row: Ints, column: Ints, amount: Ints | int, low: Ints, high: Ints
    ) -> None:
        amounts = np.broadcast_to(amount, row.shape)
        self.blocks.append((row + self.number, column, amounts))
        self.low.append(low)
        self.high.append(high)
        self.number += len(low)

    def build(self, columns: int) -> tuple[coo_array, Ints, Ints]:
        row, column, amount = (
            np.concatenate([block[part] for block in self.blocks]) for part in range(3)
        )
        matrix = coo_array((amount, (row, column)), (self.number, columns))
        return matrix, np.concatenate(self.low), np.concatenate(self.high)


def _add_opening(
    rules: _Rules, model: Model, place: int, minimum: int, column: int
) -> None:
    """Add: at least the minimum when open, and nobody when closed."""
    here = model.options_at(place)
    number = len(here)
    ones = np.ones(number, dtype=np.int64)
    zero, far = np.zeros(1, dtype=np.int64), np.full(1, NO_LIMIT)
    rules.add(
        np.zeros(number + 1, dtype=np.int64),
        np.append(here, column),
        np.append(ones, -minimum),
        zero,
        far,
    )
    each = np.arange(number)
    rules.add(
        np.concatenate([each, each]),
        np.concatenate([here, np.full(number, column)]),
        np.concatenate([ones, -ones]),
        np.full(number, -NO_LIMIT),
        np.zeros(number, dtype=np.int64),
    )


def _add_couple(rules: _Rules, model: Model, one: int, other: int) -> None:
    """Add: both at the same lasting place, for every place of either."""
    mine, theirs = (_options_of(model, who) for who in (one, other))
    places = model.options.place
    for place in np.union1d(places[mine], places[theirs]).tolist():
        if place < 0:
            continue
        here = mine[places[mine] == place]
        there = theirs[places[theirs] == place]
        column = np.concatenate([here, there])
        sign = np.repeat([1, -1], [len(here), len(there)])
        zero = np.zeros(1, dtype=np.int64)
        rules.add(np.zeros(len(column), dtype=np.int64), column, sign, zero, zero)


def _options_of(model: Model, pupil: int) -> Ints:
    here = model.options_of(pupil)
    return np.arange(here.start, here.stop)
