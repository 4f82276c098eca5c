"""What holds for every problem, with every rule there is, days and bridges included."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from matching.placement.reading import read_instance
from matching.placement.result import Status
from matching.placement.review.confirm import choice_edits
from matching.placement.review.difference import goal_changes
from matching.placement.review.edits import apply
from matching.placement.review.price import Zekerheid, loss
from matching.placement.review.prices import prices
from matching.placement.solve import solve
from matching.placement.verify import verify
from tests.matching.placement.test_against_brute_force import instances
from tests.matching.placement.test_days_against_brute_force import (
    instances as instances_with_days,
)

SOME = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check(data: dict[str, Any]) -> None:
    """Compare every price of a small problem with solving it again."""
    table = read_instance(data)
    proposal = solve(table, waarom=False)
    if proposal.status is not Status.OPTIMAAL:
        return
    for price in prices(table, proposal).all():
        if price.uitsluiting is not None or price.huidig:
            continue
        again = solve(
            apply(table, choice_edits(table, price.leerling, price.plek)), waarom=False
        )
        if price.doelen is None:
            if price.zekerheid is Zekerheid.EXACT:
                assert again.status is Status.ONMOGELIJK
            continue
        assert again.status is Status.OPTIMAAL
        real = goal_changes(table, proposal, table, again)
        told = [loss(*row) for row in price.doelen]
        assert told >= [0] * len(told)
        assert told >= [loss(*row) for row in real]
        if price.zekerheid is Zekerheid.EXACT:
            assert price.doelen == real


@SOME
@given(instances())
def test_no_price_is_below_a_full_solve_and_an_exact_one_equals_it(
    data: dict[str, Any],
) -> None:
    check(data)


@SOME
@given(instances(uniform=True))
def test_where_all_rules_are_seats_every_price_equals_a_full_solve(
    data: dict[str, Any],
) -> None:
    check(data)


@SOME
@given(instances_with_days())
def test_prices_hold_with_days_bridges_and_groups(data: dict[str, Any]) -> None:
    check(data)


@SOME
@given(instances_with_days())
def test_a_chain_is_a_plan_that_the_verifier_accepts(data: dict[str, Any]) -> None:
    """Each price is carried out, with its days, and checked on every rule."""
    table = read_instance(data)
    proposal = solve(table, waarom=False)
    if proposal.status is not Status.OPTIMAAL:
        return
    document = proposal.as_dict()
    for price in prices(table, proposal).all():
        if price.zelf is None:
            continue
        plan = {key: dict(document[key]) for key in KEYS if key in document}
        for move in (price.zelf, *price.keten):
            stand = move.naar
            assert stand is not None
            plan["plaatsingen"][move.leerling] = stand.plek
            if "begin" in plan:
                plan["begin"][move.leerling] = stand.begin and str(stand.begin)
                plan["overbrugging"][move.leerling] = stand.brug and {
                    "plek": stand.brug,
                    "begin": str(stand.brug_begin),
                    "eind": str(stand.brug_eind),
                }
        assert verify(data, plan) == []


KEYS = ("plaatsingen", "begin", "overbrugging")


@pytest.mark.parametrize("edit", ["pin", "ban"])
def test_asking_changes_nothing(on_table: Any, edit: str) -> None:
    """The problem and the proposal on the table are as they were."""
    from matching.placement.review import edits
    from matching.placement.review.what_if import what_if

    table, proposal = on_table("a b", "x y", "a-x a-y b-x b-y")
    before = proposal.as_dict()
    change = {"pin": edits.Pin("a", "y"), "ban": edits.Ban("a", "x")}[edit]
    what_if(table, proposal, [change])
    assert proposal.as_dict() == before
    assert all(row.vast is None and not row.verboden for row in table.leerlingen)
