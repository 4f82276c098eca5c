"""A plan among the options that lose least, for a model too large to search whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.inner import search
from matching.placement.leading import blend
from matching.placement.model import chosen, narrow, widen
from matching.placement.program import build_program
from matching.placement.rounding import keeps
from matching.placement.sifting import (
    USED,
    least,
    nearest,
    of_couples,
    with_openings,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.leading import Weights
    from matching.placement.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

MATTERS = 0.01
"""An option with more than this part in a mixture may be of use in a plan."""

WHOLE_SIZE = 20_000
"""Up to so many options a linear program has them all."""


@dataclass(frozen=True, eq=False)
class Guide:
    """What is known about options: where to look for plans.

    Parameters
    ----------
    loss
        What each option loses against a bound; shape (options,).
    share
        Its part in the best mixture; shape (options,).
    """

    loss: Ints
    share: Floats

    def pick(self, keep: Bools) -> Guide:
        """Return the guide for some of the options."""
        return Guide(self.loss[keep], self.share[keep])

    def near(self, model: Model, known: Ints | None) -> Bools:
        """Return the options for a linear program; all when there are few.

        Parameters
        ----------
        model
            The problem.
        known
            The best plan so far; shape (pupils,).
        """
        if len(self.loss) <= WHOLE_SIZE:
            return np.ones(len(self.loss), dtype=np.bool_)
        near = nearest(model, self.loss) | of_couples(model) | (self.share > USED)
        return _with(near, known)

    def few(self, number: int, known: Ints | None) -> Bools:
        """Return so many options for an integer program, and those of the mixture."""
        return _with(least(self.loss, number) | (self.share > MATTERS), known)


def _with(options: Bools, known: Ints | None) -> Bools:
    if known is not None:
        options[chosen(known)] = True
    return options


@dataclass(frozen=True, eq=False)
class Found:
    """What a search came to.

    Parameters
    ----------
    choice
        The best plan, or ``None``.
    complete
        Whether everything among those options was looked at.
    """

    choice: Ints | None
    complete: bool


def look(
    model: Model,
    guide: Guide,
    known: Ints | None,
    goals: tuple[Weights, Sequence[int]],
    seconds: float,
    number: int,
    gap: float = 0.0,
) -> Found:
    """Look for the best plan among the options that lose least.

    Parameters
    ----------
    model
        The problem.
    guide
        Where to look.
    known
        The best plan so far; shape (pupils,).
    goals
        Weights of the goals it has to be good for, and the highest cost of the goals
        before them.
    seconds
        Most seconds.
    number
        How many options, beside those of mixture and plan.
    gap
        Part of its cost that the plan may be worse than the best.
    """
    weights, held = goals
    # What mixture and plan agree on is decided, so that the plan stays one.
    few = guide.few(number, known)
    some, few = with_openings(model, few, guide.share, known)
    inner = some.with_options(few)
    start = None
    # Without goals to hold HiGHS finds plans by itself, quicker than from a poor one.
    if known is not None and held:
        start = narrow(known, few)
        start = start if keeps(inner, held, start) else None
    program = build_program(inner, held, tight=False)
    found = search(program, blend(program, weights), start, seconds, gap)
    choice = None if found.choice is None else widen(found.choice, few)
    if choice is not None and not keeps(model, held, choice):
        choice = None
    return Found(choice, found.complete)
