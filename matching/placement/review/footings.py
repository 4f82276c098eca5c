"""What is known about the proposals that are asked about now."""

from __future__ import annotations

from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.direct import REGION
from matching.placement.footing import find_footing
from matching.placement.instance import Doel
from matching.placement.model import build_model
from matching.placement.nearby import find_choice
from matching.placement.result import Status
from matching.placement.review.calm import calm
from matching.placement.structure import find_structure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.footing import Footing
    from matching.placement.instance import Instantie
    from matching.placement.model import Model
    from matching.placement.result import Voorstel

    Known = tuple[Instantie, Voorstel, Footing | None]

KEPT = 3
"""Proposals of which it is kept what is known: a table asks about one or two."""

SHARE = 0.8
"""Part of the time of a question that working it out may take; the next has it then."""

_recent: deque[Known] = deque(maxlen=KEPT)


def footing_of(
    instantie: Instantie, voorstel: Voorstel, *, seconds: float
) -> Footing | None:
    """Return what is known about a proposal, worked out once.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal for it.
    seconds
        Time for the question that it is wanted for.

    Returns
    -------
    Footing or None
        ``None`` where it is not proven that the proposal is the best, and where
        solving again is quick enough without, or too large.
    """
    deadline = perf_counter() + seconds * SHARE
    kept = [row for row in _recent if row[1] == voorstel and row[0] == instantie]
    if not kept:
        known = _work_out(instantie, voorstel, deadline)
        _recent.append((instantie, voorstel, known))
        return known
    # The last one goes furthest: time may have run out on those before.
    known = kept[-1][2]
    if known is not None and not known.complete:
        known = find_footing(known.model, known.choice, deadline, known)
        _recent.append((instantie, voorstel, known))
    return known


def _work_out(
    instance: Instantie, proposal: Voorstel, deadline: float
) -> Footing | None:
    if proposal.status is not Status.OPTIMAAL:
        return None
    problem = calm(instance, proposal)
    model = build_model(problem)
    if len(model.options) > REGION:
        return None
    choice = find_choice(problem, model, proposal)
    if find_structure(model).is_core or not _is_that(model, choice, proposal):
        return None
    return find_footing(model, choice, deadline)


def _is_that(model: Model, choice: NDArray[np.int64], proposal: Voorstel) -> bool:
    """Tell whether a choice is the proposal: allowed, and worth what that says."""
    if not model.is_allowed(choice):
        return False
    said = {goal.doel: goal.waarde for goal in proposal.doelen}
    return all(
        goal.value(model.goal_cost(goal, choice)) == said.get(goal.doel)
        for goal in model.goals
        if goal.doel != Doel.WEINIG_WIJZIGINGEN or goal.doel in said
    )
