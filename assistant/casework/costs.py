"""What routes and places cost: per source, committed against budget, per year.

Rows, no bookkeeping: an amount is only ever added, and a mistake is put right by an
amount with the opposite sign. What is spent on a pupil or place counts against what
was committed for it, so that nothing is counted twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.mandate import require_lead, require_mandate
from assistant.errors import NotAllowedError
from knowledge.leven import schooljaar_naam
from models.bedrag import (
    Bedrag,
    BedragSoort,
    amounts_of,
    amounts_of_case,
    sums_of,
)
from models.voorziening import Voorziening, all_provisions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.bedrag import Som
    from models.store import UnitOfWork

STEP = "kosten"
AT_ONCE = 50
"""How many amounts a page lists."""


@dataclass(frozen=True)
class MoneyLine:
    """The money of one source, or of one route or place, in cents.

    ``over`` is what the budget still has; None when there is no budget.
    """

    naam: str
    begroot: int
    vastgelegd: int
    besteed: int
    over: int | None


@dataclass(frozen=True)
class AmountView:
    """One amount, in cents."""

    id: int
    schooljaar: str
    bron: str
    soort: str
    bedrag: int
    omschrijving: str
    casus_id: str | None
    waarvoor: str | None
    door: str
    op: datetime


@dataclass(frozen=True)
class CostsView:
    """The money of one school year."""

    jaar: int
    schooljaar: str
    bronnen: tuple[MoneyLine, ...]
    totaal: MoneyLine
    waarvoor: tuple[MoneyLine, ...]
    bedragen: tuple[AmountView, ...]
    volgende: int | None
    """How many amounts come before the next page; None on the last page."""


def costs_view(ctx: Context, kijker: Kijker, jaar: int, *, vanaf: int = 0) -> CostsView:
    """Return budget, commitments and spending of a school year.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who looks; sees the money of the own organisation.
    jaar
        Calendar year in which the school year begins.
    vanaf
        How many of the newest amounts to pass over in the list.

    Raises
    ------
    NotAllowedError
        When the role may not, or the viewer is of no organisation.
    """
    party_id = require_purse(ctx, kijker)
    name = schooljaar_naam(jaar)
    with ctx.store.reading() as uow:
        sums = sums_of(uow.session, party_id, name)
        rows = amounts_of(uow.session, party_id, name, AT_ONCE + 1, vanaf)
        names = {row.id: row.naam for row in ctx.knowledge.financiering.values()}
        per_source = _lines(sums, lambda one: names.get(one.bron, one.bron))
        costs = [one for one in sums if one.soort is not BedragSoort.BEGROOT]
        per_goal = _lines(costs, lambda one: _goal(ctx, uow, one) or "Overig")
        return CostsView(
            jaar=jaar,
            schooljaar=name,
            bronnen=per_source,
            totaal=_total(per_source),
            waarvoor=per_goal,
            bedragen=tuple(_view(ctx, uow, row) for row in rows[:AT_ONCE]),
            volgende=vanaf + AT_ONCE if len(rows) > AT_ONCE else None,
        )


def all_amounts(ctx: Context, kijker: Kijker, jaar: int) -> list[AmountView]:
    """Return every amount of a school year, oldest first, for a file; logged."""
    party_id, year = require_purse(ctx, kijker), schooljaar_naam(jaar)
    with ctx.store.unit_of_work() as uow:
        rows = amounts_of(uow.session, party_id, year, None)
        log(
            ctx,
            uow,
            "kosten_meegenomen",
            "organisatie",
            party_id,
            door=kijker.naam,
            schooljaar=year,
        )
        return [_view(ctx, uow, row) for row in reversed(rows)]


def case_costs(ctx: Context, casus_id: str, kijker: Kijker) -> list[AmountView]:
    """Return what the organisation of the viewer pays for a case.

    Raises
    ------
    NotFoundError, NotAllowedError
        When the case is not in sight, or the role may not.
    """
    party_id = require_purse(ctx, kijker)
    require_lead(ctx, kijker, casus_id, STEP)
    with ctx.store.reading() as uow:
        rows = amounts_of_case(uow.session, party_id, casus_id)
        return [_view(ctx, uow, row) for row in rows]


def place_names(ctx: Context) -> list[tuple[str, str]]:
    """Return the provisions that take pupils as id and name, by name."""
    with ctx.store.reading() as uow:
        return [(row.id, row.naam) for row in all_provisions(uow.session)]


def require_purse(ctx: Context, kijker: Kijker) -> str:
    """Return the organisation whose money this viewer keeps.

    Raises
    ------
    NotAllowedError
        When the role may not, or the viewer is of no organisation.
    """
    require_mandate(ctx, kijker, STEP)
    if kijker.organisatie_id is None:
        raise NotAllowedError("Kosten horen bij een organisatie. Log daar in.")
    return kijker.organisatie_id


def _lines(sums: Iterable[Som], name_of: Callable[[Som], str]) -> tuple[MoneyLine, ...]:
    """Add up per name, by name; commitments and spending per thing paid for."""
    budget: dict[str, int] = defaultdict(int)
    goals: dict[str, dict[tuple[str | None, ...], dict[BedragSoort, int]]] = {}
    for one in sums:
        name = name_of(one)
        mine = goals.setdefault(name, {})
        if one.soort is BedragSoort.BEGROOT:
            budget[name] += one.cent
            continue
        goal = (one.bron, one.casus_id, one.voorziening_id, one.route)
        kinds = mine.setdefault(goal, {})
        kinds[one.soort] = kinds.get(one.soort, 0) + one.cent
    return tuple(
        _line(name, budget.get(name), list(goals[name].values()))
        for name in sorted(goals, key=str.casefold)
    )


def _line(
    name: str, budget: int | None, goals: list[dict[BedragSoort, int]]
) -> MoneyLine:
    committed = sum(kinds.get(BedragSoort.VASTGELEGD, 0) for kinds in goals)
    spent = sum(kinds.get(BedragSoort.BESTEED, 0) for kinds in goals)
    taken = sum(
        max(kinds.get(BedragSoort.VASTGELEGD, 0), kinds.get(BedragSoort.BESTEED, 0))
        for kinds in goals
    )
    left = None if budget is None else budget - taken
    return MoneyLine(name, budget or 0, committed, spent, left)


def _total(lines: tuple[MoneyLine, ...]) -> MoneyLine:
    known = [one.over for one in lines if one.over is not None]
    return MoneyLine(
        "Totaal",
        sum(one.begroot for one in lines),
        sum(one.vastgelegd for one in lines),
        sum(one.besteed for one in lines),
        sum(known) if known else None,
    )


def _goal(ctx: Context, uow: UnitOfWork, row: Som | Bedrag) -> str | None:
    """Return the place or route that is paid for, by name."""
    if row.voorziening_id is not None:
        place = uow.session.get(Voorziening, row.voorziening_id)
        return row.voorziening_id if place is None else place.naam
    route = ctx.knowledge.routes.get(row.route or "")
    return row.route if route is None else route.naam


def _view(ctx: Context, uow: UnitOfWork, row: Bedrag) -> AmountView:
    source = ctx.knowledge.financiering.get(row.bron)
    return AmountView(
        id=row.id,
        schooljaar=row.schooljaar,
        bron=row.bron if source is None else source.naam,
        soort=row.soort.value,
        bedrag=row.bedrag_cent,
        omschrijving=row.omschrijving,
        casus_id=row.casus_id,
        waarvoor=_goal(ctx, uow, row),
        door=row.door,
        op=row.op,
    )
