"""Every engine that can solve a problem ends at the same values and the same plan.

They have nothing in common but the model: successive shortest paths, HiGHS on the
whole with cuts, goal by goal with bounds and search, CP-SAT alone, and trying all.
"""

from __future__ import annotations

import itertools
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

from matching.placement.conflict import find_conflict
from matching.placement.cpsat import CpSat
from matching.placement.direct import costs_of
from matching.placement.engines import optimise, optimise_by_cpsat, optimise_by_flow
from matching.placement.general import GeneralEngine
from matching.placement.lots import draw_by_cpsat
from matching.placement.model import Model, build_model
from matching.placement.options import NONE
from matching.placement.parts import join
from matching.placement.progress import silent
from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.structure import find_structure
from tests.bench.placement.generators import core, full
from tests.matching.placement.test_against_brute_force import instances
from tests.matching.placement.test_days_against_brute_force import (
    instances as instances_with_days,
)

if TYPE_CHECKING:
    from matching.placement.outcome import Outcome

Answer = tuple[list[int], list[int]]
"""Cost per goal, and option per pupil after the draw."""

MOST_PLANS = 20_000
SECONDS = 60.0
SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def answers(model: Model) -> dict[str, Answer]:
    """Solve a model with every engine that can."""
    found = {
        "whole": _answer(join(model, _parts(model))),
        "direct": _answer(
            optimise_by_cpsat(model, seed=1, seconds=SECONDS, progress=silent)
        ),
        "general": by_general(model),
        "cpsat": by_cpsat(model),
    }
    if find_structure(model).is_core:
        found["flow"] = _answer(optimise_by_flow(model, silent))
    if np.prod(np.diff(model.first_option) + 1.0) <= MOST_PLANS:
        found["all plans"] = by_trying(model)
    return found


def _parts(model: Model) -> Any:
    return optimise(model, seed=1, seconds=SECONDS, progress=silent)


def _answer(outcome: Outcome) -> Answer:
    assert outcome.proven and outcome.unique
    assert outcome.bounds == outcome.costs
    return list(outcome.costs), outcome.choice.tolist()


def by_general(model: Model) -> Answer:
    """Solve goal by goal with bounds, search and proofs, without the direct engine."""
    deadline = perf_counter() + SECONDS
    start = CpSat(model, (), seed=1, deadline=deadline).any(inf).choice
    assert start is not None
    engine = GeneralEngine(model, seed=1, deadline=deadline, progress=silent)
    return _answer(engine.solve(start, -(10**9)))


def by_cpsat(model: Model) -> Answer:
    """Solve goal by goal and the draw with CP-SAT alone."""
    deadline = perf_counter() + SECONDS
    held: list[int] = []
    choice = CpSat(model, (), seed=1, deadline=deadline).any(inf).choice
    assert choice is not None
    for number in range(len(model.goals)):
        engine = CpSat(model, held, seed=1, deadline=deadline)
        best = engine.minimise(number, choice, lower=None, seconds=SECONDS)
        assert best.proven and best.choice is not None
        choice = best.choice
        held.append(costs_of(model, choice)[number])
    drawn = draw_by_cpsat(model, held, choice, seed=1, deadline=deadline)
    assert drawn.unique
    return held, drawn.choice.tolist()


def by_trying(model: Model) -> Answer:
    """Try every choice; the first in the draw is the smallest, nothing comes last."""
    each = [[*model.options_of(pupil), NONE] for pupil in range(len(model.pupils))]
    best: tuple[list[int], list[float], list[int]] | None = None
    for plan in itertools.product(*each):
        choice = np.array(plan, dtype=np.int64)
        if model.is_allowed(choice):
            draw = [inf if one == NONE else one for one in plan]
            key = (costs_of(model, choice), draw, list(plan))
            best = key if best is None else min(best, key)
    assert best is not None
    return best[0], best[2]


def same(model: Model) -> None:
    """Check that all answers are the same one."""
    found = answers(model)
    assert all(answer == found["whole"] for answer in found.values()), found


@SOME
@given(instances())
def test_on_small_problems(data: dict[str, Any]) -> None:
    instance = read_instance(data)
    model = build_model(instance)
    assume(not find_conflict(instance, model))
    same(model)


@SOME
@given(instances_with_days())
def test_on_small_problems_with_days(data: dict[str, Any]) -> None:
    instance = read_instance(data)
    model = build_model(instance)
    assume(not find_conflict(instance, model))
    same(model)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("time", [False, True], ids=["", "days"])
def test_on_a_table_with_every_rule(seed: int, *, time: bool) -> None:
    """Twenty-five pupils: too many to try all, so the engines hold each other to it."""
    same(build_model(read_instance(full(25, 6, 4, seed=seed, time=time))))


def test_on_a_table_with_seats_only() -> None:
    model = build_model(read_instance(core(40, 8, 4)))
    assert "flow" in answers(model)
    same(model)


@pytest.mark.parametrize("time", [False, True], ids=["", "days"])
def test_twice_the_same_is_the_same_and_so_is_another_order_of_rows(
    *, time: bool
) -> None:
    """What is proven and drawn depends on the problem, not on the clock or the file."""
    data = full(80, 16, 5, time=time)
    first = solve(read_instance(data), waarom=False).as_dict()
    again = solve(read_instance(data), waarom=False).as_dict()
    turned = {key: row[::-1] if key in ROWS else row for key, row in data.items()}
    other = solve(read_instance(turned), waarom=False, seed=7).as_dict()
    assert first["status"] == "optimaal" and first["uniek"]
    for key in first.keys() - MAY_DIFFER:
        assert again[key] == first[key], key
        assert other[key] == first[key], key
    assert again["bewijs"] == first["bewijs"]


ROWS = {"leerlingen", "plekken", "paren", "budgetten", "niet_samen", "samen"}
MAY_DIFFER = {"duur_s", "seed", "bewijs"}
