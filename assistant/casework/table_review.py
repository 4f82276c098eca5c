"""What a table gets beside a proposal: prices, choice, ways out, seats and envy."""

from __future__ import annotations

from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from assistant.casework.pupil_review import FEW_PUPILS, choices_of, ways_out_of
from assistant.casework.seats_by_area import value_by_area
from assistant.casework.table_prices import prices_of
from matching.placement.result import Status
from matching.placement.review.price import Zekerheid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.casework.table_words import TableProposal

REVIEW_STEPS = 4
"""How often ``step`` is called."""
PRICES_TIMES = 2
"""How often the time of one answer all prices together may take."""
MOST_SEATS = 10
MOST_SENTENCES = 20


def review(
    table: TableProposal,
    *,
    seconds: float,
    step: Callable[[], None],
    areas: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """Work out what a table asks about a proposal, as JSON to keep with it.

    Parameters
    ----------
    table
        The proposal with its words.
    seconds
        Time for each of the parts that solve again; what is not confirmed by then
        says so.
    step
        Called after each part.
    areas
        The municipality of every place, for the value of a seat per area.
    """
    if table.uitkomst.status in (Status.ONMOGELIJK, Status.ONBEKEND):
        found = {"botsingen": _clashes(table, seconds)}
        for _ in range(REVIEW_STEPS):
            step()
        return found
    started = perf_counter()
    result = {
        "leerlingen": _per_pupil(table, seconds, step),
        **_seats(table, seconds, areas),
        "tekorten": _shortages(table, seconds),
        "afgunst": _envy(table),
    }
    step()
    return result | {"duur_s": round(perf_counter() - started, 2)}


def _per_pupil(
    table: TableProposal, seconds: float, step: Callable[[], None]
) -> dict[str, dict[str, Any]]:
    """Return what is asked about every pupil; a large table asks it per page."""
    pupils = tuple(table.uitkomst.plaatsingen)
    few = pupils if len(pupils) <= FEW_PUPILS else ()
    proven = table.uitkomst.status is Status.OPTIMAAL
    found: dict[str, dict[str, Any]] = {casus_id: {} for casus_id in pupils}
    for casus_id, rows in prices_of(table, few, PRICES_TIMES * seconds).items():
        found[casus_id]["prijzen"] = rows
    step()
    # A proof tells it of everybody at once; without one it is asked pupil by pupil.
    for casus_id, text in choices_of(table, pupils if proven else few, seconds).items():
        found[casus_id]["keuze"] = text
    step()
    for casus_id, lines in ways_out_of(table, few, seconds).items():
        found[casus_id]["uitwegen"] = lines
    step()
    return {casus_id: told for casus_id, told in found.items() if told}


def _seats(
    table: TableProposal, seconds: float, areas: Mapping[str, str]
) -> dict[str, Any]:
    """Return the value of one more seat in sentences, and in numbers per place.

    Who keeps the place reads only the numbers: the sentences name pupils.
    """
    from matching.placement.review.seat_values import seat_values

    found = seat_values(table.instantie, table.uitkomst, tijdslimiet=seconds)
    useful = [row for row in found if any(grew for _, grew in row.doelen)]
    return {
        "gebieden": [
            row
            | {
                "naam": row["plek"] and table.verteller.plek(row["plek"]),
                "zeker": row["zekerheid"]
                and table.verteller.certainty(Zekerheid(row["zekerheid"])),
            }
            for row in value_by_area(found, areas)
        ],
        "stoelen": [_sure(table, row) for row in useful[:MOST_SEATS]],
        "stoelwaarden": {
            row.plek: {"geplaatst": row.geplaatst, "weken": row.weken}
            for row in reversed(found)
        },
    }


def _sure(table: TableProposal, row: Any) -> str:
    return f"{table.verteller.seat(row)} {table.verteller.certainty(row.zekerheid)}"


def _shortages(table: TableProposal, seconds: float) -> list[str]:
    from matching.placement.review.shortage import unmet_demand

    found = unmet_demand(table.instantie, table.uitkomst, tijdslimiet=seconds)
    return [" ".join(table.verteller.shortage(row)) for row in found if row.leerlingen]


def _envy(table: TableProposal) -> list[str]:
    from matching.placement.review.envy import envy

    found = envy(table.instantie, table.uitkomst)
    return [table.verteller.envy(row) for row in found[:MOST_SENTENCES]]


def _clashes(table: TableProposal, seconds: float) -> list[list[str]]:
    from matching.placement.review.clashes import clashes

    found = clashes(table.instantie, tijdslimiet=seconds)
    return [list(table.verteller.clash(row)) for row in found]
