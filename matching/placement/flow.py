"""The flow engine: seats, admissibility and goals that add up, solved exactly.

Each goal is one min-cost flow. The prices (dual values) of its solution say
which arcs can be part of an optimum; the next goal only sees those. So an
earlier goal can never be given up, and no weights are blended. Pupils with one
arc left are no part of the next flow, and when the present flow is the best for
the next goal already, which its prices tell, nothing is solved.

Source: complementary slackness; Ahuja, Magnanti and Orlin, Network Flows (1993),
§9.4. The prices are shortest distances in the residual graph (``steps``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matching.placement.errors import EngineError
from matching.placement.options import NONE
from matching.placement.steps import cheapest_moves, prices, seat_steps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.tree import SeatTree

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

FEW_ROUNDS = 40
"""Rounds to look whether the present flow is the best before solving again."""


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
        An arc per option of the model and, after them, one to "nothing" per pupil;
        the node is where the taker stands.
    free
        Arcs that are part of some optimum of all goals so far, sorted by pupil and
        in the order of the draw.
    loose
        Nodes whose number of pupils may differ between those optima.
    arc, counts
        The arc that each pupil takes now, and the pupils at or under each node.
    """

    def __init__(self, model: Model, tree: SeatTree) -> None:
        self.tree = tree
        self.pupils, self.options = len(model.pupils), len(model.options)
        everybody = np.arange(self.pupils)
        self.arc_pupil = np.concatenate([model.options.pupil, everybody])
        home = np.full(self.pupils, tree.home)
        self.arc_node = np.concatenate([tree.leaf, home])
        allowed = np.append(np.ones(self.options, dtype=np.bool_), ~model.pinned)
        order = np.argsort(self.arc_pupil, kind="stable")
        self.free: Ints = order[allowed[order]]
        self.loose: Bools = np.ones(tree.size, dtype=np.bool_)
        self.loose[tree.root] = False
        self.arc = self.options + everybody
        self._stand_on_pins(model.pinned)

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
        stay = self.options + np.arange(self.pupils)
        self.arc = np.where(choice == NONE, stay, choice)
        self.counts = self.tree.counts(self.node)

    def _stand_on_pins(self, pinned: Bools) -> None:
        """Start from nobody placed, and whoever is pinned on its pin."""
        arcs = self.free[::-1]
        arcs = arcs[pinned[self.arc_pupil[arcs]]]
        # Of several arcs the last assignment holds: the first in the draw.
        self.arc[self.arc_pupil[arcs]] = arcs
        if (self.arc[pinned] >= self.options).any():
            raise EngineError("een vaste plek kan niet")
        self.counts = self.tree.counts(self.node)
        if (self.counts > self.tree.seats).any():
            self._solve(np.zeros(len(self.arc_pupil), dtype=np.int64))

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

        Raises
        ------
        EngineError
            When the pins do not fit, or the solver does not give an optimum.
        """
        costs = np.pad(cost, (0, self.pupils))
        price = self._prices(costs, FEW_ROUNDS)
        if price is None:
            self._solve(costs)
            price = self._prices(costs, self.tree.size + 1)
        if price is None:
            raise EngineError("de stroom was niet optimaal")
        paid = costs[self.arc]
        reduced = costs[self.free] + price[self.arc_node[self.free]]
        reduced -= (paid + price[self.node])[self.arc_pupil[self.free]]
        self.free = self.free[reduced == 0]
        self.loose &= price == price[self.tree.parent]
        return int(paid.sum())

    def mobile(self) -> Bools:
        """Return which pupils have more than one free arc; shape (pupils,)."""
        number = np.bincount(self.arc_pupil[self.free], minlength=self.pupils)
        return number > 1

    def _prices(self, costs: Ints, rounds: int) -> Ints | None:
        """Return prices that prove the present flow optimal for these costs."""
        arcs, pupil = self._moving()
        moves = cheapest_moves(
            self.node[pupil],
            self.arc_node[arcs],
            costs[arcs] - costs[self.arc[pupil]],
            self.tree.size,
        )
        seats = seat_steps(self.tree, self.counts, self.loose)
        return prices(moves, seats, rounds=rounds)

    def _moving(self) -> tuple[Ints, Ints]:
        """Return the free arcs of pupils who have several, and their pupils."""
        pupil = self.arc_pupil[self.free]
        moving = self.mobile()[pupil]
        return self.free[moving], pupil[moving]

    def _solve(self, costs: Ints) -> None:
        """Move to a cheapest flow over what is free."""
        tree = self.tree
        arcs, pupil = self._moving()
        mobile = self.mobile()
        shift = int(mobile.sum())
        nodes = np.flatnonzero(self.loose)
        engine = SimpleMinCostFlow()
        handles = engine.add_arcs_with_capacity_and_unit_cost(
            np.concatenate([(np.cumsum(mobile) - 1)[pupil], shift + nodes]),
            shift + np.concatenate([self.arc_node[arcs], tree.parent[nodes]]),
            np.concatenate([np.ones(len(arcs), dtype=np.int64), tree.seats[nodes]]),
            np.concatenate([costs[arcs], np.zeros(len(nodes), dtype=np.int64)]),
        )
        supply = np.concatenate([np.ones(shift, dtype=np.int64), self._supply(mobile)])
        engine.set_nodes_supplies(np.arange(len(supply)), supply)
        status = engine.solve()
        if status != engine.OPTIMAL:
            raise EngineError(f"stroommodel: {status.name}")
        chosen = engine.flows(handles[: len(arcs)]) > 0
        self.arc[pupil[chosen]] = arcs[chosen]
        self.counts = tree.counts(self.node)

    def _supply(self, mobile: Bools) -> Ints:
        """Return what pupils with one arc and nodes that are not loose bring along."""
        tree = self.tree
        single = np.flatnonzero(~mobile)
        supply = np.bincount(self.node[single], minlength=tree.size).astype(np.int64)
        supply[tree.root] -= self.pupils
        # A node that is not loose keeps its pupils: its flow becomes supply.
        held = np.flatnonzero(~self.loose[: tree.root])
        supply[held] -= self.counts[held]
        np.add.at(supply, tree.parent[held], self.counts[held])
        return supply
