"""The wishes of parents and pupil for a place, and journeys that were timed."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.casework.wishes import (
    save_journeys,
    save_wishes,
    wishes_view,
)
from assistant.context import Context
from assistant.errors import InputError
from assistant.web.forms import Form, read_number
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

WRONG = 422
NUMBER = "De reis is geen heel getal. Schrijf de minuten als 25, of laat het leeg."


@router.get("/casus/{casus_id}/wensen", name="wishes_page")
def wishes_page(request: Request, ctx: Ctx, casus_id: str) -> HTMLResponse:
    """Show the wishes and the journeys of a case."""
    return _show(request, ctx, casus_id)


@router.post("/casus/{casus_id}/wensen", name="save_wishes")
def save(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Write down a list of wishes."""
    van = str(form.get("van", ""))[:20]
    chosen = [str(one)[:60] for one in form.getlist("wens")]
    try:
        save_wishes(ctx, casus_id, van, chosen, door=me.naam)
    except InputError as error:
        typed = {"van": van, "wensen": chosen}
        return _show(request, ctx, casus_id, typed, str(error))
    return go_to(f"/casus/{casus_id}/wensen#wensen-{van}")


@router.post("/casus/{casus_id}/reistijd", name="save_journeys")
def journeys(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Write down how long journeys take."""
    typed = {
        row.voorziening_id: str(form.get(f"min-{row.voorziening_id}", "")).strip()[:9]
        for row in wishes_view(ctx, casus_id).reizen
    }
    try:
        minutes = {key: _minutes(text) for key, text in typed.items()}
        save_journeys(ctx, casus_id, minutes, door=me.naam)
    except InputError as error:
        return _show(request, ctx, casus_id, {"reizen": typed}, str(error))
    return go_to(f"/casus/{casus_id}/wensen#reizen")


def _minutes(text: str) -> int | None:
    if not text:
        return None
    number = read_number(text)
    if number is None:
        raise InputError(NUMBER)
    return number


def _show(
    request: Request,
    ctx: Context,
    casus_id: str,
    typed: dict[str, Any] | None = None,
    problem: str | None = None,
) -> HTMLResponse:
    values = {
        "w": wishes_view(ctx, casus_id),
        "getypt": {"van": "", "wensen": [], "reizen": None} | (typed or {}),
        "fout": problem,
    }
    status = WRONG if problem else 200
    return render(request, "wensen.html", values, status=status)
