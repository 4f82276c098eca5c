"""The direct engine: HiGHS on a whole piece, a few goals at a time.

A region's table is small enough for one integer program. Three things make it quick:
a goal whose linear bound is whole is held at that bound without a search (the next
solve then says whether that was right); consecutive goals share one objective where
their proven ranges leave room for it, so that one unit of an earlier goal outweighs
all that later ones can gain; and what no plan as good as the best can use is left
out for good.

Source: Sherali and Soyster (1983), Journal of Optimization Theory and Applications
39(2), 173-186, on weights that keep a strict order.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.blend import blend
from matching.placement.highs import (
    LARGEST_FLOAT,
    Solved,
    solve_integer,
    solve_linear,
)
from matching.placement.model import chosen, narrow
from matching.placement.options import NONE
from matching.placement.program import build_program
from matching.placement.progress import GENERAL, Voortgang
from matching.placement.relax import reduce, relax
from matching.placement.rounding import keeps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.blend import Block
    from matching.placement.model import Model
    from matching.placement.program import Program
    from matching.placement.progress import Progress
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

REGION = 30_000
"""Up to so many options a piece is solved directly."""

WHOLE = 0.01
"""A linear bound so close to a whole number is taken to be reachable."""

FIRST_SHARE, NEXT_SHARE = 0.4, 0.8
"""Part of the time left that one solve may use: a problem that it cannot begin on is
for the general engine, one that it has begun on is its own."""


def costs_of(model: Model, choice: Ints) -> list[int]:
    """Return what a choice costs, goal by goal."""
    return [int(goal.cost[chosen(choice)].sum()) for goal in model.goals]


def _keeping(program: Program, choice: Ints, same: Bools) -> tuple[Ints, int]:
    """Return a cost per column that counts who keeps its option, and that of all.

    Parameters
    ----------
    program
        The rules.
    choice
        Option per pupil.
    same
        Who is counted; shape (pupils,).
    """
    cost = np.zeros(len(program.lowest), dtype=np.int64)
    placed = same & (choice != NONE)
    cost[choice[placed]] = 1
    nothing = same & (choice == NONE)
    cost[: program.options][nothing[program.model.options.pupil]] = -1
    return cost, int(placed.sum())


class DirectEngine:
    """One model of a region's size, solved goal by goal.

    Parameters
    ----------
    model
        The problem; must have an answer.
    deadline
        Value of ``perf_counter`` at which to stop.
    progress
        Called after each goal that is proven.

    Attributes
    ----------
    model, left
        What is left of the problem, and which option of the whole each is.
    held
        Proven cost of the first goals.
    choice
        The best plan found in the numbers of ``model``, or ``None``.
    """

    def __init__(self, model: Model, *, deadline: float, progress: Progress) -> None:
        self.model = model
        self.left = np.arange(len(model.options))
        self.deadline = deadline
        self.progress = progress
        self.started = perf_counter()
        self.held: list[int] = []
        self.choice: Ints | None = None

    @property
    def done(self) -> bool:
        """Tell whether every goal is proven."""
        return len(self.held) == len(self.model.goals) and self.choice is not None

    def is_better(self, choice: Ints) -> bool:
        """Tell whether it found a better plan than this one of the whole."""
        found = self.choice
        if found is None or self.held:
            return False
        return costs_of(self.model, found) < costs_of(self.model, choice)

    def run(self) -> None:
        """Prove goals, first ones first, as far as HiGHS and the time go."""
        if not self.model.goals:
            return
        while not self.done and perf_counter() < self.deadline:
            before = len(self.held)
            if not self._prove_some():
                return
            for number in range(before, len(self.held)):
                self._report(number)

    def settle(self) -> None:
        """Leave to pupils who have the same option in every best plan only that one.

        Each solve looks for the best plan in which most of them have another; when
        there is none in which anybody has, the draw need not look at them.
        """
        if not self.done or self.choice is None:
            return
        program = build_program(self.model, self.held)
        same = np.diff(self.model.first_option) > 0
        while same.any():
            cost, total = _keeping(program, self.choice, same)
            found = self._solve(program, cost)
            if found.bound is not None and found.bound == total:
                self._keep_only(same)
                return
            if found.choice is None or not keeps(self.model, self.held, found.choice):
                return
            changed = same & (found.choice != self.choice)
            if not changed.any():
                return
            same &= ~changed

    def _keep_only(self, same: Bools) -> None:
        assert self.choice is not None
        model, choice = self.model, self.choice
        keep = ~same[model.options.pupil]
        keep[chosen(choice)] = True
        pinned = model.pinned | (same & (choice != NONE))
        less = replace(model.with_options(keep), pinned=pinned)
        self._take(less, self.left[keep], narrow(choice, keep))

    def _prove_some(self) -> bool:
        """Prove at least one more goal; tell whether that was possible."""
        assumed, model, left = self._assume()
        if assumed and self._solve_block(model, left, assumed):
            return True
        return self._solve_block(self.model, self.left, ())

    def _assume(self) -> tuple[tuple[int, ...], Model, Ints]:
        """Return costs that next goals probably reach, and what could reach them."""
        model, left, assumed = self.model, self.left, list[int]()
        # The last goal is never assumed: a plan must come from somewhere.
        while len(self.held) + len(assumed) < len(model.goals) - 1:
            number = len(self.held) + len(assumed)
            program = build_program(model, [*self.held, *assumed])
            relaxed = self._bound(program, program.cost(number))
            if relaxed is None or relaxed.room(relaxed.bound) > WHOLE * relaxed.parts:
                break
            nothing = np.full(len(model.pupils), NONE, dtype=np.int64)
            reduced = reduce(model, relaxed, relaxed.bound, nothing)
            if reduced is not None:
                model, left = reduced.model, left[reduced.keep]
            assumed.append(relaxed.bound)
        return tuple(assumed), model, left

    def _solve_block(self, model: Model, left: Ints, assumed: tuple[int, ...]) -> bool:
        """Solve some goals at once; tell whether it proved at least one.

        Parameters
        ----------
        model, left
            What is left when the next goals are assumed to reach their bound.
        assumed
            Those bounds.
        """
        held = [*self.held, *assumed]
        program = build_program(model, held)
        relaxed = self._bound(program, program.cost(len(held)))
        if relaxed is None:
            return False
        block = blend(program, len(held), relaxed, self._bound)
        cost = block.cost(program)
        found = self._solve(program, cost)
        if found.choice is None:
            return False
        if not keeps(model, held, found.choice):
            return False
        costs = costs_of(model, found.choice)
        mine = costs[block.first : block.first + len(block.weights)]
        total = sum(w * c for w, c in zip(block.weights, mine, strict=True))
        if found.bound is not None and found.bound > total:
            return False
        sure = 0 if found.bound is None else block.proven(mine, found.bound)
        if not (assumed or sure) and self._is_no_better(costs):
            return False
        self._take(model, left, found.choice)
        self.held = [*held, *mine[:sure]]
        if sure:
            self._leave_out(relaxed, block, cost, total if sure == len(mine) else None)
        return bool(assumed or sure)

    def _is_no_better(self, costs: list[int]) -> bool:
        known = self.choice
        return known is not None and costs_of(self.model, known) <= costs

    def _take(self, model: Model, left: Ints, choice: Ints) -> None:
        self.model, self.left, self.choice = model, left, choice

    def _solve(self, program: Program, cost: Ints) -> Solved:
        share = NEXT_SHARE if self.held else FIRST_SHARE
        seconds = (self.deadline - perf_counter()) * share
        if np.abs(program.matrix.data).max(initial=0) > LARGEST_FLOAT:
            return Solved(None, None, complete=False)
        return solve_integer(program, cost, seconds=seconds)

    def _bound(self, program: Program, cost: Ints) -> Relaxation | None:
        """Return an exact bound at the best prices."""
        seconds = self.deadline - perf_counter()
        if seconds <= 0:
            return None
        linear = solve_linear(program, cost.astype(float), seconds)
        return None if linear is None else relax(program, cost, linear.prices)

    def _leave_out(
        self, relaxed: Relaxation, block: Block, cost: Ints, total: int | None
    ) -> None:
        """Leave out what no plan as good as the one found can use."""
        assert self.choice is not None
        self._reduce(relaxed, self.held[block.first])
        if total is None or len(block.weights) == 1:
            return
        program = build_program(self.model, self.held[: block.first])
        blended = self._bound(program, block.cost(program))
        if blended is not None:
            self._reduce(blended, total)

    def _reduce(self, relaxed: Relaxation, cost: int) -> None:
        assert self.choice is not None
        reduced = reduce(self.model, relaxed, cost, self.choice)
        if reduced is not None:
            self._take(reduced.model, self.left[reduced.keep], reduced.choice)

    def _report(self, number: int) -> None:
        goal = self.model.goals[number]
        value = goal.value(goal.constant + self.held[number])
        seconds = perf_counter() - self.started
        self.progress(Voortgang(goal.doel, GENERAL, value, value, seconds))
