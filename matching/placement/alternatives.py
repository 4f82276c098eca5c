"""What another place for one pupil would cost, and who would have to move.

For seats the answer is exact: the cheapest way to give up the current seat and
free one elsewhere is a shortest path in the residual graph of the optimum. The
goals stand in one number per step, with room enough that none spills over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.flow import SeatFlow
from matching.placement.options import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.tree import SeatTree

    Ints = NDArray[np.int64]

NO_WAY = 2**61
"""Length of a step that cannot be made."""

TOO_FAR = 2**60
"""From here on a length contains a step that cannot be made."""

MOST_NODES = 450
"""Above this many places the shortest paths take too long for a meeting."""

MOST_SHOWN = 5
"""Alternatives per pupil that are worked out in words."""


@dataclass(frozen=True)
class Move:
    """One pupil who would go from one place to another (``NONE``: none)."""

    pupil: int
    origin: int
    to: int


@dataclass(frozen=True)
class Option:
    """Another place for a pupil.

    Parameters
    ----------
    place
        Place index.
    change
        Change of the cost per goal, lower is better; ``None``: cannot be had.
    moves
        Others who would move.
    exact
        Whether this is the outcome of the best plan with that choice.
    fits
        Whether there is room without anybody moving; only known for estimates.
    """

    place: int
    change: tuple[int, ...] | None
    moves: tuple[Move, ...] = ()
    exact: bool = True
    fits: bool = True


def exact_options(
    model: Model, tree: SeatTree, choice: Ints
) -> list[list[Option]] | None:
    """Return the cheapest other places per pupil, cheapest first.

    Parameters
    ----------
    model
        A problem whose rules are all seats.
    tree
        Its seats.
    choice
        The optimal option per pupil; shape (pupils,).

    Returns
    -------
    list of list of Option, or None
        ``None`` when the problem is too large to price every pair exactly.
    """
    weights = _weights(model, tree.size)
    if weights is None or tree.size > MOST_NODES:
        return None
    return _Prices(model, tree, choice, weights).options()


def _weights(model: Model, nodes: int) -> list[int] | None:
    """Return a factor per goal so that no sum along a path spills over."""
    weights: list[int] = []
    factor = 1
    for goal in reversed(model.goals):
        weights.insert(0, factor)
        largest = int(np.abs(goal.cost).max(initial=0))
        factor *= 2 * (nodes + 2) * 2 * largest + 1
    return weights if factor < TOO_FAR // 4 else None


class _Prices:
    """Shortest paths between all places in the residual graph of an optimum."""

    def __init__(
        self, model: Model, tree: SeatTree, choice: Ints, weights: list[int]
    ) -> None:
        self.model, self.tree, self.weights = model, tree, weights
        self.flow = SeatFlow(model, tree)
        self.flow.stand(choice)
        blended = np.zeros(len(model.options), dtype=np.int64)
        for goal, weight in zip(model.goals, weights, strict=True):
            blended += goal.cost * weight
        self.costs = self.flow.arc_costs(blended)
        self.paid = self.costs[self.flow.arc]
        self.who: dict[tuple[int, int], int] = {}
        self.length, self.onward = _shortest_paths(self._steps())

    def options(self) -> list[list[Option]]:
        """Return the cheapest other places per pupil."""
        pupil, place = self.model.options.pupil, self.model.options.place
        node, leaf = self.flow.node, self.tree.leaf
        price = self.costs[: len(pupil)] - self.paid[pupil]
        price = price + self.length[leaf, node[pupil]]
        here = self.model.places_of(self.flow.choice)
        found: list[list[Option]] = [[] for _ in self.model.pupils]
        seen: set[tuple[int, int]] = set()
        for option in np.lexsort((place, price, pupil)).tolist():
            who, where = int(pupil[option]), int(place[option])
            if where in (NONE, int(here[who])) or (who, where) in seen:
                continue
            seen.add((who, where))
            if len(found[who]) < MOST_SHOWN:
                found[who].append(self._option(option, int(price[option])))
        return found

    def _steps(self) -> Ints:
        """Return the cheapest step between nodes and remember who makes it."""
        flow, size = self.flow, self.tree.size
        step = np.minimum(flow.contract(self.costs, self.paid), NO_WAY)
        source = flow.node[flow.arc_pupil]
        arcs = np.flatnonzero(source != flow.arc_node)
        cost = self.costs[arcs] - self.paid[flow.arc_pupil[arcs]]
        ends = source[arcs] * size + flow.arc_node[arcs]
        # Sorted by ends, cost and pupil: the first of each ends is the mover.
        order = np.lexsort((flow.arc_pupil[arcs], cost, ends))
        _, first = np.unique(ends[order], return_index=True)
        for arc in arcs[order[first]].tolist():
            movers = (int(source[arc]), int(flow.arc_node[arc]))
            self.who[movers] = arc
        return step

    def _option(self, option: int, price: int) -> Option:
        place = int(self.model.options.place[option])
        if price >= TOO_FAR:
            return Option(place, None)
        home = int(self.flow.node[self.model.options.pupil[option]])
        moves = self._moves(int(self.tree.leaf[option]), home)
        return Option(place, self._per_goal(price), moves)

    def _per_goal(self, price: int) -> tuple[int, ...]:
        """Take the one number apart again into a change per goal."""
        change = []
        for weight in self.weights:
            # Later goals together are less than half a unit of this one.
            units = (2 * price + weight) // (2 * weight)
            change.append(units)
            price -= units * weight
        return tuple(change)

    def _moves(self, start: int, goal: int) -> tuple[Move, ...]:
        """Return who moves on the cheapest way from ``start`` to ``goal``."""
        moves = []
        node = start
        while node != goal:
            following = int(self.onward[node, goal])
            arc = self.who.get((node, following))
            if arc is not None:
                pupil = int(self.flow.arc_pupil[arc])
                origin = self._place(int(self.flow.arc[pupil]))
                moves.append(Move(pupil, origin, self._place(arc)))
            node = following
        return tuple(moves)

    def _place(self, arc: int) -> int:
        """Return the lasting place of an arc."""
        place = self.model.options.place
        return int(place[arc]) if arc < len(place) else NONE


def _shortest_paths(step: Ints) -> tuple[Ints, Ints]:
    """Return the length between all nodes and the next node on the way.

    Source: Floyd (1962), Algorithm 97, with one row of work per node.
    """
    length = step.copy()
    np.fill_diagonal(length, 0)
    onward = np.broadcast_to(np.arange(len(step)), step.shape).copy()
    for via in range(len(step)):
        detour = length[:, via, None] + length[via]
        shorter = detour < length
        length = np.where(shorter, detour, length)
        onward = np.where(shorter, onward[:, via, None], onward)
    return length, onward
