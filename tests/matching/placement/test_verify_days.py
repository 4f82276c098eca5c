"""Each way to spoil the days of a good proposal is noticed, by name."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from matching.placement.verify import verify
from tests.matching.placement.spoiled import Document, best_proposal, faults_of

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def instance(problem: Any) -> Document:
    """Five pupils, three lasting places and two bridges, with every rule on days."""
    pairs = {
        "a-x": {"vanaf": "2026-12-14"},
        "a-o": {},
        "b-y": {"tot": "2027-01-11"},
        "b-o": {},
        "c-o": {},
        "d-z": {},
        "e-z": {},
        "e-p": {},
    }
    return problem(
        "a b c d e",
        "o p x y z",
        pairs,
        leerlingen={"b": {"vroegst": "2026-12-07"}, "e": {"kenmerken": ["zwaar"]}},
        plekken={
            "o": {"soort": "overbrugging", "capaciteit": 2, "verblijf_weken": 6},
            "p": {"soort": "overbrugging", "eind": "2026-12-31"},
            "x": {"start": "2026-12-01"},
            "y": {"instroom": ["2026-12-01", "2027-01-11"], "eind": "2027-01-20"},
            "z": {
                "start": "2027-01-04",
                "capaciteit": 1,
                "perioden": [{"vanaf": "2027-01-18", "capaciteit": 2}],
                "minimum": 2,
                "hoogstens": {"zwaar": 1},
            },
        },
        peildatum="2026-11-23",
        horizon="2027-02-01",
        samen=[["d", "e"]],
        doelen=["urgent_geplaatst", "zonder_overbrugging", "weken_thuis"],
    )


@pytest.fixture
def proposal(instance: Document) -> Document:
    """The best proposal for that instance, which is valid."""
    found = best_proposal(instance)
    assert found["begin"] == {
        "a": "2026-12-14",
        "b": "2027-01-11",
        "c": None,
        "d": "2027-01-04",
        "e": "2027-01-18",
    }
    assert {id: row and row["eind"] for id, row in found["overbrugging"].items()} == {
        "a": "2026-12-13",
        "b": "2027-01-10",
        "c": "2027-01-24",
        "d": None,
        "e": "2026-12-31",
    }
    return found


def begin(pupil: str, day: str | None) -> Callable[[Document], None]:
    return lambda proposal: proposal["begin"].update({pupil: day})


def bridge(pupil: str, **values: str) -> Callable[[Document], None]:
    return lambda proposal: proposal["overbrugging"][pupil].update(values)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        # the first day
        (begin("a", "2026-11-20"), "a op plek x: begint op 2026-11-20, maar de peil"),
        (begin("a", "2026-11-30"), "maar de plek start op 2026-12-01"),
        (begin("a", "2026-12-13"), "papieren en toestemming zijn er vanaf 2026-12-14"),
        (begin("b", "2026-12-01"), "de leerling kan vanaf 2026-12-07"),
        (begin("b", "2027-01-12"), "kan daar beginnen tot en met 2027-01-11"),
        (begin("b", "2027-01-12"), "dat is geen instroommoment"),
        (begin("b", "2027-01-21"), "de plek eindigt op 2027-01-20"),
        (begin("a", "2027-02-02"), "de horizon is 2027-02-01"),
        # who is there at the same time
        (begin("e", "2027-01-17"), "z heeft op 2027-01-17 1 plaats, maar krijgt 2"),
        (
            bridge("c", begin="2026-12-01", eind="2027-01-11"),
            "o heeft op 2026-12-07 2 plaatsen, maar krijgt 3",
        ),
        # the bridge
        (bridge("a", eind="2026-12-14"), "maar plek x begint op 2026-12-14"),
        (bridge("a", eind="2026-11-20"), "eindigt op 2026-11-20, voor het begin"),
        (bridge("c", eind="2027-01-25"), "duurt 43 dagen, maar hooguit 42 dagen mag"),
        (bridge("e", eind="2027-01-01"), "maar de plek eindigt op 2026-12-31"),
        (
            bridge("c", begin="2027-01-20", eind="2027-02-01"),
            "duurt tot en met 2027-02-01, maar de horizon is 2027-02-01",
        ),
        (bridge("e", plek="o"), "e op plek o: dit paar mag niet"),
        (bridge("a", plek="x"), "a krijgt x als overbrugging, maar de soort"),
        # groups
        (
            lambda p: (
                p["plaatsingen"].update(e=None),
                p["begin"].update(e=None),
            ),
            "plek z opent pas met 2 leerlingen, maar krijgt er 1",
        ),
        (
            lambda p: (
                p["plaatsingen"].update(d=None),
                p["begin"].update(d=None),
            ),
            "d en e moeten samen, maar d krijgt geen plek en e z",
        ),
        # what it says of itself
        (lambda p: p["weken_thuis"].update(c=3), "c: weken_thuis is 4, niet 3"),
        (lambda p: p["weken_thuis"].pop("c"), "leerling c: weken_thuis ontbreekt."),
        (
            lambda p: p["doelen"][2].update(waarde=12, grens=12),
            "doel weken_thuis: waarde is 15, niet 12",
        ),
        (
            lambda p: p["bewijs"]["doelen"][0].update(gat=1),
            "bewijs: grens of gat is niet gelijk",
        ),
        # form
        (lambda p: p.pop("begin"), "begin ontbreekt"),
        (lambda p: p.pop("weken_thuis"), "weken_thuis ontbreekt"),
        (begin("a", None), "a: begin hoort er te staan als er een plek is"),
        (begin("c", "2026-12-14"), "c: begin hoort er te staan als er een plek is"),
        (begin("a", "14-12-2026"), 'leerling a staat geen datum maar "14-12-2026".'),
        (lambda p: p["begin"].update(a=["x"]), "geen datum maar een lijst."),
        (begin("zoe", "2026-12-14"), "leerling zoe bestaat niet"),
        (lambda p: p["overbrugging"].update(a="o"), "bij leerling a moet plek, begin"),
        (bridge("a", plek="q"), "plek q (van leerling a) bestaat niet"),
        (lambda p: p["weken_thuis"].update(a=1.5), "weken_thuis van leerling a"),
        (lambda p: p.update(overbrugging=[]), "overbrugging is geen object"),
    ],
)
def test_spoiled_days_are_noticed(
    instance: Document, proposal: Document, spoil: Any, words: str
) -> None:
    """One change, one message that names it."""
    faults = faults_of(instance, proposal, spoil)
    assert any(words in fault for fault in faults), faults


def test_later_begin_is_not_the_best(instance: Document, proposal: Document) -> None:
    """Also when every number is made to fit."""
    spoiled = copy.deepcopy(proposal)
    spoiled["begin"]["d"] = "2027-01-18"
    spoiled["weken_thuis"]["d"] = 8
    spoiled["doelen"][2].update(waarde=17, grens=17)
    spoiled["bewijs"]["doelen"][2].update(grens=17)
    assert verify(instance, spoiled) == [
        "status is optimaal, maar d op z vanaf 2027-01-04 is beter."
    ]


def test_plan_made_by_hand_may_leave_out_days(instance: Document) -> None:
    """Then everybody begins on the first day that is possible."""
    nobody = dict.fromkeys("abcde")
    assert verify(instance, {"plaatsingen": {**nobody, "a": "x", "b": "y"}}) == []
    both = {**nobody, "d": "z", "e": "z"}
    assert verify(instance, {"plaatsingen": both}) == [
        "plek z heeft op 2027-01-04 1 plaats, maar krijgt 2 leerlingen."
    ]
    days = {"d": "2027-01-04", "e": "2027-01-18"}
    assert verify(instance, {"plaatsingen": both, "begin": days}) == []


def test_days_in_an_answer_without_days_are_noticed(problem: Any) -> None:
    """An instance of the old form has no begin."""
    data = problem("a", "x", "a-x")
    plan = {"plaatsingen": {"a": "x"}, "begin": {"a": "2026-12-01"}}
    assert verify(data, plan) == [
        "begin: deze instantie rekent niet met dagen, laat begin weg."
    ]


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        ({}, "2027-02-01"),
        ({"verblijf_weken": 6}, "2027-01-05"),
        ({"eind": "2026-12-31"}, "2026-12-31"),
    ],
)
def test_bridge_that_ends_a_day_early_is_noticed(
    problem: Any, change: Document, whole: str
) -> None:
    """Also when the weeks at home, rounded up, stay what they were."""
    data = problem(
        "a",
        "o x",
        {"a-o": {"vanaf": "2026-11-25"}, "a-x": {}},
        plekken={
            "o": {"soort": "overbrugging", **change},
            "x": {"start": "2027-02-02"},
        },
        peildatum="2026-11-23",
        doelen=["urgent_geplaatst", "weken_thuis"],
    )
    found = best_proposal(data)
    assert found["overbrugging"]["a"]["eind"] == whole
    early = str(date.fromisoformat(whole) - timedelta(days=1))
    fault = (
        f"leerling a op overbrugging o: eindigt op {early}, maar duurt tot en met "
        f"{whole}; korter mag alleen door het langste verblijf of het eind van de plek."
    )
    assert faults_of(data, found, bridge("a", eind=early)) == [fault]
    by_hand = {key: found[key] for key in ("plaatsingen", "begin", "overbrugging")}
    assert faults_of(data, by_hand, bridge("a", eind=early)) == [fault]
