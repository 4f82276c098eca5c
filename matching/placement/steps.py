"""Everything that may change in a flow by one pupil or one seat, as steps.

A pupil who moves from a to b costs the same wherever it leads, so the residual
graph of a flow has one step between two nodes of the seat tree: the cheapest
pupil. Beside them a seat can be taken (to the parent) or given up (from it).
Source: Ahuja, Magnanti and Orlin, Network Flows (1993), §2.4 and §9.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.tree import SeatTree

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

NO_WAY = 2**62
"""Cost of a step that cannot be made; no real sum of costs comes near it."""

DENSE = 4
"""A table of all pairs of nodes is used up to this many cells per move."""


@dataclass(frozen=True, eq=False)
class Moves:
    """The cheapest move between two nodes, for each two that have one.

    Parameters
    ----------
    source, to
        Ends; sorted by source, then to; shape (moves,).
    cost
        What it costs; shape (moves,).
    """

    source: Ints
    to: Ints
    cost: Ints

    @property
    def starts(self) -> Ints:
        """Return where the moves of each source begin."""
        return np.flatnonzero(np.diff(self.source, prepend=-1))


def cheapest_moves(source: Ints, to: Ints, cost: Ints, size: int) -> Moves:
    """Keep one move between each two of ``size`` nodes, the cheapest.

    A move from a node to itself is another arc of the same pupil; one that earns
    something makes the flow not optimal like any other round trip.
    """
    if size * size <= DENSE * len(to):
        table = np.full(size * size, NO_WAY, dtype=np.int64)
        np.minimum.at(table, source * size + to, cost)
        ends = np.flatnonzero(table < NO_WAY)
        return Moves(ends // size, ends % size, table[ends])
    ends = source * size + to
    order = np.lexsort((cost, ends))
    ends, cost = ends[order], cost[order]
    first = np.diff(ends, prepend=-1) > 0
    return Moves(ends[first] // size, ends[first] % size, cost[first])


@dataclass(frozen=True, eq=False)
class Seats:
    """Where a seat can be taken, and where one can be given up.

    Parameters
    ----------
    parent
        Node above each node; shape (nodes,).
    take, give
        Nodes with room, and nodes with a pupil at or under them.
    """

    parent: Ints
    take: Ints
    give: Ints


def seat_steps(tree: SeatTree, counts: Ints, loose: Bools) -> Seats:
    """Return the steps of seats among the nodes that may still change.

    Parameters
    ----------
    tree
        The seats.
    counts
        Pupils at or under each node; shape (nodes,).
    loose
        Nodes whose number of pupils may change; shape (nodes,).
    """
    return Seats(
        tree.parent,
        np.flatnonzero(loose & (counts < tree.seats)),
        np.flatnonzero(loose & (counts > 0)),
    )


def prices(moves: Moves, seats: Seats, *, rounds: int) -> Ints | None:
    """Return a price per node that makes no step cheaper than free.

    Parameters
    ----------
    moves, seats
        The steps.
    rounds
        Rounds after which to give up; as many as there are nodes is enough for
        every flow that is optimal.

    Returns
    -------
    ndarray or None
        Shape (nodes,); ``None`` when no such price was found, so that (after
        enough rounds) some round trip earns something: the flow is not optimal.
    """
    price = np.zeros(len(seats.parent), dtype=np.int64)
    starts = moves.starts
    owner = moves.source[starts]
    above = seats.parent[seats.give]
    for _ in range(rounds):
        lower = price.copy()
        if len(owner):
            best = np.minimum.reduceat(moves.cost + price[moves.to], starts)
            lower[owner] = np.minimum(lower[owner], best)
        up = price[seats.parent[seats.take]]
        lower[seats.take] = np.minimum(lower[seats.take], up)
        np.minimum.at(lower, above, price[seats.give])
        if np.array_equal(lower, price):
            return price
        price = lower
    return None
