"""Rows that mixtures break, for a model too large to look at whole.

They are looked for on the options that lose least, turn after turn, as long as that
raises the bound.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.cuts import find_cut, find_knapsacks
from matching.placement.inner import solve_inner
from matching.placement.leading import blend
from matching.placement.program import build_program
from matching.placement.sifting import USED, least, of_couples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.placement.leading import Weights
    from matching.placement.model import Model
    from matching.placement.rows import Row
    from matching.placement.sifting import Sifted

SOME = 3.5
"""Options per pupil among which rows that mixtures break are looked for."""

ROUNDS = 14
"""Most times that such rows are added."""

ENOUGH = 0.05
"""Rows are added until they raise the bound by less than this part of the whole."""


def find_rows(
    model: Model, weights: Weights, sifted: Sifted, deadline: float
) -> list[Row]:
    """Return rows that mixtures break and no plan does.

    Parameters
    ----------
    model
        The problem.
    weights
        Weights of the goals for which the bound must rise.
    sifted
        The best mixture for these goals so far.
    deadline
        Value of ``perf_counter`` at which to stop.
    """
    mask = least(sifted.relaxed.extra, round(SOME * len(model.pupils)))
    mask |= of_couples(model) | (sifted.share[: len(mask)] > USED)
    some, number = model.with_options(mask), np.flatnonzero(mask)
    knapsacks = find_knapsacks(some)
    added: list[Row] = []
    values: list[float] = []
    for _ in range(ROUNDS):
        program = build_program(some, (), tight=False)
        cost = blend(program, weights)
        columns = np.ones(len(cost), dtype=np.bool_)
        left = deadline - perf_counter()
        linear = solve_inner(program, cost, columns, left, corner=True)
        if linear is None:
            break
        values.append(float(cost @ linear.share))
        if len(values) > 1 and _is_enough(values):
            break
        share = linear.share[: program.options]
        found = (find_cut(one, one.parts(share)) for one in knapsacks)
        cuts = [row for row in found if row is not None]
        if not cuts:
            break
        some = replace(some, rows=some.rows.extended(cuts))
        added += [replace(row, option=number[row.option]) for row in cuts]
    return added


def _is_enough(values: Sequence[float]) -> bool:
    """Tell whether the last rows hardly raised the bound."""
    rise = values[-1] - values[0]
    return values[-1] - values[-2] <= ENOUGH * rise
