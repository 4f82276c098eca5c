"""The sources: what each is, when it was read, and which rows rest on it."""

from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.web.errors import NotFound
from assistant.web.pages import Ctx, render
from knowledge.kalenderwoorden import tell_date
from knowledge.rustend import Rustend, place_id, resting_on

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class SourcePlace:
    """The rows that rest on one place in a source."""

    id: str
    plaats: str
    rijen: tuple[Rustend, ...]


@router.get("/bronnen", name="source_list")
def source_list(request: Request, ctx: Ctx) -> HTMLResponse:
    """Show every source, with how many rows rest on it."""
    known = ctx.knowledge.bronnen.values()
    rows = [(one, len(resting_on(ctx.knowledge, one.id))) for one in known]
    soorten = ctx.knowledge.opsommingen["soortbron"].in_een_regel
    values = {"bronnen": rows, "soorten": soorten, "dag": tell_date}
    return render(request, "bronnen.html", values)


@router.get("/bronnen/{bron_id}", name="source_page")
def source_page(request: Request, ctx: Ctx, bron_id: str) -> HTMLResponse:
    """Show one source and what rests on it."""
    source = ctx.knowledge.bronnen.get(bron_id)
    if source is None:
        raise NotFound("Deze bron bestaat niet. Kijk in de lijst van bronnen.")
    rows = resting_on(ctx.knowledge, bron_id)
    values = {
        "bron": source,
        "dag": tell_date,
        "soorten": ctx.knowledge.opsommingen["soortbron"].in_een_regel,
        "rijsoorten": ctx.knowledge.schermwoorden.rijsoorten,
        "plaatsen": places_of(rows),
        "aantal_rijen": len(rows),
        "onzeker": sum(not one.zeker for one in rows),
    }
    return render(request, "bron.html", values)


def places_of(rows: tuple[Rustend, ...]) -> tuple[SourcePlace, ...]:
    """Return the rows by place in the source; the whole source first."""
    ordered = sorted(rows, key=lambda one: one.plaats)
    return tuple(
        SourcePlace(place_id(plaats), plaats, tuple(found))
        for plaats, found in groupby(ordered, key=lambda one: one.plaats)
    )
