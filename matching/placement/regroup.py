"""Improve a plan by deciding some places again, whole groups at a time.

The pupils of a few places that would gladly trade are divided over those places anew:
a small problem of the same kind, of which ``patterns`` finds the best answer or shows
that there is none better. How many places that can be follows from how it goes.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.knapsacks import PARTS, Knapsacks
from matching.placement.patterns import Patterns

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from matching.placement.knapsacks import Offers
    from matching.placement.table import Table

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

FIRST_SIZE, LEAST_SIZE = 6.0, 3.0
"""Places that are decided again in one step: at first, and at least."""

GROW, SHRINK = 1.03, 0.85
"""How that follows from steps that are carried through, and that are not."""

STEP_GROUPS, STEP_SECONDS = 5_000, 3.0
"""Groups and seconds of one step at most."""

STEEP = 2.0
"""How much more often places are taken that would trade twice as gladly."""


class Regroup:
    """A plan that is improved some places at a time.

    Parameters
    ----------
    table
        The problem.
    knapsacks
        Its places.
    offers
        What pupils offer, as far as the bound of the whole.
    size
        Places in one step, to begin with.
    """

    def __init__(
        self, table: Table, knapsacks: Knapsacks, offers: Offers, size: float
    ) -> None:
        self.knapsacks, self.offers, self.size = knapsacks, offers, size
        # Who loses little elsewhere trades gladly.
        self.liking = np.exp(-table.loss / max(1.0, table.far))

    def run(
        self,
        at: Ints,
        random: np.random.Generator,
        end: float,
        is_over: Callable[[], bool],
    ) -> Ints:
        """Return a plan at least as good, the place of each pupil.

        Parameters
        ----------
        at
            The place of each pupil, within all limits; shape (pupils,).
        random
            Draws the places.
        end
            Value of ``perf_counter`` at which to stop.
        is_over
            Tells that there is no need to go on.
        """
        at = at.copy()
        liking = self._trades(at)
        while perf_counter() < end and not is_over():
            some = self._choose(liking, random)
            who = np.flatnonzero(np.isin(at, some))
            found = self._step(who, some, at[who], end)
            if found is not None:
                at[who] = some[found]
                liking = self._trades(at)
        return at

    def _trades(self, at: Ints) -> Floats:
        """Return how gladly the pupils of two places trade; (places, places)."""
        places = len(self.knapsacks.limit)
        one_way = np.zeros((places, places))
        np.add.at(one_way, at, self.liking)
        return one_way + one_way.T

    def _choose(self, liking: Floats, random: np.random.Generator) -> Ints:
        """Return places that trade gladly with each other."""
        places = len(liking)
        some = [int(random.integers(places))]
        while len(some) < min(round(self.size), places):
            weight = (liking[some].sum(axis=0) + 1e-9) ** STEEP
            weight[some] = 0.0
            some.append(int(random.choice(places, p=weight / weight.sum())))
        return np.array(some)

    def _step(self, who: Ints, some: Ints, at: Ints, end: float) -> Ints | None:
        """Return a better division of some pupils, as numbers in ``some``."""
        whole, square = self.knapsacks, np.ix_(who, some)
        part = Knapsacks(whole.cost[square], whole.amount[square], whole.limit[some])
        upper = int(whole.cost[who, at].sum()) // PARTS
        until = min(end, perf_counter() + STEP_SECONDS)
        start = self.offers.offer[who].astype(float)
        offers = part.offers(start, upper * PARTS, lambda: perf_counter() >= until)
        patterns = Patterns(part, offers, most=STEP_GROUPS)
        self.size *= GROW if patterns.improve(upper, until) else SHRINK
        self.size = float(np.clip(self.size, LEAST_SIZE, len(whole.limit)))
        places = patterns.places
        return places if places is not None and patterns.cost(places) < upper else None
