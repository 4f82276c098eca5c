"""Cyclic exchanges where every place has one limit: generalised assignment."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.placement.cycles import Cycles, by_cycles
from matching.placement.highs import solve_linear
from matching.placement.model import Model, build_model
from matching.placement.program import build_program
from matching.placement.reading import read_instance
from matching.placement.relax import Relaxation, relax
from matching.placement.result import Status
from matching.placement.solve import solve
from matching.placement.table import Table, find_table, is_table

LATER = float("inf")


def problem(pupils: int, places: int, seed: int) -> dict[str, Any]:
    """Return a small problem in which hours and fit pull in opposite directions."""
    rng = np.random.default_rng(seed)
    hours = rng.integers(1, 101, (pupils, places))
    cost = 111 - hours + rng.integers(-10, 11, (pupils, places))
    # Everybody divided evenly fits and can go everywhere: there is always a mixture.
    room = np.maximum(100, hours.sum(axis=0) // places + 1)
    return {
        "leerlingen": [{"id": f"l{n:03}"} for n in range(pupils)],
        "plekken": [{"id": f"p{n}", "uren": int(room[n])} for n in range(places)],
        "paren": [
            {
                "leerling": f"l{n:03}",
                "plek": f"p{at}",
                "uren": int(hours[n, at]),
                "geschiktheid": -int(cost[n, at]),
            }
            for n, at in itertools.product(range(pupils), range(places))
        ],
        "doelen": ["urgent_geplaatst", "geschiktheid"],
    }


def bounded(model: Model) -> tuple[Relaxation, Any]:
    """Return the bound on the second goal with its mixture, everybody placed."""
    program = build_program(model, [-len(model.pupils)])
    cost = program.cost(1)
    linear = solve_linear(program, cost.astype(float), 10.0)
    assert linear is not None
    relaxed = relax(program, cost, linear.prices)
    assert relaxed is not None
    return relaxed, linear.share[: program.options]


def made(pupils: int, places: int, seed: int) -> tuple[Model, Table]:
    """Return a model with its table."""
    model = build_model(read_instance(problem(pupils, places, seed)))
    table = find_table(model, 1, bounded(model)[0])
    assert table is not None
    return model, table


@pytest.mark.parametrize(
    ("where", "rule"),
    [
        ("plekken", {"capaciteit": 2}),
        ("plekken", {"minimum": 2}),
        (None, {"samen": [["l000", "l001"]]}),
        (None, {"niet_samen": [["l000", "l001"]]}),
    ],
)
def test_another_rule_makes_it_no_table(where: str | None, rule: Any) -> None:
    document = problem(8, 3, 1)
    assert is_table(build_model(read_instance(document)), 1)
    (document if where is None else document[where][0]).update(rule)
    assert not is_table(build_model(read_instance(document)), 1)


def test_an_earlier_goal_that_tells_places_apart_makes_it_no_table() -> None:
    document = problem(8, 3, 1) | {"doelen": ["geschiktheid", "reistijd"]}
    model = build_model(read_instance(document))
    assert is_table(model, 0)
    assert not is_table(model, 1)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(6, 40), st.integers(2, 6))
def test_a_search_keeps_the_limits_and_gets_no_worse(
    seed: int, pupils: int, places: int
) -> None:
    _, table = made(pupils, places, seed)
    plan = Cycles(table, table.loss.argmin(axis=1))
    plan.run(bool)
    before, allowed = plan.value, plan.is_allowed
    steps = iter(range(20))
    plan.search(np.random.default_rng(seed), lambda: next(steps, None) is None)
    used = np.bincount(
        plan.at, table.amount[np.arange(pupils), plan.at], minlength=places
    )
    assert (plan.left == table.limit - used).all()
    if allowed:
        assert plan.is_allowed
        assert plan.value <= before + 1e-6


def test_what_a_plan_loses_is_its_cost_above_the_bound() -> None:
    model = build_model(read_instance(problem(60, 4, 3)))
    relaxed, share = bounded(model)
    choice = by_cycles(model, 1, relaxed, share, LATER)
    table = find_table(model, 1, relaxed)
    assert choice is not None
    assert table is not None
    assert model.is_allowed(choice)
    lost = model.goals[1].cost[choice].sum() - relaxed.base / relaxed.parts
    plan = Cycles(table, model.options.place[choice])
    assert plan.value == pytest.approx(lost, abs=0.5)
    assert lost < 0.02 * abs(relaxed.bound)


def test_the_same_run_gives_the_same_answer_when_it_is_proven() -> None:
    instance = read_instance(problem(24, 3, 5))
    first, again = (solve(instance, seed=1, tijdslimiet=30.0) for _ in range(2))
    assert first.status is again.status is Status.OPTIMAAL
    assert first.plaatsingen == again.plaatsingen
    assert first.uniek == again.uniek


def test_the_limit_of_time_is_kept() -> None:
    instance = read_instance(problem(200, 20, 2))
    answer = solve(instance, tijdslimiet=3.0, waarom=False)
    assert answer.duur_s < 6.0
    assert all(answer.plaatsingen.values())
