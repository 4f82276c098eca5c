"""Since when the pupil misses school, as reports write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.dates import find_dates
from assistant.begrip.durations import find_durations

if TYPE_CHECKING:
    from datetime import date

    from assistant.begrip.calendar import Kalender

_SINCE = re.compile(
    r"\b(?:sinds|vanaf|per|na|al|met ingang van|ruim|sindsdien|nadien)\b|"
    r"\b(?:voor het laatst|laatste (?:keer|dag|les|schooldag|lesdag))\b|"
    r"\bop .*\bdaarna\b"
)
_FULLY = re.compile(
    r"\b(?:helemaal|volledig|geheel|totaal|compleet|geen (?:enkele )?(?:les|dag|"
    r"uur|schooldag))\b|"
    r"\bgeen (?:les|lessen|onderwijs|school)\b|\bniet meer\b(?! elke| alle| volledig)|"
    r"\bvoor het laatst\b|\bthuiszit\w*|\bzit (?:\w+ ){0,4}thuis\b|"
    r"\bthuis (?:sinds|vanaf)\b|"
    r"\b(?:bezoekt|bezocht|volgt|volgde) (?:\w+ ){0,3}(?:geen|niet)\b|"
    r"\bniet (?:\w+ ){0,2}(?:geweest|gezien|verschenen|gekomen)\b|"
    r"\b(?:gaat|ga|gaan) (?:\w+ ){0,2}niet (?:meer )?naar school\b|"
    r"\bthuis is\b|\bis er (?:\w+ ){0,4}niet\b|"
    r"\b(?:sinds|vanaf|per) \S+(?: \S+)? (?:0(?![,.]\d)|nul|niks|niets)\b|"
    r"\b0 (?:les)?(?:uur|uren|u)\b|\blaatste (?:keer|dag|les|schooldag|lesdag)\b"
)
_PARTLY = re.compile(
    r"\b(?:nauwelijks|af en toe|gedeeltelijk|deels|regelmatig|steeds vaker|"
    r"onregelmatig|"
    r"bijna niet|amper|minder|nog maar|slechts|hooguit|alleen nog|wisselend|soms|"
    r"(?:blijft|bleef) (?:\w+ ){0,6}weg|"
    r"\d (?:dagen|ochtenden|uur) (?:per week )?(?:aanwezig|op school)|"
    r"alleen (?:naar|voor)|0,5 dag(?:en)?|sporadisch|incidenteel|halve dagen|"
    r"ziekgemeld|ziek gemeld|verzuimt|verzuim|niet volledig|steeds meer|een paar uur)\b"
)
_WEEKDAY = re.compile(
    r"\b(?:ma|di|wo|do|vr|maandag|dinsdag|woensdag|donderdag|vrijdag) "
    r"(?=\d{1,2}(?:[-/]| (?:jan|feb|m|apr|jun|jul|aug|sep|okt|nov|dec)))"
)
"""‘Maandag 9 november’ is one day: the name adds nothing."""
_AT_HOME = re.compile(r"\bthuis\w*\b|\bniet (?:meer )?naar school\b")
"""Words for being absent that do not tell whether it began with all hours."""
_HOLIDAY_YEAR = re.compile(r"\b\w*vakantie (?:van |in )?(20\d\d)\b")
_ABOUT_SCHOOL = re.compile(
    r"\b(?:komt|kwam|school\w*|les|lessen|klas|onderwijs|verzuim\w*|thuis\w*|"
    r"afwezig\w*|"
    r"helemaal niet meer|0 (?:les)?(?:uur|uren|u)|gezien|zag|teruggegaan|is er|"
    r"0$|0,5 dagen|opstaat|opstaan|\w*lessen|halve dagen|volgt|volgde|weg|"
    r"aanwezig\w*|ziekgemeld|ziek gemeld|geweest|spijbel\w*|absent\w*|uitgevallen)\b"
)
_NOT_ABSENCE = re.compile(
    r"\b(?:wacht\w*|aangemeld|behandel\w*|therapie|uitgeschreven|geschorst|schorsing|"
    r"verhuis\w*|gescheiden|overleden|diagnos\w*|tlv|geldig|plan|opp|medicatie|"
    r"in beeld|betrokken|werkt|zit op|zit in|ingeschreven|leerling van|volgt onderwijs|"
    r"onderwijs volgt|naar (?:de|het) (?:brugklas|vso|so|sbo|mbo))\b"
)
_SICK_OFTEN = re.compile(
    r"\b\d+ ?(?:x|keer|maal)\b[^,]*\bziek|\bziek\w*[^,]*\b\d+ ?(?:x|keer|maal)\b"
)


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
        if re.search(r"\b(?:per|elke|iedere|in de|over|van) $", part[: duur.begin]):
            continue
        day = duur.before(kalender.peildatum)
        if day is not None and duur.eenheid != "jaar":
            return day
    return None
