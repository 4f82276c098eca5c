"""The parents' page: where things stand, who does what by when, whom to call."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.casework.next_steps import own_steps
from assistant.casework.own_case import own_case
from assistant.casework.own_page import own_page
from assistant.context import Context
from assistant.web.gezin_pagina import family_values
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

SHOWN = 5
"""Steps shown at once; a longer list would hide what matters now."""


@router.get("/ouder", name="parent_page")
def parent_page(request: Request, ctx: Ctx, me: Me, gedaan: str = "") -> HTMLResponse:
    """Show a parent the one case this parent may see."""
    return show_parent_page(request, ctx, me, gedaan=gedaan)


def show_parent_page(
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
    values = {
        **family_values(ctx, me, page, gedaan=gedaan, fout=fout),
        "nu_doen": next(iter(own_steps(page.stand.stappen)), None),
        "eerst": SHOWN,
        "vandaag": ctx.today(),
    }
    return render(request, "ouder.html", values, status=status)
