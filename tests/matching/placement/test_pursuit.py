"""A search of HiGHS beside the rest, and the plans it hands on."""

from __future__ import annotations

from time import perf_counter, sleep
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matching.placement.assignment import Assignment
from matching.placement.highs import solve_integer, solve_linear
from matching.placement.improve import Improver
from matching.placement.inner import search
from matching.placement.model import Model, build_model
from matching.placement.options import NONE
from matching.placement.program import build_program
from matching.placement.pursuit import Pursuit
from matching.placement.reading import read_instance
from matching.placement.relax import Relaxation, relax
from matching.placement.standing import Standing
from matching.placement.start import thrifty_choice
from tests.bench.placement.gap import generalised

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


def a_problem(
    kind: str, pupils: int, places: int, seed: int = 1
) -> tuple[Model, Ints, Relaxation, Floats]:
    """Return a problem, a plan in which everybody is placed, a bound, a mixture."""
    model = build_model(read_instance(generalised(kind, pupils, places, seed)))
    start = thrifty_choice(model)
    assert start is not None
    assert (start != NONE).all()
    program = build_program(model, [-pupils])
    linear = solve_linear(program, program.cost(1).astype(float), 30.0)
    assert linear is not None
    relaxed = relax(program, program.cost(1), linear.prices)
    assert relaxed is not None
    return model, start, relaxed, linear.share


def least(model: Model, pupils: int) -> int | None:
    """Return the cost of the best plan, by HiGHS alone."""
    program = build_program(model, [-pupils])
    return solve_integer(program, program.cost(1), seconds=60.0).bound


@pytest.mark.parametrize("kind", ["B", "C", "E"])
def test_a_search_left_alone_proves_what_highs_proves(kind: str) -> None:
    model, start, relaxed, _ = a_problem(kind, 40, 5)
    pursuit = Pursuit(model, 1, [-40], start, relaxed, perf_counter() + 60)
    pursuit.wait()
    assert pursuit.is_done()
    assert model.is_allowed(pursuit.found)
    assert model.goals[1].cost[pursuit.found].sum() == pursuit.bound == least(model, 40)


def test_better_plans_are_handed_on_before_the_end_and_it_stops_when_asked() -> None:
    model, start, relaxed, _ = a_problem("D", 100, 10)
    cost = model.goals[1].cost
    pursuit = Pursuit(model, 1, [-100], start, relaxed, perf_counter() + 120)
    until = perf_counter() + 60
    while cost[pursuit.found].sum() >= cost[start].sum() and perf_counter() < until:
        sleep(0.05)
    assert not pursuit.is_done()
    assert model.is_allowed(pursuit.found)
    assert cost[pursuit.found].sum() < cost[start].sum()
    asked = perf_counter()
    pursuit.end()
    assert pursuit.is_done()
    assert perf_counter() - asked < 20
    assert pursuit.bound is None or pursuit.bound <= cost[pursuit.found].sum()


def test_a_plan_found_elsewhere_is_taken_over() -> None:
    model, start, relaxed, _ = a_problem("D", 60, 5)
    program, cost = build_program(model, [-60]), model.goals[1].cost
    better = search(program, cost, start, 4.0).choice
    assert better is not None
    pursuit = Pursuit(model, 1, [-60], start, relaxed, perf_counter() + 1.0)
    pursuit.tell(better)
    pursuit.wait()
    assert model.is_allowed(pursuit.found)
    assert cost[pursuit.found].sum() <= cost[better].sum()


def test_without_time_it_keeps_the_plan_it_began_with() -> None:
    model, start, relaxed, _ = a_problem("C", 30, 4)
    pursuit = Pursuit(model, 1, [-30], start, relaxed, perf_counter() - 1)
    pursuit.wait()
    assert pursuit.found.tolist() == start.tolist()
    assert pursuit.bound is None


def test_a_bound_above_what_is_known_is_not_believed() -> None:
    model, start, relaxed, _ = a_problem("C", 30, 4)
    pursuit = Pursuit(model, 1, [-30], start, relaxed, perf_counter() + 60)
    pursuit.wait()
    assert pursuit.bound is not None
    pursuit.known = pursuit.bound - 1
    assert pursuit.bound is None


@pytest.mark.parametrize(
    ("kind", "pupils", "places"), [("C", 40, 5), ("E", 40, 5), ("D", 30, 3)]
)
def test_one_goal_ends_at_the_best_plan_with_its_proof(
    kind: str, pupils: int, places: int
) -> None:
    model, start, relaxed, share = a_problem(kind, pupils, places)
    standing = Standing(model)
    standing.choice, standing.held = start, [-pupils]
    goal = Assignment(standing, 1, Improver(1), seed=1, deadline=perf_counter() + 60)
    bound = goal.solve(relaxed, share, relaxed.bound)
    assert bound == standing.cost(1) == least(model, pupils)
    whole = standing.to_whole(standing.choice)
    assert model.is_allowed(whole)
    assert model.goals[1].cost[whole].sum() == bound
    assert standing.from_whole(whole).tolist() == standing.choice.tolist()
    assert goal.pursuit is None


def test_an_option_that_is_gone_is_nothing() -> None:
    standing = Standing(a_problem("C", 30, 4)[0])
    standing.left = np.array([1, 4, 6])
    found = standing.from_whole(np.array([4, 5, 7, 0, 1, NONE]))
    assert found.tolist() == [1, NONE, NONE, NONE, 0, NONE]
