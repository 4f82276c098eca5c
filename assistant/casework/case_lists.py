"""Lists of cases: in the order of urgency, page by page, only what is in sight."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from assistant.casework.case_views import CasePage, CaseRow, ClockView
from assistant.casework.facts import age_of, label_of
from assistant.casework.inzage import inzage_of, sight_in
from assistant.casework.names import names_of
from models.casus import STATUS_TEKST, CasusStatus
from models.casuslijst import (
    Lijstkeuze,
    chosen,
    count_by_rank,
    count_each,
    lines,
    page_ids,
    running_clocks,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.casework.names import Volledigenaam
    from assistant.context import Context
    from models.casuslijst import Gevonden
    from models.casusregel import Casusklok, Casusregel
    from models.store import UnitOfWork

__all__ = [
    "Lijstkeuze",
    "case_page",
    "case_row",
    "list_cases",
    "rows_seen",
    "short_about",
]


def case_page(
    ctx: Context,
    kijker: Kijker,
    keuzes: Mapping[str, Lijstkeuze],
    voorkeur: Sequence[str],
    *,
    status: str = "",
    blad: int = 1,
) -> CasePage:
    """Return one page of the cases in sight of somebody, the most urgent first.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who looks.
    keuzes
        The lists to choose from, by name; each is counted.
    voorkeur
        Names in order of preference: the first list that is not empty is shown,
        else the last one named.
    status
        Only cases with this status.
    blad
        The page, from 1; a page past the end is the last one.
    """
    size = ctx.knowledge.werkvoorraad.per_bladzijde
    with ctx.store.reading() as uow:
        sight = sight_in(ctx, uow, kijker)
        per_list = count_each(uow.session, sight, keuzes)
        name = next((one for one in voorkeur if per_list[one]), voorkeur[-1])
        choice = keuzes[name]
        if status:
            choice = replace(choice, statussen=(CasusStatus(status),), rangen=())
        condition = chosen(sight, choice)
        counts = count_by_rank(uow.session, condition)
        pages = max(1, -(-sum(counts.values()) // size))
        page = min(max(1, blad), pages)
        ids = page_ids(
            uow.session,
            condition,
            **_days(ctx),
            limit=size,
            offset=(page - 1) * size,
        )
        return CasePage(
            lijst=name,
            rijen=_rows(ctx, uow, kijker, ids),
            aantallen=counts,
            per_lijst=per_list,
            bladzijde=page,
            bladzijden=pages,
        )


def list_cases(
    ctx: Context,
    kijker: Kijker,
    statuses: Collection[str] | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[CaseRow]:
    """Return the cases in sight of somebody, the most urgent first.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who looks.
    statuses
        Only cases with one of these statuses; all by default.
    limit, offset
        How many cases, after how many; all by default.
    """
    wanted = () if statuses is None else tuple(CasusStatus(one) for one in statuses)
    with ctx.store.reading() as uow:
        ids = page_ids(
            uow.session,
            chosen(sight_in(ctx, uow, kijker), Lijstkeuze(statussen=wanted)),
            **_days(ctx),
            limit=limit,
            offset=offset,
        )
        return list(_rows(ctx, uow, kijker, ids))


def case_row(
    ctx: Context, uow: UnitOfWork, casus_id: str, inzage: Inzage
) -> tuple[CaseRow, tuple[ClockView, ...]]:
    """Return the line of one case and its running clocks, as far as in sight."""
    found = lines(uow.session, [casus_id])[casus_id]
    running = running_clocks(uow.session, [casus_id], ctx.today()).get(casus_id, [])
    names = names_of(ctx, uow, [casus_id]) if inzage.naam else {}
    views = tuple(_clock(ctx, one) for one in running if _clock_shown(ctx, one, inzage))
    return _row(ctx, found, inzage, views, names.get(casus_id)), views


def short_about(
    ctx: Context, uow: UnitOfWork, seen: Mapping[str, Inzage]
) -> dict[str, str]:
    """Say in a few words who each of these cases is about, as far as in sight."""
    found = lines(uow.session, sorted(seen))
    names = names_of(ctx, uow, [one for one, sight in seen.items() if sight.naam])
    result: dict[str, str] = {}
    for casus_id, row in found.items():
        view = _row(ctx, row, seen[casus_id], (), names.get(casus_id))
        age = None if view.leeftijd is None else f"{view.leeftijd} jaar"
        parts = (view.naam, age, view.schoolsoort, view.gemeente)
        result[casus_id] = ", ".join(part for part in parts if part)
    return result


def _rows(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, ids: Sequence[str]
) -> tuple[CaseRow, ...]:
    return rows_seen(ctx, uow, ids, inzage_of(ctx, uow, kijker, ids))


def rows_seen(
    ctx: Context, uow: UnitOfWork, ids: Sequence[str], seen: Mapping[str, Inzage]
) -> tuple[CaseRow, ...]:
    """Return the lines of these cases, in this order, as far as they are in sight.

    The number of queries does not depend on the number of cases.
    """
    found = lines(uow.session, ids)
    running = running_clocks(uow.session, ids, ctx.today())
    names = names_of(ctx, uow, [one for one in ids if one in seen and seen[one].naam])
    rows = []
    for casus_id in ids:
        if casus_id not in seen or casus_id not in found:
            continue
        sight = seen[casus_id]
        clocks = tuple(
            _clock(ctx, one)
            for one in running.get(casus_id, [])
            if _clock_shown(ctx, one, sight)
        )
        rows.append(_row(ctx, found[casus_id], sight, clocks, names.get(casus_id)))
    return tuple(rows)


def _row(
    ctx: Context,
    found: Gevonden,
    inzage: Inzage,
    clocks: tuple[ClockView, ...],
    naam: Volledigenaam | None,
) -> CaseRow:
    line = found.regel
    rules = ctx.knowledge.werkvoorraad
    waits = rules.waits_for(line.status.value)
    first = clocks[0] if clocks else None
    from_whom = {
        "zorgcoordinator": found.zorgcoordinator,
        "regisseur": found.regisseur,
    }.get(waits.van)
    tasks = inzage.heeft("taken")
    return CaseRow(
        id=line.casus_id,
        status=line.status.value,
        status_tekst=STATUS_TEKST[line.status],
        leeftijd=_age(ctx, line) if inzage.toont("leeftijd") else None,
        schoolsoort=_shown(
            inzage, "schoolsoort", label_of(ctx, "schoolsoort", line.schoolsoort)
        ),
        gemeente=_shown(inzage, "gemeente_woonplaats", line.gemeente),
        weken_thuis=_weeks(ctx, line) if inzage.toont("verzuim_sinds") else None,
        regisseur=found.regisseur,
        wacht_op=waits.op,
        wacht_van=from_whom or rules.wacht_zonder_naam.get(waits.van),
        urgent=line.urgent,
        voorbeeld=line.voorbeeld,
        klok=None if first is None else first.datum,
        klok_tekst=None if first is None else first.zin,
        klok_voorbij=first is not None and first.voorbij,
        rang=line.rang,
        school=_shown(inzage, "school_van_inschrijving", found.school),
        zorgcoordinator=found.zorgcoordinator,
        open_taken=line.open_taken if tasks else 0,
        eerste_taak=line.eerste_taak if tasks else None,
        naam=None if naam is None else naam.tekst,
        gewijzigd_op=line.gewijzigd_op,
    )


def _shown(inzage: Inzage, veld: str, value: str | None) -> str | None:
    return value if inzage.toont(veld) else None


def _clock(ctx: Context, row: Casusklok) -> ClockView:
    rules = ctx.knowledge.route_regels.termijnen
    rule = next((one for one in rules if one.id == row.klok), None)
    clock = ctx.knowledge.termijnen.get(row.klok)
    if rule is not None:
        told, source = rule.zin, rule.bron
    elif clock is not None:
        told, source = f"{clock.naam}. {clock.uitleg}", clock.bron
    else:
        told, source = _step(ctx, row.klok), "besluit"
    return ClockView(row.datum, told, source, voorbij=row.datum < ctx.today())


def _step(ctx: Context, klok: str) -> str:
    name = ctx.knowledge.werkvoorraad.klokken.stappen.get(klok, "Een stap")
    return f"{name}, na het besluit."


def _clock_shown(ctx: Context, row: Casusklok, inzage: Inzage) -> bool:
    """Tell whether a clock may be shown: it tells about the field it runs from."""
    for rule in ctx.knowledge.route_regels.termijnen:
        if rule.id == row.klok:
            return inzage.toont(rule.veld)
    clock = ctx.knowledge.termijnen.get(row.klok)
    if clock is None:
        return inzage.heeft("besluit")
    kinds = [*clock.ook_bij, *([clock.gebeurtenis] if clock.gebeurtenis else [])]
    rules = ctx.knowledge.gebeurtenissen
    return all(rules.sensitivity(one).value in inzage.categorieen for one in kinds)


def _age(ctx: Context, line: Casusregel) -> int | None:
    """Return the age in whole years: from the birth month, else as told and since."""
    if line.geboren is not None:
        return age_of(ctx, {"geboortemaand": f"{line.geboren:%Y-%m}"})
    told, since, today = line.leeftijd_genoemd, line.leeftijd_op, ctx.today()
    if told is None or since is None:
        return told
    before_day = (today.month, today.day) < (since.month, since.day)
    return told + max(0, today.year - since.year - before_day)


def _weeks(ctx: Context, line: Casusregel) -> int | None:
    """Return the whole weeks at home, school holidays included."""
    if line.thuis_sinds is None:
        return None
    return max(0, (ctx.today() - line.thuis_sinds).days // 7)


class _Days(TypedDict):
    vandaag: date
    nabij: date
    nagalm: int


def _days(ctx: Context) -> _Days:
    """Return the days against which clocks are held."""
    rules = ctx.knowledge.werkvoorraad.klokken
    return {
        "vandaag": ctx.today(),
        "nabij": ctx.today()
        + timedelta(days=ctx.knowledge.plaatsing.klok_dichtbij_dagen),
        "nagalm": max(rules.dagen_na_afloop, *rules.langer.values()),
    }
