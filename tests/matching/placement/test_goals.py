"""One test per goal, and that their order is the policy."""

from __future__ import annotations

from typing import Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.solve import solve


def test_most_urgency_is_placed(problem: Any, placed: Any) -> None:
    """One pupil of urgency 3 (weight 4) goes before one of 2 (weight 3)."""
    data = problem(
        "a b",
        "x",
        "a-x b-x",
        leerlingen={"a": {"urgentie": 2}, "b": {"urgentie": 3}},
    )
    assert placed(data) == {"a": None, "b": "x"}


def test_two_pupils_may_outweigh_one_urgent(problem: Any, placed: Any) -> None:
    """The sum of (urgency + 1) counts: 1 + 1 + 1 is more than 2, by hours."""
    pairs = {f"{id}-x": {"uren": 1} for id in "abc"} | {"d-x": {"uren": 3}}
    data = problem(
        "a b c d",
        "x",
        pairs,
        leerlingen={"d": {"urgentie": 1}},
        plekken={"x": {"capaciteit": None, "uren": 3}},
    )
    assert placed(data) == {"a": "x", "b": "x", "c": "x", "d": None}


def test_most_suitability_is_chosen(problem: Any, placed: Any) -> None:
    """The sum over all pupils counts, not the best for the first."""
    pairs = {
        "a-x": {"geschiktheid": 5},
        "a-y": {"geschiktheid": 4},
        "b-x": {"geschiktheid": 9},
        "b-y": {"geschiktheid": 1},
    }
    assert placed(problem("a b", "x y", pairs)) == {"a": "y", "b": "x"}


def test_negative_suitability_is_taken_when_placing_goes_first(
    problem: Any, placed: Any
) -> None:
    """A poor place is better than none, unless only suitability counts."""
    pairs = {"a-x": {"geschiktheid": -5}}
    assert placed(problem("a", "x", pairs)) == {"a": "x"}
    assert placed(problem("a", "x", pairs, doelen=["geschiktheid"])) == {"a": None}


def test_least_travel_is_chosen(problem: Any, placed: Any) -> None:
    """With equal suitability the nearer place is taken."""
    pairs = {"a-x": {"reistijd_min": 30}, "a-y": {"reistijd_min": 10}}
    assert placed(problem("a", "x y", pairs)) == {"a": "y"}


def test_fewest_changes_are_made(problem: Any, placed: Any) -> None:
    """With all else equal a pupil keeps the place of the previous proposal."""
    data = problem("a b", "x y", "a-x a-y b-x b-y", vorig={"a": "y"})
    assert placed(data) == {"a": "y", "b": "x"}


def test_pupil_without_previous_place_changes_when_placed(problem: Any) -> None:
    """Who was in the previous proposal without a place counts as changed."""
    data = problem("a b", "x y", "a-x b-y", vorig={"a": None})
    proposal = solve(read_instance(data))
    assert proposal.doelen[3].waarde == 1


def test_order_of_goals_is_the_policy(problem: Any, placed: Any) -> None:
    """What goes first is never given up, however large the later gain."""
    pairs = {
        "a-x": {"geschiktheid": 1, "reistijd_min": 10**9},
        "a-y": {"geschiktheid": 0, "reistijd_min": 0},
    }
    first = ["urgent_geplaatst", "geschiktheid", "reistijd"]
    assert placed(problem("a", "x y", pairs, doelen=first)) == {"a": "x"}
    other = ["urgent_geplaatst", "reistijd", "geschiktheid"]
    assert placed(problem("a", "x y", pairs, doelen=other)) == {"a": "y"}


def test_large_numbers_do_not_blend(problem: Any, placed: Any) -> None:
    """Values near the limit of the contract stay exact on every level."""
    big = 10**12
    pairs = {
        "a-x": {"geschiktheid": big, "reistijd_min": big},
        "a-y": {"geschiktheid": big - 1},
        "b-x": {"geschiktheid": big - 1},
        "b-y": {"geschiktheid": big - 2},
    }
    data = problem("a b", "x y", pairs, leerlingen={"a": {"urgentie": big}})
    assert placed(data) == {"a": "y", "b": "x"}


@pytest.mark.parametrize(
    ("lots", "winner"),
    [
        ({}, "a"),
        ({"b": {"lot": 7}}, "b"),
        ({"a": {"lot": 7}, "b": {"lot": 3}}, "b"),
        ({"a": {"lot": 3}, "b": {"lot": 3}}, "a"),
    ],
)
def test_lot_breaks_what_is_still_tied(
    problem: Any, placed: Any, lots: Any, winner: str
) -> None:
    """Lower lot first, with lot before without, equal lots by id."""
    found = placed(problem("a b", "x", "a-x b-x", leerlingen=lots))
    assert [id for id, place in found.items() if place] == [winner]


def test_draw_gives_the_smallest_place(problem: Any, placed: Any) -> None:
    """The first of the draw gets the place with the smallest id."""
    data = problem("a b", "x y", "a-x a-y b-x b-y", leerlingen={"b": {"lot": 1}})
    assert placed(data) == {"a": "y", "b": "x"}


def test_draw_also_decides_without_goals(problem: Any, placed: Any) -> None:
    """An empty list of goals leaves everything to the draw."""
    data = problem("a b c", "x y", "a-y b-x b-y c-x", doelen=[])
    assert placed(data) == {"a": "y", "b": "x", "c": None}


DAYS = {"peildatum": "2026-11-23", "horizon": "2027-02-01"}
BRIDGE = {"soort": "overbrugging"}


def test_fewest_pupils_wait_without_a_bridge(problem: Any, placed: Any) -> None:
    """The one seat that begins today goes to who has no bridging place."""
    data = problem(
        "a b",
        "o x y",
        "a-x a-y a-o b-x b-y",
        plekken={"o": BRIDGE, "y": {"start": "2027-01-04"}},
        doelen=["urgent_geplaatst", "zonder_overbrugging"],
        **DAYS,
    )
    assert placed(data) == {"a": "y", "b": "x"}


def test_fewest_weeks_at_home_are_spent(problem: Any, placed: Any) -> None:
    """Who can use the early seat earlier gets it."""
    data = problem(
        "a b",
        "x y",
        "a-x a-y b-x b-y",
        leerlingen={"a": {"vroegst": "2026-12-21"}},
        plekken={"y": {"start": "2026-12-21"}},
        doelen=["urgent_geplaatst", "weken_thuis"],
        **DAYS,
    )
    assert placed(data) == {"a": "y", "b": "x"}


def test_first_wishes_are_given(problem: Any, placed: Any) -> None:
    """A place that is no wish counts as one more than the longest list."""
    pairs = {"a-x": {"wens": 1}, "a-y": {}, "b-x": {}, "b-y": {"wens": 2}}
    goals = ["urgent_geplaatst", "wensen"]
    data = problem("a b", "x y", pairs, doelen=goals)
    assert placed(data) == {"a": "x", "b": "y"}
    assert solve(read_instance(data)).doelen[1].waarde == 3
    data["paren"] = [row for row in data["paren"] if row["plek"] == "x"]
    assert solve(read_instance(data)).doelen[1].waarde == 1


def test_nearest_to_the_own_school_is_chosen(problem: Any, placed: Any) -> None:
    """Fewest steps away, added up."""
    pairs = {"a-x": {"afstand": 2}, "a-y": {"afstand": 1}}
    data = problem("a", "x y", pairs, doelen=["urgent_geplaatst", "nabijheid"])
    assert placed(data) == {"a": "y"}


def test_longest_wait_goes_first(problem: Any, placed: Any) -> None:
    """Ten weeks at home go before nine; unknown counts as none."""
    data = problem(
        "a b c",
        "x",
        "a-x b-x c-x",
        leerlingen={
            "b": {"thuis_sinds": "2026-09-14"},
            "c": {"thuis_sinds": "2026-09-21"},
        },
        doelen=["urgent_geplaatst", "langste_wacht"],
        peildatum="2026-11-23",
    )
    assert placed(data) == {"a": None, "b": "x", "c": None}
    assert solve(read_instance(data)).doelen[1].waarde == 10


def test_bridging_place_of_last_time_is_kept(problem: Any, placed: Any) -> None:
    """A change of the bridging place is a change too."""
    data = problem(
        "a",
        "o p",
        "a-o a-p",
        plekken={"o": BRIDGE, "p": BRIDGE},
        doelen=["zonder_overbrugging", "weinig_wijzigingen"],
        vorig_overbrugging={"a": "p"},
        **DAYS,
    )
    placed(data)
    plan = solve(read_instance(data)).planning
    assert plan is not None
    assert plan.overbrugging["a"] is not None
    assert plan.overbrugging["a"].plek == "p"
