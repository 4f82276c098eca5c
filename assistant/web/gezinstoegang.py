"""The family on the case page: who they are, and the link that lets them in."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.casework.family import (
    add_family_member,
    family,
    family_member,
    invite_family_member,
    remove_family_member,
    set_authority,
)
from assistant.casework.links import link_url
from assistant.casework.names import LONGEST, Volledigenaam, family_names_of
from assistant.errors import InputError
from assistant.web.case_page import CaseCall, CaseSection, show_case
from assistant.web.forms import Form
from assistant.web.pages import Ctx, go_to, render
from assistant.web.qr import qr_code
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

ID = "gezin"
KINDS = (
    ("ouder-ja", "Ouder met gezag"),
    ("ouder-nee", "Ouder zonder gezag"),
    ("ouder-", "Ouder, gezag nog niet bekend"),
    ("leerling-", "De leerling zelf (vanaf 12 jaar)"),
)
AUTHORITY = (("ja", "met gezag"), ("nee", "zonder gezag"), ("", "nog niet bekend"))
_NAME_PARTS = ("voornaam", "tussenvoegsel", "achternaam")
_EMPTY = {
    "fout": "",
    "soort": "",
    "voornaam": "",
    "tussenvoegsel": "",
    "achternaam": "",
}
_GEZAG = {"ja": True, "nee": False}
_MOST = 10 * LONGEST


def fill(call: CaseCall) -> Mapping[str, Any] | None:
    """Return the members of the family; the names only for who may see them."""
    if call.me.is_family:
        return None
    names: Mapping[int, Volledigenaam] = {}
    if call.casus.inzage.naam:
        with call.ctx.store.reading() as uow:
            names = family_names_of(call.ctx, uow, [call.casus.id])
    members = family(call.ctx, call.casus.id)
    inside = sum(1 for one in members if one.toegang)
    return {
        "leden": members,
        "kort": f"{inside} van {len(members)} heeft een eigen toegang"
        if members
        else "nog niemand toegevoegd",
        "namen": names,
        "soorten": KINDS,
        "gezag": AUTHORITY,
        "wijzigbaar": call.casus.inzage.mag_wijzigen,
        "met_naam": call.casus.inzage.naam,
        "langste": LONGEST,
        "getypt": _EMPTY | dict(call.typed),
    }


SECTION = CaseSection(
    id=ID,
    naam="Gezin en toegang",
    template="_casus_gezin.html",
    fill=fill,
    plaats="onder",
    onderdeel="gezin",
)


@router.post("/casus/{casus_id}/gezin", name="add_family")
def add_family(
    request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form
) -> Response:
    """Add a parent or the pupil."""
    typed = {
        key: str(form.get(key, ""))[:_MOST].strip() for key in (*_NAME_PARTS, "soort")
    }
    soort, _, gezag = typed["soort"].partition("-")
    try:
        name = None
        if any(typed[part] for part in _NAME_PARTS):
            name = Volledigenaam(**{part: typed[part] for part in _NAME_PARTS})
        add_family_member(ctx, casus_id, soort, _GEZAG.get(gezag), name, door=me.naam)
    except InputError as error:
        wrong = {ID: typed | {"fout": str(error)}}
        return show_case(request, ctx, me, casus_id, status=422, typed=wrong)
    return _back(casus_id)


@router.post("/casus/{casus_id}/gezin/{gezinslid_id}/link", name="give_family_link")
def give_link(
    request: Request, ctx: Ctx, me: Me, casus_id: str, gezinslid_id: int
) -> HTMLResponse:
    """Make a one-time link and show it this once, to hand over."""
    member = family_member(ctx, gezinslid_id)
    address = link_url(ctx, invite_family_member(ctx, gezinslid_id, door=me.naam))
    days = ctx.knowledge.aanmelden.links.activeren_gezin
    values = {
        "casus_id": casus_id,
        "lid": member,
        "link": address,
        "qr": qr_code(address),
        "tot": ctx.now() + timedelta(days=days),
    }
    return render(request, "gezin_link.html", values)


@router.post("/casus/{casus_id}/gezin/{gezinslid_id}/gezag", name="set_authority")
def authority(
    ctx: Ctx, me: Me, casus_id: str, gezinslid_id: int, form: Form
) -> RedirectResponse:
    """Write down whether a parent has parental authority."""
    gezag = _GEZAG.get(str(form.get("gezag", "")))
    set_authority(ctx, gezinslid_id, gezag, door=me.naam)
    return _back(casus_id)


@router.post("/casus/{casus_id}/gezin/{gezinslid_id}/weg", name="remove_family")
def remove(ctx: Ctx, me: Me, casus_id: str, gezinslid_id: int) -> RedirectResponse:
    """End the access of a parent or pupil at once."""
    remove_family_member(ctx, gezinslid_id, door=me.naam)
    return _back(casus_id)


def _back(casus_id: str) -> RedirectResponse:
    return go_to(f"/casus/{casus_id}#{ID}")
