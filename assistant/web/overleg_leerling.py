"""One pupil at the table: every place with its price, and pins and bans."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from assistant.casework.meetings import meeting_view
from assistant.casework.pins import PinForm, ban_place, pin_place, release
from assistant.casework.table_edits import Question
from assistant.casework.table_questions import ask_table
from assistant.casework.views import MeetingView
from assistant.context import Context
from assistant.errors import CaseworkError, InputError
from assistant.web.errors import NotFound
from assistant.web.forms import MAX_REASON, Form, form_text
from assistant.web.overleg_navraag import NOTHING, answers_about, price_shown
from assistant.web.overleg_zicht import sight_of_reader
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

if TYPE_CHECKING:
    from assistant.casework.table_questions import AnswerToTable
    from assistant.web.bezig import Jobs

router = APIRouter(include_in_schema=False)

WRONG = 422
PRICE_WITHIN = 0.9
"""Seconds that somebody who pins a place waits for what it means."""
TOO_LONG = "Dit was niet meteen uit te rekenen. Reken het na bij Wat als."
NOT_HERE = "Deze leerling staat niet op de agenda van dit overleg."


@router.get("/overleg/{overleg_id}/leerling/{casus_id}", name="table_pupil")
def table_pupil(
    request: Request, ctx: Ctx, me: Me, overleg_id: int, casus_id: str
) -> HTMLResponse:
    """Show every place for one pupil, with its price or why it cannot be."""
    view = meeting_view(ctx, overleg_id, me, lambda order: _only(casus_id, order))
    return _show(request, ctx, view, casus_id)


@router.post("/overleg/{overleg_id}/leerling/{casus_id}/vast", name="pin_place")
def pin(
    request: Request, ctx: Ctx, me: Me, overleg_id: int, casus_id: str, form: Form
) -> Response:
    """Pin a place, with the reason and the price of now."""
    return _put(request, ctx, me, overleg_id, casus_id, form, "vastzetten")


@router.post("/overleg/{overleg_id}/leerling/{casus_id}/niet", name="ban_place")
def ban(
    request: Request, ctx: Ctx, me: Me, overleg_id: int, casus_id: str, form: Form
) -> Response:
    """Exclude a place, with the reason and the price of now."""
    return _put(request, ctx, me, overleg_id, casus_id, form, "uitsluiten")


@router.post(
    "/overleg/{overleg_id}/leerling/{casus_id}/los/{vastlegging_id}",
    name="release_place",
)
def let_go(
    ctx: Ctx, me: Me, overleg_id: int, casus_id: str, vastlegging_id: int
) -> Response:
    """Let a pin or a ban go."""
    release(ctx, overleg_id, vastlegging_id, actor_id=me.gebruiker_id or 0)
    return go_to(f"/overleg/{overleg_id}/leerling/{casus_id}#vast")


def _put(
    request: Request,
    ctx: Context,
    me: Me,
    overleg_id: int,
    casus_id: str,
    form: FormData,
    vraag: str,
) -> Response:
    view = meeting_view(ctx, overleg_id, me, lambda order: _only(casus_id, order))
    reason = form_text(form, "reden", limit=MAX_REASON, what="De reden")
    typed = {
        "plek": str(form.get("plek", ""))[:60],
        "reden": reason,
        "tot": str(form.get("tot", ""))[:10],
        "soort": vraag,
    }
    put = pin_place if vraag == "vastzetten" else ban_place
    try:
        wanted = PinForm(typed["plek"], reason, last_day(typed["tot"]))
        question = Question(vraag, casus_id, typed["plek"])
        price = price_of(request, ctx, view, question)
        actor = me.gebruiker_id or 0
        put(ctx, overleg_id, casus_id, wanted, actor_id=actor, prijs=price)
    except CaseworkError as error:
        return _show(request, ctx, view, casus_id, typed, str(error))
    return go_to(f"/overleg/{overleg_id}/leerling/{casus_id}#vast")


def price_of(
    request: Request, ctx: Context, view: MeetingView, question: Question
) -> dict[str, Any]:
    """Return what a change does to the proposal of now, to keep with it.

    A table does not wait for it: what takes long is the price that was shown, else
    it is asked under "Wat als?".
    """
    jobs: Jobs[AnswerToTable] = request.app.state.tafelvragen
    overleg_id, limit = view.overleg.id, ctx.knowledge.plaatsing.navraag_s
    job = jobs.start(
        f"prijs-{overleg_id}-{secrets.token_urlsafe(9)}",
        lambda _: ask_table(ctx, overleg_id, [question], rustig=False, seconds=limit),
    )
    if not job.wait(PRICE_WITHIN):
        shown = price_shown(request, view, question)
        return shown or {"zinnen": [TOO_LONG], "zekerheid": "onbekend"}
    answer = job.resultaat
    if answer is None:
        return {"zinnen": [str(job.fout)], "zekerheid": "onbekend"}
    lines = [*answer.zinnen, *(line for rows in answer.botsingen for line in rows)]
    sure = "bevestigd" if answer.bewezen else "te_kort"
    told = ctx.knowledge.plaatsing_woorden.zekerheid[sure]
    return {
        "zinnen": [*lines, told],
        "zekerheid": sure,
        "voorstel": answer.voorstel_id,
    }


def _only(casus_id: str, order: Sequence[str]) -> list[str]:
    """Choose one pupil to be told in full, if in sight."""
    return [one for one in order if one == casus_id]


def last_day(text: str) -> date | None:
    """Read until when something counts; empty is no end.

    Raises
    ------
    InputError
        When it is no date.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("Kies tot wanneer dit geldt, of laat het leeg.") from None


def _show(
    request: Request,
    ctx: Context,
    view: MeetingView,
    casus_id: str,
    typed: dict[str, str] | None = None,
    problem: str | None = None,
) -> HTMLResponse:
    item = next((one for one in view.agenda if one.casus_id == casus_id), None)
    if item is None:
        raise NotFound(NOT_HERE)
    answers = answers_about(request, ctx, view, item)
    values = {
        "beeld": view,
        "a": item,
        "navraag": NOTHING if answers is None else answers,
        "rekent": answers is None,
        "in_zicht": sight_of_reader(view),
        "fout": problem,
        "getypt": typed or {"plek": "", "reden": "", "tot": "", "soort": ""},
        "prijswoorden": ctx.knowledge.overleg.prijzen,
        "samenwoorden": {row.id: row for row in ctx.knowledge.overleg.samen},
        "gesloten": view.overleg.stand == "gesloten",
        "vandaag": ctx.today(),
    }
    status = WRONG if problem else 200
    return render(request, "overleg_leerling.html", values, status=status)
