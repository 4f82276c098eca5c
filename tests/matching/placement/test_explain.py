"""Prices of other places are what a full solve with that choice gives."""

from __future__ import annotations

import copy
import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from matching.placement.alternatives import exact_options
from matching.placement.engines import optimise_by_flow
from matching.placement.model import build_model
from matching.placement.options import NONE
from matching.placement.progress import silent
from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.structure import find_structure

if TYPE_CHECKING:
    from matching.placement.model import Model


def random_core(seed: int) -> dict[str, Any]:
    """Return fifteen pupils for six places with too few seats."""
    rng = random.Random(seed)
    pupils, places = [f"l{n:02}" for n in range(15)], [f"p{n}" for n in range(6)]
    return {
        "leerlingen": [{"id": id, "urgentie": rng.randint(0, 3)} for id in pupils],
        "plekken": [{"id": id, "capaciteit": rng.randint(1, 3)} for id in places],
        "paren": [
            {
                "leerling": pupil,
                "plek": place,
                "geschiktheid": rng.randint(-9, 9),
                "reistijd_min": rng.randint(5, 60),
            }
            for pupil in pupils
            for place in places
            if rng.random() < 0.5
        ],
        "vorig": {pupil: rng.choice(places) for pupil in pupils[:8]},
    }


@pytest.mark.parametrize("seed", range(4))
def test_price_equals_a_full_solve_with_that_pin(seed: int) -> None:
    """For every pupil and every place shown: pin it, solve again, compare."""
    data = random_core(seed)
    model = build_model(read_instance(data))
    outcome = optimise_by_flow(model, silent)
    options = exact_options(model, find_structure(model).tree, outcome.choice)
    assert options is not None
    compared = 0
    for pupil, id in enumerate(model.pupils):
        for option in options[pupil]:
            pinned = copy.deepcopy(data)
            row = next(row for row in pinned["leerlingen"] if row["id"] == id)
            row["vast"] = model.places[option.place]
            again = optimise_by_flow(build_model(read_instance(pinned)), silent)
            # Costs are relative to nobody placed, so they can be compared.
            pairs = zip(again.costs, outcome.costs, strict=True)
            assert option.change == tuple(new - old for new, old in pairs)
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("seed", range(4))
def test_chain_of_moves_ends_at_an_admissible_plan(seed: int) -> None:
    """Carrying out the moves that are named costs what was said."""
    model = build_model(read_instance(random_core(seed)))
    outcome = optimise_by_flow(model, silent)
    options = exact_options(model, find_structure(model).tree, outcome.choice)
    assert options is not None
    for pupil, choices in enumerate(options):
        for option in choices:
            plan = model.places_of(outcome.choice)
            plan[pupil] = option.place
            for move in option.moves:
                assert plan[move.pupil] == move.origin
                plan[move.pupil] = move.to
            after = as_choice(model, plan)
            assert model.is_allowed(after)
            assert option.change == tuple(
                model.goal_cost(goal, after) - model.goal_cost(goal, outcome.choice)
                for goal in model.goals
            )


def as_choice(model: Model, plan: Any) -> Any:
    """Return the options of a plan of places, where days do not count."""
    places = model.options.place.tolist()
    return np.array(
        [
            next((o for o in model.options_of(pupil) if places[o] == place), NONE)
            for pupil, place in enumerate(plan.tolist())
        ]
    )


def reasons(data: dict[str, Any]) -> dict[str, Any]:
    return solve(read_instance(data)).as_dict()["waarom"]


def test_price_is_told_with_who_moves(problem: Any) -> None:
    """The alternative names the points, the minutes and the pupils."""
    pairs = {
        "a-x": {"geschiktheid": 9, "reistijd_min": 20},
        "a-y": {"geschiktheid": 1, "reistijd_min": 5},
        "b-y": {"geschiktheid": 5},
        "b-z": {"geschiktheid": 1},
    }
    found = reasons(problem("a b", "x y z", pairs))["a"]
    assert found["alternatieven"] == [
        {
            "plek": "y",
            "gevolg": "Kost 12 punten geschiktheid, 15 minuten minder reistijd; "
            "b schuift van y naar z.",
        }
    ]
    assert found["reden"].startswith("x is het beste voor het geheel")


def test_unplaced_pupil_reads_who_went_first(problem: Any) -> None:
    """Full places: the price of a seat and who would lose it."""
    data = problem("a b", "x", "a-x b-x", leerlingen={"b": {"urgentie": 3}})
    found = reasons(data)["a"]
    assert "vol" in found["reden"]
    assert found["alternatieven"][0]["gevolg"] == (
        "Kost 3 punten urgentie; b blijft zonder plek."
    )


def test_tie_is_said_to_be_the_lot(problem: Any) -> None:
    """Equal pupils: the draw decided, for both."""
    found = reasons(problem("a b", "x", "a-x b-x"))
    assert "lot" in found["b"]["reden"]


def test_pupil_without_admissible_place_reads_which_rule(problem: Any) -> None:
    """Each excluded place is named with its rule."""
    data = problem(
        "a b",
        "x y",
        "a-x a-y",
        leerlingen={"a": {"verboden": ["x"], "vroegst": "2026-09-01"}},
        plekken={"y": {"eind": "2026-08-31"}},
    )
    found = reasons(data)
    assert "x is verboden voor a" in found["a"]["reden"]
    assert "y eindigt op 2026-08-31" in found["a"]["reden"]
    assert found["b"]["reden"] == "Er is geen plek die mag voor b."


def test_pin_is_the_reason(problem: Any) -> None:
    """A pinned pupil stands where a person put it."""
    data = problem("a", "x y", "a-x a-y", leerlingen={"a": {"vast": "y"}})
    assert reasons(data)["a"]["reden"] == "Staat vast op y."


def test_estimate_is_called_an_estimate(problem: Any) -> None:
    """Where side rules bite the price is not exact, and says so."""
    data = problem(
        "a b c",
        "x y",
        {"a-x": {}, "a-y": {"reistijd_min": 5}, "b-x": {"geschiktheid": 1}, "c-x": {}},
        plekken={"x": {"capaciteit": 2}},
        niet_samen=[["a", "b"], ["b", "c"]],
    )
    found = reasons(data)
    assert found["a"]["alternatieven"][0]["gevolg"] == (
        "Eerste schatting: 5 minuten minder reistijd; er moet iemand plaatsmaken."
    )


def test_at_most_five_alternatives_are_worked_out(problem: Any) -> None:
    """Cheapest first."""
    places = [f"p{n}" for n in range(9)]
    pairs = {f"a-{id}": {"reistijd_min": 50 - n} for n, id in enumerate(places)}
    found = reasons(problem("a", " ".join(places), pairs))["a"]
    assert [row["plek"] for row in found["alternatieven"]] == [
        "p7",
        "p6",
        "p5",
        "p4",
        "p3",
    ]
