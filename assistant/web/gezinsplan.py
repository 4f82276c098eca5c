"""The plan in the words of a family: for parents and pupil, and to hand over."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.casework.family_plan import family_plan
from assistant.casework.own_conversation import may_talk
from assistant.context import Context
from assistant.errors import NotAllowedError
from assistant.web.errors import NotFound
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me, home_path

router = APIRouter(include_in_schema=False)


@router.get("/mijn/plan", name="own_plan")
def own_plan(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show a parent or pupil the plan of the own case."""
    return _show(request, ctx, me, me.casus_id or "", home_path(me))


@router.get("/casus/{casus_id}/advies/plan", name="plan_in_plain_words")
def plan_in_plain_words(
    request: Request,
    ctx: Ctx,
    me: Me,
    casus_id: str,
    voor: Annotated[str, Query(max_length=20)] = "ouder",
) -> HTMLResponse:
    """Show a professional the plan as a parent (or the pupil) reads it."""
    return _show(request, ctx, me, casus_id, f"/casus/{casus_id}/advies", voor)


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    casus_id: str,
    back: str,
    voor: str | None = None,
) -> HTMLResponse:
    try:
        plan = family_plan(ctx, me, casus_id, voor)
    except NotAllowedError as error:
        raise NotFound(str(error)) from None
    values = {
        "p": plan,
        "terug": back,
        "praat": voor is None and may_talk(ctx, me),
        "vandaag": ctx.today(),
        "veilig": ctx.knowledge.veiligheid,
        "uitleg": f"{back}/uitleg" if voor else "/mijn/uitleg",
    }
    return render(request, "gezinsplan.html", values)
