"""A bound from whole plans per place, where each place has one limit.

Every place takes the pupils that pay most for it, within its limit: a knapsack. A pupil
whom several places take offers less, a pupil whom none takes offers more. That bound is
never lower than the one of the linear program, and all of it is counted in whole parts.

Source: Fisher, Jaikumar and Van Wassenhove (1986), Management Science 32(9), 1095-1103.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.options import NONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from matching.placement.table import Table

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

PARTS = 1024
"""Parts of one unit of cost."""

MOST_UNITS = 20_000
"""Units of all limits together up to which knapsacks are worth their time."""

MOST_COST = 10**9
"""Highest cost for which no sum comes near the end of int64."""

STEPS, PATIENCE, SHORTER, LEAST_STEP = 600, 8, 0.7, 0.01
"""Steps in all, steps without gain before they get shorter, and how short at last."""

LOST = -(1 << 60)
"""Value of more than a place has."""


@dataclass(frozen=True, eq=False)
class Offers:
    """What pupils offer for a place, and the bound that follows.

    Parameters
    ----------
    offer
        In parts; shape (pupils,).
    bound
        Lower bound on the cost of placing everybody, in parts.
    """

    offer: Ints
    bound: int

    @property
    def whole(self) -> int:
        """Return the bound in units of cost."""
        return -(-self.bound // PARTS)


class Knapsacks:
    """The knapsacks of all places, solved side by side.

    Parameters
    ----------
    cost
        Cost in parts; (pupils, places).
    amount
        What each pupil needs; (pupils, places).
    limit
        What each place has; (places,).
    """

    def __init__(self, cost: Ints, amount: Ints, limit: Ints) -> None:
        self.cost, self.amount, self.limit = cost, amount, limit
        self.places = np.arange(len(limit))

    def solve(self, offer: Ints) -> tuple[Ints, Bools]:
        """Return what places earn, and whom they take.

        Parameters
        ----------
        offer
            What each pupil offers for a place, in parts; shape (pupils,).

        Returns
        -------
        tuple
            Shapes (places,) and (pupils, places).
        """
        gain = offer[:, None] - self.cost
        good = (gain > 0) & (self.amount <= self.limit)
        count = good.sum(axis=0)
        order = np.argsort(~good, axis=0, kind="stable")[: int(count.max())]
        live = np.arange(len(order))[:, None] < count
        gain = np.where(live, np.take_along_axis(gain, order, 0), 0)
        needs = np.where(live, np.take_along_axis(self.amount, order, 0), 0)
        most = int(self.limit.max())
        # As much again on the left, so that looking back too far finds nothing.
        padded = np.full((len(self.places), 2 * most + 1), LOST)
        padded[:, most:] = 0
        flat, best = padded.ravel(), padded[:, most:]
        base = self.places[:, None] * (2 * most + 1) + most + np.arange(most + 1)
        took = np.zeros((len(order), *best.shape), dtype=np.bool_)
        for step in range(len(order)):
            other = flat.take(base - needs[step][:, None]) + gain[step][:, None]
            np.greater(other, best, out=took[step])
            np.maximum(best, other, out=best)
        taken, left = np.zeros(good.shape, dtype=np.bool_), self.limit.copy()
        for step in range(len(order) - 1, -1, -1):
            here = took[step, self.places, left]
            taken[order[step][here], self.places[here]] = True
            left -= np.where(here, needs[step], 0)
        return best[self.places, self.limit], taken

    def losses(self, offers: Offers, gap: int) -> Ints:
        """Return what each pupil at each place adds to the bound, in parts.

        Parameters
        ----------
        offers
            What pupils offer.
        gap
            More than this may be said of what adds more than this, in parts.
        """
        losses = np.full(self.cost.shape, gap + 1)
        for place, limit in enumerate(self.limit.tolist()):
            gain, needs = offers.offer - self.cost[:, place], self.amount[:, place]
            who = np.flatnonzero((needs <= limit) & (gain >= -gap))
            gain, needs = gain[who], needs[who]
            after = best_ahead(gain, needs, limit)
            before = best_ahead(gain[::-1], needs[::-1], limit)[::-1]
            for at, pupil in enumerate(who.tolist()):
                room = limit - int(needs[at])
                rest = before[at, : room + 1] + after[at + 1, room::-1]
                losses[pupil, place] = after[0, limit] - gain[at] - rest.max()
        return losses

    def offers(
        self, start: Floats, upper: int, is_over: Callable[[], bool] = bool
    ) -> Offers:
        """Return the offers with the highest bound that steps uphill lead to.

        Parameters
        ----------
        start
            Offers to begin with, in parts; shape (pupils,).
        upper
            Cost of a known plan, in parts.
        is_over
            Tells that time is up.
        """
        at = start
        best, length, waited = Offers(np.rint(at).astype(np.int64), LOST), 1.0, 0
        way, turn = np.zeros(len(start)), start
        for _ in range(STEPS):
            offer = np.rint(at).astype(np.int64)
            earned, taken = self.solve(offer)
            bound = int(offer.sum() - earned.sum())
            waited += 1
            if bound > best.bound:
                best, turn, waited = Offers(offer, bound), at, 0
            elif waited >= PATIENCE:
                at, length, waited = turn, length * SHORTER, 0
                way = np.zeros(len(start))
            missing = 1.0 - taken.sum(axis=1)
            # Within one unit of what is known nothing is left to prove.
            done = best.bound > upper - PARTS or length < LEAST_STEP
            if done or not missing.any() or is_over():
                break
            way = 0.5 * way + missing
            at = at + length * (upper - bound) * way / (missing**2).sum()
        return best


def best_ahead(gain: Ints, needs: Ints, limit: int) -> Ints:
    """Return the most that pupils from each on earn in each room.

    Parameters
    ----------
    gain, needs
        What each pupil earns and needs; shape (pupils,).
    limit
        The most room.

    Returns
    -------
    ndarray
        Shape (pupils + 1, room + 1).
    """
    best = np.zeros((len(gain) + 1, limit + 1), dtype=np.int64)
    for step in range(len(gain) - 1, -1, -1):
        best[step] = best[step + 1]
        if gain[step] > 0:
            room = int(needs[step])
            other = best[step + 1, : limit + 1 - room] + gain[step]
            np.maximum(best[step, room:], other, out=best[step, room:])
    return best


def build_knapsacks(table: Table, cost: Ints) -> Knapsacks | None:
    """Return the places of a table as knapsacks, or ``None`` where that is too much.

    Parameters
    ----------
    table
        Pupils by places.
    cost
        Cost of each option; shape (options,).
    """
    # Counted in the largest unit that all needs of a place are made of.
    unit = np.maximum(np.gcd.reduce(table.amount, axis=0), 1)
    amount, limit = table.amount // unit, table.limit // unit
    if limit.sum() > MOST_UNITS or np.abs(cost).max(initial=0) > MOST_COST:
        return None
    there = table.option != NONE
    return Knapsacks(
        np.where(there, cost[table.option] * PARTS, 0),
        np.where(there, amount, limit.max() + 1),
        limit,
    )


def first_offers(table: Table, cost: Ints) -> Floats:
    """Return the offers that the linear program leads to, in parts.

    Parameters
    ----------
    table
        Pupils by places, with the prices of the linear program.
    cost
        Cost of each option; shape (options,).
    """
    ways = cost[table.option] + table.price * table.amount
    ways = np.where(table.option != NONE, ways, np.inf)
    return np.asarray(ways.min(axis=1) * PARTS)
