"""CP-SAT: one model with the goals that are held, to minimise one more.

One worker and a fixed seed, so that the same input gives the same answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matching.placement.constraints import add_constraints
from matching.placement.errors import EngineError
from matching.placement.model import chosen
from matching.placement.options import NONE
from matching.placement.variables import create_variables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Found:
    """What one solve gave.

    Parameters
    ----------
    choice
        Option per pupil, or ``None`` when nothing was found.
    bound
        Proven lower bound on what was minimised, or ``None``.
    proven
        Whether the choice is proven to be the best, or that there is none.
    effort
        Deterministic seconds it took.
    """

    choice: Ints | None
    bound: int | None
    proven: bool
    effort: float


class CpSat:
    """One model in CP-SAT.

    Parameters
    ----------
    model
        The problem.
    held
        Highest cost allowed for each of the first goals.
    seed
        Seed of CP-SAT.
    deadline
        Value of ``perf_counter`` at which to stop.
    """

    def __init__(
        self, model: Model, held: Sequence[int], *, seed: int, deadline: float
    ) -> None:
        self.model = model
        self.seed = seed
        self.deadline = deadline
        self._solver: cp_model.CpSolver | None = None
        self._stopped = False
        self.cp = cp_model.CpModel()
        self.variables = create_variables(self.cp, model)
        add_constraints(self.cp, model, self.variables)
        for number, cost in enumerate(held):
            self.cp.add(self._total(number) <= cost)

    def minimise(
        self,
        number: int,
        start: Ints,
        *,
        lower: int | None,
        seconds: float,
        effort: float = math.inf,
    ) -> Found:
        """Minimise one goal.

        Parameters
        ----------
        number
            Which goal.
        start
            A choice to start from; shape (pupils,).
        lower
            A proven bound that helps to stop in time, if known.
        seconds, effort
            Most seconds by the clock, and by deterministic count.
        """
        total = self._total(number)
        if lower is not None:
            self.cp.add(total >= lower)
        self.cp.minimize(total)
        found = self._solve(start, seconds, effort)
        if found.proven and found.choice is None:
            raise EngineError("CP-SAT: geen oplossing")
        return found

    def any(self, seconds: float, effort: float = math.inf) -> Found:
        """Look for any choice that keeps the rules; proven without one: there is none.

        Parameters
        ----------
        seconds, effort
            Most seconds by the clock, and by deterministic count.
        """
        nothing = np.full(len(self.model.pupils), NONE, dtype=np.int64)
        return self._solve(nothing, seconds, effort)

    def first_option(self, pupil: int, start: Ints, effort: float) -> Found:
        """Give one pupil the first option that is still possible."""
        options = self.variables.pick(self.model.options_of(pupil))
        # Option k of n costs k - n, so that any option goes before nothing.
        ranks = [rank - len(options) for rank in range(len(options))]
        self.cp.minimize(cp_model.LinearExpr.weighted_sum(options, ranks))
        return self._solve(start, self.deadline - perf_counter(), effort)

    def keep(self, pupil: int, kept: int) -> None:
        """Hold the option of one pupil from here on."""
        for option in self.model.options_of(pupil):
            self.cp.add(self.variables.chosen[option] == int(option == kept))

    def stop(self) -> None:
        """Stop the solve that is under way in another thread, and start no other."""
        self._stopped = True
        if self._solver is not None:
            self._solver.stop_search()

    def _solve(self, start: Ints, seconds: float, effort: float) -> Found:
        self._hint(start)
        solver = self._solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed
        # All rules in the linear relaxation: one place per pupil is most of it.
        solver.parameters.linearization_level = 2
        solver.parameters.max_time_in_seconds = (
            0.01 if self._stopped else max(seconds, 0.01)
        )
        if effort < math.inf:
            solver.parameters.max_deterministic_time = effort
        status = solver.solve(self.cp)
        used = float(solver.response_proto.deterministic_time)
        if status in (cp_model.UNKNOWN, cp_model.INFEASIBLE):
            return Found(None, None, status == cp_model.INFEASIBLE, effort=used)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise EngineError(f"CP-SAT: {solver.status_name(status)}")
        # The bound is a float; step back from it by more than its rounding.
        slack = 1e-6 + abs(solver.best_objective_bound) * 1e-12
        return Found(
            self._choice(solver),
            math.ceil(solver.best_objective_bound - slack),
            proven=status == cp_model.OPTIMAL,
            effort=used,
        )

    def _total(self, number: int) -> cp_model.LinearExprT:
        cost = self.model.goals[number].cost
        used = np.flatnonzero(cost).tolist()
        return cp_model.LinearExpr.weighted_sum(
            self.variables.pick(used), cost[used].tolist()
        )

    def _hint(self, choice: Ints) -> None:
        """Give every variable a value to start from."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        used = np.zeros(len(self.variables.chosen), dtype=np.bool_)
        used[chosen(choice)] = True
        for variable, value in zip(self.variables.chosen, used.tolist(), strict=True):
            self.cp.add_hint(variable, value)

    def _choice(self, solver: cp_model.CpSolver) -> Ints:
        values = np.array(solver.values(self.variables.chosen), dtype=np.int64)
        options = np.flatnonzero(values)
        choice = np.full(len(self.model.pupils), NONE, dtype=np.int64)
        choice[self.model.options.pupil[options]] = options
        return choice
