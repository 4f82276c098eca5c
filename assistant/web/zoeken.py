"""The search box of every page, and the page with what was found.

What is typed goes in the body of a POST. The page that follows has the question sealed
in its address (see :mod:`assistant.casework.search_link`): no name is ever in an access
log, in the history of the browser or in a referrer, and "back" still works.
"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.casework.search import search
from assistant.casework.search_link import open_question, seal_question
from assistant.casework.search_people import Beheertreffers, search_people
from assistant.casework.search_question import LONGEST, read_question
from assistant.errors import InputError
from assistant.web.forms import Form, form_text
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me, may_open

router = APIRouter(include_in_schema=False)

_MOST = 10 * LONGEST


@router.post("/zoeken", name="ask_search")
def ask(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Take a question and go to the page with what was found."""
    text = form_text(form, "zoek", limit=_MOST, what="De zoekvraag")
    if not text:
        return go_to("/zoeken")
    try:
        read_question(ctx.knowledge.namen, text)
    except InputError as error:
        return _form(request, text, str(error), status=422)
    return go_to(f"/zoeken?v={seal_question(ctx, me, text)}")


@router.get("/zoeken", name="search_page")
def search_page(request: Request, ctx: Ctx, me: Me, v: str = "") -> Response:
    """Show the search box, with what was found for the question in the address."""
    if not v:
        return _form(request, "")
    try:
        text = open_question(ctx, me, v)
    except InputError as error:
        return _form(request, "", str(error), status=422)
    manages = may_open(me, "people_list")
    values = {
        "resultaat": search(ctx, me, text),
        "beheer": search_people(ctx, me, text) if manages else Beheertreffers(),
        "vraag": text,
        "fout": None,
    }
    return render(request, "zoeken.html", values)


def _form(
    request: Request, text: str, problem: str | None = None, *, status: int = 200
) -> HTMLResponse:
    values = {
        "resultaat": None,
        "beheer": Beheertreffers(),
        "vraag": text,
        "fout": problem,
    }
    return render(request, "zoeken.html", values, status=status)
