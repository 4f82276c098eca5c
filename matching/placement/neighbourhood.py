"""Improve a plan by solving a few places at a time again.

For large parts the whole is too much for one solve. A handful of places with
everybody on them is not; done often, with places chosen where the plan loses
most against the bound, that comes close to the best.

Source: large neighbourhood search, Shaw (1998), CP98, LNCS 1520, 417-431.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.cpsat import CpSat
from matching.placement.model import chosen, narrow, widen
from matching.placement.options import NONE
from matching.placement.structure import free

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
        self, choice: Ints, deadline: float, size: float = 1.0
    ) -> tuple[Ints, float]:
        """Place the pupils of some places again.

        Parameters
        ----------
        choice
            A choice within all rules; shape (pupils,).
        deadline
            Value of ``perf_counter`` at which to stop.
        size
            How many times the usual number of pupils, and of effort.

        Returns
        -------
        tuple
            The choice, at least as good, and the effort it took.
        """
        model, place = self.model, self.model.places_of(choice)
        at = self._choose(choice, size)
        pupils = np.isin(place, at) | ((place == NONE) & ~model.pinned)
        piece = free(model, choice, pupils)
        # Only what leads to the chosen places: that keeps the step small.
        keep = np.isin(piece.model.options.place, [*at.tolist(), NONE])
        part = piece.model.with_options(keep)
        engine = CpSat(
            part, self._held_within(choice, ~pupils), seed=self.seed, deadline=deadline
        )
        found = engine.minimise(
            self.number,
            narrow(piece.take_out(choice), keep),
            lower=None,
            seconds=5.0,
            effort=size * STEP_EFFORT,
        )
        if found.choice is None:
            return choice, found.effort
        new = choice.copy()
        piece.put_back(new, widen(found.choice, keep))
        return new, found.effort

    def _choose(self, choice: Ints, size: float) -> Ints:
        """Return places that lose against the bound, and others related to them."""
        model = self.model
        lost = np.zeros(len(model.places))
        options = chosen(choice)
        options = options[model.options.place[options] != NONE]
        np.add.at(lost, model.options.place[options], self.extra[options] + 1.0)
        filled = np.flatnonzero(lost)
        load = max(1.0, len(options) / max(1, len(filled)))
        number = max(2, min(len(filled), round(size * PUPILS_AT_ONCE / load)))
        if len(filled) <= number:
            return np.unique(model.options.place[model.options.place != NONE])
        first = self.random.choices(filled.tolist(), lost[filled].tolist())[0]
        rest = [place for place in filled.tolist() if place != first]
        # Related: where the pupils of the first could go at little loss.
        near = self._nearness(choice, first)
        found = {first}
        while len(found) < number:
            weights = [0.0 if place in found else near[place] for place in rest]
            found.add(self.random.choices(rest, weights)[0])
        return np.array(sorted(found))

    def _nearness(self, choice: Ints, place: int) -> NDArray[np.float64]:
        """Return how cheaply the pupils of one place could go to each other."""
        model = self.model
        there = (model.places_of(choice) == place)[model.options.pupil]
        options = np.flatnonzero(there & (model.options.place != NONE))
        scale = float(np.median(self.extra[options])) + 1.0
        near = np.full(len(model.places), 1e-3)
        loss = np.exp(-self.extra[options] / scale)
        np.add.at(near, model.options.place[options], loss)
        return near

    def _held_within(self, choice: Ints, fixed: NDArray[np.bool_]) -> list[int]:
        """Return what the earlier goals leave for the part."""
        options = chosen(np.where(fixed, choice, NONE))
        return [
            limit - int(goal.cost[options].sum())
            for goal, limit in zip(self.model.goals, self.held, strict=False)
        ]
