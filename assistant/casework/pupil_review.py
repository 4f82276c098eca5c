"""What a table asks about one pupil: other places, choice, and ways out."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.casework.find import find_meeting
from assistant.casework.table_prices import prices_of
from assistant.casework.table_words import table_proposal
from matching.placement.result import Status
from models.voorstel import latest_voorstel

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assistant.casework.table_words import TableProposal
    from assistant.context import Context

FEW_PUPILS = 40
"""A table up to this size gets this with its proposal; a larger one per page."""
WAYS_OUT_TIMES = 4
"""How often the time of one answer all ways out together may take."""
MOST_WAYS = 3
PLANNED = (Status.OPTIMAAL, Status.HAALBAAR)


def review_of_pupil(ctx: Context, overleg_id: int, casus_id: str) -> dict[str, Any]:
    """Return what a table asks about a pupil in the latest proposal, as JSON.

    Parameters
    ----------
    ctx
        The surroundings.
    overleg_id
        The meeting.
    casus_id
        The pupil; who is not in the proposal gets nothing.

    Raises
    ------
    NotFoundError
        When the meeting does not exist.
    """
    table = _table(ctx, overleg_id)
    if table is None or casus_id not in table.uitkomst.plaatsingen:
        return {}
    seconds = ctx.knowledge.plaatsing.navraag_s
    kept: dict[str, Any] = {
        "prijzen": prices_of(table, [casus_id], seconds)[casus_id],
        "keuze": choices_of(table, [casus_id], seconds).get(casus_id),
    }
    return kept | {"uitwegen": ways_out_of(table, [casus_id], seconds).get(casus_id)}


def choices_of_pupils(
    ctx: Context, overleg_id: int, casus_ids: Collection[str]
) -> dict[str, str]:
    """Return for some pupils of the latest proposal whether there is a choice.

    Raises
    ------
    NotFoundError
        When the meeting does not exist.
    """
    table = _table(ctx, overleg_id)
    if table is None:
        return {}
    return choices_of(table, casus_ids, ctx.knowledge.plaatsing.navraag_s)


def _table(ctx: Context, overleg_id: int) -> TableProposal | None:
    """Return the latest proposal, if it is a plan."""
    with ctx.store.reading() as uow:
        find_meeting(uow, overleg_id)
        row = latest_voorstel(uow.session, overleg_id)
        if row is None or row.status not in PLANNED:
            return None
        return table_proposal(ctx, uow, row)


def choices_of(
    table: TableProposal, pupils: Collection[str], seconds: float
) -> dict[str, str]:
    """Return in words whether there is a choice, for each pupil of whom it is known."""
    if not pupils:
        return {}
    from matching.placement.review.choice import Keuzestand, vast_of_kiesbaar

    found = vast_of_kiesbaar(
        table.instantie, table.uitkomst, leerlingen=pupils, tijdslimiet=seconds
    )
    return {
        row.leerling: table.verteller.choice(row)
        for row in found
        if row.stand is not Keuzestand.ONBEKEND
    }


def ways_out_of(
    table: TableProposal, pupils: Sequence[str], seconds: float
) -> dict[str, list[str]]:
    """Return what would have to change for each pupil without a place to stay."""
    from matching.placement.review.cheapest_change import cheapest_change

    found: dict[str, list[str]] = {}
    deadline = perf_counter() + WAYS_OUT_TIMES * seconds
    none = table.verteller.woorden.uitweg["geen"]
    for pupil in pupils:
        left = deadline - perf_counter()
        if table.uitkomst.plaatsingen[pupil] is not None or left <= 0:
            continue
        ways = cheapest_change(
            table.instantie,
            table.uitkomst,
            pupil,
            tijdslimiet=min(seconds, left),
        )
        found[pupil] = [table.verteller.way_out(way) for way in ways[:MOST_WAYS]] or [
            none.format(leerling=table.verteller.leerling(pupil))
        ]
    return found
