"""The part of the case page on clocks, and what happened that makes them run."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.casework.case_clocks import CaseClocks, clocks_of_case
from assistant.casework.case_events import (
    MAX_REASON,
    add_event,
    events_of_case,
    is_shown,
    withdraw_event,
)
from assistant.context import Context
from assistant.errors import CaseworkError, InputError
from assistant.web.case_page import CaseCall, CaseSection, show_case
from assistant.web.dates import dutch_date
from assistant.web.forms import Form
from assistant.web.pages import Ctx, go_to
from assistant.web.roles import Me, may_open
from knowledge.gebeurtenissen import Gebeurteniskeuze
from models.casus import CasusStatus

router = APIRouter(include_in_schema=False)

ANCHOR = "looptijden"
_LONGEST = 60
_EMPTY = {"soort": "", "datum": "", "fout": None, "bij": None, "fout_bij": None}


def fill(call: CaseCall) -> Mapping[str, Any] | None:
    """Return the clocks of the case, what was written down, and the form for more."""
    clocks = clocks_of_case(call.ctx, call.casus.id, call.casus.inzage)
    events = events_of_case(call.ctx, call.casus.id, call.casus.inzage)
    may_add = (
        call.casus.inzage.mag_wijzigen
        and call.casus.status != CasusStatus.AFGESLOTEN
        and may_open(call.me, "add_event")
    )
    there = clocks.lopend or clocks.voorbij or clocks.gehaald
    if not (there or events.geldig or events.ingetrokken or may_add):
        return None
    return {
        "klokken": clocks,
        "gebeurtenissen": events,
        "mag": may_add,
        "groepen": _choices(call) if may_add else [],
        "t": call.ctx.knowledge.gebeurtenissen.teksten,
        "typed": _EMPTY | dict(call.typed),
        "langste_reden": MAX_REASON,
        "kort": _short(call.ctx, clocks),
    }


SECTION = CaseSection(
    id=ANCHOR,
    naam="Klokken van wet en praktijk",
    template="_casus_klokken.html",
    fill=fill,
    plaats="onder",
    onderdeel="antwoorden",
)


@router.post("/casus/{casus_id}/gebeurtenis", name="add_event")
def add(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Write down that something happened."""
    typed = {name: _text(form.get(name)) for name in ("soort", "datum")}
    try:
        add_event(ctx, me, casus_id, typed["soort"], _day(ctx, typed["datum"]))
    except CaseworkError as error:
        wrong = {ANCHOR: typed | {"fout": str(error)}}
        return show_case(request, ctx, me, casus_id, status=422, typed=wrong)
    return go_to(f"/casus/{casus_id}#{ANCHOR}")


@router.post(
    "/casus/{casus_id}/gebeurtenis/{gebeurtenis_id}/intrekken", name="withdraw_event"
)
def withdraw(
    request: Request,
    ctx: Ctx,
    me: Me,
    casus_id: str,
    gebeurtenis_id: int,
    form: Form,
) -> Response:
    """Withdraw what was written down, with why."""
    try:
        withdraw_event(ctx, me, casus_id, gebeurtenis_id, str(form.get("reden") or ""))
    except CaseworkError as error:
        wrong = {ANCHOR: {"bij": gebeurtenis_id, "fout_bij": str(error)}}
        return show_case(request, ctx, me, casus_id, status=422, typed=wrong)
    return go_to(f"/casus/{casus_id}#{ANCHOR}")


def _choices(call: CaseCall) -> list[tuple[str, list[Gebeurteniskeuze]]]:
    """Return per heading what this person may write down."""
    rules = call.ctx.knowledge.gebeurtenissen
    found = []
    for group in rules.groepen:
        rows = [
            row
            for row in rules.keuzes
            if row.groep == group.id and is_shown(call.ctx, row.id, call.casus.inzage)
        ]
        if rows:
            found.append((group.naam, rows))
    return found


def _text(value: object) -> str:
    return value.strip()[:_LONGEST] if isinstance(value, str) else ""


def _day(ctx: Context, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        words = ctx.knowledge.gebeurtenissen.teksten
        raise InputError(words.dag_onleesbaar) from None


def _short(ctx: Context, clocks: CaseClocks) -> str:
    """Return the heart of it in a few words, to stand beside the heading."""
    if not clocks.lopend:
        return "er loopt niets" if not clocks.voorbij else "alle voorbij"
    count, first = len(clocks.lopend), clocks.lopend[0].uiterlijk
    running = "1 loopt" if count == 1 else f"{count} lopen"
    return f"{running}, de eerste tot en met {dutch_date(first, today=ctx.today())}"
