"""See one case with everything that belongs to it, as far as it is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.advise_case import latest_within
from assistant.casework.case_lists import case_row, list_cases
from assistant.casework.case_views import CaseView
from assistant.casework.contacts import contact_of
from assistant.casework.decisions import decision_view
from assistant.casework.find import find_case
from assistant.casework.inzage import inzage_in
from assistant.casework.papers import papers_of
from assistant.casework.read_answers import answers_in_sight, views_of
from assistant.casework.task_views import case_tasks
from assistant.casework.timeline import moments_of
from models.besluit import latest_decision
from models.casus import STATUS_TEKST, skipped

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

__all__ = ["case_view", "list_cases"]


def case_view(ctx: Context, casus_id: str, kijker: Kijker) -> CaseView:
    """Return one case with answers, advice, tasks, clocks, papers and history.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    kijker
        Who looks; what this person may not see is left out.

    Raises
    ------
    NotFoundError
        When the case does not exist or is not in sight.
    """
    with ctx.store.reading() as uow:
        sight = inzage_in(ctx, uow, kijker, casus_id)
        casus = find_case(uow, casus_id)
        row, clocks = case_row(ctx, uow, casus_id, sight)
        advice = latest_within(uow, casus_id) if sight.heeft("advies") else None
        decision = latest_decision(uow.session, casus_id)
        shown = decision is not None and sight.heeft("besluit")
        papers = (
            papers_of(
                ctx.knowledge,
                advice.uitkomst,
                advice.ontvangstbewijs.get("regio"),
            )
            if advice is not None and sight.heeft("documenten")
            else ()
        )
        return CaseView(
            id=casus.id,
            status=casus.status.value,
            status_tekst=STATUS_TEKST[casus.status],
            rij=row,
            inzage=sight,
            antwoorden=tuple(answers_in_sight(views_of(ctx, uow, casus), sight)),
            advies=advice,
            taken=case_tasks(ctx, uow, casus_id, sight) if sight.heeft("taken") else (),
            besluit=decision_view(uow, decision) if decision and shown else None,
            overgeslagen=tuple(
                row.veld
                for row in skipped(uow.session, casus_id)
                if sight.toont(row.veld)
            ),
            stopreden=casus.stopreden if sight.heeft("veiligheid") else None,
            contact=contact_of(uow, casus),
            klokken=clocks,
            papieren=papers,
            geschiedenis=(
                moments_of(ctx, uow, casus, sight)
                if sight.heeft("geschiedenis")
                else ()
            ),
            aangemaakt_op=casus.aangemaakt_op,
            bevestigd_op=casus.bevestigd_op,
            bevestigd_door=casus.bevestigd_door,
        )
