"""Improve a plan by solving a few places at a time again.

For large parts the whole is too much for one solve. A handful of places with
everybody on them is not; done often, with places chosen where the plan loses
most against the bound, that comes close to the best.

Source: large neighbourhood search, Shaw (1998), CP98, LNCS 1520, 417-431.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.cpsat import CpSat
from matching.placement.model import UNPLACED
from matching.placement.structure import restrict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]

PUPILS_AT_ONCE = 30
"""About so many pupils are placed again in one step."""

STEP_EFFORT = 0.1
"""Deterministic seconds for one step."""


class Neighbourhoods:
    """Steps that each place the pupils of some places again.

    Parameters
    ----------
    model
        The problem.
    number
        Which goal is minimised.
    held
        Highest cost allowed for each earlier goal.
    relaxed
        Bound of this goal, which says where the plan loses.
    seed
        Seed of the choice of places and of CP-SAT.
    """

    def __init__(
        self,
        model: Model,
        number: int,
        held: Sequence[int],
        relaxed: Relaxation,
        seed: int,
    ) -> None:
        self.model, self.number, self.held = model, number, held
        self.seed = seed
        self.random = random.Random(seed)
        self.extra = relaxed.extra

    def step(
        self, placement: Ints, deadline: float, size: float = 1.0
    ) -> tuple[Ints, float]:
        """Place the pupils of some places again.

        Parameters
        ----------
        placement
            A placement within all rules; shape (pupils,).
        deadline
            Value of ``perf_counter`` at which to stop.
        size
            How many times the usual number of pupils, and of effort.

        Returns
        -------
        tuple
            The placement, at least as good, and the effort it took.
        """
        places = self._choose(placement, size)
        here = np.isin(placement, places)
        waits = (placement == UNPLACED) & (self.model.pinned == UNPLACED)
        keep = np.concatenate([here | waits, np.isin(self._every_place(), places)])
        part = self._within(restrict(self.model, keep), placement, here | waits)
        pupils, at = np.flatnonzero(here | waits), np.sort(places)
        # Places of the part are numbered in the same order; -1 stays -1.
        old = np.where(
            placement[pupils] == UNPLACED,
            UNPLACED,
            np.searchsorted(at, placement[pupils]),
        )
        engine = CpSat(
            part,
            self._held_within(placement, ~(here | waits)),
            seed=self.seed,
            deadline=deadline,
        )
        found = engine.minimise(
            self.number, old, lower=None, seconds=5.0, effort=size * STEP_EFFORT
        )
        if found.placement is None:
            return placement, found.effort
        new = placement.copy()
        new[pupils] = np.where(
            found.placement == UNPLACED, UNPLACED, at[found.placement]
        )
        return new, found.effort

    def _choose(self, placement: Ints, size: float) -> Ints:
        """Return places that lose against the bound, and others related to them."""
        model = self.model
        lost = np.zeros(len(model.places))
        arcs = model.chosen_arcs(placement)
        np.add.at(lost, model.arc_place[arcs], self.extra[arcs] + 1.0)
        filled = np.flatnonzero(lost)
        load = max(1.0, len(arcs) / max(1, len(filled)))
        number = max(2, min(len(filled), round(size * PUPILS_AT_ONCE / load)))
        if len(filled) <= number:
            return np.flatnonzero(np.bincount(model.arc_place) > 0)
        first = self.random.choices(filled.tolist(), lost[filled].tolist())[0]
        rest = [place for place in filled.tolist() if place != first]
        # Related: where the pupils of the first could go at little loss.
        near = self._nearness(placement, first)
        chosen = {first}
        while len(chosen) < number:
            weights = [0.0 if place in chosen else near[place] for place in rest]
            chosen.add(self.random.choices(rest, weights)[0])
        return np.array(sorted(chosen))

    def _nearness(self, placement: Ints, place: int) -> NDArray[np.float64]:
        """Return how cheaply the pupils of one place could go to each other."""
        model = self.model
        arcs = np.flatnonzero(placement[model.arc_pupil] == place)
        scale = float(np.median(self.extra[arcs])) + 1.0
        near = np.full(len(model.places), 1e-3)
        np.add.at(near, model.arc_place[arcs], np.exp(-self.extra[arcs] / scale))
        return near

    def _within(self, part: Model, placement: Ints, free: NDArray[np.bool_]) -> Model:
        """Return the part with the money that the others leave over."""
        model = self.model
        arcs = model.chosen_arcs(np.where(free, UNPLACED, placement))
        spent = np.zeros(len(model.budgets) + 1, dtype=np.int64)
        np.add.at(spent, model.budget_of[model.arc_place[arcs]], model.costs[arcs])
        return replace(
            part,
            budget_limit=tuple(
                None if limit is None else limit - int(used)
                for limit, used in zip(model.budget_limit, spent[:-1], strict=True)
            ),
        )

    def _held_within(self, placement: Ints, fixed: NDArray[np.bool_]) -> list[int]:
        """Return what the earlier goals leave for the part."""
        arcs = self.model.chosen_arcs(np.where(fixed, placement, UNPLACED))
        return [
            limit - int(goal.cost[arcs].sum())
            for goal, limit in zip(self.model.goals, self.held, strict=False)
        ]

    def _every_place(self) -> Ints:
        return np.arange(len(self.model.places))
