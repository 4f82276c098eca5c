"""From the best mixture of options to a choice that keeps every rule.

A linear program leaves few pupils divided over several options. Those, and the ones
for whom another option costs hardly more, are decided together by a small integer
program; the others keep what the mixture gives them. When that does not fit, more
pupils are decided again.

Source: relaxation induced choice of what to fix, Danna, Rothberg and Le Pape (2005),
Mathematical Programming 102, 71-90.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.highs import solve_integer
from matching.placement.model import chosen, outside
from matching.placement.options import NONE
from matching.placement.program import build_program
from matching.placement.structure import free

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

WHOLE = 0.999
"""Part from which on a pupil counts as decided by the mixture."""

FIRST_PART = 0.15
"""Part of the pupils that is decided again at first."""

MOST_AT_FIRST = 400
"""Most pupils that are decided again at first."""

MORE = 1.7
"""How many times more pupils are decided again when they do not fit."""

TRY_SECONDS = 3.0
"""Most seconds for one small integer program."""


def round_mixture(
    model: Model,
    number: int,
    held: Sequence[int],
    share: Floats,
    extra: Ints,
    deadline: float,
) -> Ints | None:
    """Return a choice near a mixture that keeps every rule.

    Parameters
    ----------
    model
        The problem.
    number
        Goal to minimise.
    held
        Highest cost allowed for each earlier goal.
    share
        Part of each option in the mixture; shape (options,).
    extra
        What each option loses against the bound; shape (options,).
    deadline
        Value of ``perf_counter`` at which to stop.

    Returns
    -------
    ndarray or None
        Option per pupil, or ``None`` when nothing was found.
    """
    decided, undecided = _decided(model, share)
    order = np.argsort(_second(model, extra), kind="stable")
    part, most = FIRST_PART, float(MOST_AT_FIRST)
    while perf_counter() < deadline:
        again = undecided.copy()
        again[order[: int(min(part * len(order), most))]] = True
        found = decide(
            model,
            number,
            held,
            np.where(again, NONE, decided),
            again,
            min(TRY_SECONDS, deadline - perf_counter()),
        )
        if found is not None or again.all():
            return found
        part, most = part * MORE, most * MORE
    return None


def decide(
    model: Model,
    number: int,
    held: Sequence[int],
    choice: Ints,
    again: Bools,
    seconds: float,
    *,
    most: int | None = None,
    keep: Bools | None = None,
) -> Ints | None:
    """Decide some pupils again while all others keep what they have.

    Parameters
    ----------
    model
        The problem.
    number
        Goal to minimise.
    held
        Highest cost allowed for each earlier goal.
    choice
        What everybody has; for those who are decided again ``NONE`` is allowed.
    again
        Who may change; shape (pupils,).
    seconds
        Most seconds for the integer program.
    most
        Highest cost of the whole that is of use.
    keep
        Options that may be used; shape (options,).

    Returns
    -------
    ndarray or None
        Option per pupil, checked on every rule and earlier goal.
    """
    piece = free(model, choice, again)
    fixed = chosen(np.where(again, NONE, choice))
    spent = [int(goal.cost[fixed].sum()) for goal in model.goals[: number + 1]]
    inner, options = piece.model, piece.options
    if keep is not None:
        inner, options = inner.with_options(keep[options]), options[keep[options]]
    left = [limit - used for limit, used in zip(held, spent, strict=False)]
    program = build_program(inner, left)
    found = solve_integer(
        program,
        program.cost(number),
        seconds=seconds,
        most=None if most is None else most - spent[number],
    )
    if found.choice is None:
        return None
    whole = choice.copy()
    whole[piece.pupils] = outside(options, found.choice)
    return whole if keeps(model, held, whole) else None


def keeps(model: Model, held: Sequence[int], choice: Ints) -> bool:
    """Tell whether a choice keeps every rule and every earlier goal."""
    taken = chosen(choice)
    return model.is_allowed(choice) and all(
        int(goal.cost[taken].sum()) <= limit
        for goal, limit in zip(model.goals, held, strict=False)
    )


def _decided(model: Model, share: Floats) -> tuple[Ints, Bools]:
    """Return what the mixture decides, and for whom it does not."""
    decided = np.full(len(model.pupils), NONE, dtype=np.int64)
    whole = np.flatnonzero(share >= WHOLE)
    decided[model.options.pupil[whole]] = whole
    total = np.bincount(model.options.pupil, share, len(model.pupils))
    undecided = (decided == NONE) & ((total > 1 - WHOLE) | model.pinned)
    return decided, undecided


def _second(model: Model, extra: Ints) -> Ints:
    """Return what the second-best option of each pupil loses; shape (pupils,)."""
    order = np.lexsort((extra, model.options.pupil))
    at = model.first_option[:-1] + 1
    enough = at < model.first_option[1:]
    second = np.full(len(model.pupils), np.iinfo(np.int64).max)
    second[enough] = extra[order[at[enough]]]
    return second
