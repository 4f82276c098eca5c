"""A pasted report: read, judged field by field, taken over with its proof."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from assistant.casework.chat import find_conversation, open_conversation
from assistant.casework.inzage import require_case
from assistant.casework.kijker import Kijker
from assistant.casework.read_report import Leesblad, Leesregel, read_for_case, take_over
from assistant.context import Context
from assistant.errors import InputError
from assistant.web.forms import FieldForm, Form, filled_form, read_field
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me
from matching.antwoorden import AnswerError, check_answer

router = APIRouter(include_in_schema=False)

TAKE = "overnemen"
TALK = "gesprek-"


@dataclass(frozen=True)
class Regel:
    """One field on the page: what was read, and the form to change it.

    Parameters
    ----------
    gelezen
        What was read, with its proof.
    form
        The field, to change the value in.
    overnemen
        Whether ‘Overnemen’ is ticked.
    """

    gelezen: Leesregel
    form: FieldForm
    overnemen: bool


@router.get("/verslag", name="new_report_form")
def new_report_form(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show where a report about a new pupil is pasted."""
    return _show(request, ctx, None)


@router.post("/verslag", name="read_new_report")
def read_new_report(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Read a report about a new pupil."""
    return _read(request, ctx, me, form, None)


@router.post("/verslag/bewaren", name="save_new_report")
def save_new_report(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Start a case with what was taken over of a report."""
    return _save(request, ctx, me, form, None)


@router.get("/casus/{casus_id}/verslag", name="report_form")
def report_form(
    request: Request, ctx: Ctx, me: Me, casus_id: str, terug: str = ""
) -> HTMLResponse:
    """Show where a report about this pupil is pasted."""
    require_case(ctx, me, casus_id)
    return _show(request, ctx, casus_id, terug=terug)


@router.post("/casus/{casus_id}/verslag", name="read_case_report")
def read_case_report(
    request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form
) -> Response:
    """Read a report about this pupil."""
    require_case(ctx, me, casus_id)
    return _read(request, ctx, me, form, casus_id)


@router.post("/casus/{casus_id}/verslag/bewaren", name="save_case_report")
def save_case_report(
    request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form
) -> Response:
    """Store what was taken over of a report."""
    require_case(ctx, me, casus_id)
    return _save(request, ctx, me, form, casus_id)


def _read(
    request: Request, ctx: Context, me: Kijker, form: FormData, casus_id: str | None
) -> HTMLResponse:
    text, back = _text(form), str(form.get("terug", ""))
    try:
        blad = read_for_case(ctx, me, text, casus_id)
    except InputError as error:
        return _show(
            request, ctx, casus_id, terug=back, tekst=text, fout=str(error), status=422
        )
    rows = [
        Regel(row, _form_of(ctx, row, row.waarde), row.overnemen) for row in blad.regels
    ]
    return _show(
        request, ctx, blad.casus_id, terug=back, tekst=text, blad=blad, regels=rows
    )


def _save(
    request: Request, ctx: Context, me: Kijker, form: FormData, casus_id: str | None
) -> Response:
    """Store what is ticked; a value that does not fit is shown again, nothing lost."""
    text, back = _text(form), str(form.get("terug", ""))
    try:
        blad = read_for_case(ctx, me, text, casus_id)
        rows = [_judged(ctx, row, form) for row in blad.regels]
        chosen = {
            row.gelezen.veld.id: value
            for row, value in rows
            if row.overnemen and row.form.fout is None
        }
        wrong = any(row.form.fout for row, _ in rows)
        if not wrong:
            stored = take_over(ctx, me, text, chosen, blad.casus_id)
            return go_to(_after(ctx, me, stored, back))
        problem = ctx.knowledge.verslag.zin("niet_overgenomen")
    except InputError as error:
        problem = str(error)
        if not any(c.isalnum() for c in text):
            return _show(request, ctx, casus_id, terug=back, fout=problem, status=422)
    return _show(
        request,
        ctx,
        blad.casus_id,
        terug=back,
        tekst=text,
        blad=blad,
        regels=[row for row, _ in rows],
        fout=problem,
        status=422,
    )


def _judged(ctx: Context, row: Leesregel, form: FormData) -> tuple[Regel, object]:
    """Return a field as the person left it, and its value."""
    prefix = f"{row.veld.id}."
    given = read_field(row.veld, form, prefix)
    taken = form.get(prefix + TAKE) == "ja"
    shown = replace(given.form, plek="verslag")
    if not taken:
        return Regel(row, shown, False), None
    try:
        value = check_answer(row.veld, given.waarde, ctx.today())
    except AnswerError as error:
        return Regel(row, replace(shown, fout=error.melding), True), None
    if value is None:
        missing = ctx.knowledge.gesprek_scherm.zin("geen_antwoord", "zorgcoordinator")
        return Regel(row, replace(shown, fout=missing), True), None
    return Regel(row, shown, True), value


def _form_of(ctx: Context, row: Leesregel, waarde: object) -> FieldForm:
    del ctx
    return filled_form(row.veld, waarde, plek="verslag", voor=f"{row.veld.id}.")


def _text(form: FormData) -> str:
    return str(form.get("tekst", "")).replace("\r\n", "\n")


def _after(ctx: Context, me: Kijker, casus_id: str, back: str) -> str:
    """Return where to go on: the conversation, which asks only what is still open."""
    if back == "casus":
        return f"/casus/{casus_id}"
    talk = back.removeprefix(TALK) if back.startswith(TALK) else None
    if talk and talk.replace("-", "").isalnum():
        return f"/intake/{talk}#invoer"
    earlier = find_conversation(ctx, casus_id)
    return f"/intake/{earlier or _opened(ctx, me, casus_id)}#invoer"


def _opened(ctx: Context, me: Kijker, casus_id: str) -> str:
    return open_conversation(
        ctx,
        rol=me.rol,
        door=me.naam,
        casus_id=casus_id,
        aanstelling_id=me.aanstelling_id,
    )


def _show(
    request: Request,
    ctx: Context,
    casus_id: str | None,
    *,
    terug: str = "",
    tekst: str = "",
    blad: Leesblad | None = None,
    regels: list[Regel] | None = None,
    fout: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    place = f"/casus/{casus_id}/verslag" if casus_id else "/verslag"
    values = {
        "casus_id": casus_id,
        "plaats": place,
        "terug": terug,
        "tekst": tekst,
        "blad": blad,
        "regels": regels or [],
        "fout": fout,
        "grens": ctx.knowledge.verslag.hoogste_tekens,
        "veilig": ctx.knowledge.veiligheid,
    }
    return render(request, "verslag.html", values, status=status)
