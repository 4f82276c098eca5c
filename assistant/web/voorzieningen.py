"""Provisions and their seats, for who keeps them."""

from dataclasses import replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.casework.organisations import organisations
from assistant.casework.own_provisions import (
    OwnProvisionView,
    keeps_all,
    own_provision,
    own_provisions,
)
from assistant.casework.provision_changes import (
    add_group,
    change_group,
    change_provision,
    create_provision,
    save_seats,
    stop_provision,
)
from assistant.casework.provision_forms import GroupForm, ProvisionForm, SeatsForm
from assistant.context import Context
from assistant.errors import ChangedMeanwhileError, InputError
from assistant.web.forms import Form, form_text, read_number
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

MAX_TEXT = 300
WRONG, CONFLICT = 422, 409
TEXTS = (
    *("naam", "route", "organisatie", "plaats", "pc4", "leeftijd_min"),
    *("leeftijd_max", "alleen_eigen_school", "contact", "telefoon"),
)
LISTS = ("sectoren", "biedt", "past_bij")
NEW_GROUP = "nieuwe-groep"


@router.get("/voorzieningen", name="provision_list")
def provision_list(request: Request, ctx: Ctx, me: Me, zoek: str = "") -> HTMLResponse:
    """Show the provisions with the seats of now and the months ahead."""
    words = zoek[:MAX_TEXT]
    rows = own_provisions(ctx, me)
    found = [row for row in rows if _matches(row, words)]
    values = {"voorzieningen": found, "zoek": words, "totaal": len(rows)}
    return render(request, "voorzieningen.html", values)


@router.get("/voorzieningen/nieuw", name="new_provision")
def new_provision(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show the form for a new provision."""
    return _new(request, ctx, me, _empty())


@router.post("/voorzieningen/nieuw", name="create_provision")
def create(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Add a provision."""
    typed = _read(form)
    try:
        new = create_provision(ctx, me, _form(typed))
    except InputError as error:
        return _new(request, ctx, me, typed, str(error), status=WRONG)
    return go_to(f"/voorzieningen/{new}#{NEW_GROUP}")


@router.get("/voorzieningen/{voorziening_id}", name="provision_page")
def provision_page(
    request: Request, ctx: Ctx, me: Me, voorziening_id: str
) -> HTMLResponse:
    """Show one provision with its groups and seats."""
    return _show(request, ctx, me, voorziening_id)


@router.post("/voorzieningen/{voorziening_id}", name="save_provision")
def save(
    request: Request, ctx: Ctx, me: Me, voorziening_id: str, form: Form
) -> Response:
    """Change a provision."""
    typed = _read(form)
    try:
        change_provision(ctx, me, voorziening_id, _form(typed), versie=_version(form))
    except (InputError, ChangedMeanwhileError) as error:
        return _show(request, ctx, me, voorziening_id, "gegevens", error, typed)
    return go_to(f"/voorzieningen/{voorziening_id}")


@router.post("/voorzieningen/{voorziening_id}/stoppen", name="stop_provision")
def stop(ctx: Ctx, me: Me, voorziening_id: str, form: Form) -> RedirectResponse:
    """Take a provision out of the proposals, or back in."""
    stop_provision(ctx, me, voorziening_id, stop=form.get("weer") is None)
    return go_to(f"/voorzieningen/{voorziening_id}")


@router.post("/voorzieningen/{voorziening_id}/groepen", name="add_group")
def new_group(
    request: Request, ctx: Ctx, me: Me, voorziening_id: str, form: Form
) -> Response:
    """Add a group."""
    typed = _texts(form, ("groep_naam", "uren", "instroom"))
    try:
        key = add_group(ctx, me, voorziening_id, _group_form(typed))
    except InputError as error:
        return _show(request, ctx, me, voorziening_id, NEW_GROUP, error, typed)
    return go_to(f"/voorzieningen/{voorziening_id}#groep-{key}")


@router.post("/voorzieningen/{voorziening_id}/groepen/{groep_id}", name="save_group")
def save_group(
    request: Request, ctx: Ctx, me: Me, voorziening_id: str, groep_id: str, form: Form
) -> Response:
    """Change the name, hours or intake moments of a group."""
    typed = _texts(form, ("groep_naam", "uren", "instroom"))
    try:
        change_group(ctx, me, groep_id, _group_form(typed), versie=_version(form))
    except (InputError, ChangedMeanwhileError) as error:
        return _show(
            request, ctx, me, voorziening_id, f"groep-{groep_id}", error, typed
        )
    return go_to(f"/voorzieningen/{voorziening_id}#groep-{groep_id}")


@router.post(
    "/voorzieningen/{voorziening_id}/groepen/{groep_id}/plaatsen", name="save_period"
)
def save_period(
    request: Request, ctx: Ctx, me: Me, voorziening_id: str, groep_id: str, form: Form
) -> Response:
    """Change the seats of a period, or add a period."""
    typed = _texts(form, ("periode", "van", "tot", "plaatsen", "bezet"))
    where = f"plaatsen-{groep_id}-{typed['periode']}"
    try:
        save_seats(
            ctx,
            me,
            groep_id,
            _seats_form(typed),
            versie=_version(form),
            periode=_day(typed["periode"], "De periode", needed=False),
        )
    except (InputError, ChangedMeanwhileError) as error:
        return _show(request, ctx, me, voorziening_id, where, error, typed)
    return go_to(f"/voorzieningen/{voorziening_id}#groep-{groep_id}")


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    voorziening_id: str,
    where: str = "",
    error: Exception | None = None,
    typed: dict[str, Any] | None = None,
) -> HTMLResponse:
    view = own_provision(ctx, me, voorziening_id)
    status = 200
    if error is not None:
        status = CONFLICT if isinstance(error, ChangedMeanwhileError) else WRONG
    own = typed if typed is not None and where == "gegevens" else _typed(view)
    values = _choices(ctx, me) | {
        "v": view,
        "fout_bij": where,
        "fout": None if error is None else str(error),
        "botsing": status == CONFLICT,
        "f": own,
        "getypt": typed or {},
        "vandaag": ctx.today(),
    }
    return render(request, "voorziening.html", values, status=status)


def _new(
    request: Request,
    ctx: Context,
    me: Me,
    typed: dict[str, Any],
    problem: str | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    values = _choices(ctx, me) | {"f": typed, "fout": problem}
    return render(request, "voorziening_nieuw.html", values, status=status)


def _choices(ctx: Context, me: Me) -> dict[str, Any]:
    """Return what the forms offer to choose from."""
    rules, velden = ctx.knowledge.organisaties, ctx.knowledge.velden
    providers = {kind.id for kind in rules.soorten if kind.biedt_plaatsen}
    owners = [row for row in organisations(ctx) if row.soort in providers]
    return {
        "routes": sorted(ctx.knowledge.routes.values(), key=lambda row: row.naam),
        "sectoren": ctx.knowledge.afgeleid["sector"].waarden,
        "behoeften": velden["onderwijsbehoeften"].waarden,
        "kenmerken": velden["kind_belemmerend"].waarden,
        "eigenaars": owners if keeps_all(me) else [],
    }


def _empty() -> dict[str, Any]:
    return dict.fromkeys(TEXTS, "") | {name: () for name in LISTS}


def _typed(view: OwnProvisionView) -> dict[str, Any]:
    return _empty() | {
        "naam": view.naam,
        "route": view.route,
        "organisatie": view.organisatie_id or "",
        "plaats": view.plaats or "",
        "pc4": view.pc4 or "",
        "leeftijd_min": _number_text(view.leeftijd_min),
        "leeftijd_max": _number_text(view.leeftijd_max),
        "alleen_eigen_school": view.alleen_eigen_school or "",
        "contact": view.contact or "",
        "telefoon": view.telefoon or "",
        "sectoren": view.sectoren,
        "biedt": view.biedt,
        "past_bij": view.past_bij,
    }


def _read(form: FormData) -> dict[str, Any]:
    lists = {name: tuple(str(one) for one in form.getlist(name)) for name in LISTS}
    return _texts(form, TEXTS) | lists


def _texts(form: FormData, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        name: form_text(form, name, limit=MAX_TEXT, what="Een van de velden")
        for name in names
    }


def _form(typed: dict[str, Any]) -> ProvisionForm:
    form = ProvisionForm(
        naam=typed["naam"],
        route=typed["route"],
        sectoren=typed["sectoren"],
        organisatie_id=typed["organisatie"] or None,
        biedt=typed["biedt"],
        past_bij=typed["past_bij"],
        **{
            name: typed[name] or None
            for name in ("plaats", "pc4", "alleen_eigen_school", "contact", "telefoon")
        },
    )
    return replace(
        form,
        leeftijd_min=_number(typed["leeftijd_min"], "De laagste leeftijd"),
        leeftijd_max=_number(typed["leeftijd_max"], "De hoogste leeftijd"),
    )


def _group_form(typed: dict[str, Any]) -> GroupForm:
    hours = typed["uren"].replace(",", ".")
    try:
        uren = float(hours) if hours else None
    except ValueError:
        raise InputError("Vul de uren per week in als een getal, zoals 12,5.") from None
    days = typed["instroom"].replace(",", " ").split()
    return GroupForm(
        naam=typed["groep_naam"],
        uren=uren,
        instroom=tuple(_needed_day(day, "Een instroommoment") for day in days),
    )


def _seats_form(typed: dict[str, Any]) -> SeatsForm:
    return SeatsForm(
        van=_needed_day(typed["van"], "De eerste dag"),
        tot=_day(typed["tot"], "De laatste dag", needed=False),
        plaatsen=_number(typed["plaatsen"], "Het aantal plaatsen"),
        bezet=_number(typed["bezet"], "Het aantal bezette plaatsen"),
    )


def _number(text: str, what: str) -> int | None:
    """Return a whole number; an empty box is not known, never zero."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 5):
        raise InputError(
            f"{what} is geen heel getal. Laat het leeg als u het niet weet."
        )
    return int(text)


def _needed_day(text: str, what: str) -> date:
    day = _day(text, what, needed=True)
    assert day is not None
    return day


def _day(text: str, what: str, *, needed: bool) -> date | None:
    if not text and not needed:
        return None
    try:
        if text[4:5] == "-":
            return date.fromisoformat(text)
        number, month, year = (int(part) for part in text.split("-"))
        return date(year, month, number)
    except ValueError:
        msg = f"{what} is geen datum. Schrijf hem als 24-08-2026."
        raise InputError(msg) from None


def _version(form: FormData) -> int:
    return read_number(form.get("versie")) or 0


def _number_text(number: int | None) -> str:
    return "" if number is None else str(number)


def _matches(row: OwnProvisionView, words: str) -> bool:
    text = " ".join(
        part for part in (row.naam, row.route_naam, row.organisatie, row.plaats) if part
    ).casefold()
    return all(word in text for word in words.casefold().split())
