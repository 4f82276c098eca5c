"""One case: who it is about, where it stands, every fact with its origin."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.casework.advise_case import ADVISABLE, advise_case
from assistant.casework.cases import case_view
from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.inzage import require_case
from assistant.casework.kijker import Kijker
from assistant.casework.meetings import put_on_agenda
from assistant.casework.next_meetings import next_meeting_for
from assistant.casework.read_answers import answer_views
from assistant.casework.stop_for_safety import lift_safety_stop
from assistant.context import Context
from assistant.errors import InputError
from assistant.web.case_page import show_case
from assistant.web.errors import NotFound
from assistant.web.forms import (
    MAX_REASON,
    FieldForm,
    Form,
    filled_form,
    form_text,
    read_field,
)
from assistant.web.intake import store_answer
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me
from knowledge.velden import Veld

router = APIRouter(include_in_schema=False)

_BACK = {"casus": "/casus/{casus}", "advies": "/casus/{casus}/advies"}


@router.get("/casus/{casus_id}", name="case_page")
def case_page(request: Request, ctx: Ctx, me: Me, casus_id: str) -> HTMLResponse:
    """Show one case."""
    return show_case(request, ctx, me, casus_id)


@router.get("/casus/{casus_id}/antwoord/{veld_id}", name="answer_form")
def answer_form(
    request: Request,
    ctx: Ctx,
    me: Me,
    casus_id: str,
    veld_id: str,
    terug: str = "casus",
) -> HTMLResponse:
    """Show the form to give or correct one answer, with its earlier versions."""
    veld = _field(ctx, me, casus_id, veld_id)
    views = answer_views(ctx, casus_id, me)
    now = next((a for a in views if a.veld == veld.id), None)
    form = filled_form(veld, now.waarde if now else None)
    return _show_form(request, ctx, me, casus_id, form, terug)


@router.post("/casus/{casus_id}/antwoord/{veld_id}", name="save_answer")
def save_answer(
    request: Request, ctx: Ctx, me: Me, casus_id: str, veld_id: str, form: Form
) -> Response:
    """Store a given or corrected answer and go back to where the reader was."""
    veld = _field(ctx, me, casus_id, veld_id)
    back = str(form.get("terug", "casus"))
    given = read_field(veld, form)
    problem = store_answer(ctx, casus_id, veld, given.waarde, rol=me.rol, door=me.naam)
    if problem:
        wrong = replace(given.form, fout=problem)
        return _show_form(request, ctx, me, casus_id, wrong, back, status=422)
    view = case_view(ctx, casus_id, me)
    # After a decision the advice stays as it was; the answer is kept all the same.
    renew = back.startswith("advies") and view.advies is not None
    if renew and view.status in ADVISABLE:
        advise_case(ctx, casus_id)
    return go_to(_back(back, casus_id, nieuw=renew))


@router.post("/casus/{casus_id}/bevestigen", name="confirm_case")
def confirm_case(ctx: Ctx, me: Me, casus_id: str) -> RedirectResponse:
    """Confirm the probleemanalyse; the route advice follows at once."""
    confirm_analysis(ctx, casus_id, door=me.naam)
    return go_to(f"/casus/{casus_id}/advies")


@router.post("/casus/{casus_id}/agenda", name="put_on_table")
def put_on_table(ctx: Ctx, me: Me, casus_id: str) -> RedirectResponse:
    """Put the case on the agenda of the next plaatsingsoverleg."""
    meeting = next_meeting_for(ctx, casus_id)
    if meeting is None:
        raise NotFound("Er is nog geen plaatsingsoverleg gepland. Plan er eerst een.")
    put_on_agenda(ctx, meeting.id, casus_id, door=me.naam)
    return go_to(f"/casus/{casus_id}")


@router.post("/casus/{casus_id}/stop-opheffen", name="lift_stop")
def lift_stop(
    request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form
) -> Response:
    """Lift a safety stop, by a named professional with a reason."""
    reason = form_text(form, "reden", limit=MAX_REASON, what="De reden")
    if not reason:
        missing = (
            "Schrijf op waarom de stop weg kan. Zonder reden blijft de stop staan."
        )
        typed = {"stop": {"fout": missing}}
        return show_case(request, ctx, me, casus_id, status=422, typed=typed)
    try:
        lift_safety_stop(ctx, casus_id, me, reden=reason)
    except InputError as error:
        typed = {"stop": {"fout": str(error), "reden": reason}}
        return show_case(request, ctx, me, casus_id, status=422, typed=typed)
    return go_to(f"/casus/{casus_id}")


def _show_form(
    request: Request,
    ctx: Context,
    me: Kijker,
    casus_id: str,
    form: FieldForm,
    back: str,
    *,
    status: int = 200,
) -> HTMLResponse:
    views = answer_views(ctx, casus_id, me)
    values = {
        "casus_id": casus_id,
        "veldform": form,
        "antwoord": next((a for a in views if a.veld == form.veld.id), None),
        "terug": back,
        "terug_pad": _back(back, casus_id),
    }
    return render(request, "antwoord.html", values, status=status)


def _field(ctx: Context, me: Kijker, casus_id: str, veld_id: str) -> Veld:
    """Return a field that this viewer may see in this case, or raise NotFound."""
    sight = require_case(ctx, me, casus_id)
    veld = ctx.knowledge.velden.get(veld_id)
    if veld is None or not sight.toont(veld_id):
        raise NotFound("Deze vraag bestaat niet. Ga terug naar de casus.")
    return veld


def _back(back: str, casus_id: str, *, nieuw: bool = False) -> str:
    """Return where the reader came from: the place on the advice page, if any."""
    if back.startswith("gesprek-") and back[8:].replace("-", "").isalnum():
        return f"/intake/{back[8:]}"
    place = back.removeprefix("advies-")
    if place != back and place.replace("_", "").isalnum():
        said = "&nieuw=1" if nieuw else ""
        return f"/casus/{casus_id}/advies?bij={place}{said}#bij-{place}"
    return _BACK.get(back, _BACK["casus"]).format(casus=casus_id)
