"""The pages of an import: what each shows of a list, a plan and a report."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.casework.case_list import (
    CaseList,
    ReportLine,
    find_header,
    known_headers,
)
from assistant.casework.import_columns import Target, targets
from assistant.casework.import_plan import ImportPlan, PlannedCase
from assistant.casework.import_preview import Preview
from assistant.casework.import_reports import import_results
from assistant.casework.kijker import Kijker
from assistant.casework.previews import waiting_previews
from assistant.context import Context
from assistant.web.pages import render

SHOWN_CASES = 10
SHOWN_GROUPS = 200
_SAMPLES = 3
_NUMBERS = 12
_ORDER = {"weggelaten": 0, "fout": 1, "let op": 2}
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True)
class LineGroup:
    """Lines of a report that say the same of one column."""

    soort: str
    kolom: str | None
    tekst: str
    regels: tuple[ReportLine, ...]

    @property
    def nummers(self) -> str:
        """Return the rows it is about, as text; the first few of many."""
        numbers = [str(line.regel) for line in self.regels if line.regel is not None]
        shown = ", ".join(numbers[:_NUMBERS])
        more = len(numbers) - _NUMBERS
        return f"{shown} en nog {more}" if more > 0 else shown


def group_lines(lines: tuple[ReportLine, ...]) -> list[LineGroup]:
    """Put lines that say the same together, what was left out first."""

    def key(line: ReportLine) -> tuple[int, str, str]:
        return (_ORDER.get(line.soort, len(_ORDER)), line.kolom or "", line.tekst)

    groups = []
    for _key, same in groupby(sorted(lines, key=key), key):
        found = tuple(same)
        first = found[0]
        groups.append(LineGroup(first.soort, first.kolom, first.tekst, found))
    return groups


def show_start(
    request: Request,
    ctx: Context,
    me: Kijker,
    *,
    fout: str | None = None,
    blad: str | None = None,
) -> HTMLResponse:
    """Show the form to choose a file, what waits and what came in before."""
    values = {
        "wachtend": waiting_previews(ctx, me),
        "eerder": import_results(ctx, me),
        "fout": fout,
        "blad": blad or "",
    }
    return render(request, "invoer.html", values, status=422 if fout else 200)


def show_columns(
    request: Request,
    ctx: Context,
    preview: Preview,
    chosen: dict[str, str] | None = None,
    fout: str | None = None,
) -> HTMLResponse:
    """Show the columns of a list with what is in them and where they go."""
    places = targets(ctx.knowledge)
    values = {
        "voorbeeld": preview,
        "koppeling": chosen or preview.koppeling,
        "doelen": [(name, list(rows)) for name, rows in groupby(places, _group_name)],
        "uitleg": {place.id: place.uitleg for place in places if place.uitleg},
        "cellen": {kop: _samples(preview.lijst, kop) for kop in preview.lijst.kolommen},
        "redenen": _reasons(ctx, preview.lijst),
        "fout": fout,
    }
    return render(request, "invoer_kolommen.html", values, status=422 if fout else 200)


def show_plan(
    request: Request,
    ctx: Context,
    voorbeeld_id: str,
    bestand: str,
    plan: ImportPlan,
    *,
    fout: str | None = None,
    kolommen: bool = False,
) -> HTMLResponse:
    """Show what confirming would do."""
    counts = Counter(veld for case in plan.casussen for veld in case.erbij)
    values = {
        "id": voorbeeld_id,
        "bestand": bestand,
        "plan": plan,
        "casussen": [_row(ctx, case) for case in plan.casussen[:SHOWN_CASES]],
        "groepen": group_lines(plan.meldingen)[:SHOWN_GROUPS],
        "velden": [
            (ctx.knowledge.velden[veld].naam, n) for veld, n in counts.most_common()
        ],
        "kolommen": kolommen,
        "fout": fout,
    }
    return render(request, "invoer_voorbeeld.html", values, status=422 if fout else 200)


def _group_name(place: Target) -> str:
    return place.groep


def _samples(table: CaseList, kop: str) -> list[str]:
    found: list[str] = []
    for cell in table.column(kop):
        short = cell if len(cell) <= 40 else cell[:40] + "…"
        day = _ISO_DAY.fullmatch(short)
        shown = f"{day[3]}-{day[2]}-{day[1]}" if day else short
        if shown not in found:
            found.append(shown)
        if len(found) == _SAMPLES:
            break
    return found


def _reasons(ctx: Context, table: CaseList) -> dict[str, str]:
    """Return per column why we propose not to take it in, where we know."""
    rules = ctx.knowledge.invoer
    known = known_headers(rules)
    why = {row.id: row.waarom for row in rules.weglatingen}
    found = {kop: find_header(kop, known, rules) for kop in table.kolommen}
    return {kop: why[hit[0]] for kop, hit in found.items() if hit and hit[0] in why}


def _row(ctx: Context, case: PlannedCase) -> dict[str, Any]:
    line = case.regel
    answers = [
        (ctx.knowledge.velden[veld], answer.waarde)
        for veld, answer in line.antwoorden.items()
    ]
    return {
        "regel": line.regel,
        "casus": case.casus_id,
        "wijzigt": case.changes,
        "naam": line.naam.whole().voluit,
        "school": line.school,
        "herkend": case.plek.school_id is not None,
        "antwoorden": answers,
    }
