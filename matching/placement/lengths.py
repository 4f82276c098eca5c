"""Shortest ways between nodes, for several levels in strict order, exactly.

A length is one number per level; an earlier level is never given up for a later
one. Levels stand together in as few whole numbers (words) as provably cannot
overflow or spill over into each other, usually one or two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Words = tuple[Ints, ...]

NO_WAY = 2**60
"""First word of a length with a step that cannot be made."""

TOO_FAR = 2**59
"""From here on the first word contains a step that cannot be made."""

BLOCK = 32
"""Rows that are worked on together, so that they stay in the nearest memory."""


@dataclass(frozen=True)
class Scale:
    """How levels stand in words.

    Parameters
    ----------
    weights
        Per word the factor of each of its levels, in order.
    """

    weights: tuple[tuple[int, ...], ...]

    @classmethod
    def for_steps(cls, largest: Sequence[int], steps: int) -> Scale:
        """Choose factors so that no way of so many steps spills over.

        Parameters
        ----------
        largest
            Largest absolute value of one step per level.
        steps
            Most steps on a way.
        """
        words: list[list[int]] = [[]]
        factor = 1
        for most in reversed(largest):
            room = 2 * most * steps + 1
            if room > TOO_FAR // 2:
                raise EngineError("de getallen zijn te groot voor precieze prijzen")
            if factor * room > TOO_FAR:
                words.insert(0, [])
                factor = 1
            words[0].insert(0, factor)
            factor *= room
        return cls(tuple(tuple(word) for word in words))

    def pack(self, levels: Sequence[Ints]) -> Words:
        """Put one array per level together into one per word."""
        left = iter(levels)
        words: list[Ints] = []
        for word in self.weights:
            parts = [factor * next(left) for factor in word]
            words.append(np.stack(parts).sum(axis=0))
        return tuple(words)

    def unpack(self, words: Words) -> list[Ints]:
        """Take words apart into one array per level."""
        levels = []
        for word, rest in zip(self.weights, words, strict=True):
            for factor in word:
                # Later levels together are less than half a unit of this one.
                units = (2 * rest + factor) // (2 * factor)
                levels.append(units)
                rest = rest - units * factor
        return levels


def less(one: Words, other: Words) -> Bools:
    """Tell where one length is shorter than another, word by word."""
    *first, last = zip(one, other, strict=True)
    shorter = last[0] < last[1]
    for mine, theirs in reversed(first):
        shorter = (mine < theirs) | ((mine == theirs) & shorter)
    return shorter


@dataclass(frozen=True, eq=False)
class Graph:
    """Steps between nodes; at most one from a node to another.

    Parameters
    ----------
    size
        Number of nodes.
    source, to
        Ends of each step; sorted by source, then to; shape (steps,).
    length
        Length of each step; words of shape (steps,).
    step
        Which of the steps given to ``build`` it is; shape (steps,).
    """

    size: int
    source: Ints
    to: Ints
    length: Words
    step: Ints

    @classmethod
    def build(cls, source: Ints, to: Ints, length: Words, size: int) -> Graph:
        """Keep the shortest step between each two nodes, the first of equals."""
        ends = source * size + to
        order = np.lexsort((*reversed(length), ends))
        order = order[np.diff(ends[order], prepend=-1) > 0]
        order = order[source[order] != to[order]]
        return cls(
            size,
            source[order],
            to[order],
            tuple(word[order] for word in length),
            order,
        )

    @cached_property
    def between_all(self) -> Words:
        """Return the length of the shortest way between any two nodes.

        Source: Floyd (1962), Algorithm 97, a block of rows at a time.
        """
        table = self._table()
        for low in range(0, self.size, BLOCK):
            via = [word[low : low + BLOCK] for word in table]
            number = len(via[0])
            for node in range(number):
                row = [word[node].copy() for word in via]
                _shorten(via, low + node, row)
            for other in range(0, self.size, BLOCK):
                if other != low:
                    rows = [word[other : other + BLOCK] for word in table]
                    for node in range(number):
                        _shorten(rows, low + node, [word[node] for word in via])
        return tuple(table)

    def to_node(self, goal: int) -> Words:
        """Return the length of the shortest way from each node to one node.

        Source: Bellman (1958), all steps at once in every round.
        """
        length = tuple(np.zeros(self.size, dtype=np.int64) for _ in self.length)
        length[0][:] = NO_WAY
        length[0][goal] = 0
        starts = np.flatnonzero(np.diff(self.source, prepend=-1))
        owner = self.source[starts]
        for _ in range(self.size + 1):
            best = self._best(length, starts)
            shorter = less(best, tuple(word[owner] for word in length))
            if not shorter.any():
                return length
            for word, found in zip(length, best, strict=True):
                word[owner[shorter]] = found[shorter]
        raise EngineError("de stroom was niet optimaal")

    def onward(self, goal: int, length: Words) -> list[int]:
        """Return per node which step comes first on a shortest way to one node.

        Parameters
        ----------
        goal
            The node.
        length
            Length from each node to it.

        Returns
        -------
        list of int
            Index in this graph; -1 at the goal and where there is no way.
        """
        fits = length[0][self.source] < TOO_FAR
        for word, step in zip(length, self.length, strict=True):
            fits &= step + word[self.to] == word[self.source]
        steps = np.flatnonzero(fits & (self.source != goal))[::-1]
        found = np.full(self.size, -1, dtype=np.int64)
        # Of several steps the last assignment holds: the first one.
        found[self.source[steps]] = steps
        return found.tolist()

    def direct(self) -> Graph:
        """Return the graph with only the steps that no detour is shorter than.

        Every shortest way consists of such steps.
        """
        table = self.between_all
        kept = np.ones(len(self.source), dtype=np.bool_)
        for word, step in zip(table, self.length, strict=True):
            kept &= word[self.source, self.to] == step
        return Graph(
            self.size,
            self.source[kept],
            self.to[kept],
            tuple(word[kept] for word in self.length),
            self.step[kept],
        )

    def _table(self) -> list[Ints]:
        """Return the lengths of the steps as a table of all pairs of nodes."""
        table = []
        for number, word in enumerate(self.length):
            empty = NO_WAY if number == 0 else 0
            full = np.full((self.size, self.size), empty, dtype=np.int64)
            full[self.source, self.to] = word
            np.fill_diagonal(full, 0)
            table.append(full)
        return table

    def _best(self, length: Words, starts: Ints) -> Words:
        """Return per node with steps the shortest way by one of its steps."""
        sizes = np.diff(starts, append=len(self.source))
        fits: Bools | None = None
        best = []
        for step, word in zip(self.length, length, strict=True):
            way = step + word[self.to]
            if fits is not None:
                way[~fits] = NO_WAY
            least = np.minimum.reduceat(way, starts)
            same = way == np.repeat(least, sizes)
            fits = same if fits is None else fits & same
            best.append(least)
        return tuple(best)


def _shorten(rows: list[Ints], via: int, onward: list[Ints]) -> None:
    """Let some rows of the table go via one node where that is shorter.

    Parameters
    ----------
    rows
        Words of shape (rows, nodes); changed.
    via
        The node.
    onward
        Its own row; words of shape (nodes,).
    """
    detour = tuple(
        word[:, via, None] + row for word, row in zip(rows, onward, strict=True)
    )
    if len(rows) == 1:
        np.minimum(rows[0], detour[0], out=rows[0])
        return
    shorter = less(detour, tuple(rows))
    for word, found in zip(rows, detour, strict=True):
        np.copyto(word, found, where=shorter)
