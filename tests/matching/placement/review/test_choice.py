"""Fixed or free: every plan that is good enough, looked at one by one."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.review.choice import Keuzestand, Marge, vast_of_kiesbaar
from matching.placement.review.difference import goal_changes
from matching.placement.review.edits import Ban, apply
from matching.placement.solve import solve
from tests.bench.placement.generators import full


def answers(table: Any, *args: Any) -> dict[str, tuple[str, set[str | None]]]:
    return {
        one.leerling: (str(one.stand), set(one.plekken))
        for one in vast_of_kiesbaar(*table, *args)
    }


def test_equal_pupils_can_be_exchanged(on_table: Any) -> None:
    table = on_table("a b c", "x y z", "a-x a-y b-x b-y c-z")
    assert answers(table) == {
        "a": ("kiesbaar", {"x", "y"}),
        "b": ("kiesbaar", {"x", "y"}),
        "c": ("vast", {"z"}),
    }


def test_fit_makes_a_place_fixed_until_some_is_allowed(on_table: Any) -> None:
    pairs = {"a-x": {"geschiktheid": 5}, "a-y": {"geschiktheid": 3}, "b-y": {}}
    table = on_table("a b", "x y z", pairs | {"b-z": {}})
    assert answers(table)["a"] == ("vast", {"x"})
    assert answers(table, Marge(gelijk=1, speling=1))["a"] == ("vast", {"x"})
    near = answers(table, Marge(gelijk=1, speling=2))
    assert near["a"] == ("kiesbaar", {"x", "y"})


def test_a_pin_leaves_no_choice(on_table: Any) -> None:
    table = on_table("a", "x y", "a-x a-y", leerlingen={"a": {"vast": "x"}})
    assert answers(table) == {"a": ("vast", {"x"})}


def test_who_has_no_place_may_have_one_in_another_plan(on_table: Any) -> None:
    table = on_table("a b", "x", "a-x b-x")
    assert answers(table) == {
        "a": ("kiesbaar", {"x", None}),
        "b": ("kiesbaar", {"x", None}),
    }


def random_problem(seed: int, *, side: bool) -> Any:
    rng = random.Random(seed)
    pupils, places = [f"l{n}" for n in range(4)], [f"p{n}" for n in range(3)]
    return {
        "leerlingen": [{"id": id} for id in pupils],
        "plekken": [
            {"id": id, "capaciteit": rng.randint(1, 2), "uren": 3 if side else None}
            for id in places
        ],
        "paren": [
            {
                "leerling": pupil,
                "plek": place,
                "geschiktheid": rng.randint(0, 1),
                "uren": rng.choice([1, 2]) if side else 0,
            }
            for pupil in pupils
            for place in places
            if rng.random() < 0.7
        ],
        "doelen": ["urgent_geplaatst", "geschiktheid"],
    }


def plans(data: Any) -> Any:
    """Yield every plan within the rules with its two goal values."""
    fit = {(r["leerling"], r["plek"]): r for r in data["paren"]}
    pupils = [row["id"] for row in data["leerlingen"]]
    options = [[None, *(p for q, p in fit if q == id)] for id in pupils]
    for plan in itertools.product(*options):
        for row in data["plekken"]:
            here = [
                fit[id, p] for id, p in zip(pupils, plan, strict=True) if p == row["id"]
            ]
            if len(here) > row["capaciteit"]:
                break
            if row["uren"] is not None and sum(p["uren"] for p in here) > row["uren"]:
                break
        else:
            placed = [fit[id, p] for id, p in zip(pupils, plan, strict=True) if p]
            value = (len(placed), sum(pair["geschiktheid"] for pair in placed))
            yield dict(zip(pupils, plan, strict=True)), value


@pytest.mark.parametrize("marge", [Marge(), Marge(gelijk=1, speling=1)])
@pytest.mark.parametrize("side", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_choices_are_those_of_all_good_enough_plans(
    seed: int, side: bool, marge: Marge
) -> None:
    """Compared with trying everything."""
    data = random_problem(seed, side=side)
    table = read_instance(data)
    proposal = solve(table, waarom=False)
    every = list(plans(data))
    best = max(value for _, value in every)
    room = 0 if marge.gelijk is None else marge.speling
    good = [plan for plan, v in every if v[0] == best[0] and v[1] >= best[1] - room]
    for one in vast_of_kiesbaar(table, proposal, marge):
        real = {plan[one.leerling] for plan in good}
        assert set(one.plekken) <= real
        assert one.stand is not Keuzestand.ONBEKEND
        assert (one.stand is Keuzestand.KIESBAAR) == (len(real) > 1)
        if one.volledig:
            assert set(one.plekken) == real


@pytest.mark.parametrize("side", [False, True])
def test_without_time_everything_stays_unknown(side: bool) -> None:
    """Nothing is guessed, and prices take time too."""
    table = read_instance(random_problem(1, side=side))
    proposal = solve(table, waarom=False)
    found = vast_of_kiesbaar(table, proposal, tijdslimiet=0.0)
    assert {one.stand for one in found} == {Keuzestand.ONBEKEND}
    assert not any(one.volledig for one in found)


def test_who_is_asked_about_gets_the_same_answer_alone(on_table: Any) -> None:
    table = on_table("a b c", "x y z", "a-x a-y b-x b-y c-z")
    every = {one.leerling: one for one in vast_of_kiesbaar(*table)}
    alone = vast_of_kiesbaar(*table, leerlingen=["b", "nobody"])
    assert alone == (every["b"],)


@pytest.mark.parametrize("marge", [Marge(), Marge(gelijk=3, speling=4)])
@pytest.mark.parametrize("seed", range(3))
def test_with_every_rule_who_is_fixed_has_no_other_place_when_solved_again(
    seed: int, marge: Marge
) -> None:
    """Compared with forbidding each given place and solving the whole again."""
    table = read_instance(full(24, 6, 3, seed, time=True))
    table = replace(table, doelen=table.doelen[:4])
    proposal = solve(table, waarom=False)
    found = {one.leerling: one for one in vast_of_kiesbaar(table, proposal, marge)}
    assert {one.stand for one in found.values()} <= {"vast", "kiesbaar"}
    for pupil, place in proposal.plaatsingen.items():
        if place is None:
            continue
        again = solve(apply(table, [Ban(pupil, place)]), waarom=False)
        changes = goal_changes(table, proposal, table, again)
        is_free = marge.holds(changes)
        assert (found[pupil].stand is Keuzestand.KIESBAAR) == is_free, changes


def test_an_earlier_proposal_that_is_no_goal_says_nothing() -> None:
    """A question stays near the plan on the table; that makes nobody fixed."""
    table = read_instance(
        {
            "leerlingen": [{"id": "a"}, {"id": "b"}],
            "plekken": [{"id": id, "capaciteit": 1, "uren": 1} for id in "xy"],
            "paren": [
                {"leerling": pupil, "plek": place, "uren": 1}
                for pupil in "ab"
                for place in "xy"
            ],
            "samen": [],
            "niet_samen": [["a", "b"]],
            "vorig": {"a": "x", "b": "y"},
            "doelen": ["urgent_geplaatst"],
        }
    )
    found = vast_of_kiesbaar(table, solve(table, waarom=False))
    assert {one.stand for one in found} == {Keuzestand.KIESBAAR}
