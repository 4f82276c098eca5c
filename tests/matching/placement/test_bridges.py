"""One test per rule about bridging places: how long, by whom after whom, and pins."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.verify import verify
from tests.matching.placement.dated import BRIDGE, TODAY, day


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
        ({}, {"perioden": [{"vanaf": TODAY, "capaciteit": 0}]}, {}),
        ({"kenmerken": ["zwaar"]}, {"hoogstens": {"zwaar": 0}}, {}),
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


def test_pin_on_a_bridge_is_needless_beside_a_place_before_its_first_seat(
    planned: Any,
) -> None:
    """The bridge has its first seat after a month; the lasting place begins sooner."""
    seats = {"capaciteit": 0, "perioden": [{"vanaf": day(30), "capaciteit": 1}]}
    plan = planned(
        "a",
        "o x",
        "a-o a-x",
        leerlingen={"a": {"vast": "o"}},
        plekken={"o": BRIDGE | seats, "x": {"start": day(14)}},
    )
    assert plan["begin"] == {"a": day(14)}
    assert plan["overbrugging"] == {"a": None}


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
