"""Lists of cases: in order, page by page, and no slower per query with more cases."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from assistant.casework.case_lists import Lijstkeuze, case_page, list_cases
from assistant.casework.cases import case_view
from assistant.casework.inbox import inbox, task_overview
from assistant.casework.kijker import SYSTEEM, Kijker
from assistant.casework.people import create_user
from assistant.casework.record_answers import record_answers
from assistant.casework.start_case import start_case
from assistant.casework.tasks import create_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.context import Context

ALL = {"alles": Lijstkeuze()}


@contextmanager
def counted(ctx: Context) -> Iterator[list[str]]:
    """Yield a list that gets every statement sent to the database."""
    seen: list[str] = []

    def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(ctx.store.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(ctx.store.engine, "before_cursor_execute", note)


@pytest.fixture
def lead(ctx: Context) -> Kijker:
    """Return the regisseur of every case that is started after this."""
    user = create_user(ctx, naam="Test Regisseur", rol="regisseur")
    return Kijker(
        rol=user.rol,
        naam=user.naam,
        gebruiker_id=user.id,
        aanstelling_id=user.aanstelling_id,
        organisatie_id=user.organisatie_id,
        organisatie_soort=user.organisatie_soort,
    )


def add_cases(ctx: Context, count: int) -> list[str]:
    """Add cases with answers and a task each."""
    made = []
    for number in range(count):
        case = start_case(ctx, rol="zorgcoordinator", door="Test")
        record_answers(
            ctx,
            case,
            {
                "verzuim_sinds": ctx.today() - timedelta(days=200 + number),
                "leeftijd": 9 + number % 9,
            },
            rol="zorgcoordinator",
            via="formulier",
        )
        create_task(ctx, case, "document", False, "Stuur het OPP op.")
        made.append(case)
    return made


PAGES: dict[str, Callable[[Context, Kijker, str], object]] = {
    "start": lambda ctx, kijker, _: case_page(ctx, kijker, ALL, ["alles"]),
    "eerst": lambda ctx, kijker, _: task_overview(ctx, kijker, 5),
    "taken": lambda ctx, kijker, _: inbox(ctx, kijker, "mijn"),
    "te laat": lambda ctx, kijker, _: inbox(ctx, kijker, "te_laat"),
    "casus": lambda ctx, kijker, case: case_view(ctx, case, kijker),
    "api": lambda ctx, kijker, _: list_cases(ctx, kijker, limit=100),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_number_of_queries_does_not_grow_with_the_cases(
    ctx: Context, lead: Kijker, page: str
) -> None:
    (first, *_) = add_cases(ctx, 3)
    PAGES[page](ctx, lead, first)  # what is kept from the first time does not count
    with counted(ctx) as few:
        PAGES[page](ctx, lead, first)
    add_cases(ctx, 30)
    with counted(ctx) as many:
        PAGES[page](ctx, lead, first)
    assert len(many) == len(few)


def test_a_list_comes_page_by_page_without_losing_or_repeating_a_case(
    ctx: Context, lead: Kijker
) -> None:
    made = add_cases(ctx, 57)
    seen: list[str] = []
    for blad in (1, 2, 3):
        page = case_page(ctx, lead, ALL, ["alles"], blad=blad)
        assert (page.bladzijde, page.bladzijden) == (blad, 3)
        seen += [row.id for row in page.rijen]
    # Longest at home first: each next one was made a day longer at home.
    assert seen == made[::-1]
    assert case_page(ctx, lead, ALL, ["alles"], blad=99).bladzijde == 3
    assert case_page(ctx, lead, ALL, ["alles"], blad=-1).bladzijde == 1


def test_what_is_urgent_comes_first_then_a_near_clock_then_the_wait(
    ctx: Context, lead: Kijker
) -> None:
    made = add_cases(ctx, 4)
    # Past the clock of four weeks, and far before that of three months.
    short = ctx.today() - timedelta(days=50)
    record_answers(ctx, made[0], {"verzuim_sinds": short}, rol="ouder", via="formulier")
    record_answers(
        ctx,
        made[1],
        {"datum_signaal": ctx.today() - timedelta(days=1)},
        rol="ouder",
        via="formulier",
    )
    create_task(ctx, made[2], "terugbellen", True, "Bel nu.")
    rows = list_cases(ctx, lead)
    assert [row.id for row in rows] == [made[2], made[1], made[3], made[0]]
    assert rows[1].klok == ctx.today() + timedelta(days=1)
    assert rows[0].urgent


def test_an_age_grows_with_the_years_since_it_was_told(
    ctx: Context, lead: Kijker
) -> None:
    from dataclasses import replace

    (case,) = add_cases(ctx, 1)
    told = case_view(ctx, case, lead).rij.leeftijd
    assert told == 9
    # The answer was given at the moment of the clock, not on the peildatum.
    later = replace(ctx, peildatum=ctx.now().date() + timedelta(days=800))
    assert case_view(later, case, SYSTEEM).rij.leeftijd == told + 2
