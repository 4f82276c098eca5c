"""Together or apart: what a table agreed about two pupils, and saying so."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.casework.agenda import summaries_of
from assistant.casework.kijker import Kijker
from assistant.casework.meetings import meeting_view, nobody
from assistant.casework.table_edits import Question
from assistant.casework.table_sentences import only_seen
from assistant.casework.together import TogetherForm, agree, end_agreement
from assistant.casework.views import MeetingView
from assistant.context import Context
from assistant.errors import CaseworkError, InputError
from assistant.web.forms import MAX_REASON, Form, form_text
from assistant.web.overleg_leerling import last_day, price_of
from assistant.web.overleg_zicht import agreements_once
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me
from models.samenafspraak import Samensoort

router = APIRouter(include_in_schema=False)

WRONG = 422
EMPTY = {"een": "", "ander": "", "soort": "", "reden": "", "tot": ""}
NO_KIND = "Kies: samen of niet samen."
NO_PUPIL = "Kies twee leerlingen uit de lijst."


@router.get("/overleg/{overleg_id}/samen", name="together_page")
def together_page(request: Request, ctx: Ctx, me: Me, overleg_id: int) -> HTMLResponse:
    """Show who belongs together and who is kept apart."""
    een = request.query_params.get("leerling", "")[:60]
    view = meeting_view(ctx, overleg_id, me, nobody)
    return _show(request, ctx, me, view, EMPTY | {"een": een})


@router.post("/overleg/{overleg_id}/samen", name="agree_together")
def put(request: Request, ctx: Ctx, me: Me, overleg_id: int, form: Form) -> Response:
    """Write down an agreement, with the reason and the price of now."""
    view = meeting_view(ctx, overleg_id, me, nobody)
    reason = form_text(form, "reden", limit=MAX_REASON, what="De reden")
    typed = {name: str(form.get(name, ""))[:60] for name in EMPTY} | {"reden": reason}
    try:
        wanted = _read(view, typed)
        question = Question(wanted.soort.value, wanted.een, ander=wanted.ander)
        price = price_of(request, ctx, view, question)
        actor = me.gebruiker_id or 0
        agree(ctx, overleg_id, wanted, actor_id=actor, prijs=price)
    except CaseworkError as error:
        return _show(request, ctx, me, view, typed, str(error))
    return go_to(f"/overleg/{overleg_id}/samen#afspraken")


@router.post("/overleg/{overleg_id}/samen/los/{afspraak_id}", name="end_together")
def let_go(ctx: Ctx, me: Me, overleg_id: int, afspraak_id: int) -> Response:
    """Let an agreement go."""
    end_agreement(ctx, overleg_id, afspraak_id, me)
    return go_to(f"/overleg/{overleg_id}/samen#afspraken")


def _read(view: MeetingView, typed: dict[str, str]) -> TogetherForm:
    if typed["soort"] not in tuple(Samensoort):
        raise InputError(NO_KIND)
    seen = {item.casus_id for item in view.agenda}
    if not {typed["een"], typed["ander"]} <= seen:
        raise InputError(NO_PUPIL)
    return TogetherForm(
        typed["een"],
        typed["ander"],
        Samensoort(typed["soort"]),
        typed["reden"],
        last_day(typed["tot"]),
    )


def _show(
    request: Request,
    ctx: Context,
    me: Kijker,
    view: MeetingView,
    typed: dict[str, str],
    problem: str | None = None,
) -> HTMLResponse:
    seen = [item.casus_id for item in view.agenda]
    values: dict[str, Any] = {
        "beeld": view,
        "afspraken": agreements_once(view),
        "wie": summaries_of(ctx, me, seen),
        "uit_zicht": ctx.knowledge.overleg.ander_uit_zicht,
        "woorden": {row.id: row for row in ctx.knowledge.overleg.samen},
        "fout": None if problem is None else only_seen([problem], seen)[0],
        "getypt": typed,
        "gesloten": view.overleg.stand == "gesloten",
        "vandaag": ctx.today(),
    }
    status = WRONG if problem else 200
    return render(request, "overleg_samen.html", values, status=status)
