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

from matching.placement.cycles import by_cycles
from matching.placement.diving import by_dives
from matching.placement.improve import Improver, Task, turns
from matching.placement.lots import Drawn, draw_by_cpsat
from matching.placement.model import chosen
from matching.placement.options import NONE
from matching.placement.outcome import Outcome
from matching.placement.pricing import bound_goal
from matching.placement.program import build_program
from matching.placement.progress import GENERAL, Voortgang
from matching.placement.proof import Prover
from matching.placement.relax import carry, reduce, relax
from matching.placement.rounding import keeps
from matching.placement.starts import first_of, near_mixture, near_room, rounded
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

PROVABLE_TABLE, PROVABLE_EACH = 6_000, 12
"""The same where each place has one limit, and up to so many for each pupil."""


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
        self.model = model
        # Which option of the whole each option that is left is.
        self.left = np.arange(len(model.options))
        self.seed = seed
        self.deadline = deadline
        self.progress = progress
        self.started = perf_counter()
        self.held: list[int] = []
        self.floor = 0
        self.improver = Improver(seed)
        self.choice = np.full(len(model.pupils), NONE, dtype=np.int64)

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
        self.choice, self.floor = start, floor
        bounds: list[int | None] = []
        for number, goal in enumerate(self.model.goals):
            known = number < len(proven)
            bound = proven[number] if known else self._solve_goal(number)
            self.held.append(self._cost(number))
            # True of every plan that is as good on the earlier goals, proven or not.
            bounds.append(bound)
            if known:
                continue
            self._report(
                goal.doel,
                goal.value(goal.constant + self.held[-1]),
                None if bound is None else goal.value(goal.constant + bound),
            )
        # A later goal may have made an earlier one better that was not proven.
        self.held = [self._cost(number) for number in range(len(bounds))]
        drawn = Drawn(self.choice, unique=False, in_time=True)
        if lot and bounds == self.held:
            drawn = draw_by_cpsat(
                self.model,
                self.held,
                self.choice,
                seed=self.seed,
                deadline=self.deadline,
            )
            self._report("lot", None, None)
        return Outcome(
            np.append(self.left, NONE)[drawn.choice],
            tuple(self.held),
            tuple(bounds),
            # A best plan that the clock picked out of several is not always the same.
            proven=bounds == self.held and drawn.in_time,
            unique=drawn.unique,
        )

    def seconds_left(self) -> float:
        """Return the seconds until the deadline."""
        return self.deadline - perf_counter()

    def _cost(self, number: int) -> int:
        return int(self.model.goals[number].cost[chosen(self.choice)].sum())

    def _solve_goal(self, number: int) -> int | None:
        """Find the best choice for one goal, and return the bound on its cost."""
        easiest = self._without_sharing(number)
        if easiest is not None and self._reach(number, easiest):
            return easiest.bound
        if perf_counter() >= self.deadline:
            return None if easiest is None else easiest.bound
        later = self._next(number) != number
        left = self.seconds_left()
        deadline = perf_counter() + left * (GOAL_SHARE if later else 1.0)
        bounded = bound_goal(
            self.model,
            (number, self._next(number)),
            self.held,
            self.choice,
            perf_counter() + left * LINEAR_SHARE,
        )
        if bounded is None:
            return self._take_turns(number, easiest, deadline)
        relaxed, share = bounded
        self._round(number, relaxed, share, deadline)
        return self._take_turns(number, relaxed, deadline)

    def _next(self, number: int) -> int:
        """Return the next goal that tells options apart, or this one."""
        later = range(number + 1, len(self.model.goals))
        return next((n for n in later if self.model.goals[n].cost.any()), number)

    def _without_sharing(self, number: int) -> Relaxation | None:
        """Return the bound when every pupil could have its best option."""
        program = build_program(self.model, self.held)
        return relax(program, program.cost(number), np.zeros(len(program.limit)))

    def _reach(self, number: int, easiest: Relaxation) -> bool:
        """Try to give every pupil an option that is best for this goal.

        When that is possible the goal is done, and what is left over is cut down to
        exactly those options. It is rounded from the mixture of the next goal that
        tells options apart, so that this goal costs the next no time.
        """
        if number == 0 and self.floor > easiest.bound:
            return False
        if self._cost(number) > easiest.bound and perf_counter() < self.deadline:
            reduced = reduce(self.model, easiest, easiest.bound, self.choice)
            model = self.model if reduced is None else reduced.model
            numbers = np.arange(len(self.left))
            kept = numbers if reduced is None else numbers[reduced.keep]
            start = first_of(
                model, self._next(number), self.held, self.seconds_left() * REACH_SHARE
            )
            if start is None:
                return False
            self._better(number, np.append(kept, NONE)[start])
        if self._cost(number) > easiest.bound:
            return False
        self._leave_out(number, easiest)
        return True

    def _round(
        self, number: int, relaxed: Relaxation, share: Floats, deadline: float
    ) -> None:
        """Take the best of the choices that a bound leads to."""
        whole = is_table(self.model, number)
        near = near_room if whole else near_mixture
        for one in near(self.model, relaxed.extra, share):
            self._better(number, one)
        if whole:
            # The quick one first: there is a plan of some worth when time is short.
            quick = by_cycles(self.model, number, relaxed, share, deadline)
            if quick is not None:
                self._better(number, quick)
            found = by_dives(self.model, number, relaxed, self.seed, deadline)
            if found is not None:
                self._better(number, found)
        elif self._cost(number) > relaxed.bound:
            found = rounded(
                self.model, number, self.held, self.choice, relaxed, share, deadline
            )
            if found is not None:
                self._better(number, found)

    def _take_turns(
        self, number: int, relaxed: Relaxation | None, deadline: float
    ) -> int | None:
        """Search and prove side by side until one is done; return the bound."""
        bound = None if relaxed is None else relaxed.bound
        bounds = [] if relaxed is None else [relaxed]
        whole, most = is_table(self.model, number), PROVABLE
        if relaxed is not None and whole:
            bounds = self._leave_out(number, relaxed)
            task = Task(self.model, number, self.held, bounds[0], relaxed.bound)
            groups = self.improver.by_groups(task, self.choice, deadline)
            bound = groups.bound
            self._better(number, groups.choice)
            bounds += [] if groups.relaxed is None else [groups.relaxed]
            most = min(PROVABLE_TABLE, PROVABLE_EACH * len(self.model.pupils))
        if number == 0 and bound is not None:
            bound = max(bound, self.floor)
        for turn in turns(whole):
            bounds = self._leave_out(number, *bounds)
            left = deadline - perf_counter()
            if self._cost(number) == bound or left <= 0:
                return bound
            until = perf_counter() + min(turn, left)
            if len(self.model.options) <= most:
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
        seconds = until - perf_counter()
        prover = Prover(self.model, number, self.held, self.choice, seconds)
        if bounds and len(self.model.options) > SMALL:
            # CP-SAT is no help where each place has one limit.
            share = 1.0 if is_table(self.model, number) else SEARCH_SHARE
            half = perf_counter() + seconds * share
            self._search(number, bounds[0], bound, half, prover)
        if self._cost(number) == bound:
            return bound
        found, bound = prover.conclude(self.choice, bound, seed=self.seed, until=until)
        self._better(number, found)
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
        enough = relaxed.bound if bound is None else bound
        task = Task(self.model, number, self.held, relaxed, enough)
        self._better(number, self.improver.improve(task, self.choice, until, prover))

    def _better(self, number: int, new: Ints) -> None:
        """Take over a choice that is better and allowed."""
        cost = int(self.model.goals[number].cost[chosen(new)].sum())
        if cost < self._cost(number) and keeps(self.model, self.held, new):
            self.choice = new

    def _leave_out(self, number: int, *bounds: Relaxation) -> list[Relaxation]:
        """Leave out what no choice as good as this one can use, for good."""
        left = list(bounds)
        for at in range(len(left)):
            cost = self._cost(number)
            reduced = reduce(self.model, left[at], cost, self.choice)
            if reduced is not None:
                left = [carry(one, reduced, self.model) for one in left]
                self.model, self.choice = reduced.model, reduced.choice
                self.left = self.left[reduced.keep]
        return left

    def _report(self, step: str, value: int | None, bound: int | None) -> None:
        seconds = perf_counter() - self.started
        self.progress(Voortgang(step, GENERAL, value, bound, seconds))
