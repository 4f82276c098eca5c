"""A first estimate of other places, where side rules make exact prices costly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.alternatives import MOST_SHOWN, Option
from matching.placement.model import chosen
from matching.placement.options import NONE
from matching.placement.start import Room

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]


def estimated_options(model: Model, choice: Ints) -> list[list[Option]]:
    """Return per pupil what each other place changes for this pupil alone.

    Parameters
    ----------
    model
        The problem.
    choice
        Option per pupil, within all rules; shape (pupils,).
    """
    room = Room(model)
    for option in chosen(choice).tolist():
        room.take(option)
    costs = [goal.cost.tolist() for goal in model.goals]
    places = model.options.place.tolist()
    found = []
    for pupil, now in enumerate(choice.tolist()):
        here = NONE if now == NONE else places[now]
        if now != NONE:
            room.give(now)
        options = [
            Option(
                places[option],
                tuple(
                    cost[option] - (cost[now] if now != NONE else 0) for cost in costs
                ),
                exact=False,
                fits=room.fits(option),
            )
            for option in model.options_of(pupil)
            if places[option] not in (here, NONE)
        ]
        if now != NONE:
            room.take(now)
        options.sort(key=lambda one: (not one.fits, one.change or (), one.place))
        best = {option.place: option for option in reversed(options)}
        found.append([one for one in options if best[one.place] is one][:MOST_SHOWN])
    return found
