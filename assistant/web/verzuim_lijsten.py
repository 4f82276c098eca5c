"""The lists of absence: volglijst, actielijst, early signs, and below every bound."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.casework.absence_lists import absence_lists
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)


@router.get("/verzuim/lijsten", name="absence_lists")
def lists_page(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show who needs what, the most urgent first."""
    report = ctx.knowledge.rapport
    values = {
        "v": absence_lists(ctx, me),
        "regel": report.lijsten,
        "t": report.teksten,
    }
    return render(request, "verzuim_lijsten.html", values)
