"""A try at a proof by whole groups per place, in a thread of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.knapsacks import PARTS, build_knapsacks, first_offers
from matching.placement.model import chosen
from matching.placement.options import NONE
from matching.placement.patterns import Patterns
from matching.placement.table import find_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from matching.placement.knapsacks import Offers
    from matching.placement.model import Model
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]

OFFERS_SHARE = 0.3
"""Most of the seconds that go to what pupils offer."""


class GroupProver:
    """A try at a proof for one goal by whole groups per place.

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
    tell
        Called with what pupils offer, as soon as that is known.
    """

    def __init__(
        self,
        model: Model,
        number: int,
        held: Sequence[int],
        choice: Ints,
        relaxed: Relaxation,
        until: float,
        tell: Callable[[Offers], None] | None = None,
    ) -> None:
        self.table = find_table(model, number, relaxed)
        self.goal = model.goals[number].cost
        self.upper = int(self.goal[chosen(choice)].sum())
        self.bound = relaxed.bound
        self.choice = choice
        self._tell = tell
        self._until = until
        self._pool = ThreadPoolExecutor(1)
        asks = self.table is not None and places_everybody(model, held, choice)
        self._job = self._pool.submit(self._run) if asks else None
        self._pool.shutdown(wait=False)

    def is_done(self) -> bool:
        """Tell whether the try has ended."""
        return self._job is None or self._job.done()

    def hear(self, choice: Ints) -> None:
        """Take note of a choice that was found beside it."""
        self.upper = min(self.upper, int(self.goal[chosen(choice)].sum()))

    def conclude(self) -> tuple[Ints, int]:
        """Wait for the end; return the best choice and the bound."""
        if self._job is not None:
            self._job.result()
        return self.choice, self.bound

    def _run(self) -> None:
        assert self.table is not None
        knapsacks = build_knapsacks(self.table, self.goal)
        if knapsacks is None:
            return
        start = perf_counter()
        stop = start + OFFERS_SHARE * (self._until - start)
        offers = knapsacks.offers(
            first_offers(self.table, self.goal),
            self.upper * PARTS,
            lambda: perf_counter() >= stop,
        )
        if self._tell is not None:
            self._tell(offers)
        self.bound = max(self.bound, offers.whole)
        patterns = Patterns(knapsacks, offers)
        patterns.solve(lambda: self.upper, self._until)
        self.bound = max(self.bound, patterns.bound)
        if patterns.places is not None:
            each = np.arange(len(patterns.places))
            self.choice = self.table.option[each, patterns.places]


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
