"""Seats as a tree: place to budget to everything, each with a number of seats.

Hours and budgets that come down to a number of pupils are seats too, so a tree
of seat limits is all that the flow engine needs to know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class SeatTree:
    """Nodes with limits: the places, "no place", groups of places, and the root.

    Parameters
    ----------
    parent
        Node above each node; the root is its own parent; shape (nodes,).
    seats
        Pupils that may stand at or under each node; shape (nodes,).
    home
        Node that stands for "no place"; places are the nodes before it.
    """

    parent: Ints
    seats: Ints
    home: int

    @property
    def size(self) -> int:
        """Return the number of nodes."""
        return len(self.parent)

    @property
    def root(self) -> int:
        """Return the node above all others."""
        return len(self.parent) - 1

    def counts(self, node: Ints) -> Ints:
        """Return the pupils at or under each node.

        Parameters
        ----------
        node
            Leaf per pupil; shape (pupils,).
        """
        counts = np.bincount(node, minlength=self.size)
        for child in range(self.root):
            # Groups come after leaves, so one pass upwards is enough.
            counts[self.parent[child]] += counts[child]
        return counts.astype(np.int64)


def build_tree(seats: Ints, group_of: Ints, group_seats: Ints, pupils: int) -> SeatTree:
    """Build the tree of one problem.

    Parameters
    ----------
    seats
        Seats per place; shape (places,).
    group_of
        Group index per place, negative for none; shape (places,).
    group_seats
        Pupils that each group of places may hold together; shape (groups,).
    pupils
        Number of pupils; all of them may stay without a place.
    """
    places, groups = len(seats), len(group_seats)
    root = places + 1 + groups
    parent = np.full(root + 1, root, dtype=np.int64)
    parent[:places] = np.where(group_of >= 0, places + 1 + group_of, root)
    limits = np.concatenate([seats, [pupils], group_seats, [pupils]])
    return SeatTree(parent, limits.astype(np.int64), home=places)
