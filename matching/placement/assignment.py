"""One goal where every place has one limit: generalised assignment.

HiGHS searches in a thread of its own while plans are made place by place, whole groups
give a bound and exchanges go on; each begins from the best plan of all.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.cycles import by_cycles
from matching.placement.diving import by_dives
from matching.placement.grouping import is_few
from matching.placement.improve import SLICE, Task
from matching.placement.model import inside, outside
from matching.placement.pursuit import Pursuit
from matching.placement.starts import near_room

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.improve import Improver
    from matching.placement.relax import Relaxation
    from matching.placement.standing import Standing

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

SMALL = 400
"""Up to so many options HiGHS has the machine to itself: little is left to exchange."""

WIDEST = 16_000
"""Up to so many options HiGHS searches beside the rest."""

GROUPABLE = 4_000
"""Up to so many options whole groups have the machine to themselves, where they are
few: beside HiGHS the same proof takes several times as long."""

GROUPABLE_PART = 0.9
"""Part of the options that the bound may leave for that: else groups are too many."""

AFRESH = 0.7
"""HiGHS begins again where this part of its options is left, or less."""


class Assignment:
    """The search for one goal.

    Parameters
    ----------
    standing
        The best choice known.
    number
        Goal to minimise.
    improver
        Turns of exchanges.
    seed
        Seed of how plans are made.
    deadline
        Value of ``perf_counter`` at which to stop.
    """

    def __init__(
        self,
        standing: Standing,
        number: int,
        improver: Improver,
        *,
        seed: int,
        deadline: float,
    ) -> None:
        self.standing, self.number = standing, number
        self.improver, self.seed, self.deadline = improver, seed, deadline
        self.pursuit: Pursuit | None = None
        self.pursued = standing.left
        self.bound = 0

    def solve(self, relaxed: Relaxation, share: Floats, floor: int) -> int:
        """Search until the best plan is proven or time is up; return the bound.

        Parameters
        ----------
        relaxed
            The bound of the linear program.
        share
            Part of each option in its mixture; shape (options,).
        floor
            A proven bound.
        """
        self.bound = max(relaxed.bound, floor)
        self._begin(relaxed, share)
        try:
            bounds = [relaxed] if self._is_done() else self._search(relaxed)
        finally:
            # A search that outlives the interpreter would bring it down.
            self._end()
        self.standing.leave_out(self.number, *bounds)
        return self.bound

    def _search(self, relaxed: Relaxation) -> list[Relaxation]:
        """Search as long as there is something to gain; return all bounds."""
        if len(self.standing.model.options) <= SMALL:
            self._pursue(relaxed)
            self._await()
            return [relaxed]
        alone = self._is_groupable(relaxed)
        if not alone:
            self._pursue(relaxed)
        self._dive(relaxed)
        self._collect()
        bounds = self.standing.leave_out(self.number, relaxed)
        if not self._is_done():
            bounds = self._group(bounds, write_out=alone)
        if not self._is_done():
            self._finish(bounds)
        return bounds

    def _is_done(self) -> bool:
        """Tell whether the choice is proven, or time is up."""
        cost = self.standing.cost(self.number)
        return cost <= self.bound or perf_counter() >= self.deadline

    def _is_over(self) -> bool:
        """Tell whether HiGHS has ended, which others then need not go on for."""
        return self.pursuit is not None and self.pursuit.is_done()

    def _is_groupable(self, relaxed: Relaxation) -> bool:
        """Tell whether whole groups may well give a proof, and best alone."""
        standing = self.standing
        options = len(standing.model.options)
        useful = relaxed.extra <= relaxed.room(standing.cost(self.number))
        return (
            options <= GROUPABLE
            and useful.sum() <= GROUPABLE_PART * options
            and is_few(standing.model, standing.choice)
        )

    def _begin(self, relaxed: Relaxation, share: Floats) -> None:
        """Take the best of the plans that are there at once."""
        model = self.standing.model
        for one in near_room(model, relaxed.extra, share):
            self.standing.better(self.number, one)
        quick = by_cycles(model, self.number, relaxed, share, self.deadline)
        if quick is not None:
            self.standing.better(self.number, quick)

    def _dive(self, relaxed: Relaxation) -> None:
        """Make plans place by place."""
        found = by_dives(
            self.standing.model,
            self.number,
            relaxed,
            self.seed,
            self.deadline,
            self._is_over,
        )
        if found is not None:
            self.standing.better(self.number, found)

    def _group(self, bounds: list[Relaxation], *, write_out: bool) -> list[Relaxation]:
        """Try a proof by whole groups, and leave out what its bound says."""
        standing = self.standing
        groups = self.improver.by_groups(
            self._task(bounds[0]),
            standing.choice,
            self.deadline,
            self._is_over,
            write_out=write_out,
        )
        self.bound = max(self.bound, groups.bound)
        standing.better(self.number, groups.choice)
        self._collect()
        more = [] if groups.relaxed is None else [groups.relaxed]
        return standing.leave_out(self.number, *bounds, *more)

    def _finish(self, bounds: list[Relaxation]) -> None:
        """Exchange beside HiGHS until one of them is done."""
        standing = self.standing
        size = len(standing.model.options)
        if self.pursuit is None or size <= AFRESH * self.pursuit.size:
            self._pursue(bounds[0])
        if self.pursuit is not None and size <= SMALL:
            self._await()
            return
        while not self._is_done() and not self._is_over():
            until = min(self.deadline, perf_counter() + SLICE)
            task = self._task(bounds[0])
            standing.better(
                self.number,
                self.improver.improve(task, standing.choice, until, self.pursuit),
            )
            self._collect()

    def _task(self, relaxed: Relaxation) -> Task:
        standing = self.standing
        return Task(standing.model, self.number, standing.held, relaxed, self.bound)

    def _pursue(self, relaxed: Relaxation) -> None:
        """Let HiGHS search what is left, in a thread of its own."""
        self._end()
        standing = self.standing
        if len(standing.model.options) <= WIDEST:
            self.pursued = standing.left
            self.pursuit = Pursuit(
                standing.model,
                self.number,
                standing.held,
                standing.choice,
                relaxed,
                self.deadline,
            )

    def _await(self) -> None:
        """Leave the machine to HiGHS until it has ended."""
        if self.pursuit is not None:
            self.pursuit.wait()
            self._collect()

    def _collect(self) -> None:
        """Take over what HiGHS has found by now, or hand it what is better."""
        if self.pursuit is None:
            return
        whole = outside(self.pursued, self.pursuit.found)
        self.standing.better(self.number, self.standing.from_whole(whole))
        mine = self.standing.to_whole(self.standing.choice)
        self.pursuit.tell(inside(self.pursued, mine))
        if self.pursuit.is_done() and self.pursuit.bound is not None:
            self.bound = max(self.bound, self.pursuit.bound)

    def _end(self) -> None:
        """End the search of HiGHS, and take over what it has."""
        if self.pursuit is not None:
            self.pursuit.end()
            self._collect()
            self.pursuit = None
