"""What if: a table asks what a change would do; nothing is stored."""

import secrets
from dataclasses import replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from assistant.casework.meetings import meeting_view, nobody
from assistant.casework.table_edits import Question
from assistant.casework.table_questions import AnswerToTable, ask_table
from assistant.casework.table_sentences import only_seen
from assistant.casework.views import MeetingView
from assistant.context import Context
from assistant.errors import InputError
from assistant.web.bezig import Job, Jobs
from assistant.web.forms import Form, read_number
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

WRONG = 422
AT_ONCE = 0.8
"""Seconds that a browser waits before it is shown how far the work is."""
SEPARATOR = "|"
GONE = "Dit antwoord is er niet meer. Stel de vraag opnieuw; er was niets bewaard."


@router.get("/overleg/{overleg_id}/wat-als", name="what_if")
def what_if_page(request: Request, ctx: Ctx, me: Me, overleg_id: int) -> HTMLResponse:
    """Show the questions that a table can ask."""
    return _ask(request, ctx, meeting_view(ctx, overleg_id, me, nobody))


@router.post("/overleg/{overleg_id}/wat-als", name="ask_table")
def ask(request: Request, ctx: Ctx, me: Me, overleg_id: int, form: Form) -> Response:
    """Work out what changes would do, and show the difference."""
    view = meeting_view(ctx, overleg_id, me, nobody)
    try:
        questions = _questions(form)
    except InputError as error:
        return _ask(request, ctx, view, form, str(error))
    quiet = form.get("rustig") is not None
    job = _jobs(request).start(
        key := f"{overleg_id}-{secrets.token_urlsafe(12)}",
        lambda _: (questions, ask_table(ctx, overleg_id, questions, rustig=quiet)),
    )
    if not job.wait(AT_ONCE):
        return go_to(f"/overleg/{overleg_id}/bezig/{key}")
    return _answer(request, ctx, view, job, form)


@router.get("/overleg/{overleg_id}/bezig/{sleutel}", name="table_busy")
def busy(request: Request, ctx: Ctx, me: Me, overleg_id: int, sleutel: str) -> Response:
    """Show how far the work is, or what came out."""
    view = meeting_view(ctx, overleg_id, me, nobody)
    job = _jobs(request).get(sleutel)
    if job is None or not sleutel.startswith(f"{overleg_id}-"):
        return _ask(request, ctx, view, problem=GONE)
    if job.klaar:
        return _answer(request, ctx, view, job, None)
    values = {"beeld": view, "bezig": job, "wat": "wat_als"}
    return render(request, "overleg_bezig.html", values)


def _answer(
    request: Request,
    ctx: Context,
    view: MeetingView,
    job: Job[tuple[list[Question], AnswerToTable]],
    form: FormData | None,
) -> HTMLResponse:
    if job.resultaat is None:
        return _ask(request, ctx, view, form, job.fout)
    questions, answer = job.resultaat
    shown = _in_sight(view, answer)
    return _ask(request, ctx, view, None, None, shown, questions)


def _in_sight(view: MeetingView, answer: AnswerToTable) -> AnswerToTable:
    """Leave out the numbers of pupils that this person does not see."""
    seen = {item.casus_id for item in view.agenda}
    return replace(
        answer,
        vragen=only_seen(answer.vragen, seen),
        zinnen=only_seen(answer.zinnen, seen),
        verplaatsingen=tuple(
            one for one in answer.verplaatsingen if one.casus_id in seen
        ),
        botsingen=tuple(only_seen(lines, seen) for lines in answer.botsingen),
    )


def _ask(
    request: Request,
    ctx: Context,
    view: MeetingView,
    form: FormData | None = None,
    problem: str | None = None,
    answer: AnswerToTable | None = None,
    questions: list[Question] | None = None,
) -> HTMLResponse:
    words = ctx.knowledge.overleg
    values: dict[str, Any] = {
        "beeld": view,
        "antwoord": answer,
        "al": [_text(one) for one in questions or ()],
        "over_plek": words.about("plek"),
        "over_paar": words.about("paar"),
        "over_leerling": words.about("leerling"),
        "over_tweetal": words.about("tweetal"),
        "doelen": {goal.id: goal for goal in ctx.knowledge.doelen},
        "fout": problem,
        "getypt": {
            name: "" if form is None else str(form.get(name, ""))[:60]
            for name in ("leerling", "ander", "plek", "getal", "dag")
        },
        "gevraagd": "" if form is None else str(form.get("vraag", ""))[:40],
    }
    if form is not None:
        values["al"] = [str(one)[:200] for one in form.getlist("al")]
    status = WRONG if problem else 200
    return render(request, "overleg_wat_als.html", values, status=status)


def _questions(form: FormData) -> list[Question]:
    """Return the changes: those asked before, and the one that is added now."""
    earlier = [_read(str(one)) for one in form.getlist("al")]
    vraag = str(form.get("vraag", ""))
    if not vraag:
        raise InputError("Kies wat u wilt vragen.")
    getal = str(form.get("getal", "")).strip()
    number = read_number(getal)
    if getal and number is None:
        raise InputError("Vul een heel getal in, of laat het leeg.")
    now = Question(
        vraag,
        str(form.get("leerling", ""))[:60],
        str(form.get("plek", ""))[:60],
        number,
        _day(str(form.get("dag", "")).strip()),
        str(form.get("ander", ""))[:60],
    )
    return [*earlier, now]


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("Kies een datum, of laat hem leeg.") from None


def _text(one: Question) -> str:
    day = "" if one.dag is None else one.dag.isoformat()
    number = "" if one.getal is None else str(one.getal)
    parts = (one.vraag, one.leerling, one.plek, number, day, one.ander)
    return SEPARATOR.join(parts)


def _read(text: str) -> Question:
    parts = text.split(SEPARATOR)
    if len(parts) != 6:
        raise InputError("Stel de vraag opnieuw.")
    vraag, leerling, plek, number, day, ander = parts
    return Question(vraag, leerling, plek, read_number(number), _day(day), ander)


def _jobs(request: Request) -> Jobs[tuple[list[Question], AnswerToTable]]:
    jobs: Jobs[tuple[list[Question], AnswerToTable]] = request.app.state.tafelvragen
    return jobs
