"""Since when the pupil misses school, as reports write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.dates import find_dates
from assistant.begrip.durations import find_durations
from assistant.begrip.patterns import Pattern

if TYPE_CHECKING:
    from datetime import date

    from assistant.begrip.calendar import Kalender

_SINCE = Pattern("verslag_verzuim", "sinds")
_FULLY = Pattern("verslag_verzuim", "helemaal")
_PARTLY = Pattern("verslag_verzuim", "gedeeltelijk")
_WEEKDAY = Pattern("verslag_verzuim", "weekdag")
"""‘Maandag 9 november’ is one day: the name adds nothing."""
_AT_HOME = Pattern("verslag_verzuim", "thuis")
"""Words for being absent that do not tell whether it began with all hours."""
_HOLIDAY_YEAR = Pattern("verslag_verzuim", "vakantiejaar")
_ABOUT_SCHOOL = Pattern("verslag_verzuim", "over_school")
_NOT_ABSENCE = Pattern("verslag_verzuim", "iets_anders")
_SICK_OFTEN = Pattern("verslag_verzuim", "vaak_ziek")
_NO_START = Pattern("verslag_verzuim", "geen_begin")


def absence(text: str, kalender: Kalender) -> dict[str, date]:
    """Return since when the pupil misses school, and since when all of it.

    Parameters
    ----------
    text
        A plain sentence with its numbers in figures.
    kalender
        The day of the report.
    """
    found: dict[str, date] = {}
    text = _WEEKDAY.sub("", text)
    if not _ABOUT_SCHOOL.search(text):
        return found
    for part in re.split(
        r" (?:en|maar|,) (?=(?:\w+ ){0,2}(?:sinds|vanaf|per|na) )", text
    ):
        other = _NOT_ABSENCE.search(part) or _SICK_OFTEN.search(part)
        if other or not _SINCE.search(part):
            continue
        fully, partly = _FULLY.search(part), _PARTLY.search(part)
        day = _day(part, kalender)
        if day and not _fits_year(part, day):
            continue
        if day is None or day > kalender.peildatum or not (fully or partly):
            continue
        if fully and not (
            partly and partly.start() < fully.start() and "niet meer" not in fully[0]
        ):
            found.setdefault("helemaal_niet_sinds", day)
            if not _AT_HOME.search(part):
                continue
        found.setdefault("verzuim_sinds", day)
    return found


def _fits_year(part: str, day: date) -> bool:
    """Tell whether a holiday is read in its year: ‘sinds de herfstvakantie 2025’."""
    year = _HOLIDAY_YEAR.search(part)
    return year is None or int(year[1]) == day.year


def _day(part: str, kalender: Kalender) -> date | None:
    moments = find_dates(part, kalender)
    if moments:
        return moments[0].datum
    for duur in find_durations(part):
        if _NO_START.search(part[: duur.begin]):
            continue
        day = duur.before(kalender.peildatum)
        if day is not None and duur.eenheid != "jaar":
            return day
    return None
