"""Keep the days of a proposal where a changed plan has the same places anyway."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matching.placement.model import build_model, chosen
from matching.placement.nearby import find_choice
from matching.placement.options import NONE
from matching.placement.plan import read_plan
from matching.placement.review.plan import stands

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.instance import Instantie
    from matching.placement.model import Model
    from matching.placement.result import Voorstel
    from matching.placement.review.plan import Stand


def keep_days(instance: Instantie, before: Voorstel, found: Voorstel) -> Voorstel:
    """Return the plan with the days of before, where that is as good on every goal.

    Plans that are equal on all goals may still differ in days, and a table would read
    differences that its own change did not cause.

    Parameters
    ----------
    instance
        The changed problem, with the goals that were solved for.
    before
        The proposal on the table.
    found
        The plan for the changed problem.
    """
    if found.planning is None or before.planning is None:
        return found
    old, new = stands(instance, before), stands(instance, found)
    moved = [id for id in new if id in old and _only_days(old[id], new[id])]
    if not moved:
        return found
    model = build_model(instance)
    at = {id: index for index, id in enumerate(model.pupils)}
    choice, wanted = (find_choice(instance, model, one) for one in (found, before))
    kept = [at[id] for id in moved if wanted[at[id]] != NONE]
    together = choice.copy()
    together[kept] = wanted[kept]
    if _as_good(model, choice, together):
        choice = together
    else:
        for pupil in kept:
            alone = choice.copy()
            alone[pupil] = wanted[pupil]
            if _as_good(model, choice, alone):
                choice = alone
    return replace(found, planning=read_plan(instance, model, choice).planning)


def _only_days(old: Stand, new: Stand) -> bool:
    """Tell whether a pupil has the same places on other days."""
    same = (old.plek, old.brug) == (new.plek, new.brug)
    return same and (old.begin, old.brug_begin) != (new.begin, new.brug_begin)


def _as_good(model: Model, one: NDArray[np.int64], other: NDArray[np.int64]) -> bool:
    """Tell whether the other choice is allowed and equal on every goal."""
    equal = all(
        goal.cost[chosen(one)].sum() == goal.cost[chosen(other)].sum()
        for goal in model.goals
    )
    return equal and model.is_allowed(other)
