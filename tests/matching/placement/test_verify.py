"""Each way to spoil a good proposal is noticed, by name."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.verify import verify
from tests.matching.placement.spoiled import Document, best_proposal, faults_of

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def instance(problem: Any) -> Document:
    """Six pupils and four places, with every kind of rule."""
    pairs = {
        "a-x": {"kosten": 10},
        "a-y": {},
        "b-x": {"kosten": 10, "geschiktheid": 2},
        "b-y": {"geschiktheid": 1},
        "c-y": {"uren": 2, "reistijd_min": 9},
        "c-z": {"kosten": 10, "reistijd_min": 20},
        "d-y": {"uren": 2},
        "d-z": {"kosten": 10},
        "e-w": {},
        "e-x": {"kosten": 10},
        "f-w": {},
    }
    return problem(
        "a b c d e f",
        "w x y z",
        pairs,
        leerlingen={
            "a": {"vast": "x"},
            "c": {"urgentie": 1},
            "d": {"urgentie": 1},
            "e": {"verboden": ["w"]},
            "f": {"vroegst": "2026-09-01"},
        },
        plekken={
            "w": {"capaciteit": 3, "eind": "2026-08-31"},
            "x": {"capaciteit": 2, "budget": "TOP"},
            "y": {"capaciteit": None, "uren": 3},
            "z": {"budget": "TOP"},
        },
        budgetten=[{"id": "TOP", "bedrag": 20}],
        niet_samen=[["a", "b"]],
        vorig={"c": "y"},
    )


@pytest.fixture
def proposal(instance: Document) -> Document:
    """The best proposal for that instance, which is valid."""
    found = best_proposal(instance)
    assert found["plaatsingen"] == {
        "a": "x",
        "b": "y",
        "c": "y",
        "d": "z",
        "e": None,
        "f": None,
    }
    return found


def move(pupil: str, place: str | None) -> Callable[[Document], None]:
    return lambda proposal: proposal["plaatsingen"].update({pupil: place})


def put(key: str, value: Any) -> Callable[[Document], None]:
    return lambda proposal: proposal.update({key: value})


REASON = {"reden": "Zo is het.", "alternatieven": []}


def put_other(other: Document) -> Callable[[Document], None]:
    return put("waarom", {"b": {**REASON, "alternatieven": [other]}})


def put_goal(number: int, key: str, value: Any) -> Callable[[Document], None]:
    return lambda proposal: proposal["doelen"][number].update({key: value})


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        # hard rules
        (move("a", "z"), "a op plek z: dit paar mag niet"),
        (move("a", "y"), "a staat vast op x, maar krijgt y"),
        (move("a", None), "a staat vast op x, maar krijgt geen plek"),
        (move("e", "w"), "e op plek w: deze plek is verboden"),
        (move("f", "w"), "f kan vanaf 2026-09-01 beginnen, maar plek w eindigt"),
        (move("c", "z"), "plek z heeft 1 plaats, maar krijgt 2 leerlingen"),
        (move("d", "y"), "plek y heeft 3 uur, maar nodig is 4 uur"),
        (move("e", "x"), "budget TOP is € 20, maar nodig is € 30"),
        (move("b", "x"), "a en b mogen niet samen, maar staan allebei op x"),
        # who and where
        (lambda p: p["plaatsingen"].pop("f"), "leerling f staat niet in plaatsingen"),
        (move("zoe", None), "leerling zoe bestaat niet"),
        (move("b", "v"), "plek v (van leerling b) bestaat niet"),
        # what it says of itself
        (put_goal(0, "waarde", 99), "doel urgent_geplaatst: waarde is 6, niet 99"),
        (put_goal(1, "waarde", 0), "doel geschiktheid: waarde is 1, niet 0"),
        (put_goal(2, "waarde", 8), "doel reistijd: waarde is 9, niet 8"),
        (put_goal(3, "waarde", 1), "doel weinig_wijzigingen: waarde is 0, niet 1"),
        (put_goal(0, "grens", 7), "status is optimaal, maar grens 7 is niet gelijk"),
        (put_goal(0, "grens", 3), "grens 3 is slechter dan waarde 6"),
        (put_goal(2, "grens", 10), "grens 10 is slechter dan waarde 9"),
        (lambda p: p["doelen"].pop(), "doelen moet urgent_geplaatst, geschiktheid"),
        (lambda p: p["doelen"].reverse(), "doelen moet urgent_geplaatst, geschiktheid"),
        (put("status", "onmogelijk"), "de vaste plekken passen samen"),
        (put("status", "onbekend"), "status is onbekend, maar leerling a staat op x"),
        (put("conflict", ["vast: a op x"]), "conflict noemt regels"),
        # form
        (put("status", "klaar"), "status ontbreekt of is niet een van"),
        (put("uniek", "ja"), "uniek ontbreekt of is niet true of false"),
        (put("plaatsingen", []), "plaatsingen ontbreekt of is geen object"),
        (move("b", 3), "bij leerling b staat 3"),  # type: ignore[arg-type]
        (put("doelen", {}), "doelen ontbreekt of is geen lijst"),
        (put("doelen", [3]), "elke rij moet doel, waarde en grens hebben"),
        (put_goal(0, "waarde", "4"), "waarde van urgent_geplaatst is geen geheel"),
        (put("duur_s", -1), "duur_s is geen getal"),
        (put("seed", "1"), "seed is geen geheel getal"),
        (put("seed", -1), "seed is geen geheel getal van 0 of meer"),
        (put("conflict", "geen"), "conflict moet een lijst zinnen zijn"),
        (put("conflict", [5]), "conflict moet een lijst zinnen zijn"),
        (put("waarom", 5), "waarom moet een object zijn"),
        (put("waarom", {"b": 5}), "waarom: bij leerling b moeten reden"),
        (put("waarom", {"b": {"reden": "Zo."}}), "waarom: bij leerling b moeten reden"),
        (put_other({"plek": "x"}), "waarom: bij leerling b moeten reden"),
        (put_other({"plek": "v", "gevolg": "Niets."}), "plek v (van leerling b)"),
        (put("waarom", {"zoe": REASON}), "leerling zoe bestaat niet"),
    ],
)
def test_spoiled_proposal_is_noticed(
    instance: Document, proposal: Document, spoil: Any, words: str
) -> None:
    """One change, one message that names it."""
    faults = faults_of(instance, proposal, spoil)
    assert any(words in fault for fault in faults), faults


def test_plan_that_leaves_out_a_pupil_is_not_the_best(
    instance: Document, proposal: Document
) -> None:
    """Also when its values and bounds are made to fit."""
    spoiled = copy.deepcopy(proposal)
    spoiled["plaatsingen"]["d"] = None
    spoiled["doelen"][0].update(waarde=4, grens=4)
    spoiled["bewijs"]["doelen"][0].update(grens=4)
    assert verify(instance, spoiled) == ["status is optimaal, maar d op z is beter."]


def test_plan_against_the_draw_is_not_unique(problem: Any) -> None:
    """An equal place with a smaller id would have been drawn."""
    data = problem("a", "x y", "a-x a-y")
    spoiled = solve(read_instance(data)).as_dict()
    spoiled["plaatsingen"]["a"] = "y"
    assert verify(data, spoiled) == [
        "uniek is true, maar a op x is even goed en gaat voor."
    ]
    spoiled["uniek"] = False
    assert verify(data, spoiled) == []


def test_false_claim_that_nothing_is_possible_is_noticed(
    instance: Document, proposal: Document
) -> None:
    """Nobody placed and no rules named is no proof."""
    claim = {**proposal, "status": "onmogelijk"}
    claim["plaatsingen"] = dict.fromkeys(claim["plaatsingen"])
    faults = verify(instance, claim)
    assert any("vaste plekken passen samen" in fault for fault in faults)
    assert any("conflict noemt geen regels" in fault for fault in faults)
    assert any("uniek is true" in fault for fault in faults)


def test_plan_made_by_hand_is_checked_on_rules_only(instance: Document) -> None:
    """A committee's own plan needs no values and need not be the best."""
    nobody = dict.fromkeys("abcdef")
    assert verify(instance, {"plaatsingen": {**nobody, "a": "x"}}) == []
    assert verify(instance, {"plaatsingen": nobody}) == [
        "leerling a staat vast op x, maar krijgt geen plek."
    ]


def test_document_that_is_no_object_is_a_fault(instance: Document) -> None:
    """A list is no proposal."""
    assert verify(instance, []) == [  # type: ignore[arg-type]
        "het voorstel is geen JSON-object met sleutels."
    ]


def test_amounts_are_compared_exactly(problem: Any) -> None:
    """0.1 + 0.2 hours is exactly 0.3."""
    pairs = {"a-x": {"uren": 0.1}, "b-x": {"uren": 0.2}}
    data = problem("a b", "x", pairs, plekken={"x": {"capaciteit": 2, "uren": 0.3}})
    assert verify(data, {"plaatsingen": {"a": "x", "b": "x"}}) == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (["q"], "een lijst"),
        ({"plek": "q"}, "een object"),
        (True, "true"),
        (7, "7"),
    ],
)
def test_what_is_no_place_is_told_as_a_file_has_it(
    instance: Document, proposal: Document, place: Any, said: str
) -> None:
    """Nobody who reads it needs to know what a list is in Python."""
    assert faults_of(instance, proposal, move("b", place)) == [
        f"plaatsingen: bij leerling b staat {said}; dat moet een plek of null zijn."
    ]


def test_amounts_are_told_as_people_write_them(problem: Any) -> None:
    """A comma for decimals, no zeros behind it, one place and two places."""
    pairs = {
        "a-x": {"uren": 0.93, "kosten": 1000.5},
        "b-x": {"uren": 1.0, "kosten": 1000},
    }
    data = problem(
        "a b",
        "x",
        pairs,
        plekken={"x": {"capaciteit": 0, "uren": 1.0, "budget": "TOP"}},
        budgetten=[{"id": "TOP", "bedrag": 1500}],
    )
    assert verify(data, {"plaatsingen": {"a": "x", "b": "x"}}) == [
        "plek x heeft 0 plaatsen, maar krijgt 2 leerlingen.",
        "plek x heeft 1 uur, maar nodig is 1,93 uur.",
        "budget TOP is € 1.500, maar nodig is € 2.000,50.",
    ]
    assert verify(data, {"plaatsingen": {"a": None, "b": "x"}}) == [
        "plek x heeft 0 plaatsen, maar krijgt 1 leerling."
    ]
