"""The two baselines: one weighted sum, given to CP-SAT and to HiGHS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from tests.bench.placement.linear import NO_LIMIT, weighted_sum

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from tests.bench.placement.linear import Sum

WORKERS = 2
"""Cores that CP-SAT may use; HiGHS in OR-Tools takes its own default."""


@dataclass(frozen=True)
class Found:
    """What a baseline came up with.

    Parameters
    ----------
    chosen
        Whether each option is chosen; ``None`` when there is no plan.
    value, bound
        Of the weighted sum, lower is better.
    proven
        Whether it is proven optimal.
    building, solving
        Seconds for making the model and for solving it.
    goals
        Goals in the sum.
    """

    chosen: NDArray[np.bool_] | None
    value: float | None
    bound: float | None
    proven: bool
    building: float
    solving: float
    goals: int

    @property
    def gap(self) -> float | None:
        """Return the gap as a part of the value; ``None`` without a plan."""
        if self.value is None or self.bound is None:
            return None
        return abs(self.value - self.bound) / max(1.0, abs(self.value))


def cpsat(model: Model, seconds: float) -> Found:
    """Solve the weighted sum with CP-SAT."""
    started = perf_counter()
    whole = weighted_sum(model)
    problem = cp_model.CpModel()
    columns = [problem.new_bool_var("") for _ in range(len(whole.cost))]
    table = whole.matrix.tocsr()
    first, column = table.indptr.tolist(), table.indices.tolist()
    amount = table.data.tolist()
    limits = zip(whole.low.tolist(), whole.high.tolist(), strict=True)
    for row, (low, high) in enumerate(limits):
        part = range(first[row], first[row + 1])
        terms = [columns[column[at]] for at in part]
        if row < len(model.pupils) and low == 0:
            problem.add_at_most_one(terms)
            continue
        total = cp_model.LinearExpr.weighted_sum(terms, [amount[at] for at in part])
        problem.add_linear_constraint(total, low, high)
    problem.minimize(cp_model.LinearExpr.weighted_sum(columns, whole.cost.tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    built = perf_counter()
    status = solver.solve(problem)
    solved = perf_counter()
    chosen = None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        values = [solver.boolean_value(one) for one in columns[: len(model.options)]]
        chosen = np.array(values, dtype=np.bool_)
    return Found(
        chosen=chosen,
        value=None if chosen is None else solver.objective_value,
        bound=solver.best_objective_bound,
        proven=status == cp_model.OPTIMAL,
        building=built - started,
        solving=solved - built,
        goals=whole.goals,
    )


def highs(model: Model, seconds: float) -> Found:
    """Solve the weighted sum with HiGHS (in OR-Tools)."""
    started = perf_counter()
    whole = weighted_sum(model)
    problem = mathopt.Model.from_model_proto(_as_proto(whole))
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=seconds), random_seed=1
    )
    built = perf_counter()
    result = mathopt.solve(problem, mathopt.SolverType.HIGHS, params=parameters)
    solved = perf_counter()
    bounds = result.termination.objective_bounds
    chosen = None
    if result.has_primal_feasible_solution():
        values = result.variable_values()
        numbers = {one.id: value for one, value in values.items()}
        chosen = np.array([numbers[n] > 0.5 for n in range(len(model.options))])
    proven = result.termination.reason == mathopt.TerminationReason.OPTIMAL
    return Found(
        chosen=chosen,
        value=None if chosen is None else bounds.primal_bound,
        bound=bounds.dual_bound if np.isfinite(bounds.dual_bound) else None,
        proven=proven,
        building=built - started,
        solving=solved - built,
        goals=whole.goals,
    )


def _as_proto(whole: Sum) -> model_pb2.ModelProto:
    """Return the matrix as OR-Tools reads it, without a loop over its terms."""
    columns, rows = len(whole.cost), len(whole.low)
    proto = model_pb2.ModelProto()
    proto.variables.ids.extend(range(columns))
    proto.variables.lower_bounds.extend([0.0] * columns)
    proto.variables.upper_bounds.extend([1.0] * columns)
    proto.variables.integers.extend([True] * columns)
    used = np.flatnonzero(whole.cost)
    proto.objective.linear_coefficients.ids.extend(used.tolist())
    costs = whole.cost[used].astype(float)
    proto.objective.linear_coefficients.values.extend(costs.tolist())
    proto.linear_constraints.ids.extend(range(rows))
    low = np.where(whole.low <= -NO_LIMIT, -np.inf, whole.low)
    high = np.where(whole.high >= NO_LIMIT, np.inf, whole.high)
    proto.linear_constraints.lower_bounds.extend(low.tolist())
    proto.linear_constraints.upper_bounds.extend(high.tolist())
    table = whole.matrix.tocsr()
    terms = proto.linear_constraint_matrix
    terms.row_ids.extend(np.repeat(np.arange(rows), np.diff(table.indptr)).tolist())
    terms.column_ids.extend(table.indices.tolist())
    terms.coefficients.extend(table.data.astype(float).tolist())
    return proto
