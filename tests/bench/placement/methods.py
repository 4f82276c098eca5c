"""What one child process can measure; each returns plain figures."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import numpy as np

from matching.placement.engines import optimise
from matching.placement.flow import SeatFlow
from matching.placement.model import build_model, chosen
from matching.placement.options import NONE
from matching.placement.parts import join
from matching.placement.progress import silent
from matching.placement.reading import read_instance
from matching.placement.residual import Residual
from matching.placement.solve import solve
from matching.placement.structure import find_structure
from tests.bench.placement.baselines import cpsat, highs
from tests.bench.placement.linear import blended
from tests.bench.placement.operations import operations

if TYPE_CHECKING:
    from collections.abc import Callable

    from matching.placement.model import Model
    from matching.placement.outcome import Outcome
    from tests.bench.placement.baselines import Found

Figures = dict[str, Any]

REPEATS = 5
"""Times a fast solve is repeated; the median counts."""

FAST = 0.5
"""Seconds under which a solve is repeated."""

SAMPLE = 60
"""Prices that are checked by solving again."""


@dataclass
class Clock:
    """Seconds per stage, of the wall and of the processor."""

    figures: Figures

    def time(self, stage: str, action: Callable[[], Any]) -> Any:
        wall, processor = perf_counter(), process_time()
        result = action()
        self.figures[f"{stage}_s"] = perf_counter() - wall
        self.figures[f"{stage}_cpu_s"] = process_time() - processor
        return result


def ours(document: Figures, limit: float) -> Figures:
    """Read, build, and solve to proof with our engines, all goals and the draw."""
    found: Figures = {}
    clock = Clock(found)
    instance = clock.time("read", lambda: read_instance(document))
    model = clock.time("model", lambda: build_model(instance))

    def run() -> Outcome:
        parts = optimise(model, seed=1, seconds=limit, progress=silent)
        return join(model, parts)

    outcome = clock.time("solve", run)
    if found["solve_s"] < FAST:
        found |= _repeated(run)
    bounds = [
        None if bound is None else abs(cost - bound)
        for cost, bound in zip(outcome.costs, outcome.bounds, strict=True)
    ]
    found |= _plan(model, outcome.choice)
    gaps = [
        0.0 if not gap else gap / max(1, abs(cost))
        for gap, cost in zip(bounds, outcome.costs, strict=True)
    ]
    return found | {
        "proven": outcome.proven,
        "unique": outcome.unique,
        "allowed": model.is_allowed(outcome.choice),
        "gap": next((gap for gap in gaps if gap), 0.0),
        "gaps": gaps,
    }


def wishes(document: Figures, limit: float) -> Figures:
    """Solve a problem of wishes and tell who goes where."""
    instance = read_instance(document)
    started = perf_counter()
    proposal = solve(instance, tijdslimiet=limit, waarom=False)
    given = {id: place for id, place in proposal.plaatsingen.items() if place}
    return {"solve_s": perf_counter() - started, "given": given}


def weighted_cpsat(document: Figures, limit: float) -> Figures:
    """Solve one weighted sum with CP-SAT."""
    return _baseline(document, limit, cpsat)


def weighted_highs(document: Figures, limit: float) -> Figures:
    """Solve one weighted sum with HiGHS."""
    return _baseline(document, limit, highs)


def prices(document: Figures, limit: float) -> Figures:
    """Price all pairs around the optimum, and check a sample by solving again."""
    model = build_model(read_instance(document))
    structure = find_structure(model)
    costs, choice = _optimum(model)
    found: Figures = {"options": len(model.options), "nodes": structure.tree.size}
    clock = Clock(found)
    residual = clock.time("build", lambda: Residual(model, structure.tree, choice))
    if residual.small:
        change, possible = clock.time("solve", lambda: residual.prices)
        found["priced"] = int(possible.sum())
        arcs = random.Random(1).sample(range(len(model.options)), SAMPLE)
        clock.time("chains", lambda: [residual.chain(arc) for arc in arcs])
        again = [_again(model, arc, costs) for arc in arcs[: SAMPLE // 6]]
        found["checked"] = len(again)
        found["equal"] = sum(
            difference == change[arc].tolist()
            for arc, (difference, _) in zip(arcs, again, strict=False)
        )
        found["again_s"] = median(seconds for _, seconds in again)
    else:
        pupils = random.Random(1).sample(range(len(model.pupils)), 5)
        clock.time("solve", lambda: [residual.prices_of(pupil) for pupil in pupils])
        found["pupils"] = len(pupils)
    return found


def _optimum(model: Model) -> tuple[list[int], Any]:
    outcome = join(model, optimise(model, seed=1, seconds=60, progress=silent))
    return list(outcome.costs), outcome.choice


def _again(model: Model, arc: int, costs: list[int]) -> tuple[list[int], float]:
    """Return the price of one option by a full solve, and its seconds."""
    pupil = int(model.options.pupil[arc])
    keep = (model.options.pupil != pupil) | (np.arange(len(model.options)) == arc)
    pinned = model.pinned.copy()
    pinned[pupil] = True
    held = replace(model.with_options(keep), pinned=pinned)
    started = perf_counter()
    flow = SeatFlow(held, find_structure(held).tree)
    again = [flow.minimise(goal.cost) for goal in held.goals]
    seconds = perf_counter() - started
    return [new - old for new, old in zip(again, costs, strict=True)], seconds


def _repeated(run: Callable[[], Any]) -> Figures:
    """Return the median of some more solves: the first one also warms up."""
    seconds, processor = [], []
    for _ in range(REPEATS):
        wall, own = perf_counter(), process_time()
        run()
        seconds.append(perf_counter() - wall)
        processor.append(process_time() - own)
    return {"solve_s": median(seconds), "solve_cpu_s": median(processor)}


def _baseline(
    document: Figures, limit: float, solve: Callable[[Model, float], Found]
) -> Figures:
    model = build_model(read_instance(document))
    answer = solve(model, limit)
    found: Figures = {
        "model_s": answer.building,
        "solve_s": answer.solving,
        "proven": answer.proven,
        "gap": answer.gap,
        "goals_in_sum": answer.goals,
    }
    if answer.chosen is not None:
        choice = np.full(len(model.pupils), NONE, dtype=np.int64)
        options = np.flatnonzero(answer.chosen)
        choice[model.options.pupil[options]] = options
        found |= _plan(model, choice) | {"allowed": model.is_allowed(choice)}
    return found


def _plan(model: Model, choice: Any) -> Figures:
    """Return what a plan is worth, goal by goal and in the weighted sum."""
    return {
        "options": len(model.options),
        "placed": int((model.places_of(choice) != NONE).sum()),
        "sum": int(blended(model)[chosen(choice)].sum()),
        "goals": {
            str(goal.doel): goal.value(model.goal_cost(goal, choice))
            for goal in model.goals
        },
    }


METHODS: dict[str, Callable[[Figures, float], Figures]] = {
    "ours": ours,
    "cpsat": weighted_cpsat,
    "highs": weighted_highs,
    "prices": prices,
    "operations": operations,
    "wishes": wishes,
}
