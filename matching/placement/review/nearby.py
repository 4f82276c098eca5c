"""A first answer where side rules bite: nobody moves, or one pupil makes room.

Every answer is a plan that keeps all rules, so its price can be had; a cheaper
plan in which several pupils move may exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.placement.options import NONE
from matching.placement.review.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Nearby:
    """A plan close to the proposal.

    Parameters
    ----------
    option
        What the pupil gets; ``NONE`` is nothing.
    change
        Change of the cost per goal, lower is better.
    mover, to
        The pupil who makes room and what it gets instead; ``NONE`` for nobody.
    """

    option: int
    change: tuple[int, ...]
    mover: int = NONE
    to: int = NONE


class Neighbourhood:
    """Plans in which at most one other pupil moves.

    Parameters
    ----------
    model
        The problem.
    choice
        The proposal, within all rules; shape (pupils,).
    """

    def __init__(self, model: Model, choice: Ints) -> None:
        self.model, self.choice = model, choice.tolist()
        self.usage = Usage(model, choice)
        columns = [goal.cost.tolist() for goal in model.goals]
        nothing = (0,) * len(columns)
        costs = list(zip(*columns, strict=True)) or [nothing] * len(model.options)
        self.costs: list[tuple[int, ...]] = [*costs, nothing]
        self.takers: dict[int, list[int]] = {}
        for pupil, option in enumerate(self.choice):
            for row in self.usage.rows_of(option):
                self.takers.setdefault(row, []).append(pupil)
        self._ways: dict[int, list[tuple[tuple[int, ...], int]]] = {}

    def of(self, pupil: int, *, movers: bool = True) -> Iterator[Nearby]:
        """Yield for each other option of a pupil the cheapest plan nearby, if any.

        Parameters
        ----------
        pupil
            The pupil.
        movers
            Whether another pupil may make room.
        """
        now = self.choice[pupil]
        self.usage.give(now)
        for change, option in self._others(pupil):
            self.usage.take(option)
            found = self._best(pupil, Nearby(option, change), movers=movers)
            self.usage.give(option)
            if found is not None:
                yield found
        self.usage.take(now)

    def _best(self, pupil: int, alone: Nearby, *, movers: bool) -> Nearby | None:
        """Return the cheapest plan with an option that is taken already."""
        over = self.usage.over(alone.option)
        if not over:
            best = alone if self.usage.keeps_groups({pupil: alone.option}) else None
            if best is not None or not self.usage.partners.get(pupil):
                return best
            around = self.usage.partners[pupil]
        else:
            best, around = None, self._in_the_way(over)
        for mover in around if movers else ():
            if mover != pupil:
                best = self._cheaper(best, pupil, alone, mover)
        return best

    def _cheaper(
        self, best: Nearby | None, pupil: int, alone: Nearby, mover: int
    ) -> Nearby | None:
        """Return the best plan so far or a cheaper one in which this pupil moves."""
        usage, here = self.usage, self.choice[mover]
        usage.give(here)
        for moved, to in self._others(mover):
            change = tuple(a + b for a, b in zip(alone.change, moved, strict=True))
            if best is not None and change >= best.change:
                break  # they come cheapest first
            usage.take(to)
            fits = (
                not usage.over(alone.option)
                and not usage.over(to)
                and usage.keeps_groups({pupil: alone.option, mover: to})
            )
            usage.give(to)
            if fits:
                best = Nearby(alone.option, change, mover, to)
                break
        usage.take(here)
        return best

    def _others(self, pupil: int) -> list[tuple[tuple[int, ...], int]]:
        """Return what else a pupil can get, nothing included, cheapest first."""
        if pupil not in self._ways:
            now = self.choice[pupil]
            others = [one for one in self.model.options_of(pupil) if one != now]
            if now != NONE and not self.model.pinned[pupil]:
                others.append(NONE)
            paid = self.costs[now]
            self._ways[pupil] = sorted(
                (tuple(b - a for a, b in zip(paid, self.costs[one], strict=True)), one)
                for one in others
            )
        return self._ways[pupil]

    def _in_the_way(self, over: list[int]) -> list[int]:
        """Return who could make room: pupils in every row that is too full."""
        takers = set(self.takers.get(over[0], ()))
        for row in over[1:]:
            takers &= set(self.takers.get(row, ()))
        return sorted(takers)
