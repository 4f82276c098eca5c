"""Every place that a good enough plan can give, found plan by plan.

The proof of a proposal leaves few options that plans as good can use (``footing``).
Among those the plan is looked for that gives most pupils a place not seen before,
again and again until it is proven that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.core import Rest, Solver
from matching.placement.options import NONE
from matching.placement.program import build_program
from matching.placement.rounding import keeps

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from matching.placement.footing import Footing
    from matching.placement.model import Model

    Ints = NDArray[np.int64]

SHARE = 0.6
"""Part of the time left that looking for one plan may take."""


@dataclass
class Choices:
    """Which places good enough plans give.

    Parameters
    ----------
    places
        Per pupil the lasting places that are known, ``None`` for no place.
    unsure
        Pupils of whom places may be missing.
    """

    places: dict[str, dict[str | None, None]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)


def find_choices(
    footing: Footing,
    held: int,
    room: int | None,
    pupils: Collection[str],
    deadline: float,
) -> Choices:
    """Return the places that good enough plans give to some pupils.

    Parameters
    ----------
    footing
        The best plan, and what is known of plans as good.
    held
        Number of goals, from the first, on which a plan is as good.
    room
        How much worse it may be on the goal after those; ``None``: as it likes.
    pupils
        Who is asked about.
    deadline
        Value of ``perf_counter`` at which to stop.
    """
    solver, model = Solver(deadline), footing.model
    asked = np.array([id in pupils for id in model.pupils], dtype=np.bool_)
    found = _Places(model, footing.choice, asked)
    if held > len(footing.rests):
        return found.told(model, {id for id in model.pupils if id in pupils})
    limits = list(footing.costs[:held])
    rest = footing.rests[held - 1] if held else footing.whole
    if room is not None and held < len(model.goals):
        limits.append(footing.costs[held] + room)
        program = build_program(rest.model, limits[:held])
        relaxed = solver.bound(program, program.cost(held))
        rest = rest if relaxed is None else rest.within(relaxed, limits[held])
    return found.told(model, _look(solver, rest, limits, found))


def _look(solver: Solver, rest: Rest, limits: list[int], found: _Places) -> set[str]:
    """Look for plans with something new; return of whom places may be missing."""
    model = rest.model
    program = build_program(model, limits)
    while True:
        cost, nothing_new = found.cost(model)
        if not cost.any():
            return set()
        columns = np.pad(cost, (0, len(program.lowest) - len(cost)))
        plan = solver.integer(program, columns, SHARE)
        if plan.bound is not None and plan.bound >= nothing_new:
            return set()
        choice = plan.choice
        usable = choice is not None and keeps(model, limits, choice)
        if choice is None or not usable or not found.add(model, choice):
            pupils = np.unique(model.options.pupil[cost != 0]).tolist()
            return {model.pupils[pupil] for pupil in pupils}


class _Places:
    """The lasting place of each pupil in the plans that were seen.

    Parameters
    ----------
    model, choice
        The problem and its best plan.
    asked
        Who is asked about; shape (pupils,).
    """

    def __init__(self, model: Model, choice: Ints, asked: NDArray[np.bool_]) -> None:
        self.asked = asked
        # One column more: no place, which has index -1.
        self.seen = np.zeros((len(model.pupils), len(model.places) + 1), np.bool_)
        self.add(model, choice)

    def add(self, model: Model, choice: Ints) -> bool:
        """Add a plan; tell whether it gives anybody who is asked about a new place."""
        pupils, place = np.flatnonzero(self.asked), model.places_of(choice)
        new = ~self.seen[pupils, place[pupils]]
        self.seen[pupils, place[pupils]] = True
        return bool(new.any())

    def cost(self, model: Model) -> tuple[Ints, int]:
        """Return a cost per option that counts new places, and that of none.

        Who has not been seen without a place counts when no option with one is taken.
        """
        pupil, place = model.options.pupil, model.options.place
        asked, may = self.asked[pupil], ~model.pinned
        may[pupil[place == NONE]] = True
        unplaced = self.asked & ~self.seen[:, NONE] & may
        new = asked & ~self.seen[pupil, place] & (place != NONE)
        given = unplaced[pupil] & (place != NONE)
        return given.astype(np.int64) - new, int(unplaced.sum())

    def told(self, model: Model, unsure: set[str]) -> Choices:
        """Return what was found in ids."""
        names = (*model.places, None)
        places = {
            model.pupils[pupil]: {
                names[place]: None for place in np.flatnonzero(self.seen[pupil])
            }
            for pupil in np.flatnonzero(self.asked).tolist()
        }
        return Choices(places, unsure)
