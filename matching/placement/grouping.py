"""A try at a proof by whole groups per place."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.knapsacks import PARTS, build_knapsacks, first_offers
from matching.placement.model import chosen
from matching.placement.options import NONE
from matching.placement.patterns import Patterns
from matching.placement.relax import LARGEST, Relaxation
from matching.placement.table import find_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]

OFFERS_SHARE = 0.25
"""Most of the seconds that go to what pupils offer."""

MOST_EACH, MOST_AT_ONE = 12, 36
"""Pupils per place, and at one of them, above which groups are too many to write out; a
place without a limit, where most pupils go, would keep HiGHS busy for long."""


@dataclass(frozen=True, eq=False)
class Grouped:
    """What a try at a proof came to.

    Parameters
    ----------
    choice
        The best choice known; shape (pupils,).
    bound
        Lower bound on its cost.
    relaxed
        What each option adds to the bound of the offers, or ``None``.
    """

    choice: Ints
    bound: int
    relaxed: Relaxation | None


def prove_by_groups(
    model: Model,
    number: int,
    held: Sequence[int],
    choice: Ints,
    relaxed: Relaxation,
    until: float,
    is_over: Callable[[], bool] = bool,
    *,
    write_out: bool = True,
) -> Grouped:
    """Try a proof for one goal by whole groups per place.

    Parameters
    ----------
    model
        The problem; nothing is tried where it is no table.
    number
        Goal to minimise.
    held
        Highest cost allowed for each earlier goal.
    choice
        The best choice known; shape (pupils,).
    relaxed
        Bound of the linear program.
    until
        Value of ``perf_counter`` at which to stop.
    is_over
        Tells that there is no need to go on.
    write_out
        Whether to write groups out, where they are few; or only to bound.
    """
    nothing = Grouped(choice, relaxed.bound, None)
    table = find_table(model, number, relaxed)
    if table is None or not places_everybody(model, held, choice):
        return nothing
    goal = model.goals[number].cost
    knapsacks = build_knapsacks(table, goal)
    if knapsacks is None:
        return nothing
    upper, start = int(goal[choice].sum()), perf_counter()
    stop = start + OFFERS_SHARE * (until - start)
    offers = knapsacks.offers(
        first_offers(table, goal),
        upper * PARTS,
        lambda: perf_counter() >= stop or is_over(),
    )
    losses = knapsacks.losses(offers, max(0, upper * PARTS - offers.bound))
    patterns = Patterns(knapsacks, offers)
    if write_out and is_few(model, choice) and not is_over():
        patterns.solve(upper, until)
    if patterns.places is not None and patterns.cost(patterns.places) < upper:
        choice = table.option[np.arange(len(choice)), patterns.places]
    extra = losses[model.options.pupil, model.options.place]
    return Grouped(
        choice,
        max(relaxed.bound, patterns.bound),
        Relaxation(
            base=offers.bound,
            extra=extra,
            nothing=np.full(len(model.pupils), LARGEST),
            opened=np.zeros(0, dtype=np.int64),
            closed=np.zeros(0, dtype=np.int64),
            slack=np.zeros(len(model.rows)),
            parts=PARTS,
        ),
    )


def is_few(model: Model, choice: Ints) -> bool:
    """Tell whether the groups of each place are few enough to write out.

    Parameters
    ----------
    model
        The problem.
    choice
        A choice that keeps every rule.
    """
    fullest = np.bincount(model.options.place[chosen(choice)], minlength=1).max()
    few = len(choice) <= MOST_EACH * len(model.places)
    return bool(few and fullest <= MOST_AT_ONE)


def places_everybody(model: Model, held: Sequence[int], choice: Ints) -> bool:
    """Tell whether earlier goals ask that every pupil gets a place.

    Parameters
    ----------
    model
        The problem, a table for the goals held.
    held
        Highest cost allowed for each earlier goal.
    choice
        A choice that keeps every rule.
    """
    if (choice == NONE).any():
        return False
    # Each pupil lowers such a goal by the same wherever it goes, so none can be missed.
    return any(
        bool((goal.cost < 0).all()) and int(goal.cost[chosen(choice)].sum()) >= most
        for goal, most in zip(model.goals, held, strict=False)
    )
