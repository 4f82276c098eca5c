"""The value of one more seat is what a full solve with that seat gains."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from matching.placement.instance import Doel
from matching.placement.reading import read_instance
from matching.placement.result import Status
from matching.placement.review.difference import goal_changes
from matching.placement.review.edits import ExtraSeats, apply
from matching.placement.review.price import Zekerheid
from matching.placement.review.seat_values import seat_values
from matching.placement.review.shortage import unmet_demand
from matching.placement.solve import solve


def random_core(seed: int, *, days: bool = False) -> Any:
    rng = random.Random(seed)
    pupils = [f"l{n:02}" for n in range(14)]
    places = [f"p{n}" for n in range(6)]
    data: dict[str, Any] = {
        "leerlingen": [{"id": id, "urgentie": rng.randint(0, 3)} for id in pupils],
        "plekken": [{"id": id, "capaciteit": rng.randint(0, 2)} for id in places],
        "paren": [
            {
                "leerling": pupil,
                "plek": place,
                "geschiktheid": rng.randint(-9, 9),
                "reistijd_min": rng.randint(5, 60),
            }
            for pupil in pupils
            for place in places
            if rng.random() < 0.4
        ],
    }
    if days:
        data |= {
            "peildatum": "2027-01-04",
            "doelen": ["urgent_geplaatst", "weken_thuis", "geschiktheid"],
        }
        for row in data["plekken"][::2]:
            row["perioden"] = [{"vanaf": "2027-05-03", "capaciteit": rng.randint(1, 3)}]
        data["plekken"][1]["start"] = "2027-03-01"
    return data


@pytest.mark.parametrize("days", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_the_value_of_a_seat_is_what_a_full_solve_gains(seed: int, days: bool) -> None:
    """For every place, also for those that are not told because nothing changes."""
    table = read_instance(random_core(seed, days=days))
    proposal = solve(table, waarom=False)
    told = {(one.plek, one.vanaf): one for one in seat_values(table, proposal)}
    for place in table.plekken:
        days_told = [day for id, day in told if id == place.id] or [None]
        for day in days_told:
            wider = apply(table, [ExtraSeats(place.id, 1, day)])
            again = solve(wider, waarom=False)
            assert again.status is Status.OPTIMAAL
            gained = goal_changes(table, proposal, wider, again)
            one = told.get((place.id, day))
            if one is None:
                assert not any(grew for _, grew in gained)
            else:
                assert one.doelen == gained
                assert one.zekerheid is not Zekerheid.SCHATTING
    assert told


def test_a_seat_counts_pupils_placed_and_says_who_moves(on_table: Any) -> None:
    """b waits for x only; a can go to y when there is a seat."""
    table = on_table(
        *("a b", "x y", "a-x a-y b-x"),
        leerlingen={"a": {"urgentie": 1}},
        plekken={"y": {"capaciteit": 0}},
    )
    values = {one.plek: one for one in seat_values(*table)}
    assert {place: one.geplaatst for place, one in values.items()} == {"x": 1, "y": 1}
    chain = {move.leerling: move.naar.plek for move in values["y"].keten if move.naar}
    assert chain == {"a": "y", "b": "x"}


def test_a_seat_that_only_hours_keep_empty_is_worth_nothing(on_table: Any) -> None:
    """The hours were said by the seats; with one seat more they bind."""
    table = on_table(
        *("a b", "x", {"a-x": {"uren": 2}, "b-x": {"uren": 2}}),
        plekken={"x": {"uren": 3}},
    )
    assert seat_values(*table) == ()


def test_a_seat_can_save_weeks_at_home(on_table: Any) -> None:
    """x has room from May on; one more seat now lets a begin now."""
    table = on_table(
        *("a", "x", "a-x"),
        plekken={
            "x": {
                "capaciteit": 0,
                "perioden": [{"vanaf": "2027-05-03", "capaciteit": 1}],
            }
        },
        peildatum="2027-01-04",
        doelen=["urgent_geplaatst", "weken_thuis"],
    )
    (value,) = seat_values(*table)
    assert (value.geplaatst, value.weken) == (0, 17)


def test_where_side_rules_bite_seats_are_solved_again(on_table: Any) -> None:
    table = on_table(
        *(
            "a b c",
            "x y",
            {"a-x": {"uren": 1}, "b-x": {"uren": 2}, "c-y": {}, "a-y": {}},
        ),
        plekken={"x": {"uren": 2.5}},
    )
    found = seat_values(*table)
    assert all(one.zekerheid is not Zekerheid.SCHATTING for one in found)


def kinds(table: Any, names: dict[str, str]) -> Any:
    instance, _ = table
    wider = replace(
        instance,
        plekken=tuple(replace(r, voorziening=names[r.id]) for r in instance.plekken),
    )
    return wider, solve(wider, waarom=False)


def test_of_which_kind_there_are_too_few(on_table: Any) -> None:
    """c and d both wait for a structuurklas, d for nothing else."""
    table = kinds(
        on_table("a b c d", "x y", "a-x b-y c-x c-y d-x"),
        {"x": "structuurklas", "y": "dso"},
    )
    found = {one.voorziening: one for one in unmet_demand(*table)}
    assert found["structuurklas"].leerlingen == ("c", "d")
    assert found["structuurklas"].alleen_hier == ("d",)
    assert len(found["dso"].leerlingen) == 1


def test_nothing_is_short_when_all_are_placed(on_table: Any) -> None:
    assert unmet_demand(*kinds(on_table("a", "x", "a-x"), {"x": "dso"})) == ()


def test_goals_tell_which_seat_is_worth_most(on_table: Any) -> None:
    table = on_table(
        *("a b c", "x y z", "a-x b-x c-y c-z"),
        leerlingen={"b": {"urgentie": 4}, "a": {"urgentie": 2}},
        plekken={"y": {"capaciteit": 0}, "z": {"capaciteit": 0}},
    )
    found = seat_values(*table)
    assert found[0].plek == "x"
    assert found[0].doelen[0] == (Doel.URGENT_GEPLAATST, 3)
