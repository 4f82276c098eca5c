"""The general engine: goal by goal with CP-SAT, then the draw, on fewer options.

Each goal is bounded first; options that no plan as good as the best known one can
use are left out, for this goal and all that follow. What is left is small.
"""

from __future__ import annotations

import math
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.cpsat import CpSat
from matching.placement.model import narrow
from matching.placement.neighbourhood import Neighbourhoods
from matching.placement.options import NONE
from matching.placement.outcome import Outcome
from matching.placement.progress import Voortgang
from matching.placement.relax import relax
from matching.placement.start import guided_choice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.progress import Progress
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]

DRAW_EFFORT = 5.0
"""Deterministic seconds that the draw may take; a clock would make it differ."""

SOLVE_EFFORT = 0.005
"""What starting one solve costs in the draw, in deterministic seconds."""

GOAL_SHARE = 0.6
"""Part of the time left that one goal may use, so that later ones get a turn."""

LARGE = 400
"""From this size on a good plan is looked for before a proof is tried."""

TRY_PART = 0.4
"""Part of the seconds of a goal for a first try at a proof, as effort."""

SEARCH_PART = 0.4
"""Part of the seconds of a goal for the search nearby, as effort."""

MOST_IDLE = 400
"""Steps without gain after which the search stops."""

WIDEN = 100
"""Steps without gain after which more pupils are taken at a time."""


class GeneralEngine:
    """One model with side rules, solved goal by goal.

    Parameters
    ----------
    model
        The problem; must have an answer (see ``conflict``).
    seed
        Seed of CP-SAT.
    seconds
        Time allotted. What is tried within it is counted in effort, not by the
        clock, so that a proven answer does not depend on the machine.
    deadline
        Value of ``perf_counter`` at which to stop whatever happens.
    progress
        Called after each goal and the draw.
    """

    def __init__(
        self,
        model: Model,
        *,
        seed: int,
        seconds: float,
        deadline: float,
        progress: Progress,
    ) -> None:
        self.model = model
        # Which option of the whole each option that is left is.
        self.left = np.arange(len(model.options))
        self.seed = seed
        goals = sum(bool(goal.cost.any()) for goal in model.goals)
        self.effort = seconds / max(1, goals)
        self.deadline = deadline
        self.progress = progress
        self.started = perf_counter()
        self.held: list[int] = []

    def solve(self, start: Ints) -> Outcome:
        """Solve all goals and the draw.

        Parameters
        ----------
        start
            A choice that breaks no rule, to start from; shape (pupils,).
        """
        choice = start
        bounds: list[int | None] = []
        for number, goal in enumerate(self.model.goals):
            proven_so_far = bounds == self.held
            choice, bound = self._solve_goal(number, choice)
            self.held.append(self._cost(number, choice))
            # A bound only counts when every earlier goal has its proven value.
            bounds.append(bound if proven_so_far else None)
            shown = bounds[-1]
            self._report(
                goal.doel,
                goal.value(self.held[-1]),
                None if shown is None else goal.value(shown),
            )
        unique = False
        if bounds == self.held:
            choice, unique = self._draw(choice)
            self._report("lot", None, None)
        return Outcome(
            np.append(self.left, NONE)[choice],
            tuple(self.held),
            tuple(bounds),
            proven=bounds == self.held,
            unique=unique,
        )

    def _cost(self, number: int, choice: Ints) -> int:
        goal = self.model.goals[number]
        return self.model.goal_cost(goal, choice) - goal.constant

    def _solve_goal(self, number: int, choice: Ints) -> tuple[Ints, int | None]:
        """Return the best choice found for one goal and the bound on its cost."""
        relaxed = relax(self.model, number, self.held, self._seconds_left())
        if relaxed is None:
            return self._prove(number, choice, None)
        choice = self._guided(number, choice, relaxed)
        if len(relaxed.extra) >= LARGE:
            choice, relaxed = self._leave_out(number, choice, relaxed)
            choice, bound = self._prove(number, choice, relaxed, self.effort * TRY_PART)
            if bound != self._cost(number, choice):
                choice = self._look_nearby(number, choice, relaxed)
        choice, relaxed = self._leave_out(number, choice, relaxed)
        choice, bound = self._prove(number, choice, relaxed)
        choice, _ = self._leave_out(number, choice, relaxed)
        return choice, bound

    def _prove(
        self,
        number: int,
        choice: Ints,
        relaxed: Relaxation | None,
        effort: float = math.inf,
    ) -> tuple[Ints, int | None]:
        """Try to find and prove the best choice on the options that are left."""
        lower = None if relaxed is None else relaxed.bound
        left = self._seconds_left()
        if self._cost(number, choice) == lower or left <= 0:
            return choice, lower
        last = number == len(self.model.goals) - 1
        engine = self._engine(self.model)
        seconds = left if last else left * GOAL_SHARE
        found = engine.minimise(
            number, choice, lower=lower, seconds=seconds, effort=effort
        )
        choice = self._better(number, choice, found.choice)
        if found.proven:
            return choice, self._cost(number, choice)
        known = [bound for bound in (lower, found.bound) if bound is not None]
        return choice, max(known, default=None)

    def _guided(self, number: int, choice: Ints, relaxed: Relaxation) -> Ints:
        """Return a choice after the prices of the bound, when it is better."""
        guided = guided_choice(self.model, relaxed.extra)
        if guided is None:
            return choice
        for earlier in range(number):
            if self._cost(earlier, guided) > self.held[earlier]:
                return choice
        return self._better(number, choice, guided)

    def _look_nearby(self, number: int, choice: Ints, relaxed: Relaxation) -> Ints:
        """Return a better choice, found a few places at a time."""
        steps = Neighbourhoods(self.model, number, self.held, relaxed, self.seed)
        effort, idle = self.effort * SEARCH_PART, 0
        while effort > 0 and idle < MOST_IDLE and self._seconds_left() > 0:
            found, used = steps.step(choice, self.deadline, 1 + idle // WIDEN)
            better = self._better(number, choice, found)
            idle = idle + 1 if better is choice else 0
            choice = better
            effort -= used + SOLVE_EFFORT
            if self._cost(number, choice) <= relaxed.bound:
                break
        return choice

    def _better(self, number: int, old: Ints, new: Ints | None) -> Ints:
        if new is None or self._cost(number, new) >= self._cost(number, old):
            return old
        return new

    def _leave_out(
        self, number: int, choice: Ints, relaxed: Relaxation
    ) -> tuple[Ints, Relaxation]:
        """Leave out options that no plan as good as this one can use, for good.

        Returns
        -------
        tuple
            The choice and the bound in the numbers of the options that are left.
        """
        useful = relaxed.useful(self._cost(number, choice))
        if useful.all():
            return choice, relaxed
        self.model = self.model.with_options(useful)
        self.left = self.left[useful]
        return narrow(choice, useful), relaxed.with_options(useful)

    def _engine(self, model: Model) -> CpSat:
        return CpSat(model, self.held, seed=self.seed, deadline=self.deadline)

    def _seconds_left(self) -> float:
        return self.deadline - perf_counter()

    def _draw(self, choice: Ints) -> tuple[Ints, bool]:
        """Break ties by lot: each pupil in turn gets its first option and keeps it.

        Returns
        -------
        tuple
            The choice, and whether the draw was carried through.
        """
        before, effort = choice, DRAW_EFFORT
        engine = self._engine(self.model)
        for pupil in range(len(self.model.pupils)):
            if self._could_do_better(pupil, int(choice[pupil])):
                found = engine.first_option(pupil, choice, effort)
                if not found.proven or found.choice is None:
                    # By the clock: fall back on what does not depend on it.
                    late = self._seconds_left() <= 0
                    return (before if late else choice), False
                choice = found.choice
                effort -= found.effort + SOLVE_EFFORT
                if effort <= 0:
                    return choice, False
            engine.keep(pupil, int(choice[pupil]))
        return choice, True

    def _could_do_better(self, pupil: int, here: int) -> bool:
        """Tell whether an option before the current one is left at all."""
        options = self.model.options_of(pupil)
        return len(options) > 0 and (here == NONE or options[0] < here)

    def _report(self, step: str, value: int | None, bound: int | None) -> None:
        seconds = perf_counter() - self.started
        self.progress(Voortgang(step, "cp-sat", value, bound, seconds))
