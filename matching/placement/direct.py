"""The direct engine: HiGHS on a whole piece, a few goals at a time.

A region's table is small enough for one integer program. Three things make it quick:
for each goal everything that no best plan can use is left out first (``core``); a
goal whose linear bound is whole is held at that bound without a search (the next
solve then says whether that was right); and consecutive goals share one objective
where their proven ranges leave room for it, so that one unit of an earlier goal
outweighs all that later ones can gain.

Source: Sherali and Soyster (1983), Journal of Optimization Theory and Applications
39(2), 173-186, on weights that keep a strict order.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.blend import Block, blend
from matching.placement.core import PLAN_AT, Core, Rest, Solver
from matching.placement.model import chosen
from matching.placement.options import NONE
from matching.placement.program import build_program
from matching.placement.progress import GENERAL, Voortgang
from matching.placement.rounding import keeps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from matching.placement.ground import Ground
    from matching.placement.highs import Solved
    from matching.placement.model import Model
    from matching.placement.program import Program
    from matching.placement.progress import Progress

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

REGION = 30_000
"""Up to so many options a piece is solved directly."""

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
    ground
        What is known from the problem that this one was changed from.
    plan_at
        Rounds of cuts before a first plan is looked for.

    Attributes
    ----------
    rest
        What is left of the problem.
    held
        Proven cost of the first goals.
    choice
        The best plan found, in the numbers of the whole, or ``None``.
    """

    def __init__(
        self,
        model: Model,
        *,
        deadline: float,
        progress: Progress,
        ground: Ground | None = None,
        plan_at: int = PLAN_AT,
    ) -> None:
        self.whole = model
        self.ground = ground
        self.rest = Rest(model, np.arange(len(model.options)))
        if ground is not None:
            self.rest = ground.whole
        self.solver = Solver(deadline, plan_at)
        self.progress = progress
        self.started = perf_counter()
        self.held: list[int] = []
        self.choice: Ints | None = None

    @property
    def done(self) -> bool:
        """Tell whether every goal is proven."""
        return len(self.held) == len(self.whole.goals) and self.choice is not None

    def run(self) -> None:
        """Prove goals, first ones first, as far as HiGHS and the time go."""
        if not self.whole.goals:
            return
        while not self.done and self.solver.seconds > 0:
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
        model, choice = self.rest.model, self.rest.inside(self.choice)
        program = build_program(model, self.held)
        same = np.diff(model.first_option) > 0
        while same.any():
            cost, total = _keeping(program, choice, same)
            found = self._solve(program, cost)
            if found.bound is not None and found.bound == total:
                self._keep_only(choice, same)
                return
            if found.choice is None or not keeps(model, self.held, found.choice):
                return
            changed = same & (found.choice != choice)
            if not changed.any():
                return
            same &= ~changed

    def _keep_only(self, choice: Ints, same: Bools) -> None:
        model = self.rest.model
        keep = ~same[model.options.pupil]
        keep[chosen(choice)] = True
        pinned = model.pinned | (same & (choice != NONE))
        less = self.rest.pick(keep)
        self.rest = replace(less, model=replace(less.model, pinned=pinned))

    def _prove_some(self) -> bool:
        """Prove at least one more goal; tell whether that was possible."""
        for rest, held in self._starts():
            cores = self._cores(rest, held)
            while cores:
                core, held = cores.pop()
                if self._solve_block(core, held):
                    return True
                if cores:
                    # Nothing reaches the bound of the goal before, so it is no cost.
                    before, held = cores.pop()
                    again = self.solver.core(before.rest, held, trust=False)
                    cores += [] if again is None else [(again, held)]
        return False

    def _starts(self) -> Iterator[tuple[Rest, list[int]]]:
        """Yield what plans can use, with what the first goals are held at."""
        if self.ground is not None and not self.held:
            yield from self.ground.starts()
        yield self.rest, list(self.held)

    def _cores(self, rest: Rest, held: list[int]) -> list[tuple[Core, list[int]]]:
        """Return what is left for the next goals, and the costs before each.

        A goal after the first one is there when those before it probably reach their
        bounds, until what is left is so little that it is better solved than guessed.
        """
        cores: list[tuple[Core, list[int]]] = []
        while len(held) < len(self.whole.goals):
            core = self.solver.core(rest, held)
            if core is None:
                break
            cores.append((core, held))
            if not core.is_reached or core.is_small:
                break
            held = [*held, core.relaxed.bound]
            rest = core.rest.within(core.relaxed, core.relaxed.bound)
        return cores

    def _solve_block(self, core: Core, held: Sequence[int]) -> bool:
        """Solve some goals at once; tell whether it proved at least one.

        Parameters
        ----------
        core
            What is left for the first of them.
        held
            Cost of the goals before it, proven or assumed.
        """
        rest, first = core.rest, len(held)
        if core.most is not None:
            rest = rest.within(core.relaxed, core.most)
        limits = [*held] if core.most is None else [*held, core.most]
        program = build_program(rest.model, limits)
        block = Block(first, (1,), (0,))
        if first == len(self.held):
            block = blend(program, first, core.relaxed.bound, self.solver.bound)
        cost = block.cost(program)
        found = self._solve(program, cost)
        if found.choice is None or not keeps(rest.model, limits, found.choice):
            return False
        choice = rest.outside(found.choice)
        costs = costs_of(self.whole, choice)
        mine = costs[first : first + len(block.weights)]
        total = sum(w * c for w, c in zip(block.weights, mine, strict=True))
        if found.bound is not None and found.bound > total:
            return False
        sure = 0 if found.bound is None else block.proven(mine, found.bound)
        proven = sure > 0 or first > len(self.held)
        if not proven and self._is_no_better(costs):
            return False
        self.rest, self.choice = rest, choice
        self.held = [*held, *mine[:sure]]
        if sure == len(mine):
            relaxed = self.solver.bound(program, cost)
            if relaxed is not None:
                self.rest = rest.within(relaxed, total)
        return proven

    def _is_no_better(self, costs: list[int]) -> bool:
        known = self.choice
        return known is not None and costs_of(self.whole, known) <= costs

    def _solve(self, program: Program, cost: Ints) -> Solved:
        share = NEXT_SHARE if self.held else FIRST_SHARE
        return self.solver.integer(program, cost, share)

    def _report(self, number: int) -> None:
        goal = self.whole.goals[number]
        value = goal.value(goal.constant + self.held[number])
        seconds = perf_counter() - self.started
        self.progress(Voortgang(goal.doel, GENERAL, value, value, seconds))
