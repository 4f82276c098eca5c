"""The best choice known, among the options that may still be of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matching.placement.model import chosen, inside, outside
from matching.placement.options import NONE
from matching.placement.relax import carry, reduce
from matching.placement.rounding import keeps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]


class Standing:
    """A choice that only gets better, in a model that only gets smaller.

    Parameters
    ----------
    model
        The problem.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.choice = np.full(len(model.pupils), NONE, dtype=np.int64)
        self.held: list[int] = []
        # Which option of the whole each option that is left is.
        self.left = np.arange(len(model.options))

    def cost(self, number: int) -> int:
        """Return what the choice costs for one goal."""
        return int(self.model.goals[number].cost[chosen(self.choice)].sum())

    def next(self, number: int) -> int:
        """Return the next goal that tells options apart, or this one."""
        later = range(number + 1, len(self.model.goals))
        return next((n for n in later if self.model.goals[n].cost.any()), number)

    def better(self, number: int, new: Ints) -> None:
        """Take over a choice that is better for a goal, and allowed."""
        cost = int(self.model.goals[number].cost[chosen(new)].sum())
        if cost < self.cost(number) and keeps(self.model, self.held, new):
            self.choice = new

    def leave_out(self, number: int, *bounds: Relaxation) -> list[Relaxation]:
        """Leave out what no choice as good as this one can use, for good.

        Parameters
        ----------
        number
            Goal that the bounds are of.
        bounds
            In the numbers of the model as it is.

        Returns
        -------
        list of Relaxation
            The same bounds in the numbers of what is left.
        """
        left = list(bounds)
        for at in range(len(left)):
            reduced = reduce(self.model, left[at], self.cost(number), self.choice)
            if reduced is not None:
                left = [carry(one, reduced, self.model) for one in left]
                self.model, self.choice = reduced.model, reduced.choice
                self.left = self.left[reduced.keep]
        return left

    def to_whole(self, choice: Ints) -> Ints:
        """Return a choice in the numbers of the whole.

        Parameters
        ----------
        choice
            In the numbers of the model as it is; shape (pupils,).
        """
        return outside(self.left, choice)

    def from_whole(self, choice: Ints) -> Ints:
        """Return a choice in the numbers of the model as it is.

        Parameters
        ----------
        choice
            In the numbers of the whole; an option that is gone becomes ``NONE``.
        """
        return inside(self.left, choice)
