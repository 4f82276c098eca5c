"""What a page of a large table asks about the pupils it shows, while people read on."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fastapi import Request

from assistant.casework.pupil_review import choices_of_pupils, review_of_pupil
from assistant.casework.table_edits import Question
from assistant.casework.table_sentences import only_seen
from assistant.casework.views import AgendaItemView, MeetingView
from assistant.context import Context

if TYPE_CHECKING:
    from assistant.web.bezig import Jobs

AT_ONCE = 0.5
"""Seconds that a browser waits for an answer before it is told that it comes."""
NO_WAIT = 0.1
"""Seconds that a page waits for what it can do without."""
NOTHING: Mapping[str, Any] = {"keuze": None, "uitwegen": (), "prijzen": ()}


def answers_about(
    request: Request, ctx: Context, view: MeetingView, item: AgendaItemView
) -> dict[str, Any] | None:
    """Return prices, choice and ways out of a pupil; None is not yet.

    A large table does not keep them: they are worked out when somebody looks. Numbers
    of pupils that this reader does not see are left out.
    """
    if item.voorstel is None or view.voorstel is None:
        return dict(NOTHING)
    found: Mapping[str, Any] | None = item.voorstel.overzicht
    if "prijzen" not in item.voorstel.overzicht:
        jobs: Jobs[dict[str, Any]] = request.app.state.tafelnavraag
        key = f"{view.voorstel.id}-{item.casus_id}"
        job = jobs.get(key) or jobs.start(
            key, lambda _: review_of_pupil(ctx, view.overleg.id, item.casus_id)
        )
        found = (job.resultaat or {}) if job.wait(AT_ONCE) else None
    if found is None:
        return None
    seen = [one.casus_id for one in view.agenda]
    return {
        "keuze": found.get("keuze") or _unknown(ctx),
        "uitwegen": only_seen(found.get("uitwegen") or (), seen),
        "prijzen": [
            row | {"tekst": only_seen([row["tekst"]], seen)[0]}
            for row in found.get("prijzen") or ()
        ],
    }


def price_shown(
    request: Request, view: MeetingView, question: Question
) -> dict[str, Any] | None:
    """Return the price of a place that this page showed for a pupil, if it did."""
    items = [one for one in view.agenda if one.casus_id == question.leerling]
    if question.vraag != "vastzetten" or view.voorstel is None or not items:
        return None
    jobs: Jobs[dict[str, Any]] = request.app.state.tafelnavraag
    job = jobs.get(f"{view.voorstel.id}-{question.leerling}")
    asked = {} if job is None else job.resultaat or {}
    kept = items[0].voorstel.overzicht if items[0].voorstel else {}
    for row in (asked or kept).get("prijzen") or ():
        if row["plek"] == question.plek:
            told = [row["tekst"], row["zeker"]]
            number = view.voorstel.id
            return {
                "zinnen": told,
                "zekerheid": row["zekerheid"],
                "voorstel": number,
            }
    return None


def choices_for(
    request: Request, ctx: Context, view: MeetingView, items: Sequence[AgendaItemView]
) -> dict[str, str] | None:
    """Return per pupil on a page whether the table has a choice; None is not yet.

    Who is decided about has nothing to choose any more.
    """
    asked = [one for one in items if one.voorstel is not None and one.besluit is None]
    if view.voorstel is None or not asked:
        return {}
    kept = {
        one.casus_id: str(one.voorstel.overzicht.get("keuze") or _unknown(ctx))
        for one in asked
        if one.voorstel is not None
    }
    open_ = [
        one.casus_id
        for one in asked
        if one.voorstel is not None and "keuze" not in one.voorstel.overzicht
    ]
    if not open_ or not view.voorstel.geldig:
        return kept
    jobs: Jobs[dict[str, str]] = request.app.state.tafelkeuzes
    key = f"{view.voorstel.id}-{'-'.join(open_)}"
    job = jobs.get(key) or jobs.start(
        key, lambda _: choices_of_pupils(ctx, view.overleg.id, open_)
    )
    return kept | (job.resultaat or {}) if job.wait(NO_WAIT) else None


def _unknown(ctx: Context) -> str:
    return ctx.knowledge.plaatsing_woorden.keuze["onbekend"]
