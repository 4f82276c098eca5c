"""The draw for the general engine: lot by lot, with CP-SAT.

In the order of the draw each pupil gets the first of its options that the goals still
allow, and keeps it. What this gives does not depend on how the goals were reached.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.cpsat import CpSat
from matching.placement.options import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]

DRAW_EFFORT = 5.0
"""Deterministic seconds that the draw may take; a clock would make it differ."""

SOLVE_EFFORT = 0.005
"""What starting one solve costs in the draw, in deterministic seconds."""


FRESH_SHARE = 0.2
"""Part of the effort in which some best plan must be found; where that fails, so would
the rest."""

FIRST_TRIES = 3
"""Solves after which it shows whether the draw can be carried through."""

HOPELESS = 4.0
"""A draw that would take so many times its effort is not gone on with."""


def draw_by_cpsat(
    model: Model, held: Sequence[int], choice: Ints, *, seed: int, deadline: float
) -> tuple[Ints, bool]:
    """Break ties by lot: each pupil in turn gets its first option and keeps it.

    Parameters
    ----------
    model
        The problem, with only options that some best choice could use.
    held
        Proven cost of each goal.
    choice
        A choice of those costs; shape (pupils,).
    seed
        Seed of CP-SAT.
    deadline
        Value of ``perf_counter`` at which to stop.

    Returns
    -------
    tuple
        The choice, and whether the draw was carried through.
    """
    effort = DRAW_EFFORT
    engine = CpSat(model, held, seed=seed, deadline=deadline)
    # The present choice may depend on the clock; one found afresh does not.
    fresh = engine.any(deadline - perf_counter(), FRESH_SHARE * effort)
    if fresh.choice is None:
        return choice, False
    choice = before = fresh.choice
    effort, tries = effort - fresh.effort, 0
    for pupil in range(len(model.pupils)):
        if _could_do_better(model, pupil, int(choice[pupil])):
            found = engine.first_option(pupil, choice, effort)
            if not found.proven or found.choice is None:
                # By the clock: fall back on what does not depend on it.
                late = perf_counter() >= deadline
                return (before if late else choice), False
            choice = found.choice
            effort -= found.effort + SOLVE_EFFORT
            tries += 1
            if _is_hopeless(effort, tries, len(model.pupils) - pupil):
                return choice, False
        engine.keep(pupil, int(choice[pupil]))
    return choice, True


def _is_hopeless(effort: float, tries: int, left: int) -> bool:
    """Tell whether the effort is spent, or far too little for who is left."""
    if effort <= 0:
        return True
    each = (DRAW_EFFORT - effort) / tries
    return tries >= FIRST_TRIES and each * left > HOPELESS * DRAW_EFFORT


def _could_do_better(model: Model, pupil: int, here: int) -> bool:
    """Tell whether an option before the current one is left at all."""
    options = model.options_of(pupil)
    return len(options) > 0 and (here == NONE or options[0] < here)
