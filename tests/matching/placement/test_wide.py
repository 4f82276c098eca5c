"""The wide engine: a plan that keeps every rule, and bounds that hold."""

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest

from matching.placement.couples import keeps_together
from matching.placement.engines import optimise_by_cpsat
from matching.placement.leading import blend
from matching.placement.model import Model, build_model, chosen
from matching.placement.outcome import Outcome
from matching.placement.program import build_program
from matching.placement.progress import silent
from matching.placement.reading import read_instance
from matching.placement.sifting import sift
from matching.placement.wide import WideEngine
from matching.placement.wide_rows import find_rows
from tests.bench.placement.generators import full
from tests.matching.placement.test_direct import SEEDS, small_model


def solve_widely(model: Model, seconds: float = 30.0) -> Outcome:
    """Solve a model as if it had very many options."""
    engine = WideEngine(model, deadline=perf_counter() + seconds, progress=silent)
    outcome = engine.run()
    assert outcome is not None
    return outcome


def best(model: Model) -> Outcome:
    """Return the proven best."""
    outcome = optimise_by_cpsat(model, seed=1, seconds=60, progress=silent)
    assert outcome.proven
    return outcome


def check_bounds(found: Outcome, optimum: Outcome) -> None:
    """Check that a plan is no better than the best, and that its bounds are true."""
    assert found.costs >= optimum.costs
    for number, bound in enumerate(found.bounds):
        assert bound is not None
        assert bound <= found.costs[number]
        if found.costs[:number] == optimum.costs[:number]:
            assert bound <= optimum.costs[number]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_problem_gets_a_plan_with_true_bounds(seed: int) -> None:
    """The first goal of so small a problem is found at its best."""
    model = small_model(seed)
    found, optimum = solve_widely(model), best(model)
    assert model.is_allowed(found.choice)
    check_bounds(found, optimum)
    assert found.proven <= (found.costs == optimum.costs)


@pytest.mark.parametrize("days", [False, True])
def test_a_problem_with_every_rule_comes_close_to_the_best(days: bool) -> None:
    """Beside the proven best: no better, and hardly worse for the first goals."""
    model = build_model(read_instance(full(60, 12, 6, time=days)))
    found, optimum = solve_widely(model), best(model)
    assert model.is_allowed(found.choice)
    check_bounds(found, optimum)
    assert found.costs[0] <= 0.98 * optimum.costs[0]


def test_without_time_there_is_a_plan_all_the_same() -> None:
    """Never nothing when something is allowed."""
    model = build_model(read_instance(full(60, 12, 6)))
    found = solve_widely(model, seconds=0.0)
    assert model.is_allowed(found.choice)
    assert found.costs[0] < 0
    check_bounds(found, best(model))


def test_many_options_go_to_the_wide_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is proven there gets its draw as well."""
    monkeypatch.setattr("matching.placement.engines.REGION", 0)
    model = small_model(1)
    outcome = optimise_by_cpsat(model, seed=1, seconds=30, progress=silent)
    assert model.is_allowed(outcome.choice)
    assert outcome.unique or not outcome.proven


def test_a_couple_keeps_only_places_that_hold_both() -> None:
    """One place has one seat, another is for one of them only, the last holds both."""
    model = build_model(
        read_instance(
            {
                "leerlingen": [{"id": "Amir"}, {"id": "Bo"}, {"id": "Cas"}],
                "plekken": [
                    {"id": "klein", "capaciteit": 1},
                    {"id": "anders", "capaciteit": 2},
                    {"id": "ruim", "capaciteit": 2},
                ],
                "paren": [
                    {"leerling": pupil, "plek": place}
                    for pupil, place in (
                        ("Amir", "klein"),
                        ("Bo", "klein"),
                        ("Amir", "anders"),
                        ("Amir", "ruim"),
                        ("Bo", "ruim"),
                        ("Cas", "klein"),
                    )
                ],
                "samen": [["Amir", "Bo"]],
            }
        )
    )
    keep = keeps_together(model)
    left = {
        (model.pupils[pupil], model.places[place])
        for pupil, place in zip(
            model.options.pupil[keep], model.options.place[keep], strict=True
        )
    }
    assert left == {("Amir", "ruim"), ("Bo", "ruim"), ("Cas", "klein")}


@pytest.mark.parametrize("seed", SEEDS)
def test_leaving_out_what_couples_cannot_have_changes_no_optimum(seed: int) -> None:
    """The best plan without those options is as good."""
    model = small_model(seed)
    less = model.with_options(keeps_together(model))
    assert best(less).costs == best(model).costs


def test_rows_that_are_found_leave_the_best_plan_in_and_a_mixture_out() -> None:
    """The bound rises, and what can really be had is still allowed."""
    model, weights = build_model(read_instance(full(60, 12, 6))), {1: 1}
    program = build_program(model, (), tight=False)
    everything = np.ones(len(model.options), dtype=np.bool_)
    deadline = perf_counter() + 30
    sifted = sift(program, blend(program, weights), everything, deadline)
    assert sifted is not None
    rows = find_rows(model, weights, sifted, deadline)
    used = np.zeros(len(model.options), dtype=np.int64)
    used[chosen(best(model).choice)] = 1
    assert rows
    assert all(row.amount @ used[row.option] <= row.limit for row in rows)
    stricter = replace(model, rows=model.rows.extended(rows))
    program = build_program(stricter, (), tight=False)
    raised = sift(program, blend(program, weights), everything, deadline)
    assert raised is not None
    assert raised.relaxed.bound > sifted.relaxed.bound


def test_time_that_is_left_goes_to_the_first_open_goal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A goal that stopped short is looked at once more, and all that came after it."""
    model = build_model(read_instance(full(60, 12, 6, time=True)))
    optimum = best(model)
    monkeypatch.setattr("matching.placement.wide.GOAL_SHARE", 0.0)
    monkeypatch.setattr(WideEngine, "_again", lambda self: False)
    once = solve_widely(model)
    monkeypatch.undo()
    monkeypatch.setattr("matching.placement.wide.GOAL_SHARE", 0.0)
    more = solve_widely(model)
    assert not once.proven
    assert more.costs <= once.costs
    check_bounds(more, optimum)


def test_it_is_never_worse_than_the_plan_to_begin_with() -> None:
    """Without any time the plan on the table comes back."""
    model = build_model(read_instance(full(60, 12, 6)))
    optimum = best(model)
    engine = WideEngine(
        model, deadline=perf_counter(), progress=silent, start=optimum.choice
    )
    found = engine.run()
    assert found is not None
    assert found.costs == optimum.costs
