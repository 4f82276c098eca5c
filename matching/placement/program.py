"""The model as an integer program in one matrix, for bounds and for HiGHS.

Columns are the options and, after them, whether each place with a minimum is open.
Every rule that pupils share is a row "at most"; that each pupil takes one option is
kept apart, since bounds leave exactly that rule standing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from matching.placement.options import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Program:
    """An integer program; every column is 0 or 1.

    Parameters
    ----------
    model
        What it was made from.
    matrix
        Whole amounts; shape (rows, columns).
    limit
        Most that the columns of each row add up to; shape (rows,).
    divisor
        Number by which each row was divided, the greatest common one of its
        amounts: 12.5 and 25 hours count as 1 and 2; shape (rows,).
    lowest
        1 for a place that is open anyway; shape (columns,).
    is_goal
        Which rows hold an earlier goal; shape (rows,).
    """

    model: Model
    matrix: csr_array
    limit: Ints
    divisor: Ints
    lowest: Ints
    is_goal: Bools

    @property
    def options(self) -> int:
        """Return the number of columns that are options."""
        return len(self.model.options)

    @cached_property
    def transposed(self) -> csr_array:
        """Return the matrix by column; shape (columns, rows)."""
        return csr_array(self.matrix.T)

    @cached_property
    def pupils(self) -> csr_array:
        """Return which columns are options of each pupil; shape (pupils, columns)."""
        size = (len(self.model.pupils), self.matrix.shape[1])
        ones = np.ones(self.options)
        first = self.model.first_option
        return csr_array((ones, np.arange(self.options), first), shape=size)

    def cost(self, number: int) -> Ints:
        """Return the cost per column of one goal."""
        return np.pad(
            self.model.goals[number].cost, (0, len(self.lowest) - self.options)
        )

    def columns_of(self, choice: Ints) -> Bools:
        """Return which columns a choice uses."""
        used = np.zeros(len(self.lowest), dtype=np.bool_)
        used[choice[choice != NONE]] = True
        for number, opening in enumerate(self.model.openings):
            at = self.model.options_at(opening.place)
            used[self.options + number] = opening.forced or bool(used[at].any())
        return used


class _Collector:
    """Rows while they are collected."""

    def __init__(self) -> None:
        self.columns: list[Ints] = []
        self.amounts: list[Ints] = []
        self.sizes: list[Ints] = []
        self.limits: list[Ints] = []

    def add(self, columns: Ints, amounts: Ints, limit: int) -> None:
        """Add one row."""
        self.add_many(columns, amounts, np.array([len(columns)]), np.array([limit]))

    def add_many(self, columns: Ints, amounts: Ints, sizes: Ints, limits: Ints) -> None:
        """Add rows that follow each other in flat arrays."""
        self.columns.append(columns)
        self.amounts.append(amounts)
        self.sizes.append(sizes)
        self.limits.append(limits)


def build_program(model: Model, held: Sequence[int], *, tight: bool = True) -> Program:
    """Turn a model into an integer program.

    Parameters
    ----------
    model
        The problem.
    held
        Highest cost allowed for each of the first goals.
    tight
        Whether a place with a minimum gets a row per pupil instead of one for all:
        more rows, better bounds.
    """
    found, rows = _Collector(), model.rows
    found.add_many(rows.option, rows.amount, np.diff(rows.first), rows.limit)
    for goal, most in zip(model.goals, held, strict=False):
        if most_cost(model, goal.cost) > most:
            used = np.flatnonzero(goal.cost)
            found.add(used, goal.cost[used], most)
    goals = len(found.limits) - 1
    for number in range(len(model.openings)):
        _add_opening(found, model, number, tight=tight)
    for one, other in model.together:
        _add_couple(found, model, one, other)
    sizes = np.concatenate(found.sizes)
    first = np.concatenate([[0], np.cumsum(sizes)])
    columns = len(model.options) + len(model.openings)
    amounts = np.concatenate(found.amounts)
    divisor = _common_divisors(amounts, first)
    matrix = csr_array(
        (amounts // np.repeat(divisor, sizes), np.concatenate(found.columns), first),
        shape=(len(sizes), columns),
    )
    lowest = np.zeros(columns, dtype=np.int64)
    lowest[len(model.options) :] = [opening.forced for opening in model.openings]
    limit = np.concatenate(found.limits).astype(np.int64) // divisor
    is_goal = np.zeros(len(limit), dtype=np.bool_)
    is_goal[len(rows) : len(rows) + goals] = True
    return Program(model, matrix, limit, divisor, lowest, is_goal)


def _common_divisors(amounts: Ints, first: Ints) -> Ints:
    """Return the greatest common divisor of the amounts of each row."""
    divisor = np.ones(len(first) - 1, dtype=np.int64)
    filled = np.flatnonzero(np.diff(first))
    if len(filled):
        divisor[filled] = np.gcd.reduceat(amounts, first[filled])
    return np.maximum(divisor, 1)


def most_cost(model: Model, cost: Ints) -> int:
    """Return the most that one option per pupil can cost together."""
    most = np.where(model.pinned, np.iinfo(np.int64).min, 0)
    np.maximum.at(most, model.options.pupil, cost)
    return int(most.sum())


def _add_opening(found: _Collector, model: Model, number: int, *, tight: bool) -> None:
    """Add that a place has its minimum when open, and nobody otherwise."""
    opening = model.openings[number]
    is_open = len(model.options) + number
    here = model.options_at(opening.place)
    ones = np.ones(len(here), dtype=np.int64)
    found.add(np.append(here, is_open), np.append(-ones, opening.minimum), 0)
    if opening.forced:
        return
    # Pupil by pupil: a much tighter bound than one row for all of them.
    cuts = np.flatnonzero(np.diff(model.options.pupil[here])) + 1
    if not tight:
        found.add(np.append(here, is_open), np.append(ones, -1 - len(cuts)), 0)
        return
    for mine in np.split(here, cuts):
        if len(mine):
            amounts = np.append(np.ones(len(mine), dtype=np.int64), -1)
            found.add(np.append(mine, is_open), amounts, 0)


def _add_couple(found: _Collector, model: Model, one: int, other: int) -> None:
    """Add that two pupils get the same lasting place, or both none."""
    place = model.options.place
    mine, theirs = (
        np.array(model.options_of(pupil), dtype=np.int64) for pupil in (one, other)
    )
    for at in np.union1d(place[mine], place[theirs]).tolist():
        if at == NONE:
            continue
        here, there = mine[place[mine] == at], theirs[place[theirs] == at]
        amounts = np.repeat([1, -1], [len(here), len(there)]).astype(np.int64)
        columns = np.concatenate([here, there])
        found.add(columns, amounts, 0)
        found.add(columns, -amounts, 0)
