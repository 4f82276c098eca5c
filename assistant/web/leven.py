"""The life of a case: start, aftercare, hand-over, move, closing and reopening."""

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.casework.advance_case import advance_case
from assistant.casework.assign_regisseur import assign_regisseur
from assistant.casework.close_case import close_case
from assistant.casework.hand_over import offer_case
from assistant.casework.look_after import record_look, record_start
from assistant.casework.mandate import require_lead
from assistant.casework.move_pupil import move_pupil
from assistant.casework.reopen_case import reopen_case
from assistant.context import Context
from assistant.errors import CaseworkError, InputError, NotFoundError
from assistant.web.forms import MAX_REASON, Form, form_text, read_number
from assistant.web.leven_bladen import sheet_values
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me
from matching.errors import AnswerError
from models.errors import TransitionError

router = APIRouter(include_in_schema=False)

REFUSALS = (CaseworkError, TransitionError, AnswerError)
"""What a person can put right: the form comes back as it was filled in."""


@router.get("/casus/{casus_id}/sluiten", name="close_form")
@router.get("/casus/{casus_id}/heropenen", name="reopen_form")
@router.get("/casus/{casus_id}/starten", name="start_form")
@router.get("/casus/{casus_id}/nazorg", name="look_form")
@router.get("/casus/{casus_id}/regisseur", name="regisseur_form")
@router.get("/casus/{casus_id}/verhuizen", name="move_form")
def life_form(request: Request, ctx: Ctx, me: Me, casus_id: str) -> HTMLResponse:
    """Show the form of one step in the life of a case."""
    soort = request.url.path.rpartition("/")[2]
    typed = {"op": ctx.today().isoformat()} if soort == "starten" else {}
    return _show(request, ctx, me, casus_id, soort, typed)


@router.get("/casus/{casus_id}/overdragen", name="handover_form")
def handover_form(
    request: Request,
    ctx: Ctx,
    me: Me,
    casus_id: str,
    soort: str = "regisseur",
    naar: str = "",
) -> HTMLResponse:
    """Show the form to offer a case to somebody else."""
    typed = {"soort": soort, "naar": naar}
    return _show(request, ctx, me, casus_id, "overdragen", typed)


@router.post("/casus/{casus_id}/oppakken", name="take_up_case")
def take_up_case(ctx: Ctx, me: Me, casus_id: str) -> RedirectResponse:
    """Begin the intake of a case that was signalled or opened again."""
    require_lead(ctx, me, casus_id, "verder")
    advance_case(ctx, casus_id, "intake", door=me.naam)
    return go_to(f"/casus/{casus_id}")


@router.post("/casus/{casus_id}/sluiten", name="close_case")
def close(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Close a case with its outcome."""

    def step() -> str:
        close_case(
            ctx,
            casus_id,
            me,
            uitkomst=_text(form, "uitkomst"),
            reden=_reason(form, "reden"),
            vervallen=_ids(form),
        )
        return f"/casus/{casus_id}#leven"

    return _take(request, ctx, me, casus_id, "sluiten", form, step)


@router.post("/casus/{casus_id}/heropenen", name="reopen_case")
def reopen(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Open a closed case again."""

    def step() -> str:
        told = _reason(form, "toelichting")
        reopen_case(ctx, casus_id, me, reden=_text(form, "reden"), toelichting=told)
        return f"/casus/{casus_id}#leven"

    return _take(request, ctx, me, casus_id, "heropenen", form, step)


@router.post("/casus/{casus_id}/overdragen", name="offer_case")
def offer(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Offer a case, with the tasks that go along."""

    def step() -> str:
        offer_case(
            ctx,
            casus_id,
            me,
            soort=_text(form, "soort"),
            naar=_text(form, "naar"),
            reden=_text(form, "reden"),
            notitie=_reason(form, "notitie"),
            taken=_ids(form),
        )
        return f"/casus/{casus_id}#leven"

    return _take(request, ctx, me, casus_id, "overdragen", form, step)


@router.post("/casus/{casus_id}/regisseur", name="assign_regisseur")
def assign(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Choose the regisseur of a case at once."""

    def step() -> str:
        require_lead(ctx, me, casus_id, "regisseur_kiezen")
        chosen = read_number(_text(form, "naar"))
        if chosen is None:
            raise InputError("Kies wie de regisseur wordt.")
        note = _reason(form, "notitie")
        assign_regisseur(
            ctx, casus_id, chosen, door=me.naam, taken=_ids(form), notitie=note
        )
        return f"/casus/{casus_id}#leven"

    return _take(request, ctx, me, casus_id, "regisseur", form, step)


@router.post("/casus/{casus_id}/starten", name="record_start")
def start(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Write down that the pupil has started."""

    def step() -> str:
        try:
            day = date.fromisoformat(_text(form, "op"))
        except ValueError:
            raise InputError("Vul de dag in waarop de leerling begon.") from None
        record_start(ctx, casus_id, me, op=day, reden=_reason(form, "reden"))
        return f"/casus/{casus_id}#leven"

    return _take(request, ctx, me, casus_id, "starten", form, step)


@router.post("/casus/{casus_id}/nazorg", name="record_look")
def look(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Write down whether the pupil still goes."""

    def step() -> str:
        gaat, note = _text(form, "gaat"), _reason(form, "notitie")
        record_look(ctx, casus_id, me, gaat=gaat, notitie=note)
        return f"/casus/{casus_id}#leven"

    return _take(request, ctx, me, casus_id, "nazorg", form, step)


@router.post("/casus/{casus_id}/verhuizen", name="move_pupil")
def move(request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form) -> Response:
    """Store a new address or school; says where the case belongs from now on."""

    def step() -> str:
        moved = move_pupil(
            ctx,
            casus_id,
            me,
            gemeente=_text(form, "gemeente"),
            postcode4=_text(form, "postcode4"),
            school=_text(form, "school"),
            school_naam=_text(form, "school_naam"),
            reden=_reason(form, "reden"),
        )
        if moved.ander_swv is not None or moved.buiten_regio:
            to = moved.ander_swv or ""
            return f"/casus/{casus_id}/overdragen?soort=regio&naar={to}"
        return f"/casus/{casus_id}#leven"

    return _take(request, ctx, me, casus_id, "verhuizen", form, step)


def _take(
    request: Request,
    ctx: Context,
    me: Me,
    casus_id: str,
    soort: str,
    form: FormData,
    step: Callable[[], str],
) -> Response:
    """Take a step and go on; when it is refused, show the form as it was filled in."""
    try:
        return go_to(step())
    except NotFoundError:
        raise
    except REFUSALS as error:
        typed = {key: _text(form, key) for key in form}
        return _show(
            request, ctx, me, casus_id, soort, typed, fout=str(error), form=form
        )


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    casus_id: str,
    soort: str,
    typed: dict[str, str],
    *,
    fout: str | None = None,
    form: FormData | None = None,
) -> HTMLResponse:
    values = sheet_values(ctx, me, casus_id, soort, typed) | {"fout": fout}
    if form is not None:
        values["aan"] = _ids(form)
    status = 200 if fout is None else 422
    return render(request, "leven_formulier.html", values, status=status)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _reason(form: FormData, name: str) -> str:
    return form_text(form, name, limit=MAX_REASON, what="De tekst")


def _ids(form: FormData) -> frozenset[int]:
    numbers = map(read_number, form.getlist("taak"))
    return frozenset(one for one in numbers if one is not None)
