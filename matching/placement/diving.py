"""Plans made place by place, led by what a linear program gives each place.

A place that loses little takes a group that fills it, close to what the program gives
it; the program is solved again for who and what is left. How close that is differs from
plan to plan. A plan is made better by doing the same for some of its places; cyclic
exchanges mend what the last places ask too much.

Source: Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa (2019), INFORMS Journal on
Computing 31(2), 251-267, on diving.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, cast

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from matching.placement.cycles import Cycles
from matching.placement.highs import SOLVED
from matching.placement.knapsacks import PARTS, Knapsacks
from matching.placement.table import find_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation
    from matching.placement.table import Table

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

NEAREST = 12
"""Places per pupil in the linear program: those that lose least."""

LAST = 3
"""Places that are left to exchanges."""

MOST_CELLS = 100_000
"""Room of all places together, in units, up to which groups are found exactly."""

CLOSE = (1.0, 2.0, 3.0)
"""What one pupil differently from the program may cost, in fourth losses."""

CHOICE, TRADES, FAR = 0.2, 5.0, 3.0
"""What a pupil who has other places costs a place, what places cost that trade gladly
with others, and the most that a group loses on one pupil; in fourth losses."""

PLACES, LEAST_PLACES = (0.2, 0.7), 4
"""Part of the places that is decided again, and how many at least."""

NOISE = 0.3
"""How far losses are shaken, in fourth losses: no two plans are made alike."""

AT_ONCE = 0.1
"""Part of the places that closes at a time."""


FIRST_PLANS, FIRST_SHARE, FIRST_MOST = 20, 0.1, 0.5
"""Plans made to begin with, the part of the time in which another one is begun, and the
part that the first one may take."""


def by_dives(
    model: Model,
    number: int,
    relaxed: Relaxation,
    seed: int,
    deadline: float,
    is_over: Callable[[], bool] = bool,
) -> Ints | None:
    """Return the best of some plans, where the rules allow that.

    Parameters
    ----------
    model
        The problem.
    number
        Goal to minimise.
    relaxed
        Its bound.
    seed
        Seed of how plans are made.
    deadline
        Value of ``perf_counter`` at which the goal ends.
    is_over
        Tells that there is no need to go on.
    """
    table = find_table(model, number, relaxed)
    if table is None:
        return None
    now = perf_counter()
    enough, until = (
        now + part * (deadline - now) for part in (FIRST_SHARE, FIRST_MOST)
    )
    dives = Dives(table, np.random.default_rng(seed))
    best: Ints | None = None
    for _ in range(FIRST_PLANS):
        best = dives.begin(best, lambda: perf_counter() >= until or is_over())
        if perf_counter() >= enough or is_over():
            break
    return (
        None if best is None else np.asarray(table.option[np.arange(len(best)), best])
    )


class Dives:
    """Plans of one table.

    Parameters
    ----------
    table
        The problem.
    random
        Draws how each plan is made.
    """

    def __init__(self, table: Table, random: np.random.Generator) -> None:
        self.table, self.random = table, random
        self.far = table.far
        self.liking = np.exp(-table.loss / self.far)

    def begin(self, best: Ints | None, is_over: Callable[[], bool]) -> Ints | None:
        """Return the better of a plan and a new one; ``None`` when limits are broken.

        Parameters
        ----------
        best
            The place of each pupil in the best plan so far, within all limits.
        is_over
            Tells that time is up.
        """
        now = None if best is None else Cycles(self.table, best)
        found = _better(now, self._mend(self._dive(self.table, is_over), is_over))
        return None if found is None else found.at

    def improve(self, at: Ints, is_over: Callable[[], bool]) -> Ints:
        """Decide places again and again; return a plan at least as good.

        Parameters
        ----------
        at
            The place of each pupil, within all limits; shape (pupils,).
        is_over
            Tells that there is no need to go on.
        """
        now = Cycles(self.table, at)
        while not is_over():
            some = self._choose(now)
            who = np.flatnonzero(np.isin(now.at, some))
            found = self._dive(self.table.part(who, some), is_over)
            new = now.at.copy()
            new[who] = some[found]
            now = _better(now, self._mend(new, is_over)) or now
        return now.at

    def _mend(self, at: Ints, is_over: Callable[[], bool]) -> Cycles:
        """Exchange until nothing gets better."""
        plan = Cycles(self.table, at)
        plan.mend(is_over)
        return plan

    def _choose(self, plan: Cycles) -> Ints:
        """Return places that lose much, or trade gladly with those that do."""
        places = len(self.table.limit)
        one_way = np.zeros((places, places))
        np.add.at(one_way, plan.at, self.liking)
        trades = one_way + one_way.T
        lost = plan.lost + NOISE * self.far
        number = max(LEAST_PLACES, round(self.random.uniform(*PLACES) * places))
        some = [int(self.random.choice(places, p=lost / lost.sum()))]
        while len(some) < min(number, places):
            weight = (trades[some].mean(axis=0) + 1e-9) * (lost + lost.mean() / 2)
            weight[some] = 0.0
            some.append(int(self.random.choice(places, p=weight / weight.sum())))
        return np.array(some)

    def _dive(self, part: Table, is_over: Callable[[], bool]) -> Ints:
        """Return the place of each pupil; the last places may be asked too much."""
        pupils, places = part.loss.shape
        close = self.far * float(self.random.choice(CLOSE))
        at = np.asarray(part.loss.argmin(axis=1))
        who, left = np.arange(pupils), np.arange(places)
        while len(who) and not is_over():
            rest = part.part(who, left)
            share = self._shares(rest)
            if len(left) <= LAST:
                at[who] = left[share.argmax(axis=1)]
                break
            taken, lost = self._groups(rest, share, close)
            free, shut = np.ones(len(who), np.bool_), np.zeros(len(left), np.bool_)
            most = max(1, int(AT_ONCE * len(left)))
            for place in np.argsort(lost, kind="stable").tolist():
                if free[taken[:, place]].all() and shut.sum() < most:
                    free[taken[:, place]], shut[place] = False, True
                    at[who[taken[:, place]]] = left[place]
            who, left = who[free], left[~shut]
        return at

    def _shares(self, part: Table) -> Floats:
        """Return the part of each place in the best mixture; (pupils, places).

        Room left over costs its price, and more than there is costs a multiple, so
        that there always is a mixture.
        """
        pupils, places = part.loss.shape
        number = min(NEAREST, places)
        near = np.argpartition(part.loss, number - 1, axis=1)[:, :number]
        who, to = np.repeat(np.arange(pupils), number), near.ravel()
        lost = part.loss[who, to] + NOISE * self.far * self.random.random(len(who))
        pairs, room = np.arange(len(who)), len(who) + np.arange(places)
        ones = np.ones(places)
        row = [who, pupils + to, np.tile(pupils + np.arange(places), 2)]
        amount = part.amount[who, to].astype(float)
        matrix = csr_array(
            (
                np.concatenate([np.ones(len(who)), amount, ones, -ones]),
                (
                    np.concatenate(row),
                    np.concatenate([pairs, pairs, room, room + places]),
                ),
            ),
            shape=(pupils + places, len(who) + 2 * places),
        )
        over = 5 * np.maximum(part.price, part.price.mean()) + self.far
        found = linprog(
            np.concatenate([lost, part.price, over]),
            A_eq=cast("Floats", matrix),
            b_eq=np.concatenate([np.ones(pupils), part.limit]),
            bounds=(0.0, None),
            method="highs-ds",
        )
        share = np.zeros(part.loss.shape)
        if found.status == SOLVED and found.x is not None:
            share[who, to] = found.x[: len(who)]
        return share

    def _groups(self, part: Table, share: Floats, close: float) -> tuple[Bools, Floats]:
        """Return the best group of each place, and what it loses with that.

        Who has other places than this one is better left for those.
        """
        far, loss = self.far, part.loss
        liking = np.exp(-loss / far)
        others = liking.sum(axis=1)[:, None] - liking
        gain = part.price * part.amount - loss + close * (2 * share - 1)
        gain -= CHOICE * far * np.minimum(others, 6)
        there = (loss <= FAR * far) | (share > 0)
        unit = 1 + int(part.limit.max()) * len(part.limit) // MOST_CELLS
        limit = part.limit // unit
        amount = np.where(there, -(-part.amount // unit), limit.max() + 1)
        cost = np.rint(-gain * (PARTS / far)).astype(np.int64)
        nothing = np.zeros(len(loss), dtype=np.int64)
        taken = Knapsacks(cost, amount, limit).solve(nothing)[1]
        left = part.limit - (taken * part.amount).sum(axis=0)
        lost = (taken * loss).sum(axis=0) + part.price * left
        lost += close * np.abs(taken - share).sum(axis=0)
        trades = liking.T @ liking
        np.fill_diagonal(trades, 0.0)
        glad = trades.sum(axis=0)
        lost += TRADES * far * glad / max(float(glad.mean()), 1e-9)
        return taken, lost + NOISE * far * self.random.random(len(lost))


def _better(one: Cycles | None, other: Cycles) -> Cycles | None:
    """Return the better of two plans that keep all limits; the later when equal."""
    if not other.is_allowed:
        return one
    return other if one is None or other.value <= one.value + 1e-9 else one
