"""Goals together in one cost, to find the first plan with.

Many places are as good as each other for "placed" or "nobody waits without a bridge".
Prices and searches wander about among those. So the first goals are looked at together
with the first one that really tells places apart; what is proven afterwards is proven
for each goal by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matching.placement.program import build_program
from matching.placement.relax import relax
from matching.placement.subgradient import Volume

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.program import Program
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]

Weights = dict[int, int]
"""Number of a goal, and how many times one unit of it counts."""

LEADING = 3
"""How many times the most that an option differs for the next goal one unit counts."""

SAMPLE = 200
"""Pupils who are looked at for that."""

SHARP = 0.5
"""A goal tells places apart when a pupil sees so many different costs, as a part of
what the goal with the most different ones gives."""


def leading_weights(model: Model, telling: Sequence[int], most: int) -> Weights:
    """Return weights of the first goals, and of one that tells places apart.

    Parameters
    ----------
    model
        The problem.
    telling
        Numbers of the goals for which options differ at all, at least one.
    most
        Most goals together: with more, prices of the first drown those of the last.
    """
    # A goal beside the first, so that not only ties of that one decide.
    sharp = sharpest(model, telling[1:] or telling)
    first = [at for at in telling if at < sharp][: most - 1]
    return following_weights(model, [*first, sharp])


def following_weights(model: Model, numbers: Sequence[int]) -> Weights:
    """Return weights that let each of some goals lead the one after it."""
    weights = {numbers[-1]: 1}
    for at, after in zip(reversed(numbers[:-1]), reversed(numbers[1:]), strict=True):
        steepest = int(np.abs(model.goals[after].cost).max(initial=1))
        weights[at] = LEADING * steepest * weights[after]
    return weights


def sharpest(model: Model, telling: Sequence[int]) -> int:
    """Return the first goal that tells the places of a pupil apart."""
    different = [_differences(model, at) for at in telling]
    enough = SHARP * max(different)
    return next(at for at, one in zip(telling, different, strict=True) if one >= enough)


def _differences(model: Model, number: int) -> int:
    """Return how many different costs some pupils see, added up over pupils."""
    some = int(model.first_option[: SAMPLE + 1][-1])
    cost, pupil = model.goals[number].cost[:some], model.options.pupil[:some]
    spread = int(cost.max(initial=0)) - int(cost.min(initial=0)) + 1
    return len(np.unique(pupil * spread + cost))


def blend(program: Program, weights: Weights) -> Ints:
    """Return the cost per column of some goals together."""
    total = np.zeros(len(program.lowest), dtype=np.int64)
    for number, weight in weights.items():
        total += weight * program.cost(number)
    return total


def rough_prices(model: Model, weights: Weights, deadline: float) -> Relaxation | None:
    """Return roughly what options lose for some goals together.

    Parameters
    ----------
    model
        The problem.
    weights
        The goals.
    deadline
        Value of ``perf_counter`` at which to stop.
    """
    program = build_program(model, (), tight=False)
    cost = blend(program, weights)
    volume = Volume(program, cost.astype(float))
    volume.run(deadline)
    return relax(program, cost, volume.prices)
