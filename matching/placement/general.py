"""The general engine: goal by goal, each bounded, searched and proven; then the draw.

Per goal: a bound from the linear program; a choice rounded from its mixture; what no
choice as good as the best known can use is left out, for this goal and all that
follow; then search nearby and tries at a proof in turn, each time for longer. What is
left is often small enough to prove.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.assignment import Assignment
from matching.placement.improve import Improver, Task, turns
from matching.placement.lots import Drawn, draw_by_cpsat
from matching.placement.model import outside
from matching.placement.outcome import Outcome
from matching.placement.pricing import bound_goal
from matching.placement.program import build_program
from matching.placement.progress import GENERAL, Voortgang
from matching.placement.proof import Prover
from matching.placement.relax import reduce, relax
from matching.placement.standing import Standing
from matching.placement.starts import first_of, near_mixture, rounded
from matching.placement.table import is_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.progress import Progress
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

GOAL_SHARE = 0.6
"""Part of the time left that one goal may use, so that later ones get a turn."""

REACH_SHARE = 0.4
"""Part of the time that giving everybody a best option may take, twice at most."""

LINEAR_SHARE = 0.5
"""Part of the time of a goal that its linear program may use."""

SEARCH_SHARE = 0.5
"""Part of a turn that goes to search nearby, the rest to CP-SAT."""

SMALL = 400
"""Up to so many options CP-SAT does without search nearby."""

PROVABLE = 25_000
"""Up to so many options a proof is tried at all."""


class GeneralEngine:
    """One model with side rules, solved goal by goal.

    Parameters
    ----------
    model
        The problem; must have an answer (see ``conflict``).
    seed
        Seed of search and CP-SAT.
    deadline
        Value of ``perf_counter`` at which to stop whatever happens.
    progress
        Called after each goal and the draw.
    """

    def __init__(
        self, model: Model, *, seed: int, deadline: float, progress: Progress
    ) -> None:
        self.standing = Standing(model)
        self.seed = seed
        self.deadline = deadline
        self.progress = progress
        self.started = perf_counter()
        self.floor = 0
        self.improver = Improver(seed)

    def solve(
        self,
        start: Ints,
        floor: int,
        *,
        lot: bool = True,
        proven: Sequence[int] = (),
    ) -> Outcome:
        """Solve all goals and the draw.

        Parameters
        ----------
        start
            A choice that breaks no rule, to start from; shape (pupils,).
        floor
            A proven lower bound on the cost of the first goal.
        lot
            Whether to draw at all.
        proven
            Proven cost of the first goals, which the start has too.
        """
        self.standing.choice, self.floor = start, floor
        bounds: list[int | None] = []
        for number, goal in enumerate(self.standing.model.goals):
            known = number < len(proven)
            bound = proven[number] if known else self._solve_goal(number)
            self.standing.held.append(self.standing.cost(number))
            # True of every plan that is as good on the earlier goals, proven or not.
            bounds.append(bound)
            if known:
                continue
            self._report(
                goal.doel,
                goal.value(goal.constant + self.standing.held[-1]),
                None if bound is None else goal.value(goal.constant + bound),
            )
        # A later goal may have made an earlier one better that was not proven.
        self.standing.held = [
            self.standing.cost(number) for number in range(len(bounds))
        ]
        drawn = Drawn(self.standing.choice, unique=False, in_time=True)
        if lot and bounds == self.standing.held:
            drawn = draw_by_cpsat(
                self.standing.model,
                self.standing.held,
                self.standing.choice,
                seed=self.seed,
                deadline=self.deadline,
            )
            self._report("lot", None, None)
        return Outcome(
            self.standing.to_whole(drawn.choice),
            tuple(self.standing.held),
            tuple(bounds),
            # A best plan that the clock picked out of several is not always the same.
            proven=bounds == self.standing.held and drawn.in_time,
            unique=drawn.unique,
        )

    def seconds_left(self) -> float:
        """Return the seconds until the deadline."""
        return self.deadline - perf_counter()

    def _solve_goal(self, number: int) -> int | None:
        """Find the best choice for one goal, and return the bound on its cost."""
        now = self.standing
        easiest = self._without_sharing(number)
        if easiest is not None and self._reach(number, easiest):
            return easiest.bound
        if perf_counter() >= self.deadline:
            return None if easiest is None else easiest.bound
        later = now.next(number) != number
        left = self.seconds_left()
        deadline = perf_counter() + left * (GOAL_SHARE if later else 1.0)
        bounded = bound_goal(
            now.model,
            (number, now.next(number)),
            now.held,
            now.choice,
            perf_counter() + left * LINEAR_SHARE,
        )
        if bounded is None:
            return self._take_turns(number, easiest, deadline)
        relaxed, share = bounded
        if is_table(now.model, number):
            floor = self.floor if number == 0 else relaxed.bound
            return Assignment(
                now, number, self.improver, seed=self.seed, deadline=deadline
            ).solve(relaxed, share, floor)
        self._round(number, relaxed, share, deadline)
        return self._take_turns(number, relaxed, deadline)

    def _without_sharing(self, number: int) -> Relaxation | None:
        """Return the bound when every pupil could have its best option."""
        program = build_program(self.standing.model, self.standing.held)
        return relax(program, program.cost(number), np.zeros(len(program.limit)))

    def _reach(self, number: int, easiest: Relaxation) -> bool:
        """Try to give every pupil an option that is best for this goal.

        When that is possible the goal is done, and what is left over is cut down to
        exactly those options. It is rounded from the mixture of the next goal that
        tells options apart, so that this goal costs the next no time.
        """
        now = self.standing
        if number == 0 and self.floor > easiest.bound:
            return False
        if now.cost(number) > easiest.bound and perf_counter() < self.deadline:
            reduced = reduce(now.model, easiest, easiest.bound, now.choice)
            model = now.model if reduced is None else reduced.model
            numbers = np.arange(len(now.left))
            kept = numbers if reduced is None else numbers[reduced.keep]
            start = first_of(
                model,
                now.next(number),
                now.held,
                self.seconds_left() * REACH_SHARE,
            )
            if start is None:
                return False
            now.better(number, outside(kept, start))
        if now.cost(number) > easiest.bound:
            return False
        now.leave_out(number, easiest)
        return True

    def _round(
        self, number: int, relaxed: Relaxation, share: Floats, deadline: float
    ) -> None:
        """Take the best of the choices that a bound leads to."""
        now = self.standing
        for one in near_mixture(now.model, relaxed.extra, share):
            now.better(number, one)
        if now.cost(number) > relaxed.bound:
            found = rounded(
                now.model,
                number,
                now.held,
                now.choice,
                relaxed,
                share,
                deadline,
            )
            if found is not None:
                now.better(number, found)

    def _take_turns(
        self, number: int, relaxed: Relaxation | None, deadline: float
    ) -> int | None:
        """Search and prove side by side until one is done; return the bound."""
        bound = None if relaxed is None else relaxed.bound
        bounds = [] if relaxed is None else [relaxed]
        if number == 0 and bound is not None:
            bound = max(bound, self.floor)
        for turn in turns():
            bounds = self.standing.leave_out(number, *bounds)
            left = deadline - perf_counter()
            if self.standing.cost(number) == bound or left <= 0:
                return bound
            until = perf_counter() + min(turn, left)
            if len(self.standing.model.options) <= PROVABLE:
                bound = self._prove(number, bounds, bound, until)
            elif bounds:
                self._search(number, bounds[0], bound, until, None)
            else:
                return bound
        return bound

    def _prove(
        self,
        number: int,
        bounds: Sequence[Relaxation],
        bound: int | None,
        until: float,
    ) -> int | None:
        """Let HiGHS try a proof while this thread searches and tries CP-SAT."""
        now = self.standing
        seconds = until - perf_counter()
        prover = Prover(
            now.model,
            number,
            now.held,
            now.choice,
            seconds,
        )
        if bounds and len(now.model.options) > SMALL:
            half = perf_counter() + seconds * SEARCH_SHARE
            self._search(number, bounds[0], bound, half, prover)
        if now.cost(number) == bound:
            return bound
        found, bound = prover.conclude(now.choice, bound, seed=self.seed, until=until)
        now.better(number, found)
        return bound

    def _search(
        self,
        number: int,
        relaxed: Relaxation,
        bound: int | None,
        until: float,
        prover: Prover | None,
    ) -> None:
        """Search nearby, with every core that no prover uses."""
        now = self.standing
        enough = relaxed.bound if bound is None else bound
        task = Task(now.model, number, now.held, relaxed, enough)
        now.better(number, self.improver.improve(task, now.choice, until, prover))

    def _report(self, step: str, value: int | None, bound: int | None) -> None:
        seconds = perf_counter() - self.started
        self.progress(Voortgang(step, GENERAL, value, bound, seconds))
