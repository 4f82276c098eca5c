"""The plaatsingsoverleg: agenda, proposal, and the decision of a person."""

import secrets
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.casework.decide_placement import decide_placement
from assistant.casework.meetings import list_meetings, meeting_view
from assistant.casework.propose_placements import propose_placements
from assistant.casework.views import AgendaItemView, MeetingView
from assistant.context import Context
from assistant.errors import CaseworkError
from assistant.web.errors import NotFound
from assistant.web.forms import MAX_REASON, Form, form_text
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

_NO_CHOICE = "Kies eerst: akkoord, een andere plek, of nu geen plek."
_NO_PLACE = "Kies de andere plek in de lijst."
_NO_REASON = "Schrijf de reden op. Zonder reden wordt dit besluit niet bewaard."
_DECIDED = (
    "Over deze leerling is intussen al besloten, door {door}. "
    "Uw besluit is niet bewaard. Lees eerst het besluit hieronder."
)


@router.get("/overleg", name="meeting_list")
def meeting_list(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show the meetings, the next one first."""
    meetings = list_meetings(ctx, me)
    coming = [row for row in meetings if row.datum >= ctx.today()]
    past = [row for row in reversed(meetings) if row.datum < ctx.today()]
    return render(request, "overleggen.html", {"komend": coming, "voorbij": past})


@router.get("/overleg/{overleg_id}", name="meeting_page")
def meeting_page(request: Request, ctx: Ctx, me: Me, overleg_id: int) -> HTMLResponse:
    """Show the agenda with the latest proposal and the decisions so far."""
    return _show(request, ctx, meeting_view(ctx, overleg_id, me))


@router.post("/overleg/{overleg_id}/voorstel", name="propose")
def propose(ctx: Ctx, overleg_id: int) -> RedirectResponse:
    """Ask for a proposal for the pupils that are not decided about yet."""
    propose_placements(ctx, overleg_id, seed=1 + secrets.randbelow(1_000_000))
    return go_to(f"/overleg/{overleg_id}#voorstel")


@router.post("/overleg/{overleg_id}/besluit/{casus_id}", name="decide")
def decide(
    request: Request, ctx: Ctx, me: Me, overleg_id: int, casus_id: str, form: Form
) -> Response:
    """Store the decision of this person about one pupil, with the reason."""
    view = meeting_view(ctx, overleg_id, me)
    item = _item(view, casus_id)
    reason = form_text(form, "reden", limit=MAX_REASON, what="De reden")
    typed = {
        "keuze": str(form.get("keuze", "")),
        "plek": str(form.get("plek", "")),
        "voorgesteld": str(form.get("voorgesteld", "")),
        "reden": reason,
    }
    known = str(item.besluit.id) if item.besluit else ""
    if item.besluit is not None and str(form.get("gezien", "")) != known:
        problem = _DECIDED.format(door=item.besluit.door)
        return _show(request, ctx, view, casus_id, typed, problem, status=409)
    wrong = _problem(typed)
    if wrong:
        return _show(request, ctx, view, casus_id, typed, wrong, status=422)
    try:
        decide_placement(
            ctx,
            overleg_id,
            casus_id,
            actor_id=me.gebruiker_id or 0,
            plek_id=_place(typed),
            akkoord=typed["keuze"] == "akkoord",
            reden=reason,
        )
    except CaseworkError as error:
        return _show(request, ctx, view, casus_id, typed, str(error), status=422)
    return go_to(f"/overleg/{overleg_id}#leerling-{casus_id}")


@router.get("/overleg/{overleg_id}/besluitenlijst", name="decision_list")
def decision_list(request: Request, ctx: Ctx, me: Me, overleg_id: int) -> HTMLResponse:
    """Show the decisions as a document to print."""
    values = {"overleg": meeting_view(ctx, overleg_id, me), "nu": ctx.now()}
    return render(request, "besluitenlijst.html", values)


def _show(
    request: Request,
    ctx: Context,
    view: MeetingView,
    casus_id: str = "",
    typed: dict[str, str] | None = None,
    problem: str | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    values: dict[str, Any] = {
        "beeld": view,
        "fout_bij": casus_id,
        "fout": problem,
        "getypt": typed or {"keuze": "", "plek": "", "reden": ""},
        "vrij": {place.plek_id: place.vrij for place in view.plekken},
        "doelen": {goal.id: goal for goal in ctx.knowledge.doelen},
    }
    return render(request, "overleg.html", values, status=status)


def _item(view: MeetingView, casus_id: str) -> AgendaItemView:
    for item in view.agenda:
        if item.casus_id == casus_id:
            return item
    raise NotFound("Deze leerling staat niet op de agenda van dit overleg.")


def _problem(typed: dict[str, str]) -> str | None:
    if typed["keuze"] not in {"akkoord", "anders", "geen"}:
        return _NO_CHOICE
    if typed["keuze"] == "anders" and not typed["plek"]:
        return _NO_PLACE
    if typed["keuze"] != "akkoord" and not typed["reden"]:
        return _NO_REASON
    return None


def _place(typed: dict[str, str]) -> str | None:
    """Return the chosen place; agreeing names the place that was on the page."""
    wanted = {"anders": typed["plek"], "akkoord": typed["voorgesteld"]}
    return wanted.get(typed["keuze"]) or None
