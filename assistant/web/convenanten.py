"""Convenants: the agreements on which organisations share, with parties and term."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.casework.convenants import (
    MAX_NAME,
    MAX_TEXT,
    categories_for,
    convenants,
    end_convenant,
    make_convenant,
    require_maker,
)
from assistant.casework.organisations import organisations
from assistant.context import Context
from assistant.errors import CaseworkError
from assistant.web.forms import Form, form_text
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me, may_open

router = APIRouter(include_in_schema=False)

_WRONG_DATE = "Vul een begindatum in die bestaat, en een einddatum of niets."


@router.get("/convenanten", name="convenant_list")
def convenant_list(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show the agreements, those that hold first."""
    return _show(request, ctx, me)


@router.post("/convenanten", name="make_convenant")
def make(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Store an agreement."""
    typed: dict[str, Any] = {
        "naam": form_text(form, "naam", limit=4 * MAX_NAME, what="De naam"),
        "doel": form_text(form, "doel", limit=4 * MAX_TEXT, what="Het doel"),
        "grondslag": form_text(
            form, "grondslag", limit=4 * MAX_TEXT, what="De grondslag"
        ),
        "van": str(form.get("van") or "")[:10],
        "tot": str(form.get("tot") or "")[:10],
        "wat": [str(one)[:60] for one in form.getlist("wat")],
        "partijen": [str(one)[:60] for one in form.getlist("partijen")],
    }
    try:
        require_maker(me)
        make_convenant(
            ctx,
            naam=typed["naam"],
            doel=typed["doel"],
            grondslag=typed["grondslag"],
            van=date.fromisoformat(typed["van"]),
            tot=date.fromisoformat(typed["tot"]) if typed["tot"] else None,
            categorieen=typed["wat"],
            # Who makes it takes part: nobody binds only others.
            partijen=[*typed["partijen"], me.organisatie_id or ""],
            door=me.naam,
        )
    except (CaseworkError, ValueError) as error:
        message = str(error) if isinstance(error, CaseworkError) else _WRONG_DATE
        return _show(request, ctx, me, status=422, fout=message, typed=typed)
    return go_to("/convenanten")


@router.post("/convenanten/{convenant_id}/beeindigen", name="end_convenant")
def end(ctx: Ctx, me: Me, convenant_id: int) -> RedirectResponse:
    """End an agreement at once."""
    require_maker(me)
    end_convenant(ctx, convenant_id, door=me.naam)
    return go_to("/convenanten")


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    *,
    status: int = 200,
    fout: str | None = None,
    typed: Mapping[str, Any] | None = None,
) -> HTMLResponse:
    regels = ctx.knowledge.inzage
    values = {
        "convenanten": convenants(ctx),
        "organisaties": [
            row for row in organisations(ctx) if row.id != me.organisatie_id
        ],
        "categorieen": [regels.categorie(one) for one in categories_for(ctx)],
        "mag": may_open(me, "make_convenant") and _is_swv(me),
        "fout": fout,
        "getypt": typed or {},
    }
    return render(request, "convenanten.html", values, status=status)


def _is_swv(me: Me) -> bool:
    return (me.organisatie_soort or "").startswith("samenwerkingsverband")
