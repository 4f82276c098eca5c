"""Bringing in a case list or dossier: choose, look, confirm, read the report."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from assistant.casework import import_oso as oso
from assistant.casework.import_preview import (
    confirm_preview,
    get_preview,
    make_preview,
    plan_preview,
    set_mapping,
)
from assistant.casework.import_reports import ImportResult, import_result, report_as_csv
from assistant.casework.kijker import Kijker
from assistant.casework.previews import drop_preview, preview_kind
from assistant.context import Context
from assistant.errors import ImportFileError, InputError
from assistant.web.bezig import Jobs
from assistant.web.forms import Form, upload_of
from assistant.web.invoer_tonen import (
    group_lines,
    show_columns,
    show_plan,
    show_start,
)
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

AT_ONCE = 1000
"""Lines that are brought in while the browser waits; more run on by themselves."""

_REPORTS = {"verzuim": "invoer_verzuim_verslag.html"}
"""The page of a report, for kinds of imports that have their own."""


Upload = Annotated[FormData, Depends(upload_of(1))]


@router.get("/invoer", name="import_page")
def import_page(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show the form to choose a file, what waits for a yes and what came in before."""
    return show_start(request, ctx, me)


@router.post("/invoer", name="upload_list")
def upload_list(request: Request, ctx: Ctx, me: Me, form: Upload) -> Response:
    """Read a file and go on to what it holds; nothing is brought in yet."""
    file = form.get("bestand")
    sheet = form.get("blad")
    if not isinstance(file, UploadFile) or not file.filename:
        return show_start(request, ctx, me, fout="Kies eerst een bestand.")
    data = file.file.read()
    blad = sheet if isinstance(sheet, str) else None
    try:
        if oso.looks_like_oso(data, file.filename):
            preview = oso.preview_oso(ctx, data, file.filename, kijker=me)
            return go_to(f"/invoer/{preview}")
        preview = make_preview(ctx, data, file.filename, kijker=me, blad=blad)
    except ImportFileError as error:
        return show_start(request, ctx, me, fout=str(error), blad=blad)
    return go_to(f"/invoer/{preview}/kolommen")


@router.get("/invoer/verslag/{invoer_id}", name="import_report")
def import_report(request: Request, ctx: Ctx, me: Me, invoer_id: int) -> HTMLResponse:
    """Show what an import did."""
    result = import_result(ctx, invoer_id, me)
    values = {"invoer": result, "groepen": group_lines(result.regels)}
    template = _REPORTS.get(result.soort, "invoer_verslag.html")
    return render(request, template, values)


@router.get("/invoer/verslag/{invoer_id}/bestand", name="import_report_file")
def import_report_file(ctx: Ctx, me: Me, invoer_id: int) -> Response:
    """Download the report as CSV."""
    result = import_result(ctx, invoer_id, me)
    name = f"verslag-invoer-{result.id}.csv"
    return Response(
        report_as_csv(result),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get("/invoer/{voorbeeld_id}/kolommen", name="import_columns")
def import_columns(
    request: Request, ctx: Ctx, me: Me, voorbeeld_id: str
) -> HTMLResponse:
    """Show which column goes where, to be changed."""
    return show_columns(request, ctx, get_preview(ctx, voorbeeld_id, me))


@router.post("/invoer/{voorbeeld_id}/kolommen", name="save_columns")
def save_columns(
    request: Request, ctx: Ctx, me: Me, voorbeeld_id: str, form: Form
) -> Response:
    """Store which column goes where and go on to the preview."""
    preview = get_preview(ctx, voorbeeld_id, me)
    chosen = {
        kop: str(form.get(f"kolom-{index}") or "")
        for index, kop in enumerate(preview.lijst.kolommen)
    }
    try:
        set_mapping(ctx, voorbeeld_id, chosen, me)
    except ImportFileError as error:
        return show_columns(request, ctx, preview, chosen, fout=str(error))
    return go_to(f"/invoer/{voorbeeld_id}")


@router.get("/invoer/{voorbeeld_id}", name="import_preview")
def import_preview(
    request: Request, ctx: Ctx, me: Me, voorbeeld_id: str
) -> HTMLResponse:
    """Show what confirming would do, line by line."""
    return _show(request, ctx, me, voorbeeld_id)


@router.post("/invoer/{voorbeeld_id}/bevestigen", name="confirm_import")
def confirm_import(request: Request, ctx: Ctx, me: Me, voorbeeld_id: str) -> Response:
    """Bring it in: all of it, or nothing."""
    try:
        if preview_kind(ctx, voorbeeld_id, me) == oso.KIND:
            result = oso.confirm_oso(ctx, voorbeeld_id, me)
        elif len(get_preview(ctx, voorbeeld_id, me).lijst.regels) > AT_ONCE:
            _jobs(request).start(
                voorbeeld_id,
                lambda progress: confirm_preview(ctx, voorbeeld_id, me, progress),
            )
            return go_to(f"/invoer/{voorbeeld_id}/bezig")
        else:
            result = confirm_preview(ctx, voorbeeld_id, me)
    except InputError as error:
        return _show(request, ctx, me, voorbeeld_id, fout=str(error))
    return go_to(f"/invoer/verslag/{result.id}")


@router.get("/invoer/{voorbeeld_id}/bezig", name="import_busy")
def import_busy(request: Request, ctx: Ctx, me: Me, voorbeeld_id: str) -> Response:
    """Show how far a large import is, then its report."""
    job = _jobs(request).get(voorbeeld_id)
    if job is None:
        # the app was started again meanwhile: nothing came in, the preview is there
        stopped = (
            "De invoer is onderbroken. Er is niets ingevoerd. Probeer het opnieuw."
        )
        return _show(request, ctx, me, voorbeeld_id, fout=stopped)
    if job.resultaat is not None:
        result = import_result(ctx, job.resultaat.id, me)
        _jobs(request).forget(voorbeeld_id)
        return go_to(f"/invoer/verslag/{result.id}")
    preview = get_preview(ctx, voorbeeld_id, me)
    if job.fout is not None:
        _jobs(request).forget(voorbeeld_id)
        return _show(request, ctx, me, voorbeeld_id, fout=job.fout)
    return render(request, "invoer_bezig.html", {"voorbeeld": preview, "bezig": job})


@router.post("/invoer/{voorbeeld_id}/weg", name="drop_import")
def drop_import(ctx: Ctx, me: Me, voorbeeld_id: str) -> RedirectResponse:
    """Throw a preview away."""
    drop_preview(ctx, voorbeeld_id, me)
    return go_to("/invoer")


def _jobs(request: Request) -> Jobs[ImportResult]:
    jobs: Jobs[ImportResult] = request.app.state.invoer
    return jobs


def _show(
    request: Request,
    ctx: Context,
    me: Kijker,
    voorbeeld_id: str,
    *,
    fout: str | None = None,
) -> HTMLResponse:
    """Show what confirming would do; of a list that cannot be read, its columns."""
    if preview_kind(ctx, voorbeeld_id, me) == oso.KIND:
        name, plan = oso.plan_oso(ctx, voorbeeld_id, me)
        return show_plan(request, ctx, voorbeeld_id, name, plan, fout=fout)
    preview = get_preview(ctx, voorbeeld_id, me)
    try:
        plan = plan_preview(ctx, preview, me)
    except InputError as error:
        return show_columns(request, ctx, preview, fout=str(error))
    name = preview.lijst.naam
    return show_plan(request, ctx, voorbeeld_id, name, plan, fout=fout, kolommen=True)
