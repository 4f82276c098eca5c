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


@router.get("/start", name="start_page")
def start_page(request: Request, ctx: Ctx, me: Me, zoek: str = "") -> HTMLResponse:
    """Show what asks for attention first."""
    cases = list_cases(ctx) if may_open(me, "case_page") else []
    values = {
        "casussen": [row for row in cases if _matches(row, zoek[:100])],
        "totaal": len(cases),
        "zoek": zoek[:100],
        "taken": open_tasks(ctx),
        "overleg": next_meeting(ctx),
    }
    return render(request, "start.html", values)


def _matches(row: CaseRow, words: str) -> bool:
    """Tell whether every word is in the number, place, school type or status."""
    parts = (row.id, row.gemeente, row.schoolsoort, row.status_tekst, row.regisseur)
    text = " ".join(part for part in parts if part).casefold()
    return all(word in text for word in words.casefold().split())
