"""HiGHS without what SciPy puts around it: interior points, and a search that goes on.

The functions of SciPy can ask for neither, but the HiGHS inside it has both (SciPy is
pinned, and the package of HiGHS itself cannot be loaded beside OR-Tools). An interior
point without crossover gives prices where many plans are as good, which is where
simplex goes on for minutes; a search that begins from a plan always has one.

Source: Schork and Gondzio (2020), Mathematical Programming Computation 12, 603-635.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize._highspy import (  # type: ignore[import-not-found]
    _core as highs,
)
from scipy.sparse import csc_array, hstack, vstack

from matching.placement.highs import Linear, Solved, safe_bound
from matching.placement.options import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.program import Program

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

TOLERANCE = 1e-6
"""How near the best an interior point has to come, as a part of the cost."""

STEEPEST = 1000.0
"""Costs are scaled so that the largest is this."""

HELD_WORTH = 20.0
"""A unit of an earlier goal is worth at most so many times the most that one option
differs for the present goal: a price without an end would have no interior point."""


@dataclass(frozen=True, eq=False)
class _Columns:
    """Some columns of a program, as HiGHS takes them."""

    matrix: csc_array
    cost: Floats
    lowest: Floats
    highest: Floats


def solve_inner(
    program: Program,
    cost: Ints,
    columns: Bools,
    seconds: float,
    *,
    corner: bool = False,
) -> Linear | None:
    """Return nearly the best mixture of some columns, and prices in the middle.

    Parameters
    ----------
    program
        The rules.
    cost
        Cost per column.
    columns
        Which columns there are; shape (columns,).
    seconds
        Most seconds.
    corner
        Whether to go on to a corner, where few options have a part.

    Returns
    -------
    Linear or None
        The mixture over all columns; ``None`` when there was no time for one.
    """
    if seconds <= 0:
        return None
    scale = STEEPEST / max(1.0, float(np.abs(cost).max(initial=0)))
    some = _with_slack(program, _pick(program, cost.astype(float) * scale, columns))
    solver = _solver(seconds)
    solver.setOptionValue("solver", "ipm")
    solver.setOptionValue("run_crossover", "on" if corner else "off")
    solver.setOptionValue("ipm_optimality_tolerance", TOLERANCE)
    solver.passModel(_as_highs(program, some))
    solver.run()
    found, rows = solver.getSolution(), len(program.limit)
    if not found.dual_valid:
        return None
    share = np.zeros(len(cost))
    share[columns] = np.array(found.col_value)[: int(columns.sum())]
    prices = np.maximum(0.0, -np.array(found.row_dual)[:rows]) / scale
    return Linear(np.clip(share, 0.0, 1.0), prices)


def search(
    program: Program, cost: Ints, start: Ints | None, seconds: float, gap: float = 0.0
) -> Solved:
    """Look for the best plan, from one that is known.

    Parameters
    ----------
    program
        The rules.
    cost
        Cost per column.
    start
        A choice that keeps the rules, if one is known; shape (pupils,).
    seconds
        Most seconds.
    gap
        Part of its cost that a plan may be worse than the best.
    """
    if not program.options or seconds <= 0:
        return Solved(None, None, complete=False)
    solver = build_search(program, cost, start, seconds, gap)
    solver.run()
    info, found = solver.getInfo(), solver.getSolution()
    status = solver.getModelStatus()
    return Solved(
        choice_of(program, np.array(found.col_value)) if found.value_valid else None,
        safe_bound(info.mip_dual_bound, cost),
        complete=status == highs.HighsModelStatus.kOptimal,
    )


def build_search(
    program: Program, cost: Ints, start: Ints | None, seconds: float, gap: float = 0.0
) -> highs._Highs:
    """Return HiGHS, ready to look for the best plan; parameters as for ``search``."""
    everything = np.ones(len(cost), dtype=np.bool_)
    solver = _solver(seconds)
    solver.setOptionValue("mip_rel_gap", gap)
    model = _as_highs(program, _pick(program, cost.astype(float), everything))
    model.integrality_ = [highs.HighsVarType.kInteger] * len(cost)
    solver.passModel(model)
    if start is not None:
        known = highs.HighsSolution()
        known.col_value = program.columns_of(start).astype(float)
        solver.setSolution(known)
    return solver


def _solver(seconds: float) -> highs._Highs:
    solver = highs._Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", seconds)
    return solver


def _pick(program: Program, cost: Floats, columns: Bools) -> _Columns:
    """Return some columns of a program, with the rows of the pupils after the rest."""
    rows = vstack([program.matrix.astype(float), program.pupils])
    matrix = csc_array(csc_array(rows)[:, columns])
    number = matrix.shape[1]
    return _Columns(
        matrix, cost[columns], program.lowest[columns].astype(float), np.ones(number)
    )


def _with_slack(program: Program, some: _Columns) -> _Columns:
    """Let earlier goals be broken at a price that is more than they are worth."""
    rows = np.flatnonzero(program.is_goal)
    if not len(rows):
        return some
    shape = (some.matrix.shape[0], len(rows))
    slack = csc_array((-np.ones(len(rows)), (rows, np.arange(len(rows)))), shape=shape)
    worth = HELD_WORTH * float(np.abs(some.cost).max(initial=0.0))
    return _Columns(
        csc_array(hstack([some.matrix, slack])),
        np.append(some.cost, np.full(len(rows), worth)),
        np.append(some.lowest, np.zeros(len(rows))),
        np.append(some.highest, np.full(len(rows), np.inf)),
    )


def _as_highs(program: Program, some: _Columns) -> highs.HighsLp:
    pinned = program.model.pinned
    model = highs.HighsLp()
    model.num_row_, model.num_col_ = some.matrix.shape
    model.col_cost_, model.col_lower_ = some.cost, some.lowest
    model.col_upper_ = some.highest
    free = np.full(len(program.limit), -np.inf)
    model.row_lower_ = np.append(free, np.where(pinned, 1.0, -np.inf))
    model.row_upper_ = np.append(program.limit.astype(float), np.ones(len(pinned)))
    model.a_matrix_.format_ = highs.MatrixFormat.kColwise
    model.a_matrix_.start_ = some.matrix.indptr
    model.a_matrix_.index_ = some.matrix.indices
    model.a_matrix_.value_ = some.matrix.data
    return model


def choice_of(program: Program, values: Floats) -> Ints:
    """Return the option per pupil that a solution of HiGHS takes.

    Parameters
    ----------
    program
        The rules.
    values
        Part of each column; shape (columns,).
    """
    model = program.model
    options = np.flatnonzero(values[: program.options] > 0.5)
    choice = np.full(len(model.pupils), NONE, dtype=np.int64)
    choice[model.options.pupil[options]] = options
    return choice
