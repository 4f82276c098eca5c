"""Seats as a tree: nested counts, each with a number of seats.

Places, periods, marks, couples, and hours or money that come down to a number of
pupils are all counts of options. When every two of them are nested or share
nothing they form a tree, and that is all the flow engine needs to know.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

OUTSIDE = -1
"""Parent of a count that lies in no other."""


@dataclass(frozen=True, eq=False)
class SeatTree:
    """Nodes with limits: the counts, "no seat needed", and the root.

    Parameters
    ----------
    parent
        Node above each node, always a later one; the root is its own parent.
    seats
        Pupils that may stand at or under each node; shape (nodes,).
    leaf
        Node at which the taker of each option stands; shape (options,).
    rows
        Row of the model that each of the first nodes comes from.
    """

    parent: Ints
    seats: Ints
    leaf: Ints
    rows: Ints

    @property
    def size(self) -> int:
        """Return the number of nodes."""
        return len(self.parent)

    @property
    def root(self) -> int:
        """Return the node above all others."""
        return self.size - 1

    @property
    def home(self) -> int:
        """Return the node of whoever needs no seat, such as who gets nothing."""
        return self.size - 2

    def counts(self, node: Ints) -> Ints:
        """Return the pupils at or under each node.

        Parameters
        ----------
        node
            Node per pupil; shape (pupils,).
        """
        counts = np.bincount(node, minlength=self.size)
        for child in range(self.root):
            # Parents come after their children, so one pass upwards is enough.
            counts[self.parent[child]] += counts[child]
        return counts.astype(np.int64)


class TreeBuilder:
    """Counts added one by one, as long as they are nested.

    Parameters
    ----------
    options
        Number of options.
    """

    def __init__(self, options: int) -> None:
        self.inner = np.full(options, OUTSIDE, dtype=np.int64)
        self.parent: list[int] = []
        self.size: list[int] = []
        self.seats: list[int] = []
        self.rows: list[int] = []

    def add(self, row: int, options: Ints, seats: int) -> bool:
        """Add a count of options, if it is nested with all counts so far.

        Parameters
        ----------
        row
            Row of the model that it comes from.
        options
            The options that count; none twice.
        seats
            Most of them that may be chosen.

        Returns
        -------
        bool
            Whether it is part of the tree, or said by it already.
        """
        shared = self._shared(options)
        around = [n for n, number in shared.items() if number == len(options)]
        within = [n for n in shared if n not in around and shared[n] == self.size[n]]
        if len(around) + len(within) < len(shared):
            return False
        if any(self.seats[node] <= seats for node in around):
            return True
        above = min(around, key=lambda node: (self.size[node], -node), default=OUTSIDE)
        new = len(self.parent)
        for node in within:
            if self.parent[node] == above:
                self.parent[node] = new
        here = options[self.inner[options] == above]
        self.inner[here] = new
        self.parent.append(above)
        self.size.append(len(options))
        self.seats.append(seats)
        self.rows.append(row)
        return True

    def most(self, options: Ints) -> int:
        """Return how many of these options the tree allows at most."""
        nodes, numbers = np.unique(self.inner[options], return_counts=True)
        held: Counter[int] = Counter(
            dict(zip(nodes.tolist(), numbers.tolist(), strict=True))
        )
        touched = {above for node in nodes.tolist() for above in self._upwards(node)}
        for node in sorted(touched, key=lambda node: (self.size[node], -node)):
            held[self.parent[node]] += min(self.seats[node], held[node])
        return held[OUTSIDE]

    def build(self, pupils: int) -> SeatTree:
        """Return the tree, children before their parents.

        Parameters
        ----------
        pupils
            Number of pupils; all of them may stay without a seat.
        """
        number = len(self.parent)
        depth = np.array([self._depth(node) for node in range(number)], dtype=np.int64)
        order = np.argsort(-depth, kind="stable")
        new = np.empty(number + 1, dtype=np.int64)
        new[order] = np.arange(number)
        root = number + 1
        new[OUTSIDE] = root
        parent = new[np.array(self.parent, dtype=np.int64)[order]]
        new[OUTSIDE] = number
        seats = np.minimum(np.array(self.seats, dtype=np.int64)[order], pupils)
        return SeatTree(
            parent=np.concatenate([parent, [root, root]]),
            seats=np.concatenate([seats, [pupils, pupils]]),
            leaf=new[self.inner],
            rows=np.array(self.rows, dtype=np.int64)[order],
        )

    def _shared(self, options: Ints) -> dict[int, int]:
        """Return how many of these options each count holds, where it is any."""
        shared: dict[int, int] = {}
        nodes, numbers = np.unique(self.inner[options], return_counts=True)
        for node, number in zip(nodes.tolist(), numbers.tolist(), strict=True):
            for above in self._upwards(node):
                shared[above] = shared.get(above, 0) + number
        return shared

    def _upwards(self, node: int) -> Iterator[int]:
        """Yield a count and those around it, the smallest first."""
        while node != OUTSIDE:
            yield node
            node = self.parent[node]

    def _depth(self, node: int) -> int:
        return sum(1 for _ in self._upwards(node))
