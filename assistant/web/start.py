"""The start page of a professional: what comes first, my cases, the next meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.casework.case_lists import Lijstkeuze, case_page
from assistant.casework.case_views import CasePage, CaseRow
from assistant.casework.first_steps import first_steps
from assistant.casework.inbox import task_overview
from assistant.casework.kijker import Kijker
from assistant.casework.next_meetings import next_meeting
from assistant.casework.task_views import TaskView
from assistant.context import Context
from assistant.web.pages import Ctx, render
from assistant.web.paging import Pager, page_number, pager
from assistant.web.roles import Me, may_open
from models.casus import STATUS_TEKST, CasusStatus

router = APIRouter(include_in_schema=False)

FIRST = 5
"""Tasks that the start page shows; the rest is in the inbox."""
HEADINGS = {
    -1: "Gestopt voor de veiligheid",
    0: "Dringend",
    1: "Nog zonder plek",
    2: "Geplaatst",
    3: "Afgesloten",
}
"""The headings of a list of cases, per ``rang``."""
LIVING = (-1, 0, 1, 2)
"""What is over only comes up when somebody looks for it."""
MINE, ALL, NO_LEAD = "mijn", "alles", "zonder-regisseur"


@dataclass(frozen=True)
class Tab:
    """A choice of cases: what it is called, how many there are, and its address."""

    id: str
    naam: str
    aantal: int


@router.get("/start", name="start_page")
def start_page(
    request: Request,
    ctx: Ctx,
    me: Me,
    toon: str = "",
    status: str = "",
    blad: str = "1",
) -> HTMLResponse:
    """Show what asks for attention first."""
    work = task_overview(ctx, me, FIRST) if may_open(me, "task_list") else None
    values: dict[str, Any] = {
        "eerst": [task for task in work.taken if _soon(ctx, task)] if work else [],
        "eerst_over": work.over if work else {},
        "bakken": work.aantallen if work else {},
        "overleg": next_meeting(ctx, me) if may_open(me, "meeting_page") else None,
        "over": about_row,
        "lijst": None,
        "eerste_stappen": first_steps(ctx, me),
    }
    if may_open(me, "case_page"):
        values |= _cases(ctx, me, toon, status, page_number(blad))
    return render(request, "start.html", values)


def about_row(row: CaseRow) -> str:
    """Say in a few words who a case is about, as far as known."""
    age = None if row.leeftijd is None else f"{row.leeftijd} jaar"
    parts = (age, row.schoolsoort, row.gemeente, row.school)
    return ", ".join(part for part in parts if part)


def _cases(
    ctx: Context, me: Kijker, toon: str, status: str, blad: int
) -> dict[str, Any]:
    choices = {
        MINE: Lijstkeuze(van=me.gebruiker_id, rangen=LIVING),
        ALL: Lijstkeuze(rangen=LIVING),
        NO_LEAD: Lijstkeuze(zonder_regisseur=True, rangen=LIVING),
    }
    wanted = status if status in set(CasusStatus) else ""
    first = (toon,) if toon in choices else (MINE, ALL)
    page = case_page(ctx, me, choices, first, status=wanted, blad=blad)
    return {
        "lijst": page,
        "groepen": _groups(page),
        "tabbladen": _tabs(me, page.per_lijst),
        "gekozen": page.lijst,
        "status": wanted,
        "statussen": [(one.value, STATUS_TEKST[one]) for one in CasusStatus],
        "pager": _pager(page, page.lijst, wanted),
        "zonder_regisseur": page.per_lijst[NO_LEAD],
        "vandaag": ctx.today(),
        "deze_week": ctx.today() + timedelta(days=7),
    }


def _tabs(me: Kijker, counts: Mapping[str, int]) -> list[Tab]:
    own = "Mijn school" if me.organisatie_soort == "school" else "Alle"
    tabs = [Tab(ALL, own, counts[ALL])]
    if counts[MINE] or may_open(me, "open_intake"):
        tabs.insert(0, Tab(MINE, "Mijn casussen", counts[MINE]))
    if counts[NO_LEAD]:
        tabs.append(Tab(NO_LEAD, "Zonder regisseur", counts[NO_LEAD]))
    return tabs


def _groups(page: CasePage) -> list[tuple[str, int, list[CaseRow]]]:
    """Return the rows of a page under their headings, with how many there are."""
    return [
        (
            HEADINGS[rang],
            page.aantallen.get(rang, 0),
            [row for row in page.rijen if row.rang == rang],
        )
        for rang in HEADINGS
        if any(row.rang == rang for row in page.rijen)
    ]


def _pager(page: CasePage, chosen: str, status: str) -> Pager:
    fixed = {"toon": chosen} | ({"status": status} if status else {})
    return pager("/start", fixed, page.bladzijde, page.bladzijden)


def _soon(ctx: Context, task: TaskView) -> bool:
    """Tell whether a task belongs to the first things of today."""
    near = ctx.today() + timedelta(days=ctx.knowledge.werkvoorraad.bijna_dagen)
    return task.urgent or (task.uiterlijk is not None and task.uiterlijk <= near)
