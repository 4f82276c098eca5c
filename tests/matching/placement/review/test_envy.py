"""Who would rather have the place of one that comes later."""

from __future__ import annotations

from typing import Any

import pytest

from matching.placement.review.envy import envy


def told(table: Any) -> list[tuple[str, ...]]:
    return [
        (one.leerling, one.plek, one.ander, str(one.voorkeur), str(one.voorrang))
        for one in envy(*table)
    ]


def test_a_better_fit_of_another_can_pass_a_more_urgent_pupil(on_table: Any) -> None:
    """Both are placed, so fit decides; a would rather have x and is more urgent."""
    fit = {
        "a-x": {"geschiktheid": 2},
        "a-y": {"geschiktheid": 1},
        "b-x": {"geschiktheid": 9},
        "b-y": {"geschiktheid": 1},
    }
    table = on_table("a b", "x y", fit, leerlingen={"a": {"urgentie": 3}})
    assert told(table) == [("a", "x", "b", "geschiktheid", "urgentie")]


def test_a_wish_goes_before_fit(on_table: Any) -> None:
    """a fits better on its own place but wished for the other one."""
    pairs = {
        "a-x": {"geschiktheid": 1, "wens": 1},
        "a-y": {"geschiktheid": 5, "wens": 2},
        "b-x": {"geschiktheid": 9},
        "b-y": {"geschiktheid": 1},
    }
    table = on_table("a b", "x y", pairs)
    assert told(table) == [("a", "x", "b", "wens", "lot")]


def test_a_wish_for_the_own_place_is_no_envy(on_table: Any) -> None:
    pairs = {
        "a-x": {"geschiktheid": 6},
        "a-y": {"geschiktheid": 5, "wens": 1},
        "b-x": {"geschiktheid": 9},
    }
    assert told(on_table("a b", "x y", pairs)) == []


def test_who_waits_longer_comes_first(on_table: Any) -> None:
    """Equal urgency: b waits longer but the better fit of a took the seat."""
    table = on_table(
        "a b",
        "x",
        {"a-x": {"geschiktheid": 9}, "b-x": {"geschiktheid": 1}},
        leerlingen={
            "a": {"thuis_sinds": "2026-09-01"},
            "b": {"thuis_sinds": "2026-03-01"},
        },
    )
    assert told(table) == [("b", "x", "a", "geen_plek", "wachttijd")]


def test_a_pin_is_named_as_the_reason(on_table: Any) -> None:
    table = on_table(
        "a b",
        "x",
        "a-x b-x",
        leerlingen={"a": {"urgentie": 9}, "b": {"vast": "x"}},
    )
    (found,) = envy(*table)
    assert found.vast
    assert found.eigen is None


@pytest.mark.parametrize(
    "rule",
    [
        {"leerlingen": {"a": {"urgentie": 9, "verboden": ["x"]}}},
        {
            "leerlingen": {"a": {"urgentie": 9, "vroegst": "2027-03-01"}},
            "plekken": {"x": {"eind": "2027-02-01"}},
        },
    ],
)
def test_a_place_that_a_rule_closes_is_not_envied(on_table: Any, rule: Any) -> None:
    assert told(on_table("a b", "x", "a-x b-x", **rule)) == []


def test_a_more_urgent_pupil_on_the_list_later_goes_first(on_table: Any) -> None:
    """Nobody envies who comes before."""
    table = on_table("a b", "x", "a-x b-x", leerlingen={"b": {"urgentie": 3}})
    assert table[1].plaatsingen == {"a": None, "b": "x"}
    assert told(table) == []


def test_only_the_last_in_line_of_a_place_is_named(on_table: Any) -> None:
    table = on_table(
        "a b c",
        "x",
        {"a-x": {}, "b-x": {"geschiktheid": 9}, "c-x": {"geschiktheid": 9}},
        plekken={"x": {"capaciteit": 2}},
    )
    assert told(table) == [("a", "x", "c", "geen_plek", "lot")]
