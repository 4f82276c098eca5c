"""What another choice costs: shortest ways in the residual graph of an optimum.

To choose another option for one pupil, its node must get a seat, and the node that
the pupil leaves has one over. The cheapest way from the one to the other is a
shortest path over moves of other pupils and seats, and its length is exactly what
the best plan with that choice costs more, goal by goal. In the same way one more
seat at a node brings what the cheapest way from above the node to it earns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from matching.placement.flow import SeatFlow
from matching.placement.lengths import TOO_FAR, Graph, Scale
from matching.placement.options import NONE
from matching.placement.steps import seat_steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from matching.placement.lengths import Words
    from matching.placement.model import Model
    from matching.placement.tree import SeatTree

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

T = TypeVar("T")

MOST_NODES = 1_200
"""Above this many nodes the ways between all of them take too long."""


@dataclass(frozen=True)
class Shift:
    """One pupil who would go from one option to another (``NONE``: nothing)."""

    pupil: int
    origin: int
    to: int


@dataclass(frozen=True)
class SeatValue:
    """What one more seat would bring.

    Parameters
    ----------
    change
        Change of the cost per goal; all 0 when it brings nothing.
    chain
        Who would go where.
    """

    change: tuple[int, ...]
    chain: tuple[Shift, ...]


class Residual:
    """Prices of all choices around an optimal one.

    An **arc** is an option of the model, or ``options + pupil`` for nothing.

    Parameters
    ----------
    model
        A problem whose rules are all seats.
    tree
        Its seats.
    choice
        The optimal option per pupil, ``NONE`` for nothing; shape (pupils,).
    """

    def __init__(self, model: Model, tree: SeatTree, choice: Ints) -> None:
        self.tree = tree
        self.flow = SeatFlow(model, tree)
        self.flow.stand(choice)
        self.goals = len(model.goals)
        costs = [np.pad(goal.cost, (0, self.flow.pupils)) for goal in model.goals]
        arcs = self.flow.free
        standing = self.flow.arc[self.flow.arc_pupil[arcs]]
        change = [cost[arcs] - cost[standing] for cost in costs]
        # After the goals a way counts its movers, then its seats: of equally good
        # ways the one with the fewest pupils is the shortest, and none runs in rings.
        inner = len(np.unique(tree.parent))
        levels = [*change, np.full(len(arcs), 1 + 2 * inner)]
        most = [int(np.abs(level).max(initial=0)) for level in levels]
        self.scale = Scale.for_steps(most, tree.size)
        self.own = self.scale.pack(levels)
        self._lengths: dict[int, Words] = {}
        self._ways: dict[int, list[int]] = {}
        self.graph = self._graph()

    @property
    def small(self) -> bool:
        """Tell whether the prices of all arcs can be had at once."""
        return self.tree.size <= MOST_NODES

    @cached_property
    def prices(self) -> tuple[Ints, Bools]:
        """Return what each arc costs more per goal, and whether it can be had.

        Shapes (arcs, goals) and (arcs,); what cannot be had costs 0.
        """
        flow = self.flow
        change = np.zeros((len(flow.arc_pupil), self.goals), dtype=np.int64)
        possible = np.zeros(len(flow.arc_pupil), dtype=np.bool_)
        if self.small:
            source, to = self._ends(flow.free)
            length = tuple(word[to, source] for word in self.graph.between_all)
            change[flow.free], possible[flow.free] = self._priced(
                np.arange(len(flow.free)), length
            )
            return change, possible
        for pupil in range(flow.pupils):
            arcs, here, can = self.prices_of(pupil)
            change[arcs], possible[arcs] = here, can
        return change, possible

    def prices_of(self, pupil: int) -> tuple[Ints, Ints, Bools]:
        """Return the arcs of one pupil, what each costs more, and which can be had."""
        flow = self.flow
        number = np.flatnonzero(flow.arc_pupil[flow.free] == pupil)
        arcs = flow.free[number]
        length = self._to_node(int(flow.arc_node[flow.arc[pupil]]))
        to = flow.arc_node[arcs]
        change, possible = self._priced(number, tuple(word[to] for word in length))
        return arcs, change, possible

    def chain(self, arc: int) -> tuple[Shift, ...]:
        """Return how others would move when the pupil of an arc takes it.

        Among equally good chains one with the fewest pupils; empty when nobody
        has to move, or when the arc cannot be had.
        """
        home = int(self.flow.arc_node[self.flow.arc[self.flow.arc_pupil[arc]]])
        return self._shifts(int(self.flow.arc_node[arc]), home)

    def seat_value(self, node: int) -> SeatValue:
        """Return what one more seat at one node of the tree would bring."""
        above = int(self.tree.parent[node])
        length = tuple(word[[above]] for word in self._to_node(node))
        change = tuple(self._goals(length)[0].tolist())
        if node == above or length[0][0] >= TOO_FAR or change >= (0,) * self.goals:
            return SeatValue((0,) * self.goals, ())
        return SeatValue(change, self._shifts(above, node))

    def _graph(self) -> Graph:
        """Return the steps: moves of pupils, then seats taken and given up."""
        tree, flow = self.tree, self.flow
        loose = np.arange(tree.size) != tree.root
        seats = seat_steps(tree, flow.counts, loose)
        above = tree.parent
        source, to = self._ends(flow.free)
        source = np.concatenate([source, seats.take, above[seats.give]])
        to = np.concatenate([to, above[seats.take], seats.give])
        number = len(seats.take) + len(seats.give)
        free = [np.zeros(number, dtype=np.int64)] * self.goals
        steps = self.scale.pack([*free, np.ones(number, dtype=np.int64)])
        length = tuple(
            np.concatenate([move, seat])
            for move, seat in zip(self.own, steps, strict=True)
        )
        return Graph.build(source, to, length, tree.size)

    def _ends(self, arcs: Ints) -> tuple[Ints, Ints]:
        """Return where the pupils of some arcs stand, and where the arcs lead."""
        flow = self.flow
        return flow.node[flow.arc_pupil[arcs]], flow.arc_node[arcs]

    @cached_property
    def _steps(self) -> Graph:
        """Return the steps that chains are made of."""
        return self.graph.direct() if self.small else self.graph

    def _to_node(self, goal: int) -> Words:
        """Return the lengths from all nodes to one."""
        if self.small:
            return tuple(word[:, goal] for word in self.graph.between_all)
        return self._remembered(self._lengths, goal, self.graph.to_node)

    def _onward(self, goal: int) -> list[int]:
        """Return per node the step of ``_steps`` that leads to one node."""
        return self._remembered(
            self._ways, goal, lambda node: self._steps.onward(node, self._to_node(node))
        )

    @staticmethod
    def _remembered(known: dict[int, T], goal: int, find: Callable[[int], T]) -> T:
        """Return what was found for a node, or find it; forget when it is much."""
        if goal not in known:
            if len(known) >= MOST_NODES:
                known.clear()
            known[goal] = find(goal)
        return known[goal]

    def _priced(self, number: Ints, length: Words) -> tuple[Ints, Bools]:
        """Return price and possibility of free arcs, given the way from each."""
        total = tuple(
            own[number] + way for own, way in zip(self.own, length, strict=True)
        )
        possible = total[0] < TOO_FAR
        return np.where(possible[:, None], self._goals(total), 0), possible

    def _goals(self, length: Words) -> Ints:
        """Return lengths as a change per goal; shape (lengths, goals)."""
        return np.stack(self.scale.unpack(length), axis=1)[:, : self.goals]

    def _shifts(self, start: int, goal: int) -> tuple[Shift, ...]:
        """Return who moves on the shortest way between two nodes."""
        onward, steps = self._onward(goal), self._steps
        found, node = [], start
        while onward[node] >= 0:
            step = int(steps.step[onward[node]])
            if step < len(self.flow.free):
                found.append(self._shift(int(self.flow.free[step])))
            node = int(steps.to[onward[node]])
        return tuple(found)

    def _shift(self, arc: int) -> Shift:
        pupil = int(self.flow.arc_pupil[arc])
        origin = int(self.flow.arc[pupil])
        return Shift(pupil, self._option(origin), self._option(arc))

    def _option(self, arc: int) -> int:
        return arc if arc < self.flow.options else NONE
