"""Bounds, prices and programs of the general engine against each other."""

import random
from time import perf_counter

import numpy as np
import pytest

from matching.placement.highs import solve_integer, solve_linear
from matching.placement.model import Model, build_model, chosen
from matching.placement.neighbourhood import Search
from matching.placement.options import NONE
from matching.placement.pricing import find_prices
from matching.placement.program import build_program
from matching.placement.reading import read_instance
from matching.placement.relax import reduce, relax
from matching.placement.rounding import keeps, round_mixture
from matching.placement.subgradient import Volume

SEEDS = range(6)


def mixed_model(seed: int, pupils: int = 24, places: int = 6) -> Model:
    """Return a model with hours, money, a minimum, a couple and two apart."""
    rng = random.Random(seed)
    ids = [f"l{n:02}" for n in range(pupils)]
    return build_model(
        read_instance(
            {
                "leerlingen": [{"id": id, "urgentie": rng.randint(0, 3)} for id in ids],
                "plekken": [
                    {
                        "id": f"p{n}",
                        "capaciteit": rng.randint(4, 6),
                        "uren": rng.randint(6, 14),
                        "minimum": rng.choice([0, 2, 4]),
                        "budget": "b" if n % 2 else None,
                    }
                    for n in range(places)
                ],
                "paren": [
                    {
                        "leerling": id,
                        "plek": f"p{n}",
                        "geschiktheid": rng.randint(1, 40),
                        "uren": rng.choice([1, 1.5, 2.5, 4]),
                        "kosten": rng.choice([500, 800]),
                    }
                    for id in ids
                    for n in range(places)
                    if rng.random() < 0.6
                ],
                "budgetten": [{"id": "b", "bedrag": 4000}],
                "niet_samen": [[ids[0], ids[1]]],
                "samen": [[ids[2], ids[3]]],
                "doelen": ["urgent_geplaatst", "geschiktheid"],
            }
        )
    )


def best(model: Model, number: int, held: list[int]) -> int:
    """Return the lowest cost of a goal, by HiGHS carried through."""
    program = build_program(model, held)
    solved = solve_integer(program, program.cost(number), seconds=30)
    assert solved.complete and solved.choice is not None
    assert keeps(model, held, solved.choice)
    return int(model.goals[number].cost[chosen(solved.choice)].sum())


@pytest.mark.parametrize("seed", SEEDS)
def test_bound_of_any_prices_is_never_above_the_best(seed: int) -> None:
    model = mixed_model(seed)
    program = build_program(model, [])
    lowest = best(model, 0, [])
    rng = np.random.default_rng(seed)
    for scale in (0.0, 0.1, 1.0, 10.0):
        prices = rng.exponential(1.0, len(program.limit)) * scale
        bound = relax(program, program.cost(0), prices)
        assert bound is not None
        assert bound.bound <= lowest


@pytest.mark.parametrize("seed", SEEDS)
def test_volume_comes_close_to_the_linear_program_and_never_above_it(
    seed: int,
) -> None:
    model = mixed_model(seed)
    program = build_program(model, [])
    cost = program.cost(1).astype(float)
    linear = solve_linear(program, cost, 30.0)
    assert linear is not None
    volume = Volume(program, cost)
    volume.run(perf_counter() + 30)
    assert volume.bound <= linear.share @ cost + 1e-6
    assert volume.bound >= linear.share @ cost * 1.03


@pytest.mark.parametrize("seed", SEEDS)
def test_sifting_ends_at_the_bound_of_the_whole_program(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = mixed_model(seed)
    program = build_program(model, [])
    cost = program.cost(1)
    nothing = np.full(len(model.pupils), NONE)
    whole = find_prices(program, cost, nothing, perf_counter() + 30)
    monkeypatch.setattr("matching.placement.pricing.WHOLE_SIZE", 0)
    monkeypatch.setattr("matching.placement.pricing.NEAREST", 2)
    sifted = find_prices(program, cost, nothing, perf_counter() + 30)
    assert whole is not None and sifted is not None
    one, other = (relax(program, cost, found.prices) for found in (whole, sifted))
    assert one is not None and other is not None
    assert other.bound == pytest.approx(one.bound, abs=3)


@pytest.mark.parametrize("seed", SEEDS)
def test_leaving_out_what_is_of_no_use_keeps_every_best_plan(seed: int) -> None:
    model = mixed_model(seed)
    program = build_program(model, [])
    solved = solve_integer(program, program.cost(1), seconds=30)
    linear = solve_linear(program, program.cost(1).astype(float), 30.0)
    assert solved.choice is not None and linear is not None
    bound = relax(program, program.cost(1), linear.prices)
    assert bound is not None
    lowest = best(model, 1, [10**9])
    reduced = reduce(model, bound, lowest, solved.choice)
    if reduced is not None:
        assert len(reduced.model.options) < len(model.options)
        assert best(reduced.model, 1, [10**9]) == lowest


@pytest.mark.parametrize("seed", SEEDS)
def test_rounding_and_search_keep_every_rule(seed: int) -> None:
    model = mixed_model(seed)
    program = build_program(model, [])
    linear = solve_linear(program, program.cost(0).astype(float), 30.0)
    assert linear is not None
    bound = relax(program, program.cost(0), linear.prices)
    assert bound is not None
    share = linear.share[: program.options]
    until = perf_counter() + 10
    start = round_mixture(model, 0, [], share, bound.extra, until)
    assert start is not None and model.is_allowed(start)
    search = Search(model, 0, [], bound, start, seed)
    before = search.cost
    search.run(bound.bound, perf_counter() + 0.5, threads=2)
    assert model.is_allowed(search.found)
    assert search.cost <= before
    assert search.cost >= best(model, 0, [])
