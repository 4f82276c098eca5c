"""Goals together in one cost: what a unit of each earlier goal is worth.

A linear program with earlier goals as rows is slow. With those goals as prices in the
cost it is quick, and its bound holds for the present goal just as well: whoever may
not give up an earlier goal gains nothing by paying for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.program import most_cost

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.program import Program
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

Weights = dict[int, int]
"""Number of a goal, and how many times one unit of it counts."""

PARTS = 10_000
"""Parts of a unit in which the worth of an earlier goal is counted."""


def blend(program: Program, weights: Weights) -> Ints:
    """Return the cost per column of some goals together."""
    total = np.zeros(len(program.lowest), dtype=np.int64)
    for number, weight in weights.items():
        total += weight * program.cost(number)
    return total


def bound_of(
    relaxed: Relaxation, weights: Weights, number: int, held: Sequence[int]
) -> Relaxation:
    """Return what a bound on a blend says of one goal, when earlier ones are held."""
    spent = sum(weight * held[at] for at, weight in weights.items() if at != number)
    return replace(
        relaxed,
        base=relaxed.base - relaxed.parts * spent,
        parts=relaxed.parts * weights[number],
    )


def in_parts(worth: Mapping[int, float], number: int) -> Weights:
    """Return weights that count one goal once and earlier ones for their worth."""
    weights = {at: round(PARTS * one) for at, one in worth.items()}
    return {at: one for at, one in weights.items() if one > 0} | {number: PARTS}


def worth_of(
    model: Model, held: Sequence[int], program: Program, prices: Floats
) -> dict[int, float]:
    """Return what a unit of each earlier goal is worth at these prices."""
    rows = len(model.rows)
    binding = [
        at
        for at, most in enumerate(held)
        if most_cost(model, model.goals[at].cost) > most
    ]
    return {
        at: float(prices[rows + row] / program.divisor[rows + row])
        for row, at in enumerate(binding)
    }
