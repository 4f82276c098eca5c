"""Improve a choice for some seconds: cyclic exchanges beside search nearby."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.cycles import Cycles
from matching.placement.diving import Dives
from matching.placement.grouping import prove_by_groups
from matching.placement.model import chosen
from matching.placement.neighbourhood import FIRST_SIZE, Search
from matching.placement.options import NONE
from matching.placement.rounding import keeps
from matching.placement.table import find_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from matching.placement.grouping import Grouped
    from matching.placement.model import Model
    from matching.placement.proof import Prover
    from matching.placement.pursuit import Pursuit
    from matching.placement.relax import Relaxation
    from matching.placement.table import Table

    Ints = NDArray[np.int64]

THREADS = 2
"""Cores to count on."""

SLICE = 4.0
"""Seconds after which search and exchanges go on from the better of the two."""

FIRST_TURN = 3.0
"""Seconds of the first turn of search and proof; each next turn is longer."""

LONGER = 2.0
"""How many times longer each turn is than the one before."""

OTHER_WAY = 4
"""Once in so many slices the way to decide again that gained less is tried."""

GROUPS_SHARE = 0.35
"""Part of the time of a goal that a proof by whole groups per place may use."""

LONGEST_TURN = 30.0
"""Most seconds of one turn: a proof that is not needed any more is waited for."""


def turns() -> Iterator[float]:
    """Yield the seconds of each turn of search and proof."""
    turn = FIRST_TURN
    while True:
        yield turn
        turn = min(turn * LONGER, LONGEST_TURN)


@dataclass(frozen=True, eq=False)
class Task:
    """What is to be improved.

    Parameters
    ----------
    model
        The problem.
    number
        Goal to minimise.
    held
        Highest cost allowed for each earlier goal.
    relaxed
        Bound of this goal.
    enough
        Cost at which to stop.
    """

    model: Model
    number: int
    held: Sequence[int]
    relaxed: Relaxation
    enough: int

    def cost(self, choice: Ints) -> int:
        """Return the cost of a choice."""
        return int(self.model.goals[self.number].cost[chosen(choice)].sum())

    def better(self, choice: Ints, other: Ints) -> Ints:
        """Return the cheaper of two choices, if the other one is allowed."""
        cheaper = self.cost(other) < self.cost(choice)
        return other if cheaper and keeps(self.model, self.held, other) else choice


class Improver:
    """Turns of search, each with another seed.

    Parameters
    ----------
    seed
        Seed of the first turn.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.size = FIRST_SIZE
        # What one second of each way to decide again gained the last time.
        self.rates = {"pairs": inf, "places": inf}
        self.slices = 0

    def improve(
        self, task: Task, choice: Ints, until: float, prover: Prover | Pursuit | None
    ) -> Ints:
        """Return a choice that is at least as good.

        Parameters
        ----------
        task
            What is to be improved.
        choice
            A choice that keeps every rule.
        until
            Value of ``perf_counter`` at which to stop.
        prover
            What uses the other core, if anything does.
        """
        table = find_table(task.model, task.number, task.relaxed)
        if table is None or (choice == NONE).any():
            return self._nearby(task, choice, until, prover)
        while task.cost(choice) > task.enough and perf_counter() < until:
            if prover is not None and prover.is_done():
                break
            end = min(until, perf_counter() + SLICE)
            choice = self._both(task, table, choice, end, prover)
        return choice

    def by_groups(
        self,
        task: Task,
        choice: Ints,
        deadline: float,
        is_over: Callable[[], bool],
        *,
        write_out: bool,
    ) -> Grouped:
        """Try a proof by whole groups per place.

        Parameters
        ----------
        task
            What is to be improved, where each place has one limit.
        choice
            A choice that keeps every rule.
        deadline
            Value of ``perf_counter`` that the search for later goals ends at.
        is_over
            Tells that there is no need to go on.
        write_out
            Whether to write groups out, where they are few; or only to bound.
        """
        until = perf_counter() + GROUPS_SHARE * (deadline - perf_counter())
        return prove_by_groups(
            task.model,
            task.number,
            task.held,
            choice,
            task.relaxed,
            until,
            is_over,
            write_out=write_out,
        )

    def _again(
        self,
        task: Task,
        table: Table,
        choice: Ints,
        end: float,
        prover: Prover | Pursuit | None,
    ) -> Ints:
        """Decide parts again, pupils or whole places, as what gained more lately."""
        self.slices += 1
        way = max(self.rates, key=lambda one: self.rates[one])
        if self.slices % OTHER_WAY == 0:
            way = min(self.rates, key=lambda one: self.rates[one])
        started = perf_counter()
        if way == "pairs":
            found = self._nearby(task, choice, end, prover, alone=False)
        else:
            self.seed += 1
            dives = Dives(table, np.random.default_rng(self.seed))
            at = dives.improve(task.model.options.place[choice], _over(end, prover))
            found = table.option[np.arange(len(at)), at]
        gained = task.cost(choice) - task.cost(found)
        self.rates[way] = gained / max(perf_counter() - started, 0.1)
        return task.better(choice, found)

    def _nearby(
        self,
        task: Task,
        choice: Ints,
        until: float,
        prover: Prover | Pursuit | None,
        *,
        alone: bool = True,
    ) -> Ints:
        """Decide parts again, on every core that is free."""
        self.seed += 1
        search = Search(
            task.model,
            task.number,
            task.held,
            task.relaxed,
            choice,
            self.seed,
            self.size,
        )
        search.run(
            task.enough,
            until,
            threads=THREADS if alone and prover is None else 1,
            is_over=bool if prover is None else prover.is_done,
        )
        self.size = search.size
        return task.better(choice, search.found)

    def _both(
        self,
        task: Task,
        table: Table,
        choice: Ints,
        end: float,
        prover: Prover | Pursuit | None,
    ) -> Ints:
        """Exchange beside search nearby; one after the other beside a proof."""
        started = perf_counter()
        middle = end if prover is None else (started + end) / 2
        plan = Cycles(table, task.model.options.place[choice])
        random = np.random.default_rng(self.seed)

        with ThreadPoolExecutor(1) as pool:
            job = pool.submit(plan.search, random, _over(middle, prover))
            if prover is not None:
                job.result()
            found = self._again(task, table, choice, end, prover)
            job.result()
        return task.better(found, plan.choice)


def _over(end: float, prover: Prover | Pursuit | None) -> Callable[[], bool]:
    """Return what tells that time is up, or that the proof is done."""

    def is_over() -> bool:
        return perf_counter() >= end or (prover is not None and prover.is_done())

    return is_over
