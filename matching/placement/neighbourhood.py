"""Improve a plan by deciding a part of the pupils again, over and over.

For large parts the whole is too much for one solve. A few hundred options are not;
done often, around places where the plan loses most against the bound, that comes
close to the best. What counts as a loss is exact: the cost of a plan is the bound
plus what its options lose plus what the room it leaves over is worth.

Source: large neighbourhood search, Shaw (1998), CP98, LNCS 1520, 417-431.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.model import chosen, narrow, widen
from matching.placement.options import NONE
from matching.placement.pricing import ranks
from matching.placement.rounding import decide, keeps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

NEAREST = 12
"""Options per pupil that take part: those that lose least."""

TEMPTING = 4
"""Options per pupil that one step may use, beside the present one."""

FIRST_SIZE, LEAST_SIZE, MOST_SIZE = 800.0, 80.0, 6000.0
"""Options in one step: at first, at least, at most."""

STEP_SECONDS = 1.0
"""Most seconds for one step."""

LEAST_PUPILS = 12
"""So many pupils may always be decided again in one step."""

MOST_PART = 0.5
"""Most of the pupils that one step decides again."""

PLACES_PART = 0.15
"""Part of the places around which one step works."""

SHRINK, GROW = 0.8, 1.04
"""How the size follows from steps that do not finish, and that find nothing."""


class Search:
    """Steps that each decide some pupils again.

    Parameters
    ----------
    model
        The problem.
    number
        Goal that is minimised.
    held
        Highest cost allowed for each earlier goal.
    relaxed
        Bound of this goal, which says where a plan loses.
    start
        A choice that keeps every rule; shape (pupils,).
    seed
        Seed of the choice of pupils.
    size
        Options in one step, to begin with.
    """

    def __init__(
        self,
        model: Model,
        number: int,
        held: Sequence[int],
        relaxed: Relaxation,
        start: Ints,
        seed: int,
        size: float = FIRST_SIZE,
    ) -> None:
        rank = ranks(model, relaxed.extra)
        keep = rank < NEAREST
        keep[chosen(start)] = True
        self.keep = keep
        self.model = model.with_options(keep)
        self.choice = narrow(start, keep)
        self.number, self.held = number, held
        self.extra = relaxed.extra[keep] / relaxed.parts
        self.slack = relaxed.slack[_rows_left(model, keep)]
        self.rank = rank[keep]
        self.nothing = np.minimum(relaxed.nothing / relaxed.parts, 1e6)
        self.random = np.random.default_rng(seed)
        self.size = size
        self.row_place = _row_places(self.model)
        fourth = self.extra[self.rank == TEMPTING - 1]
        self.window = max(0.5, 3 * float(fourth.mean())) if len(fourth) else 1e9

    @property
    def cost(self) -> int:
        """Return the cost of the present choice."""
        goal = self.model.goals[self.number]
        return int(goal.cost[chosen(self.choice)].sum())

    @property
    def found(self) -> Ints:
        """Return the present choice in the numbers of the whole."""
        return widen(self.choice, self.keep)

    def run(
        self,
        enough: int,
        deadline: float,
        *,
        threads: int,
        is_over: Callable[[], bool] = bool,
    ) -> None:
        """Improve the choice until it costs enough or time runs out.

        Parameters
        ----------
        enough
            Cost at which to stop.
        deadline
            Value of ``perf_counter`` at which to stop.
        threads
            Steps at the same time.
        is_over
            Tells that there is no need to go on.
        """
        with ThreadPoolExecutor(threads) as pool:
            while self.cost > enough and perf_counter() < deadline and not is_over():
                asked = [self._ask(deadline) for _ in range(threads)]
                jobs = [pool.submit(self._step, *one) for one in asked]
                for job in jobs:
                    self._accept(*job.result())

    def _ask(self, deadline: float) -> tuple[Bools, Bools, float]:
        """Return who is decided again, with what options and seconds."""
        again, keep = self._choose()
        return again, keep, max(0.01, min(STEP_SECONDS, deadline - perf_counter()))

    def _step(
        self, again: Bools, keep: Bools, seconds: float
    ) -> tuple[Bools, Ints | None, float]:
        started = perf_counter()
        found = decide(
            self.model,
            self.number,
            self.held,
            self.choice,
            again,
            seconds,
            most=self.cost - 1,
            keep=keep,
        )
        return again, found, (perf_counter() - started) / seconds

    def _accept(self, again: Bools, found: Ints | None, used: float) -> None:
        """Take what a step found over, unless another step stands in its way."""
        if used >= 1:
            self.size = max(LEAST_SIZE, self.size * SHRINK)
        elif found is None:
            self.size = min(MOST_SIZE, self.size * GROW)
        if found is None:
            return
        new = np.where(again, found, self.choice)
        cost = self.model.goals[self.number].cost
        if int(cost[chosen(new)].sum()) < self.cost and keeps(
            self.model, self.held, new
        ):
            self.choice = new

    def _choose(self) -> tuple[Bools, Bools]:
        """Return pupils to decide again and the options they may use."""
        options = self.model.options
        now = self._loss()
        near = self._near(self._places())
        order = np.argsort(near, kind="stable")
        keep = (self.rank < TEMPTING) | (self.extra <= now[options.pupil])
        keep &= self.extra <= now[options.pupil] + self.window
        keep[chosen(self.choice)] = True
        number = np.bincount(options.pupil[keep], minlength=len(order))
        last = int(np.searchsorted(np.cumsum(number[order]), self.size)) + 1
        last = min(last, max(LEAST_PUPILS, round(MOST_PART * len(order))))
        again = np.zeros(len(order), dtype=np.bool_)
        again[order[:last]] = True
        return again, keep

    def _loss(self) -> Floats:
        """Return what the present option of each pupil loses; shape (pupils,)."""
        return np.where(
            self.choice == NONE, self.nothing, np.append(self.extra, 0)[self.choice]
        )

    def _places(self) -> Bools:
        """Return some places, those where the plan loses more often; a mask."""
        model, taken = self.model, chosen(self.choice)
        options, number = model.options, len(model.places)
        loss = np.bincount(
            options.place[taken] + 1, self.extra[taken], minlength=number + 1
        )
        left = (model.rows.limit - model.rows.used(taken)) * self.slack
        loss += np.bincount(self.row_place + 1, left, minlength=number + 1)
        used = np.bincount(options.place + 1, minlength=number + 1)[1:]
        used += np.bincount(options.bridge + 1, minlength=number + 1)[1:]
        open_to = np.flatnonzero(used)
        weight = loss[1:][open_to] + 0.02 * loss.mean() + 0.2
        size = min(len(open_to), max(3, round(PLACES_PART * len(open_to))))
        some = self.random.choice(open_to, size, replace=False, p=weight / weight.sum())
        mask = np.zeros(number + 1, dtype=np.bool_)
        mask[some] = True
        return mask

    def _near(self, places: Bools) -> Floats:
        """Return how cheaply each pupil could go to these places, with some chance."""
        options = self.model.options
        there = np.flatnonzero(places[options.place] | places[options.bridge])
        near = np.full(len(self.choice), np.inf)
        np.minimum.at(near, options.pupil[there], self.extra[there])
        at = chosen(self.choice)
        here = places[options.place[at]] | places[options.bridge[at]]
        near[options.pupil[at[here]]] = 0.0
        return near + self.random.exponential(self.window / 6, len(near))


def _rows_left(model: Model, keep: Bools) -> Ints:
    """Return which rows still have an option; shape (rows left,)."""
    return np.unique(model.rows.row[keep[model.rows.option]])


def _row_places(model: Model) -> Ints:
    """Return the place each row is about, ``NONE`` for several; shape (rows,)."""
    rows = model.rows
    found = np.full(len(rows), NONE, dtype=np.int64)
    for column in (model.options.bridge, model.options.place):
        low = np.full(len(rows), len(model.places), dtype=np.int64)
        high = np.full(len(rows), NONE, dtype=np.int64)
        np.minimum.at(low, rows.row, column[rows.option])
        np.maximum.at(high, rows.row, column[rows.option])
        found = np.where((low == high) & (low != NONE), low, found)
    return found
