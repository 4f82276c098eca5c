"""The proposal as a whole: form, repeatability, time limits and size."""

from __future__ import annotations

import json
import random
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest

from matching.placement.engines import optimise_by_cpsat
from matching.placement.model import build_model
from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.structure import find_structure, split
from matching.placement.verify import verify

if TYPE_CHECKING:
    from matching.placement.progress import Voortgang


def table(pupils: int, places: int, *, ties: bool = False, seed: int = 1) -> Any:
    """Return a region in which every pupil may go everywhere."""
    rng = random.Random(seed)
    return {
        "leerlingen": [
            {
                "id": f"l{n:04}",
                "urgentie": rng.randint(0, 9),
                "lot": rng.randint(1, 10**6),
            }
            for n in range(pupils)
        ],
        "plekken": [
            {"id": f"p{n:03}", "capaciteit": pupils * 9 // (10 * places)}
            for n in range(places)
        ],
        "paren": [
            {
                "leerling": f"l{i:04}",
                "plek": f"p{j:03}",
                "geschiktheid": 0 if ties else rng.randint(1, 100),
                "reistijd_min": 0 if ties else rng.randint(5, 60),
            }
            for i in range(pupils)
            for j in range(places)
        ],
    }


def with_hours(data: Any, seed: int = 1) -> Any:
    """Turn seats into hours of staff: a generalised assignment problem."""
    rng = random.Random(seed)
    for row in data["paren"]:
        row["uren"] = rng.randint(5, 25)
        row["geschiktheid"] = -rng.randint(10, 50)
    for row in data["plekken"]:
        del row["capaciteit"]
        row["uren"] = 12 * len(data["leerlingen"]) // len(data["plekken"])
    return data


def test_proposal_has_the_form_of_the_contract(problem: Any) -> None:
    """Every key, and JSON all the way."""
    document = solve(read_instance(problem("a b", "x", "a-x b-x"))).as_dict()
    assert list(document) == [
        "status",
        "uniek",
        "plaatsingen",
        "doelen",
        "duur_s",
        "seed",
        "conflict",
        "bewijs",
        "waarom",
    ]
    assert json.loads(json.dumps(document)) == document
    assert document["plaatsingen"] == {"a": "x", "b": None}
    assert [row["doel"] for row in document["doelen"]] == [
        "urgent_geplaatst",
        "geschiktheid",
        "reistijd",
        "weinig_wijzigingen",
    ]


def test_reasons_can_be_left_out(problem: Any) -> None:
    """Short answers have no key ``waarom`` at all."""
    instance = read_instance(problem("a", "x", "a-x"))
    assert "waarom" not in solve(instance, waarom=False).as_dict()


def test_empty_instance_has_an_empty_answer() -> None:
    """No pupils and no places is not an error."""
    document = solve(read_instance({})).as_dict()
    assert document["status"] == "optimaal"
    assert document["plaatsingen"] == {}


def test_order_of_rows_does_not_matter() -> None:
    """Shuffled rows give the same plan."""
    data = table(40, 6, ties=True)
    first = solve(read_instance(data)).plaatsingen
    for key in ("leerlingen", "plekken", "paren"):
        random.Random(7).shuffle(data[key])
    assert solve(read_instance(data)).plaatsingen == first


@pytest.mark.parametrize("side_rules", [False, True])
def test_same_input_and_seed_give_the_same_answer(side_rules: bool) -> None:
    """Twice the same, apart from the clock."""
    data = table(30, 4)
    if side_rules:
        data = with_hours(data)
    answers = []
    for _ in range(2):
        document = solve(read_instance(data), seed=5).as_dict()
        assert document.pop("duur_s") >= 0
        answers.append(document)
    assert answers[0]["status"] == "optimaal"
    assert answers[0] == answers[1]


def test_time_limit_gives_the_best_so_far_with_a_bound() -> None:
    """Not proven, but valid, with everybody who fits and an honest bound."""
    data = with_hours(table(150, 15))
    started = process_time()
    document = solve(read_instance(data), tijdslimiet=0.3).as_dict()
    # Of the processor, not the clock: other work on the machine does not count.
    assert process_time() - started < 5
    assert document["status"] == "haalbaar"
    assert not document["uniek"]
    assert verify(data, document) == []
    assert any(row["waarde"] != row["grens"] for row in document["doelen"])
    assert sum(place is not None for place in document["plaatsingen"].values()) > 100


@pytest.mark.parametrize("ties", [False, True])
def test_large_region_is_solved_to_proof(ties: bool) -> None:
    """80 places, 1,600 pupils, 128,000 pairs, draw and reasons included."""
    data = table(1600, 80, ties=ties)
    proposal = solve(read_instance(data))
    assert proposal.status == "optimaal"
    assert proposal.uniek
    assert verify(data, proposal.as_dict()) == []


def test_progress_names_each_goal_and_the_draw(problem: Any) -> None:
    """The caller hears about every step."""
    heard: list[Voortgang] = []
    solve(read_instance(problem("a", "x", "a-x")), progress=heard.append)
    assert [step.stap for step in heard] == [
        "urgent_geplaatst",
        "geschiktheid",
        "reistijd",
        "weinig_wijzigingen",
        "lot",
    ]
    assert all(step.waarde == step.grens for step in heard)


def test_only_the_part_with_a_side_rule_goes_to_cpsat(problem: Any) -> None:
    """Pupils who share nothing with it stay in the flow."""
    data = problem(
        "a b c d e",
        "x y",
        "a-x b-x c-y d-y e-x",
        plekken={"x": {"capaciteit": 2}},
        niet_samen=[["a", "b"], ["a", "c"], ["b", "e"]],
    )
    heard: list[Voortgang] = []
    proposal = solve(read_instance(data), progress=heard.append)
    assert {step.engine for step in heard} == {"stroom", "algemeen"}
    model = build_model(read_instance(data))
    core, part = split(model, find_structure(model))
    assert core.model.pupils == ("c", "d")
    assert part.model.pupils == ("a", "b", "e")
    assert proposal.plaatsingen == {
        "a": "x",
        "b": None,
        "c": "y",
        "d": None,
        "e": "x",
    }


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.6, 1.0])
@pytest.mark.parametrize("seed", [2, 3])
def test_when_time_runs_out_the_values_told_are_those_of_the_plan(
    seconds: float, seed: int
) -> None:
    """A later goal may improve an earlier one that was not proven."""
    data = with_hours(table(80, 8, seed=seed), seed)
    document = solve(read_instance(data), tijdslimiet=seconds).as_dict()
    assert verify(data, document) == []


NAMES = {"leerlingen": ("id",), "plekken": ("id",), "paren": ("leerling", "plek")}


def test_a_large_part_gets_the_time_that_small_ones_leave(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Parts share the time by their size, small ones first."""
    data: dict[str, list[Any]] = {"leerlingen": [], "plekken": [], "paren": []}
    for number, size in enumerate((120, 12)):
        part = with_hours(table(size, size // 4))
        for key, ids in NAMES.items():
            for row in part[key]:
                row.update({id: f"{number}{row[id]}" for id in ids})
            data[key] += part[key]
    asked = []

    def instead(model: Any, *, seconds: float, **rest: Any) -> Any:
        asked.append((len(model.pupils), seconds))
        return optimise_by_cpsat(model, seconds=0.1, **rest)

    monkeypatch.setattr("matching.placement.engines.optimise_by_cpsat", instead)
    solve(read_instance(data), tijdslimiet=20, waarom=False)
    assert [pupils for pupils, _ in asked] == [12, 120]
    assert asked[0][1] > 1
    assert asked[1][1] > 0.9 * 19
