"""The start page of a professional: what comes first, my cases, the next meeting."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.casework.case_lists import Lijstkeuze, case_counts, case_page
from assistant.casework.case_views import CasePage, CaseRow
from assistant.casework.first_steps import first_steps
from assistant.casework.inbox import inbox_counts, pressing_tasks
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
    0: "Dringend",
    1: "Nog zonder plek",
    2: "Geplaatst",
    3: "Afgesloten",
}
"""The headings of a list of cases, per ``rang``."""
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
    tasks = pressing_tasks(ctx, me, FIRST) if may_open(me, "task_list") else ()
    values: dict[str, Any] = {
        "eerst": [task for task in tasks if _soon(ctx, task)],
        "bakken": inbox_counts(ctx, me) if may_open(me, "task_list") else {},
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
        MINE: Lijstkeuze(van=me.gebruiker_id),
        ALL: Lijstkeuze(),
        NO_LEAD: Lijstkeuze(zonder_regisseur=True),
    }
    counts = case_counts(ctx, me, choices)
    chosen = toon if toon in choices else MINE if counts[MINE] else ALL
    wanted = status if status in set(CasusStatus) else ""
    # What is over only comes up when somebody looks for it.
    living = tuple(one for one in CasusStatus if one is not CasusStatus.AFGESLOTEN)
    choice = Lijstkeuze(
        van=choices[chosen].van,
        zonder_regisseur=choices[chosen].zonder_regisseur,
        statussen=(CasusStatus(wanted),) if wanted else living,
    )
    page = case_page(ctx, me, choice, blad=blad)
    return {
        "lijst": page,
        "groepen": _groups(page),
        "tabbladen": _tabs(me, counts),
        "gekozen": chosen,
        "status": wanted,
        "statussen": [(one.value, STATUS_TEKST[one]) for one in CasusStatus],
        "pager": _pager(page, chosen, wanted),
        "zonder_regisseur": counts[NO_LEAD],
        "deze_week": ctx.today() + timedelta(days=7),
    }


def _tabs(me: Kijker, counts: dict[str, int]) -> list[Tab]:
    own = "Mijn school" if me.organisatie_soort == "school" else "Alle"
    tabs = [Tab(MINE, "Mijn casussen", counts[MINE]), Tab(ALL, own, counts[ALL])]
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
