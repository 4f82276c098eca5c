"""Linear programs over the options that matter, for models with very many.

Source: sifting, Bixby, Gregory, Lustig, Marsten and Shanno (1992), Operations
Research 40(5), 885-897.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.inner import solve_inner
from matching.placement.model import chosen
from matching.placement.pricing import ranks
from matching.placement.relax import relax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.program import Program
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

NEAREST, NEXT = 30_000, 0.6
"""Options in the first linear program, those that lose least, as many of each pupil;
and how many more at most in each next one, as a part of it."""

LEAST_NEAREST = 6
"""... but so many of each pupil at least."""

USED = 1e-4
"""An interior point gives a little of everything; less than this is nothing."""

MOST_ROUNDS = 4
"""Linear programs that are solved at most."""

CLOSE = 1e-6
"""How near the bound over all options is to that over some, as a part of it, when
no other option matters ..."""

GUIDE = 5e-3
"""... and when the mixture only has to show where to look for a plan."""


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


def sift(
    program: Program, cost: Ints, keep: Bools, deadline: float, close: float = CLOSE
) -> Sifted | None:
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
    close
        How near the bound over all options has to come to that over some.

    Returns
    -------
    Sifted or None
        ``None`` when there was no time for any linear program.
    """
    columns = np.ones(len(cost), dtype=np.bool_)
    best: Sifted | None = None
    for _ in range(MOST_ROUNDS):
        columns[: program.options] = keep
        found = solve_inner(program, cost, columns, deadline - perf_counter())
        if found is None:
            break
        relaxed = relax(program, cost, found.prices)
        if relaxed is None:
            break
        if best is None or _bound(relaxed) >= _bound(best.relaxed):
            best = Sifted(found.share, found.prices, relaxed)
        total = float(cost @ found.share)
        near = nearest(program.model, relaxed.extra, NEXT)
        if total - _bound(relaxed) <= close * abs(total) or keep[near].all():
            break
        keep = keep | near
    return best


def _bound(relaxed: Relaxation) -> float:
    return relaxed.base / relaxed.parts


def nearest(model: Model, loss: Ints, part: float = 1.0) -> Bools:
    """Tell which options are among those of their pupil that lose least.

    Parameters
    ----------
    model
        The problem.
    loss
        What each option loses; shape (options,).
    part
        How many of them, as a part of what a first linear program has.
    """
    each = max(LEAST_NEAREST, NEAREST // max(1, len(model.pupils)))
    near: Bools = ranks(model, loss) < each * part
    return near


def least(loss: Ints, number: int) -> Bools:
    """Tell which options are the so many that lose least; shape (options,)."""
    few = np.zeros(len(loss), dtype=np.bool_)
    few[np.argsort(loss, kind="stable")[:number]] = True
    return few


def of_couples(model: Model) -> Bools:
    """Tell which options are of pupils who stay together; shape (options,)."""
    coupled = np.zeros(len(model.pupils), dtype=np.bool_)
    coupled[np.array(model.together, dtype=np.int64).ravel()] = True
    of: Bools = coupled[model.options.pupil]
    return of


def with_openings(
    model: Model, keep: Bools, share: Floats, known: Ints | None
) -> tuple[Model, Bools]:
    """Decide about places with a minimum where mixture and plan leave no doubt.

    Only to look for a plan: it makes a small integer program much quicker.

    Parameters
    ----------
    model
        The problem.
    keep
        Options to look among; shape (options,).
    share
        Part of each option in the mixture; shape (options,).
    known
        A plan, if there is one; shape (pupils,).
    """
    keep, openings = keep.copy(), []
    in_plan = np.zeros(len(keep), dtype=np.bool_)
    if known is not None:
        in_plan[chosen(known)] = True
    for opening in model.openings:
        here = model.options_at(opening.place)
        number, opened = share[here].sum(), known is None or in_plan[here].any()
        closes = number < opening.minimum / 2 and not in_plan[here].any()
        if closes and not opening.forced:
            keep[here] = False
        is_full = bool(opened and number >= opening.minimum - USED)
        openings.append(replace(opening, forced=opening.forced or is_full))
    return replace(model, openings=tuple(openings)), keep
