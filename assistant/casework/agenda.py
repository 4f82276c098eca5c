"""The agenda of a meeting: every case in a line, and some told in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.casework.decisions import decision_view
from assistant.casework.facts import age_of, label_of, text_of, weeks_at_home
from assistant.casework.inzage import inzage_of
from assistant.casework.pins import pins_view
from assistant.casework.read_answers import decode
from assistant.casework.together import together_view
from assistant.casework.views import AgendaItemView
from knowledge.inzage import Categorie
from models.advies import latest_advices
from models.antwoord import current_fields, current_of
from models.besluit import decisions_of_meeting
from models.casus import cases_with_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.casework.placement_views import PlacementView
    from assistant.context import Context
    from models.overleg import Overleg
    from models.store import UnitOfWork

SUMMARY = (
    "leeftijd",
    "geboortemaand",
    "schoolsoort",
    "leerjaar",
    "gemeente_woonplaats",
    "doel_soort",
)
"""What the line about a pupil is made of."""


def agenda_of(
    ctx: Context,
    uow: UnitOfWork,
    overleg: Overleg,
    planned: Mapping[str, PlacementView],
    seen: Mapping[str, Inzage],
    full: Collection[str],
) -> tuple[AgendaItemView, ...]:
    """Return the cases of a meeting in order, each from what this person may see.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    overleg
        The meeting.
    planned
        What is proposed per case.
    seen
        What this person may see, per case in sight.
    full
        The cases whose answers and advice are read as well.
    """
    told = _told_in_full(ctx, uow, {one: seen[one] for one in full})
    decided = decisions_of_meeting(uow.session, overleg.id)
    cases = cases_with_ids(uow.session, seen)
    pins = pins_view(ctx, uow, list(seen))
    couples = together_view(ctx, uow, seen)
    return tuple(
        AgendaItemView(
            casus_id=punt.casus_id,
            volgorde=punt.volgorde,
            status=cases[punt.casus_id].status.value,
            voorstel=planned.get(punt.casus_id),
            besluit=decision_view(uow, decided[punt.casus_id])
            if punt.casus_id in decided and seen[punt.casus_id].heeft("besluit")
            else None,
            vast=pins.get(punt.casus_id, ()),
            samen=couples.get(punt.casus_id, ()),
            **told.get(punt.casus_id, {}),
        )
        for punt in overleg.agenda
        if punt.casus_id in seen
    )


def _told_in_full(
    ctx: Context, uow: UnitOfWork, seen: Mapping[str, Inzage]
) -> dict[str, dict[str, Any]]:
    answers = current_of(uow.session, seen)
    advices = latest_advices(uow.session, list(seen))
    return {
        casus_id: _story(
            ctx,
            inzage,
            decode(ctx, answers[casus_id]),
            _open_routes(ctx, advices[casus_id].uitkomst)
            if casus_id in advices
            else (),
        )
        for casus_id, inzage in seen.items()
    }


def _story(
    ctx: Context,
    inzage: Inzage,
    answers: Mapping[str, object],
    routes: tuple[str, ...],
) -> dict[str, Any]:
    """Tell about one case what this person may see.

    Which routes are open follows from health data as well (WPO 18a lid 13).
    """
    known = {veld: value for veld, value in answers.items() if inzage.toont(veld)}
    health = Categorie.GEZONDHEID in inzage.categorieen
    weeks = weeks_at_home(ctx, known)
    return {
        "stem_kind": text_of(known, "stem_kind_wens"),
        "samenvatting": summary_of(ctx, known),
        "weken_thuis": weeks,
        "urgentie": ctx.knowledge.plaatsing.urgency(weeks),
        "open_routes": routes if health else (),
        "afgeschermd": None if health else inzage.gronden[Categorie.GEZONDHEID],
    }


def summaries_of(
    ctx: Context, kijker: Kijker, casus_ids: Collection[str]
) -> dict[str, str]:
    """Return who each case in sight is about in one line, for a list to choose from."""
    with ctx.store.reading() as uow:
        seen = inzage_of(ctx, uow, kijker, casus_ids)
        answers = current_fields(uow.session, seen, SUMMARY)
        return {
            casus_id: summary_of(
                ctx,
                {
                    veld: value
                    for veld, value in decode(ctx, answers.get(casus_id, {})).items()
                    if inzage.toont(veld)
                },
            )
            for casus_id, inzage in seen.items()
        }


def summary_of(ctx: Context, known: Mapping[str, object]) -> str:
    """Return who this is about in one line, from the answers that are in sight."""
    age = age_of(ctx, known)
    school = label_of(ctx, "schoolsoort", known.get("schoolsoort"))
    year = text_of(known, "leerjaar")
    goal = label_of(ctx, "doel_soort", known.get("doel_soort"))
    parts = [
        "leeftijd onbekend" if age is None else f"{age} jaar",
        school,
        None if year is None else f"leerjaar {year}",
        text_of(known, "gemeente_woonplaats"),
        None if goal is None else f"doel: {goal}",
    ]
    return ", ".join(part for part in parts if part)


def _open_routes(ctx: Context, uitkomst: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        ctx.knowledge.routes[row["route"]].naam
        for row in uitkomst["routes"]
        if row["status"] == "open" and row["route"] in ctx.knowledge.routes
    )
