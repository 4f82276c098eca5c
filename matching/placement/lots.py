"""The draw for the general engine: lot by lot, with CP-SAT.

In the order of the draw each pupil gets the first of its options that the goals still
allow, and keeps it. What this gives does not depend on how the goals were reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.cpsat import CpSat
from matching.placement.options import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.cpsat import Found
    from matching.placement.model import Model

    Ints = NDArray[np.int64]

DRAW_EFFORT = 5.0
"""Deterministic seconds that the draw may take; a clock would make it differ."""

SOLVE_EFFORT = 0.005
"""What starting one solve costs in the draw, in deterministic seconds."""


FRESH_SHARE = 0.2
"""Part of the effort in which some best plan must be found; where that fails, so would
the rest."""

ENDED = 0.9
"""Part of its effort that a solve has made when that is what ended it."""

FIRST_TRIES = 3
"""Solves after which it shows whether the draw can be carried through."""

HOPELESS = 4.0
"""A draw that would take so many times its effort is not gone on with."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """What a draw came to.

    Parameters
    ----------
    choice
        The choice; shape (pupils,).
    unique
        Whether the draw was carried through.
    in_time
        Whether it ended by itself: where the clock ends it, another run may differ.
    """

    choice: Ints
    unique: bool
    in_time: bool


def draw_by_cpsat(
    model: Model, held: Sequence[int], choice: Ints, *, seed: int, deadline: float
) -> Drawn:
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
    """
    effort = DRAW_EFFORT
    engine = CpSat(model, held, seed=seed, deadline=deadline)
    # The present choice may depend on the clock; one found afresh does not.
    most = FRESH_SHARE * effort
    fresh = engine.any(deadline - perf_counter(), most)
    if fresh.choice is None:
        return Drawn(choice, unique=False, in_time=_in_time(fresh, most))
    choice = before = fresh.choice
    effort, tries = effort - fresh.effort, 0
    for pupil in range(len(model.pupils)):
        if _could_do_better(model, pupil, int(choice[pupil])):
            found = engine.first_option(pupil, choice, effort)
            if not found.proven or found.choice is None:
                # By the clock: fall back on what does not depend on it.
                in_time = _in_time(found, effort)
                choice = choice if in_time else before
                return Drawn(choice, unique=False, in_time=in_time)
            choice = found.choice
            effort -= found.effort + SOLVE_EFFORT
            tries += 1
            if _is_hopeless(effort, tries, len(model.pupils) - pupil):
                return Drawn(choice, unique=False, in_time=True)
        engine.keep(pupil, int(choice[pupil]))
    return Drawn(choice, unique=True, in_time=True)


def _in_time(found: Found, effort: float) -> bool:
    """Tell whether a solve ended by itself: with less than its effort the clock did."""
    return found.proven or found.effort >= ENDED * effort


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
