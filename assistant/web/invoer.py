"""Bringing in a case list: choose, map the columns, look, confirm, read the report."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from assistant.casework.case_list import CaseList, ReportLine
from assistant.casework.import_columns import targets
from assistant.casework.import_plan import ImportPlan, PlannedCase
from assistant.casework.import_preview import (
    Preview,
    confirm_preview,
    drop_preview,
    get_preview,
    make_preview,
    plan_preview,
    set_mapping,
    waiting_previews,
)
from assistant.casework.import_reports import (
    import_result,
    import_results,
    report_as_csv,
)
from assistant.casework.kijker import Kijker
from assistant.context import Context
from assistant.errors import ImportFileError, InputError
from assistant.web.forms import Form
from assistant.web.invoer_bezig import Job, Jobs
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

AT_ONCE = 1000
"""Lines that are brought in while the browser waits; more run on by themselves."""
SHOWN_CASES = 25
SHOWN_LINES = 200
_SAMPLES = 3


async def _read_upload(request: Request) -> FormData:
    return await request.form(max_fields=10, max_files=1)


Upload = Annotated[FormData, Depends(_read_upload)]


@router.get("/invoer", name="import_page")
def import_page(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show the form to choose a file, what waits for a yes and what came in before."""
    return _show_start(request, ctx, me)


@router.post("/invoer", name="upload_list")
def upload_list(request: Request, ctx: Ctx, me: Me, form: Upload) -> Response:
    """Read a file and go on to its columns; nothing is brought in yet."""
    file = form.get("bestand")
    sheet = form.get("blad")
    if not isinstance(file, UploadFile) or not file.filename:
        return _show_start(request, ctx, me, fout="Kies eerst een bestand.")
    data = file.file.read()
    blad = sheet if isinstance(sheet, str) else None
    try:
        preview = make_preview(ctx, data, file.filename, kijker=me, blad=blad)
    except ImportFileError as error:
        return _show_start(request, ctx, me, fout=str(error), blad=blad)
    return go_to(f"/invoer/{preview}/kolommen")


@router.get("/invoer/verslag/{invoer_id}", name="import_report")
def import_report(request: Request, ctx: Ctx, me: Me, invoer_id: int) -> HTMLResponse:
    """Show what an import did."""
    result = import_result(ctx, invoer_id, me)
    values = {"invoer": result, "groepen": group_lines(result.regels)}
    return render(request, "invoer_verslag.html", values)


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
    return _show_columns(request, ctx, get_preview(ctx, voorbeeld_id, me))


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
        return _show_columns(request, ctx, preview, chosen, fout=str(error))
    return go_to(f"/invoer/{voorbeeld_id}")


@router.get("/invoer/{voorbeeld_id}", name="import_preview")
def import_preview(
    request: Request, ctx: Ctx, me: Me, voorbeeld_id: str
) -> HTMLResponse:
    """Show what confirming would do, line by line."""
    return _show_preview(request, ctx, me, get_preview(ctx, voorbeeld_id, me))


@router.post("/invoer/{voorbeeld_id}/bevestigen", name="confirm_import")
def confirm_import(request: Request, ctx: Ctx, me: Me, voorbeeld_id: str) -> Response:
    """Bring the list in: all of it, or nothing."""
    preview = get_preview(ctx, voorbeeld_id, me)
    if len(preview.lijst.regels) > AT_ONCE:
        _jobs(request).start(
            voorbeeld_id,
            lambda progress: confirm_preview(ctx, voorbeeld_id, me, progress),
        )
        return go_to(f"/invoer/{voorbeeld_id}/bezig")
    try:
        result = confirm_preview(ctx, voorbeeld_id, me)
    except InputError as error:
        return _show_preview(request, ctx, me, preview, fout=str(error))
    return go_to(f"/invoer/verslag/{result.id}")


@router.get("/invoer/{voorbeeld_id}/bezig", name="import_busy")
def import_busy(request: Request, ctx: Ctx, me: Me, voorbeeld_id: str) -> Response:
    """Show how far a large import is, then its report."""
    job = _jobs(request).get(voorbeeld_id)
    if job is None:
        # the app was started again meanwhile: nothing came in, the preview is there
        preview = get_preview(ctx, voorbeeld_id, me)
        stopped = (
            "De invoer is onderbroken. Er is niets ingevoerd. Probeer het opnieuw."
        )
        return _show_preview(request, ctx, me, preview, fout=stopped)
    if job.resultaat is not None:
        result = import_result(ctx, job.resultaat.id, me)
        _jobs(request).forget(voorbeeld_id)
        return go_to(f"/invoer/verslag/{result.id}")
    preview = get_preview(ctx, voorbeeld_id, me)
    if job.fout is not None:
        _jobs(request).forget(voorbeeld_id)
        return _show_preview(request, ctx, me, preview, fout=job.fout)
    return _show_busy(request, preview, job)


@router.post("/invoer/{voorbeeld_id}/weg", name="drop_import")
def drop_import(ctx: Ctx, me: Me, voorbeeld_id: str) -> RedirectResponse:
    """Throw a preview away."""
    drop_preview(ctx, voorbeeld_id, me)
    return go_to("/invoer")


@dataclass(frozen=True)
class LineGroup:
    """Lines of a report that say the same of one column."""

    soort: str
    kolom: str | None
    tekst: str
    regels: tuple[ReportLine, ...]

    @property
    def nummers(self) -> str:
        """Return the rows it is about, as text; the first few of many."""
        numbers = [str(line.regel) for line in self.regels if line.regel is not None]
        shown = ", ".join(numbers[:12])
        more = len(numbers) - 12
        return f"{shown} en nog {more}" if more > 0 else shown


def group_lines(lines: tuple[ReportLine, ...]) -> list[LineGroup]:
    """Put lines that say the same together, what was left out first."""
    order = {"weggelaten": 0, "fout": 1, "let op": 2}

    def key(line: ReportLine) -> tuple[int, str, str]:
        return (order.get(line.soort, 9), line.kolom or "", line.tekst)

    groups = []
    for _key, same in groupby(sorted(lines, key=key), key):
        found = tuple(same)
        first = found[0]
        groups.append(LineGroup(first.soort, first.kolom, first.tekst, found))
    return groups


def _jobs(request: Request) -> Jobs:
    state = request.app.state
    if not hasattr(state, "invoer"):
        state.invoer = Jobs()
    jobs: Jobs = state.invoer
    return jobs


def _show_start(
    request: Request,
    ctx: Context,
    me: Kijker,
    *,
    fout: str | None = None,
    blad: str | None = None,
) -> HTMLResponse:
    values = {
        "wachtend": waiting_previews(ctx, me),
        "eerder": import_results(ctx, me),
        "fout": fout,
        "blad": blad or "",
    }
    return render(request, "invoer.html", values, status=422 if fout else 200)


def _show_columns(
    request: Request,
    ctx: Context,
    preview: Preview,
    chosen: dict[str, str] | None = None,
    fout: str | None = None,
) -> HTMLResponse:
    places = targets(ctx.knowledge)
    values = {
        "voorbeeld": preview,
        "koppeling": chosen or preview.koppeling,
        "doelen": [(name, list(rows)) for name, rows in groupby(places, _group_name)],
        "uitleg": {place.id: place.uitleg for place in places if place.uitleg},
        "cellen": {kop: _samples(preview.lijst, kop) for kop in preview.lijst.kolommen},
        "redenen": _reasons(ctx, preview.lijst),
        "fout": fout,
    }
    return render(request, "invoer_kolommen.html", values, status=422 if fout else 200)


def _group_name(place: Any) -> str:
    return str(place.groep)


def _samples(table: CaseList, kop: str) -> list[str]:
    found: list[str] = []
    for cell in table.column(kop):
        short = cell if len(cell) <= 40 else cell[:40] + "…"
        if short not in found:
            found.append(short)
        if len(found) == _SAMPLES:
            break
    return found


def _reasons(ctx: Context, table: CaseList) -> dict[str, str]:
    """Return per column why we propose not to take it in, where we know."""
    from assistant.casework.case_list import find_header, known_headers

    rules = ctx.knowledge.invoer
    known = known_headers(rules)
    why = {row.id: row.waarom for row in rules.weglatingen}
    found = {kop: find_header(kop, known, rules) for kop in table.kolommen}
    return {kop: why[hit[0]] for kop, hit in found.items() if hit and hit[0] in why}


def _show_preview(
    request: Request,
    ctx: Context,
    me: Kijker,
    preview: Preview,
    *,
    fout: str | None = None,
) -> HTMLResponse:
    try:
        plan = plan_preview(ctx, preview, me)
    except InputError as error:
        return _show_columns(request, ctx, preview, fout=str(error))
    values = {
        "voorbeeld": preview,
        "plan": plan,
        "casussen": [_row(ctx, case) for case in plan.casussen[:SHOWN_CASES]],
        "groepen": group_lines(plan.meldingen)[:SHOWN_LINES],
        "velden": _filled(ctx, plan),
        "fout": fout,
    }
    return render(request, "invoer_voorbeeld.html", values, status=422 if fout else 200)


def _row(ctx: Context, case: PlannedCase) -> dict[str, Any]:
    line = case.regel
    answers = [
        (ctx.knowledge.velden[veld], answer.waarde)
        for veld, answer in line.antwoorden.items()
    ]
    return {
        "regel": line.regel,
        "casus": case.casus_id,
        "wijzigt": case.changes,
        "naam": line.naam.whole().voluit,
        "school": line.school,
        "herkend": case.plek.school_id is not None,
        "antwoorden": answers,
    }


def _filled(ctx: Context, plan: ImportPlan) -> list[tuple[str, int]]:
    """Return how often each field is filled in what would come in."""
    counts = Counter(veld for case in plan.casussen for veld in case.erbij)
    return [(ctx.knowledge.velden[veld].naam, n) for veld, n in counts.most_common()]


def _show_busy(request: Request, preview: Preview, job: Job) -> HTMLResponse:
    return render(request, "invoer_bezig.html", {"voorbeeld": preview, "bezig": job})
