"""A good plan for a changed problem at once, without a proof.

Who moves when a seat comes is nearly always someone who stands elsewhere in a plan
that is almost as good, who has no place, or who can come to that seat. Among these
options alone a plan is found in half a second at a region's size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matching.placement.core import FEW, Rest
from matching.placement.direct import DirectEngine
from matching.placement.ground import Ground
from matching.placement.model import build_model
from matching.placement.options import NONE
from matching.placement.plan import read_plan
from matching.placement.progress import silent
from matching.placement.relax import least_cost
from matching.placement.result import DoelWaarde, Status, Voorstel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.footing import Footing
    from matching.placement.instance import Instantie
    from matching.placement.model import Model


def quick_plan(
    instantie: Instantie, footing: Footing, plek: str, deadline: float
) -> Voorstel | None:
    """Return a plan for a problem in which one place changed, or ``None``.

    Parameters
    ----------
    instantie
        The changed problem.
    footing
        What is known about it before the change.
    plek
        The place that changed.
    deadline
        Value of ``perf_counter`` at which to stop.
    """
    model = build_model(instantie)
    ground = Ground(footing, model)
    few = ground.whole.pick(_of_use(ground, plek))
    engine = DirectEngine(few.model, deadline=deadline, progress=silent, plan_at=0)
    engine.run()
    if engine.choice is None:
        return None
    return _told(instantie, model, few, engine.choice)


def _of_use(ground: Ground, plek: str) -> NDArray[np.bool_]:
    """Return which options are looked at; shape (options,)."""
    footing, options = ground.footing, ground.model.options
    # What little is left once the first goals that matter are held.
    few = FEW * len(footing.model.pupils)
    rests = footing.rests
    least = next((rest for rest in rests if len(rest.left) <= few), rests[-1])
    at = ground.model.places.index(plek)
    there = (options.place == at) | (options.bridge == at)
    nowhere = {
        id
        for id, place in zip(
            footing.model.pupils,
            footing.model.places_of(footing.choice).tolist(),
            strict=True,
        )
        if place == NONE
    }
    free = np.array([id in nowhere for id in ground.model.pupils], dtype=np.bool_)
    keep: NDArray[np.bool_] = there & np.isin(ground.origin, rests[0].left)
    keep |= np.isin(ground.origin, least.left) | (ground.origin == NONE)
    keep |= free[options.pupil]
    return keep


def _told(
    instance: Instantie, model: Model, few: Rest, choice: NDArray[np.int64]
) -> Voorstel:
    """Return a plan as a proposal that claims no more than that it can be had."""
    whole = few.outside(choice)
    plan = read_plan(instance, model, whole)
    return Voorstel(
        status=Status.HAALBAAR,
        uniek=False,
        plaatsingen=plan.plaatsingen,
        doelen=tuple(
            DoelWaarde(
                goal.doel,
                goal.value(model.goal_cost(goal, whole)),
                goal.value(goal.constant + least_cost(model, number)),
            )
            for number, goal in enumerate(model.goals)
        ),
        duur_s=0.0,
        seed=1,
        planning=plan.planning,
    )
