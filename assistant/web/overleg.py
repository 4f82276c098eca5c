"""The plaatsingsoverleg: agenda, proposal, and the decision of a person."""

import secrets
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.casework.decide_placement import decide_placement
from assistant.casework.meetings import list_meetings, meeting_view, nobody
from assistant.casework.placement_views import ProposalView
from assistant.casework.propose_placements import propose_placements
from assistant.casework.table_sentences import only_seen
from assistant.casework.views import AgendaItemView, MeetingView
from assistant.context import Context
from assistant.errors import CaseworkError, InputError
from assistant.web.bezig import Jobs
from assistant.web.errors import NotFound
from assistant.web.forms import MAX_REASON, Form, form_text
from assistant.web.overleg_navraag import choices_for
from assistant.web.overleg_zicht import agreements_once, sight_of_reader
from assistant.web.pages import Ctx, go_to, render
from assistant.web.paging import Pager, page_number, pager
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

WRONG = 422
AT_ONCE = 0.8
"""Seconds that a browser waits before it is shown how far the work is."""
PER_PAGE = 20
"""Pupils that are shown in full on one page; all stand in the overview."""
_NO_CHOICE = "Kies eerst: akkoord, een andere plek, of nu geen plek."
_TYPED = ("keuze", "plek", "brug", "begin", "reden")
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
    view = meeting_view(ctx, overleg_id, me, _sheet(request))
    return _show(request, ctx, view)


@router.post("/overleg/{overleg_id}/voorstel", name="propose")
def propose(request: Request, ctx: Ctx, me: Me, overleg_id: int) -> RedirectResponse:
    """Ask for a proposal for the pupils that are not decided about yet."""
    seed = 1 + secrets.randbelow(1_000_000)
    job = _jobs(request).start(
        str(overleg_id),
        lambda progress: propose_placements(
            ctx, overleg_id, seed=seed, door=me.naam, progress=progress
        ),
    )
    if job.wait(AT_ONCE) and job.fout is None:
        return go_to(f"/overleg/{overleg_id}#voorstel")
    return go_to(f"/overleg/{overleg_id}/voorstel/bezig")


@router.get("/overleg/{overleg_id}/voorstel/bezig", name="propose_busy")
def propose_busy(request: Request, ctx: Ctx, me: Me, overleg_id: int) -> Response:
    """Show how far the proposal is; back to the table when it is there."""
    view = meeting_view(ctx, overleg_id, me, _sheet(request))
    job = _jobs(request).get(str(overleg_id))
    if job is None or job.resultaat is not None:
        return go_to(f"/overleg/{overleg_id}#voorstel")
    if job.fout is not None:
        return _show(request, ctx, view, problem=job.fout, status=WRONG)
    values = {"beeld": view, "bezig": job, "wat": "voorstel"}
    return render(request, "overleg_bezig.html", values)


def _jobs(request: Request) -> Jobs[ProposalView]:
    jobs: Jobs[ProposalView] = request.app.state.voorstellen
    return jobs


@router.post("/overleg/{overleg_id}/besluit/{casus_id}", name="decide")
def decide(
    request: Request, ctx: Ctx, me: Me, overleg_id: int, casus_id: str, form: Form
) -> Response:
    """Store the decision of this person about one pupil, with the reason."""
    view = meeting_view(ctx, overleg_id, me, _sheet(request, casus_id))
    item = _item(view, casus_id)
    reason = form_text(form, "reden", limit=MAX_REASON, what="De reden")
    typed = {
        "keuze": str(form.get("keuze", "")),
        "plek": str(form.get("plek", "")),
        "voorgesteld": str(form.get("voorgesteld", "")),
        "brug": str(form.get("brug", "")),
        "begin": str(form.get("begin", ""))[:10],
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
            begin=_begin(typed),
            brug_id=_bridge(typed),
        )
    except CaseworkError as error:
        return _show(request, ctx, view, casus_id, typed, str(error), status=422)
    return go_to(f"/overleg/{overleg_id}?leerling={casus_id}#leerling-{casus_id}")


@router.get("/overleg/{overleg_id}/besluitenlijst", name="decision_list")
def decision_list(request: Request, ctx: Ctx, me: Me, overleg_id: int) -> HTMLResponse:
    """Show the decisions as a document to print."""
    view = meeting_view(ctx, overleg_id, me, nobody)
    values = {
        "overleg": view,
        "nu": ctx.now(),
        "vast": [
            row
            for item in view.agenda
            for row in item.vast
            if row.overleg_id == overleg_id
        ],
        "samen": [row for row in agreements_once(view) if row.overleg_id == overleg_id],
        "woorden": {row.id: row for row in ctx.knowledge.overleg.samen},
    }
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
    order = [item.casus_id for item in view.agenda]
    shown = set(_sheet(request, casus_id)(order))
    sheet = [item for item in view.agenda if item.casus_id in shown]
    values: dict[str, Any] = {
        "beeld": view,
        "bladzijde": sheet,
        "rijen": sheet or view.agenda,
        "pager": _pager(request, view, casus_id),
        "fout_bij": casus_id,
        "fout": problem,
        "getypt": typed or dict.fromkeys(_TYPED, ""),
        "stand": _status(ctx, view),
        "voorbehoud": ctx.knowledge.overleg.voorbehoud,
        "overzicht": _overview(view),
        "in_zicht": sight_of_reader(view),
        "keuzes": choices_for(request, ctx, view, sheet),
        "samenwoorden": {row.id: row for row in ctx.knowledge.overleg.samen},
        "doelen": {goal.id: goal for goal in ctx.knowledge.doelen},
    }
    return render(request, "overleg.html", values, status=status)


def _sheet(request: Request, casus_id: str = "") -> Callable[[Sequence[str]], Any]:
    """Return what chooses the pupils that are told in full; in the overview nobody."""

    def choose(order: Sequence[str]) -> Sequence[str]:
        if _is_overview(request) and not casus_id:
            return nobody(order)
        first = (_page(request, order, casus_id) - 1) * PER_PAGE
        return order[first : first + PER_PAGE]

    return choose


def _page(request: Request, order: Sequence[str], casus_id: str) -> int:
    """Return the page that was asked for.

    An address may name a pupil instead of a page: then it is the page with that one.
    """
    wanted = casus_id or request.query_params.get("leerling", "")
    if wanted in order:
        return order.index(wanted) // PER_PAGE + 1
    page = page_number(request.query_params.get("blad", ""))
    return min(_pages(order), page)


def _pages(order: Sequence[str]) -> int:
    return max(1, -(-len(order) // PER_PAGE))


def _pager(request: Request, view: MeetingView, casus_id: str) -> Pager:
    order = [item.casus_id for item in view.agenda]
    page = _page(request, order, casus_id)
    return pager(f"/overleg/{view.overleg.id}", {}, page, _pages(order))


def _is_overview(request: Request) -> bool:
    """Tell whether every pupil is asked for in one line."""
    return "alle" in request.query_params


def _status(ctx: Context, view: MeetingView) -> object:
    """Return the words for the status of the proposal."""
    if view.voorstel is None:
        return None
    return ctx.knowledge.overleg.stand(view.voorstel.status)


def _overview(view: MeetingView) -> dict[str, Any]:
    """Return what the table asks beside the proposal, for the eyes of this reader."""
    kept = {} if view.voorstel is None else view.voorstel.overzicht
    seen = [item.casus_id for item in view.agenda]
    lines = {
        name: only_seen(kept.get(name, ()), seen)
        for name in ("stoelen", "tekorten", "afgunst")
    }
    lines["gebieden"] = tuple(kept.get("gebieden", ()))
    clashes = [only_seen(rows, seen) for rows in kept.get("botsingen", ())]
    return lines | {"botsingen": clashes}


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


def _begin(typed: dict[str, str]) -> date | None:
    """Return the first day that was typed for another place."""
    if typed["keuze"] != "anders" or not typed["begin"]:
        return None
    try:
        return date.fromisoformat(typed["begin"])
    except ValueError:
        raise InputError("Kies de eerste dag, of laat hem leeg.") from None


def _bridge(typed: dict[str, str]) -> str | None:
    return typed["brug"] or None if typed["keuze"] == "anders" else None


def _place(typed: dict[str, str]) -> str | None:
    """Return the chosen place; agreeing names the place that was on the page."""
    wanted = {"anders": typed["plek"], "akkoord": typed["voorgesteld"]}
    return wanted.get(typed["keuze"]) or None
