"""After a refusal: placed first, then as few moves as can be, then fit."""

from __future__ import annotations

from typing import Any

import pytest

from matching.placement.errors import InstanceError
from matching.placement.review import edits
from matching.placement.review.replan import replan
from matching.placement.review.what_if import what_if

FIT = {
    "a-x": {"geschiktheid": 9},
    "a-y": {"geschiktheid": 8},
    "a-z": {"geschiktheid": 1},
    "b-y": {"geschiktheid": 9},
    "b-x": {"geschiktheid": 9},
    "c-z": {"geschiktheid": 1},
}


def test_fewer_pupils_move_than_fit_alone_would_move(on_table: Any) -> None:
    """a may no longer go to x: swapping a and b fits best, but only a must move."""
    table = on_table("a b c", "x y z", FIT, plekken={"z": {"capaciteit": 2}})
    assert table[1].plaatsingen == {"a": "x", "b": "y", "c": "z"}
    refusal = [edits.Ban("a", "x")]
    best_fit = what_if(*table, refusal)
    assert {one.leerling for one in best_fit.verschil.verplaatsingen} == {"a", "b"}
    plan = replan(*table, refusal)
    assert plan.verschoven == ("a",)
    assert plan.voorstel.plaatsingen == {"a": "z", "b": "y", "c": "z"}


def test_being_placed_goes_before_staying(on_table: Any) -> None:
    """A lost seat leaves room for both only when the other moves too."""
    table = on_table("a b", "x y", "a-x a-y b-x", plekken={"x": {"capaciteit": 2}})
    plan = replan(*table, [edits.ExtraSeats("x", -1)])
    assert plan.voorstel.plaatsingen == {"a": "y", "b": "x"}


def test_an_accepted_place_stays(on_table: Any) -> None:
    """Even where moving it would place one more pupil."""
    table = on_table("a b", "x y", "a-x a-y b-x", plekken={"x": {"capaciteit": 2}})
    plan = replan(*table, [edits.ExtraSeats("x", -1)], ["a"])
    assert plan.voorstel.plaatsingen == {"a": "x", "b": None}
    assert plan.verschoven == ("b",)


def test_who_withdrew_needs_no_place(on_table: Any) -> None:
    table = on_table("a b", "x", "a-x b-x")
    plan = replan(*table, [edits.Withdraw("a")], ["a"])
    assert plan.voorstel.plaatsingen == {"b": "x"}


def test_only_a_place_can_be_accepted(on_table: Any) -> None:
    table = on_table("a b", "x", "a-x b-x")
    with pytest.raises(InstanceError, match='geaccepteerd "b"'):
        replan(*table, [], ["b"])


def test_accepted_places_that_no_longer_fit_clash(on_table: Any) -> None:
    table = on_table("a b", "x", "a-x b-x", plekken={"x": {"capaciteit": 2}})
    plan = replan(*table, [edits.Seats("x", 1)], ["a", "b"])
    assert plan.verschil is None
    (clash,) = plan.botsingen
    assert len(clash.regels) == 3
