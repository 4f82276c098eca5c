"""Organisations of the region, and the schools that take part."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.casework.organisation_changes import (
    OrganisationForm,
    add_organisation,
    change_organisation,
    resume_organisation,
    stop_organisation,
)
from assistant.casework.organisations import (
    FIRST_NAME,
    OrganisationView,
    managed_organisation,
    managed_organisations,
    organisations,
)
from assistant.casework.schools import add_schools, search_schools
from assistant.casework.staff import people
from assistant.context import Context
from assistant.errors import ChangedMeanwhileError, InputError, NotAllowedError
from assistant.web.forms import Form, form_text, read_number
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

MAX_TEXT = 300
MAX_PLACES = 4000
CONFLICT = 409
SCHOOL_KINDS = (
    ("bao", "basisschool"),
    ("sbo", "speciaal basisonderwijs"),
    ("so", "speciaal onderwijs"),
    ("so_vso", "so en vso samen"),
    ("vso", "voortgezet speciaal onderwijs"),
    ("vo", "voortgezet onderwijs"),
)


@router.get("/organisaties", name="organisation_list")
def organisation_list(
    request: Request, ctx: Ctx, me: Me, zoek: str = ""
) -> HTMLResponse:
    """Show the organisations by kind."""
    words = zoek[:MAX_TEXT]
    rows = [row for row in managed_organisations(ctx, me) if _matches(row, words)]
    order = {kind.id: nr for nr, kind in enumerate(ctx.knowledge.organisaties.soorten)}
    rows.sort(key=lambda row: (order.get(row.soort, 99), row.naam.casefold()))
    groups = [
        (ctx.knowledge.organisaties.soort(soort), list(group))
        for soort, group in groupby(rows, key=lambda row: row.soort)
    ]
    values = {"groepen": groups, "zoek": words, "aantal_rijen": len(rows)}
    return render(request, "organisaties.html", values)


@router.get("/organisaties/nieuw", name="new_organisation")
def new_organisation(
    request: Request, ctx: Ctx, me: Me, soort: str = "", bestuur: str = ""
) -> HTMLResponse:
    """Show the form for a new organisation."""
    form = OrganisationForm(soort=soort[:40], naam="", ouder_id=bestuur[:60] or None)
    return _form(request, ctx, me, form, None)


@router.post("/organisaties/nieuw", name="create_organisation")
def create_organisation(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Add an organisation."""
    typed = _read(form)
    try:
        new = add_organisation(ctx, me, typed)
    except (InputError, NotAllowedError) as error:
        return _form(request, ctx, me, typed, None, str(error), status=422)
    return go_to(f"/organisaties/{new}")


@router.get("/organisaties/{organisatie_id}", name="organisation_page")
def organisation_page(
    request: Request, ctx: Ctx, me: Me, organisatie_id: str
) -> HTMLResponse:
    """Show one organisation with its people and schools."""
    view = managed_organisation(ctx, me, organisatie_id)
    return _show(request, ctx, me, view, _as_form(view))


@router.post("/organisaties/{organisatie_id}", name="save_organisation")
def save_organisation(
    request: Request, ctx: Ctx, me: Me, organisatie_id: str, form: Form
) -> Response:
    """Change an organisation; when somebody else just did, show both."""
    view = managed_organisation(ctx, me, organisatie_id)
    typed = _read(form)
    try:
        change_organisation(
            ctx,
            me,
            organisatie_id,
            typed,
            versie=read_number(form.get("versie")) or 0,
        )
    except ChangedMeanwhileError as error:
        return _show(request, ctx, me, view, typed, str(error), status=CONFLICT)
    except InputError as error:
        return _show(request, ctx, me, view, typed, str(error), status=422)
    return go_to(f"/organisaties/{organisatie_id}?bewaard=1")


@router.post("/organisaties/{organisatie_id}/stoppen", name="stop_organisation")
def stop(request: Request, ctx: Ctx, me: Me, organisatie_id: str) -> Response:
    """Let an organisation take part no longer."""
    try:
        stop_organisation(ctx, me, organisatie_id)
    except NotAllowedError as error:
        view = managed_organisation(ctx, me, organisatie_id)
        return _show(
            request, ctx, me, view, _as_form(view), str(error), status=CONFLICT
        )
    return go_to(f"/organisaties/{organisatie_id}")


@router.post("/organisaties/{organisatie_id}/hervatten", name="resume_organisation")
def resume(ctx: Ctx, me: Me, organisatie_id: str) -> RedirectResponse:
    """Let an organisation take part again."""
    resume_organisation(ctx, me, organisatie_id)
    return go_to(f"/organisaties/{organisatie_id}")


@router.get("/scholen", name="school_search")
def school_search(
    request: Request, ctx: Ctx, me: Me, zoek: str = "", bestuur: str = ""
) -> HTMLResponse:
    """Search the schools of the DUO files."""
    return _schools(request, ctx, zoek[:MAX_TEXT], bestuur[:10])


@router.post("/scholen", name="add_schools")
def add_chosen_schools(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Let the ticked schools take part."""
    words = form_text(form, "zoek", limit=MAX_TEXT, what="De zoektekst")
    board = form_text(form, "bestuur", limit=10, what="Het bestuursnummer")
    chosen = [str(one) for one in form.getlist("school")]
    try:
        number = add_schools(ctx, me, chosen)
    except (InputError, NotAllowedError) as error:
        return _schools(request, ctx, words, board, str(error), chosen, status=422)
    return _schools(request, ctx, words, board, toegevoegd=number)


def _schools(
    request: Request,
    ctx: Context,
    words: str,
    board: str,
    problem: str | None = None,
    chosen: list[str] | None = None,
    *,
    toegevoegd: int | None = None,
    status: int = 200,
) -> HTMLResponse:
    values = {
        "gevonden": search_schools(ctx, words, bestuur=board or None),
        "zoek": words,
        "bestuur": board,
        "gekozen": chosen or [],
        "fout": problem,
        "toegevoegd": toegevoegd,
        "schoolsoorten": dict(SCHOOL_KINDS),
    }
    return render(request, "scholen.html", values, status=status)


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    view: OrganisationView,
    form: OrganisationForm,
    problem: str | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    if form.naam == FIRST_NAME:
        form = replace(form, naam="")
    all_rows = organisations(ctx, active=False)
    values = _choices(ctx, form) | {
        "organisatie": view,
        "fout": problem,
        "botsing": status == CONFLICT and form != _as_form(view),
        "mensen": people(ctx, me, organisatie_id=view.id),
        "scholen": [row for row in all_rows if row.ouder_id == view.id],
        "bewaard": problem is None and "bewaard" in request.query_params,
    }
    return render(request, "organisatie.html", values, status=status)


def _form(
    request: Request,
    ctx: Context,
    me: Me,
    form: OrganisationForm,
    view: OrganisationView | None,
    problem: str | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    values = _choices(ctx, form) | {"organisatie": view, "fout": problem}
    return render(request, "organisatie_nieuw.html", values, status=status)


def _choices(ctx: Context, form: OrganisationForm) -> dict[str, Any]:
    """Return what the form offers to choose from."""
    boards = [row for row in organisations(ctx) if row.soort == "schoolbestuur"]
    return {
        "f": form,
        "soorten": ctx.knowledge.organisaties.soorten,
        "schoolsoorten": SCHOOL_KINDS,
        "besturen": boards,
    }


def _as_form(view: OrganisationView) -> OrganisationForm:
    return OrganisationForm(
        soort=view.soort,
        naam=view.naam,
        telefoon=view.telefoon,
        gemeenten=view.gemeenten,
        code=view.code,
        ouder_id=view.ouder_id,
        schoolsoort=view.schoolsoort,
    )


def _read(form: FormData) -> OrganisationForm:
    def text(name: str, what: str, limit: int = MAX_TEXT) -> str:
        return form_text(form, name, limit=limit, what=what)

    places = text("gemeenten", "De lijst met gemeenten", MAX_PLACES)
    return OrganisationForm(
        soort=text("soort", "De soort"),
        naam=text("naam", "De naam"),
        telefoon=text("telefoon", "Het telefoonnummer"),
        gemeenten=tuple(places.replace(",", "\n").splitlines()),
        code=text("code", "Het nummer van DUO"),
        ouder_id=text("bestuur", "Het bestuur") or None,
        schoolsoort=text("schoolsoort", "De schoolsoort") or None,
    )


def _matches(row: OrganisationView, words: str) -> bool:
    parts = (row.naam, row.soort_naam, row.code, row.school_id, row.ouder)
    text = " ".join(part for part in (*parts, *row.gemeenten) if part).casefold()
    return all(word in text for word in words.casefold().split())
