"""The report on verzuim: stock, inflow, outflow, and whether it adds up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.casework.absence_report import (
    AbsenceReport,
    make_report,
    sums_of_sources,
)
from assistant.casework.absence_report_choice import (
    ReportChoice,
    default_choice,
    only_known_readings,
)
from assistant.casework.absence_report_files import as_csv, as_xlsx
from assistant.context import Context
from assistant.errors import InputError
from assistant.web.errors import NotFound
from assistant.web.pages import Ctx, render
from assistant.web.rapport_beeld import Beeld, draw_flow, draw_split, draw_weeks
from assistant.web.roles import Me
from knowledge.rapport import Rapportteksten
from matching.verzuim.rapport import Verdeling
from matching.verzuim.rapport_som import tell_sum

router = APIRouter(include_in_schema=False)

PAGE = "/verzuim/rapport"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, _XLSX),
}
_ON = "ja"
READING, _PARTS = "lezing.", 3
"""How a setting is called in an address: ``lezing.landelijk.grens``."""


@router.get(PAGE, name="absence_report")
def report_page(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show the report."""
    fout = None
    try:
        report = make_report(ctx, me, _choice(ctx, request.query_params))
    except InputError as error:
        fout = str(error)
        report = make_report(ctx, me, default_choice(ctx))
    return render(
        request,
        "verzuim_rapport.html",
        _values(ctx, report, fout),
        status=422 if fout else 200,
    )


@router.get(PAGE + "/bestand", name="absence_report_file")
def report_file(request: Request, ctx: Ctx, me: Me, formaat: str = "csv") -> Response:
    """Give the report as a file for a spreadsheet."""
    if formaat not in FILES:
        raise NotFound("Dit bestand bestaat niet. Kies CSV of Excel.")
    try:
        choice = _choice(ctx, request.query_params)
        report = make_report(ctx, me, choice)
    except InputError as error:
        raise NotFound(str(error)) from None
    make, kind = FILES[formaat]
    shared = "-delen" if choice.delen else ""
    name = f"verzuim-{choice.definitie}-{choice.tot}{shared}.{formaat}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(make(ctx, report), media_type=kind, headers=headers)


def _choice(ctx: Context, query: Mapping[str, str]) -> ReportChoice:
    """Read what is asked for; readings of another definition are left aside."""
    usual = default_choice(ctx)
    lezing: dict[str, dict[str, str]] = {}
    for name, value in query.items():
        known = name.split(".") if name.startswith(READING) else []
        if len(known) == _PARTS:
            lezing.setdefault(known[1], {})[known[2]] = value
    asked = replace(
        usual,
        definitie=query.get("definitie") or usual.definitie,
        van=_day(query.get("van", ""), usual.van),
        tot=_day(query.get("tot", ""), usual.tot),
        school=query.get("school", ""),
        gemeente=query.get("gemeente", ""),
        delen=query.get("delen") == _ON,
    )
    return only_known_readings(ctx, asked, lezing)


def _day(text: str, usual: date) -> date:
    if not text.strip():
        return usual
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(
            "Deze dag is niet te lezen. Schrijf JJJJ-MM-DD, bijvoorbeeld 2026-11-20."
        ) from None


def _values(ctx: Context, report: AbsenceReport, fout: str | None) -> dict[str, Any]:
    words, flow = ctx.knowledge.rapport.teksten, report.stroom
    asked = report.keuze
    query = _query(report)
    sharing = {**query, "delen": _ON}
    shown = [row for row in flow.verdelingen if row.som.regels]
    return {
        "r": report,
        "k": asked,
        "t": words,
        "fout": fout,
        "getal": _number(ctx, report),
        "beeld": draw_flow(flow, words.niet_gedeeld),
        "sommen": [tell_sum(one, words) for one in (flow.in_beeld, flow.over)],
        "verdelingen": [_shown(row, words) for row in shown],
        "per_week": report.per_week,
        "weekbeeld": draw_weeks(report.per_week, words.per_week),
        "lezing": report.lezing,
        "voor_lezing": READING,
        "anders": [row for row in report.lezing if row.anders],
        "naar": _shown(flow.naar, words) if flow.naar.som.regels else None,
        "definities": list(ctx.knowledge.verzuim.definities.values()),
        "bronnen": sums_of_sources(ctx),
        "vraag": urlencode(sharing if asked.delen else query),
        "delen": urlencode(sharing),
        "terug": urlencode(query),
        "grens": ctx.knowledge.rapport.kleinste_aantal,
        "adres": PAGE,
    }


def _query(report: AbsenceReport) -> dict[str, str]:
    """Return the address of this report, without what is as usual."""
    asked = report.keuze
    query = {
        "definitie": asked.definitie,
        "van": asked.van.isoformat(),
        "tot": asked.tot.isoformat(),
        "school": asked.school,
        "gemeente": asked.gemeente,
    }
    query |= {
        f"{READING}{row.sleutel}": row.gekozen for row in report.lezing if row.anders
    }
    return {name: value for name, value in query.items() if value}


def _shown(
    row: Verdeling, words: Rapportteksten
) -> tuple[Verdeling, Beeld, str | None]:
    """Return a split with its plot and its sum."""
    plot = draw_split(row.som, row.uitsplitsing.naam, words.niet_gedeeld)
    return row, plot, None if row.uitsplitsing.overlapt else tell_sum(row.som, words)


def _number(ctx: Context, report: AbsenceReport) -> str:
    """Return the stock at the end with its rule and date."""
    words = ctx.knowledge.rapport.teksten
    end = report.stroom.over.totaal
    if not report.te_bepalen:
        return words.niet_te_bepalen
    text = words.getal_een if end == 1 else words.getal
    if end is None:
        text = words.getal_niet
    return text.format(
        aantal=round(end or 0),
        naam=report.definitie.naam,
        grens=report.definitie.grens,
        peildatum=f"{report.keuze.tot:%d-%m-%Y}",
    )
