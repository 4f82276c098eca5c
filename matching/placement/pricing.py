"""The best prices of rows that time allows, and the best mixture of options.

A linear program of ordinary size is solved as it is. A larger one is priced step by
step first; those prices say which options matter, and the linear program over only
these gives better prices, often the best there are.

Source: sifting, Bixby, Gregory, Lustig, Marsten and Shanno (1992), Operations
Research 40(5), 885-897.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.highs import Linear, solve_linear
from matching.placement.program import Program, build_program
from matching.placement.relax import relax
from matching.placement.start import used_parts
from matching.placement.subgradient import Volume
from matching.placement.table import is_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

WHOLE_SIZE = 150_000
"""Up to so many options the linear program is solved as it is."""

NEAREST = 8
"""Options per pupil in the first smaller program: those that lose least."""

MOST_ROUNDS = 4
"""Smaller programs that are solved at most."""

WHOLE_TABLE, THRIFT, FIRST = 10_000, (0.3, 1.0, 3.0), 3
"""The same where each place has one limit. What is used counts so many times what is
lost, and each of these ways gives so many options per pupil to begin with."""

PARTS = 1000
"""Into how many parts a unit of cost is cut to compare options."""

VOLUME_SHARE = 0.4
"""Part of the time that pricing step by step may use."""


LEADING = 20
"""How many times what the next goal is worth for a pupil one unit of a goal counts."""


def bound_goal(
    model: Model,
    numbers: tuple[int, int],
    held: Sequence[int],
    start: Ints,
    deadline: float,
) -> tuple[Relaxation, Floats] | None:
    """Bound one goal, given the costs that earlier goals may not pass.

    Parameters
    ----------
    model
        The problem.
    numbers
        The goal, and the next one that tells options apart (or the same).
    held
        Highest cost allowed for each earlier goal.
    start
        A choice that keeps every rule; shape (pupils,).
    deadline
        Value of ``perf_counter`` at which to stop.

    Returns
    -------
    tuple or None
        The bound, and the part of each option in the mixture; ``None`` when time is
        up or numbers are too large.
    """
    number, following = numbers
    program = build_program(model, held)
    cost, weight = program.cost(number), 1
    if following != number and program.options > WHOLE_SIZE:
        # Many options are equally good for this goal; the next tells them apart, and
        # what is found is a start for it. The bound stays that of this goal.
        beyond = program.cost(following)
        weight = LEADING * int(np.abs(beyond).max())
        cost = cost * weight + beyond
    if program.options > WHOLE_TABLE and is_table(model, number):
        linear = _prices_of_table(program, cost, start, deadline)
    else:
        linear = find_prices(program, cost, start, deadline)
    if linear is None:
        return None
    relaxed = relax(program, program.cost(number), linear.prices / weight)
    return None if relaxed is None else (relaxed, linear.share[: program.options])


def find_prices(
    program: Program, cost: Ints, start: Ints, deadline: float
) -> Linear | None:
    """Return the best prices that time allows, with the mixture they belong to.

    Parameters
    ----------
    program
        The rules.
    cost
        Cost per column.
    start
        A choice that keeps every rule, so that every smaller program has an answer.
    deadline
        Value of ``perf_counter`` at which to stop.

    Returns
    -------
    Linear or None
        ``None`` when numbers are too large for exact bounds, time is up, or even no
        mixture keeps all rows.
    """
    if program.options <= WHOLE_SIZE:
        whole = solve_linear(program, cost.astype(float), deadline - perf_counter())
        # Ended in time without an answer: nothing keeps all rows.
        if whole is not None or perf_counter() < deadline:
            return whole
    volume = Volume(program, cost.astype(float))
    volume.run(perf_counter() + VOLUME_SHARE * (deadline - perf_counter()))
    keep = _with_start(program, start)
    first = relax(program, cost, volume.prices)
    if first is None:
        return None
    keep[: program.options] |= ranks(program.model, first.extra) < NEAREST
    share = program.columns_of(start).astype(float)
    best = Linear(share, volume.prices)
    return _sift(program, cost, keep, first, best, deadline)


def _prices_of_table(
    program: Program, cost: Ints, start: Ints, deadline: float
) -> Linear | None:
    """Return the same where each place has one limit: sifting needs no first prices.

    Options that cost little and use little of what there is are enough to begin with.
    """
    model, number = program.model, program.options
    keep = _with_start(program, start)
    used = used_parts(model)
    worth = float(cost[:number].std()) / max(float(used.std()), 1e-12)
    for thrift in THRIFT:
        loss = np.rint((cost[:number] + thrift * worth * used) * PARTS)
        keep[:number] |= ranks(model, loss.astype(np.int64)) < FIRST
    nothing = np.zeros(len(program.limit))
    first = relax(program, cost, nothing)
    share = program.columns_of(start).astype(float)
    return (
        None
        if first is None
        else _sift(program, cost, keep, first, Linear(share, nothing), deadline)
    )


def _with_start(program: Program, start: Ints) -> Bools:
    """Return the columns of a choice and those that are no options."""
    keep = program.columns_of(start)
    keep[program.options :] = True
    return keep


def _sift(
    program: Program,
    cost: Ints,
    keep: Bools,
    bound: Relaxation,
    best: Linear,
    deadline: float,
) -> Linear:
    """Improve prices by smaller programs, each with the options that are missing."""
    for _ in range(MOST_ROUNDS):
        left = deadline - perf_counter()
        found = solve_linear(part_of(program, keep), cost[keep].astype(float), left)
        priced = None if found is None else relax(program, cost, found.prices)
        if found is None or priced is None:
            break
        # Compared in whole numbers, each in its own parts of a unit.
        if priced.base * bound.parts >= bound.base * priced.parts:
            share = np.zeros(len(cost))
            share[keep] = found.share
            best, bound = Linear(share, found.prices), priced
        near = ranks(program.model, priced.extra) < NEAREST
        if keep[: program.options][near].all():
            break
        keep[: program.options] |= near
    return best


def part_of(program: Program, keep: Bools) -> Program:
    """Return the program with only some of its columns, and all of its rows."""
    return Program(
        program.model.with_options(keep[: program.options]),
        program.matrix[:, np.flatnonzero(keep)],
        program.limit,
        program.divisor,
        program.lowest[keep],
        program.is_goal,
    )


def ranks(model: Model, extra: Ints) -> Ints:
    """Return the how manieth of its pupil each option is, least loss first."""
    order = np.lexsort((extra, model.options.pupil))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - model.first_option[model.options.pupil[order]]
    return rank
