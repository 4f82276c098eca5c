"""Rows that every plan keeps and a mixture may not: who really fits together.

A linear program fills the hours of a place to the last minute with parts of pupils.
For the pupils that it puts there, every group that really fits is written down, and a
small linear program looks for weights that no such group exceeds but the mixture
does. The other pupils then get the largest weight with which that stays true. What
comes out is a row like any other; it leaves no plan out, only mixtures.

Source: Boyd (1994), Operations Research 42(1), 53-64, on these cuts; Balas and Zemel
(1978), SIAM Journal on Applied Mathematics 34(1), 119-148, on the other pupils.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import lcm
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

from matching.placement.rows import Row, RowKind, RowName

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.rows import Rows

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

MOST_ITEMS = 14
"""Up to so many pupils at one place every group of them is written down."""

LARGEST_PART = 60
"""Weights are fractions with at most this below the line ..."""

LARGEST_WEIGHT = 10_000
"""... and no whole number above this."""

SMALL = 1e-6
"""A part under this is nothing."""

VIOLATED = 1e-4
"""By so much, of the limit, a mixture must break a row to make it worth having."""


@dataclass(frozen=True, eq=False)
class Knapsack:
    """A row in which not everybody counts for the same.

    Parameters
    ----------
    name
        Of the row.
    option, item
        Options in the row, and which item each of them takes; shape (terms,).
    amount
        What each item counts for; shape (items,).
    limit
        Most that the items may add up to.
    seats
        Most items, whatever they count for.
    """

    name: RowName
    option: Ints
    item: Ints
    amount: Ints
    limit: int
    seats: int

    def parts(self, share: Floats) -> Floats:
        """Return the part of each item in a mixture; share has shape (options,)."""
        parts: Floats = np.bincount(
            self.item, share[self.option], len(self.amount)
        ).astype(float)
        return parts

    def groups(self, items: Ints) -> Floats:
        """Return which of some items go together, as many as fit; (groups, items)."""
        every = _subsets(len(items))
        amount, number = every @ self.amount[items], every.sum(axis=1)
        fits = (amount <= self.limit) & (number <= self.seats)
        every, amount, number = every[fits], amount[fits], number[fits]
        more = (every == 0) & (amount[:, None] + self.amount[items] <= self.limit)
        full = ~more.any(axis=1) | (number == self.seats)
        groups: Floats = every[full]
        return groups


@cache
def _subsets(size: int) -> Floats:
    """Return every set of so many items; shape (sets, items)."""
    numbers = np.arange(2**size)[:, None]
    return (numbers >> np.arange(size) & 1).astype(float)


def find_cuts(model: Model, share: Floats) -> list[Row]:
    """Return rows that a mixture breaks and no plan of the model does.

    Parameters
    ----------
    model
        The problem.
    share
        Part of each option in the mixture; shape (options,).
    """
    found = (find_cut(one, one.parts(share)) for one in find_knapsacks(model))
    return [row for row in found if row is not None]


def find_knapsacks(model: Model) -> list[Knapsack]:
    """Return the rows of a model in which pupils count for different amounts."""
    rows = model.rows
    found = []
    for row, name in enumerate(rows.names):
        option, amount = rows.terms(row)
        if name.kind is RowKind.AFGELEID or (amount == amount[0]).all():
            continue
        # Options of one pupil with the same amount exclude each other: one item.
        pairs = np.stack([model.options.pupil[option], amount])
        (_, each), item = np.unique(pairs, axis=1, return_inverse=True)
        limit = int(rows.limit[row])
        seats = min(_seats(rows, option), limit // int(each.min()), len(each))
        found.append(Knapsack(name, option, item.ravel(), each, limit, seats))
    return found


def _seats(rows: Rows, option: Ints) -> int:
    """Return how many of some options can be chosen by the rows that count them all."""
    first, row, _ = rows.by_option
    here = row[first[option[0]] : first[option[0] + 1]]
    limits = [len(option)]
    for at in here.tolist():
        others, amount = rows.terms(at)
        if (amount == amount[0]).all() and np.isin(option, others).all():
            limits.append(int(rows.limit[at] // amount[0]))
    return min(limits)


def find_cut(knapsack: Knapsack, part: Floats) -> Row | None:
    """Return a row that a mixture breaks and no plan does, if there is one.

    Parameters
    ----------
    knapsack
        The row that the mixture keeps.
    part
        Part of each item in the mixture; shape (items,).
    """
    used = np.flatnonzero(part > SMALL)
    if len(used) > MOST_ITEMS or not (part[used] < 1 - SMALL).any():
        return None
    groups = knapsack.groups(used)
    best = linprog(-part[used], A_ub=groups, b_ub=np.ones(len(groups)), bounds=(0, 1))
    whole = None if best.x is None else _whole(best.x)
    if whole is None:
        return None
    most = int((groups @ whole).max())
    if whole @ part[used] < most * (1 + VIOLATED):
        return None
    weight = np.zeros(len(part), dtype=np.int64)
    weight[used] = whole
    _lift(knapsack, weight, most, np.flatnonzero(part <= SMALL))
    amount = weight[knapsack.item]
    name = replace(knapsack.name, kind=RowKind.AFGELEID)
    return Row(name, knapsack.option[amount > 0], amount[amount > 0], most)


def _whole(weights: Floats) -> Ints | None:
    """Return whole numbers in the same proportion, unless they become large."""
    parts = [Fraction(one).limit_denominator(LARGEST_PART) for one in weights.tolist()]
    times = lcm(*(part.denominator for part in parts))
    if times > LARGEST_WEIGHT:
        return None
    return np.array([int(part * times) for part in parts], dtype=np.int64)


def _lift(knapsack: Knapsack, weight: Ints, most: int, others: Ints) -> None:
    """Give the other items, one by one, the most weight that no plan exceeds.

    Parameters
    ----------
    knapsack
        The row.
    weight
        Weight per item, filled in here for the others; shape (items,).
    most
        What the weights of items that fit together add up to at most.
    others
        Items without a weight yet.
    """
    # Least amount of at most so many items with at least so much weight.
    least = np.full((knapsack.seats + 1, most + 1), np.inf)
    least[:, 0] = 0
    for item in np.flatnonzero(weight).tolist():
        _put(least, int(weight[item]), int(knapsack.amount[item]))
    for item in others.tolist():
        amount = int(knapsack.amount[item])
        beside = np.searchsorted(least[-2], knapsack.limit - amount, side="right") - 1
        weight[item] = most - beside
        _put(least, int(weight[item]), amount)


def _put(least: Floats, weight: int, amount: int) -> None:
    """Add an item to the table of least amounts."""
    if weight:
        before = np.maximum(np.arange(least.shape[1]) - weight, 0)
        np.minimum(least[1:], least[:-1, before] + amount, out=least[1:])
