"""What one more seat would do per municipality, for the plan of a full offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.postcode import all_postcodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.casework.table_places import TablePlaces
    from matching.placement.review.seat_values import Stoelwaarde
    from models.store import UnitOfWork

UNKNOWN = ""
"""The area of a place whose postcode is not known."""


def areas_of(uow: UnitOfWork, table: TablePlaces) -> dict[str, str]:
    """Return the municipality of every place, by its postcode.

    Parameters
    ----------
    uow
        The open transaction.
    table
        The places.

    Returns
    -------
    dict
        Per place the name; empty when it is not known.
    """
    known = all_postcodes(uow.session)
    found = {}
    for plek_id, place in table.plekken.items():
        row = known.get(place.voorziening.pc4 or "")
        found[plek_id] = (row.gemeente if row else None) or UNKNOWN
    return found


def value_by_area(
    rows: Iterable[Stoelwaarde], areas: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return per area what one more seat there does at best, the most first.

    Parameters
    ----------
    rows
        The value of one more seat per place and moment, the best first.
    areas
        The area of every place.

    Returns
    -------
    list of dict
        ``gebied``; ``plek`` where the seat does most, ``vanaf`` when, ``geplaatst``
        and ``weken`` what it does, ``zekerheid`` how sure that is; ``plekken`` and
        ``helpt`` of how many places a seat would help, and ``plek`` None when none.
    """
    total: dict[str, set[str]] = {}
    for plek_id, area in areas.items():
        total.setdefault(area, set()).add(plek_id)
    best: dict[str, Stoelwaarde] = {}
    helps: dict[str, set[str]] = {area: set() for area in total}
    for row in rows:
        if row.plek not in areas or not any(grew for _, grew in row.doelen):
            continue
        area = areas[row.plek]
        best.setdefault(area, row)
        helps[area].add(row.plek)
    order = [*best, *sorted(area for area in total if area not in best)]
    return [_line(area, best.get(area), total[area], helps[area]) for area in order]


def _line(
    area: str, best: Stoelwaarde | None, places: set[str], helps: set[str]
) -> dict[str, Any]:
    day = None if best is None or best.vanaf is None else best.vanaf.isoformat()
    return {
        "gebied": area,
        "plek": None if best is None else best.plek,
        "vanaf": day,
        "geplaatst": 0 if best is None else best.geplaatst,
        "weken": 0 if best is None else best.weken,
        "zekerheid": None if best is None else best.zekerheid.value,
        "plekken": len(places),
        "helpt": len(helps),
    }
