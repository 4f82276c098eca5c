"""The school year: a list to look through, untick and apply."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.casework.apply_school_year import Applied, apply_school_year
from assistant.casework.school_year import school_year
from assistant.casework.school_year_proposals import Proposal, Soort
from assistant.context import Context
from assistant.errors import InputError
from assistant.web.errors import NotFound
from assistant.web.forms import Form
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me
from knowledge.leven import schooljaar_naam

router = APIRouter(include_in_schema=False)

AT_ONCE = 150
"""Most proposals on one page; a form holds no more than a person can look through."""
AHEAD = 1
"""How many school years after the present one can be prepared."""


@router.get("/schooljaar", name="school_year_page")
def school_year_page(
    request: Request, ctx: Ctx, me: Me, jaar: int | None = None
) -> HTMLResponse:
    """Show what a school year brings, with everything ticked that can be applied."""
    return _show(request, ctx, me, _known(ctx, jaar))


@router.post("/schooljaar", name="apply_school_year")
def apply(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Apply what stayed ticked."""
    text = str(form.get("jaar", ""))
    jaar = _known(ctx, int(text) if text.isdecimal() and len(text) == 4 else 0)
    shown = [one for one in form.getlist("getoond") if isinstance(one, str)]
    ticked = [one for one in form.getlist("stap") if isinstance(one, str)]
    try:
        done = apply_school_year(ctx, me, jaar, getoond=shown, aangevinkt=ticked)
    except InputError as error:
        return _show(request, ctx, me, jaar, fout=str(error), aan=frozenset(ticked))
    return _show(request, ctx, me, jaar, gedaan=done)


def _known(ctx: Context, jaar: int | None) -> int:
    now = ctx.knowledge.leven.schooljaar_van(ctx.today())
    if jaar is None:
        return now
    if not now <= jaar <= now + AHEAD:
        raise NotFound("Dit schooljaar is nu niet aan de orde. Kies een ander.")
    return jaar


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    jaar: int,
    *,
    fout: str | None = None,
    gedaan: Applied | None = None,
    aan: frozenset[str] | None = None,
) -> HTMLResponse:
    year = school_year(ctx, me, jaar)
    fresh = [one for one in year.voorstellen if one.keuze is None]
    skipped = [one for one in year.voorstellen if one.keuze is not None]
    shown = (fresh + skipped)[:AT_ONCE]
    now = ctx.knowledge.leven.schooljaar_van(ctx.today())
    ticked = aan
    if ticked is None:
        ticked = frozenset(
            one.sleutel for one in shown if one.kan and one.keuze is None
        )
    values: dict[str, Any] = {
        "jaar": year,
        "jaren": [(one, schooljaar_naam(one)) for one in range(now, now + AHEAD + 1)],
        "groepen": _groups(ctx, shown),
        "aan": ticked,
        "nieuw": len(fresh),
        "overgeslagen": len(skipped),
        "rest": len(year.voorstellen) - len(shown),
        "iets_te_doen": any(one.kan for one in shown),
        "fout": fout,
        "gedaan": gedaan,
    }
    return render(
        request, "schooljaar.html", values, status=200 if fout is None else 422
    )


def _groups(
    ctx: Context, shown: list[Proposal]
) -> list[tuple[str, str, str | None, list[Proposal]]]:
    """Return the proposals per kind, with the rule once when it is the same for all."""
    found = []
    for soort in Soort:
        rows = [one for one in shown if one.soort is soort]
        rules = {one.bron for one in rows}
        if rows:
            rule = rules.pop() if len(rules) == 1 else None
            words = ctx.knowledge.leven_woorden.schooljaar[soort]
            found.append((words.kop, words.uitleg, rule, rows))
    return found
