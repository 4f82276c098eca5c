"""Every generated problem is a valid instance, the same for the same seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from matching.placement.model import build_model
from matching.placement.reading import read_instance
from matching.placement.structure import find_structure
from tests.bench.placement.gap import generalised
from tests.bench.placement.generators import core, full, preferences

if TYPE_CHECKING:
    from collections.abc import Callable

MAKERS: dict[str, Callable[[int], dict[str, Any]]] = {
    "core": lambda seed: core(30, 6, 2.5, seed),
    "full": lambda seed: full(60, 10, 4, seed),
    "full with days": lambda seed: full(60, 10, 4, seed, time=True),
    "preferences": lambda seed: preferences(30, 6, 3, seed),
    "assignment C": lambda seed: generalised("C", 20, 4, seed),
    "assignment E": lambda seed: generalised("E", 20, 4, seed),
}


@pytest.mark.parametrize("name", MAKERS)
def test_problem_is_valid_and_repeatable(name: str) -> None:
    """It reads, has options, and another seed gives another problem."""
    make = MAKERS[name]
    assert make(3) == make(3)
    assert make(3) != make(4)
    model = build_model(read_instance(make(3)))
    assert len(model.options) > len(model.pupils)
    assert len(model.goals) == len(make(3).get("doelen", [0] * 4))


def test_core_and_wishes_are_seats_only_and_the_others_are_not() -> None:
    """So each is measured on the engine that it is meant for."""
    seats = {
        name: find_structure(build_model(read_instance(make(1)))).is_core
        for name, make in MAKERS.items()
    }
    assert seats == {
        "core": True,
        "full": False,
        "full with days": False,
        "preferences": True,
        "assignment C": False,
        "assignment E": False,
    }


def test_full_has_every_rule() -> None:
    """A rule that is missing would not be measured."""
    data = full(60, 10, 4, time=True)
    places = {key for row in data["plekken"] for key in row}
    pairs = {key for row in data["paren"] for key in row}
    assert places >= {"uren", "budget", "hoogstens", "minimum", "instroom", "perioden"}
    assert {row.get("soort") for row in data["plekken"]} == {None, "overbrugging"}
    assert pairs >= {"uren", "kosten", "vanaf", "wens", "afstand"}
    assert data["niet_samen"] and data["samen"] and data["budgetten"]


def test_wishes_are_ranked_without_gaps() -> None:
    """Deferred acceptance needs a full list per pupil."""
    wishes: dict[str, list[int]] = {}
    for row in preferences(20, 6, 3)["paren"]:
        wishes.setdefault(row["leerling"], []).append(row["wens"])
    assert all(sorted(w) == list(range(1, len(w) + 1)) for w in wishes.values())
