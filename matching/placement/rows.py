"""Limits as rows: amounts of the chosen options that add up to at most a limit.

Seats, hours, money, marks and pupils who may not meet all have this one form, so
an engine that keeps rows keeps every one of these rules.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


class RowKind(StrEnum):
    """Which rule a row stands for; ``afgeleid`` follows from others (see ``cuts``)."""

    CAPACITEIT = "capaciteit"
    UREN = "uren"
    BUDGET = "budget"
    KENMERK = "kenmerk"
    NIET_SAMEN = "niet_samen"
    AFGELEID = "afgeleid"


@dataclass(frozen=True)
class RowName:
    """What a row is called, so that a message can point at it.

    Parameters
    ----------
    kind
        Which rule.
    ids
        The place; place and mark; the budget; or both pupils and the place.
    dag
        Day at which it holds, when the rule differs from day to day.
    """

    kind: RowKind
    ids: tuple[str, ...]
    dag: date | None = None


@dataclass(frozen=True, eq=False)
class Rows:
    """All limits of a model, row after row in flat arrays.

    Parameters
    ----------
    names
        Name per row.
    limit
        Most that the chosen options may add up to; shape (rows,).
    first
        Where the terms of each row start; shape (rows + 1,).
    option, amount
        Option index and amount (1 or more) of each term; shape (terms,).
    """

    names: tuple[RowName, ...]
    limit: Ints
    first: Ints
    option: Ints
    amount: Ints

    def __len__(self) -> int:
        return len(self.names)

    def terms(self, row: int) -> tuple[Ints, Ints]:
        """Return the options of one row and their amounts."""
        part = slice(self.first[row], self.first[row + 1])
        return self.option[part], self.amount[part]

    @cached_property
    def row(self) -> Ints:
        """Return the row of each term; shape (terms,)."""
        return np.repeat(np.arange(len(self)), np.diff(self.first))

    @cached_property
    def by_option(self) -> tuple[Ints, Ints, Ints]:
        """Return the same terms by option: where each starts, rows, amounts.

        The first array has an entry for every option up to the last one in a row,
        and one more.
        """
        order = np.argsort(self.option, kind="stable")
        size = int(self.option.max(initial=-1)) + 1
        first = np.searchsorted(self.option[order], np.arange(size + 1))
        return first, self.row[order], self.amount[order]

    def used(self, options: Ints) -> Ints:
        """Return what the chosen options add up to in each row; shape (rows,)."""
        chosen = np.zeros(int(self.option.max(initial=-1)) + 1, dtype=np.bool_)
        chosen[options[options < len(chosen)]] = True
        spent = np.where(chosen[self.option], self.amount, 0)
        return np.bincount(self.row, spent, len(self)).astype(np.int64)

    def renumbered(self, new: Ints) -> Rows:
        """Return the rows with other option indices; rows without terms go.

        Parameters
        ----------
        new
            New index per option, negative for one that is left out.
        """
        kept = new[self.option] >= 0
        return self._with_terms(kept, new[self.option[kept]])

    def pick(self, keep: Bools) -> Rows:
        """Return some of the rows; shape (rows,)."""
        kept = keep[self.row]
        return self._with_terms(kept, self.option[kept])

    def without(self, kind: RowKind) -> Rows:
        """Return the rows of all other kinds."""
        return self.pick(np.array([name.kind != kind for name in self.names], np.bool_))

    def extended(self, rows: Sequence[Row]) -> Rows:
        """Return the rows with others after them."""
        ends = np.cumsum([self.first[-1], *(len(row.option) for row in rows)])
        return Rows(
            names=(*self.names, *(row.name for row in rows)),
            limit=np.append(self.limit, [row.limit for row in rows]),
            first=np.append(self.first, ends[1:]),
            option=np.concatenate([self.option, *(row.option for row in rows)]),
            amount=np.concatenate([self.amount, *(row.amount for row in rows)]),
        )

    def with_limit(self, limit: Ints) -> Rows:
        """Return the same rows with other limits; shape (rows,)."""
        return replace(self, limit=limit)

    def _with_terms(self, kept: Bools, option: Ints) -> Rows:
        sizes = np.bincount(self.row[kept], minlength=len(self))
        rows = np.flatnonzero(sizes)
        return Rows(
            names=tuple(self.names[row] for row in rows.tolist()),
            limit=self.limit[rows],
            first=np.concatenate([[0], np.cumsum(sizes[rows])]).astype(np.int64),
            option=option,
            amount=self.amount[kept],
        )


@dataclass(frozen=True, eq=False)
class Row:
    """One limit while rows are collected."""

    name: RowName
    option: Ints
    amount: Ints
    limit: int

    def binds(self, option_pupil: Ints) -> bool:
        """Tell whether some choice of one option per pupil would break it."""
        if int(self.amount.sum()) <= self.limit:
            return False
        return int(most_per_pupil(option_pupil[self.option], self.amount).sum()) > (
            self.limit
        )


def most_per_pupil(pupil: Ints, amount: Ints) -> Ints:
    """Return the largest amount of each pupil that occurs, by pupil.

    Parameters
    ----------
    pupil, amount
        Pupil and amount of each term; shape (terms,), at least one.
    """
    order = np.argsort(pupil, kind="stable")
    first = np.flatnonzero(np.diff(pupil[order], prepend=-1))
    return np.maximum.reduceat(amount[order], first)


def join_rows(rows: Iterable[Row], option_pupil: Ints) -> Rows:
    """Put rows together, without those that no choice can break.

    Parameters
    ----------
    rows
        The rows.
    option_pupil
        Pupil of each option; shape (options,).
    """
    kept = [row for row in rows if row.binds(option_pupil)]
    empty = np.zeros(0, dtype=np.int64)
    return Rows(
        names=tuple(row.name for row in kept),
        limit=np.array([row.limit for row in kept], dtype=np.int64),
        first=np.cumsum([0, *(len(row.option) for row in kept)]).astype(np.int64),
        option=np.concatenate([empty, *(row.option for row in kept)]),
        amount=np.concatenate([empty, *(row.amount for row in kept)]),
    )
