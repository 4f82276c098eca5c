"""Bringing in absence: choose a file, look what is in it, confirm, read the report."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from assistant.casework import import_absence_preview as previews
from assistant.casework.absence_schools import schools_to_choose
from assistant.casework.import_absence_preview import AbsenceChoices, AbsencePreview
from assistant.casework.kijker import Kijker
from assistant.casework.previews import drop_preview
from assistant.context import Context
from assistant.errors import ImportFileError, InputError, NotAllowedError
from assistant.web.bezig import Jobs
from assistant.web.forms import Form, upload_of
from assistant.web.invoer_tonen import group_lines
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me
from knowledge.verzuim_invoer import Verzuimdoel
from models.verzuim import HOUR

router = APIRouter(include_in_schema=False, prefix="/invoer/verzuim")

AT_ONCE = 20_000
"""Lines that are brought in while the browser waits; more run on by themselves."""
SHOWN_GROUPS = 200
_HIDDEN = (Verzuimdoel.tweede_soort,)


Upload = Annotated[FormData, Depends(upload_of(2))]


@router.get("", name="absence_import_page")
def absence_import_page(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show the form to choose a file with absence."""
    return _start(request, ctx, me)


@router.post("", name="upload_absence")
def upload_absence(request: Request, ctx: Ctx, me: Me, form: Upload) -> Response:
    """Read a file and go on to what it holds; nothing is brought in yet."""
    file, codes = form.get("bestand"), form.get("codes")
    choices = _choices(form)
    if not isinstance(file, UploadFile) or not file.filename:
        return _start(request, ctx, me, choices, fout="Kies eerst een bestand.")
    table = None
    if isinstance(codes, UploadFile) and codes.filename:
        table = codes.file.read()
    try:
        kept = previews.keep_absence_file(
            ctx, file.file.read(), file.filename, choices, kijker=me, codes=table
        )
    except (ImportFileError, NotAllowedError) as error:
        return _start(request, ctx, me, choices, fout=str(error))
    return go_to(f"/invoer/verzuim/{kept}")


@router.get("/{voorbeeld_id}", name="absence_preview")
def absence_preview(
    request: Request, ctx: Ctx, me: Me, voorbeeld_id: str
) -> HTMLResponse:
    """Show what is in the file, and what stays out."""
    return _show(request, ctx, me, voorbeeld_id)


@router.post("/{voorbeeld_id}", name="absence_choices")
def absence_choices(
    request: Request, ctx: Ctx, me: Me, voorbeeld_id: str, form: Form
) -> Response:
    """Store another layout, school or timetable, and look again."""
    try:
        previews.choose(ctx, voorbeeld_id, _choices(form), me)
    except (ImportFileError, NotAllowedError) as error:
        return _show(request, ctx, me, voorbeeld_id, fout=str(error))
    return go_to(f"/invoer/verzuim/{voorbeeld_id}")


@router.get("/{voorbeeld_id}/kolommen", name="absence_columns")
def absence_columns(
    request: Request, ctx: Ctx, me: Me, voorbeeld_id: str
) -> HTMLResponse:
    """Show the columns of the file, to tell what each of them holds."""
    preview = previews.get_absence_preview(ctx, voorbeeld_id, me)
    return _columns(request, ctx, preview)


@router.post("/{voorbeeld_id}/kolommen", name="save_absence_columns")
def save_absence_columns(
    request: Request, ctx: Ctx, me: Me, voorbeeld_id: str, form: Form
) -> Response:
    """Store which column holds what, and look again."""
    preview = previews.get_absence_preview(ctx, voorbeeld_id, me)
    chosen = {
        kop: str(form.get(f"kolom-{at}") or "")
        for at, (kop, _cells) in enumerate(preview.columns())
    }
    old = preview.keuzes
    choices = AbsenceChoices("", old.organisatie_id, old.rooster, old.sleutel, chosen)
    previews.choose(ctx, voorbeeld_id, choices, me)
    fresh = previews.get_absence_preview(ctx, voorbeeld_id, me)
    try:
        previews.scan_preview(ctx, fresh)
    except InputError as error:
        return _columns(request, ctx, fresh, fout=str(error))
    return go_to(f"/invoer/verzuim/{voorbeeld_id}")


@router.get("/{voorbeeld_id}/afgekeurd", name="absence_rejected")
def absence_rejected(ctx: Ctx, me: Me, voorbeeld_id: str) -> Response:
    """Download the lines that stay out, each with its number and the reason."""
    preview = previews.get_absence_preview(ctx, voorbeeld_id, me)
    text, _count = previews.rejected_as_lines(ctx, preview)
    return Response(
        text,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="afgekeurde-regels.csv"'},
    )


@router.post("/{voorbeeld_id}/bevestigen", name="confirm_absence")
def confirm_absence(
    request: Request, ctx: Ctx, me: Me, voorbeeld_id: str, form: Form
) -> Response:
    """Bring the good lines in; a large file runs on by itself."""
    replaces = form.get("vervang") == "ja"
    try:
        preview = previews.get_absence_preview(ctx, voorbeeld_id, me)
        if previews.scan_preview(ctx, preview).tally.gelezen <= AT_ONCE:
            done = previews.confirm_absence(ctx, voorbeeld_id, me, vervangt=replaces)
            return go_to(f"/invoer/verslag/{done.id}")
    except InputError as error:
        return _show(request, ctx, me, voorbeeld_id, fout=str(error))
    _jobs(request).start(
        voorbeeld_id,
        lambda progress: (
            previews.confirm_absence(
                ctx,
                voorbeeld_id,
                me,
                vervangt=replaces,
                progress=lambda count: progress(count, 0),
            ).id
        ),
    )
    return go_to(f"/invoer/verzuim/{voorbeeld_id}/bezig")


@router.get("/{voorbeeld_id}/bezig", name="absence_busy")
def absence_busy(request: Request, ctx: Ctx, me: Me, voorbeeld_id: str) -> Response:
    """Show how far a large file is, then its report."""
    job = _jobs(request).get(voorbeeld_id)
    if job is None:
        # the app was started again meanwhile: going on where it was is safe
        stopped = (
            "De invoer is onderbroken. Begin gerust opnieuw: wat er al staat, komt er "
            "niet dubbel in."
        )
        return _show(request, ctx, me, voorbeeld_id, fout=stopped)
    if job.resultaat is not None:
        _jobs(request).forget(voorbeeld_id)
        return go_to(f"/invoer/verslag/{job.resultaat}")
    if job.fout is not None:
        _jobs(request).forget(voorbeeld_id)
        return _show(request, ctx, me, voorbeeld_id, fout=job.fout)
    preview = previews.get_absence_preview(ctx, voorbeeld_id, me)
    values = {"voorbeeld": preview, "bezig": job}
    return render(request, "invoer_verzuim_bezig.html", values)


@router.post("/{voorbeeld_id}/weg", name="drop_absence")
def drop_absence(ctx: Ctx, me: Me, voorbeeld_id: str) -> RedirectResponse:
    """Throw a preview away."""
    drop_preview(ctx, voorbeeld_id, me)
    return go_to("/invoer/verzuim")


def _jobs(request: Request) -> Jobs[int]:
    jobs: Jobs[int] = request.app.state.verzuim_invoer
    return jobs


def _choices(form: FormData) -> AbsenceChoices:
    def text(name: str) -> str:
        value = form.get(name)
        return value.strip()[:200] if isinstance(value, str) else ""

    return AbsenceChoices(
        vorm=text("vorm"),
        organisatie_id=text("school"),
        rooster=text("rooster"),
        sleutel=text("leerling"),
    )


def _start(
    request: Request,
    ctx: Context,
    me: Kijker,
    choices: AbsenceChoices | None = None,
    *,
    fout: str | None = None,
) -> HTMLResponse:
    values = {
        "scholen": schools_to_choose(ctx, me),
        "vormen": ctx.knowledge.verzuim_invoer.vormen,
        "keuzes": choices or AbsenceChoices(),
        "fout": fout,
    }
    return render(request, "invoer_verzuim.html", values, status=422 if fout else 200)


def _show(
    request: Request,
    ctx: Context,
    me: Kijker,
    voorbeeld_id: str,
    *,
    fout: str | None = None,
) -> HTMLResponse:
    preview = previews.get_absence_preview(ctx, voorbeeld_id, me)
    scan, unread = None, None
    try:
        scan = previews.scan_preview(ctx, preview)
    except InputError as error:
        unread = str(error)
    lines = () if scan is None else tuple(scan.tally.regels)
    values = {
        "voorbeeld": preview,
        "scan": scan,
        "groepen": group_lines(lines)[:SHOWN_GROUPS],
        "scholen": schools_to_choose(ctx, me),
        "vormen": ctx.knowledge.verzuim_invoer.vormen,
        "fout": fout or unread,
        "kolommen": not preview.bestand.is_json,
        "uren": _hours,
        "lessen": _lessons,
    }
    wrong = fout is not None
    return render(
        request, "invoer_verzuim_voorbeeld.html", values, status=422 if wrong else 200
    )


def _hours(hundredths: int) -> str:
    """Return hours as people write them: 5 or 2,5."""
    return f"{hundredths / HOUR:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _lessons(bits: int) -> str:
    """Return lessons as text: les 2, 3."""
    numbers = [str(at + 1) for at in range(bits.bit_length()) if bits >> at & 1]
    return f"les {', '.join(numbers)}"


def _columns(
    request: Request,
    ctx: Context,
    preview: AbsencePreview,
    *,
    fout: str | None = None,
) -> HTMLResponse:
    columns = preview.columns()
    chosen = preview.keuzes.kolommen
    if chosen is None:
        try:
            chosen = previews.scan_preview(ctx, preview).ready.layout.koppeling
        except InputError:
            chosen = {}
    names = ctx.knowledge.verzuim_invoer.algemeen.doelen
    values = {
        "voorbeeld": preview,
        "kolommen": columns,
        "koppeling": chosen,
        "doelen": [(d.value, names[d.value]) for d in Verzuimdoel if d not in _HIDDEN],
        "fout": fout,
    }
    return render(
        request, "invoer_verzuim_kolommen.html", values, status=422 if fout else 200
    )
