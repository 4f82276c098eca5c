"""What other places mean for a pupil: estimated, then solved again while time lasts."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.casework.find import find_meeting
from assistant.casework.table_words import table_proposal
from matching.placement.review.price import Zekerheid
from models.voorstel import latest_voorstel

if TYPE_CHECKING:
    from assistant.casework.table_words import TableProposal
    from assistant.context import Context
    from matching.placement.review.price import Prijs
    from matching.placement.review.prices import Prijzen

MOST_PRICES = 8
"""Prices of other places that are shown per pupil, the cheapest first."""
MOST_SOLVED = 1.0
"""Most seconds for solving one price again."""
NEVER = 0.05
"""Seconds in which nothing can be solved."""
FEW_PUPILS = 40
"""A table up to this size gets all prices with its proposal; a larger one per page."""


def prices_of_table(
    table: TableProposal, seconds: float
) -> dict[str, list[dict[str, Any]]]:
    """Return the prices of every pupil, as JSON; none where the table is large.

    Pupils without a place come first when prices are solved again.

    Parameters
    ----------
    table
        The proposal with its words.
    seconds
        For solving again.
    """
    from matching.placement.review.prices import prices

    pupils = [row.id for row in table.instantie.leerlingen]
    if len(pupils) > FEW_PUPILS:
        return {}
    found = prices(table.instantie, table.uitkomst)
    chosen = {pupil: _cheapest(found, pupil) for pupil in pupils}
    deadline = perf_counter() + seconds
    for pupil in sorted(pupils, key=lambda one: bool(table.uitkomst.plaatsingen[one])):
        chosen[pupil] = _solved(table, chosen[pupil], deadline)
    return {pupil: _rows(table, chosen[pupil]) for pupil in pupils}


def prices_of_pupil(
    ctx: Context, overleg_id: int, casus_id: str
) -> list[dict[str, Any]]:
    """Return the prices of one pupil in the latest proposal, as JSON.

    Raises
    ------
    NotFoundError
        When the meeting does not exist.
    """
    from matching.placement.review.prices import prices

    with ctx.store.reading() as uow:
        find_meeting(uow, overleg_id)
        row = latest_voorstel(uow.session, overleg_id)
        if row is None or casus_id not in row.uitkomst["plaatsingen"]:
            return []
        table = table_proposal(ctx, uow, row)
    deadline = perf_counter() + ctx.knowledge.plaatsing.navraag_s
    found = _cheapest(prices(table.instantie, table.uitkomst), casus_id)
    return _rows(table, _solved(table, found, deadline))


def _cheapest(found: Prijzen, casus_id: str) -> list[Prijs]:
    return [row for row in found.of(casus_id) if not row.huidig][:MOST_PRICES]


def _solved(table: TableProposal, rows: list[Prijs], deadline: float) -> list[Prijs]:
    """Return the prices, each solved again as far as time lasts; cheapest first."""
    # OR-Tools takes a second to import, and the pages must be there at once.
    from matching.placement.review.confirm import confirm_price

    done = []
    for row in rows:
        left = deadline - perf_counter()
        if row.zekerheid is not Zekerheid.SCHATTING or left <= NEVER:
            done.append(row)
            continue
        done.append(
            confirm_price(
                table.instantie,
                table.uitkomst,
                row.leerling,
                row.plek,
                tijdslimiet=min(MOST_SOLVED, left),
                eerste=row,
            )
        )
    return sorted(done, key=lambda row: row.order)


def _rows(table: TableProposal, rows: list[Prijs]) -> list[dict[str, Any]]:
    tell = table.verteller
    return [
        {
            "plek": row.plek,
            "naam": None if row.plek is None else tell.plek(row.plek),
            "tekst": tell.price(row),
            "zekerheid": row.zekerheid.value,
            "zeker": tell.certainty(row.zekerheid),
            "kan": row.doelen is not None,
        }
        for row in rows
    ]
