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
from assistant.begrip.pupil import find_age, foreign_age

if TYPE_CHECKING:
    from assistant.begrip.message import Bericht
    from knowledge.velden import Veld

_AHEAD = frozenset({"plan_evaluatiedatum", "start_haalbaar_vanaf", "bewaren_tot"})
_NOT_ANY = re.compile(
    r"^(?:nee\b|niet[ .!]*$)|\bniet (?:meer )?(?:ziek|gewisseld|gewacht|gemist)\b|"
    r"\bmeteen (?:hulp|terecht)\b"
)
_PLANNED = frozenset({"datum_plaatsing", "datum_toewijzing", "datum_eerste_bespreking"})
_ABSENCES = frozenset({"verzuim_sinds", "helemaal_niet_sinds"})
_COMING = re.compile(
    r"\b(?:gaat|gaan|zal|wordt|begint|start|starten|beginnen|gepland|komende|"
    r"aanstaande)\b"
)
_AT_ONCE = re.compile(
    r"\b(?:per direct|meteen|direct|zo snel mogelijk|zsm|nu al|vandaag nog|"
    r"onmiddellijk|"
    r"morgen al|liefst nu)\b"
)
_INEXACT = re.compile(
    r"\b(?:een )?(?:paar|aantal|enkele|stuk of wat|heel wat|tijdje|poos|poosje)\b"
)
_EITHER = re.compile(
    r"(?<![\w,])(?:een|\d+) ?(?:of|a|tot|tussen|-) ?\d+\b|\btussen (?:de )?\d+ en \d+\b"
)
"""Two figures of which either may be right (‘vijf of zes’): neither is the answer."""
_SCHOOLS = re.compile(
    r"\b(?P<n>\d)e (?:basis|middelbare )?school\b|"
    r"\b(?P<m>\d) (?:verschillende |andere )?scholen (?:gehad|gezien|versleten|"
    r"gezeten)\b"
)
"""Whoever is at the fourth school has changed three times."""
_WINDOW = re.compile(
    r"\b(?:in|over|van|tijdens)? ?(?:de |het |die )?(?:laatste|afgelopen|voorbije|"
    r"vorige) "
    r"(?:\d+ )?(?:les|school)?(?:weken|week|maanden|maand|kwartaal|periode)\b|"
    r"\b(?:in|over|per|van) (?:de |die )?\d+ (?:les|school)?(?:weken|maanden)\b"
)
"""The stretch of time over which is counted: its number is not the answer."""


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
    cleaned = re.sub(
        r"\b(?:niet|geen|in plaats van|en geen) \d+(?:[.,]\d+)?", " ", text
    )
    counted = _chosen(_WINDOW.sub(" ", cleaned))
    if counted is None:
        return None
    match = re.search(r"(?<![\w/-])(\d+(?:[.,]\d+)?)(?:x|e|u)?(?![\d/-]|\w)", counted)
    if match:
        return as_number(match[1])
    if re.search(
        r"\b(?:nog )?(?:geen|nul|niet een|nooit|nog niet|geen enkele|niks|niets)\b",
        text,
    ):
        return 0.0
    if re.search(r"\b(?:een|eentje|1tje|eenmaal|een keer)\b", text):
        return 1.0
    if re.search(r"\b(?:tweemaal|allebei|beide)\b", text):
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
    if re.search(
        (
            r"\b(?:helemaal (?:geen|niet|niks|niets)|totaal (?:geen|niet)|nul|geen "
            r"enkel|absoluut (?:geen|niet))\b"
        ),
        text,
    ):
        return 0
    if re.search(
        (
            r"\b(?:volledig|alle vertrouwen|het volste|heel graag|supergraag|"
            r"dolgraag|volste vertrouwen)\b"
        ),
        text,
    ):
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
