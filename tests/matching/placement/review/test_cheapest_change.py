"""For a pupil without a place: the least that has to change, confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from matching.placement.instance import Paar
from matching.placement.review import edits
from matching.placement.review.cheapest_change import cheapest_change
from matching.placement.review.edits import apply
from matching.placement.solve import solve


def ways(table: Any, pupil: str, **rest: Any) -> list[tuple[edits.Edit, ...]]:
    return [way.edits for way in cheapest_change(*table, pupil, **rest)]


def test_who_has_a_place_needs_no_change(on_table: Any) -> None:
    assert cheapest_change(*on_table("a", "x", "a-x"), "a") == ()


@pytest.mark.parametrize(
    ("rest", "edit"),
    [
        ({"plekken": {"x": {"capaciteit": 0}}}, edits.ExtraSeats("x", 1)),
        ({"plekken": {"x": {"uren": 1}}}, edits.Hours("x", 200)),
        (
            {
                "plekken": {"x": {"budget": "TOP"}},
                "budgetten": [{"id": "TOP", "bedrag": 1}],
            },
            edits.Money("TOP", 300),
        ),
        ({"leerlingen": {"a": {"verboden": ["x"]}}}, edits.Unban("a", "x")),
        (
            {"plekken": {"x": {"minimum": 2, "capaciteit": 2}}},
            edits.Minimum("x", 1),
        ),
        (
            {
                "leerlingen": {"a": {"kenmerken": ["rust"]}},
                "plekken": {"x": {"hoogstens": {"rust": 0}}},
            },
            edits.Mix("x", "rust", 1),
        ),
    ],
)
def test_each_kind_of_limit_is_named_with_what_is_needed(
    on_table: Any, rest: Any, edit: edits.Edit
) -> None:
    table = on_table("a", "x", {"a-x": {"uren": 2, "kosten": 3}}, **rest)
    (way,) = cheapest_change(*table, "a")
    assert way.edits == (edit,)
    assert way.bevestigd
    assert way.plek == "x"


def test_a_place_that_stopped_too_early_can_stay_open(on_table: Any) -> None:
    table = on_table(
        "a",
        "x",
        "a-x",
        leerlingen={"a": {"vroegst": "2027-03-01"}},
        plekken={"x": {"eind": "2027-02-01"}},
    )
    (way,) = cheapest_change(*table, "a")
    (edit,) = way.edits
    assert isinstance(edit, edits.PlaceExists)
    assert str(edit.eind) == "2027-03-01"


def test_papers_that_come_too_late_can_come_now(on_table: Any) -> None:
    table = on_table(
        *("a", "x", {"a-x": {"vanaf": "2027-02-01"}}),
        plekken={"x": {"instroom": ["2027-01-11"]}},
        peildatum="2027-01-04",
    )
    assert ways(table, "a") == [(edits.PaperThere("a", "x", None),)]


def test_two_who_may_not_meet(on_table: Any) -> None:
    table = on_table(
        *("a b", "x", "a-x b-x"),
        plekken={"x": {"capaciteit": 2}},
        niet_samen=[["a", "b"]],
    )
    assert edits.MayMeet("a", "b") in [way[0] for way in ways(table, "b")]


def test_several_things_can_be_needed_at_once(on_table: Any) -> None:
    table = on_table(
        "a b",
        "x",
        {"a-x": {"uren": 2}, "b-x": {"uren": 1}},
        leerlingen={"a": {"verboden": ["x"]}},
        plekken={"x": {"uren": 1}},
    )
    assert {edits.Unban("a", "x"), edits.Hours("x", 300), edits.ExtraSeats("x", 1)} in [
        set(way) for way in ways(table, "a")
    ]


def test_a_pin_of_another_can_be_let_go(on_table: Any) -> None:
    """What a table can do itself comes before a seat that others pay for."""
    table = on_table(
        "a b",
        "x",
        "a-x b-x",
        leerlingen={"a": {"urgentie": 3}, "b": {"vast": "x"}},
    )
    assert ways(table, "a") == [(edits.Unpin("b"),), (edits.ExtraSeats("x", 1),)]


def test_a_seat_elsewhere_can_start_a_chain(on_table: Any) -> None:
    """a only fits x, which b has; one more seat at y lets b go there."""
    table = on_table(
        *("a b", "x y", "a-x b-x b-y"),
        leerlingen={"b": {"urgentie": 1}},
        plekken={"y": {"capaciteit": 0}},
    )
    assert ways(table, "a") == [
        (edits.ExtraSeats("x", 1),),
        (edits.ExtraSeats("y", 1),),
    ]


def test_a_seat_that_another_would_get_is_not_called_confirmed(on_table: Any) -> None:
    """b and c wait as well and come first."""
    table = on_table(
        *("a b c", "x", "a-x b-x c-x"),
        leerlingen={"b": {"urgentie": 2}, "c": {"urgentie": 1}},
    )
    (way,) = cheapest_change(*table, "a")
    assert way.edits == (edits.ExtraSeats("x", 1),)
    assert not way.bevestigd


def test_what_only_the_caller_knows_is_tried_too(on_table: Any) -> None:
    table = on_table("a", "x y", "a-x", plekken={"x": {"capaciteit": 0}})
    paper = ("y", (edits.Admit(Paar("a", "y")),))
    first = cheapest_change(*table, "a", [paper])[0]
    assert first.plek == "y"
    assert first.bevestigd


def test_every_confirmed_change_places_the_pupil(on_table: Any) -> None:
    """Checked with a plain new solve, without staying near the proposal."""
    table = on_table("a b c d", "x y", "a-x b-x b-y c-y d-y")
    for pupil, place in table[1].plaatsingen.items():
        for way in cheapest_change(*table, pupil):
            assert place is None
            again = solve(apply(table[0], way.edits), waarom=False)
            if way.bevestigd:
                assert sum(at is not None for at in again.plaatsingen.values()) > 2
