"""Choose the engine by the structure of the problem, part by part."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.cpsat import CpSat
from matching.placement.direct import REGION, DirectEngine, costs_of
from matching.placement.draw import draw
from matching.placement.errors import EngineError
from matching.placement.flow import SeatFlow
from matching.placement.general import GeneralEngine
from matching.placement.outcome import Outcome
from matching.placement.parts import Part
from matching.placement.progress import FLOW, GENERAL, Voortgang
from matching.placement.start import first_choice, thrifty_choice
from matching.placement.structure import find_structure, split, whole
from matching.placement.table import is_table
from matching.placement.wide import WideEngine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.ground import Ground
    from matching.placement.model import Model
    from matching.placement.progress import Progress
    from matching.placement.structure import Piece
    from matching.placement.tree import SeatTree

    Ints = NDArray[np.int64]

LARGE = 50_000
"""Above so many options the flow is asked for the first goal only."""

SMALL = 2_000
"""As so many options a piece counts, beside those it has, where time is shared."""


def optimise(
    model: Model,
    *,
    seed: int,
    seconds: float,
    progress: Progress,
    near: Ints | None = None,
    lot: bool = True,
    ground: Ground | None = None,
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
    near
        A choice to start from, which may break rules; shape (pupils,).
    lot
        Whether ties are broken by lot where that needs a search.
    ground
        What is known from the problem that this one was changed from.
    """
    deadline = perf_counter() + seconds
    structure = find_structure(model)
    if structure.is_core:
        return [_by_flow(whole(model), structure.tree, progress)]
    if ground is not None and not is_table(model, 1):
        direct = DirectEngine(
            model, deadline=deadline, progress=progress, ground=ground, plan_at=0
        )
        direct.run()
        if direct.choice is not None and direct.held:
            outcome = _with_flow_bounds(model, _go_on(direct, seed=seed, lot=lot))
            outcome = _no_worse(model, outcome, _kept(model, near))
            return [Part(whole(model), structure.tree, outcome, GENERAL)]
    core, *pieces = split(model, structure)
    parts = []
    if core.model.pupils:
        parts.append(_by_flow(core, find_structure(core.model).tree, progress))
    # Small pieces first: what they leave of their time is for the large ones.
    pieces.sort(key=_weight)
    for number, piece in enumerate(pieces):
        share = _weight(piece) / sum(map(_weight, pieces[number:]))
        outcome = optimise_by_cpsat(
            piece.model,
            seed=seed,
            seconds=(deadline - perf_counter()) * share,
            progress=progress,
            near=None if near is None else piece.take_out(near),
            lot=lot,
        )
        parts.append(Part(piece, find_structure(piece.model).tree, outcome, GENERAL))
    return parts


def _weight(piece: Piece) -> int:
    """Return how much of the time a piece asks for: a small one needs some too."""
    return SMALL + len(piece.model.options)


def _by_flow(piece: Piece, tree: SeatTree, progress: Progress) -> Part:
    return Part(piece, tree, optimise_by_flow(piece.model, progress, tree), FLOW)


def optimise_by_flow(
    model: Model, progress: Progress, tree: SeatTree | None = None
) -> Outcome:
    """Solve a model whose rules are all seats, exactly, with the draw.

    Parameters
    ----------
    model
        The problem.
    progress
        Called after each goal.
    tree
        Its seats, when they are known already.
    """
    started = perf_counter()
    flow = SeatFlow(model, tree or find_structure(model).tree)
    costs = []
    for goal in model.goals:
        cost = flow.minimise(goal.cost)
        costs.append(cost)
        value = goal.value(goal.constant + cost)
        seconds = perf_counter() - started
        progress(Voortgang(goal.doel, FLOW, value, value, seconds))
    choice = draw(flow)
    progress(Voortgang("lot", FLOW, None, None, perf_counter() - started))
    return Outcome(choice, tuple(costs), tuple(costs), proven=True, unique=True)


def optimise_by_cpsat(
    model: Model,
    *,
    seed: int,
    seconds: float,
    progress: Progress,
    near: Ints | None = None,
    lot: bool = True,
) -> Outcome:
    """Solve a model with side rules, started from a wish that may break rules.

    The wish is ``near``, or what the flow gives when side rules are left out. What is
    returned is never worse than what of ``near`` still fits.
    """
    deadline = perf_counter() + seconds
    kept = _kept(model, near)
    outcome = _search(model, kept, seed, deadline, progress, lot=lot)
    return _no_worse(model, outcome, kept)


def _kept(model: Model, near: Ints | None) -> Ints | None:
    """Return a plan as it stands where it is allowed, else what of it fits."""
    if near is None:
        return None
    return near if model.is_allowed(near) else first_choice(model, near)


def _no_worse(model: Model, outcome: Outcome, plan: Ints | None) -> Outcome:
    """Return the outcome with this plan where that is better.

    The bounds hold all the same: fewer plans are as good on the goals before.
    """
    if plan is None:
        return outcome
    costs = tuple(costs_of(model, plan))
    if costs >= tuple(outcome.costs):
        return outcome
    return replace(outcome, choice=plan, costs=costs)


def _search(
    model: Model,
    kept: Ints | None,
    seed: int,
    deadline: float,
    progress: Progress,
    *,
    lot: bool,
) -> Outcome:
    """Solve a model with side rules, with a plan to begin with or without."""
    direct = DirectEngine(model, deadline=deadline, progress=progress)
    if len(model.options) <= REGION and not is_table(model, 1):
        direct.run()
        if direct.choice is not None and direct.held:
            outcome = _go_on(direct, seed=seed, lot=lot)
            return _with_flow_bounds(model, outcome)
    if len(model.options) > REGION and not is_table(model, 1):
        wide = WideEngine(model, deadline=deadline, progress=progress, start=kept)
        found = wide.run()
        if found is not None and not (found.proven and lot):
            return found
        if found is not None:
            direct.rest, direct.choice = wide.now.rest, wide.choice
            direct.held = list(found.costs)
            return _go_on(direct, seed=seed, lot=lot)
    wish, floor = _wish(model)
    engine = GeneralEngine(model, seed=seed, deadline=deadline, progress=progress)
    starts = [
        first_choice(model, wish) if kept is None else kept,
        thrifty_choice(model),
        direct.choice,
    ]
    start = min(
        (one for one in starts if one is not None),
        key=partial(costs_of, model),
        default=None,
    )
    if start is None:
        # The pins are known to fit, so this looks until it has found how.
        start = CpSat(model, (), seed=seed, deadline=deadline).any(np.inf).choice
    if start is None:
        raise EngineError("de vaste plekken passen niet samen")
    return _with_flow_bounds(model, engine.solve(start, floor, lot=lot))


def _go_on(direct: DirectEngine, *, seed: int, lot: bool) -> Outcome:
    """Let the general engine do what the direct one has not proven, and the draw."""
    if lot:
        direct.settle()
    assert direct.choice is not None
    engine = GeneralEngine(
        direct.rest.model,
        seed=seed,
        deadline=direct.solver.deadline,
        progress=direct.progress,
    )
    held, start = direct.held, direct.rest.inside(direct.choice)
    outcome = engine.solve(start, held[0], lot=lot, proven=held)
    return replace(outcome, choice=direct.rest.outside(outcome.choice))


def _wish(model: Model) -> tuple[Ints, int]:
    """Return the best choice when side rules are left out, and its first cost."""
    flow = SeatFlow(model, find_structure(model).tree)
    flow.minimise(np.zeros(len(model.options), dtype=np.int64))
    # In a large model the later goals get a better start from their own bounds.
    goals = model.goals if len(model.options) <= LARGE else model.goals[:1]
    costs = [flow.minimise(goal.cost) for goal in goals]
    return flow.choice, costs[0] if costs else 0


def _with_flow_bounds(model: Model, outcome: Outcome) -> Outcome:
    """Fill in bounds that CP-SAT did not prove: without side rules it is no worse."""
    if None not in outcome.bounds:
        return outcome
    bounds = list(outcome.bounds)
    tree = find_structure(model).tree
    for number, goal in enumerate(model.goals):
        bound = bounds[number]
        if bound is None:
            alone = SeatFlow(model, tree).minimise(goal.cost)
            bounds[number] = alone
    proven = all(low == cost for low, cost in zip(bounds, outcome.costs, strict=True))
    return replace(outcome, bounds=tuple(bounds), proven=proven)
