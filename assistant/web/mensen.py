"""People of the region: who they are, what they do where, and their access."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from assistant.casework.organisations import managed_organisations
from assistant.casework.people import users
from assistant.casework.staff import PersonView, RoleView, people, person
from assistant.casework.staff_changes import (
    add_person,
    block_person,
    change_person,
    end_role_of,
    give_role_to,
    invite,
)
from assistant.context import Context
from assistant.errors import CaseworkError, InputError
from assistant.web.errors import NotFound
from assistant.web.forms import Form, form_text, read_number
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

MAX_TEXT = 300
BOXES = {
    "naam": "De naam",
    "email": "Het e-mailadres",
    "telefoon": "Het telefoonnummer",
    "rol": "De rol",
    "organisatie": "De organisatie",
}
NOBODY = "niemand"


@router.get("/mensen", name="people_list")
def people_list(
    request: Request, ctx: Ctx, me: Me, zoek: str = "", organisatie: str = ""
) -> HTMLResponse:
    """Show the people with their roles."""
    words = zoek[:MAX_TEXT]
    rows = people(ctx, me, words, organisatie_id=organisatie[:60] or None)
    values = {"mensen": rows, "zoek": words}
    return render(request, "mensen.html", values)


@router.get("/mensen/nieuw", name="new_person")
def new_person(
    request: Request, ctx: Ctx, me: Me, organisatie: str = "", rol: str = ""
) -> HTMLResponse:
    """Show the form for a new person."""
    typed = dict.fromkeys(BOXES, "")
    typed |= {"organisatie": organisatie[:60], "rol": rol[:40]}
    return _form(request, ctx, me, typed)


@router.post("/mensen/nieuw", name="create_person")
def create_person(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Add a person, and show the link to come in right away."""
    typed = _read(form)
    try:
        if not typed["organisatie"]:
            raise InputError("Kies bij welke organisatie deze persoon werkt.")
        new = add_person(
            ctx,
            me,
            naam=typed["naam"],
            email=typed["email"],
            telefoon=typed["telefoon"],
            rol=typed["rol"],
            organisatie_id=typed["organisatie"],
        )
    except CaseworkError as error:
        return _form(request, ctx, me, typed, str(error), status=422)
    return go_to(f"/mensen/{new}?nieuw=1")


@router.get("/mensen/{gebruiker_id}", name="person_page")
def person_page(request: Request, ctx: Ctx, me: Me, gebruiker_id: int) -> HTMLResponse:
    """Show one person: data, roles now and before, access."""
    return _show(request, ctx, me, gebruiker_id)


@router.post("/mensen/{gebruiker_id}", name="save_person")
def save_person(
    request: Request, ctx: Ctx, me: Me, gebruiker_id: int, form: Form
) -> Response:
    """Change the name, e-mail address or telephone number."""
    typed = _read(form)
    try:
        change_person(
            ctx,
            me,
            gebruiker_id,
            naam=typed["naam"],
            email=typed["email"],
            telefoon=typed["telefoon"],
        )
    except CaseworkError as error:
        return _show(
            request, ctx, me, gebruiker_id, fout=("gegevens", str(error)), typed=typed
        )
    return go_to(f"/mensen/{gebruiker_id}")


@router.post("/mensen/{gebruiker_id}/rol", name="give_role")
def give_role(
    request: Request, ctx: Ctx, me: Me, gebruiker_id: int, form: Form
) -> Response:
    """Give a person another role."""
    typed = _read(form)
    try:
        if not typed["organisatie"]:
            raise InputError("Kies bij welke organisatie deze rol is.")
        give_role_to(ctx, me, gebruiker_id, typed["rol"], typed["organisatie"])
    except CaseworkError as error:
        return _show(
            request, ctx, me, gebruiker_id, fout=("rol", str(error)), typed=typed
        )
    return go_to(f"/mensen/{gebruiker_id}")


@router.post("/mensen/{gebruiker_id}/rol/{aanstelling_id}/einde", name="end_role")
def end_role(
    request: Request,
    ctx: Ctx,
    me: Me,
    gebruiker_id: int,
    aanstelling_id: int,
    form: Form,
) -> Response:
    """End a role, and hand its open cases on."""
    successor = form_text(form, "opvolger", limit=20, what="De opvolger")
    try:
        _role(person(ctx, me, gebruiker_id), aanstelling_id)
        end_role_of(
            ctx,
            me,
            aanstelling_id,
            tot=_last_day(form),
            opvolger_id=read_number(successor),
            niemand=successor == NOBODY,
        )
    except CaseworkError as error:
        return _show(
            request, ctx, me, gebruiker_id, fout=(f"einde-{aanstelling_id}", str(error))
        )
    return go_to(f"/mensen/{gebruiker_id}")


@router.post("/mensen/{gebruiker_id}/uitnodigen", name="invite_person")
def invite_person(
    request: Request, ctx: Ctx, me: Me, gebruiker_id: int, form: Form
) -> Response:
    """Make a one-time link and show it this once."""
    lost = form.get("tweede_stap_weg") is not None
    try:
        token = invite(ctx, me, gebruiker_id, tweede_stap_weg=lost)
    except CaseworkError as error:
        return _show(request, ctx, me, gebruiker_id, fout=("toegang", str(error)))
    link = f"{ctx.settings.public_url}/welkom/{token}"
    return _show(request, ctx, me, gebruiker_id, link=link)


@router.post("/mensen/{gebruiker_id}/blokkeren", name="block_person")
def block(
    request: Request, ctx: Ctx, me: Me, gebruiker_id: int, form: Form
) -> Response:
    """Block a person at once, or let the person in again."""
    try:
        block_person(ctx, me, gebruiker_id, blokkeer=form.get("weer") is None)
    except CaseworkError as error:
        return _show(request, ctx, me, gebruiker_id, fout=("toegang", str(error)))
    return go_to(f"/mensen/{gebruiker_id}")


def _form(
    request: Request,
    ctx: Context,
    me: Me,
    typed: dict[str, str],
    problem: str | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    values = _choices(ctx, me) | {"getypt": typed, "fout": problem}
    return render(request, "mens_nieuw.html", values, status=status)


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    gebruiker_id: int,
    *,
    fout: tuple[str, str] = ("", ""),
    typed: dict[str, str] | None = None,
    link: str | None = None,
) -> HTMLResponse:
    view = person(ctx, me, gebruiker_id)
    values = _choices(ctx, me) | {
        "mens": view,
        "fout_bij": fout[0],
        "fout": fout[1],
        "getypt": typed or _typed(view),
        "link": link,
        "nieuw": "nieuw" in request.query_params,
        "opvolgers": {role.id: _successors(ctx, view, role) for role in view.rollen},
        "ik_zelf": view.id == me.gebruiker_id,
    }
    return render(request, "mens.html", values, status=422 if fout[1] else 200)


def _choices(ctx: Context, me: Me) -> dict[str, Any]:
    parties = [row for row in managed_organisations(ctx, me) if row.actief]
    rules = ctx.knowledge.organisaties
    used = {rol for kind in rules.soorten for rol in kind.rollen}
    roles = [row for row in rules.rollen if row.id in used]
    return {"organisaties": parties, "rollen": roles}


def _successors(
    ctx: Context, view: PersonView, role: RoleView
) -> list[tuple[int, str]]:
    """Return the others with the same role at the same organisation."""
    if not role.casussen:
        return []
    return [
        (one.id, one.naam)
        for one in users(ctx)
        if one.rol == role.rol
        and one.organisatie_id == role.organisatie_id
        and one.id != view.id
    ]


def _typed(view: PersonView) -> dict[str, str]:
    return dict.fromkeys(BOXES, "") | {
        "naam": view.naam,
        "email": view.email or "",
        "telefoon": view.telefoon or "",
    }


def _read(form: FormData) -> dict[str, str]:
    return {
        name: form_text(form, name, limit=MAX_TEXT, what=what)
        for name, what in BOXES.items()
    }


def _role(view: PersonView, aanstelling_id: int) -> RoleView:
    for role in view.rollen:
        if role.id == aanstelling_id:
            return role
    raise NotFound("Deze rol hoort niet bij deze persoon. Open de persoon opnieuw.")


def _last_day(form: FormData) -> date | None:
    """Return the last day that the role holds; None ends it at once."""
    if form.get("wanneer") != "datum":
        return None
    text = form_text(form, "tot", limit=20, what="De datum")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("Kies de laatste dag waarop de rol geldt.") from None
