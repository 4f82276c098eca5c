"""A problem of which options were left out, with what is known about the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.core import Rest
from matching.placement.wide_search import Guide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation
    from matching.placement.rows import Row
    from matching.placement.sifting import Sifted

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Narrowed:
    """What is left of a problem, and where to look for plans in it.

    Parameters
    ----------
    rest
        The options that are left, as a problem.
    guide
        What is known about each of them.
    goals
        Numbers of the goals that this is about.
    """

    rest: Rest
    guide: Guide
    goals: frozenset[int] = frozenset()

    @classmethod
    def from_model(cls, model: Model) -> Narrowed:
        """Return a problem of which nothing was left out and nothing is known."""
        size = len(model.options)
        guide = Guide(np.zeros(size, dtype=np.int64), np.zeros(size))
        return cls(Rest(model, np.arange(size)), guide)

    @property
    def model(self) -> Model:
        """Return what is left as a problem of its own."""
        return self.rest.model

    def pick(self, keep: Bools) -> Narrowed:
        """Return the problem with these options only."""
        return replace(self, rest=self.rest.pick(keep), guide=self.guide.pick(keep))

    def within(self, relaxed: Relaxation, cost: int) -> Narrowed:
        """Return the problem without what no plan of at most a cost can use."""
        rest = self.rest.within(relaxed, cost)
        kept = np.isin(self.rest.left, rest.left)
        return replace(self, rest=rest, guide=self.guide.pick(kept))

    def with_rows(self, rows: Sequence[Row]) -> Narrowed:
        """Return the problem with more rows, which every plan keeps."""
        return replace(self, rest=self.rest.with_rows(rows))

    def with_loss(self, extra: Ints) -> Narrowed:
        """Return the problem with what each option loses against a bound."""
        return replace(self, guide=replace(self.guide, loss=extra))

    def after(self, sifted: Sifted, goals: Iterable[int] | None = None) -> Narrowed:
        """Return the problem with what a mixture told about these goals."""
        loss = sifted.relaxed.extra
        guide = Guide(loss, sifted.share[: len(loss)])
        about = self.goals if goals is None else frozenset(goals)
        return replace(self, guide=guide, goals=about)

    def inside(self, choice: Ints | None) -> Ints | None:
        """Return a choice of the whole in the numbers of what is left."""
        return None if choice is None else self.rest.inside(choice)
