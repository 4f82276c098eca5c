"""Linear programs over the options that matter, for models with very many.

Source: sifting, Bixby, Gregory, Lustig, Marsten and Shanno (1992), Operations
Research 40(5), 885-897.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.highs import solve_linear
from matching.placement.pricing import part_of, ranks
from matching.placement.relax import relax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.program import Program
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

NEAREST = 10
"""Options per pupil in the first linear program, and at most so many more in each
next one: those that lose least."""

MOST_ROUNDS = 4
"""Linear programs that are solved at most."""

CLOSE = 1e-6
"""How near the bound over all options is to that over some, as a part of it, when
no other option matters."""


@dataclass(frozen=True, eq=False)
class Sifted:
    """The best mixture found, and the bound at its prices.

    Parameters
    ----------
    share
        Part of each column of the program; shape (columns,).
    prices
        Price per row of the program.
    relaxed
        The exact bound, over all options.
    """

    share: Floats
    prices: Floats
    relaxed: Relaxation


def sift(program: Program, cost: Ints, keep: Bools, deadline: float) -> Sifted | None:
    """Return the best mixture, starting from some options.

    Parameters
    ----------
    program
        The rules.
    cost
        Cost per column.
    keep
        Options to start from; shape (options,).
    deadline
        Value of ``perf_counter`` at which to stop.

    Returns
    -------
    Sifted or None
        ``None`` when there was no time for any linear program.
    """
    columns = np.ones(len(cost), dtype=np.bool_)
    best: Sifted | None = None
    for _ in range(MOST_ROUNDS):
        columns[: program.options] = keep
        left = deadline - perf_counter()
        found = solve_linear(
            part_of(program, columns), cost[columns].astype(float), left
        )
        if found is None:
            break
        relaxed = relax(program, cost, found.prices)
        if relaxed is None:
            break
        if best is None or _bound(relaxed) >= _bound(best.relaxed):
            share = np.zeros(len(cost))
            share[columns] = found.share
            best = Sifted(share, found.prices, relaxed)
        total = float(cost[columns] @ found.share)
        near = ranks(program.model, relaxed.extra) < NEAREST
        if total - _bound(relaxed) <= CLOSE * abs(total) or keep[near].all():
            break
        keep = keep | near
    return best


def _bound(relaxed: Relaxation) -> float:
    return relaxed.base / relaxed.parts


def least(loss: Ints, number: int) -> Bools:
    """Tell which options are among so many that lose least; shape (options,)."""
    if number >= len(loss):
        return np.ones(len(loss), dtype=np.bool_)
    few: Bools = loss <= np.partition(loss, number)[number]
    return few


def of_couples(model: Model) -> Bools:
    """Tell which options are of pupils who stay together; shape (options,)."""
    coupled = np.zeros(len(model.pupils), dtype=np.bool_)
    coupled[np.array(model.together, dtype=np.int64).ravel()] = True
    of: Bools = coupled[model.options.pupil]
    return of


def with_openings(model: Model, keep: Bools, share: Floats) -> tuple[Model, Bools]:
    """Decide which places with a minimum open, as the mixture says.

    Only to look for a plan: it makes a small integer program much quicker.
    """
    keep, openings = keep.copy(), []
    for opening in model.openings:
        here = model.options_at(opening.place)
        opens = opening.forced or share[here].sum() >= opening.minimum / 2
        if not opens:
            keep[here] = False
        openings.append(replace(opening, forced=opens))
    return replace(model, openings=tuple(openings)), keep
