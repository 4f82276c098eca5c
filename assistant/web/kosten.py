"""Money: budget and commitments per source and school year, and what a case costs."""

import csv
import io
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from assistant.casework.add_amount import add_budget, add_cost
from assistant.casework.costs import (
    all_amounts,
    case_costs,
    costs_view,
    place_names,
)
from assistant.context import Context
from assistant.errors import InputError
from assistant.web.errors import NotFound
from assistant.web.forms import Form
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me
from knowledge.leven import schooljaar_naam

router = APIRouter(include_in_schema=False)

BACK, AHEAD = 3, 1
"""How many school years before and after the present one can be opened."""
MOST_ROWS = 1_000_000
"""Lines that can be passed over in a list."""
KINDS = ("vastgelegd", "besteed")
HEADER = (
    "schooljaar",
    "soort",
    "bron",
    "bedrag",
    "waarvoor",
    "casus",
    "omschrijving",
    "door",
    "op",
)
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet reads as a formula when a cell begins with it."""


class Optie(NamedTuple):
    """One line of a list to choose from."""

    id: str
    naam: str


@router.get("/kosten", name="costs_page")
def costs_page(
    request: Request, ctx: Ctx, me: Me, jaar: int | None = None, vanaf: int = 0
) -> HTMLResponse:
    """Show budget, commitments and spending of a school year."""
    return _show(request, ctx, me, _year(ctx, jaar), vanaf=vanaf)


@router.post("/kosten", name="add_budget")
def budget(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Add a budget of a source."""
    jaar = _year(ctx, _number(form))
    try:
        add_budget(
            ctx,
            me,
            jaar,
            bron=_text(form, "bron"),
            bedrag=_text(form, "bedrag"),
            omschrijving=_text(form, "omschrijving"),
        )
    except InputError as error:
        return _show(request, ctx, me, jaar, fout=str(error), typed=_typed(form))
    return go_to(f"/kosten?jaar={jaar}")


@router.get("/kosten/bestand", name="costs_file")
def costs_file(ctx: Ctx, me: Me, jaar: int | None = None) -> Response:
    """Give every amount of a school year as a file for a spreadsheet."""
    year = _year(ctx, jaar)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in all_amounts(ctx, me, year):
        writer.writerow(
            (
                row.schooljaar,
                row.soort,
                row.bron,
                f"{row.bedrag / 100:.2f}".replace(".", ","),
                _cell(row.waarvoor or ""),
                row.casus_id or "",
                _cell(row.omschrijving),
                _cell(row.door),
                row.op.date().isoformat(),
            )
        )
    name = f"kosten-{schooljaar_naam(year)}.csv"
    return Response(
        # The mark tells a spreadsheet that this is UTF-8.
        content="\ufeff" + text.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get("/casus/{casus_id}/kosten", name="case_costs")
def costs_of_case(request: Request, ctx: Ctx, me: Me, casus_id: str) -> HTMLResponse:
    """Show what a case costs, and the form to add an amount."""
    return _show_case(request, ctx, me, casus_id)


@router.post("/casus/{casus_id}/kosten", name="add_cost")
def cost(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Add what a case costs."""
    try:
        add_cost(
            ctx,
            casus_id,
            me,
            _year(ctx, _number(form)),
            soort=_text(form, "soort"),
            bron=_text(form, "bron"),
            bedrag=_text(form, "bedrag"),
            omschrijving=_text(form, "omschrijving"),
            waarvoor=_text(form, "waarvoor"),
        )
    except InputError as error:
        return _show_case(
            request, ctx, me, casus_id, fout=str(error), typed=_typed(form)
        )
    return go_to(f"/casus/{casus_id}/kosten")


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    jaar: int,
    *,
    vanaf: int = 0,
    fout: str | None = None,
    typed: dict[str, str] | None = None,
) -> HTMLResponse:
    values: dict[str, Any] = {
        "k": costs_view(ctx, me, jaar, vanaf=min(max(0, vanaf), MOST_ROWS)),
        "jaren": _years(ctx),
        "bronnen": _sources(ctx),
        "fout": fout,
        "w": typed or {},
    }
    return render(request, "kosten.html", values, status=422 if fout else 200)


def _show_case(
    request: Request,
    ctx: Context,
    me: Me,
    casus_id: str,
    *,
    fout: str | None = None,
    typed: dict[str, str] | None = None,
) -> HTMLResponse:
    now = ctx.knowledge.leven.schooljaar_van(ctx.today())
    routes = sorted(ctx.knowledge.routes.values(), key=lambda row: row.naam)
    goals = [Optie(f"plek:{one}", name) for one, name in place_names(ctx)]
    goals += [Optie(f"route:{row.id}", row.naam) for row in routes]
    values: dict[str, Any] = {
        "casus_id": casus_id,
        "rijen": case_costs(ctx, casus_id, me),
        "jaren": [Optie(str(one), name) for one, name in _years(ctx)],
        "bronnen": _sources(ctx),
        "soorten": [Optie(one, one) for one in KINDS],
        "doelen": goals,
        "fout": fout,
        "w": typed or {"jaar": str(now), "soort": "vastgelegd"},
    }
    return render(request, "casus_kosten.html", values, status=422 if fout else 200)


def _years(ctx: Context) -> list[tuple[int, str]]:
    now = ctx.knowledge.leven.schooljaar_van(ctx.today())
    return [(one, schooljaar_naam(one)) for one in range(now - BACK, now + AHEAD + 1)]


def _year(ctx: Context, jaar: int | None) -> int:
    if jaar is None:
        return ctx.knowledge.leven.schooljaar_van(ctx.today())
    if jaar not in dict(_years(ctx)):
        raise NotFound("Dit schooljaar is niet te openen. Kies een ander.")
    return jaar


def _sources(ctx: Context) -> list[Optie]:
    return [Optie(row.id, row.naam) for row in ctx.knowledge.financiering.values()]


def _number(form: FormData) -> int | None:
    text = _text(form, "jaar")
    return int(text) if text.isdecimal() and len(text) == 4 else None


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _typed(form: FormData) -> dict[str, str]:
    return {name: _text(form, name) for name in form}


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text
