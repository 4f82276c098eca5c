"""When pins clash the answer names a smallest set of rules that do."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.verify import verify


def conflict(data: dict[str, Any]) -> list[str]:
    proposal = solve(read_instance(data)).as_dict()
    assert proposal["status"] == "onmogelijk"
    assert set(proposal["plaatsingen"].values()) <= {None}
    assert set(proposal["plaatsingen"]) == {row["id"] for row in data["leerlingen"]}
    assert verify(data, proposal) == []
    return proposal["conflict"]


def pinned(problem: Any, place: dict[str, Any], pairs: Any, **rest: Any) -> Any:
    """Return an instance in which a, b and c are pinned on x."""
    return problem(
        "a b c d",
        "x y",
        pairs,
        leerlingen={id: {"vast": "x"} for id in "abc"},
        plekken={"x": place},
        **rest,
    )


def test_two_pins_on_one_seat_clash(problem: Any) -> None:
    """Two of the three pins are enough to clash, so two are named."""
    data = pinned(problem, {"capaciteit": 1}, "a-x b-x c-x d-x")
    assert conflict(data) == [
        "a staat vast op x",
        "b staat vast op x",
        "x heeft 1 plaats",
    ]


def test_pins_that_need_too_many_hours_clash(problem: Any) -> None:
    """Only the pins that are needed to pass the limit are named."""
    pairs = {"a-x": {"uren": 2}, "b-x": {"uren": 0.5}, "c-x": {"uren": 2}}
    data = pinned(problem, {"capaciteit": 9, "uren": 3.5}, pairs)
    assert conflict(data) == [
        "a staat vast op x",
        "c staat vast op x",
        "x heeft 3,5 uur",
    ]


def test_pins_over_a_budget_clash(problem: Any) -> None:
    """A pin on another place of the same budget counts too."""
    data = problem(
        "a b",
        "x y",
        {"a-x": {"kosten": 30}, "b-y": {"kosten": 30}},
        leerlingen={"a": {"vast": "x"}, "b": {"vast": "y"}},
        plekken={"x": {"budget": "TOP"}, "y": {"budget": "TOP"}},
        budgetten=[{"id": "TOP", "bedrag": 59.99}],
    )
    assert conflict(data) == [
        "a staat vast op x",
        "b staat vast op y",
        "TOP is € 59,99",
    ]


def test_pins_of_pupils_who_may_not_meet_clash(problem: Any) -> None:
    """Both pins and the rule that keeps the two apart are named."""
    data = pinned(problem, {"capaciteit": 3}, "a-x b-x c-x", niet_samen=[["c", "a"]])
    assert conflict(data) == [
        "a staat vast op x",
        "c staat vast op x",
        "a en c mogen niet samen",
    ]


@pytest.mark.parametrize("twice", [["a", "b"], ["b", "a"]])
def test_a_pair_that_stands_twice_is_one_rule(problem: Any, twice: list[str]) -> None:
    """Whichever way round; a clash names it once."""
    data = problem(
        "a b",
        "x y",
        "a-x b-x a-y b-y",
        leerlingen={"a": {"vast": "x"}, "b": {"vast": "x"}},
        plekken={"x": {"capaciteit": 2}},
    )
    apart = ["a staat vast op x", "b staat vast op x", "a en b mogen niet samen"]
    assert conflict(data | {"niet_samen": [["a", "b"], twice]}) == apart
    data["leerlingen"][1]["vast"] = "y"
    data |= {"samen": [["a", "b"], twice]}
    together = ["a staat vast op x", "b staat vast op y", "a en b moeten samen"]
    assert conflict(data) == together


def test_of_two_clashes_the_same_is_named_in_any_order_of_rows(problem: Any) -> None:
    """Two pins, each on a place without seats."""
    data = problem(
        "a b",
        "x y",
        "a-x b-y",
        leerlingen={"a": {"vast": "x"}, "b": {"vast": "y"}},
        plekken={"x": {"capaciteit": 0}, "y": {"capaciteit": 0}},
    )
    turned = {
        key: data[key][::-1] if key in ("leerlingen", "plekken", "paren") else data[key]
        for key in data
    }
    told = ["a staat vast op x", "x heeft 0 plaatsen"]
    assert conflict(data) == conflict(turned) == told


def test_pin_on_a_banned_place_clashes(problem: Any) -> None:
    """One pin and one ban."""
    data = problem("a", "x", "a-x", leerlingen={"a": {"vast": "x", "verboden": ["x"]}})
    assert conflict(data) == ["a staat vast op x", "x is uitgesloten voor a"]


def test_pin_after_the_end_clashes(problem: Any) -> None:
    """One pin and the two dates."""
    data = problem(
        "a",
        "x",
        "a-x",
        leerlingen={"a": {"vast": "x", "vroegst": "2026-09-01"}},
        plekken={"x": {"eind": "2026-08-31"}},
    )
    assert conflict(data) == [
        "a staat vast op x",
        "a kan niet eerder beginnen dan 1 september 2026",
        "x stopt op 31 augustus 2026",
    ]


@pytest.mark.parametrize("released", ["a", "b"])
def test_every_named_pin_is_needed(problem: Any, released: str) -> None:
    """Letting go of any one rule of the set takes this clash away."""
    data = problem(
        "a b",
        "x",
        "a-x b-x",
        leerlingen={"a": {"vast": "x"}, "b": {"vast": "x"}},
    )
    assert len(conflict(data)) == 3
    smaller = copy.deepcopy(data)
    for row in smaller["leerlingen"]:
        if row["id"] == released:
            del row["vast"]
    assert solve(read_instance(smaller)).status == "optimaal"


def with_days(**place: Any) -> dict[str, Any]:
    """Return one pupil pinned on x, counted from 23 November 2026 on."""
    return {
        "peildatum": "2026-11-23",
        "leerlingen": [{"id": "a", "vast": "x"}],
        "plekken": [{"id": "x", **place}],
        "paren": [{"leerling": "a", "plek": "x"}],
        "doelen": [],
    }


MOMENTS = "x heeft vaste instroommomenten"


def test_an_end_that_is_no_obstacle_is_not_named_for_moments_that_are_over() -> None:
    """The last day on which one can begin is past; the place ends much later."""
    assert conflict(with_days(instroom=["2026-11-16"], eind="2027-03-02")) == [
        "a staat vast op x",
        MOMENTS,
    ]


def test_a_place_that_begins_too_late_is_named_by_its_first_day() -> None:
    """Its end and its moments play no part."""
    data = with_days(start="2027-03-01", instroom=["2027-04-01"], eind="2027-05-01")
    assert conflict(data | {"horizon": "2027-02-01"}) == [
        "a staat vast op x",
        "x begint op 1 maart 2027",
    ]


@pytest.mark.parametrize("stay", [{}, {"soort": "overbrugging", "verblijf_weken": 4}])
def test_a_moment_in_a_period_without_seats_is_named_with_the_seats(stay: Any) -> None:
    """Earlier or later there is a seat, so both rules are needed."""
    periods = [
        {"vanaf": "2027-01-05", "capaciteit": 0},
        {"vanaf": "2027-03-05", "capaciteit": 1},
    ]
    place = {"capaciteit": 3, "perioden": periods, "instroom": ["2027-02-20"]}
    assert conflict(with_days(**place, **stay)) == [
        "a staat vast op x",
        "x heeft 0 plaatsen",
        MOMENTS,
    ]


def test_one_moment_for_two_pupils_on_one_bridging_seat_is_named() -> None:
    """With more moments one could follow the other, since the stay is short."""
    data = with_days(
        soort="overbrugging", capaciteit=1, verblijf_weken=9, instroom=["2027-03-04"]
    )
    data["leerlingen"].append({"id": "b", "vast": "x"})
    data["paren"].append({"leerling": "b", "plek": "x"})
    assert conflict(data) == [
        "a staat vast op x",
        "b staat vast op x",
        "x heeft 1 plaats",
        MOMENTS,
    ]


def test_days_that_count_for_a_goal_alone_count_in_a_clash_too() -> None:
    """A place that has ended is named, though nothing else in the file has days."""
    data = with_days(eind="2026-11-01") | {"doelen": ["weken_thuis"]}
    data["leerlingen"].append({"id": "b", "vroegst": "2026-12-01"})
    assert conflict(data) == ["a staat vast op x", "x stopt op 1 november 2026"]
