"""The first day on which a pupil can start at a place, and how long a bridge holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.casework.pairs import Pair, Pupil
    from assistant.casework.table_places import Place
    from matching.kalender import Kalender

EARLIEST = "start_haalbaar_vanaf"


def first_start(
    pupil: Pupil, place: Place, pair: Pair, kalender: Kalender
) -> date | None:
    """Return the first day on which this pupil can begin there, or None.

    Intake moments are what a person chose; elsewhere it is a school day.
    """
    first = max(
        day
        for day in (place.vanaf, pair.vanaf, pupil.antwoorden.get(EARLIEST))
        if isinstance(day, date)
    )
    days = [day for day in place.instroom if day >= first]
    if not place.instroom:
        days = [kalender.add_school_days(first, 0)]
    if not days:
        return None
    late = [day for day in (pair.tot, place.tot) if day is not None and days[0] > day]
    return None if late else days[0]


def last_day(place: Place, begin: date, until: date | None) -> date | None:
    """Return the last day on a bridging place; None when nobody knows.

    Parameters
    ----------
    place
        The bridging place.
    begin
        The first day there.
    until
        The first day of the lasting place, when there is one.
    """
    weeks = place.groep.verblijf_weken
    most = None
    if weeks is not None:
        weeks += place.groep.verlenging_weken or 0
        most = begin + timedelta(weeks=weeks) - timedelta(days=1)
    day_before = None if until is None else until - timedelta(days=1)
    return min(
        (day for day in (most, day_before, place.tot) if day is not None), default=None
    )
