"""The route advice: first the plan, then every route with its reasons."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.casework.advise_case import advise_case
from assistant.casework.cases import case_view
from assistant.casework.tell_advice import short_reason
from assistant.context import Context
from assistant.web.display import ROUTE_INFORMATION
from assistant.web.errors import NotFound
from assistant.web.forms import FieldForm, filled_form
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me
from knowledge.bronnen import Bron, source_ids
from knowledge.routes import Informatie

router = APIRouter(include_in_schema=False)

_HIDDEN = (
    "Het routeadvies rust ook op gegevens die u niet ziet. Vraag het de regisseur."
)

_ASK_HERE = 3
"""Missing questions that are shown as an open form; the rest is one click away."""


@router.get("/casus/{casus_id}/advies", name="advice_page")
def advice_page(request: Request, ctx: Ctx, me: Me, casus_id: str) -> HTMLResponse:
    """Show the latest advice of a case, or why there is none yet."""
    view = case_view(ctx, casus_id, me)
    if not view.inzage.heeft("advies"):
        raise NotFound(_HIDDEN)
    values: dict[str, Any] = {"casus": view, "veilig": ctx.knowledge.veiligheid}
    if view.advies is not None:
        routes = view.advies.uitkomst["routes"]
        values |= {
            "advies": view.advies,
            "plan": view.advies.uitkomst["plan"],
            "routes": {
                status: [row for row in routes if row["status"] == status]
                for status in ("open", "onbekend", "dicht")
            },
            "vragen": _missing(ctx, view.advies.uitkomst["ontbrekend"]),
            "ask_here": _ASK_HERE,
            # An advice of before there was learning says nothing about its order.
            "volgorde": view.advies.ontvangstbewijs.get("volgorde", {"kansen": {}}),
            "procent": lambda kans: f"{100 * kans:.0f}%",
            "bronnen_van": lambda bron: sources(ctx, bron),
            "reden": short_reason,
            "route_info": lambda name: route_information(ctx, name),
        }
    return render(request, "advies.html", values)


@router.post("/casus/{casus_id}/advies", name="make_advice")
def make_advice(ctx: Ctx, casus_id: str) -> RedirectResponse:
    """Compute the advice again with the answers of now."""
    advise_case(ctx, casus_id)
    return go_to(f"/casus/{casus_id}/advies")


def sources(ctx: Context, reference: str) -> list[Bron]:
    """Return the sources that a reference such as ``WPO 40; S1`` names."""
    known = ctx.knowledge.bronnen
    return [known[name] for name in source_ids(reference) if name in known]


def route_information(ctx: Context, name: str) -> list[tuple[str, Informatie | None]]:
    """Return what is good to know about a route; ``None`` is not known: ask."""
    route = ctx.knowledge.routes.get(name)
    found = route.informatie.items() if route else ()
    return [(ROUTE_INFORMATION[kind], row) for kind, row in found]


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


def _missing(ctx: Context, names: list[str]) -> list[FieldForm]:
    fields = ctx.knowledge.velden
    return [filled_form(fields[name], None) for name in names if name in fields]
