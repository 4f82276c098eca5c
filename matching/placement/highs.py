"""HiGHS: linear programs with their prices, and small integer programs.

HiGHS comes with SciPy, takes the matrix as it is, and lets other threads run. It
counts in floats: what it proposes is rounded and checked in whole numbers by who
asks, and its bounds are rounded towards the safe side.

Source: Huangfu and Hall (2018), Mathematical Programming Computation 10, 119-142.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from matching.placement.options import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.program import Program

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

LARGEST_FLOAT = 10**9
"""Above this a float of HiGHS is not exact to well under one unit."""

SOLVED, LIMIT, IMPOSSIBLE = 0, 1, 2
"""States in which SciPy says HiGHS ended."""


@dataclass(frozen=True, eq=False)
class Linear:
    """The best mixture of options.

    Parameters
    ----------
    share
        Part of each column that is taken; shape (columns,).
    prices
        What one unit of each row is worth, 0 or more; shape (rows,).
    """

    share: Floats
    prices: Floats


@dataclass(frozen=True, eq=False)
class Solved:
    """What HiGHS found for an integer program.

    Parameters
    ----------
    choice
        Option per pupil, or ``None``; keeps all rules up to rounding.
    bound
        Lower bound on the cost, or ``None``.
    complete
        Whether the search was carried through.
    """

    choice: Ints | None
    bound: int | None
    complete: bool


def solve_linear(program: Program, cost: Floats, seconds: float) -> Linear | None:
    """Return the best mixture and prices, or ``None`` when time runs out.

    Parameters
    ----------
    program
        The rules.
    cost
        Cost per column.
    seconds
        Most seconds.
    """
    if not len(cost):
        return Linear(np.zeros(0), np.zeros(len(program.limit)))
    pinned, pupils = program.model.pinned, program.pupils
    most = csr_array(vstack([program.matrix.astype(float), pupils[~pinned]]))
    found = linprog(
        cost,
        A_ub=_as_array(most),
        b_ub=np.concatenate([program.limit, np.ones(int((~pinned).sum()))]),
        A_eq=_as_array(csr_array(pupils[pinned])),
        b_eq=np.ones(int(pinned.sum())),
        bounds=cast(
            "Sequence[tuple[float, float]]",
            np.stack([program.lowest, np.ones(len(cost))], axis=1),
        ),
        method="highs-ds",
        options={"time_limit": max(seconds, 0.01)},
    )
    if found.status != SOLVED:
        return None
    prices = -found.ineqlin.marginals[: len(program.limit)]
    return Linear(np.asarray(found.x), np.maximum(0.0, prices))


def solve_integer(
    program: Program,
    cost: Ints,
    *,
    seconds: float,
    most: int | None = None,
    gap: float = 0.0,
) -> Solved:
    """Solve an integer program as far as time allows.

    Parameters
    ----------
    program
        The rules.
    cost
        Cost per column.
    seconds
        Most seconds.
    most
        Highest cost that is of use.
    gap
        Part of its cost that a plan may be worse than the best.
    """
    if not program.options:
        return Solved(None, None, complete=False)
    lowest = program.model.pinned.astype(float)
    rules = [LinearConstraint(program.pupils, lowest, 1.0)]
    matrix, limit = program.matrix.astype(float), program.limit.astype(float)
    if most is not None:
        matrix = csr_array(vstack([matrix, csr_array(cost.astype(float)[None, :])]))
        limit = np.append(limit, float(most))
    if len(limit):
        rules.append(LinearConstraint(matrix, -np.inf, limit))
    found = milp(
        cost.astype(float),
        integrality=np.ones(len(cost), dtype=np.int64),
        bounds=Bounds(program.lowest, 1.0),
        constraints=rules,
        options={"mip_rel_gap": gap, "time_limit": max(seconds, 0.01)},
    )
    return Solved(
        None if found.x is None else _choice(program, found.x),
        safe_bound(found.mip_dual_bound, cost),
        complete=found.status in (SOLVED, IMPOSSIBLE),
    )


def _as_array(matrix: csr_array) -> Floats:
    """Return a sparse matrix as what the types of SciPy say it should be."""
    return cast("Floats", matrix)


def _choice(program: Program, values: Floats) -> Ints:
    model = program.model
    options = np.flatnonzero(values[: program.options] > 0.5)
    choice = np.full(len(model.pupils), NONE, dtype=np.int64)
    choice[model.options.pupil[options]] = options
    return choice


def safe_bound(bound: float | None, cost: Ints) -> int | None:
    """Round a bound up to whole units, but step back by more than its error."""
    if bound is None or not math.isfinite(bound) or abs(bound) > LARGEST_FLOAT:
        return None
    largest = float(np.abs(cost).max(initial=0))
    return math.ceil(bound - 1e-5 - 1e-9 * max(largest, abs(bound)))
