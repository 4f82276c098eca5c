"""Proofs by whole groups per place, and the bound that they start from."""

from __future__ import annotations

import itertools
from time import perf_counter, process_time
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.placement.grouping import places_everybody, prove_by_groups
from matching.placement.highs import solve_linear
from matching.placement.knapsacks import (
    PARTS,
    Knapsacks,
    Offers,
    build_knapsacks,
)
from matching.placement.lots import draw_by_cpsat
from matching.placement.model import Model, build_model
from matching.placement.patterns import Patterns, write_out
from matching.placement.program import build_program
from matching.placement.reading import read_instance
from matching.placement.relax import Relaxation, relax
from matching.placement.result import Status
from matching.placement.solve import solve
from matching.placement.table import find_table, is_table
from tests.bench.placement.gap import generalised

Document = dict[str, Any]


def problem(pupils: int, places: int, seed: int) -> Document:
    """Return a small problem in which every limit is tight."""
    rng = np.random.default_rng(seed)
    hours = rng.integers(1, 12, (pupils, places))
    fit = hours + rng.integers(-5, 6, (pupils, places))
    room = (0.8 * hours.sum(axis=0) / places).astype(int)
    return {
        "leerlingen": [{"id": f"l{n}"} for n in range(pupils)],
        "plekken": [{"id": f"p{n}", "uren": int(room[n])} for n in range(places)],
        "paren": [
            {
                "leerling": f"l{n}",
                "plek": f"p{at}",
                "uren": int(hours[n, at]),
                "geschiktheid": int(fit[n, at]),
            }
            for n, at in itertools.product(range(pupils), range(places))
        ],
        "doelen": ["urgent_geplaatst", "geschiktheid"],
    }


def all_plans(model: Model) -> list[tuple[int, Any]]:
    """Return every plan in which all have a place, with its cost; cheapest first."""
    ways = [model.options_of(pupil) for pupil in range(len(model.pupils))]
    cost = model.goals[1].cost
    plans = (np.array(way) for way in itertools.product(*ways))
    good = [(int(cost[one].sum()), one) for one in plans if model.is_allowed(one)]
    return sorted(good, key=lambda plan: plan[0])


def linear(model: Model) -> Relaxation:
    """Return the bound of the linear program, everybody placed."""
    program = build_program(model, [-len(model.pupils)])
    cost = program.cost(1)
    found = solve_linear(program, cost.astype(float), 10.0)
    assert found is not None
    relaxed = relax(program, cost, found.prices)
    assert relaxed is not None
    return relaxed


def knapsacks_of(model: Model) -> Knapsacks:
    """Return the places of a problem."""
    table = find_table(model, 1, linear(model))
    assert table is not None
    found = build_knapsacks(table, model.goals[1].cost)
    assert found is not None
    return found


SMALL = (st.integers(0, 10_000), st.integers(4, 7), st.integers(2, 3))


@settings(max_examples=15, deadline=None)
@given(*SMALL)
def test_no_plan_is_below_the_bound_of_any_offers(
    seed: int, pupils: int, places: int
) -> None:
    model = build_model(read_instance(problem(pupils, places, seed)))
    plans = all_plans(model)
    assume(bool(plans) and is_table(model, 1))
    start = np.random.default_rng(seed).uniform(-9, 30, pupils) * PARTS
    offers = knapsacks_of(model).offers(start, plans[-1][0] * PARTS)
    assert offers.whole <= plans[0][0]


@settings(max_examples=25, deadline=None)
@given(*SMALL, st.integers(0, 12))
def test_no_plan_uses_what_its_cost_leaves_out_by_offers(
    seed: int, pupils: int, places: int, offered: int
) -> None:
    model = build_model(read_instance(problem(pupils, places, seed)))
    plans = all_plans(model)
    assume(bool(plans) and is_table(model, 1))
    knapsacks = knapsacks_of(model)
    offer = np.full(pupils, offered * PARTS)
    earned, taken = knapsacks.solve(offer)
    offers = Offers(offer, int(offer.sum() - earned.sum()))
    losses = knapsacks.losses(offers, plans[-1][0] * PARTS - offers.bound)
    each = np.arange(pupils)
    for cost, plan in plans:
        room = cost * PARTS - offers.bound
        assert (losses[each, model.options.place[plan]] <= room).all()
    # Whom a place takes anyway adds nothing, and nobody adds less than that.
    assert (losses[taken] == 0).all()
    assert (losses >= 0).all()


@settings(max_examples=15, deadline=None)
@given(*SMALL, st.integers(0, 12))
def test_every_group_within_the_gap_is_written_out_and_no_other(
    seed: int, pupils: int, places: int, gap: int
) -> None:
    model = build_model(read_instance(problem(pupils, places, seed)))
    assume(is_table(model, 1) and bool(all_plans(model)))
    knapsacks = knapsacks_of(model)
    offers = knapsacks.offers(np.full(pupils, 9.0) * PARTS, 10**6 * PARTS)
    groups = write_out(knapsacks, offers, gap * PARTS, 10_000)
    assert groups is not None
    earned, _ = knapsacks.solve(offers.offer)
    expected = set()
    for place in range(places):
        for size in range(pupils + 1):
            for who in map(list, itertools.combinations(range(pupils), size)):
                fits = knapsacks.amount[who, place].sum() <= knapsacks.limit[place]
                gain = (offers.offer[who] - knapsacks.cost[who, place]).sum()
                if fits and earned[place] - gain <= gap * PARTS:
                    expected.add((place, *who))
    found = [
        (int(place), *sorted(groups.pupil[groups.of == number].tolist()))
        for number, place in enumerate(groups.place)
    ]
    assert len(found) == len(set(found))
    assert set(found) == expected


@settings(max_examples=12, deadline=None)
@given(*SMALL)
def test_a_proof_ends_at_the_best_of_all_plans(
    seed: int, pupils: int, places: int
) -> None:
    model = build_model(read_instance(problem(pupils, places, seed)))
    plans = all_plans(model)
    assume(bool(plans) and is_table(model, 1))
    found = prove_by_groups(
        model, 1, [-pupils], plans[-1][1], linear(model), perf_counter() + 20
    )
    assert found.bound == plans[0][0]
    assert model.goals[1].cost[found.choice].sum() == found.bound
    assert model.is_allowed(found.choice)


def test_too_many_groups_leave_the_bound_as_far_as_it_came() -> None:
    model = build_model(read_instance(problem(7, 3, 3)))
    best, worst = all_plans(model)[0][0], all_plans(model)[-1][0]
    knapsacks = knapsacks_of(model)
    offers = knapsacks.offers(np.zeros(7), worst * PARTS)
    tried = Patterns(knapsacks, offers, most=3)
    tried.solve(worst, perf_counter() + 20)
    assert tried.places is None
    assert offers.whole <= tried.bound <= best


def test_each_place_earns_most_within_its_limit() -> None:
    cost = np.array([[4, 0], [3, 0], [3, 9]])
    amount = np.array([[4, 1], [3, 2], [3, 1]])
    knapsacks = Knapsacks(cost, amount, np.array([6, 2]))
    earned, taken = knapsacks.solve(np.array([10, 9, 9]))
    # Two who each bring six beat one who brings as much as either.
    assert earned.tolist() == [12, 10]
    assert taken.tolist() == [[False, True], [True, False], [True, False]]


def test_no_groups_where_a_pupil_may_stay_without_a_place() -> None:
    model = build_model(read_instance(problem(6, 3, 1) | {"doelen": ["geschiktheid"]}))
    choice = model.first_option[:-1].astype(np.int64)
    assert not places_everybody(model, [], choice)


@pytest.mark.parametrize("held", [-5, -6])
def test_everybody_is_asked_only_when_the_goal_is_held_at_its_best(held: int) -> None:
    model = build_model(read_instance(problem(6, 3, 1)))
    choice = model.first_option[:-1].astype(np.int64)
    assert places_everybody(model, [held], choice) == (held == -6)


def test_a_problem_that_the_linear_program_is_far_from_is_proven() -> None:
    rng = np.random.default_rng(5)
    hours = np.rint(1 - 10 * np.log(1 - rng.random((30, 6)))).astype(int)
    cost = np.rint(1000 / hours - 10 * rng.random((30, 6))).astype(int)
    document = problem(30, 6, 1)
    for place in range(6):
        document["plekken"][place]["uren"] = int(0.8 * hours[:, place].sum() / 6)
    for number, pair in enumerate(document["paren"]):
        at = divmod(number, 6)
        pair.update(uren=int(hours[at]), geschiktheid=-int(cost[at]))
    answer = solve(read_instance(document), tijdslimiet=60.0, waarom=False)
    assert answer.status == Status.OPTIMAAL


def test_a_draw_stops_where_no_best_plan_is_found_afresh() -> None:
    model = build_model(read_instance(generalised("D", 100, 10)))
    plan = model.first_option[:-1]
    # Nearly no plan is as good as the linear program, so none is found in the effort.
    held = [-len(model.pupils), linear(model).bound]
    started = process_time()
    found = draw_by_cpsat(model, held, plan, seed=1, deadline=perf_counter() + 300)
    assert found.choice.tolist() == plan.tolist()
    assert not found.unique
    assert found.in_time
    assert process_time() - started < 20
