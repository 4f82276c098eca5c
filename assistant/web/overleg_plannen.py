"""Planning a plaatsingsoverleg: when, where, who takes part, and closing it."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from assistant.casework.meeting_closing import close_meeting
from assistant.casework.meeting_planning import (
    MeetingForm,
    MeetingPlan,
    change_meeting,
    meeting_plan,
    member_choices,
    plan_meeting,
)
from assistant.casework.meetings import list_meetings
from assistant.context import Context
from assistant.errors import ChangedMeanwhileError, InputError, NotAllowedError
from assistant.web.forms import Form, form_text, read_number
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

MAX_TEXT = 300
WRONG, CONFLICT = 422, 409
BACK = "terug"


@router.get("/overleg/nieuw", name="new_meeting")
def new_meeting(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show the form for a new meeting, with the own people as members."""
    own = {str(one.aanstelling_id) for one in member_choices(ctx, me) if one.eigen}
    typed = {"naam": "Plaatsingsoverleg", "datum": "", "tijd": "", "plek": ""}
    return _show(request, ctx, me, None, typed | {"leden": own})


@router.post("/overleg/nieuw", name="plan_meeting")
def create(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Plan a meeting."""
    typed = _typed(form)
    try:
        read = _read(typed)
        new = plan_meeting(
            ctx,
            naam=read.naam,
            datum=read.datum,
            tijd=read.tijd,
            plek=read.plek,
            leden=read.leden,
            kijker=me,
        )
    except InputError as error:
        return _show(request, ctx, me, None, typed, str(error), status=WRONG)
    return go_to(f"/overleg/{new}")


@router.get("/overleg/{overleg_id}/plannen", name="meeting_form")
def meeting_form(request: Request, ctx: Ctx, me: Me, overleg_id: int) -> HTMLResponse:
    """Show a meeting to change or close."""
    plan = meeting_plan(ctx, me, overleg_id)
    return _show(request, ctx, me, plan, _stored(plan))


@router.post("/overleg/{overleg_id}/plannen", name="save_meeting")
def save(request: Request, ctx: Ctx, me: Me, overleg_id: int, form: Form) -> Response:
    """Change a meeting."""
    typed = _typed(form)
    try:
        change_meeting(
            ctx,
            me,
            overleg_id,
            _read(typed),
            versie=read_number(form.get("versie")) or 0,
        )
    except (InputError, NotAllowedError) as error:
        plan = meeting_plan(ctx, me, overleg_id)
        code = CONFLICT if isinstance(error, ChangedMeanwhileError) else WRONG
        return _show(request, ctx, me, plan, typed, str(error), status=code)
    return go_to(f"/overleg/{overleg_id}")


@router.post("/overleg/{overleg_id}/sluiten", name="close_meeting")
def close(request: Request, ctx: Ctx, me: Me, overleg_id: int, form: Form) -> Response:
    """Close a meeting; cases without a decision go on to where was chosen."""
    choice = form_text(form, "open", limit=20, what="De keuze")
    try:
        close_meeting(
            ctx,
            overleg_id,
            kijker=me,
            naar_overleg_id=read_number(choice),
            terug=choice == BACK,
        )
    except InputError as error:
        plan = meeting_plan(ctx, me, overleg_id)
        return _show(
            request, ctx, me, plan, _stored(plan), sluiten=str(error), status=WRONG
        )
    return go_to(f"/overleg/{overleg_id}")


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    plan: MeetingPlan | None,
    typed: dict[str, Any],
    problem: str | None = None,
    *,
    sluiten: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    others = [
        row
        for row in list_meetings(ctx, me)
        if row.stand != "gesloten"
        and row.datum >= ctx.today()
        and (plan is None or row.id != plan.id)
    ]
    values = {
        "overleg": plan,
        "f": typed,
        "fout": problem,
        "fout_sluiten": sluiten,
        "botsing": status == CONFLICT,
        "keuzes": member_choices(ctx, me),
        "andere": others,
        "vandaag": ctx.today(),
    }
    return render(request, "overleg_plannen.html", values, status=status)


def _stored(plan: MeetingPlan) -> dict[str, Any]:
    return {
        "naam": plan.naam,
        "datum": plan.datum.isoformat(),
        "tijd": plan.tijd or "",
        "plek": plan.plek or "",
        "leden": {str(one) for one in plan.leden},
    }


def _typed(form: FormData) -> dict[str, Any]:
    texts: dict[str, Any] = {
        name: form_text(form, name, limit=MAX_TEXT, what=what)
        for name, what in (
            ("naam", "De naam"),
            ("datum", "De datum"),
            ("tijd", "De tijd"),
            ("plek", "De plek"),
        )
    }
    return texts | {"leden": {str(one) for one in form.getlist("lid")}}


def _read(typed: dict[str, Any]) -> MeetingForm:
    try:
        day = date.fromisoformat(typed["datum"])
    except ValueError:
        raise InputError("Kies de datum van het overleg.") from None
    chosen = [one for one in map(read_number, typed["leden"]) if one is not None]
    if not chosen:
        msg = "Kies wie er meedoen. Alleen zij zien de casussen op de agenda."
        raise InputError(msg)
    return MeetingForm(
        naam=typed["naam"],
        datum=day,
        tijd=typed["tijd"],
        plek=typed["plek"],
        leden=tuple(sorted(chosen)),
    )
