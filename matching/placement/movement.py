"""Who can still move between equally good plans, and how others make room.

Pupils and seats that may change form a directed graph on the nodes of the seat
tree. A pupil can go from one node to another exactly when both lie on a round
trip, so in one strongly connected part. Parts only ever fall apart: a pupil with
one node left within its part is done without any search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from matching.placement.steps import seat_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from matching.placement.flow import SeatFlow

    Ints = NDArray[np.int64]
    Step = tuple[int, int, int]

SEAT = -1
"""Stands for a seat where a step names a pupil."""

WORK_PER_ARC = 8
"""Steps of searching, per arc, after which looking at the parts again pays off."""

LEAST_WORK = 20_000
"""Steps of searching that are always cheaper than looking again."""


class Movement:
    """The part of a flow that is not settled yet.

    Parameters
    ----------
    flow
        A flow after its last goal; changed by ``finish``.

    Attributes
    ----------
    node
        Where each pupil stands now.
    """

    def __init__(self, flow: SeatFlow) -> None:
        self.flow, self.tree = flow, flow.tree
        self.node: list[int] = flow.node.tolist()
        self.parent: list[int] = flow.tree.parent.tolist()
        self.seats: list[int] = flow.tree.seats.tolist()
        self.counts: list[int] = flow.counts.tolist()
        self.loose: list[bool] = flow.loose.tolist()
        self.children: list[list[int]] = [[] for _ in self.parent]
        for child in np.flatnonzero(flow.loose).tolist():
            self.children[self.parent[child]].append(child)
        self.arcs: Ints = flow.free
        self.settled = np.zeros(flow.pupils, dtype=np.bool_)
        self.look_again()

    def can_move(self, pupil: int) -> bool:
        """Tell whether a pupil is not settled; the parts are kept up to date."""
        if self.work > WORK_PER_ARC * len(self.arcs) + LEAST_WORK:
            self.look_again()
        return pupil in self.options

    def take_out(self, pupil: int) -> list[tuple[int, int]]:
        """Stop moving a pupil for others; return its arcs and their nodes."""
        self.movers[self.node[pupil]].remove(pupil)
        del self.options[pupil]
        self.settled[pupil] = True
        part = slice(self.first[pupil], self.first[pupil + 1])
        arcs = self.arcs[part]
        return list(zip(arcs.tolist(), self.flow.arc_node[arcs].tolist(), strict=True))

    def fix(self, pupil: int, arc: int, node: int) -> None:
        """Give a pupil that was taken out an arc to a node with room."""
        self.flow.arc[pupil], self.node[pupil] = arc, node

    def finish(self) -> None:
        """Bring the counts of the flow up to date."""
        self.flow.counts = self.tree.counts(self.flow.node)

    def make_room(self, start: int, goal: int) -> bool:
        """Move others so that one may come at ``start`` when one leaves ``goal``."""
        way = self._find_way(start, goal)
        for source, to, pupil in way or ():
            if pupil != SEAT:
                self.movers[source].remove(pupil)
                self.movers[to].add(pupil)
                self.node[pupil] = to
            elif self.parent[source] == to:
                self.counts[source] += 1
            else:
                self.counts[to] -= 1
        return way is not None

    def look_again(self) -> None:
        """Settle who cannot move any more, and keep only steps within a part."""
        flow = self.flow
        pupil = flow.arc_pupil[self.arcs]
        self._keep(~self.settled[pupil])
        node = np.array(self.node, dtype=np.int64)
        pupil, to = flow.arc_pupil[self.arcs], flow.arc_node[self.arcs]
        part = self._parts(node[pupil], to)
        self._keep(part[node[pupil]] == part[to])
        pupil, to = flow.arc_pupil[self.arcs], flow.arc_node[self.arcs]
        away = np.bincount(pupil[to != node[pupil]], minlength=flow.pupils) > 0
        still = ~self.settled & ~away
        # Of several arcs to one node the first is the one that the draw takes.
        here = still[pupil]
        flow.arc[pupil[here][::-1]] = self.arcs[here][::-1]
        self.settled |= still
        self._keep(~still[pupil])
        self._list()

    def _keep(self, which: NDArray[np.bool_]) -> None:
        self.arcs = self.arcs[which]

    def _parts(self, source: Ints, to: Ints) -> Ints:
        """Return the strongly connected part of each node; shape (nodes,)."""
        counts = np.array(self.counts, dtype=np.int64)
        seats = seat_steps(self.tree, counts, self.flow.loose)
        above = self.tree.parent
        source = np.concatenate([source, seats.take, above[seats.give]])
        to = np.concatenate([to, above[seats.take], seats.give])
        ones = np.ones(len(source), dtype=np.int8)
        graph = coo_array((ones, (source, to)), (self.tree.size, self.tree.size))
        _, part = connected_components(graph, directed=True, connection="strong")
        return np.asarray(part, dtype=np.int64)

    def _list(self) -> None:
        """List who stands where, and who can go where, for the searches."""
        flow, size = self.flow, self.tree.size
        pupil, to = flow.arc_pupil[self.arcs], flow.arc_node[self.arcs]
        nodes = to.tolist()
        self.first: list[int] = np.searchsorted(
            pupil, np.arange(flow.pupils + 1)
        ).tolist()
        self.movers: list[set[int]] = [set() for _ in range(size)]
        self.options: dict[int, list[int]] = {}
        for mover in np.unique(pupil).tolist():
            self.options[mover] = nodes[self.first[mover] : self.first[mover + 1]]
            self.movers[self.node[mover]].add(mover)
        order = np.argsort(to, kind="stable")
        wanting = pupil[order].tolist()
        first = np.searchsorted(to[order], np.arange(size + 1)).tolist()
        self.wanting = [wanting[first[n] : first[n + 1]] for n in range(size)]
        self.work = 0

    def _find_way(self, start: int, goal: int) -> list[Step] | None:
        """Return the steps of a way between two nodes, searched from both ends."""
        ahead: dict[int, Step | None] = {start: None}
        back: dict[int, Step | None] = {goal: None}
        front, rear = [start], [goal]
        while front and rear:
            forward = len(front) <= len(rear)
            seen, others = (ahead, back) if forward else (back, ahead)
            found: list[int] = []
            for node in front if forward else rear:
                steps = self._steps_from(node) if forward else self._steps_to(node)
                for step in steps:
                    self.work += 1
                    there = step[1] if forward else step[0]
                    if there not in seen:
                        seen[there] = step
                        found.append(there)
                        if there in others:
                            return _joined(ahead, back, there)
            if forward:
                front = found
            else:
                rear = found
        return None

    def _steps_from(self, node: int) -> Iterator[Step]:
        for pupil in self.movers[node]:
            for to in self.options[pupil]:
                yield node, to, pupil
        if self.loose[node] and self.counts[node] < self.seats[node]:
            yield node, self.parent[node], SEAT
        for child in self.children[node]:
            if self.counts[child] > 0:
                yield node, child, SEAT

    def _steps_to(self, node: int) -> Iterator[Step]:
        for pupil in self.wanting[node]:
            if pupil in self.options:
                yield self.node[pupil], node, pupil
        if self.loose[node] and self.counts[node] > 0:
            yield self.parent[node], node, SEAT
        for child in self.children[node]:
            if self.counts[child] < self.seats[child]:
                yield child, node, SEAT


def _joined(
    ahead: dict[int, tuple[int, int, int] | None],
    back: dict[int, tuple[int, int, int] | None],
    middle: int,
) -> list[tuple[int, int, int]]:
    """Put the two halves of a way together."""
    way = []
    step = ahead[middle]
    while step is not None:
        way.append(step)
        step = ahead[step[0]]
    way.reverse()
    step = back[middle]
    while step is not None:
        way.append(step)
        step = back[step[1]]
    return way
