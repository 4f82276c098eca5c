"""Who sees a case: sharing it with organisations, and the consent of the family."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.casework.consent import (
    consents,
    give_consent,
    who_decides,
    withdraw_consent,
)
from assistant.casework.convenants import convenants
from assistant.casework.inzage import require_case
from assistant.casework.organisations import organisations
from assistant.casework.sharing import MAX_PURPOSE, end_sharing, share_case, sharings
from assistant.casework.who_sees import who_sees
from assistant.context import Context
from assistant.errors import CaseworkError
from assistant.web.errors import NotFound
from assistant.web.forms import Form, form_text, read_number
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me, may_open
from knowledge.inzage import Categorie

router = APIRouter(include_in_schema=False)

_ID = 60
_WRONG_DATE = "Deze datum bestaat niet. Kies hem opnieuw."
_HIDDEN = "Wie deze casus ziet, is voor u niet te zien. Vraag het de regisseur."


@router.get("/casus/{casus_id}/delen", name="sharing_page")
def sharing_page(request: Request, ctx: Ctx, me: Me, casus_id: str) -> HTMLResponse:
    """Show who sees a case and why, and the forms to change that."""
    return _show(request, ctx, me, casus_id)


@router.post("/casus/{casus_id}/delen", name="share_case")
def share(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Share the case with an organisation."""
    typed = _typed(form, ("organisatie", "grond", "convenant", "tot"))
    typed["doel"] = form_text(form, "doel", limit=MAX_PURPOSE * 4, what="Het doel")
    try:
        share_case(
            ctx,
            casus_id,
            organisatie_id=typed["organisatie"],
            grond=typed["grond"],
            doel=typed["doel"],
            tot=_day(typed["tot"]),
            convenant_id=read_number(typed["convenant"]),
            door=me.naam,
        )
    except (CaseworkError, ValueError) as error:
        return _again(request, ctx, me, casus_id, "delen", typed, error)
    return go_to(f"/casus/{casus_id}/delen#delingen")


@router.post("/casus/{casus_id}/delen/{deling_id}/beeindigen", name="end_sharing")
def stop_sharing(ctx: Ctx, me: Me, casus_id: str, deling_id: int) -> RedirectResponse:
    """End a sharing at once."""
    end_sharing(ctx, casus_id, deling_id, door=me.naam)
    return go_to(f"/casus/{casus_id}/delen#delingen")


@router.post("/casus/{casus_id}/toestemming", name="give_consent")
def consent(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Store the consent that a parent or pupil gave on paper or in a talk."""
    typed: dict[str, Any] = _typed(form, ("gezinslid", "voor", "hoe", "tot"))
    typed["wat"] = [str(one)[:_ID] for one in form.getlist("wat")]
    try:
        give_consent(
            ctx,
            casus_id,
            gezinslid_id=read_number(typed["gezinslid"]) or 0,
            organisatie_id=None if typed["voor"] == "ouders" else typed["voor"],
            categorieen=typed["wat"],
            hoe=typed["hoe"],
            tot=_day(typed["tot"]),
            door=me.naam,
        )
    except (CaseworkError, ValueError) as error:
        return _again(request, ctx, me, casus_id, "toestemming", typed, error)
    return go_to(f"/casus/{casus_id}/delen#toestemming")


@router.post(
    "/casus/{casus_id}/toestemming/{toestemming_id}/intrekken", name="withdraw_consent"
)
def withdraw(ctx: Ctx, me: Me, casus_id: str, toestemming_id: int) -> RedirectResponse:
    """Take a consent back because the family asked for it."""
    withdraw_consent(ctx, casus_id, toestemming_id, door=me.naam)
    return go_to(f"/casus/{casus_id}/delen#toestemming")


def _again(
    request: Request,
    ctx: Context,
    me: Me,
    casus_id: str,
    which: str,
    typed: Mapping[str, Any],
    error: Exception,
) -> HTMLResponse:
    message = str(error) if isinstance(error, CaseworkError) else _WRONG_DATE
    return _show(
        request, ctx, me, casus_id, status=422, fout={which: message}, typed=typed
    )


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    casus_id: str,
    *,
    status: int = 200,
    fout: Mapping[str, str] | None = None,
    typed: Mapping[str, Any] | None = None,
) -> HTMLResponse:
    inzage = require_case(ctx, me, casus_id)
    if not inzage.heeft("delen"):
        raise NotFound(_HIDDEN)
    regels = ctx.knowledge.inzage
    parties = organisations(ctx)
    seers = who_sees(ctx, casus_id)
    values: dict[str, Any] = {
        "casus_id": casus_id,
        "zien": seers,
        "gezien": {one.organisatie for one in seers},
        "delingen": sharings(ctx, casus_id),
        "toestemmingen": consents(ctx, casus_id),
        "beslissers": who_decides(ctx, casus_id),
        "organisaties": parties,
        "convenanten": [row for row in convenants(ctx) if row.geldt],
        "wijzen": regels.wijzen_van_toestemming,
        "categorieen": [
            row for row in regels.categorieen if row.id is not Categorie.PSEUDONIEM
        ],
        "gronden": [row for row in regels.gronden if row.id in _SHARED_ON],
        "eigen_jaar": regels.leeftijd_eigen_toestemming,
        "mag": inzage.mag_wijzigen and may_open(me, "share_case"),
        "register": inzage.heeft("inzageregister"),
        "fout": fout or {},
        "getypt": typed or {},
    }
    return render(request, "delen.html", values, status=status)


_SHARED_ON = ("taak", "toestemming", "convenant")


def _typed(form: FormData, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: str(form.get(name) or "").strip()[:_ID] for name in names}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
