"""Facts as reports write them: ‘(v, 15, vwo 4)’, ‘sinds 2 maart gedeeltelijk’."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.begrip.dates import find_dates
from assistant.begrip.durations import find_durations
from assistant.begrip.hours import find_hours
from assistant.begrip.numbers import as_number, digits, tidy
from assistant.begrip.pupil import find_birth_month
from assistant.begrip.report_absence import absence

if TYPE_CHECKING:
    from assistant.begrip.calendar import Kalender

Velden = dict[str, object]

_SCHOOL = (
    r"(?:vmbo|havo|vwo|mavo|mbo|vso|sbo|so|pro|praktijk\w*|gymnasium|groep|klas|"
    r"leerjaar|brugklas|bbl|bol|entree|niveau)"
)
_WHO = r"(?:j|m|v|jongen|meisje|jongeman|man|vrouw|leerling|zoon|dochter)"
_AGE = (
    re.compile(rf"(?:^|[, ]){_WHO} ?,? ?(?P<n>\d{{1,2}})(?: jaar| jr)?(?= [,./]|$)"),
    re.compile(rf"(?:^|, )(?P<n>\d{{1,2}})(?: jaar| jr)? , (?:{_WHO}\b|{_SCHOOL}\b)"),
    re.compile(rf"(?:^|, )(?P<n>\d{{1,2}})(?: jaar| jr)? , (?:\d\w? )?{_SCHOOL}\b"),
    re.compile(r"^[a-z']+(?: [a-z]\.?)? , (?P<n>\d{1,2})(?: jaar| jr)? ,"),
    re.compile(rf"\b(?P<n>\d{{1,2}}) jarige? {_WHO}\b"),
    re.compile(
        rf"^(?:[a-z']{{1,12}} , )?{_WHO} , [^.]{{2,25}} , (?P<n>\d{{1,2}})(?= ?[,.]|$)"
    ),
    re.compile(r"(?:^|[,.] )(?P<n>\d{1,2}) is (?:ie|hij|ze|zij)\b"),
)
_SICK = re.compile(r"\bziek")
_TIMES_SICK = re.compile(r"\b(?P<n>\d{1,2}) ?(?:x|keer|maal|ziek\w*)")
_TWELVE_WEEKS = re.compile(r"\b(?:12 weken|3 maanden|kwartaal)\b")
_UNEXCUSED = re.compile(
    r"\b(?P<n>\d+(?:[.,]\d+)?) (?:les)?(?:uur|uren|u)\b(?= .*\bongeoorloofd)|"
    r"\b(?P<o>\d+) (?:les)?(?:uur|uren|u)\b(?: \w+){0,2} zonder (?:geldige reden|"
    r"bericht|toestemming)\b|"
    r"\bongeoorloofd\b[^.]*?\b(?P<m>\d+(?:[.,]\d+)?) (?:les)?(?:uur|uren|u)\b"
)
_FOUR_WEEKS = re.compile(r"\b(?:4 (?:les|school)?weken|maand)\b")
_FOUR_WEEKS_LEAST, _FOUR_WEEKS_MOST = 24, 31
"""Days from the first to the last of four weeks, as people write them."""
_TIMES = r"(?P<n>\d+|een|twee|drie|vier) ?(?:x|keer|maal)"
_PLANS = re.compile(
    rf"\b(?:handelings)?plan\w*\b[^.]*\b{_TIMES} geevalueerd|"
    rf"\bgeevalueerd\w*\b[^.]*\b(?P<m>\d+) (?:handelings)?plannen|"
    rf"\b(?P<o>\d+) (?:handelings)?plannen\b[^.]*\b(?:geevalueerd|doorlopen|"
    rf"uitgevoerd)|"
    rf"\b(?P<p>\d+) geevalueerde (?:handelings)?plannen|"
    rf"\b(?P<q>\d+|een|twee|drie|vier) ?(?:x|keer|maal) (?:\w+ ){{0,2}}"
    rf"(?:handelings|werk)?plan\b[^.]*\bgeevalueerd"
)
_ORDINALS = ("eerste", "tweede", "derde", "vierde")
_ORDINAL_YEAR = re.compile(r"\b(eerste|tweede|derde|vierde) ?jaars\b")
_LAST_YEAR = re.compile(r"\bexamen(?:jaar|klas|kandidaat|leerling)\b")
_LAST_YEARS = {"vmbo": "4", "mavo": "4", "havo": "5", "vwo": "6"}
_BIRTH = re.compile(r"\bgebo(?:ren|orte\w*)\b")
_IN_THE_YEAR = re.compile(
    r"\b(?:vmbo|mavo|havo|vwo|gymnasium|"
    r"praktijk\w*)\b.*\bin de (?P<n>[1-6])e(?= ?[.,]|$)"
)
_SCHOOL_NUMBER = re.compile(r"\b(?P<n>[2-9])e (?:basis|middelbare )?school\b")
_CHANGED = re.compile(
    rf"\b{_TIMES}\b[^.]{{0,30}}\b(?:van school (?:gewisseld|veranderd)|"
    rf"gewisseld van school|"
    rf"schoolwissel\w*)|\b(?P<m>\d+) schoolwisseling\w*"
)
_LOAD = re.compile(
    r"\b(?:max|maximaal|maximum|hooguit|belast\w*|aankan|aan kan|kan (?:hij|ze|zij|"
    r"leerling) (?:\w+ ){0,6}aan|"
    r"(?:hij|ze|zij|leerling) kan (?:\w+ ){0,6}(?:aan|volhouden)|haalbaar|volhouden|"
    r"trekt|redt|te beginnen met|beginnen met)\b"
)
_TRUST = re.compile(
    r"\b(?:vertrouwen|cijfer)\b[^.]*?\b(?P<n>10|\d)(?: ?/ ?10)?\b(?! (?:jaar|"
    r"weken|uur))"
)
_KEEN = re.compile(
    r"\b(?:hij|ze|zij|leerling|zin)\b[^.]*\bnaar school\b[^.]*\b(?:cijfer|geeft|gaf)\b"
    r"[^.]*?\b(?P<n>10|\d)\b|"
    r"\bzin in school\b[^.]*?\b(?P<m>10|\d)\b|"
    r"\bhoeveel zin\b[^.]*?\b(?P<o>10|\d)\b"
)
_TRUST_SCHOOL = re.compile(r"\bschool\b|\bvertrouwen\b")
_TRAVEL = re.compile(r"\b(?:reistijd|reizen|reist|onderweg|reis|rijden|reisafstand)\b")
_TRAVEL_LIMIT = re.compile(
    r"\b(?:max\w*|hoogstens|hooguit|niet (?:meer|langer|verder)|tot|reistijd|"
    r"grens|onder|binnen|geen probleem|haalbaar|acceptabel|te doen|prima)\b"
)
_BARE_MINUTES = re.compile(r"\bmax\w* (?P<n>\d{2,3})(?= ?(?:[.,]|$))")
_WAITING = re.compile(r"\bwacht\w*\b")
_HELP = re.compile(
    r"\b(?:ggz|hulp\w*|jeugd\w*|behandel\w*|therapie|psycholoog|psychiater|"
    r"instelling|emdr|intake)\b"
)
_WAITING_LIST = re.compile(r"\b(?:wachttijd|wachtlijst|aangemeld)\b")
_WAITS_FOR_SCHOOL = re.compile(r"\b(?:vso|sbo|so|opdc|school|plaatsing|onderzoek)\b")
_REVIEW = re.compile(r"\b(?:evalu\w*|evaluatie\w*)\b")
_START = re.compile(
    r"\b(?:kan|kunnen|mogelijk|haalbaar)\b[^.]*\b(?:start\w*|beginnen|instromen)\b|"
    r"\b(?:start\w*|beginnen|instromen)\b[^.]*\b(?:kan|kunnen|mogelijk|haalbaar)\b"
)
_SPEAKS = re.compile(
    r"\b(?:spreekt|spreken|praat|praten|taal|thuistaal|voertaal|tolk\w*|anderstalig)\b"
)
_EXPELLED = re.compile(r"\b(?:uitgeschreven|uitschrijving)\b")


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
    kind = next((n for word, n in _LAST_YEARS.items() if word in text), None)
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
