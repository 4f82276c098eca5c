"""One test per rule about days, groups and holidays; bridges have their own file."""

from __future__ import annotations

from typing import Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.verify import verify
from tests.matching.placement.dated import BRIDGE, GOALS, TODAY

Document = dict[str, Any]


def test_place_begins_today_when_it_can(planned: Any) -> None:
    """No week at home, and no bridge is needed."""
    plan = planned("a", "o x", "a-x a-o", plekken={"o": BRIDGE})
    assert plan["begin"] == {"a": TODAY}
    assert plan["overbrugging"] == {"a": None}
    assert plan["weken_thuis"] == {"a": 0}


def test_pupil_without_anything_is_home_until_the_horizon(planned: Any) -> None:
    """Ten weeks from 23 November to 1 February."""
    plan = planned("a", "x", "")
    assert plan["begin"] == {"a": None}
    assert plan["weken_thuis"] == {"a": 10}


def test_weeks_are_rounded_up_per_pupil(planned: Any) -> None:
    """Two pupils who each wait eight days wait two weeks each."""
    places = {"x": {"capaciteit": 2, "start": "2026-12-01"}}
    plan = planned("a b", "x", "a-x b-x", plekken=places)
    assert plan["weken_thuis"] == {"a": 2, "b": 2}
    assert plan["doelen"][2]["waarde"] == 4


@pytest.mark.parametrize(
    ("pupil", "place", "pair", "begin"),
    [
        ({"vroegst": "2026-12-07"}, {}, {}, "2026-12-07"),
        ({}, {"start": "2026-12-08"}, {}, "2026-12-08"),
        ({}, {}, {"vanaf": "2026-12-09"}, "2026-12-09"),
        ({}, {"instroom": ["2026-11-01", "2027-01-04"]}, {}, "2027-01-04"),
        (
            {"vroegst": "2026-12-07"},
            {"instroom": ["2026-12-01", "2026-12-15"]},
            {"vanaf": "2026-12-10"},
            "2026-12-15",
        ),
    ],
)
def test_pupil_begins_when_everything_is_there(
    planned: Any, pupil: Document, place: Document, pair: Document, begin: str
) -> None:
    """The latest of all days, and then the next moment of the place."""
    plan = planned(
        "a", "x", {"a-x": pair}, leerlingen={"a": pupil}, plekken={"x": place}
    )
    assert plan["begin"] == {"a": begin}


@pytest.mark.parametrize(
    ("pupil", "place", "pair"),
    [
        ({"vroegst": "2027-02-02"}, {}, {}),
        ({"vroegst": "2027-01-02"}, {"eind": "2027-01-01"}, {}),
        ({}, {"instroom": ["2026-11-01"]}, {}),
        ({"vroegst": "2026-12-02"}, {}, {"tot": "2026-12-01"}),
        ({}, {"instroom": ["2026-12-02"], "eind": "2026-12-02"}, {"tot": "2026-12-01"}),
    ],
)
def test_pupil_without_a_day_to_begin_gets_no_place(
    planned: Any, pupil: Document, place: Document, pair: Document
) -> None:
    """After the horizon, after the end, after the last moment or after ``tot``."""
    plan = planned(
        "a", "x", {"a-x": pair}, leerlingen={"a": pupil}, plekken={"x": place}
    )
    assert plan["plaatsingen"] == {"a": None}
    assert plan["waarom"]["a"]["reden"].startswith("Geen enkele plek kan")


def test_last_day_to_begin_still_counts(planned: Any) -> None:
    """``tot`` and ``eind`` are days on which it can still be."""
    plan = planned(
        "a",
        "x",
        {"a-x": {"tot": "2026-12-01"}},
        plekken={"x": {"start": "2026-12-01", "eind": "2026-12-01"}},
    )
    assert plan["begin"] == {"a": "2026-12-01"}


def test_seats_that_come_later_are_taken_later(planned: Any) -> None:
    """One seat now and one more from January."""
    place = {"capaciteit": 1, "perioden": [{"vanaf": "2027-01-04", "capaciteit": 2}]}
    plan = planned("a b", "x", "a-x b-x", plekken={"x": place})
    assert plan["begin"] == {"a": TODAY, "b": "2027-01-04"}
    assert [part["rekenkern"] for part in plan["bewijs"]["delen"]] == ["stroom"]


def test_seats_that_will_go_are_not_given(planned: Any) -> None:
    """Who begins stays, so two seats now and one from January are one seat."""
    place = {"capaciteit": 2, "perioden": [{"vanaf": "2027-01-04", "capaciteit": 1}]}
    plan = planned("a b", "x", "a-x b-x", plekken={"x": place})
    assert plan["plaatsingen"] == {"a": "x", "b": None}


def test_group_below_its_minimum_stays_closed(planned: Any) -> None:
    """Two pupils cannot open a group of three; three can."""
    place = {"x": {"capaciteit": 4, "minimum": 3}}
    plan = planned("a b", "x", "a-x b-x", plekken=place)
    assert plan["plaatsingen"] == {"a": None, "b": None}
    plan = planned("a b c", "x", "a-x b-x c-x", plekken=place)
    assert set(plan["plaatsingen"].values()) == {"x"}


def test_pupil_goes_where_a_group_can_open(planned: Any) -> None:
    """A better fit is given up, since without this pupil nobody can start there."""
    plan = planned(
        "a b",
        "x y",
        {"a-x": {"geschiktheid": 9}, "a-y": {}, "b-y": {}},
        plekken={"y": {"capaciteit": 2, "minimum": 2}},
        doelen=["urgent_geplaatst", "geschiktheid"],
    )
    assert plan["plaatsingen"] == {"a": "y", "b": "y"}


def test_group_mix_is_kept(planned: Any) -> None:
    """Of two pupils with the same mark only one fits."""
    marked = {id: {"kenmerken": ["zwaar"]} for id in "ab"}
    place = {"x": {"capaciteit": 3, "hoogstens": {"zwaar": 1}}}
    plan = planned("a b c", "x", "a-x b-x c-x", leerlingen=marked, plekken=place)
    assert plan["plaatsingen"] == {"a": "x", "b": None, "c": "x"}


def test_pupils_stay_together(planned: Any) -> None:
    """The same lasting place, though one of them could go elsewhere sooner."""
    plan = planned(
        "a b",
        "x y",
        "a-x a-y b-y",
        plekken={"y": {"capaciteit": 2, "start": "2026-12-21"}},
        samen=[["b", "a"]],
    )
    assert plan["plaatsingen"] == {"a": "y", "b": "y"}


def test_pupils_who_cannot_be_together_both_wait(planned: Any) -> None:
    """One seat for two is no seat."""
    plan = planned("a b", "x", "a-x b-x", samen=[["a", "b"]])
    assert plan["plaatsingen"] == {"a": None, "b": None}


def test_pin_leaves_the_day_open(planned: Any) -> None:
    """Two pins on one place: one now, one when the second seat comes."""
    place = {"capaciteit": 1, "perioden": [{"vanaf": "2027-01-04", "capaciteit": 2}]}
    pins = {id: {"vast": "x"} for id in "ab"}
    plan = planned("a b", "x", "a-x b-x", leerlingen=pins, plekken={"x": place})
    assert plan["begin"] == {"a": TODAY, "b": "2027-01-04"}


def test_answer_without_days_has_no_days(problem: Any) -> None:
    """An instance of the old form gets an answer of the old form."""
    document = solve(read_instance(problem("a", "x", "a-x", peildatum=TODAY))).as_dict()
    assert not {"begin", "overbrugging", "weken_thuis"} & set(document)


def test_receipt_names_engine_versions_and_gap(planned: Any) -> None:
    """What is needed to get the same answer again."""
    proof = planned("a", "x", "a-x")["bewijs"]
    assert [row["gat"] for row in proof["doelen"]] == [0, 0, 0]
    assert proof["delen"] == [
        {"rekenkern": "stroom", "leerlingen": 1, "opties": 1, "bewezen": True}
    ]
    assert proof["seed"] == 1
    assert "ortools" in proof["versies"]


def test_fingerprint_names_the_problem_whatever_its_order(problem: Any) -> None:
    """Shuffled rows give the same one, another number another one."""
    data = problem(
        "a b",
        "x y",
        {"a-x": {"uren": 1}, "a-y": {}, "b-x": {"uren": 2}, "b-y": {}},
        plekken={"x": {"capaciteit": 2, "uren": 2}},
    )

    def fingerprint() -> str:
        bewijs = solve(read_instance(data), kennis="rijen").bewijs
        assert bewijs is not None
        assert bewijs["kennis"] == "rijen"
        return str(bewijs["vingerafdruk"])

    first = fingerprint()
    for key in ("leerlingen", "plekken", "paren"):
        data[key].reverse()
    assert fingerprint() == first
    data["plekken"][-1]["uren"] = 2.5
    assert fingerprint() != first


CHRISTMAS = [{"van": "2026-12-19", "tot": "2027-01-03"}]


def test_nobody_begins_on_a_day_without_school(planned: Any) -> None:
    """Neither on a lasting place nor on a bridge; days off that touch are one run."""
    off = [{"van": "2027-01-04", "tot": "2027-01-05"}, *CHRISTMAS, *CHRISTMAS]
    plan = planned(
        "a b",
        "o x",
        "a-x b-o",
        leerlingen={"a": {"vroegst": "2026-12-21"}, "b": {"vroegst": "2026-12-22"}},
        plekken={"o": BRIDGE},
        schoolvrij=off,
    )
    assert plan["begin"]["a"] == "2027-01-06"
    assert plan["overbrugging"]["b"]["begin"] == "2027-01-06"


def test_seat_that_comes_free_in_a_holiday_is_taken_after_it(planned: Any) -> None:
    """Also when it is free on the first day of a period."""
    place = {"capaciteit": 0, "perioden": [{"vanaf": "2027-01-01", "capaciteit": 1}]}
    plan = planned("a", "x", "a-x", plekken={"x": place}, schoolvrij=CHRISTMAS)
    assert plan["begin"] == {"a": "2027-01-04"}


def test_intake_moment_in_a_holiday_holds(planned: Any) -> None:
    """A person chose it."""
    place = {"instroom": ["2026-12-28"]}
    plan = planned("a", "x", "a-x", plekken={"x": place}, schoolvrij=CHRISTMAS)
    assert plan["begin"] == {"a": "2026-12-28"}


def test_no_school_until_the_horizon_is_no_place(planned: Any) -> None:
    """Nobody can begin then."""
    off = [{"van": TODAY, "tot": "9999-12-31"}]
    assert planned("a", "x", "a-x", schoolvrij=off)["plaatsingen"] == {"a": None}


def test_begin_in_a_holiday_is_noticed(problem: Any) -> None:
    """The verifier refuses a first day without school."""
    data = problem("a", "x", "a-x", peildatum=TODAY, doelen=GOALS, schoolvrij=CHRISTMAS)
    plan = {"plaatsingen": {"a": "x"}, "begin": {"a": "2027-01-03"}}
    assert verify(data, plan) == [
        "leerling a op plek x: begint op 2027-01-03, maar dan is er geen school."
    ]
