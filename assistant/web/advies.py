"""The route advice: a plan first, then every route with why it stands so."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.casework.advice_views import AdvicePage
from assistant.casework.advise_case import advise_case
from assistant.casework.cases import case_view
from assistant.casework.show_advice import show_advice
from assistant.context import Context
from assistant.web.errors import NotFound
from assistant.web.forms import FieldForm, filled_form
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me, may_open

router = APIRouter(include_in_schema=False)

_HIDDEN = (
    "Het routeadvies rust ook op gegevens die u niet ziet. Vraag het de regisseur."
)

_ASK_HERE = 3
"""Missing questions that are shown as an open form; the rest is one click away."""


@router.get("/casus/{casus_id}/advies", name="advice_page")
def advice_page(
    request: Request,
    ctx: Ctx,
    me: Me,
    casus_id: str,
    bij: str = "",
    nieuw: str = "",
    alles: str = "",
) -> HTMLResponse:
    """Show the latest advice of a case, or why there is none yet.

    ``bij`` is the route (or ``vragen``) to come back to after an answer; ``nieuw``
    says that the advice was just made again; ``alles`` unfolds everything, to print.
    """
    case = case_view(ctx, casus_id, me)
    if not case.inzage.heeft("advies"):
        raise NotFound(_HIDDEN)
    page = show_advice(ctx, case)
    values: dict[str, Any] = {
        "casus": case,
        "p": page,
        "veilig": ctx.knowledge.veiligheid,
    }
    if page is not None:
        values |= {
            "formulier": QuestionForms(ctx, page),
            "mag": page.mag_antwoorden and may_open(me, "save_answer"),
            "opnieuw": page.mag_opnieuw and may_open(me, "make_advice"),
            "ask_here": _ASK_HERE,
            "bij": bij,
            "nieuw": bool(nieuw),
            "alles": bool(alles),
        }
    return render(request, "advies.html", values)


@router.post("/casus/{casus_id}/advies", name="make_advice")
def make_advice(ctx: Ctx, casus_id: str) -> RedirectResponse:
    """Compute the advice again with the answers of now."""
    advise_case(ctx, casus_id)
    return go_to(f"/casus/{casus_id}/advies?nieuw=1")


def plan_lines(ctx: Context, plan: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Write the plan of an advice as a few lines, leaving out what is empty."""
    names = ctx.knowledge.routes
    table = [plan["tafel"]] if plan["tafel"] else []
    lines = [
        (title, [names[name].naam if name in names else name for name in chosen])
        for title, chosen in (
            ("Nu", plan["nu"]),
            ("Straks", plan["straks"]),
            ("Tafel", table),
        )
    ]
    lines.append(("Nog te regelen", list(plan["nog_te_regelen"])))
    return [line for line in lines if line[1]]


class QuestionForms:
    """Gives the form of a question, filled with what is stored now."""

    def __init__(self, ctx: Context, page: AdvicePage) -> None:
        self._fields = ctx.knowledge.velden
        self._sight = page.casus.inzage
        self._given = {one.veld: one.waarde for one in page.casus.antwoorden}

    def __call__(self, veld: str, plek: str) -> FieldForm | None:
        """Return the form, or None for a question that is not in sight."""
        if veld not in self._fields or not self._sight.toont(veld):
            return None
        return filled_form(self._fields[veld], self._given.get(veld), plek=plek)
