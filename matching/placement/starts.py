"""Choices to start a goal from, all led by a bound."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.cycles import by_cycles
from matching.placement.model import chosen, widen
from matching.placement.options import NONE
from matching.placement.pricing import find_prices, ranks
from matching.placement.program import build_program
from matching.placement.relax import relax
from matching.placement.rounding import WHOLE, round_mixture
from matching.placement.start import first_choice, guided_choice, used_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

NEAREST = 12
"""Options per pupil that rounding may use: those that lose least."""

THRIFT = (0.03, 0.1, 0.3, 1.0)
"""How much what an option uses counts beside what it loses."""

FREE = 10**15
"""More than any goal can cost."""


def near_mixture(model: Model, extra: Ints, share: Floats) -> Iterator[Ints]:
    """Yield choices that follow prices, and that follow a mixture.

    Parameters
    ----------
    model
        The problem.
    extra
        What each option loses against the bound; shape (options,).
    share
        Part of each option in the mixture; shape (options,).
    """
    mixed = np.full(len(model.pupils), NONE, dtype=np.int64)
    most = np.flatnonzero(share > WHOLE)
    mixed[model.options.pupil[most]] = most
    for found in (guided_choice(model, extra), first_choice(model, mixed)):
        if found is not None:
            yield found


def near_room(model: Model, extra: Ints, share: Floats) -> Iterator[Ints]:
    """Yield the same, and choices that are careful with room as well.

    A choice that follows prices alone leaves some pupils without a place.
    """
    yield from near_mixture(model, extra, share)
    used = used_parts(model)
    worth = float(extra.std()) / max(float(used.std()), 1e-12)
    for thrift in THRIFT:
        loss = np.rint(extra + thrift * worth * used).astype(np.int64)
        found = guided_choice(model, loss)
        if found is not None:
            yield found


def rounded(
    model: Model,
    number: int,
    held: Sequence[int],
    choice: Ints,
    relaxed: Relaxation,
    share: Floats,
    deadline: float,
) -> Ints | None:
    """Return a choice rounded from a mixture, among the options that lose least.

    Parameters
    ----------
    model
        The problem.
    number
        Goal to minimise.
    held
        Highest cost allowed for each earlier goal.
    choice
        A choice that keeps every rule, whose options may all be used.
    relaxed
        The bound of this goal.
    share
        Part of each option in the mixture; shape (options,).
    deadline
        Value of ``perf_counter`` at which to stop.
    """
    keep = ranks(model, relaxed.extra) < NEAREST
    keep[chosen(choice)] = True
    found = round_mixture(
        model.with_options(keep),
        number,
        held,
        share[keep],
        relaxed.extra[keep],
        deadline,
    )
    return None if found is None else widen(found, keep)


def first_of(
    model: Model, aim: int, held: Sequence[int], seconds: float
) -> Ints | None:
    """Return any choice of a model, rounded from the mixture of some goal.

    Parameters
    ----------
    model
        The problem, with only the options that a choice may use.
    aim
        Goal that tells those apart.
    held
        Highest cost allowed for each of the first goals.
    seconds
        Most seconds for the prices, and again for rounding.
    """
    program = build_program(model, held)
    cost = program.cost(aim)
    nothing = np.full(len(model.pupils), NONE, dtype=np.int64)
    linear = find_prices(program, cost, nothing, perf_counter() + seconds)
    relaxed = None if linear is None else relax(program, cost, linear.prices)
    if linear is None or relaxed is None:
        return None
    until = perf_counter() + seconds
    quick = by_cycles(model, aim, relaxed, linear.share[: program.options], until)
    if quick is not None:
        return quick
    limits = [*held, *([FREE] * len(model.goals))][:aim]
    share = linear.share[: program.options]
    return round_mixture(model, aim, limits, share, relaxed.extra, until)
