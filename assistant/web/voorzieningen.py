"""Provisions and their seats, for who keeps them."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.casework.organisations import organisations
from assistant.casework.own_provisions import keeps_all, own_provision, own_provisions
from assistant.casework.provision_changes import (
    add_group,
    change_group,
    change_provision,
    create_provision,
    save_seats,
    stop_provision,
)
from assistant.casework.provision_views import OwnProvisionView
from assistant.context import Context
from assistant.errors import ChangedMeanwhileError, InputError
from assistant.web.forms import Form, read_number
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me
from assistant.web.voorziening_invoer import (
    MAX_TEXT,
    MIX,
    empty_form,
    empty_group,
    group_form,
    period_of,
    provision_form,
    read_form,
    read_group,
    read_texts,
    seats_form,
    stored_form,
    stored_group,
)

router = APIRouter(include_in_schema=False)

WRONG, CONFLICT = 422, 409
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
    return _new(request, ctx, me, empty_form())


@router.post("/voorzieningen/nieuw", name="create_provision")
def create(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Add a provision."""
    typed = read_form(ctx, form)
    try:
        new = create_provision(ctx, me, provision_form(ctx, typed))
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
    typed = read_form(ctx, form)
    try:
        change_provision(
            ctx, me, voorziening_id, provision_form(ctx, typed), versie=_version(form)
        )
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
    typed = read_group(ctx, form)
    try:
        key = add_group(ctx, me, voorziening_id, group_form(ctx, typed))
    except InputError as error:
        return _show(request, ctx, me, voorziening_id, NEW_GROUP, error, typed)
    return go_to(f"/voorzieningen/{voorziening_id}#groep-{key}")


@router.post("/voorzieningen/{voorziening_id}/groepen/{groep_id}", name="save_group")
def save_group(
    request: Request, ctx: Ctx, me: Me, voorziening_id: str, groep_id: str, form: Form
) -> Response:
    """Change what is known of a group."""
    typed = read_group(ctx, form)
    try:
        change_group(ctx, me, groep_id, group_form(ctx, typed), versie=_version(form))
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
    typed = read_texts(ctx, form, ("periode", "van", "tot", "plaatsen", "bezet"))
    where = f"plaatsen-{groep_id}-{typed['periode']}"
    try:
        save_seats(
            ctx,
            me,
            groep_id,
            seats_form(ctx, typed),
            versie=_version(form),
            periode=period_of(ctx, typed),
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
    own = typed if typed is not None and where == "gegevens" else stored_form(view)
    values = _choices(ctx, me) | {
        "v": view,
        "fout_bij": where,
        "fout": None if error is None else str(error),
        "botsing": status == CONFLICT,
        "f": own,
        "getypt": typed or {},
        "groepen": {group.id: stored_group(group) for group in view.groepen},
        "lege_groep": empty_group(),
        "mix_regels": MIX,
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
        "bronnen": tuple(ctx.knowledge.financiering.values()),
    }


def _version(form: FormData) -> int:
    return read_number(form.get("versie")) or 0


def _matches(row: OwnProvisionView, words: str) -> bool:
    text = " ".join(
        part for part in (row.naam, row.route_naam, row.organisatie, row.plaats) if part
    ).casefold()
    return all(word in text for word in words.casefold().split())
