"""The clocks of the lists that were started by what a person wrote down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.looptijden import running_clocks

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from knowledge.load import Knowledge
    from knowledge.termijnen import Gebeurtenis
    from matching.kalender import Kalender
    from models.casusgebeurtenis import Casusgebeurtenis


def event_clocks(
    knowledge: Knowledge, events: Collection[Casusgebeurtenis], kalender: Kalender
) -> set[tuple[str, date]]:
    """Return the clocks that are not met yet, each with its last day.

    What rests on answers is in the lists already (``_regels.yaml``); a clock that
    stands still has no last day and is left out. Nothing depends on the day of today.
    """
    days: dict[Gebeurtenis, set[date]] = {}
    for event in events:
        row = knowledge.gebeurtenissen.keuze(event.soort)
        if row is not None:
            before = days.get(row.id, set())
            every = before | {event.datum}
            days[row.id] = every if row.elk else {max(every)}
    if not days:
        return set()
    found = running_clocks(
        days,
        (row for row in knowledge.termijnen.values() if row.in_lijsten),
        kalender,
        max(day for known in days.values() for day in known),
    )
    return {
        (one.termijn.id, one.uiterlijk)
        for one in found
        if one.gehaald is None and one.stil_sinds is None
    }
