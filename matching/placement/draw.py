"""The draw: what is still tied after all goals is broken by lot.

In the order of the draw each pupil gets the first of its options (see
``build_options``; nothing comes last) that some optimum still allows, and keeps it.
The search is one walk over the seat tree per pupil, not a solve per pupil.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.flow import SeatFlow

    Ints = NDArray[np.int64]


def draw(flow: SeatFlow) -> Ints:
    """Return the one placement that goals and draw leave over.

    Parameters
    ----------
    flow
        A flow after its last goal; its placement is changed.

    Returns
    -------
    ndarray
        Option per pupil, ``NONE`` for nothing; shape (pupils,).
    """
    _Draw(flow).run()
    return flow.choice


class _Draw:
    """Pupils that may still move, counted per step between two nodes."""

    def __init__(self, flow: SeatFlow) -> None:
        self.flow = flow
        self.tree = flow.tree
        # Arcs of a pupil stand in the order of the draw; "nothing" has the last ones.
        arcs = np.flatnonzero(flow.free)
        order = arcs[np.argsort(flow.arc_pupil[arcs], kind="stable")]
        first = np.searchsorted(flow.arc_pupil[order], np.arange(flow.pupils + 1))
        self.arcs = np.split(order, first[1:-1])
        self.nodes = [np.unique(flow.arc_node[arcs]) for arcs in self.arcs]
        self.steps = np.zeros((self.tree.size, self.tree.size), dtype=np.int64)
        self.movers: list[set[int]] = [set() for _ in range(self.tree.size)]
        for pupil, options in enumerate(self.arcs):
            if len(options) > 1:
                self._enter(pupil, int(flow.node[pupil]))

    def run(self) -> None:
        """Settle the pupils one by one, in the order of the draw."""
        for pupil, arcs in enumerate(self.arcs):
            if len(arcs) > 1:
                self._settle(pupil, arcs)

    def _settle(self, pupil: int, arcs: Ints) -> None:
        """Give this pupil the first option that can be had, and fix it."""
        arc = int(self.flow.arc[pupil])
        here = int(self.flow.arc_node[arc])
        self._leave(pupil, here)
        better = arcs[arcs < arc]
        if not len(better):
            return
        onward = self._ways_to(here)
        for wanted in better.tolist():
            there = int(self.flow.arc_node[wanted])
            if onward[there] >= 0:
                self._shift(onward, there, here)
                self.flow.arc[pupil] = wanted
                return

    def _ways_to(self, goal: int) -> list[int]:
        """Return per node the next node on a way to ``goal``, or -1."""
        onward = [-1] * self.tree.size
        onward[goal] = goal
        takes, gives = (set(nodes.tolist()) for nodes in self.flow.seat_steps())
        parent = self.tree.parent
        queue = [goal]
        for node in queue:
            before = np.flatnonzero(self.steps[:, node]).tolist()
            before += [
                child
                for child in np.flatnonzero(parent == node).tolist()
                if child in takes
            ]
            if node in gives:
                before.append(int(parent[node]))
            for other in before:
                if onward[other] < 0:
                    onward[other] = node
                    queue.append(other)
        return onward

    def _shift(self, onward: list[int], start: int, goal: int) -> None:
        """Make room at ``start`` by moving one pupil or seat per step."""
        node = start
        while node != goal:
            following = onward[node]
            if self.steps[node, following]:
                pupil = min(
                    mover
                    for mover in self.movers[node]
                    if following in self.nodes[mover]
                )
                self._leave(pupil, node)
                self._enter(pupil, following)
                arcs = self.arcs[pupil]
                self.flow.arc[pupil] = arcs[self.flow.arc_node[arcs] == following][0]
            elif self.tree.parent[node] == following:
                self.flow.counts[node] += 1
            else:
                self.flow.counts[following] -= 1
            node = following

    def _enter(self, pupil: int, node: int) -> None:
        self.movers[node].add(pupil)
        self.steps[node, self.nodes[pupil]] += 1
        self.steps[node, node] -= 1

    def _leave(self, pupil: int, node: int) -> None:
        self.movers[node].remove(pupil)
        self.steps[node, self.nodes[pupil]] -= 1
        self.steps[node, node] += 1
