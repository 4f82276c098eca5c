"""The start page of a professional: cases by urgency, tasks, next meeting."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.casework.cases import list_cases
from assistant.casework.meetings import next_meeting
from assistant.casework.tasks import open_tasks
from assistant.casework.views import CaseRow
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me, may_open

router = APIRouter(include_in_schema=False)

MAX_WORDS = 100
"""Characters in the search box."""
PLACED = {"gestart", "nazorg"}
CLOSED = {"afgesloten"}


@router.get("/start", name="start_page")
def start_page(request: Request, ctx: Ctx, me: Me, zoek: str = "") -> HTMLResponse:
    """Show what asks for attention first."""
    words = zoek[:MAX_WORDS]
    cases = list_cases(ctx) if may_open(me, "case_page") else []
    found = [row for row in cases if _matches(row, words)]
    tasks = open_tasks(ctx)
    values = {
        "zonder_plek": [row for row in found if row.status not in PLACED | CLOSED],
        "geplaatst": [row for row in found if row.status in PLACED],
        # What is over only comes up when somebody looks for it.
        "afgesloten": [row for row in found if words and row.status in CLOSED],
        "gevonden": len(found),
        "totaal": len(cases),
        "zoek": words,
        "taken": [task for task in tasks if task.urgent],
        "taken_totaal": len(tasks),
        "overleg": next_meeting(ctx),
        "over": about_row,
    }
    return render(request, "start.html", values)


def about_row(row: CaseRow) -> str:
    """Say in a few words who a case is about, as far as known."""
    age = None if row.leeftijd is None else f"{row.leeftijd} jaar"
    return ", ".join(part for part in (age, row.schoolsoort, row.gemeente) if part)


def _matches(row: CaseRow, words: str) -> bool:
    """Tell whether every word is in the number, place, school type or status."""
    parts = (row.id, row.gemeente, row.schoolsoort, row.status_tekst, row.regisseur)
    text = " ".join(part for part in parts if part).casefold()
    return all(word in text for word in words.casefold().split())
