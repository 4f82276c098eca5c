"""Money: amounts are read as people write them, added up, and never counted twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.casework.add_amount import add_budget, add_cost
from assistant.casework.costs import case_costs, costs_view
from assistant.casework.money import MOST_CENTS, read_cents, show_cents
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.bedrag import Bedrag
from models.errors import AppendOnlyError

if TYPE_CHECKING:
    from assistant.context import Context
    from tests.assistant.casework.region import Region

CENTS = st.integers(-MOST_CENTS, MOST_CENTS).filter(bool)


@given(CENTS)
def test_an_amount_that_is_shown_reads_back_the_same(cents: int) -> None:
    assert read_cents(show_cents(cents)) == cents


@pytest.mark.parametrize(
    ("tekst", "cents"),
    [
        ("1250", 125000),
        ("1.250,5", 125050),
        ("€ 4.000,-", 400000),
        ("-300", -30000),
        ("0,05", 5),
    ],
)
def test_an_amount_is_read_as_written(tekst: str, cents: int) -> None:
    assert read_cents(tekst) == cents


@pytest.mark.parametrize(
    "tekst", ["", "veel", "12.34", "1,2,3", "0", "1.000.000.000", "1e5", "12,345", "٣"]
)
def test_what_is_no_amount_is_refused(tekst: str) -> None:
    with pytest.raises(InputError):
        read_cents(tekst)


def test_spending_counts_against_its_own_commitment(
    ctx: Context, regio: Region
) -> None:
    one, two, who = regio.start(), regio.start(), regio.regisseur1
    how = {"bron": "school", "omschrijving": "Plaats"}
    add_budget(ctx, who, 2026, bedrag="10.000", **how)
    add_cost(ctx, one, who, 2026, soort="vastgelegd", bedrag="4000", **how)
    add_cost(ctx, one, who, 2026, soort="besteed", bedrag="1500", **how)
    add_cost(ctx, two, who, 2026, soort="besteed", bedrag="500", **how)
    (line,) = costs_view(ctx, who, 2026).bronnen
    assert (line.vastgelegd, line.besteed) == (400000, 200000)
    assert line.over == 550000
    assert costs_view(ctx, who, 2025).bronnen == ()
    add_cost(ctx, one, who, 2026, soort="vastgelegd", bedrag="-4000", **how)
    (line,) = costs_view(ctx, who, 2026).bronnen
    assert (line.vastgelegd, line.over) == (0, 800000)


def test_a_source_without_budget_has_nothing_left_to_tell(
    ctx: Context, regio: Region
) -> None:
    case, who = regio.start(), regio.regisseur1
    how = {"bron": "pgb", "omschrijving": "Begeleiding", "bedrag": "100"}
    add_cost(ctx, case, who, 2026, soort="vastgelegd", waarvoor="route:mdo", **how)
    view = costs_view(ctx, who, 2026)
    assert (view.bronnen[0].over, view.totaal.over) == (None, None)
    assert [row.naam for row in view.waarvoor] == [ctx.knowledge.routes["mdo"].naam]


@pytest.mark.parametrize(
    "wrong",
    [
        {"soort": "begroot"},
        {"bron": "buurman"},
        {"omschrijving": " "},
        {"omschrijving": "x" * 301},
        {"bedrag": "gratis"},
        {"waarvoor": "plek:nergens"},
        {"waarvoor": "route:nergens"},
    ],
)
def test_a_wrong_amount_stores_nothing(
    ctx: Context, regio: Region, wrong: dict[str, str]
) -> None:
    case, who = regio.start(), regio.regisseur1
    good = {"soort": "besteed", "bron": "pgb", "omschrijving": "Uren", "bedrag": "10"}
    with pytest.raises(InputError):
        add_cost(ctx, case, who, 2026, **good | wrong)
    assert case_costs(ctx, case, who) == []


def test_money_is_of_one_organisation(ctx: Context, regio: Region) -> None:
    case = regio.start()
    how = {"bron": "school", "omschrijving": "Plaats", "bedrag": "10"}
    add_cost(ctx, case, regio.regisseur1, 2026, soort="besteed", **how)
    other = regio.andere_regisseur
    assert costs_view(ctx, other, 2026).bedragen == ()
    with pytest.raises(NotFoundError):
        add_cost(ctx, case, other, 2026, soort="besteed", **how)
    with pytest.raises(NotAllowedError):
        costs_view(ctx, regio.zorg1, 2026)
    with pytest.raises(NotAllowedError, match="organisatie"):
        costs_view(ctx, replace(other, organisatie_id=None), 2026)


def test_an_amount_is_only_ever_added(ctx: Context, regio: Region) -> None:
    how = {"bron": "school", "omschrijving": "Plaats", "bedrag": "10"}
    row = add_budget(ctx, regio.regisseur1, 2026, **how)
    with pytest.raises(AppendOnlyError), ctx.store.unit_of_work() as uow:
        found = uow.session.get(Bedrag, row)
        assert found is not None
        found.bedrag_cent = 1
        uow.session.flush()
