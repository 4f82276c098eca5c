"""Prove a choice the best, or find the better one: HiGHS beside CP-SAT.

HiGHS is the stronger where money and hours must be weighed, since its bound comes
from the linear program; CP-SAT where pupils exclude each other. Which of the two it
will be is not known beforehand, and each needs one core, so both try.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.cpsat import CpSat
from matching.placement.highs import LARGEST_FLOAT, Solved, solve_integer
from matching.placement.model import chosen
from matching.placement.program import build_program
from matching.placement.rounding import keeps
from matching.placement.table import is_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.cpsat import Found
    from matching.placement.model import Model

    Ints = NDArray[np.int64]


class Prover:
    """A try at a proof for one goal, by HiGHS in a thread of its own.

    Parameters
    ----------
    model
        The problem.
    number
        Goal to minimise.
    held
        Highest cost allowed for each earlier goal.
    choice
        The best choice known.
    seconds
        Most seconds.
    """

    def __init__(
        self,
        model: Model,
        number: int,
        held: Sequence[int],
        choice: Ints,
        seconds: float,
    ) -> None:
        self.model, self.number, self.held = model, number, held
        self.choice = choice
        self._pool = ThreadPoolExecutor(1)
        self._job = self._pool.submit(self._by_highs, seconds)
        self._pool.shutdown(wait=False)

    def cost(self, choice: Ints) -> int:
        """Return the cost of a choice."""
        return int(self.model.goals[self.number].cost[chosen(choice)].sum())

    def is_done(self) -> bool:
        """Tell whether HiGHS has ended."""
        return self._job.done()

    def result(self) -> Solved:
        """Wait for HiGHS and return what it found."""
        return self._job.result()

    def conclude(
        self, choice: Ints, bound: int | None, *, seed: int, until: float
    ) -> tuple[Ints, int | None]:
        """Return the best choice and bound of both, after CP-SAT had a try as well.

        Parameters
        ----------
        choice, bound
            The best choice known by now, and a proven bound.
        seed
            Seed of CP-SAT.
        until
            Value of ``perf_counter`` at which both stop.
        """
        found = [choice]
        bounds = [bound]
        if not self.is_done() and perf_counter() < until:
            tried = self.try_cpsat(choice, bound, seed=seed, deadline=until)
            if tried.choice is not None:
                found.append(tried.choice)
            if tried.proven:
                best = min(found, key=self.cost)
                return best, self.cost(best)
            bounds.append(tried.bound)
        solved = self.result()
        bounds.append(solved.bound)
        if solved.choice is not None:
            found.append(solved.choice)
        known = [one for one in bounds if one is not None]
        return min(found, key=self.cost), max(known, default=None)

    def try_cpsat(
        self, choice: Ints, lower: int | None, *, seed: int, deadline: float
    ) -> Found:
        """Let CP-SAT try as long as HiGHS does, and stop it when HiGHS succeeds."""
        seconds = max(0.01, deadline - perf_counter())
        engine = CpSat(self.model, self.held, seed=seed, deadline=deadline)
        self._job.add_done_callback(lambda _: engine.stop())
        return engine.minimise(self.number, choice, lower=lower, seconds=seconds)

    def _by_highs(self, seconds: float) -> Solved:
        """Solve with HiGHS; it is believed only where it fits what is known."""
        nothing = Solved(None, None, complete=False)
        program = build_program(self.model, self.held)
        cost, known = program.cost(self.number), self.cost(self.choice)
        if abs(program.matrix).max() > LARGEST_FLOAT:
            return nothing
        # The known choice is allowed, so "impossible" would be a false answer.
        # A row for the cost slows HiGHS down where each place has one limit.
        most = None if is_table(self.model, self.number) else known
        found = solve_integer(program, cost, seconds=seconds, most=most)
        if found.bound is not None and found.bound > known:
            return nothing
        if found.choice is None or keeps(self.model, self.held, found.choice):
            return found
        return Solved(None, found.bound, complete=False)
