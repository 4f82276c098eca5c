"""The name on the case page: who it is, who it may be too, and brothers and sisters."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from assistant.casework.absence_keys import absence_keys_of
from assistant.casework.duplicates import warn_duplicates
from assistant.casework.inzage import require_case
from assistant.casework.names import LONGEST, Volledigenaam, names_of, set_name
from assistant.casework.siblings import (
    link_siblings,
    siblings_of,
    suggest_siblings,
    unlink_siblings,
)
from assistant.context import Context
from assistant.errors import InputError, NotFoundError
from assistant.web.case_page import CaseCall, CaseSection, show_case
from assistant.web.errors import NotAllowed
from assistant.web.forms import Form, form_text
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

PARTS = (
    ("voornaam", "Voornaam of voornamen"),
    ("roepnaam", "Roepnaam, als die anders is"),
    ("tussenvoegsel", "Tussenvoegsel"),
    ("achternaam", "Achternaam"),
)
_MOST = 10 * LONGEST


def _fill(call: CaseCall) -> Mapping[str, Any] | None:
    """Make the section; who may not see the name does not see it at all."""
    ctx, me, casus = call.ctx, call.me, call.casus
    if not casus.inzage.naam:
        return None
    may_change = casus.inzage.mag_wijzigen
    with ctx.store.reading() as uow:
        naam = names_of(ctx, uow, [casus.id]).get(casus.id)
        keys = absence_keys_of(ctx, uow, casus.id) if may_change else []
    siblings = () if me.is_family else siblings_of(ctx, me, casus.id)
    if not (may_change or siblings):
        return None
    return {
        "naam": naam,
        "delen": PARTS,
        "langste": LONGEST,
        "wijzigbaar": may_change,
        "getypt": call.typed.get("naam") or _parts(naam),
        "fout": call.typed.get("fout"),
        "verwant": siblings,
        "sleutels": keys,
        "kort": f"{len(siblings)} in Leerplek" if siblings else "",
    }


def _fill_doubles(call: CaseCall) -> Mapping[str, Any] | None:
    """Warn that there may be a case of this pupil already."""
    if not (call.casus.inzage.naam and call.casus.inzage.mag_wijzigen):
        return None
    found = warn_duplicates(call.ctx, call.me, call.casus.id)
    return {"dubbel": found} if found else None


DOUBLES = CaseSection(
    id="dubbel",
    naam="Misschien dubbel",
    template="_casus_dubbel.html",
    fill=_fill_doubles,
    plaats="kop",
)
SECTION = CaseSection(
    id="namen",
    naam="Naam, broers en zussen",
    template="_casus_namen.html",
    fill=_fill,
    plaats="onder",
)


@router.post("/casus/{casus_id}/naam", name="save_name")
def save_name(
    request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form
) -> Response:
    """Store the name of the pupil; it stays apart from the case, and sealed."""
    _require_name(ctx, me, casus_id)
    typed = {part: str(form.get(part, "")) for part, _label in PARTS}
    try:
        set_name(ctx, casus_id, _read_name(form), door=me.naam)
    except InputError as error:
        wrong = {"namen": {"naam": typed, "fout": str(error)}}
        return show_case(request, ctx, me, casus_id, status=422, typed=wrong)
    return go_to(f"/casus/{casus_id}#namen")


@router.get("/casus/{casus_id}/verwant", name="sibling_page")
def sibling_page(request: Request, ctx: Ctx, me: Me, casus_id: str) -> HTMLResponse:
    """Show who may be a brother or sister, and the form to link one."""
    return _show_siblings(request, ctx, me, casus_id)


@router.post("/casus/{casus_id}/verwant", name="link_sibling")
def link_sibling(
    request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form
) -> Response:
    """Link the case of a brother or sister."""
    other = form_text(form, "ander", limit=40, what="Het casusnummer")
    try:
        link_siblings(ctx, me, casus_id, other)
    except (InputError, NotFoundError) as error:
        problem = str(error)
        return _show_siblings(
            request, ctx, me, casus_id, other=other, problem=problem, status=422
        )
    return go_to(f"/casus/{casus_id}#namen")


@router.post("/casus/{casus_id}/verwant/weg", name="unlink_sibling")
def unlink_sibling(ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Take the link to a brother or sister away."""
    other = form_text(form, "ander", limit=40, what="Het casusnummer")
    unlink_siblings(ctx, me, casus_id, other)
    return go_to(f"/casus/{casus_id}#namen")


def _show_siblings(
    request: Request,
    ctx: Context,
    me: Me,
    casus_id: str,
    *,
    other: str = "",
    problem: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    _require_name(ctx, me, casus_id)
    values = {
        "casus_id": casus_id,
        "verwant": siblings_of(ctx, me, casus_id),
        "misschien": suggest_siblings(ctx, me, casus_id),
        "ander": other,
        "fout": problem,
    }
    return render(request, "verwanten.html", values, status=status)


def _require_name(ctx: Context, me: Me, casus_id: str) -> None:
    if not require_case(ctx, me, casus_id).naam:
        raise NotAllowed("De naam van deze leerling is voor u niet zichtbaar.")


def _read_name(form: FormData) -> Volledigenaam:
    parts = {
        part: form_text(form, part, limit=_MOST, what=label) for part, label in PARTS
    }
    return Volledigenaam(**parts)


def _parts(naam: Volledigenaam | None) -> Mapping[str, str]:
    return {
        part: (getattr(naam, part) or "") if naam is not None else ""
        for part, _label in PARTS
    }
