"""The explanation of an advice, for a professional to hand over and for the family."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.casework.explain_advice import explain_advice
from assistant.context import Context
from assistant.errors import NotAllowedError
from assistant.web.errors import NotFound
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me, home_path

router = APIRouter(include_in_schema=False)


@router.get("/casus/{casus_id}/advies/uitleg", name="advice_explained")
def advice_explained(request: Request, ctx: Ctx, me: Me, casus_id: str) -> HTMLResponse:
    """Show how the latest advice of a case came about."""
    return _show(request, ctx, me, casus_id, f"/casus/{casus_id}/advies")


@router.get("/mijn/uitleg", name="own_advice_explained")
def own_advice_explained(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show a parent or pupil how their advice came about."""
    return _show(request, ctx, me, me.casus_id or "", home_path(me))


def _show(
    request: Request, ctx: Context, me: Me, casus_id: str, back: str
) -> HTMLResponse:
    try:
        explained = explain_advice(ctx, me, casus_id)
    except NotAllowedError as error:
        raise NotFound(str(error)) from None
    return render(request, "uitleg.html", {"uitleg": explained, "terug": back})
