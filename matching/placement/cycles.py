"""Improve a plan by cyclic exchanges: each of some pupils takes the place of the next.

Every pair "this pupil instead of that one" is an arc with what it loses, including
what room left over is worth; a negative cycle through different places makes the plan
better. Negative paths are made longer many at a time, the most promising ones first.

Source: Thompson and Orlin (1989), MIT OR Center working paper 200-89.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.exchanges import negative_cycles, spread
from matching.placement.table import LEAST, NEVER, find_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation
    from matching.placement.table import Table

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

MOST_ARCS = 400_000
"""Ways to take the place of somebody else there may be in all."""

NEAREST = 6  # Places per pupil that take part: those that lose least.

OVER, DEARER = 3.0, 10.0
"""What a unit too much costs, in units that fit, and how much more when it is left."""

PUSHED, PUSH, ROUNDS = 0.3, 0.6, 3
"""Part of places whose pupils are pushed, how far (of a fourth loss), how often."""


def by_cycles(
    model: Model,
    number: int,
    relaxed: Relaxation,
    share: Floats,
    deadline: float,
) -> Ints | None:
    """Return a choice near a mixture by cyclic exchanges, where the rules allow that.

    Parameters
    ----------
    model
        The problem.
    number
        Goal to minimise.
    relaxed
        Its bound.
    share
        Part of each option in the mixture; shape (options,).
    deadline
        Value of ``perf_counter`` at which to stop.
    """
    table = find_table(model, number, relaxed)
    if table is None:
        return None
    most = np.append(share, 0.0)[table.option] - table.loss / NEVER
    plan = Cycles(table, most.argmax(axis=1))
    plan.mend(lambda: perf_counter() >= deadline)
    return plan.choice if plan.is_allowed else None


class Cycles:
    """A plan of a table that is improved by cyclic exchanges.

    Parameters
    ----------
    table
        The problem.
    places
        The place of each pupil, which may ask too much of places; shape (pupils,).
    """

    def __init__(self, table: Table, places: Ints) -> None:
        self.table, self.at = table, places.copy()
        self.pupils, self.places = len(places), len(table.limit)
        self.each = np.arange(self.pupils)
        self.loss, self.price = table.loss, table.price
        self.over = OVER * np.maximum(self.price, 0.3 * np.median(self.price) + 1e-6)
        crowd = self.pupils * max(1.0, self.pupils / self.places)
        most = min(int(np.clip(MOST_ARCS / crowd, 3, NEAREST)), self.places)
        self.near = np.argsort(self.loss, axis=1, kind="stable")[:, :most]
        used = table.amount[self.each, self.at]
        self.left = table.limit - np.bincount(
            self.at, used, minlength=self.places
        ).astype(np.int64)

    @property
    def value(self) -> float:
        """Return what the plan loses against the bound."""
        return float(self.lost.sum())

    @property
    def lost(self) -> Floats:
        """Return what the plan loses at each place; shape (places,)."""
        loss = self.table.loss[self.each, self.at]
        by_pupils = np.bincount(self.at, loss, minlength=self.places)
        return by_pupils + self._worth(self.left, np.arange(self.places))

    @property
    def is_allowed(self) -> bool:
        """Tell whether no place is asked too much."""
        return bool((self.left >= 0).all())

    @property
    def choice(self) -> Ints:
        """Return the option of each pupil."""
        return np.asarray(self.table.option[self.each, self.at])

    def run(self, is_over: Callable[[], bool]) -> None:
        """Exchange until nothing better is found.

        Parameters
        ----------
        is_over
            Tells that there is no need to go on.
        """
        while not is_over():
            if not self._round():
                return

    def mend(self, is_over: Callable[[], bool]) -> None:
        """Exchange until nothing better is found and, if that can be, all fits.

        Parameters
        ----------
        is_over
            Tells that there is no need to go on.
        """
        self.run(is_over)
        if not self.is_allowed:
            self.over = DEARER * self.over
            self.run(is_over)

    def search(self, random: np.random.Generator, is_over: Callable[[], bool]) -> None:
        """Push pupils out of a few places and exchange again, over and over.

        Parameters
        ----------
        random
            Draws the places.
        is_over
            Tells that there is no need to go on.
        """
        now = best = self.at.copy(), self.left.copy(), self.value
        far, number = self.table.far, max(2, round(PUSHED * self.places))
        while not is_over():
            some = random.choice(self.places, number, replace=False)
            out = np.flatnonzero(np.isin(self.at, some))
            self.loss = self.table.loss.copy()
            self.loss[out] += random.exponential(PUSH * far, (len(out), self.places))
            for _ in range(ROUNDS):
                self._round()
            self.loss = self.table.loss
            self.run(is_over)
            # A little worse is a way to something better.
            if self.is_allowed and self.value <= now[2] + far:
                now = self.at.copy(), self.left.copy(), self.value
                best = min(best, now, key=lambda plan: plan[2])
            else:
                self.at, self.left = now[0].copy(), now[1].copy()
        self.at, self.left = best[0], best[1]

    def _worth(self, left: Ints | Floats, place: Ints) -> Floats:
        """Return what is left over, or lacking, is worth."""
        return np.maximum(self.price[place] * left, -self.over[place] * left)

    def _round(self) -> bool:
        """Find cycles in one look at all pupils and carry out what fits."""
        arcs = self._arcs()
        found = negative_cycles(arcs, np.append(self.at, self.places), self.pupils)
        touched = np.zeros(self.places, dtype=np.bool_)
        moved = False
        for cycle in found:
            moves = self._moves(cycle)
            if moves is None:
                continue
            who, to = moves
            both = np.concatenate([self.at[who], to])
            if not touched[both].any() and self._take(who, to):
                touched[both] = True
                moved = True
        return moved

    def _arcs(self) -> tuple[Ints, Ints, Floats]:
        """Return who could go instead of whom, and what that loses.

        The last number, the number of pupils, is a free seat anywhere.
        """
        table, at, each = self.table, self.at, self.each
        number = self.near.shape[1]
        who, to = np.repeat(each, number), self.near.ravel()
        other = (to != at[who]) & (table.loss[who, to] < NEVER)
        who, to = who[other], to[other]
        needs, own = table.amount[who, to], table.amount[each, at]
        loss = self.loss[who, to] - self.loss[who, at[who]]
        old = self._worth(self.left, np.arange(self.places))
        fits = needs <= self.left[to]
        free = loss[fits] + self._worth(self.left[to] - needs, to)[fits] - old[to[fits]]
        order = np.argsort(at, kind="stable")
        count = np.bincount(at, minlength=self.places)
        first = np.cumsum(count) - count
        arc, seat = spread(first[to], count[to])
        whom = order[seat]
        left = self.left[to[arc]] - needs[arc] + own[whom]
        good = left >= np.minimum(0, self.left[to[arc]])
        arc, whom, left = arc[good], whom[good], left[good]
        lost = loss[arc] + self._worth(left, to[arc]) - old[to[arc]]
        leaves = self._worth(self.left[at] + own, at) - old[at]
        nobody = np.full(self.pupils, self.pupils)
        return (
            np.concatenate([who[arc], who[fits], nobody]),
            np.concatenate([whom, np.full(len(free), self.pupils), each]),
            np.concatenate([lost, free, leaves]),
        )

    def _moves(self, cycle: Ints) -> tuple[Ints, Ints] | None:
        """Return who goes where; a free seat is the best one that fits."""
        after = np.roll(cycle, -1)
        who = cycle[cycle < self.pupils]
        whom = after[cycle < self.pupils]
        to = np.append(self.at, 0)[whom]
        for free in np.flatnonzero(whom == self.pupils).tolist():
            one, near = who[free], self.near[who[free]]
            needs = self.table.amount[one, near]
            fits = near[(needs <= self.left[near]) & (near != self.at[one])]
            if not len(fits):
                return None
            left = self.left[fits]
            worth = self._worth(left - self.table.amount[one, fits], fits)
            worth += self.loss[one, fits] - self._worth(left, fits)
            to[free] = fits[worth.argmin()]
        return who, to

    def _take(self, who: Ints, to: Ints) -> bool:
        """Carry out an exchange when it makes the plan better."""
        amount, old = self.table.amount, self.at[who]
        left = self.left.copy()
        np.add.at(left, old, amount[who, old])
        np.subtract.at(left, to, amount[who, to])
        places = np.unique(np.concatenate([old, to]))
        gain = float((self.loss[who, to] - self.loss[who, old]).sum())
        gain += float(self._worth(left[places], places).sum())
        gain -= float(self._worth(self.left[places], places).sum())
        if gain > -LEAST or (left < np.minimum(0, self.left)).any():
            return False
        self.at[who], self.left = to, left
        return True
