"""Numbers, minutes, weeks and dates as the answer to the asked field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.absence import about_absence
from assistant.begrip.calendar import Kalender
from assistant.begrip.dates import find_since
from assistant.begrip.durations import find_durations
from assistant.begrip.hours import find_hours
from assistant.begrip.numbers import as_number, digits, tidy
from assistant.begrip.patterns import Pattern
from assistant.begrip.pupil import find_age, foreign_age

if TYPE_CHECKING:
    from assistant.begrip.message import Bericht
    from knowledge.velden import Veld

_AHEAD = frozenset({"plan_evaluatiedatum", "start_haalbaar_vanaf", "bewaren_tot"})
_NOT_ANY = Pattern("hoeveelheden", "geen")
_PLANNED = frozenset({"datum_plaatsing", "datum_toewijzing", "datum_eerste_bespreking"})
_ABSENCES = frozenset({"verzuim_sinds", "helemaal_niet_sinds"})
_COMING = Pattern("hoeveelheden", "komend")
_AT_ONCE = Pattern("hoeveelheden", "meteen")
_INEXACT = Pattern("hoeveelheden", "ongeveer")
_EITHER = Pattern("hoeveelheden", "een_van_twee")
"""Two figures of which either may be right (‘vijf of zes’): neither is the answer."""
_SCHOOLS = Pattern("hoeveelheden", "hoeveelste_school")
"""Whoever is at the fourth school has changed three times."""
_WINDOW = Pattern("hoeveelheden", "tijdvak")
"""The stretch of time over which is counted: its number is not the answer."""
_NOT_THIS = Pattern("hoeveelheden", "niet_dit")
_NEVER = Pattern("hoeveelheden", "nooit")
_ONCE = Pattern("hoeveelheden", "een_keer")
_TWICE = Pattern("hoeveelheden", "twee_keer")
_NO_TRUST = Pattern("hoeveelheden", "geen_vertrouwen")
_FULL_TRUST = Pattern("hoeveelheden", "alle_vertrouwen")


def read_integer(veld: Veld, bericht: Bericht) -> int | None:
    """Return the whole number that answers a field, or None."""
    if veld.id == "leeftijd":
        age = find_age(bericht.plat, gevraagd=True)
        bare = not re.search(r"\d", digits(bericht.plat))
        return foreign_age(bericht.ruw) if age is None and bare else age
    if veld.id == "maximale_reistijd_min":
        return _minutes(bericht.plat)
    if veld.id == "aantal_schoolwisselingen":
        schools = _SCHOOLS.search(digits(bericht.plat))
        if schools:
            return max(int(schools["n"] or schools["m"]) - 1, 0)
    if veld.id == "wachttijd_hulp_weken":
        weeks = _weeks(bericht)
        if weeks is not None:
            return weeks
    if veld.id == "ziek_aaneengesloten_dagen":
        days = _school_days(bericht.plat)
        if days is not None:
            return days
    number = _number_in(bericht)
    return (
        None if number is None or number != int(number) else _within(veld, int(number))
    )


def _chosen(text: str) -> str | None:
    """Return the text with one figure; of ‘4 of 5, ik denk 5’ what comes after."""
    either = _EITHER.search(text)
    if either is None:
        return text
    rest = text[either.end() :]
    return rest if re.search(r"\d", rest) else None


def _within(veld: Veld, number: int) -> int | None:
    low = veld.minimum if veld.minimum is not None else number
    high = veld.maximum if veld.maximum is not None else number
    return number if low <= number <= high else None


def _minutes(plat: str) -> int | None:
    durations = [d for d in find_durations(plat) if d.minuten is not None]
    if (
        len(durations) == 2
        and durations[0].eenheid == "uur"
        and durations[1].eenheid == "minuut"
    ):
        return round(sum(d.minuten or 0 for d in durations))
    if durations:
        return round(max(d.minuten or 0 for d in durations))
    match = re.search(r"(?<![\d-])(\d{1,3})(?![\d-])", digits(plat))
    if match is None and re.search(r"\b(?:uur|uurtje)\b", plat):
        return 60
    return int(match[1]) if match else None


def _weeks(bericht: Bericht) -> int | None:
    for duur in find_durations(bericht.plat):
        return duur.weeks(bericht.kalender.peildatum)
    since = find_since(bericht.plat, bericht.kalender)
    return None if since is None else (bericht.kalender.peildatum - since).days // 7


def _school_days(plat: str) -> int | None:
    days = {"week": 5, "dag": 1, "schooldag": 1}
    counted = [
        d.aantal * days[d.eenheid] for d in find_durations(plat) if d.eenheid in days
    ]
    return round(sum(counted)) if counted else None


def _number_in(bericht: Bericht) -> float | None:
    text = digits(bericht.plat)
    if _INEXACT.search(text):
        return None
    cleaned = _NOT_THIS.sub(" ", text)
    counted = _chosen(_WINDOW.sub(" ", cleaned))
    if counted is None:
        return None
    match = re.search(r"(?<![\w/-])(\d+(?:[.,]\d+)?)(?:x|e|u)?(?![\d/-]|\w)", counted)
    if match:
        return as_number(match[1])
    if _NEVER.search(text):
        return 0.0
    if _ONCE.search(text):
        return 1.0
    if _TWICE.search(text):
        return 2.0
    return 0.0 if _NOT_ANY.search(text) else None


def read_number(veld: Veld, bericht: Bericht) -> float | int | None:
    """Return the number that answers a field, or None."""
    if veld.id == "belastbaarheid_uren":
        hours = find_hours(bericht.plat, gevraagd=True)
        if hours is not None:
            return tidy(hours)
        durations = [d for d in find_durations(bericht.plat) if d.minuten]
        if durations:
            return tidy(round((durations[0].minuten or 0) / 60, 2))
    if veld.id == "uren_ongeoorloofd_4w" and re.search(r"\bvan\b", bericht.plat):
        days = find_hours(bericht.plat, gevraagd=False)
        if days is not None:
            return tidy(days)
    number = _number_in(bericht)
    if number is None:
        return None
    if veld.maximum is not None and number > veld.maximum:
        return None
    return tidy(number)


def read_scale(veld: Veld, bericht: Bericht) -> int | None:
    """Return the figure from 0 to 10 that answers a field, or None."""
    text = _chosen(re.sub(r"\b(?:van|uit|op) (?:de )?10\b", " ", digits(bericht.plat)))
    if text is None:
        return None
    match = re.search(r"(?<![\w/-])(10|\d)(?:[.,](\d))?(?![\d-]|\w)", text)
    if match:
        return int(match[1])
    if _NO_TRUST.search(text):
        return 0
    if _FULL_TRUST.search(text):
        return 10
    return 0 if re.match(r"^(?:geen|niet|niks)\b", text) else None


def read_date(veld: Veld, bericht: Bericht) -> object | None:
    """Return the day that answers a field, or None."""
    kalender = bericht.kalender
    if veld.id in _AHEAD or (veld.id in _PLANNED and _COMING.search(bericht.plat)):
        kalender = Kalender(kalender.peildatum, kalender.vakanties, vooruit=True)
    if _INEXACT.search(bericht.plat):
        return None
    if veld.id == "start_haalbaar_vanaf" and _AT_ONCE.search(bericht.plat):
        return kalender.peildatum
    dated = about_absence(bericht.plat) if veld.id in _ABSENCES else bericht.plat
    return find_since(dated, kalender)
