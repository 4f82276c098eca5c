"""Generalised assignment where time is short, or one place takes nearly everybody."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from matching.placement.engines import optimise_by_cpsat
from matching.placement.highs import safe_bound
from matching.placement.lots import draw_by_cpsat
from matching.placement.model import Model, build_model
from matching.placement.options import NONE
from matching.placement.pricing import bound_goal, find_prices
from matching.placement.program import build_program
from matching.placement.reading import read_instance
from matching.placement.relax import relax
from matching.placement.result import Status
from matching.placement.solve import solve
from matching.placement.start import thrifty_choice
from tests.bench.placement.gap import Document, generalised


def model_of(kind: str, pupils: int, places: int) -> Model:
    """Return a generalised assignment problem as a model."""
    return build_model(read_instance(generalised(kind, pupils, places)))


@pytest.mark.parametrize("kind", ["C", "D", "E"])
def test_who_chooses_thriftily_all_get_a_place(kind: str) -> None:
    model = model_of(kind, 200, 20)
    choice = thrifty_choice(model)
    assert choice is not None
    assert model.is_allowed(choice)
    assert (choice != NONE).all()


@pytest.mark.parametrize("kind", ["C", "D", "E"])
def test_everybody_gets_a_place_even_when_there_is_no_time_at_all(kind: str) -> None:
    model = model_of(kind, 900, 30)
    found = optimise_by_cpsat(model, seed=1, seconds=0.0, progress=lambda _: None)
    assert model.is_allowed(found.choice)
    assert (found.choice != NONE).all()


def test_prices_of_a_table_from_few_options_are_those_of_all() -> None:
    model = model_of("D", 300, 40)
    start = thrifty_choice(model)
    assert start is not None
    held, until = [-len(model.pupils)], perf_counter() + 60
    program = build_program(model, held)
    cost = program.cost(1)
    whole = find_prices(program, cost, start, until)
    few = bound_goal(model, (1, 1), held, start, until)
    assert whole is not None
    assert few is not None
    linear = relax(program, cost, whole.prices)
    assert linear is not None
    assert few[0].bound == linear.bound


def one_without_limit(pupils: int, places: int, without: dict[str, int]) -> Document:
    """Return little room everywhere but at the last place."""
    document = generalised("E", pupils, places)
    for place in document["plekken"]:
        place["uren"] = 10
    document["plekken"][-1].pop("uren")
    document["plekken"][-1].update(without)
    return document


def best_cost(document: Document) -> int | None:
    """Return the best cost of placing everybody, by a plain integer program."""
    pairs, places = document["paren"], document["plekken"]
    each = {row["id"]: at for at, row in enumerate(document["leerlingen"])}
    there = {row["id"]: at for at, row in enumerate(places)}
    pupils, rooms = (
        np.zeros((len(each), len(pairs))),
        np.zeros((len(there), len(pairs))),
    )
    for at, pair in enumerate(pairs):
        pupils[each[pair["leerling"]], at] = 1
        rooms[there[pair["plek"]], at] = pair["uren"]
    limit = np.array([row.get("uren", np.inf) for row in places], dtype=float)
    cost = np.array([-pair["geschiktheid"] for pair in pairs])
    found = milp(
        cost,
        integrality=np.ones(len(pairs)),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(pupils, 1, 1),
            LinearConstraint(rooms, -np.inf, limit),
        ],
    )
    return safe_bound(found.fun, cost)


@pytest.mark.parametrize("without", [{}, {"uren": 3000}])
def test_a_place_that_takes_nearly_everybody_takes_no_time(
    without: dict[str, int],
) -> None:
    document = one_without_limit(100, 10, without)
    started = perf_counter()
    answer = solve(read_instance(document), tijdslimiet=30.0, waarom=False)
    assert perf_counter() - started < 15
    assert answer.status == Status.OPTIMAAL
    assert -answer.doelen[1].waarde == best_cost(document)


def test_a_draw_that_the_clock_ends_is_not_said_to_be_always_the_same() -> None:
    model = model_of("C", 60, 5)
    plan = thrifty_choice(model)
    assert plan is not None
    costs = [int(goal.cost[plan].sum()) for goal in model.goals]
    drawn = draw_by_cpsat(model, costs, plan, seed=1, deadline=perf_counter())
    assert not drawn.unique
    assert not drawn.in_time
