"""The draw: what is still tied after all goals is broken by lot.

In the order of the draw each pupil gets the first of its options (places by
ascending id, then no place) that some optimum still allows, and keeps it.
The search is one walk over the places per pupil, not a solve per pupil.
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
        Node per pupil; shape (pupils,).
    """
    _Draw(flow).run()
    return flow.node


class _Draw:
    """Pupils that may still move, counted per step between two nodes."""

    def __init__(self, flow: SeatFlow) -> None:
        self.flow = flow
        self.tree = flow.tree
        arcs = np.flatnonzero(flow.free)
        order = arcs[np.lexsort((flow.arc_node[arcs], flow.arc_pupil[arcs]))]
        first = np.searchsorted(flow.arc_pupil[order], np.arange(flow.pupils + 1))
        nodes = flow.arc_node[order]
        self.options = [
            nodes[first[pupil] : first[pupil + 1]] for pupil in range(flow.pupils)
        ]
        self.steps = np.zeros((self.tree.size, self.tree.size), dtype=np.int64)
        self.movers: list[set[int]] = [set() for _ in range(self.tree.size)]
        for pupil, options in enumerate(self.options):
            if len(options) > 1:
                self._enter(pupil, int(flow.node[pupil]))

    def run(self) -> None:
        """Settle the pupils one by one, in the order of the draw."""
        for pupil, options in enumerate(self.options):
            if len(options) > 1:
                self._settle(pupil, options)

    def _settle(self, pupil: int, options: Ints) -> None:
        """Give this pupil the first option that can be had, and fix it."""
        here = int(self.flow.node[pupil])
        self._leave(pupil, here)
        better = options[options < here]
        if not len(better):
            return
        onward = self._ways_to(here)
        for there in better.tolist():
            if onward[there] >= 0:
                self._shift(onward, there, here)
                self.flow.node[pupil] = there
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
                    if following in self.options[mover]
                )
                self._leave(pupil, node)
                self._enter(pupil, following)
                self.flow.node[pupil] = following
            elif self.tree.parent[node] == following:
                self.flow.counts[node] += 1
            else:
                self.flow.counts[following] -= 1
            node = following

    def _enter(self, pupil: int, node: int) -> None:
        self.movers[node].add(pupil)
        self.steps[node, self.options[pupil]] += 1
        self.steps[node, node] -= 1

    def _leave(self, pupil: int, node: int) -> None:
        self.movers[node].remove(pupil)
        self.steps[node, self.options[pupil]] -= 1
        self.steps[node, node] += 1
