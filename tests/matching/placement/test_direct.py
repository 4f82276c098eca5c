"""The direct engine: proofs that hold, and ties that are real."""

import itertools
import random
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.placement import blend as blend_module
from matching.placement import core as core_module
from matching.placement.blend import Block
from matching.placement.direct import DirectEngine, costs_of
from matching.placement.engines import optimise_by_cpsat
from matching.placement.highs import Solved
from matching.placement.model import Model, build_model
from matching.placement.options import NONE
from matching.placement.progress import Voortgang, silent
from matching.placement.reading import read_instance

SEEDS = range(8)


def small_model(seed: int) -> Model:
    """Return a model of six pupils with hours, a minimum, a couple and many ties."""
    rng = random.Random(seed)
    ids = [f"l{n}" for n in range(6)]
    return build_model(
        read_instance(
            {
                "leerlingen": [{"id": id, "urgentie": rng.randint(0, 2)} for id in ids],
                "plekken": [
                    {
                        "id": f"p{n}",
                        "capaciteit": rng.randint(2, 3),
                        "uren": rng.randint(3, 6),
                        "minimum": rng.choice([0, 2]),
                    }
                    for n in range(3)
                ],
                "paren": [
                    {
                        "leerling": id,
                        "plek": f"p{n}",
                        "geschiktheid": rng.randint(1, 3),
                        "reistijd_min": rng.randint(0, 2),
                        "uren": rng.choice([1, 1.5, 2]),
                    }
                    for id in ids
                    for n in range(3)
                    if rng.random() < 0.8
                ],
                "niet_samen": [[ids[0], ids[1]]],
                "samen": [[ids[2], ids[3]]],
                "doelen": ["urgent_geplaatst", "geschiktheid", "reistijd"],
            }
        )
    )


def every_plan(model: Model) -> list[np.ndarray]:
    """Return every choice that keeps the rules."""
    each = [[NONE, *model.options_of(pupil)] for pupil in range(len(model.pupils))]
    plans = (np.array(plan, dtype=np.int64) for plan in itertools.product(*each))
    return [plan for plan in plans if model.is_allowed(plan)]


def engine_for(model: Model) -> DirectEngine:
    return DirectEngine(model, deadline=perf_counter() + 30, progress=silent)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_it_proves_is_the_best_of_every_plan(seed: int) -> None:
    model = small_model(seed)
    engine = engine_for(model)
    engine.run()
    assert engine.done and engine.choice is not None
    best = min(costs_of(model, plan) for plan in every_plan(model))
    assert engine.held == best
    assert model.is_allowed(engine.choice) and costs_of(model, engine.choice) == best


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_that_a_best_plan_uses_is_left_out(seed: int) -> None:
    model = small_model(seed)
    engine = engine_for(model)
    engine.run()
    best = [p for p in every_plan(model) if costs_of(model, p) == engine.held]
    used = {int(option) for plan in best for option in plan if option != NONE}
    assert used <= set(engine.rest.left.tolist())
    engine.settle()
    # Who has one option left has it in every best plan, and the others have a choice.
    rest = engine.rest
    for pupil in range(len(model.pupils)):
        mine = {int(plan[pupil]) for plan in best}
        assert mine - {NONE} <= set(rest.left.tolist())
        if len(mine) == 1:
            left = rest.left[list(rest.model.options_of(pupil))].tolist()
            assert left == [option for option in mine if option != NONE]
            assert bool(rest.model.pinned[pupil]) == (NONE not in mine)


@pytest.mark.parametrize("total", [1, 50, 10**6])
def test_goals_together_or_one_by_one_end_at_the_same(
    total: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = small_model(3)
    usual = engine_for(model)
    usual.run()
    monkeypatch.setattr(blend_module, "LARGEST_TOTAL", total)
    other = engine_for(model)
    other.run()
    assert other.held == usual.held


def test_a_bound_that_is_not_reached_is_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever takes a fractional bound for a cost must still end at the truth."""
    monkeypatch.setattr(core_module, "WHOLE", 10.0)
    for seed in SEEDS:
        model = small_model(seed)
        engine = engine_for(model)
        engine.run()
        assert engine.held == min(costs_of(model, plan) for plan in every_plan(model))


def test_an_answer_of_highs_that_cannot_be_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = small_model(1)
    everything = model.first_option[:-1].copy()
    lies = [
        Solved(everything, -(10**6), complete=True),
        Solved(None, None, complete=True),
        Solved(np.full(len(model.pupils), NONE), 10**6, complete=True),
    ]
    for lie in lies:
        monkeypatch.setattr(core_module, "solve_integer", lambda *_, **__: lie)  # noqa: B023
        engine = engine_for(model)
        engine.run()
        assert engine.held == [] and engine.choice is None
        outcome = optimise_by_cpsat(model, seed=1, seconds=30, progress=silent)
        best = min(costs_of(model, plan) for plan in every_plan(model))
        assert outcome.proven and list(outcome.costs) == best


def test_what_is_proven_is_told_once() -> None:
    model = small_model(2)
    told: list[Voortgang] = []
    outcome = optimise_by_cpsat(model, seed=1, seconds=30, progress=told.append)
    assert [step.stap for step in told] == [*(g.doel for g in model.goals), "lot"]
    assert outcome.unique


@given(
    st.lists(st.tuples(st.integers(-6, 6), st.integers(0, 6)), min_size=1, max_size=3),
    st.data(),
)
def test_a_bound_on_the_blend_proves_no_goal_that_is_not(
    ranges: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Hold every vector of costs within its range against the one found."""
    weights = [1]
    for _, wide in reversed(ranges[1:]):
        weights.insert(0, weights[0] * (wide + 1))
    highest = tuple(low + wide for low, wide in ranges)
    block = Block(0, tuple(weights), highest)
    vectors = list(itertools.product(*(range(a, a + b + 1) for a, b in ranges)))
    plans = data.draw(st.lists(st.sampled_from(vectors), min_size=1, max_size=6))
    found = data.draw(st.sampled_from(plans))
    blended = [sum(w * c for w, c in zip(weights, v, strict=True)) for v in plans]
    bound = min(blended) - data.draw(st.integers(0, 5))
    proven = block.proven(found, bound)
    assert found[:proven] == min(plans)[:proven]
    if bound == sum(w * c for w, c in zip(weights, found, strict=True)):
        assert proven == len(ranges)
