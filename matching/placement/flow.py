"""The flow engine: seats, admissibility and goals that add up, solved exactly.

Each goal is one min-cost flow. The prices (dual values) of its solution say
which arcs can be part of an optimum; the next goal only sees those. So an
earlier goal can never be given up, and no weights are blended.

Source: complementary slackness; Ahuja, Magnanti and Orlin, Network Flows (1993),
§9.4. The prices are shortest distances in the residual graph, contracted to
nodes of the seat tree, since a seat is a seat whoever takes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matching.placement.errors import EngineError
from matching.placement.options import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.tree import SeatTree

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

NO_WAY = 2**62
"""Length of a step that cannot be made; no real sum of costs comes near it."""


class SeatFlow:
    """A placement on the seat tree, and what may still change in it.

    Parameters
    ----------
    model
        The problem; its side rules are not looked at here.
    tree
        The seats.

    Attributes
    ----------
    arc_pupil, arc_node
        An arc per option of the model, and one to "nothing" per pupil without pin;
        the node is where the taker stands.
    free
        Arcs that are part of some optimum of all goals so far.
    loose
        Nodes whose number of pupils may differ between those optima.
    arc, counts
        The arc that each pupil takes now, and the pupils at or under each node.
    """

    def __init__(self, model: Model, tree: SeatTree) -> None:
        unpinned = np.flatnonzero(~model.pinned)
        self.tree = tree
        self.pupils = len(model.pupils)
        self.options = len(model.options)
        self.arc_pupil = np.concatenate([model.options.pupil, unpinned])
        self.arc_node = np.concatenate([tree.leaf, np.full(len(unpinned), tree.home)])
        self.free: Bools = np.ones(len(self.arc_pupil), dtype=np.bool_)
        self.loose: Bools = np.ones(tree.size, dtype=np.bool_)
        self.loose[tree.root] = False
        self.stay = np.full(self.pupils, NONE, dtype=np.int64)
        self.stay[unpinned] = self.options + np.arange(len(unpinned))
        self.arc = self.stay.copy()
        self.counts = np.zeros(tree.size, dtype=np.int64)

    @property
    def node(self) -> Ints:
        """Return where each pupil stands now; shape (pupils,)."""
        return self.arc_node[self.arc]

    @property
    def choice(self) -> Ints:
        """Return the option of each pupil, ``NONE`` for nothing; shape (pupils,)."""
        return np.where(self.arc < self.options, self.arc, NONE)

    def stand(self, choice: Ints) -> None:
        """Put every pupil on the option of a choice, or on nothing."""
        self.arc = np.where(choice == NONE, self.stay, choice)
        self.counts = self.tree.counts(self.node)

    def arc_costs(self, cost: Ints) -> Ints:
        """Return the cost per arc of this graph: getting nothing is 0."""
        return np.pad(cost, (0, len(self.arc_pupil) - len(cost)))

    def minimise(self, cost: Ints) -> int:
        """Move to an optimum for one more goal and keep only its optima.

        Parameters
        ----------
        cost
            Cost per option of the model; shape (options,).

        Returns
        -------
        int
            The lowest total cost, proven by the prices.
        """
        costs = self.arc_costs(cost)
        if self.pupils:
            self.arc = self._solve(costs)
            self.counts = self.tree.counts(self.node)
        paid = costs[self.arc]
        price = prices(self.contract(costs, paid))
        reduced = costs + price[self.arc_node]
        reduced -= (paid + price[self.node])[self.arc_pupil]
        self.free &= reduced == 0
        self.loose &= price == price[self.tree.parent]
        return int(paid.sum())

    def contract(self, costs: Ints, paid: Ints) -> Ints:
        """Return the cheapest step between any two nodes; shape (nodes, nodes).

        A step is one pupil who moves along a free arc, or a seat that is taken
        (to the parent) or given up (from the parent).
        """
        step = np.full((self.tree.size, self.tree.size), NO_WAY, dtype=np.int64)
        arcs = np.flatnonzero(self.free)
        pupil, to = self.arc_pupil[arcs], self.arc_node[arcs]
        np.minimum.at(step, (self.node[pupil], to), costs[arcs] - paid[pupil])
        can_take, can_give = self.seat_steps()
        step[can_take, self.tree.parent[can_take]] = 0
        step[self.tree.parent[can_give], can_give] = 0
        return step

    def seat_steps(self) -> tuple[Ints, Ints]:
        """Return the nodes with a seat to take, and those with one to give up."""
        room = self.loose & (self.counts < self.tree.seats)
        return np.flatnonzero(room), np.flatnonzero(self.loose & (self.counts > 0))

    def _solve(self, costs: Ints) -> Ints:
        """Return the arc per pupil of a cheapest flow over what is free."""
        tree, shift = self.tree, self.pupils
        arcs, nodes = np.flatnonzero(self.free), np.flatnonzero(self.loose)
        held = np.flatnonzero(~self.loose[: tree.root])
        supply = np.zeros(shift + tree.size, dtype=np.int64)
        supply[:shift] = 1
        supply[shift + tree.root] = -self.pupils
        # A node that is not loose keeps its pupils: its flow becomes supply.
        supply[shift + held] -= self.counts[held]
        np.add.at(supply, shift + tree.parent[held], self.counts[held])
        engine = SimpleMinCostFlow()
        handles = engine.add_arcs_with_capacity_and_unit_cost(
            np.concatenate([self.arc_pupil[arcs], shift + nodes]),
            shift + np.concatenate([self.arc_node[arcs], tree.parent[nodes]]),
            np.concatenate([np.ones(len(arcs), dtype=np.int64), tree.seats[nodes]]),
            np.concatenate([costs[arcs], np.zeros(len(nodes), dtype=np.int64)]),
        )
        engine.set_nodes_supplies(np.arange(len(supply)), supply)
        status = engine.solve()
        if status != engine.OPTIMAL:
            raise EngineError(f"stroommodel: {status.name}")
        chosen = arcs[engine.flows(handles[: len(arcs)]) > 0]
        arc = np.empty(self.pupils, dtype=np.int64)
        arc[self.arc_pupil[chosen]] = chosen
        return arc


def prices(step: Ints) -> Ints:
    """Return a price per node that makes no step cheaper than free.

    Parameters
    ----------
    step
        Cost of each step, ``NO_WAY`` where there is none; shape (nodes, nodes).

    Raises
    ------
    EngineError
        When a round trip earns something: the flow was not optimal.
    """
    price = np.zeros(len(step), dtype=np.int64)
    for _ in range(len(step) + 1):
        lower = np.minimum(price, (step + price).min(axis=1))
        if np.array_equal(lower, price):
            return price
        price = lower
    raise EngineError("de stroom was niet optimaal")
