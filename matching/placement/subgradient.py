"""Prices of rows when the linear program is too large: the volume algorithm.

Step by step prices rise where the cheapest options of all pupils together break a
row, and fall where they leave room. A weighted mean of what was chosen on the way
comes close to the best mixture, and says where to step. Any prices give a true bound,
so the steps may be rough; a step costs milliseconds where the program takes minutes.

Source: Barahona and Anbil (2000), Mathematical Programming 87, 385-399.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.program import Program

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

MOST_STEPS = 1500
"""Steps after which the prices are good enough."""

SMALLEST_PACE = 1e-4
"""Pace at which steps no longer matter."""

PATIENCE = 10
"""Steps without a better bound after which the pace goes down."""

HOPE = 0.01
"""How far above the present bound, as a part of it, the best is thought to be."""


class Volume:
    """The volume algorithm for one program and cost.

    Parameters
    ----------
    program
        The rules.
    cost
        Cost per column.

    Attributes
    ----------
    prices
        The best prices found, per row.
    bound
        The bound they give, up to rounding.
    """

    def __init__(self, program: Program, cost: Floats) -> None:
        model = program.model
        self.options = program.options
        self.cost = cost
        # Rows in the same unit, so that one pace fits all.
        sizes = np.maximum(1.0, abs(program.matrix).max(axis=1).toarray().ravel())
        self.scale = 1.0 / sizes
        columns = program.transposed.astype(float)
        columns.data = columns.data * self.scale[columns.indices]
        self.columns = columns
        self.limit = program.limit * self.scale
        count = np.diff(model.first_option)
        self.with_options = np.flatnonzero(count)
        self.count = count[self.with_options]
        self.first = model.first_option[:-1][self.with_options]
        self.pinned = model.pinned[self.with_options]
        self.forced = program.lowest[program.options :] == 1
        self._scaled = np.zeros(len(self.limit))
        self.bound, used = self._evaluate(self._scaled)
        self._mean = used

    @property
    def prices(self) -> Floats:
        """Return the price per row of the program, 0 or more."""
        return np.asarray(self._scaled * self.scale)

    def run(self, deadline: float) -> None:
        """Improve the prices until steps no longer matter or time runs out.

        Parameters
        ----------
        deadline
            Value of ``perf_counter`` at which to stop.
        """
        pace, weight, idle = 0.5, 0.1, 0
        target = self.bound + HOPE * abs(self.bound) + 1.0
        for step in range(MOST_STEPS):
            over = self._mean - self.limit
            over[(self._scaled <= 0) & (over < 0)] = 0.0
            size = float(over @ over)
            if pace < SMALLEST_PACE or size < 1e-12 or perf_counter() >= deadline:
                return
            if self.bound > target - 0.4 * HOPE * abs(target):
                target = self.bound + HOPE * abs(self.bound) + 1.0
            length = pace * (target - self.bound) / size
            prices = np.maximum(0.0, self._scaled + length * over)
            bound, used = self._evaluate(prices)
            self._mean = weight * used + (1 - weight) * self._mean
            if bound > self.bound:
                if float((used - self.limit) @ over) > 0:
                    pace = min(2.0, pace * 1.1)
                self.bound, self._scaled, idle = bound, prices, 0
            else:
                idle += 1
                if idle >= PATIENCE:
                    pace, idle = pace * 0.66, 0
            if step % 100 == 99:
                weight = max(0.01, weight * 0.9)

    def _evaluate(self, prices: Floats) -> tuple[float, Floats]:
        """Return the bound of some prices, and what its options use of each row."""
        priced = self.cost + self.columns @ prices
        options, is_open = priced[: self.options], priced[self.options :]
        if not len(self.first):
            return -float(prices @ self.limit), np.zeros(len(self.limit))
        least = np.minimum.reduceat(options, self.first)
        taken = self.pinned | (least < 0)
        best = np.flatnonzero(options == np.repeat(least, self.count))
        # The first of each pupil: ascending, so the place where the pupil changes.
        of = np.searchsorted(self.first, best, side="right") - 1
        best = best[np.diff(of, prepend=-1) > 0][taken]
        opened = np.flatnonzero(self.forced | (is_open < 0))
        chosen = np.concatenate([best, self.options + opened])
        bound = float(least[taken].sum() + is_open[opened].sum() - prices @ self.limit)
        return bound, self._used(chosen)

    def _used(self, chosen: Ints) -> Floats:
        """Return what some columns add up to in each row."""
        start = self.columns.indptr[chosen].astype(np.int64)
        number = self.columns.indptr[chosen + 1] - start
        terms = np.repeat(start - np.cumsum(number) + number, number)
        terms += np.arange(int(number.sum()))
        rows, amounts = self.columns.indices[terms], self.columns.data[terms]
        return np.asarray(np.bincount(rows, amounts, len(self.limit)), np.float64)
