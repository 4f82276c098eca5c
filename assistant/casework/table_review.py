"""What a table gets beside a proposal: prices, choice, ways out, seats and envy."""

from __future__ import annotations

from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from assistant.casework.seats_by_area import value_by_area
from assistant.casework.table_prices import FEW_PUPILS, prices_of_table
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
WAYS_OUT_TIMES = 4
"""How often the time of one answer all ways out together may take."""
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
    per_pupil: dict[str, dict[str, Any]] = {
        casus_id: {"prijzen": rows}
        for casus_id, rows in prices_of_table(table, PRICES_TIMES * seconds).items()
    }
    step()
    for casus_id, text in _choice(table, seconds).items():
        per_pupil.setdefault(casus_id, {})["keuze"] = text
    step()
    for casus_id, lines in _ways_out(table, seconds).items():
        per_pupil.setdefault(casus_id, {})["uitwegen"] = lines
    step()
    result = {
        "leerlingen": per_pupil,
        **_seats(table, seconds, areas),
        "tekorten": _shortages(table, seconds),
        "afgunst": _envy(table),
    }
    step()
    return result | {"duur_s": round(perf_counter() - started, 2)}


def _choice(table: TableProposal, seconds: float) -> dict[str, str]:
    if len(table.instantie.leerlingen) > FEW_PUPILS:
        return {}  # it looks at every price, which takes minutes in a large table
    from matching.placement.review.choice import vast_of_kiesbaar

    found = vast_of_kiesbaar(table.instantie, table.uitkomst, tijdslimiet=seconds)
    return {row.leerling: table.verteller.choice(row) for row in found}


def _ways_out(table: TableProposal, seconds: float) -> dict[str, list[str]]:
    from matching.placement.review.cheapest_change import cheapest_change

    found: dict[str, list[str]] = {}
    deadline = perf_counter() + WAYS_OUT_TIMES * seconds
    for pupil, place in table.uitkomst.plaatsingen.items():
        left = deadline - perf_counter()
        if place is None and left > 0:
            ways = cheapest_change(
                table.instantie,
                table.uitkomst,
                pupil,
                tijdslimiet=min(seconds, left),
            )
            none = table.verteller.woorden.uitweg["geen"]
            found[pupil] = [table.verteller.way_out(way) for way in ways[:3]] or [
                none.format(leerling=table.verteller.leerling(pupil))
            ]
    return found


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
