"""What other places mean for a pupil: estimated, then solved again while time lasts."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from matching.placement.review.price import Zekerheid

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.casework.table_words import TableProposal
    from matching.placement.review.price import Prijs
    from matching.placement.review.prices import Prijzen

MOST_PRICES = 8
"""Prices of other places that are shown per pupil, the cheapest first."""
MOST_SOLVED = 1.0
"""Most seconds for solving one price again."""
NEVER = 0.05
"""Seconds in which nothing can be solved."""


def prices_of(
    table: TableProposal, pupils: Collection[str], seconds: float
) -> dict[str, list[dict[str, Any]]]:
    """Return the prices of these pupils, as JSON.

    Pupils without a place come first when prices are solved again.

    Parameters
    ----------
    table
        The proposal with its words.
    pupils
        Who is asked about.
    seconds
        For solving again.
    """
    from matching.placement.review.prices import prices

    if not pupils:
        return {}
    found = prices(table.instantie, table.uitkomst)
    chosen = {pupil: _cheapest(found, pupil) for pupil in pupils}
    deadline = perf_counter() + seconds
    for pupil in sorted(pupils, key=lambda one: bool(table.uitkomst.plaatsingen[one])):
        chosen[pupil] = _solved(table, chosen[pupil], deadline)
    return {pupil: _rows(table, chosen[pupil]) for pupil in pupils}


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
