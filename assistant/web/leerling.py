"""The pupil's page: what I said, what was done with it, what happens next."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.casework.own_case import own_case
from assistant.casework.own_page import own_page
from assistant.context import Context
from assistant.web.gezin_pagina import family_values
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)


@router.get("/leerling", name="pupil_page")
def pupil_page(request: Request, ctx: Ctx, me: Me, gedaan: str = "") -> HTMLResponse:
    """Show a pupil the own case."""
    return show_pupil_page(request, ctx, me, gedaan=gedaan)


def show_pupil_page(
    request: Request,
    ctx: Context,
    me: Me,
    *,
    gedaan: str = "",
    fout: dict[str, Any] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """Show the page, with what was just done or what was wrong with a form."""
    page = own_page(ctx, me, own_case(ctx, me))
    values = family_values(ctx, me, page, gedaan=gedaan, fout=fout)
    return render(request, "leerling.html", values, status=status)
