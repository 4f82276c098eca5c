"""What if: the difference with the proposal on the table, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matching.placement.engines import REGION
from matching.placement.instance import Leerling, Paar
from matching.placement.reading import read_instance
from matching.placement.result import Status
from matching.placement.review import edits
from matching.placement.review.what_if import what_if
from matching.placement.solve import solve
from tests.bench.placement.generators import full

FIT = {
    "a-x": {"geschiktheid": 9},
    "a-y": {"geschiktheid": 1},
    "b-y": {"geschiktheid": 5},
    "b-z": {"geschiktheid": 1},
}


def moves(answer: Any) -> dict[str, tuple[str | None, str | None]]:
    """Return who moves from where to where."""
    return {
        one.leerling: (
            None if one.van is None else one.van.plek,
            None if one.naar is None else one.naar.plek,
        )
        for one in answer.verschil.verplaatsingen
    }


def test_a_pin_tells_who_moves_and_what_it_costs(on_table: Any) -> None:
    table = on_table("a b", "x y z", FIT)
    answer = what_if(*table, [edits.Pin("a", "y")])
    assert moves(answer) == {"a": ("x", "y"), "b": ("y", "z")}
    goals = {goal.doel: goal.verschil for goal in answer.verschil.doelen}
    assert goals == {"urgent_geplaatst": 0, "geschiktheid": -12, "reistijd": 0}
    assert answer.verschil.beter is False
    assert answer.bevestigd


def test_a_change_that_matters_to_nobody_moves_nobody(on_table: Any) -> None:
    table = on_table("a b", "x y z", FIT)
    answer = what_if(*table, [edits.ExtraSeats("z", 1)])
    assert moves(answer) == {}
    assert answer.verschil.beter is None


def test_ties_are_not_drawn_again(on_table: Any) -> None:
    """Only who loses its place moves, though the draw would move all."""
    table = on_table("a b c", "x y z", "a-x a-y a-z b-x b-y b-z c-x c-y c-z")
    assert table[1].plaatsingen == {"a": "x", "b": "y", "c": "z"}
    answer = what_if(*table, [edits.Withdraw("a")])
    assert moves(answer) == {"a": ("x", None)}
    assert answer.verschil.verplaatsingen[0].naar is None


def test_one_more_group_places_who_had_none(on_table: Any) -> None:
    table = on_table("a b", "x", "a-x b-x")
    answer = what_if(*table, [edits.OpenLike("x", "x2")])
    assert moves(answer) == {"b": (None, "x2")}
    assert (answer.verschil.geplaatst_eerst, answer.verschil.geplaatst_dan) == (1, 2)


def test_who_arrives_is_new_on_the_list(on_table: Any) -> None:
    table = on_table("a", "x", "a-x")
    arrives = edits.Arrive(Leerling("n", urgentie=5), (Paar("n", "x"),))
    answer = what_if(*table, [arrives])
    assert moves(answer) == {"a": ("x", None), "n": (None, "x")}
    assert answer.verschil.verplaatsingen[1].van is None


def test_pins_that_clash_are_told_with_repairs(on_table: Any) -> None:
    table = on_table("a b", "x", "a-x b-x")
    answer = what_if(*table, [edits.Pin("a", "x"), edits.Pin("b", "x")])
    assert answer.verschil is None
    assert answer.voorstel.status is Status.ONMOGELIJK
    (clash,) = answer.botsingen
    assert [fix.edit for fix in clash.reparaties] == [
        edits.Unpin("a"),
        edits.Unpin("b"),
        edits.ExtraSeats("x", 1),
    ]


def test_a_region_that_holds_on_to_an_earlier_plan_keeps_that_goal(
    on_table: Any,
) -> None:
    """The change is weighed against the earlier plan, not the one on the table."""
    table = on_table("a b", "x y", "a-x a-y b-x b-y", vorig={"a": "y", "b": "x"})
    assert table[1].plaatsingen == {"a": "y", "b": "x"}
    answer = what_if(*table, [edits.Pin("a", "x")])
    assert [goal.verschil for goal in answer.verschil.doelen][-1] == 2


def test_days_that_are_as_good_stay_as_they_were() -> None:
    """A bridge of two weeks is as good now as later; another change moves nobody."""
    data = {
        "peildatum": "2026-11-23",
        "horizon": "2027-03-01",
        "leerlingen": [{"id": "a"}, {"id": "b"}],
        "plekken": [
            {"id": "x", "capaciteit": 0},
            {
                "id": "o",
                "soort": "overbrugging",
                "capaciteit": 1,
                "verblijf_weken": 2,
                "perioden": [{"vanaf": "2027-01-04", "capaciteit": 2}],
            },
        ],
        "paren": [
            {"leerling": "a", "plek": "o"},
            {"leerling": "b", "plek": "o", "vanaf": "2027-01-04"},
            {"leerling": "b", "plek": "x"},
        ],
        "doelen": ["urgent_geplaatst", "weken_thuis"],
    }
    instance = read_instance(data)
    proposal = solve(instance)
    assert proposal.planning is not None
    bridge = proposal.planning.overbrugging["a"]
    assert bridge is not None
    later = replace(
        proposal,
        planning=replace(
            proposal.planning,
            overbrugging={
                **proposal.planning.overbrugging,
                "a": replace(bridge, begin=date(2027, 1, 4), eind=date(2027, 1, 17)),
            },
        ),
    )
    for before in (proposal, later):
        answer = what_if(instance, before, [edits.ExtraSeats("x", 1)])
        assert answer.verschil is not None
        assert [one.leerling for one in answer.verschil.verplaatsingen] == ["b"]


@pytest.mark.parametrize("region", [REGION, 0])
@pytest.mark.parametrize("seconds", [0.01, 0.2])
def test_one_more_seat_is_never_told_as_worse_however_short_the_time(
    region: int, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan on the table is still allowed, so nothing worse is an answer."""
    instance = read_instance(full(120, 40, 8, time=True))
    proposal = solve(instance, waarom=False, tijdslimiet=2)
    seat = next(row.id for row in instance.plekken if row.capaciteit)
    monkeypatch.setattr("matching.placement.engines.REGION", region)
    change = [edits.ExtraSeats(seat, 1)]
    answer = what_if(instance, proposal, change, tijdslimiet=seconds)
    assert answer.verschil is not None
    assert answer.verschil.beter is not False
