"""Choose the engine by the structure of the problem, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.draw import draw
from matching.placement.flow import SeatFlow
from matching.placement.general import GeneralEngine
from matching.placement.model import UNPLACED
from matching.placement.outcome import Outcome
from matching.placement.progress import Voortgang
from matching.placement.start import first_placement
from matching.placement.structure import find_structure, split
from matching.placement.tree import build_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.progress import Progress
    from matching.placement.tree import SeatTree

    Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Part:
    """A part of the problem that shares nothing with the others.

    Parameters
    ----------
    model
        The part as a problem of its own.
    outcome
        What its engine found.
    exact
        Whether all its rules are seats, so that prices are exact.
    """

    model: Model
    outcome: Outcome
    exact: bool


def optimise(
    model: Model, *, seed: int, seconds: float, progress: Progress
) -> list[Part]:
    """Solve a model with the engine that fits each of its parts.

    Parameters
    ----------
    model
        The problem; its pins must fit together.
    seed
        Seed of CP-SAT.
    seconds
        Time for CP-SAT, shared by the parts that need it.
    progress
        Called after each goal of each part.
    """
    structure = find_structure(model)
    if structure.is_core:
        return [Part(model, optimise_by_flow(model, progress), exact=True)]
    core, *parts = split(model, structure)
    solved = []
    if core.pupils:
        solved.append(Part(core, optimise_by_flow(core, progress), exact=True))
    for part in parts:
        outcome = optimise_by_cpsat(
            part, seed=seed, seconds=seconds / len(parts), progress=progress
        )
        solved.append(Part(part, outcome, exact=False))
    return solved


def seat_tree(model: Model) -> SeatTree:
    """Return the seats of a model, with hours and money that come down to seats."""
    structure = find_structure(model)
    return build_tree(
        structure.seats, structure.group_of, structure.group_seats, len(model.pupils)
    )


def optimise_by_flow(model: Model, progress: Progress) -> Outcome:
    """Solve a model whose rules are all seats, exactly, with the draw."""
    started = perf_counter()
    flow = SeatFlow(model, seat_tree(model))
    costs = []
    for goal in model.goals:
        cost = flow.minimise(goal.cost)
        costs.append(cost)
        value = goal.value(cost)
        seconds = perf_counter() - started
        progress(Voortgang(goal.doel, "stroom", value, value, seconds))
    node = draw(flow)
    placement = np.where(node == flow.tree.home, UNPLACED, node)
    progress(Voortgang("lot", "stroom", None, None, perf_counter() - started))
    return Outcome(placement, tuple(costs), tuple(costs), proven=True, unique=True)


def optimise_by_cpsat(
    model: Model, *, seed: int, seconds: float, progress: Progress
) -> Outcome:
    """Solve a model with side rules by CP-SAT, started from the flow without them."""
    deadline = perf_counter() + seconds
    flow = SeatFlow(model, seat_tree(model))
    for goal in model.goals:
        flow.minimise(goal.cost)
    wished = np.where(flow.node == flow.tree.home, UNPLACED, flow.node)
    engine = GeneralEngine(
        model, seed=seed, seconds=seconds, deadline=deadline, progress=progress
    )
    outcome = engine.solve(first_placement(model, wished))
    return _with_flow_bounds(model, outcome)


def _with_flow_bounds(model: Model, outcome: Outcome) -> Outcome:
    """Fill in bounds that CP-SAT did not prove: without side rules it is no worse."""
    bounds = list(outcome.bounds)
    for number, goal in enumerate(model.goals):
        bound = bounds[number]
        if bound is None or bound < outcome.costs[number]:
            alone = SeatFlow(model, seat_tree(model)).minimise(goal.cost)
            bounds[number] = alone if bound is None else max(bound, alone)
    proven = all(low == cost for low, cost in zip(bounds, outcome.costs, strict=True))
    return Outcome(
        outcome.placement, outcome.costs, tuple(bounds), proven, outcome.unique
    )


def join(model: Model, parts: Sequence[Part]) -> Outcome:
    """Put the outcomes of the parts together; goals add up over parts."""
    pupil_at = {id: index for index, id in enumerate(model.pupils)}
    place_at = {id: index for index, id in enumerate(model.places)}
    placement = np.full(len(model.pupils), UNPLACED, dtype=np.int64)
    for part in parts:
        places = [place_at[id] for id in part.model.places] + [UNPLACED]
        found = part.outcome.placement.tolist()
        for id, place in zip(part.model.pupils, found, strict=True):
            placement[pupil_at[id]] = places[place]
    outcomes = [part.outcome for part in parts]
    numbers = range(len(model.goals))
    return Outcome(
        placement,
        tuple(sum(outcome.costs[n] for outcome in outcomes) for n in numbers),
        tuple(sum(outcome.bounds[n] or 0 for outcome in outcomes) for n in numbers),
        proven=all(outcome.proven for outcome in outcomes),
        unique=all(outcome.unique for outcome in outcomes),
    )
