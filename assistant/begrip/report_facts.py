"""Facts as reports write them: ‘(v, 15, vwo 4)’, ‘sinds 2 maart gedeeltelijk’."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.begrip.dates import find_dates
from assistant.begrip.durations import find_durations
from assistant.begrip.hours import find_hours
from assistant.begrip.numbers import as_number, digits, tidy
from assistant.begrip.patterns import Pattern, Series, Values
from assistant.begrip.pupil import find_birth_month
from assistant.begrip.report_absence import absence

if TYPE_CHECKING:
    from assistant.begrip.calendar import Kalender

Velden = dict[str, object]


_AGE = Series("verslag_feiten", "leeftijd")
_SICK = re.compile(r"\bziek")
_TIMES_SICK = Pattern("verslag_feiten", "keer_ziek")
_TWELVE_WEEKS = Pattern("verslag_feiten", "twaalf_weken")
_UNEXCUSED = Pattern("verslag_feiten", "ongeoorloofd")
_FOUR_WEEKS = Pattern("verslag_feiten", "vier_weken")
_FOUR_WEEKS_LEAST, _FOUR_WEEKS_MOST = 24, 31
"""Days from the first to the last of four weeks, as people write them."""

_PLANS = Pattern("verslag_feiten", "plannen")
_ORDINALS = ("eerste", "tweede", "derde", "vierde")
_ORDINAL_YEAR = Pattern("verslag_feiten", "hoeveelste_jaars")
_LAST_YEAR = Pattern("verslag_feiten", "laatste_jaar")
_LAST_YEARS = Values("verslag_feiten", "examenklas")
_BIRTH = Pattern("verslag_feiten", "geboren")
_IN_THE_YEAR = Pattern("verslag_feiten", "in_de_klas")
_SCHOOL_NUMBER = Pattern("verslag_feiten", "hoeveelste_school")
_CHANGED = Pattern("verslag_feiten", "schoolwissels")
_LOAD = Pattern("verslag_feiten", "belastbaarheid")
_TRUST = Pattern("verslag_feiten", "vertrouwen")
_KEEN = Pattern("verslag_feiten", "zin_in_school")
_TRUST_SCHOOL = re.compile(r"\bschool\b|\bvertrouwen\b")
_TRAVEL = Pattern("verslag_feiten", "reizen")
_TRAVEL_LIMIT = Pattern("verslag_feiten", "reisgrens")
_BARE_MINUTES = re.compile(r"\bmax\w* (?P<n>\d{2,3})(?= ?(?:[.,]|$))")
_WAITING = re.compile(r"\bwacht\w*\b")
_HELP = Pattern("verslag_feiten", "hulp")
_WAITING_LIST = Pattern("verslag_feiten", "wachtlijst")
_WAITS_FOR_SCHOOL = Pattern("verslag_feiten", "wacht_op_school")
_REVIEW = Pattern("verslag_feiten", "evaluatie")
_START = Pattern("verslag_feiten", "start")
_SPEAKS = Pattern("verslag_feiten", "spreekt")
_EXPELLED = Pattern("verslag_feiten", "uitgeschreven")


def report_facts(plat: str, kalender: Kalender, talen: tuple[str, ...]) -> Velden:
    """Return what one plain sentence tells in figures and dates.

    Parameters
    ----------
    plat
        The sentence, with what speaks of others left out.
    kalender
        The day that the report was written, and the holidays.
    talen
        Languages that parents may speak.
    """
    text = digits(plat)
    found: Velden = {}
    _age(text, found)
    _birth(text, found)
    year = _IN_THE_YEAR.search(text)
    if year:
        found["leerjaar"] = year["n"]
    _year(text, found)
    found |= absence(text, kalender)
    _counts(text, kalender, found)
    _hours(plat, text, found)
    _travel(plat, found)
    _waiting(text, found)
    _days(text, kalender, found)
    _language(plat, talen, found)
    return found


def _year(text: str, found: Velden) -> None:
    """Read ‘eerstejaars’, and the last year of a school by its type."""
    ordinal = _ORDINAL_YEAR.search(text)
    if ordinal:
        found["leerjaar"] = str(_ORDINALS.index(ordinal[1]) + 1)
    last = _LAST_YEAR.search(text)
    kind = next((n for n, words in _LAST_YEARS if words.search(text)), None)
    if last and kind:
        found["leerjaar"] = kind


def _birth(text: str, found: Velden) -> None:
    """Read the month behind ‘geboren’; another date may stand before it."""
    born = _BIRTH.search(text)
    month = find_birth_month(text[born.start() :], gevraagd=False) if born else None
    if month:
        found["geboortemaand"] = month


def _age(text: str, found: Velden) -> None:
    for pattern in _AGE:
        match = pattern.search(text)
        if match and 3 <= int(match["n"]) <= 23:
            found["leeftijd"] = int(match["n"])
            return


def _spans_four_weeks(text: str, kalender: Kalender) -> bool:
    """Tell whether a sentence is about four weeks: ‘van 5 tot en met 30 oktober’."""
    days = [moment.datum for moment in find_dates(text, kalender)]
    lengths = ((b - a).days for a, b in pairwise(days))
    return any(_FOUR_WEEKS_LEAST <= days <= _FOUR_WEEKS_MOST for days in lengths)


def _counts(text: str, kalender: Kalender, found: Velden) -> None:
    if _SICK.search(text):
        _sick_reports(text, found)
    hours = _UNEXCUSED.search(text)
    if hours and (_FOUR_WEEKS.search(text) or _spans_four_weeks(text, kalender)):
        found["uren_ongeoorloofd_4w"] = tidy(
            as_number(hours["n"] or hours["m"] or hours["o"])
        )
    plans = _PLANS.search(text)
    if plans:
        found["aantal_geevalueerde_plannen"] = _count(plans)
    changed = _CHANGED.search(text)
    number = _SCHOOL_NUMBER.search(text)
    if changed:
        found["aantal_schoolwisselingen"] = _count(changed)
    elif number:
        found["aantal_schoolwisselingen"] = int(number["n"]) - 1


def _sick_reports(text: str, found: Velden) -> None:
    """Read how often in twelve weeks; a count over a longer time is another."""
    parts = [part for part in text.split(" , ") if _TWELVE_WEEKS.search(part)]
    for part in parts:
        said = _TIMES_SICK.search(_TWELVE_WEEKS.sub("", part))
        if said:
            found["ziekmeldingen_12w"] = int(said["n"])


def _count(match: re.Match[str]) -> int:
    said = next(v for k, v in match.groupdict().items() if v)
    return {"een": 1, "twee": 2, "drie": 3, "vier": 4}.get(said) or int(said)


def _hours(plat: str, text: str, found: Velden) -> None:
    if _LOAD.search(text) and not _TRAVEL.search(text):
        hours = find_hours(plat, gevraagd=False)
        if hours is not None and hours <= 40:
            found["belastbaarheid_uren"] = tidy(hours)
    keen = _KEEN.search(text)
    if keen:
        found["kind_zin_in_school"] = int(keen["n"] or keen["m"] or keen["o"])
    trust = _TRUST.search(text)
    if (
        trust
        and _TRUST_SCHOOL.search(text)
        and ("cijfer" in text or "vertrouwen" in text)
    ):
        found["vertrouwen_school"] = int(trust["n"])


def _language(plat: str, talen: tuple[str, ...], found: Velden) -> None:
    if not _SPEAKS.search(plat):
        return
    words = plat.split()
    said = [taal for taal in talen if taal.lower() in words]
    if said:
        found["taal_ouders"] = " en ".join(said)


def _travel(plat: str, found: Velden) -> None:
    if _TRAVEL.search(plat) and _TRAVEL_LIMIT.search(plat):
        minutes = [d.minuten for d in find_durations(plat) if d.minuten]
        bare = _BARE_MINUTES.search(plat)
        if minutes or bare:
            limit = round(max(minutes)) if minutes else int(bare["n"]) if bare else 0
            found["maximale_reistijd_min"] = limit


def _waiting(text: str, found: Velden) -> None:
    """How many weeks the family waits for help; a length, so whatever the day."""
    named = _HELP.search(text) or _WAITING_LIST.search(text)
    if not (_WAITING.search(text) and named) or _WAITS_FOR_SCHOOL.search(text):
        return
    for duur in find_durations(text):
        if duur.eenheid == "week":
            found["wachttijd_hulp_weken"] = round(duur.aantal)
            return


def _days(text: str, kalender: Kalender, found: Velden) -> None:
    from assistant.begrip.calendar import Kalender as Ahead

    later = Ahead(kalender.peildatum, kalender.vakanties, vooruit=True)
    if _REVIEW.search(text) and not re.search(
        r"\bgeevalueerd(?: met|,|\.|$| en)", text
    ):
        moments = find_dates(text, later)
        if moments and moments[0].datum > kalender.peildatum:
            found["plan_evaluatiedatum"] = moments[0].datum
    start = _START.search(text)
    if start:
        moments = [m for m in find_dates(text, later) if m.begin >= start.start()]
        if moments and moments[0].datum >= kalender.peildatum:
            found["start_haalbaar_vanaf"] = moments[0].datum
    if _EXPELLED.search(text):
        moments = find_dates(text, kalender)
        if moments and moments[0].datum <= kalender.peildatum:
            found["datum_uitschrijving"] = moments[0].datum
