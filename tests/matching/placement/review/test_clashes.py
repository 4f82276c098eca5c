"""A smallest set of rules that clash, confirmed, and the smallest repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.review import edits
from matching.placement.review.clashes import Botsing, clashes
from matching.placement.review.edits import apply
from matching.placement.review.feasible import is_feasible
from matching.placement.review.rules import leave_out, rules_of

if TYPE_CHECKING:
    from matching.placement.instance import Instantie


def kinds(clash: Botsing) -> list[tuple[str, str | None]]:
    return [(str(rule.soort), rule.leerling or rule.plek) for rule in clash.regels]


def repaired(clash: Botsing) -> list[edits.Edit]:
    return [fix.edit for fix in clash.reparaties]


def pinned(problem: Any, pins: str, pairs: Any, **rest: Any) -> Instantie:
    """Return a problem with pins as "a-x b-x"."""
    data = problem("a b c", "x y", pairs, **rest)
    for pin in pins.split():
        pupil, place = pin.split("-")
        next(r for r in data["leerlingen"] if r["id"] == pupil)["vast"] = place
    return read_instance(data)


def test_pins_that_fit_do_not_clash(problem: Any) -> None:
    assert clashes(pinned(problem, "a-x b-y", "a-x b-y")) == ()


def test_two_pins_on_one_seat(problem: Any) -> None:
    (clash,) = clashes(pinned(problem, "a-x b-x", "a-x b-x c-y"))
    assert kinds(clash) == [("vast", "a"), ("vast", "b"), ("capaciteit", "x")]
    assert repaired(clash) == [
        edits.Unpin("a"),
        edits.Unpin("b"),
        edits.ExtraSeats("x", 1),
    ]
    assert clash.bevestigd


def test_the_smallest_number_of_seats_that_is_enough_is_named(problem: Any) -> None:
    table = pinned(
        problem, "a-x b-x c-x", "a-x b-x c-x", plekken={"x": {"capaciteit": 0}}
    )
    table = apply(table, [edits.Unpin("b"), edits.Unpin("c")])
    (clash,) = clashes(table)
    assert edits.ExtraSeats("x", 1) in repaired(clash)


def test_two_clashes_that_share_nothing_are_both_told(problem: Any) -> None:
    data = problem("a b c d", "x y", "a-x b-x c-y d-y")
    for row, place in zip(data["leerlingen"], "xxyy", strict=True):
        row["vast"] = place
    found = clashes(read_instance(data))
    assert sorted(kinds(clash)[0] for clash in found) == [("vast", "a"), ("vast", "c")]
    assert all(len(clash.reparaties) == 3 for clash in found)


@pytest.mark.parametrize(
    ("pins", "pairs", "rest", "kind", "fix"),
    [
        (
            "a-x b-x",
            {"a-x": {"uren": 2}, "b-x": {"uren": 1.5}},
            {"plekken": {"x": {"capaciteit": 9, "uren": 3}}},
            "uren",
            edits.Hours("x", 350),
        ),
        (
            "a-x b-y",
            {"a-x": {"kosten": 30}, "b-y": {"kosten": 30}},
            {
                "plekken": {"x": {"budget": "TOP"}, "y": {"budget": "TOP"}},
                "budgetten": [{"id": "TOP", "bedrag": 50}],
            },
            "budget",
            edits.Money("TOP", 6000),
        ),
        (
            "a-x b-x",
            "a-x b-x",
            {"plekken": {"x": {"capaciteit": 2}}, "niet_samen": [["a", "b"]]},
            "niet_samen",
            edits.MayMeet("a", "b"),
        ),
        (
            "a-x b-y",
            "a-x b-y a-y b-x",
            {"samen": [["a", "b"]]},
            "samen",
            edits.MaySplit("a", "b"),
        ),
        (
            "a-x",
            "a-x b-x",
            {"plekken": {"x": {"capaciteit": 3, "minimum": 3}}},
            "minimum",
            edits.Minimum("x", 2),
        ),
        (
            "a-x b-x",
            "a-x b-x",
            {
                "plekken": {"x": {"capaciteit": 3, "hoogstens": {"rust": 1}}},
                "leerlingen": {
                    "a": {"kenmerken": ["rust"]},
                    "b": {"kenmerken": ["rust"]},
                },
            },
            "kenmerk",
            edits.Mix("x", "rust", 2),
        ),
        (
            "a-x",
            "a-x",
            {"leerlingen": {"a": {"verboden": ["x"]}}},
            "verboden",
            edits.Unban("a", "x"),
        ),
    ],
)
def test_each_kind_of_rule_is_named_with_its_smallest_repair(
    problem: Any, pins: str, pairs: Any, rest: Any, kind: str, fix: edits.Edit
) -> None:
    (clash,) = clashes(pinned(problem, pins, pairs, **rest))
    assert kind in [str(rule.soort) for rule in clash.regels]
    assert fix in repaired(clash)


def test_days_clash_and_can_be_moved(problem: Any) -> None:
    table = pinned(
        problem,
        "a-x",
        "a-x",
        leerlingen={"a": {"vroegst": "2027-03-01"}},
        plekken={"x": {"eind": "2027-02-01"}},
    )
    (clash,) = clashes(table)
    assert {str(rule.soort) for rule in clash.regels} == {"vast", "vroegst", "eind"}
    for fix in repaired(clash):
        assert is_feasible(apply(table, [fix]))


def test_a_pin_on_a_bridge_that_is_full(problem: Any) -> None:
    """Bridging places are limited too, and say so."""
    data = problem(
        "a b",
        "t",
        "a-t b-t",
        leerlingen={"a": {"vast": "t"}, "b": {"vast": "t"}},
        plekken={"t": {"soort": "overbrugging", "capaciteit": 1}},
    ) | {"peildatum": "2027-01-04"}
    (clash,) = clashes(read_instance(data))
    assert ("capaciteit", "t") in kinds(clash)


def test_no_rule_of_a_clash_can_be_missed(problem: Any) -> None:
    """Leaving any one of them out makes the rest possible."""
    table = pinned(
        problem,
        "a-x b-x c-x",
        {"a-x": {"uren": 2}, "b-x": {"uren": 0.5}, "c-x": {"uren": 2}},
        plekken={"x": {"capaciteit": 9, "uren": 3.5}},
    )
    (clash,) = clashes(table)
    others = [rule for rule in rules_of(table) if rule not in clash.regels]
    alone = leave_out(table, others)
    assert not is_feasible(alone)
    for rule in clash.regels:
        assert is_feasible(leave_out(alone, [rule]))


@pytest.mark.parametrize(
    ("place", "fix"),
    [
        ({"start": "2027-03-01"}, edits.OpenNow("x")),
        ({"instroom": ["2027-03-01"]}, edits.AnyDay("x")),
        ({"instroom": ["2026-11-16"], "eind": "2027-05-01"}, edits.AnyDay("x")),
        ({"eind": "2026-11-01"}, edits.PlaceExists("x", None, None)),
    ],
)
def test_a_day_of_a_place_is_repaired_by_itself(
    problem: Any, place: Any, fix: edits.Edit
) -> None:
    """Of first day, last day and moments only the one that clashes gives way."""
    table = pinned(
        problem,
        "a-x",
        "a-x",
        plekken={"x": place},
        peildatum="2026-11-23",
        horizon="2027-02-01",
    )
    (clash,) = clashes(table)
    assert clash.bevestigd
    assert repaired(clash) == [edits.Unpin("a"), fix]
    assert is_feasible(apply(table, [fix]))
