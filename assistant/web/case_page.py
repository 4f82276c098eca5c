"""The frame of the case page: what it always shows, and sections that others add."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from assistant.casework.cases import case_view
from assistant.casework.next_meetings import next_meeting_for
from assistant.casework.next_question import questions_left
from assistant.casework.stop_for_safety import rules_met
from assistant.web.advies import plan_lines
from assistant.web.analyse import about, absence_weeks, answered_groups, voices
from assistant.web.pages import render
from knowledge.veiligheid import SoortRegel
from models.antwoord import Via

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fastapi import Request
    from fastapi.responses import HTMLResponse

    from assistant.casework.case_views import CaseView
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

PLACES = ("kop", "nu", "onder")


@dataclass(frozen=True)
class CaseCall:
    """What a section needs to fill itself.

    Parameters
    ----------
    request
        The request that is answered.
    ctx, me
        The surroundings and who looks.
    casus
        The case as far as ``me`` may see it (``casus.inzage``).
    typed
        What a form of this section was sent with, when something was wrong with it.
    """

    request: Request
    ctx: Context
    me: Kijker
    casus: CaseView
    typed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CaseSection:
    """A part of the case page that another noun fills.

    Parameters
    ----------
    id
        Anchor of the section and key of its values.
    naam
        Its heading, and its name in the table of contents (``onder`` only).
    template
        The file in ``templates/``; it finds its values under ``d``. Below, the frame
        draws the heading and folds the section; the value ``kort`` stands beside it.
    fill
        Makes the values; None leaves the section out. Sections with the same function
        share what it made.
    plaats
        ``kop``: a warning under the title; ``nu``: at the next step; ``onder``:
        reference, folded, below.
    onderdeel
        Part of the case that must be in sight for this section.
    """

    id: str
    naam: str
    template: str
    fill: Callable[[CaseCall], Mapping[str, Any] | None]
    plaats: Literal["kop", "nu", "onder"] = "onder"
    onderdeel: str | None = None


@dataclass(frozen=True)
class FilledSection:
    """A section with its values, ready to be shown.

    ``open`` when a form in it came back: what went wrong is never folded away.
    """

    id: str
    naam: str
    template: str
    waarden: Mapping[str, Any]
    open: bool = False


def show_case(
    request: Request,
    ctx: Context,
    me: Kijker,
    casus_id: str,
    *,
    status: int = 200,
    typed: Mapping[str, Mapping[str, Any]] | None = None,
) -> HTMLResponse:
    """Show the page of a case.

    Parameters
    ----------
    request, ctx, me
        The request, the surroundings and who looks.
    casus_id
        The case.
    status
        HTTP status; 422 when a form of a section was wrong.
    typed
        Per section what its form was sent with, so that nothing typed is lost.
    """
    view = case_view(ctx, casus_id, me)
    wrong = typed or {}
    groups = answered_groups(ctx, view.antwoorden)
    known = {answer.veld: answer.waarde for answer in view.antwoorden}
    plan = view.advies.uitkomst["plan"] if view.advies else None
    may_change = view.inzage.mag_wijzigen
    values: dict[str, Any] = {
        "casus": view,
        "over": about(ctx, view),
        "stemmen": voices(ctx, groups),
        "groepen": groups,
        "verzuimweken": absence_weeks(
            answer for answer in view.antwoorden if answer.via != Via.VERZUIM
        ),
        "routeplan": plan_lines(ctx, plan) if plan else [],
        "meldcode": view.inzage.heeft("veiligheid") and _reporting_code(ctx, known),
        "overleg": _meeting(ctx, view) if may_change else None,
        "nog": questions_left(ctx, casus_id),
        "stop": {"fout": None, "reden": ""} | dict(wrong.get("stop", {})),
        "veilig": ctx.knowledge.veiligheid,
        "delen": _sections(request, ctx, me, view, wrong),
        "dicht": closed_categories(ctx, view),
    }
    return render(request, "casus.html", values, status=status)


def closed_categories(ctx: Context, view: CaseView) -> list[tuple[str, str]]:
    """Return which kinds of data this viewer does not see here, each with why."""
    rows = ctx.knowledge.inzage.categorieen
    return [
        (row.naam, view.inzage.gronden[row.id])
        for row in rows
        if row.id not in view.inzage.categorieen and row.id in view.inzage.gronden
    ]


def _sections(
    request: Request,
    ctx: Context,
    me: Kijker,
    view: CaseView,
    wrong: Mapping[str, Mapping[str, Any]],
) -> dict[str, list[FilledSection]]:
    found: dict[str, list[FilledSection]] = {place: [] for place in PLACES}
    sections: tuple[CaseSection, ...] = request.app.state.case_sections
    made: dict[tuple[object, bool], Mapping[str, Any] | None] = {}
    for one in sections:
        if one.onderdeel is not None and not view.inzage.heeft(one.onderdeel):
            continue
        typed = wrong.get(one.id, {})
        key = (one.fill, bool(typed))
        if key not in made:
            made[key] = one.fill(CaseCall(request, ctx, me, view, typed))
        values = made[key]
        if values is not None:
            found[one.plaats].append(
                FilledSection(one.id, one.naam, one.template, values, bool(typed))
            )
    return found


def _reporting_code(ctx: Context, known: Mapping[str, object]) -> bool:
    met = rules_met(ctx, known, known.keys())
    return any(rule.soort is SoortRegel.meldcode for rule in met)


def _meeting(ctx: Context, view: CaseView) -> object:
    return next_meeting_for(ctx, view.id) if view.status == "geadviseerd" else None
