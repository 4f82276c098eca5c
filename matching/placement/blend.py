"""Goals in one objective, with weights that provably keep their order.

Source: Sherali and Soyster (1983), Journal of Optimization Theory and Applications
39(2), 173-186.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from matching.placement.program import Program
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]

LARGEST_TOTAL = 4 * 10**8
"""Most that blended costs may add up to: HiGHS still sees single units."""


@dataclass(frozen=True, eq=False)
class Block:
    """Consecutive goals in one objective.

    Parameters
    ----------
    first
        Number of the first goal.
    weights
        Weight of each goal; one unit outweighs all that later ones can differ.
    highest
        Most that each goal can cost in any plan that is still looked at.
    """

    first: int
    weights: tuple[int, ...]
    highest: tuple[int, ...]

    def cost(self, program: Program) -> Ints:
        """Return the blended cost per column."""
        total = np.zeros(len(program.lowest), dtype=np.int64)
        for number, weight in enumerate(self.weights):
            total += weight * program.cost(self.first + number)
        return total

    def proven(self, costs: Sequence[int], bound: int) -> int:
        """Return how many of the goals a bound on the blended cost proves.

        Parameters
        ----------
        costs
            What a plan costs, goal by goal.
        bound
            Proven lower bound on the blended cost.
        """
        left = bound
        for number, weight in enumerate(self.weights):
            later = zip(
                self.weights[number + 1 :], self.highest[number + 1 :], strict=True
            )
            # Even with the later goals at their worst this goal costs so much.
            least = -(-(left - sum(w * most for w, most in later)) // weight)
            if least < costs[number]:
                return number
            left -= weight * costs[number]
        return len(self.weights)


def blend(
    program: Program,
    first: int,
    least: int,
    bound: Callable[[Program, Ints], Relaxation | None],
) -> Block:
    """Return as many goals as provably fit in one objective.

    Parameters
    ----------
    program
        The rules, with the goals before it held.
    first
        Number of the first goal.
    least
        Lowest cost that it can have.
    bound
        Gives an exact lower bound on a cost per column, if there is time.
    """
    block = Block(first, (1,), (0,))
    steepest = int(np.abs(program.cost(first)).max(initial=0))
    largest = max(1, abs(least), steepest)
    ranges: list[int] = []
    highest: list[int] = [0]
    for number in range(first + 1, len(program.model.goals)):
        cost = program.cost(number)
        low, high = bound(program, cost), bound(program, -cost)
        if low is None or high is None:
            break
        ranges.append(-high.bound - low.bound)
        highest.append(-high.bound)
        weights = [1]
        for wide in reversed(ranges):
            weights.insert(0, weights[0] * (wide + 1))
        if weights[0] * largest > LARGEST_TOTAL:
            break
        block = Block(first, tuple(weights), tuple(highest))
    return block
