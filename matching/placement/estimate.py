"""A first estimate of other places, where side rules make exact prices costly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.alternatives import MOST_SHOWN, Option
from matching.placement.model import UNPLACED
from matching.placement.start import Room

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]


def estimated_options(model: Model, placement: Ints) -> list[list[Option]]:
    """Return per pupil what each other place changes for this pupil alone.

    Parameters
    ----------
    model
        The problem.
    placement
        Place per pupil, within all rules; shape (pupils,).
    """
    room = Room(model)
    for arc in model.chosen_arcs(placement).tolist():
        room.take(arc)
    costs = [goal.cost.tolist() for goal in model.goals]
    places = model.arc_place.tolist()
    first = model.first_arc.tolist()
    found = []
    for pupil, here in enumerate(placement.tolist()):
        now = None if here == UNPLACED else model.arc_index[pupil, here]
        if now is not None:
            room.give(now)
        options = [
            Option(
                places[arc],
                tuple(cost[arc] - (0 if now is None else cost[now]) for cost in costs),
                exact=False,
                fits=room.fits(arc),
            )
            for arc in range(first[pupil], first[pupil + 1])
            if arc != now
        ]
        if now is not None:
            room.take(now)
        options.sort(key=lambda one: (not one.fits, one.change or (), one.place))
        found.append(options[:MOST_SHOWN])
    return found
