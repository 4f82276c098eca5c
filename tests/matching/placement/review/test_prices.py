"""A price is what a full new solve with that choice says, and its chain is a plan."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from matching.placement.errors import InstanceError
from matching.placement.reading import read_instance
from matching.placement.result import Status
from matching.placement.review.confirm import choice_edits, confirm_price
from matching.placement.review.difference import goal_changes
from matching.placement.review.edits import apply
from matching.placement.review.price import Reden, Zekerheid
from matching.placement.review.prices import prices
from matching.placement.solve import solve
from matching.placement.verify import verify

if TYPE_CHECKING:
    from matching.placement.instance import Instantie


def random_problem(seed: int, *, side: bool = False, days: bool = False) -> Any:
    """Return some pupils for too few seats, with hours or with days on request."""
    rng = random.Random(seed)
    size = 7 if side or days else 12
    pupils = [f"l{n:02}" for n in range(size)]
    places = [f"p{n}" for n in range(4)]
    data: dict[str, Any] = {
        "leerlingen": [{"id": id, "urgentie": rng.randint(0, 3)} for id in pupils],
        "plekken": [{"id": id, "capaciteit": rng.randint(1, 3)} for id in places],
        "paren": [
            {
                "leerling": pupil,
                "plek": place,
                "geschiktheid": rng.randint(-9, 9),
                "reistijd_min": rng.randint(5, 60),
            }
            for pupil in pupils
            for place in places
            if rng.random() < 0.6
        ],
        "vorig": {pupil: rng.choice(places) for pupil in pupils[:5]},
    }
    if side:
        data["niet_samen"] = [pupils[:2], pupils[2:4]]
        data["samen"] = [pupils[4:6]]
        data["plekken"][1] |= {"capaciteit": 3, "minimum": 2}
        for row in data["paren"]:
            row["uren"] = rng.choice([0.5, 1, 2])
        for row in data["plekken"]:
            row["uren"] = rng.choice([2, 3])
    if days:
        data["peildatum"] = "2027-01-04"
        data["doelen"] = ["urgent_geplaatst", "weken_thuis", "geschiktheid"]
        data["plekken"][0] |= {"start": "2027-03-01"}
        data["plekken"][1] |= {"perioden": [{"vanaf": "2027-05-03", "capaciteit": 4}]}
        data["plekken"].append(
            {"id": "t", "soort": "overbrugging", "capaciteit": 2, "verblijf_weken": 6}
        )
        data["paren"] += [{"leerling": id, "plek": "t"} for id in pupils[::2]]
    return data


def solved(instance: Instantie) -> Any:
    found = solve(instance, waarom=False)
    assert found.status in (Status.OPTIMAAL, Status.ONMOGELIJK)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_an_exact_price_is_what_a_full_solve_with_that_choice_says(seed: int) -> None:
    """For every pupil and every place, and for no place at all."""
    table = read_instance(random_problem(seed))
    proposal = solved(table)
    compared = 0
    for price in prices(table, proposal).all():
        assert price.zekerheid is Zekerheid.EXACT
        edits = choice_edits(table, price.leerling, price.plek)
        again = solved(apply(table, edits))
        if price.doelen is None:
            assert again.status is Status.ONMOGELIJK
            continue
        assert price.doelen == goal_changes(table, proposal, table, again)
        compared += 1
    assert compared > 20


@pytest.mark.parametrize("seed", [0, 1, 2, 4])
def test_a_confirmed_price_is_never_above_the_estimate(seed: int) -> None:
    """An estimate is a plan that exists, so solving again can only find better."""
    table = read_instance(random_problem(seed, side=True))
    proposal = solved(table)
    known = prices(table, proposal)
    seen = set()
    for price in list(known.all()):
        if price.huidig or price.uitsluiting:
            continue
        sure = confirm_price(table, proposal, price.leerling, price.plek)
        seen.add(price.zekerheid)
        assert sure.zekerheid in (Zekerheid.EXACT, Zekerheid.BEVESTIGD)
        assert sure.order <= price.order
        if price.zekerheid is Zekerheid.EXACT and price.kan:
            again = solved(
                apply(table, choice_edits(table, price.leerling, price.plek))
            )
            assert price.doelen == goal_changes(table, proposal, table, again)
    assert Zekerheid.SCHATTING in seen


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("days", [False, True])
def test_carrying_out_a_chain_gives_a_plan_that_keeps_every_rule(
    seed: int, days: bool
) -> None:
    """And that costs what was said; the verifier knows nothing of prices."""
    data = random_problem(seed, side=not days, days=days)
    table = read_instance(data)
    proposal = solved(table)
    for price in prices(table, proposal).all():
        if price.zelf is None:
            continue
        plan = dict(proposal.plaatsingen)
        for move in (price.zelf, *price.keten):
            assert move.van is not None
            assert move.naar is not None
            assert plan[move.leerling] == move.van.plek
            plan[move.leerling] = move.naar.plek
        if not days:
            assert verify(data, {"plaatsingen": plan}) == []


@pytest.mark.parametrize("seed", range(3))
def test_prices_with_days_are_confirmed_by_a_full_solve(seed: int) -> None:
    """Weeks at home are part of the price."""
    table = read_instance(random_problem(seed, days=True))
    proposal = solved(table)
    weeks = 0
    for price in prices(table, proposal).all():
        if price.zekerheid is Zekerheid.EXACT and price.kan:
            edits = choice_edits(table, price.leerling, price.plek)
            again = solved(apply(table, edits))
            assert price.doelen == goal_changes(table, proposal, table, again)
            weeks += sum(abs(move.weken) for move in price.keten)
    assert weeks >= 0


def test_the_chain_names_who_makes_room(on_table: Any) -> None:
    pairs = {
        "a-x": {"geschiktheid": 9},
        "a-y": {"geschiktheid": 1},
        "b-y": {"geschiktheid": 5},
        "b-z": {"geschiktheid": 1},
    }
    price = prices(*on_table("a b", "x y z", pairs)).at("a", "y")
    assert [(m.leerling, m.van.plek, m.naar.plek) for m in price.keten] == [
        ("b", "y", "z")
    ]
    assert dict(price.doelen)["geschiktheid"] == -12


def test_the_cheapest_choice_comes_first(on_table: Any) -> None:
    pairs = {f"a-p{n}": {"geschiktheid": n} for n in range(5)}
    found = prices(*on_table("a", "p0 p1 p2 p3 p4", pairs)).of("a")
    assert [price.plek for price in found] == ["p3", "p2", "p1", "p0", None]


def test_what_the_proposal_gives_is_told_apart(on_table: Any) -> None:
    price = prices(*on_table("a", "x", "a-x")).at("a", "x")
    assert price.huidig
    assert price.gelijk
    assert price.zelf is None


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        ({"leerlingen": {"a": {"vast": "y"}}}, Reden.VAST),
        ({"leerlingen": {"a": {"verboden": ["x"]}}}, Reden.VERBODEN),
        (
            {
                "leerlingen": {"a": {"vroegst": "2027-03-01"}},
                "plekken": {"x": {"eind": "2027-02-01"}},
            },
            Reden.TE_LAAT,
        ),
        ({"plekken": {"x": {"capaciteit": 0}}}, Reden.GEEN_PLAATSEN),
        ({"plekken": {"x": {"uren": 1}}}, Reden.UREN),
        (
            {
                "leerlingen": {"a": {"kenmerken": ["zwaar"]}},
                "plekken": {"x": {"hoogstens": {"zwaar": 0}}},
            },
            Reden.KENMERK,
        ),
        (
            {
                "plekken": {"x": {"budget": "TOP"}},
                "budgetten": [{"id": "TOP", "bedrag": 1}],
            },
            Reden.BUDGET,
        ),
        (
            {
                "peildatum": "2027-01-04",
                "plekken": {"x": {"instroom": ["2027-01-01"]}},
            },
            Reden.GEEN_INSTROOM,
        ),
    ],
)
def test_the_first_rule_that_fails_is_named(
    on_table: Any, rest: Any, reason: Reden
) -> None:
    pairs = {"a-x": {"uren": 2, "kosten": 3}, "a-y": {}}
    price = prices(*on_table("a", "x y", pairs, **rest)).at("a", "x")
    assert price.uitsluiting is not None
    assert price.uitsluiting.reden is reason
    assert not price.kan


def test_a_pair_that_is_not_there_is_named_as_such(on_table: Any) -> None:
    price = prices(*on_table("a", "x y", "a-x")).at("a", "y")
    assert price.uitsluiting is not None
    assert price.uitsluiting.reden is Reden.GEEN_PAAR


def test_a_seat_held_by_a_pin_cannot_be_had(on_table: Any) -> None:
    table = on_table("a b", "x", "a-x b-x", leerlingen={"b": {"vast": "x"}})
    price = prices(*table).at("a", "x")
    assert price.uitsluiting is None
    assert not price.kan
    assert price.zekerheid is Zekerheid.EXACT


def test_an_unproven_proposal_has_no_exact_estimates(on_table: Any) -> None:
    """Without proof a plan of equal value need not be the best."""
    hours = {"a-x": {"uren": 1}, "a-y": {}, "b-x": {"uren": 2}, "b-y": {}}
    table, proposal = on_table(
        *("a b", "x y", hours), plekken={"x": {"capaciteit": 2, "uren": 2}}
    )
    assert prices(table, proposal).at("a", "y").zekerheid is Zekerheid.EXACT
    unproven = replace(proposal, status=Status.HAALBAAR)
    assert prices(table, unproven).at("a", "y").zekerheid is Zekerheid.SCHATTING


def test_a_plan_that_is_not_the_best_has_estimates_only(on_table: Any) -> None:
    """A table may decide otherwise; what that makes possible is not proven."""
    pairs = {"a-x": {"geschiktheid": 9}, "a-y": {}}
    table, proposal = on_table("a", "x y", pairs)
    other = replace(proposal, plaatsingen={"a": "y"}, status=Status.HAALBAAR)
    found = prices(table, other).at("a", "x")
    assert found.zekerheid is Zekerheid.SCHATTING
    assert dict(found.doelen or ())["geschiktheid"] == 9


def test_a_plan_outside_the_rules_has_no_prices(on_table: Any) -> None:
    table, proposal = on_table("a b", "x y", "a-x b-y")
    other = replace(proposal, plaatsingen={"a": "y", "b": None})
    with pytest.raises(InstanceError, match='voorstel "a": y kan niet'):
        prices(table, other)


def test_without_a_lasting_place_a_pin_on_a_bridge_still_holds():
    table = read_instance(
        {
            "peildatum": "2026-11-23",
            "leerlingen": [{"id": "a", "vast": "brug"}],
            "plekken": [{"id": "p"}, {"id": "brug", "soort": "overbrugging"}],
            "paren": [
                {"leerling": "a", "plek": "p"},
                {"leerling": "a", "plek": "brug", "geschiktheid": -1},
            ],
        }
    )
    proposal = solve(table, waarom=False)
    told = prices(table, proposal).at("a", None)
    changed = apply(table, choice_edits(table, "a", None))
    again = solve(changed, waarom=False)
    assert again.as_dict()["overbrugging"]["a"]["plek"] == "brug"
    assert told.doelen == goal_changes(table, proposal, changed, again)
