"""One test per hard rule: what it changes, and that leaving it out is noticed."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from matching.placement import constraints
from matching.placement.cpsat import CpSat
from matching.placement.model import build_model
from matching.placement.options import NONE
from matching.placement.plan import read_plan
from matching.placement.reading import read_instance
from matching.placement.rows import RowKind
from matching.placement.verify import verify

Document = dict[str, Any]


def test_place_takes_no_more_than_its_seats(problem: Any, placed: Any) -> None:
    """Of three pupils for two seats the last in the draw waits."""
    data = problem("a b c", "x", "a-x b-x c-x", plekken={"x": {"capaciteit": 2}})
    assert placed(data) == {"a": "x", "b": "x", "c": None}


def test_place_without_limit_takes_everybody(problem: Any, placed: Any) -> None:
    """A capacity of null is no limit."""
    data = problem("a b c", "x", "a-x b-x c-x", plekken={"x": {"capaciteit": None}})
    assert placed(data) == {"a": "x", "b": "x", "c": "x"}


def test_place_with_zero_seats_takes_nobody(problem: Any, placed: Any) -> None:
    """A capacity of 0 is allowed and means closed."""
    data = problem("a", "x", "a-x", plekken={"x": {"capaciteit": 0}})
    assert placed(data) == {"a": None}


def test_only_listed_pairs_are_admissible(problem: Any, placed: Any) -> None:
    """An empty place does not help a pupil who may not go there."""
    assert placed(problem("a b", "x y", "a-x b-x")) == {"a": "x", "b": None}


def test_hours_of_a_place_are_not_exceeded(problem: Any, placed: Any) -> None:
    """1.5 and 1.25 hours do not fit in 2.5, 1.25 and 1.25 do."""
    pairs = {"a-x": {"uren": 1.5}, "b-x": {"uren": 1.25}, "c-x": {"uren": 1.25}}
    data = problem("a b c", "x", pairs, plekken={"x": {"capaciteit": 3, "uren": 2.5}})
    assert placed(data) == {"a": None, "b": "x", "c": "x"}


def test_equal_hours_come_down_to_seats(problem: Any, placed: Any) -> None:
    """Three times 0.7 hours in 1.5 is two pupils."""
    pairs = {f"{id}-x": {"uren": 0.7} for id in "abc"}
    data = problem("a b c", "x", pairs, plekken={"x": {"capaciteit": 3, "uren": 1.5}})
    assert placed(data) == {"a": "x", "b": "x", "c": None}


def test_budget_is_shared_by_its_places(problem: Any, placed: Any) -> None:
    """50 pays for 30 and 20 on two places, not for 30 and 30."""
    pairs = {"a-x": {"kosten": 30}, "b-y": {"kosten": 30}, "c-y": {"kosten": 20}}
    data = problem(
        "a b c",
        "x y",
        pairs,
        plekken={"x": {"budget": "TOP"}, "y": {"budget": "TOP", "capaciteit": 2}},
        budgetten=[{"id": "TOP", "bedrag": 50}],
    )
    assert placed(data) == {"a": "x", "b": None, "c": "y"}


def test_ten_times_four_thousand_fits_twelve_times_in_fifty_thousand(
    problem: Any, placed: Any
) -> None:
    """Equal costs come down to seats over all places of a budget."""
    pupils = [f"l{n:02}" for n in range(14)]
    pairs = {
        f"{id}-{'xy'[number % 2]}": {"kosten": 4000} for number, id in enumerate(pupils)
    }
    place = {"budget": "TOP", "capaciteit": 10}
    data = problem(
        " ".join(pupils),
        "x y",
        pairs,
        plekken={"x": place, "y": place},
        budgetten=[{"id": "TOP", "bedrag": 50000}],
    )
    found = placed(data)
    assert [id for id in pupils if found[id] is None] == ["l12", "l13"]


def test_pin_goes_before_every_goal(problem: Any, placed: Any) -> None:
    """A pinned pupil keeps the place though another is more urgent."""
    data = problem(
        "a b",
        "x",
        "a-x b-x",
        leerlingen={"a": {"urgentie": 9}, "b": {"vast": "x"}},
    )
    assert placed(data) == {"a": None, "b": "x"}


def test_banned_place_is_not_given(problem: Any, placed: Any) -> None:
    """A pupil rather stays without a place than on a banned one."""
    data = problem("a", "x", "a-x", leerlingen={"a": {"verboden": ["x"]}})
    assert placed(data) == {"a": None}


@pytest.mark.parametrize(("first", "got"), [("2026-07-01", "x"), ("2026-07-02", None)])
def test_pupil_cannot_start_after_the_end(
    problem: Any, placed: Any, first: str, got: str | None
) -> None:
    """The last day itself still counts."""
    data = problem(
        "a",
        "x",
        "a-x",
        leerlingen={"a": {"vroegst": first}},
        plekken={"x": {"eind": "2026-07-01"}},
    )
    assert placed(data) == {"a": got}


def test_pupils_who_may_not_meet_go_apart(problem: Any, placed: Any) -> None:
    """The second takes the place that suits less."""
    pairs = {"a-x": {}, "b-x": {"geschiktheid": 5}, "b-y": {"geschiktheid": 1}}
    data = problem(
        "a b",
        "x y",
        pairs,
        plekken={"x": {"capaciteit": 2}},
        niet_samen=[["b", "a"]],
    )
    assert placed(data) == {"a": "x", "b": "y"}


def solve_by_cpsat(data: Document, drop: RowKind | None = None) -> Document:
    """Solve with CP-SAT alone, goal by goal, so that only its constraints count."""
    instance = read_instance(data)
    model = build_model(instance)
    if drop is not None:
        model = replace(model, rows=model.rows.without(drop))
    choice, held = np.full(len(model.pupils), NONE), []
    for number, goal in enumerate(model.goals):
        engine = CpSat(model, held, seed=1, deadline=perf_counter() + 30)
        found = engine.minimise(number, choice, lower=None, seconds=30)
        assert found.choice is not None
        choice = found.choice
        held.append(model.goal_cost(goal, choice) - goal.constant)
    plan = read_plan(instance, model, choice)
    days = {} if plan.planning is None else plan.planning.as_dict()
    # What a person would hand over: no claims, so no weeks.
    days.pop("weken_thuis", None)
    return {"plaatsingen": dict(plan.plaatsingen), **days}


TWO = {"x": {"capaciteit": 2}}


@pytest.mark.parametrize(
    ("kind", "instance", "words"),
    [
        (RowKind.CAPACITEIT, {}, "plek x heeft 1 plaats, maar krijgt 2"),
        (
            RowKind.UREN,
            {"plekken": {"x": {"capaciteit": 2, "uren": 1}}},
            "maar nodig is",
        ),
        (
            RowKind.BUDGET,
            {
                "plekken": {"x": {"capaciteit": 2, "budget": "TOP"}},
                "budgetten": [{"id": "TOP", "bedrag": 5}],
            },
            "budget TOP is € 5",
        ),
        (
            RowKind.NIET_SAMEN,
            {"plekken": TWO, "niet_samen": [["a", "b"]]},
            "mogen niet samen",
        ),
    ],
)
def test_row_that_is_left_out_is_noticed(
    problem: Any, kind: RowKind, instance: Document, words: str
) -> None:
    """With the row the engine keeps the rule; without it, it breaks it."""
    best = {"geschiktheid": 9, "uren": 0.75, "kosten": 3}
    pairs = {"a-x": best, "a-y": {}, "b-x": best | {"uren": 0.5}, "b-y": {}}
    data = problem("a b", "x y", pairs, **instance)
    assert verify(data, solve_by_cpsat(data)) == []
    faults = verify(data, solve_by_cpsat(data, drop=kind))
    assert any(words in fault for fault in faults), faults


BRIDGE = {"soort": "overbrugging", "capaciteit": 2}
DAYS = {
    "peildatum": "2026-11-23",
    "horizon": "2027-02-01",
    "doelen": ["urgent_geplaatst", "zonder_overbrugging", "weken_thuis"],
}


@pytest.mark.parametrize(
    ("kind", "instance", "words"),
    [
        (
            RowKind.CAPACITEIT,
            {
                "plekken": {
                    "x": {"perioden": [{"vanaf": "2027-01-04", "capaciteit": 2}]},
                    "y": {"capaciteit": 0},
                }
            },
            "plek x heeft op 2026-11-23 1 plaats, maar krijgt 2",
        ),
        (
            RowKind.CAPACITEIT,
            {
                "plekken": {
                    "x": BRIDGE | {"capaciteit": 1},
                    "y": {"start": "2027-01-04"},
                }
            },
            "plek x heeft op 2026-11-23 1 plaats, maar krijgt 2",
        ),
        (
            RowKind.UREN,
            {"plekken": {"x": BRIDGE | {"uren": 1}, "y": {"start": "2027-01-04"}}},
            "plek x heeft op 2026-11-23 1 uur, maar nodig is 1,25 uur",
        ),
        (
            RowKind.BUDGET,
            {
                "plekken": {
                    "x": BRIDGE | {"budget": "TOP"},
                    "y": {"capaciteit": 2, "start": "2027-01-04", "budget": "TOP"},
                },
                "budgetten": [{"id": "TOP", "bedrag": 5}],
            },
            "budget TOP is € 5, maar nodig is € 6",
        ),
        (
            RowKind.KENMERK,
            {
                "leerlingen": {id: {"kenmerken": ["zwaar"]} for id in "ab"},
                "plekken": {"x": {"capaciteit": 2, "hoogstens": {"zwaar": 1}}},
            },
            "plek x mag op 2026-11-23 hooguit 1 leerling met zwaar hebben",
        ),
        (
            RowKind.NIET_SAMEN,
            {
                "plekken": {"x": BRIDGE, "y": {"start": "2027-01-04"}},
                "niet_samen": [["a", "b"]],
            },
            "a en b mogen niet samen, maar staan allebei op x",
        ),
    ],
)
def test_row_over_days_that_is_left_out_is_noticed(
    problem: Any, kind: RowKind, instance: Document, words: str
) -> None:
    """The same where days count, on lasting and on bridging places."""
    pairs = {"a-x": {"uren": 0.75, "kosten": 3}, "b-x": {"uren": 0.5, "kosten": 3}}
    data = problem("a b", "x y", pairs | {"a-y": {}, "b-y": {}}, **DAYS, **instance)
    assert verify(data, solve_by_cpsat(data)) == []
    faults = verify(data, solve_by_cpsat(data, drop=kind))
    assert any(words in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("name", "pairs", "instance", "words"),
    [
        (
            "add_pins",
            "a-x b-x",
            {"leerlingen": {"a": {"vast": "x"}, "b": {"urgentie": 9}}},
            "a staat vast op x, maar krijgt geen plek",
        ),
        (
            "add_openings",
            # Both fit y, where there is room; only a fits x well.
            {"a-x": {"geschiktheid": 9}, "b-x": {"geschiktheid": -99}}
            | {"a-y": {}, "b-y": {}},
            {"plekken": {"x": {"minimum": 2, **TWO["x"]}, "y": TWO["x"]}},
            "plek x opent pas met 2 leerlingen, maar krijgt er 1",
        ),
        (
            "add_together",
            {"a-x": {"geschiktheid": 9}, "a-y": {}, "b-y": {}},
            {"plekken": {"y": {"capaciteit": 2}}, "samen": [["a", "b"]]},
            "a en b moeten samen, maar a krijgt x en b y",
        ),
    ],
)
def test_constraint_that_is_left_out_is_noticed(
    problem: Any,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    pairs: Any,
    instance: Document,
    words: str,
) -> None:
    """With the constraint the engine keeps the rule; without it, it breaks it."""
    data = problem("a b", "x y", pairs, **instance)
    assert verify(data, solve_by_cpsat(data)) == []
    monkeypatch.setattr(constraints, name, lambda *_: None)
    faults = verify(data, solve_by_cpsat(data))
    assert any(words in fault for fault in faults), faults
