"""Interior points and searches of HiGHS: as good as simplex, or as what is known."""

import numpy as np
import pytest

from matching.placement.highs import solve_linear
from matching.placement.inner import HELD_WORTH, search, solve_inner
from matching.placement.model import Model, build_model, chosen
from matching.placement.options import NONE
from matching.placement.program import build_program
from matching.placement.reading import read_instance
from matching.placement.relax import relax
from matching.placement.start import first_choice
from tests.bench.placement.generators import full


def a_model(*, days: bool = False) -> Model:
    """Return a problem with every rule."""
    return build_model(read_instance(full(60, 12, 6, time=days)))


@pytest.mark.parametrize("days", [False, True])
@pytest.mark.parametrize("corner", [False, True])
def test_prices_from_the_middle_give_the_bound_of_simplex(
    days: bool, corner: bool
) -> None:
    """Computed again in whole numbers from each of the two."""
    model = a_model(days=days)
    program = build_program(model, (), tight=False)
    cost = program.cost(0)
    everything = np.ones(len(cost), dtype=np.bool_)
    inner = solve_inner(program, cost, everything, 30.0, corner=corner)
    simplex = solve_linear(program, cost.astype(float), 30.0)
    assert inner is not None
    assert simplex is not None
    one, other = (relax(program, cost, by.prices) for by in (inner, simplex))
    assert one is not None
    assert other is not None
    assert one.base / one.parts == pytest.approx(other.base / other.parts, rel=1e-4)


def test_an_earlier_goal_has_a_price_that_ends() -> None:
    """However much of it is asked: nobody can give more than there is."""
    model = a_model()
    program = build_program(model, (-(10**6),), tight=False)
    cost = program.cost(1)
    everything = np.ones(len(cost), dtype=np.bool_)
    found = solve_inner(program, cost, everything, 30.0)
    assert found is not None
    most = HELD_WORTH * float(np.abs(cost).max())
    assert program.is_goal.sum() == 1
    assert found.prices[program.is_goal] <= most * 1.001


def test_without_time_there_is_no_mixture_and_no_plan() -> None:
    """Who asks goes on with what it has."""
    program = build_program(a_model(), (), tight=False)
    cost = program.cost(0)
    everything = np.ones(len(cost), dtype=np.bool_)
    assert solve_inner(program, cost, everything, 0.0) is None
    assert search(program, cost, None, 0.0).choice is None


@pytest.mark.parametrize("seconds", [0.01, 20.0])
def test_a_search_is_never_worse_than_the_plan_it_begins_from(seconds: float) -> None:
    """Even when there is hardly any time, and allowed by every rule."""
    model = a_model()
    start = first_choice(model, np.full(len(model.pupils), NONE, dtype=np.int64))
    assert start is not None
    program = build_program(model, (), tight=False)
    cost = program.cost(0)
    found = search(program, cost, start, seconds)
    assert found.choice is not None
    assert model.is_allowed(found.choice)
    assert cost[chosen(found.choice)].sum() <= cost[chosen(start)].sum()
