"""A bound on a goal, exact, and the options that no better plan can use.

What pupils share is priced instead of held: what remains is the cheapest option of
each pupil on its own, so a bound that holds for any prices. The best prices come
from a linear program, or from ``subgradient`` when that takes too long; they are
rounded to whole parts, and the bound is computed again in whole numbers, so that no
rounding can make it false.

Source: Lagrangian relaxation and reduced-cost fixing, Fisher (1981), Management
Science 27(1), 1-18.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.model import Opening, narrow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.program import Program

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

FINEST = 2**16
"""Most parts of one unit that a price is rounded to."""

LARGEST = 2**60
"""No sum of scaled costs may come near the end of int64."""


@dataclass(frozen=True, eq=False)
class Relaxation:
    """A proven bound and how much worse it is when something is chosen.

    Parameters
    ----------
    base
        Bound on the cost, in parts.
    extra
        What choosing each option adds to the bound, in parts; shape (options,).
    nothing
        What each pupil without any option adds to it; shape (pupils,).
    opened, closed
        What each place with a minimum adds when open, and when closed.
    slack
        What one unit that is left over in each limit of the model adds, in units of
        cost; shape (limits,).
    parts
        Parts of one unit of cost.
    """

    base: int
    extra: Ints
    nothing: Ints
    opened: Ints
    closed: Ints
    slack: Floats
    parts: int

    @property
    def bound(self) -> int:
        """Return the lowest cost that any plan can have."""
        return -(-self.base // self.parts)

    def room(self, cost: int) -> int:
        """Return how many parts a plan of at most this cost may lose."""
        return cost * self.parts - self.base


def relax(program: Program, cost: Ints, prices: Floats) -> Relaxation | None:
    """Bound a cost with given prices.

    Parameters
    ----------
    program
        The rules.
    cost
        Cost per column.
    prices
        Price per row, 0 or more; any prices give a true bound.

    Returns
    -------
    Relaxation or None
        ``None`` when the numbers are too large for exact arithmetic.
    """
    model, parts = program.model, _parts(program, cost, prices)
    if not parts:
        return None
    whole = np.rint(prices * parts).astype(np.int64)
    priced = cost * parts + program.transposed @ whole
    options, is_open = priced[: program.options], priced[program.options :]
    cheapest = np.where(model.pinned, LARGEST, 0)
    np.minimum.at(cheapest, model.options.pupil, options)
    forced = program.lowest[program.options :] == 1
    best_open = np.where(forced, is_open, np.minimum(is_open, 0))
    base = int(cheapest.sum()) + int(best_open.sum()) - int(whole @ program.limit)
    return Relaxation(
        base=base,
        extra=options - cheapest[model.options.pupil],
        nothing=np.where(model.pinned, LARGEST, 0 - cheapest),
        opened=is_open - best_open,
        closed=np.where(forced, LARGEST, 0 - best_open),
        slack=(whole / parts / program.divisor)[: len(model.rows)],
        parts=parts,
    )


def _parts(program: Program, cost: Ints, prices: Floats) -> int:
    """Return into how many parts a unit can be cut without leaving int64, or 0."""
    sizes = abs(program.matrix)
    largest = np.abs(cost).max(initial=0) + float((sizes.T @ prices).max(initial=0.0))
    total = float(largest) * (len(program.model.pupils) + len(program.lowest) + 1)
    total += float(np.abs(program.limit).astype(float) @ prices)
    parts = FINEST
    while parts and total * parts > LARGEST:
        parts //= 2
    return parts


@dataclass(frozen=True, eq=False)
class Reduced:
    """A model without what no plan of some cost can use.

    Parameters
    ----------
    model
        What is left.
    keep
        Which options that are; shape (options,).
    choice
        The choice in the numbers of what is left.
    """

    model: Model
    keep: Bools
    choice: Ints


def reduce(
    model: Model, relaxation: Relaxation, cost: int, choice: Ints
) -> Reduced | None:
    """Leave out what no plan of at most a cost can use.

    Parameters
    ----------
    model
        The problem.
    relaxation
        Its bound.
    cost
        Cost that some plan is known to have.
    choice
        A choice of at most that cost.

    Returns
    -------
    Reduced or None
        ``None`` when everything may still be of use.
    """
    room = relaxation.room(cost)
    keep = relaxation.extra <= room
    pinned = model.pinned | (relaxation.nothing > room)
    openings = []
    for number, opening in enumerate(model.openings):
        if relaxation.opened[number] > room:
            keep[model.options_at(opening.place)] = False
            continue
        forced = opening.forced or bool(relaxation.closed[number] > room)
        openings.append(Opening(opening.place, opening.minimum, forced=forced))
    same = tuple(openings) == model.openings
    if keep.all() and same and np.array_equal(pinned, model.pinned):
        return None
    left = replace(model.with_options(keep), pinned=pinned, openings=tuple(openings))
    return Reduced(left, keep, narrow(choice, keep))


def carry(relaxation: Relaxation, reduced: Reduced, model: Model) -> Relaxation:
    """Return the same bound in the numbers of what is left of a model."""
    kept = {opening.place for opening in reduced.model.openings}
    here = np.array([one.place in kept for one in model.openings], dtype=np.bool_)
    # A row that lost all its options is gone.
    left = np.unique(model.rows.row[reduced.keep[model.rows.option]])
    return replace(
        relaxation,
        extra=relaxation.extra[reduced.keep],
        opened=relaxation.opened[here],
        closed=relaxation.closed[here],
        slack=relaxation.slack[left],
    )


def least_cost(model: Model, number: int) -> int:
    """Return the cost of one goal when every pupil could have its best option."""
    least = np.where(model.pinned, np.iinfo(np.int64).max, 0)
    np.minimum.at(least, model.options.pupil, model.goals[number].cost)
    return int(least.sum())
