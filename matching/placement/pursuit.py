"""A search of HiGHS in a thread of its own, for as long as it may be of use.

It begins from the best plan known, hands on every better one as soon as it has it,
and ends when nobody needs it any more. HiGHS lets other threads run while it searches.
"""

from __future__ import annotations

from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.highs import LARGEST_FLOAT, safe_bound
from matching.placement.inner import build_search, choice_of
from matching.placement.model import chosen, narrow, widen
from matching.placement.program import build_program
from matching.placement.relax import reduce

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]

IMPROVING, INTERRUPT, ASKING = 4, 6, 9
"""When HiGHS calls: with a better plan, to hear whether it may go on, and whether there
is a better plan elsewhere."""


class Pursuit:
    """The search for one goal among the options that a bound leaves.

    Parameters
    ----------
    model
        The problem.
    number
        Goal to minimise.
    held
        Highest cost allowed for each earlier goal.
    choice
        The best choice known, which keeps every rule; shape (pupils,).
    relaxed
        A bound of the goal.
    until
        Value of ``perf_counter`` at which to stop.
    """

    def __init__(
        self,
        model: Model,
        number: int,
        held: Sequence[int],
        choice: Ints,
        relaxed: Relaxation,
        until: float,
    ) -> None:
        self.cost = model.goals[number].cost
        self.upper = self.known = int(self.cost[chosen(choice)].sum())
        reduced = reduce(model, relaxed, self.upper, choice)
        self.keep = np.ones(len(model.options), dtype=np.bool_)
        if reduced is not None:
            self.keep, model, choice = reduced.keep, reduced.model, reduced.choice
        self.program = build_program(model, held)
        self.number, self.until = number, until
        self._found, self._bound, self._stopped = choice, None, False
        self._told: NDArray[np.float64] | None = None
        self._thread = Thread(target=self._run, args=(choice,), daemon=True)
        if abs(self.program.matrix).max() <= LARGEST_FLOAT:
            self._thread.start()

    @property
    def size(self) -> int:
        """Return the number of options that are searched."""
        return self.program.options

    @property
    def found(self) -> Ints:
        """Return the best choice of this search, which may break a rule by rounding."""
        return widen(self._found, self.keep)

    @property
    def bound(self) -> int | None:
        """Return the bound of a search that has ended, where it fits what is known."""
        bound = None if self._bound is None else safe_bound(self._bound, self.cost)
        # What is known is allowed, so a higher bound would be a false answer.
        return bound if bound is None or bound <= self.known else None

    def tell(self, choice: Ints) -> None:
        """Hand a better choice to HiGHS, if it may use all its options.

        Parameters
        ----------
        choice
            Keeps every rule; in the numbers of the model; shape (pupils,).
        """
        cost = int(self.cost[chosen(choice)].sum())
        if cost < self.known and self.keep[chosen(choice)].all():
            self.known = cost
            columns = self.program.columns_of(narrow(choice, self.keep))
            self._told = columns.astype(float)

    def is_done(self) -> bool:
        """Tell whether the search has ended."""
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Wait until the search ends of its own accord."""
        if self._thread.is_alive():
            self._thread.join()

    def end(self) -> None:
        """Make the search end, and wait for that."""
        self._stopped = True
        self.wait()

    def _run(self, start: Ints) -> None:
        cost, left = self.program.cost(self.number), self.until - perf_counter()
        if left <= 0:
            return
        solver = build_search(self.program, cost, start, left)
        solver.setCallback(self._hear, None)
        for kind in (IMPROVING, INTERRUPT, ASKING):
            solver.startCallbackInt(kind)
        solver.run()
        found, info = solver.getSolution(), solver.getInfo()
        if found.value_valid:
            self._take(np.array(found.col_value))
        self._bound = info.mip_dual_bound

    def _hear(self, kind: Any, _: str, given: Any, answer: Any, __: object) -> None:
        """Take a better plan over, hand one on, or tell HiGHS that it may stop."""
        if int(kind) == IMPROVING:
            self._take(np.array(given.mip_solution))
        elif int(kind) == ASKING:
            told, self._told = self._told, None
            if told is not None:
                answer.setSolution(told)
        else:
            answer.user_interrupt = self._stopped or perf_counter() >= self.until

    def _take(self, values: NDArray[np.float64]) -> None:
        self._found = choice_of(self.program, values)
