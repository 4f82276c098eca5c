"""The task inbox: whose tasks, which are late, and what somebody does with one."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.casework.bsn import refuse_bsn
from assistant.casework.duty_pupils import pupils_of_task
from assistant.casework.inbox import colleagues, inbox, require_task
from assistant.casework.inzage import require_case
from assistant.casework.kijker import Kijker
from assistant.casework.task_changes import pass_task, postpone_task, take_task
from assistant.casework.tasks import MAX_TEXT, create_task, finish_task
from assistant.context import Context
from assistant.errors import InputError, NotAllowedError
from assistant.web.forms import Form, form_text, read_number
from assistant.web.pages import Ctx, go_to, render
from assistant.web.paging import page_number, pager
from assistant.web.roles import Me
from assistant.web.terugweg import is_own_path

router = APIRouter(include_in_schema=False)

INBOX = "/taken"


@router.get("/taken", name="task_list")
def task_list(
    request: Request,
    ctx: Ctx,
    me: Me,
    bak: str = "",
    soort: str = "",
    blad: str = "1",
) -> HTMLResponse:
    """Show one page of the inbox, the urgent tasks first."""
    kinds = {row.id: row.naam for row in ctx.knowledge.werkvoorraad.soorten}
    kind = soort if soort in kinds else None
    page = inbox(ctx, me, bak, soort=kind, blad=page_number(blad))
    fixed = {"bak": page.bak} | ({"soort": kind} if kind else {})
    values = {
        "bak": page,
        "taken": page.taken,
        "over": page.over,
        "soorten": kinds,
        "soort": kind or "",
        "pager": pager(INBOX, fixed, page.bladzijde, page.bladzijden),
    }
    return render(request, "taken.html", values)


@router.get("/taken/nieuw", name="new_task_form")
def new_task_form(request: Request, ctx: Ctx, me: Me, casus: str = "") -> HTMLResponse:
    """Show the form for a new task, about a case or about nothing in particular."""
    return _show_new(request, ctx, me, {"casus": casus})


@router.post("/taken/nieuw", name="add_new_task")
def add_new_task(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Make a task."""
    typed = {name: str(form.get(name, "")) for name in ("casus", "soort", "voor")}
    typed |= {name: str(form.get(name, "")) for name in ("tekst", "uiterlijk")}
    try:
        casus = typed["casus"].strip() or None
        if casus is not None:
            require_case(ctx, me, casus)
        text = form_text(form, "tekst", limit=MAX_TEXT, what="De taak")
        refuse_bsn(text, "de taak")
        create_task(
            ctx,
            casus,
            _kind(ctx, typed["soort"]),
            form.get("dringend") == "ja",
            text,
            door=me.naam,
            uiterlijk=_day(typed["uiterlijk"], ctx.today()),
            voor_id=_colleague(ctx, me, casus, typed["voor"]),
        )
    except InputError as error:
        return _show_new(
            request,
            ctx,
            me,
            typed | {"fout": str(error), "dringend": form.get("dringend")},
            status=422,
        )
    return go_to(INBOX if casus is None else f"/casus/{casus}#taken")


@router.get("/taken/{taak_id}", name="task_page")
def task_page(request: Request, ctx: Ctx, me: Me, taak_id: int) -> HTMLResponse:
    """Show one task with what was done with it."""
    return _show_task(request, ctx, me, taak_id)


@router.post("/taken/{taak_id}/klaar", name="finish_task")
def finish(request: Request, ctx: Ctx, me: Me, taak_id: int, form: Form) -> Response:
    """Tick a task off, with the name of who did it and a note."""
    note = str(form.get("notitie", ""))
    try:
        finish_task(ctx, taak_id, door=me.naam, notitie=note)
    except InputError as error:
        return _show_task(
            request, ctx, me, taak_id, klaar={"fout": str(error), "notitie": note}
        )
    return go_to(_back(form))


@router.post("/taken/{taak_id}/oppakken", name="take_task")
def take(ctx: Ctx, me: Me, taak_id: int, form: Form) -> RedirectResponse:
    """Put a task on the own name."""
    if me.gebruiker_id is None:
        raise NotAllowedError("Alleen een medewerker kan een taak oppakken.")
    take_task(ctx, taak_id, gebruiker_id=me.gebruiker_id, door=me.naam)
    return go_to(_back(form))


@router.post("/taken/{taak_id}/doorgeven", name="pass_task")
def give(request: Request, ctx: Ctx, me: Me, taak_id: int, form: Form) -> Response:
    """Give a task to a colleague."""
    note, to = str(form.get("notitie", "")), str(form.get("naar", ""))
    task = require_task(ctx, me, taak_id)
    try:
        colleague = _colleague(ctx, me, task.casus_id, to)
        if colleague is None:
            raise InputError("Kies aan wie u de taak doorgeeft.")
        pass_task(ctx, taak_id, colleague, door=me.naam, notitie=note)
    except InputError as error:
        wrong = {"fout": str(error), "notitie": note, "naar": read_number(to)}
        return _show_task(request, ctx, me, taak_id, doorgeven=wrong)
    return go_to(INBOX)


@router.post("/taken/{taak_id}/uitstellen", name="postpone_task")
def postpone(request: Request, ctx: Ctx, me: Me, taak_id: int, form: Form) -> Response:
    """Move the term of a task to a later day."""
    typed = {name: str(form.get(name, "")) for name in ("uiterlijk", "reden")}
    try:
        day = _day(typed["uiterlijk"], None)
        if day is None:
            raise InputError("Kies de nieuwe dag.")
        postpone_task(ctx, taak_id, day, door=me.naam, reden=typed["reden"])
    except InputError as error:
        wrong = typed | {"fout": str(error)}
        return _show_task(request, ctx, me, taak_id, uitstellen=wrong)
    return go_to(INBOX)


def _show_task(
    request: Request, ctx: Context, me: Kijker, taak_id: int, **typed: dict[str, Any]
) -> HTMLResponse:
    task = require_task(ctx, me, taak_id)
    values = {
        "t": task,
        "leerlingen": pupils_of_task(ctx, me, taak_id) if task.leerlingen else (),
        "collegas": [
            one
            for one in colleagues(ctx, me, task.casus_id)
            if one.gebruiker_id != task.voor_id
        ],
        "klaar": {"fout": None, "notitie": ""} | typed.get("klaar", {}),
        "doorgeven": {"fout": None, "notitie": "", "naar": None}
        | typed.get("doorgeven", {}),
        "uitstellen": {"fout": None, "uiterlijk": "", "reden": ""}
        | typed.get("uitstellen", {}),
    }
    return render(request, "taak.html", values, status=422 if typed else 200)


def _show_new(
    request: Request,
    ctx: Context,
    me: Kijker,
    typed: dict[str, Any],
    *,
    status: int = 200,
) -> HTMLResponse:
    casus = str(typed.get("casus", "")).strip()
    if casus and "fout" not in typed:
        require_case(ctx, me, casus)
    empty = dict.fromkeys(("fout", "soort", "voor", "tekst", "uiterlijk", "dringend"))
    values = {
        "getypt": empty | typed,
        "soorten": ctx.knowledge.werkvoorraad.soorten,
        "collegas": colleagues(ctx, me, casus or None),
    }
    return render(request, "taak_nieuw.html", values, status=status)


def _kind(ctx: Context, text: str) -> str:
    return ctx.knowledge.werkvoorraad.kind(text).id


def _day(text: str, today: date | None) -> date | None:
    """Read a day from a form; None when nothing was filled in."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise InputError("Die dag klopt niet. Kies een dag in de kalender.") from None
    if today is not None and day < today:
        raise InputError("De dag is al voorbij. Kies vandaag of een latere dag.")
    return day


def _colleague(ctx: Context, me: Kijker, casus_id: str | None, text: str) -> int | None:
    """Return the chosen person of the list; None when nobody was chosen.

    Raises
    ------
    InputError
        When the person is not in the list, there or not: nobody can tell which.
    """
    if not text.strip():
        return None
    chosen = read_number(text.strip())
    if chosen not in {one.gebruiker_id for one in colleagues(ctx, me, casus_id)}:
        raise InputError("Kies aan wie u de taak geeft: iemand uit de lijst.")
    return chosen


def _back(form: Form) -> str:
    path = str(form.get("terug", ""))
    return path if path != "/" and is_own_path(path) else INBOX
