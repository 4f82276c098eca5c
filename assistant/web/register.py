"""The register of sight: who looked at which case, for who answers for it."""

import csv
import io
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.casework.inzage import require_case
from assistant.casework.view_log import RegisterPage, Registervraag, read_register
from assistant.context import Context
from assistant.web.errors import BadInput, NotFound
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

MAX_ROWS = 20_000
"""Most lines in one download."""
_HIDDEN = "Wie wanneer keek, is voor u niet te zien."


@router.get("/inzageregister", name="view_register")
def view_register(
    request: Request,
    ctx: Ctx,
    me: Me,
    naam: str = "",
    van: str = "",
    tot: str = "",
    blad: int = 1,
) -> HTMLResponse:
    """Show who looked: by people of the own organisation, or at its cases."""
    asked = _asked(me, naam, van, tot)
    page = read_register(ctx, asked, bladzijde=min(max(1, blad), 10_000))
    values = {"naam": naam[:100], "van": van[:10], "tot": tot[:10]}
    return _show(request, ctx, page, "inzageregister.html", values)


@router.get("/inzageregister.csv", name="view_register_csv")
def view_register_csv(
    ctx: Ctx, me: Me, naam: str = "", van: str = "", tot: str = ""
) -> Response:
    """Give the same as a table for a spreadsheet."""
    asked = _asked(me, naam, van, tot)
    return Response(
        _table(ctx, asked),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="inzageregister.csv"'},
    )


@router.get("/casus/{casus_id}/inzageregister", name="case_register")
def case_register(
    request: Request, ctx: Ctx, me: Me, casus_id: str, blad: int = 1
) -> HTMLResponse:
    """Show who looked at one case."""
    if not require_case(ctx, me, casus_id).heeft("inzageregister"):
        raise NotFound(_HIDDEN)
    asked = Registervraag(casus_id=casus_id)
    page = read_register(ctx, asked, bladzijde=min(max(1, blad), 10_000))
    return _show(request, ctx, page, "inzage_casus.html", {"casus_id": casus_id})


@router.get("/mijn/inzage", name="family_register")
def family_register(request: Request, ctx: Ctx, me: Me, blad: int = 1) -> HTMLResponse:
    """Show a parent or pupil who looked at their case."""
    casus_id = me.casus_id or ""
    if not require_case(ctx, me, casus_id).heeft("inzageregister"):
        raise NotFound(_HIDDEN)
    asked = Registervraag(casus_id=casus_id)
    page = read_register(ctx, asked, bladzijde=min(max(1, blad), 10_000))
    return _show(request, ctx, page, "mijn_inzage.html", {})


def _show(
    request: Request,
    ctx: Context,
    page: RegisterPage,
    template: str,
    values: dict[str, Any],
) -> HTMLResponse:
    words = ctx.knowledge.schermwoorden.handelingen
    return render(request, template, {"register": page, "wat": words, **values})


def _asked(me: Me, naam: str, van: str, tot: str) -> Registervraag:
    if me.organisatie_id is None:
        raise NotFound(_HIDDEN)
    return Registervraag(
        organisatie_id=me.organisatie_id,
        naam=naam.strip()[:100] or None,
        van=_moment(van),
        tot=_moment(tot, timedelta(days=1)),
    )


def _moment(text: str, later: timedelta = timedelta()) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC) + later
    except (ValueError, OverflowError):
        raise BadInput("Deze datum bestaat niet. Kies hem opnieuw.") from None


def _table(ctx: Context, asked: Registervraag) -> str:
    """Return the lines as CSV; what looks like a formula is kept as text."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["moment", "casus", "wie", "rol", "organisatie", "wat", "grond"])
    words = ctx.knowledge.schermwoorden.handelingen
    number = 1
    while True:
        page = read_register(ctx, asked, bladzijde=number)
        for row in page.regels:
            cells = (row.casus_id, row.naam, row.rol, row.organisatie or "")
            writer.writerow(
                [
                    row.op.isoformat(timespec="seconds"),
                    *map(_plain, cells),
                    words.get(row.wat, row.wat),
                    _plain(row.grond),
                ]
            )
        if number >= min(page.bladzijden, MAX_ROWS // 50):
            return out.getvalue()
        number += 1


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
