"""What parents and pupils can do themselves: speak, ask, share, take their data."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.casework.consent import (
    consents,
    give_consent,
    who_decides,
    withdraw_consent,
)
from assistant.casework.export_analysis import FAMILY_DOCUMENT
from assistant.casework.inzage import require_case
from assistant.casework.kijker import Kijker
from assistant.casework.organisations import organisations
from assistant.casework.own_case import own_case
from assistant.casework.own_voice import (
    ask_for_person,
    ask_to_correct,
    say_in_own_words,
)
from assistant.casework.sharing import sharings
from assistant.casework.who_sees import who_sees
from assistant.context import Context
from assistant.errors import CaseworkError
from assistant.web.errors import NotFound
from assistant.web.forms import Form
from assistant.web.gezin_pagina import DANGER
from assistant.web.leerling import show_pupil_page
from assistant.web.ouders import show_parent_page
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me
from assistant.web.uitvoer import send_document
from knowledge.inzage import Categorie
from matching.antwoorden import AnswerError

router = APIRouter(include_in_schema=False)

_HOW = "in_leerplek"
"""How consent is given here, in the words of the table of sight."""


@router.post("/mijn/woorden", name="say_own_words")
def say_own_words(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Record own words, in the field that this person fills in."""
    veld = str(form.get("veld") or "")[:80]
    tekst = str(form.get("waarde") or "")
    try:
        danger = say_in_own_words(ctx, me, veld, tekst)
    except (CaseworkError, AnswerError) as error:
        return _again(request, ctx, me, veld, error, tekst)
    return _back(me, "woorden", danger=danger)


@router.post("/mijn/terugbellen", name="ask_person")
def ask_person(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Ask a person to call back."""
    tekst = str(form.get("tekst") or "")
    try:
        danger = ask_for_person(ctx, me, tekst)
    except CaseworkError as error:
        return _again(request, ctx, me, "terugbellen", error, tekst)
    return _back(me, "terugbellen", danger=danger)


@router.post("/mijn/verbeteren", name="ask_correction")
def ask_correction(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Ask to put something right."""
    tekst = str(form.get("tekst") or "")
    try:
        danger = ask_to_correct(ctx, me, tekst)
    except CaseworkError as error:
        return _again(request, ctx, me, "verbeteren", error, tekst)
    return _back(me, "verbeteren", danger=danger)


@router.get("/mijn/gegevens/{formaat}", name="own_data")
def own_data(ctx: Ctx, me: Me, formaat: str) -> Response:
    """Give a copy of the own data: everything this person may see."""
    return send_document(ctx, me, own_case(ctx, me), FAMILY_DOCUMENT, formaat)


@router.get("/mijn/delen", name="own_sharing")
def own_sharing(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show who sees the data and why, and the consents of this family."""
    return _show_sharing(request, ctx, me)


@router.post("/mijn/toestemming", name="give_own_consent")
def give_own_consent(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Give consent for an organisation, by who decides about it."""
    voor = str(form.get("voor") or "")[:60]
    wat = [str(one)[:60] for one in form.getlist("wat")]
    if not voor:
        missing = ctx.knowledge.gezin.niet.voor_wie
        return _show_sharing(request, ctx, me, fout=missing, getypt={"wat": wat})
    try:
        give_consent(
            ctx,
            own_case(ctx, me),
            gezinslid_id=me.gezinslid_id or 0,
            organisatie_id=None if voor == "ouders" else voor,
            categorieen=wat,
            hoe=_HOW,
            door=me.naam,
        )
    except CaseworkError as error:
        typed = {"voor": voor, "wat": wat}
        return _show_sharing(request, ctx, me, fout=str(error), getypt=typed)
    return go_to("/mijn/delen#toestemming")


@router.post(
    "/mijn/toestemming/{toestemming_id}/intrekken", name="withdraw_own_consent"
)
def withdraw_own_consent(ctx: Ctx, me: Me, toestemming_id: int) -> RedirectResponse:
    """Take an own consent back; from now on it opens nothing."""
    withdraw_consent(
        ctx,
        own_case(ctx, me),
        toestemming_id,
        door=me.naam,
        gezinslid_id=me.gezinslid_id,
    )
    return go_to("/mijn/delen#toestemming")


def _show_sharing(
    request: Request,
    ctx: Context,
    me: Kijker,
    *,
    fout: str | None = None,
    getypt: dict[str, Any] | None = None,
) -> HTMLResponse:
    casus_id = own_case(ctx, me)
    inzage = require_case(ctx, me, casus_id)
    if not inzage.heeft("delen"):
        raise NotFound(ctx.knowledge.gezin.niet.wie_ziet.voor(me.rol))
    regels = ctx.knowledge.inzage
    values: dict[str, Any] = {
        "zien": who_sees(ctx, casus_id),
        "delingen": [row for row in sharings(ctx, casus_id) if row.geldt],
        "toestemmingen": consents(ctx, casus_id),
        "beslist": me.gezinslid_id
        in {one.gezinslid_id for one in who_decides(ctx, casus_id)},
        "organisaties": [
            row for row in organisations(ctx) if regels.consent_opens(row.soort)
        ],
        "categorieen": [
            row for row in regels.categorieen if row.id is not Categorie.PSEUDONIEM
        ],
        "eigen_jaar": regels.leeftijd_eigen_toestemming,
        "register": inzage.heeft("inzageregister"),
        "fout": fout,
        "getypt": getypt or {},
    }
    return render(request, "mijn_delen.html", values, status=422 if fout else 200)


def _again(
    request: Request, ctx: Context, me: Kijker, which: str, error: Exception, typed: str
) -> HTMLResponse:
    """Show the own page again, with the message at the form and what was typed."""
    show = show_pupil_page if me.rol == "leerling" else show_parent_page
    wrong = {which: {"tekst": str(error), "getypt": typed[:4000]}}
    return show(request, ctx, me, fout=wrong, status=422)


def _back(me: Kijker, gedaan: str, *, danger: bool) -> RedirectResponse:
    """Go back to the own page; after a sign of danger it says whom to call first."""
    if danger:
        gedaan = DANGER
    page = "/leerling" if me.rol == "leerling" else "/ouder"
    return go_to(f"{page}?gedaan={gedaan}#gedaan")
