"""The general engine: OR-Tools CP-SAT, goal by goal, then the draw.

One worker and a fixed seed, so that the same input gives the same answer. Each
goal is solved to proof and held before the next one starts.
"""

from __future__ import annotations

import math
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matching.placement.constraints import add_constraints
from matching.placement.errors import EngineError
from matching.placement.model import UNPLACED
from matching.placement.outcome import Outcome
from matching.placement.progress import Voortgang, silent
from matching.placement.variables import create_variables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.objective import Goal
    from matching.placement.progress import Progress

    Ints = NDArray[np.int64]

DRAW_EFFORT = 20.0
"""Deterministic seconds that the draw may take; a clock would make it differ."""

EFFORT_PER_ARC = 2e-6
"""What loading one arc costs per solve, in deterministic seconds."""

GOAL_SHARE = 0.6
"""Part of the time left that one goal may use, so that later ones get a turn."""


class CpSatEngine:
    """One model in CP-SAT, solved goal by goal.

    Parameters
    ----------
    model
        The problem; must have an answer (see ``conflict``).
    seed
        Seed of CP-SAT.
    deadline
        Value of ``perf_counter`` at which to stop.
    progress
        Called after each goal.
    """

    def __init__(
        self, model: Model, *, seed: int, deadline: float, progress: Progress = silent
    ) -> None:
        self.model = model
        self.seed = seed
        self.deadline = deadline
        self.progress = progress
        self.started = perf_counter()
        self.cp = cp_model.CpModel()
        self.variables = create_variables(self.cp, model)
        add_constraints(self.cp, model, self.variables)

    def solve(self, start: Ints) -> Outcome:
        """Solve all goals and the draw.

        Parameters
        ----------
        start
            A placement that breaks no rule, to start from; shape (pupils,).
        """
        placement = start
        costs: list[int] = []
        bounds: list[int | None] = []
        for number, goal in enumerate(self.model.goals):
            placement, bound = self._solve_goal(goal, number, placement)
            cost = self.model.goal_cost(goal, placement) - goal.constant
            # A bound only counts when every earlier goal has its proven value.
            known = all(low == got for low, got in zip(bounds, costs, strict=True))
            costs.append(cost)
            bounds.append(bound if known else None)
            self.cp.add(self._total(goal) <= cost)
            self._report(goal, cost, bounds[-1])
        proven = all(low == got for low, got in zip(bounds, costs, strict=True))
        unique = False
        if proven:
            placement, unique = self._draw(placement)
        return Outcome(placement, tuple(costs), tuple(bounds), proven, unique)

    def _solve_goal(
        self, goal: Goal, number: int, placement: Ints
    ) -> tuple[Ints, int | None]:
        """Return the best placement found for one goal and the bound on its cost."""
        if not goal.cost.any():
            return placement, 0
        left = self.deadline - perf_counter()
        if left <= 0:
            return placement, None
        last = number == len(self.model.goals) - 1
        self._hint(placement)
        self.cp.minimize(self._total(goal))
        solver = self._solver()
        solver.parameters.max_time_in_seconds = left if last else left * GOAL_SHARE
        status = solver.solve(self.cp)
        if status == cp_model.UNKNOWN:
            return placement, None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise EngineError(f"CP-SAT: {solver.status_name(status)}")
        found = self._placement(solver)
        if self.model.goal_cost(goal, found) > self.model.goal_cost(goal, placement):
            found = placement
        if status == cp_model.OPTIMAL:
            return found, self.model.goal_cost(goal, found) - goal.constant
        # The bound is a float; step back from it by more than its rounding.
        slack = 1e-6 + abs(solver.best_objective_bound) * 1e-12
        return found, math.ceil(solver.best_objective_bound - slack)

    def _draw(self, placement: Ints) -> tuple[Ints, bool]:
        """Break ties by lot: each pupil in turn gets its first option and keeps it.

        Returns
        -------
        tuple
            The placement, and whether the draw was carried through.
        """
        before, effort = placement, DRAW_EFFORT
        for pupil, arcs in enumerate(self.variables.of_pupil):
            here = int(placement[pupil])
            better = [
                arc
                for arc in arcs
                if here == UNPLACED or self.model.arc_place[arc] < here
            ]
            if better and self.model.pinned[pupil] == UNPLACED:
                effort -= EFFORT_PER_ARC * len(self.model.arc_pupil)
                if effort <= 0:
                    return placement, False
                if perf_counter() > self.deadline:
                    return before, False
                found, used = self._first_option(arcs, placement, effort)
                if found is None:
                    # Stopped by the clock: fall back on what does not depend on it.
                    stopped = perf_counter() > self.deadline
                    return (before if stopped else placement), False
                placement, effort = found, effort - used
            self._keep(pupil, arcs, int(placement[pupil]))
        return placement, True

    def _first_option(
        self, arcs: list[int], placement: Ints, effort: float
    ) -> tuple[Ints | None, float]:
        """Return the optimum in which this pupil has its first option."""
        self._hint(placement)
        options = self.variables.pick(arcs)
        # Place k of n costs k - n, so that any place goes before none.
        ranks = [rank - len(arcs) for rank in range(len(arcs))]
        self.cp.minimize(cp_model.LinearExpr.weighted_sum(options, ranks))
        solver = self._solver()
        solver.parameters.max_deterministic_time = effort
        solver.parameters.max_time_in_seconds = max(
            0.01, self.deadline - perf_counter()
        )
        if solver.solve(self.cp) != cp_model.OPTIMAL:
            return None, effort
        return self._placement(solver), solver.response_proto.deterministic_time

    def _keep(self, pupil: int, arcs: list[int], place: int) -> None:
        """Hold the place of this pupil from here on."""
        for arc in arcs:
            chosen = int(self.model.arc_place[arc] == place)
            self.cp.add(self.variables.chosen[arc] == chosen)

    def _solver(self) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed
        return solver

    def _total(self, goal: Goal) -> cp_model.LinearExprT:
        used = np.flatnonzero(goal.cost).tolist()
        return cp_model.LinearExpr.weighted_sum(
            self.variables.pick(used), goal.cost[used].tolist()
        )

    def _hint(self, placement: Ints) -> None:
        """Give every variable a value to start from."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        used = placement[self.model.arc_pupil] == self.model.arc_place
        for variable, value in zip(self.variables.chosen, used.tolist(), strict=True):
            self.cp.add_hint(variable, value)

    def _placement(self, solver: cp_model.CpSolver) -> Ints:
        values = np.array(solver.values(self.variables.chosen), dtype=np.int64)
        arcs = np.flatnonzero(values)
        placement = np.full(len(self.model.pupils), UNPLACED, dtype=np.int64)
        placement[self.model.arc_pupil[arcs]] = self.model.arc_place[arcs]
        return placement

    def _report(self, goal: Goal, cost: int, bound: int | None) -> None:
        self.progress(
            Voortgang(
                stap=goal.doel,
                engine="cp-sat",
                waarde=goal.value(cost),
                grens=None if bound is None else goal.value(bound),
                duur_s=perf_counter() - self.started,
            )
        )
