"""A model as a table of pupils by places, where each place has at most one limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.options import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

NEVER = 1e7
"""What a place loses for a pupil that cannot go there."""

LEAST = 1e-6
"""Less than this is rounding."""


@dataclass(frozen=True, eq=False)
class Table:
    """Pupils by places.

    Parameters
    ----------
    option
        Option of each pupil at each place, ``NONE`` for none; (pupils, places).
    amount
        What the pupil needs there; (pupils, places).
    loss
        What it loses against the bound; (pupils, places).
    limit, price
        What the place has, and what one unit of it is worth; (places,).
    """

    option: Ints
    amount: Ints
    loss: Floats
    limit: Ints
    price: Floats

    @property
    def far(self) -> float:
        """Return what the fourth option of a pupil loses, in the middle.

        A later option where the fourth one mostly loses nothing.
        """
        middle = np.median(np.sort(self.loss, axis=1), axis=0)
        some = middle[(middle > LEAST) & (middle < NEVER)]
        at = np.searchsorted(some, middle[min(3, len(middle) - 1)])
        return float(some[min(at, len(some) - 1)]) if len(some) else 1.0

    def part(self, pupils: Ints, places: Ints) -> Table:
        """Return some pupils at some places."""
        some = np.ix_(pupils, places)
        return Table(
            self.option[some],
            self.amount[some],
            self.loss[some],
            self.limit[places],
            self.price[places],
        )


def find_table(model: Model, number: int, relaxed: Relaxation) -> Table | None:
    """Return a model as a table, or ``None`` when it has other rules.

    Parameters
    ----------
    model
        The problem.
    number
        Goal to minimise; earlier ones may not tell the options of a pupil apart.
    relaxed
        The bound of the goal.
    """
    if not is_table(model, number):
        return None
    options, rows = model.options, model.rows
    size = (len(model.pupils), len(model.places))
    at = options.pupil * size[1] + options.place
    row_place = options.place[rows.option[rows.first[:-1]]]
    amount = np.zeros(size, dtype=np.int64)
    amount[options.pupil[rows.option], options.place[rows.option]] = rows.amount
    option = np.full(size, NONE, dtype=np.int64)
    option.ravel()[at] = np.arange(len(options))
    loss = np.full(size, NEVER)
    loss.ravel()[at] = relaxed.extra / relaxed.parts
    # A place without a limit has room for everybody.
    limit = amount.sum(axis=0)
    limit[row_place] = rows.limit
    price = np.zeros(size[1])
    price[row_place] = relaxed.slack
    return Table(option, amount, loss, limit, price)


def is_table(model: Model, number: int) -> bool:
    """Tell whether a model is a table for one goal: generalised assignment.

    Parameters
    ----------
    model
        The problem.
    number
        Goal to minimise; earlier ones may not tell the options of a pupil apart.
    """
    options, rows = model.options, model.rows
    at = options.pupil * len(model.places) + options.place
    if (
        model.openings
        or model.together
        or len(model.places) < 2
        or not len(rows)
        or (options.bridge != NONE).any()
        or (options.place == NONE).any()
        or len(np.unique(at)) < len(at)
        or not all(_is_even(model, goal.cost) for goal in model.goals[:number])
    ):
        return False
    place = options.place[rows.option]
    first = place[rows.first[:-1]]
    return bool((place == first[rows.row]).all()) and len(np.unique(first)) == len(rows)


def _is_even(model: Model, cost: Ints) -> bool:
    """Tell whether all options of each pupil cost the same."""
    count = np.diff(model.first_option)
    first = cost[model.first_option[:-1][count > 0]]
    return bool((cost == np.repeat(first, count[count > 0])).all())
