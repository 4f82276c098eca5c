"""One test per rule about days, bridging and groups."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

Document = dict[str, Any]

TODAY = "2026-11-23"
GOALS = ["urgent_geplaatst", "zonder_overbrugging", "weken_thuis"]


def day(number: int) -> str:
    """Return the day so many days from today."""
    return (date.fromisoformat(TODAY) + timedelta(days=number)).isoformat()


@pytest.fixture
def planned(problem: Any) -> Callable[..., Document]:
    """Build an instance with days, solve it to proof, have it verified, return it."""

    def run(pupils: str, places: str, pairs: Any, **rest: Any) -> Document:
        settings = {"peildatum": TODAY, "horizon": "2027-02-01", "doelen": GOALS}
        data = problem(pupils, places, pairs, **{**settings, **rest})
        proposal = solve(read_instance(data)).as_dict()
        assert verify(data, proposal) == []
        assert proposal["status"] == "optimaal"
        return proposal

    return run


BRIDGE = {"soort": "overbrugging"}


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


def test_bridge_lasts_until_the_lasting_place(planned: Any) -> None:
    """The last day on the bridge is the day before."""
    plan = planned(
        "a", "o x", "a-x a-o", plekken={"o": BRIDGE, "x": {"start": "2027-01-04"}}
    )
    assert plan["overbrugging"] == {
        "a": {"plek": "o", "begin": TODAY, "eind": "2027-01-03"}
    }
    assert plan["weken_thuis"] == {"a": 0}


def test_pupil_without_lasting_place_waits_on_a_bridge(planned: Any) -> None:
    """Until the horizon, and it does not count as placed."""
    plan = planned("a", "o", "a-o", plekken={"o": BRIDGE})
    assert plan["plaatsingen"] == {"a": None}
    assert plan["overbrugging"]["a"]["eind"] == "2027-01-31"
    assert plan["doelen"][0]["waarde"] == 0


def test_bridge_ends_with_its_longest_stay(planned: Any) -> None:
    """Two weeks and one week more: 21 days."""
    stay = {**BRIDGE, "verblijf_weken": 2, "verlenging_weken": 1}
    plan = planned("a", "o", "a-o", plekken={"o": stay})
    assert plan["overbrugging"]["a"]["eind"] == "2026-12-13"
    assert plan["weken_thuis"] == {"a": 7}


def test_bridge_ends_with_its_place(planned: Any) -> None:
    """The last day of the place is the last day there."""
    plan = planned("a", "o", "a-o", plekken={"o": {**BRIDGE, "eind": "2026-12-31"}})
    assert plan["overbrugging"]["a"]["eind"] == "2026-12-31"


def test_bridging_seat_passes_to_the_next(planned: Any) -> None:
    """When the first goes to its lasting place the second takes the bridging seat."""
    plan = planned(
        "a b",
        "o x",
        {"a-x": {"vanaf": "2026-12-21"}, "a-o": {}, "b-o": {}},
        plekken={"o": BRIDGE},
    )
    assert plan["overbrugging"]["a"]["eind"] == "2026-12-20"
    assert plan["overbrugging"]["b"]["begin"] == "2026-12-21"
    assert plan["weken_thuis"] == {"a": 0, "b": 4}


def test_bridging_seat_passes_after_the_longest_stay(planned: Any) -> None:
    """Nobody leaves for a lasting place, yet the stay ends."""
    stay = {**BRIDGE, "verblijf_weken": 4}
    plan = planned("a b", "o", "a-o b-o", plekken={"o": stay})
    assert [plan["overbrugging"][id]["begin"] for id in "ab"] == [TODAY, "2026-12-21"]


def test_stay_counts_from_the_first_day_of_a_period(planned: Any) -> None:
    """The only seat comes after three weeks, and is free again four weeks later."""
    later = [{"vanaf": "2026-12-14", "capaciteit": 1}]
    stay = {**BRIDGE, "capaciteit": 0, "perioden": later, "verblijf_weken": 4}
    plan = planned("a b", "o", "a-o b-o", plekken={"o": stay})
    begins = [plan["overbrugging"][id]["begin"] for id in "ab"]
    assert begins == ["2026-12-14", "2027-01-11"]
    assert plan["weken_thuis"] == {"a": 6, "b": 7}


def test_stay_counts_from_the_day_on_which_another_left(planned: Any) -> None:
    """After ten days the first goes to its place; the second stays its four weeks."""
    plan = planned(
        "a b c",
        "o x",
        {"a-x": {"vanaf": "2026-12-03"}, "a-o": {}, "b-o": {}, "c-o": {}},
        plekken={"o": {**BRIDGE, "verblijf_weken": 4}},
    )
    begins = [plan["overbrugging"][id]["begin"] for id in "abc"]
    assert begins == [TODAY, "2026-12-03", "2026-12-31"]


def test_stay_counts_from_the_first_day_after_a_holiday(planned: Any) -> None:
    """The seat is free in the holiday, is taken after it, and only then passes on."""
    off = [{"van": "2026-12-07", "tot": "2026-12-13"}]
    plan = planned(
        "a b c",
        "o",
        "a-o b-o c-o",
        plekken={"o": {**BRIDGE, "verblijf_weken": 2}},
        schoolvrij=off,
    )
    begins = [plan["overbrugging"][id]["begin"] for id in "abc"]
    assert begins == [TODAY, "2026-12-14", "2026-12-28"]


def test_first_days_without_a_seat_take_no_moment(planned: Any) -> None:
    """Stays of many who could begin before there is a seat would fill the list."""
    pupils = [f"l{n:02}" for n in range(20)]
    plan = planned(
        " ".join(pupils),
        "o",
        " ".join(f"{id}-o" for id in pupils),
        leerlingen={id: {"vroegst": day(n)} for n, id in enumerate(pupils)},
        plekken={
            "o": BRIDGE
            | {
                "capaciteit": 0,
                "perioden": [{"vanaf": day(24), "capaciteit": 1}],
                "verblijf_weken": 1,
            }
        },
        doelen=["zonder_overbrugging"],
    )
    begins = {one["begin"] for one in plan["overbrugging"].values() if one}
    assert begins == {day(24 + 7 * number) for number in range(7)}


def test_hours_of_a_bridge_count_day_by_day(planned: Any) -> None:
    """Two pupils of 3 hours share 4 hours one after the other."""
    stay = {**BRIDGE, "verblijf_weken": 4, "uren": 4, "capaciteit": 2}
    pairs = {"a-o": {"uren": 3}, "b-o": {"uren": 3}}
    plan = planned("a b", "o", pairs, plekken={"o": stay})
    assert [plan["overbrugging"][id]["begin"] for id in "ab"] == [TODAY, "2026-12-21"]


def test_budget_of_a_bridge_counts_over_the_whole_plan(planned: Any) -> None:
    """Money is spent once, also one after the other."""
    stay = {**BRIDGE, "verblijf_weken": 4, "budget": "TOP"}
    pairs = {"a-o": {"kosten": 3}, "b-o": {"kosten": 3}}
    budget = [{"id": "TOP", "bedrag": 5}]
    plan = planned("a b", "o", pairs, plekken={"o": stay}, budgetten=budget)
    assert plan["overbrugging"]["b"] is None


def test_pupils_who_may_not_meet_bridge_one_after_the_other(planned: Any) -> None:
    """There are seats for both, at different times."""
    stay = {**BRIDGE, "verblijf_weken": 4, "capaciteit": 2}
    plan = planned("a b", "o", "a-o b-o", plekken={"o": stay}, niet_samen=[["a", "b"]])
    assert [plan["overbrugging"][id]["begin"] for id in "ab"] == [TODAY, "2026-12-21"]


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


def test_pin_on_a_bridge_holds(planned: Any) -> None:
    """The pupil who is on the bridging place already keeps it, whoever waits."""
    plan = planned(
        "a b",
        "o",
        "a-o b-o",
        leerlingen={"b": {"vast": "o"}},
        plekken={"o": BRIDGE},
    )
    assert plan["overbrugging"]["a"] is None
    assert plan["overbrugging"]["b"]["begin"] == TODAY


def test_pin_on_a_bridge_does_not_keep_a_pupil_from_its_place(planned: Any) -> None:
    """The lasting place begins today, so there is nothing to bridge."""
    plan = planned(
        "a",
        "o x",
        "a-o a-x",
        leerlingen={"a": {"vast": "o"}},
        plekken={"o": BRIDGE},
    )
    assert plan["begin"] == {"a": TODAY}
    assert plan["overbrugging"] == {"a": None}


@pytest.mark.parametrize(
    ("pupil", "bridge", "pair"),
    [
        ({}, {"capaciteit": 0}, {}),
        ({"verboden": ["o"]}, {}, {}),
        ({}, {"uren": 2}, {"uren": 3}),
        ({}, {"budget": "pot"}, {"kosten": 3}),
    ],
)
def test_pin_on_a_bridge_that_nobody_could_have_is_a_clash(
    problem: Any,
    pupil: dict[str, Any],
    bridge: dict[str, Any],
    pair: dict[str, Any],
) -> None:
    """Also when the lasting place begins today: engine and verifier say the same."""
    data = problem(
        "a",
        "o x",
        {"a-o": pair, "a-x": {}},
        leerlingen={"a": {"vast": "o", **pupil}},
        plekken={"o": BRIDGE | bridge},
        peildatum=TODAY,
        budgetten=[{"id": "pot", "bedrag": 2}],
    )
    told = solve(read_instance(data)).as_dict()
    assert told["status"] == "onmogelijk"
    assert told["conflict"]
    assert verify(data, told) == []
    without_pin = copy.deepcopy(data)
    without_pin["leerlingen"][0]["vast"] = None
    placed = solve(read_instance(without_pin)).as_dict()
    assert placed["begin"] == {"a": TODAY}
    (fault,) = (one for one in verify(data, placed) if "staat vast op o" in one)
    assert "geen plek" in fault


def test_days_after_the_end_of_a_bridge_take_no_moment_of_it(planned: Any) -> None:
    """Many days on which nobody can begin any more leave a useful one its turn."""
    later = {f"y{n}": {"start": day(40 + n), "capaciteit": 1} for n in range(20)}
    plan = planned(
        "a b c",
        f"o x {' '.join(later)}",
        " ".join(["a-o b-o c-o a-x", *(f"{id}-{y}" for id in "bc" for y in later)]),
        plekken={
            "o": BRIDGE | {"capaciteit": 1, "eind": day(35)},
            "x": {"start": day(31)},
            **later,
        },
        leerlingen={"a": {"vast": "o"}},
    )
    bridges = [one["begin"] for one in plan["overbrugging"].values() if one]
    assert sorted(bridges) == [TODAY, day(31)]


def test_days_after_everybodys_last_day_take_no_moment(planned: Any) -> None:
    """Nobody may begin on the bridge any more when twenty other places begin."""
    later = {f"y{n}": {"start": day(40 + n), "capaciteit": 1} for n in range(20)}
    bridging = {f"{id}-o": {"tot": day(35)} for id in "abc"}
    lasting = {f"{id}-{y}": {} for id in "bc" for y in later}
    plan = planned(
        "a b c",
        f"o x {' '.join(later)}",
        bridging | lasting | {"a-x": {}},
        plekken={"o": BRIDGE, "x": {"start": day(31)}, **later},
        leerlingen={"a": {"vast": "o"}},
    )
    bridges = [one["begin"] for one in plan["overbrugging"].values() if one]
    assert sorted(bridges) == [TODAY, day(31)]


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
