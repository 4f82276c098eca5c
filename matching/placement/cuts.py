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
from scipy.sparse import csc_array, csr_array

from matching.placement.options import NONE
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
    """A row in which not everybody counts for the same, and what else holds there.

    Parameters
    ----------
    name
        Of the row.
    option, item
        Options in the row, and which item each of them takes; shape (terms,).
    amount
        What each item counts for in each rule, the row itself first, or less;
        shape (rules, items).
    limit
        Most that the items may add up to in each rule; shape (rules,).
    """

    name: RowName
    option: Ints
    item: Ints
    amount: Ints
    limit: Ints

    @property
    def seats(self) -> int:
        """Return the most items that there can be, whatever they count for."""
        least = self.amount.min(axis=1)
        counts = least > 0
        return int((self.limit[counts] // least[counts]).min())

    def parts(self, share: Floats) -> Floats:
        """Return the part of each item in a mixture; share has shape (options,)."""
        size = self.amount.shape[1]
        return np.bincount(self.item, share[self.option], size).astype(float)

    def groups(self, items: Ints) -> Floats:
        """Return the groups of some items that fit and to which none can be added.

        Parameters
        ----------
        items
            The items.

        Returns
        -------
        ndarray
            Whether each item is in each group; shape (groups, items).
        """
        every = _subsets(len(items))
        fits = np.all(every @ self.amount[:, items].T <= self.limit, axis=1)
        full, number = fits.copy(), np.arange(len(every))
        for one in range(len(items)):
            more = number | 1 << one
            full &= ~fits[more] | (more == number)
        groups: Floats = every[full]
        return groups


@cache
def _subsets(size: int) -> Floats:
    """Return every set of so many items, in binary order; shape (sets, items)."""
    numbers = np.arange(2**size)[:, None]
    subsets: Floats = (numbers >> np.arange(size) & 1).astype(float)
    return subsets


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
    """Return the rows of a model in which not everybody counts for the same."""
    own = np.array([name.kind != RowKind.AFGELEID for name in model.rows.names], bool)
    rows = model.rows.pick(own)
    columns = _table(model, rows)
    table = columns.tocsr()
    found = []
    for row, name in enumerate(rows.names):
        part = slice(table.indptr[row], table.indptr[row + 1])
        column, amount = table.indices[part], table.data[part]
        if (amount == amount[:1]).all():
            continue
        # Options of one pupil with the same amount exclude each other: one item.
        pairs = np.stack([model.options.pupil[column], amount])
        _, item = np.unique(pairs, axis=1, return_inverse=True)
        order = np.argsort(item, kind="stable")
        option, item = column[order].astype(np.int64), item[order]
        here = columns[:, option].toarray()
        # What each option of the item counts for; rows that miss one say nothing.
        least = np.minimum.reduceat(here, np.flatnonzero(np.diff(item, prepend=-1)), 1)
        holds = least.sum(axis=1) > rows.limit
        if holds[row]:
            holds[row] = False
            rules = np.append(row, np.flatnonzero(holds))
            found.append(Knapsack(name, option, item, least[rules], rows.limit[rules]))
    return found


def _table(model: Model, rows: Rows) -> csc_array:
    """Return what each option counts for in each row; shape (rows, options).

    Who stays with another is counted with that other, as little as it can be: half of
    a couple fills the last seat of a place, but the couple does not fit there.
    """
    shape = (len(rows), len(model.options))
    table = csr_array((rows.amount, rows.option, rows.first), shape=shape).tocsc()
    place, seen = model.options.place, set[int]()
    counted = np.ones(shape[1], dtype=np.int64)
    more: list[tuple[int, int, int]] = []
    for couple in model.together:
        if seen.intersection(couple):
            continue
        seen.update(couple)
        mine, theirs = (np.array(model.options_of(one), int) for one in couple)
        for at in np.intersect1d(place[mine], place[theirs]).tolist():
            if at == NONE:
                continue
            here, there = mine[place[mine] == at], theirs[place[theirs] == at]
            counted[there] = 0
            more += [
                (row, option, amount)
                for row, amount in _least(table, there.tolist()).items()
                for option in here.tolist()
            ]
    if not more:
        return table
    row, option, amount = np.array(more).T
    return csc_array(
        table * counted[None, :] + csc_array((amount, (row, option)), shape=shape)
    )


def _least(table: csc_array, options: list[int]) -> dict[int, int]:
    """Return what each of some options counts for in a row, at the least."""
    needs = []
    for option in options:
        part = slice(table.indptr[option], table.indptr[option + 1])
        rows, amounts = table.indices[part].tolist(), table.data[part].tolist()
        needs.append(dict(zip(rows, amounts, strict=True)))
    shared = set.intersection(*(set(one) for one in needs))
    return {row: min(one[row] for one in needs) for row in shared}


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

    An item that breaks a rule on its own, such as a couple on one seat, weighs more
    than everything together.

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
    amounts, limit = knapsack.amount[0], int(knapsack.limit[0])
    fits = np.all(knapsack.amount <= knapsack.limit[:, None], axis=0)
    # Least amount of at most so many items with at least so much weight. It knows the
    # row and the seats only, so the weights may come out lower than they could be.
    least = np.full((knapsack.seats + 1, most + 1), np.inf)
    least[:, 0] = 0
    for item in np.flatnonzero(fits & (weight > 0)).tolist():
        _put(least, int(weight[item]), int(amounts[item]))
    for item in others[fits[others]].tolist():
        amount = int(amounts[item])
        beside = np.searchsorted(least[-2], limit - amount, side="right") - 1
        weight[item] = most - beside
        _put(least, int(weight[item]), amount)
    weight[others[~fits[others]]] = most + 1


def _put(least: Floats, weight: int, amount: int) -> None:
    """Add an item to the table of least amounts."""
    if weight:
        before = np.maximum(np.arange(least.shape[1]) - weight, 0)
        np.minimum(least[1:], least[:-1, before] + amount, out=least[1:])
