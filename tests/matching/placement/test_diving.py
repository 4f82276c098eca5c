"""Plans made place by place, where every place has one limit."""

from __future__ import annotations

import itertools
from time import perf_counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.placement.cycles import Cycles
from matching.placement.diving import Dives, by_dives
from matching.placement.highs import solve_linear
from matching.placement.model import build_model
from matching.placement.program import build_program
from matching.placement.reading import read_instance
from matching.placement.relax import relax
from matching.placement.table import NEVER, Table
from tests.bench.placement.gap import generalised

NOBODY = st.integers(0, 10_000)


def table_of(pupils: int, places: int, seed: int, *, missing: float = 0.0) -> Table:
    """Return a table in which what places need and what they cost pull apart."""
    rng = np.random.default_rng(seed)
    amount = rng.integers(1, 31, (pupils, places))
    loss = np.maximum(0.0, 33.0 - amount + rng.integers(-5, 6, (pupils, places)))
    gone = rng.random((pupils, places)) < missing
    gone[np.arange(pupils), rng.integers(0, places, pupils)] = False
    option = np.where(gone, -1, np.arange(pupils * places).reshape(pupils, places))
    limit = np.maximum(31, amount.sum(axis=0) * 9 // (8 * places))
    return Table(
        option,
        np.where(gone, 0, amount),
        np.where(gone, NEVER, loss),
        limit,
        np.full(places, 0.8),
    )


def used(table: Table, at: Any) -> Any:
    """Return what a plan asks of each place."""
    each = np.arange(len(at))
    return np.bincount(at, table.amount[each, at], minlength=len(table.limit))


@settings(max_examples=25, deadline=None)
@given(NOBODY, st.integers(5, 40), st.integers(2, 7), st.sampled_from([0.0, 0.4]))
def test_plans_keep_every_limit_and_do_not_get_worse(
    seed: int, pupils: int, places: int, missing: float
) -> None:
    table = table_of(pupils, places, seed, missing=missing)
    dives = Dives(table, np.random.default_rng(seed))
    first = dives.begin(dives.begin(None, bool), bool)
    if first is None:
        return
    steps = iter(range(60))
    later = dives.improve(first, lambda: next(steps, None) is None)
    for plan in (first, later):
        assert (used(table, plan) <= table.limit).all()
    assert Cycles(table, later).value <= Cycles(table, first).value + 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_small_problems_end_at_the_best_plan(seed: int) -> None:
    table = table_of(6, 3, seed)
    ways = (np.array(way) for way in itertools.product(range(3), repeat=6))
    plans = [at for at in ways if (used(table, at) <= table.limit).all()]
    values = [Cycles(table, at).value for at in plans]
    worst = plans[int(np.argmax(values))]
    dives = Dives(table, np.random.default_rng(1))
    steps = iter(range(400))
    found = dives.improve(worst, lambda: next(steps, None) is None)
    assert Cycles(table, found).value == pytest.approx(min(values))


def test_some_pupils_at_some_places_are_a_table_of_their_own() -> None:
    table = table_of(9, 4, 3)
    part = table.part(np.array([2, 5, 7]), np.array([3, 1]))
    assert part.loss[1, 0] == table.loss[5, 3]
    assert part.amount[2, 1] == table.amount[7, 1]
    assert part.option[0, 1] == table.option[2, 1]
    assert part.limit.tolist() == [table.limit[3], table.limit[1]]


def test_what_counts_as_far_is_never_nothing_and_never_a_place_out_of_reach() -> None:
    loss = np.array([[0.0, 0.0, 0.0, 0.0, 2.0, NEVER]] * 3)
    whole = np.zeros(loss.shape, dtype=np.int64)
    assert Table(whole, whole, loss, whole[0], loss[0]).far == 2.0
    few = np.array([[0.0, 4.0, NEVER, NEVER]] * 3)
    assert Table(whole, whole, few, whole[0], few[0]).far == 4.0
    assert Table(whole, whole, 0 * few, whole[0], few[0]).far == 1.0


def test_time_that_is_up_still_gives_a_plan_or_none_at_once() -> None:
    started = perf_counter()
    dives = Dives(table_of(40, 6, 1), np.random.default_rng(1))
    found = dives.begin(None, lambda: True)
    assert found is None or len(found) == 40
    assert perf_counter() - started < 2.0


def test_a_tight_problem_ends_close_to_its_bound() -> None:
    model = build_model(read_instance(generalised("D", 200, 20)))
    program = build_program(model, [-200])
    linear = solve_linear(program, program.cost(1).astype(float), 10.0)
    assert linear is not None
    relaxed = relax(program, program.cost(1), linear.prices)
    assert relaxed is not None
    choice = by_dives(model, 1, relaxed, 1, perf_counter() + 30)
    assert choice is not None
    assert model.is_allowed(choice)
    assert (choice >= 0).all()
    assert model.goals[1].cost[choice].sum() <= 1.009 * relaxed.bound
