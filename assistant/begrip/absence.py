"""Since when the pupil is absent, or waits for help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.dates import find_dates
from assistant.begrip.durations import find_durations
from assistant.begrip.numbers import digits

if TYPE_CHECKING:
    from datetime import date

    from assistant.begrip.calendar import Kalender

_ABSENT = re.compile(
    r"\b(?:(?:ga|gaat|kom|komt|ging|kwam) (?:\S+ ){0,4}niet meer|"
    r"(?:ga|gaat|kom|komt) (?:al |nu )?niet (?:naar )?school|"
    r"helemaal niet(?: meer)?(?= *[.,!?]| *$)|helemaal niet meer|"
    r"niet meer (?:komt|kwam|verschijnt|gaat)|thuis|"
    r"thuiszit(?!ters?(?:tafel|overleg))\w*|thuisgezeten|"
    r"niet (?:meer )?(?:\w+ ){0,2}(?:naar|"
    r"op) (?:de )?school|niet (?:meer )?(?:geweest|gegaan|verschenen|naar "
    r"binnen)|"
    r"afwezig|verzuimt|verzuim|uitgevallen|weggebleven|(?:weigert|weigeren|"
    r"weigering|weigerde) .{0,40}school|naar school .{0,20}(?:durft|"
    r"weigert)|"
    r"(?:komt|gaat) (?:al |nu |ruim )*(?:\d+|een|\w+) (?:dagen|weken|maanden?) (?:al )?"
    r"niet|mist school|school gemist|komt niet meer|niet meer op school|gaat niet "
    r"(?:meer )?(?:\w+ )?naar school|"
    r"(?:mist|verzuimt|verzuimde|miste) (?:\w+ ){0,2}(?:les|lessen|uren|school|dagen)|"
    r"(?:steeds |veel )?minder (?:vaak )?(?:naar|op) school|"
    r"niet (?:meer )?(?:teruggekomen|terug geweest|gekomen)|durft .{0,20}naar "
    r"school|les gemist|lessen gemist|nauwelijks op school|spijbelt|school "
    r".{0,20}niet (?:meer )?(?:gezien|bezocht))\b"
)
_NOT_ABSENCE = re.compile(
    r"\b(?:wacht\w*|wachtlijst|aangemeld\w*|gebor\w*|geboorte\w*|geldig|tlv|"
    r"plan|psycholoog|ggz|therapie|behandeling|verhuis\w*|gescheiden|"
    r"uitgeschreven|"
    r"geschorst|schorsing|evalu\w*|onderzoek|diagnose|medicatie|uur per|uren "
    r"per|reizen|overleden|starten|begint|beginnen|zit op|op de lijst)\b"
)
_COUNT = re.compile(r"\b\d+ ?(?:x|uur|uren|lesuren|keer|maal|dagen|schooldagen)\b")
"""What is counted over ‘the last four weeks’: then these weeks are no start."""
_NOT_AT_ALL = re.compile(
    r"\b(?:volledig|compleet|totaal) (?:uitgevallen|afwezig)\b|"
    r"\bhelemaal niet\b|\bhelemaal thuis\b|\bvolledig thuis\b|\bgeen (?:dag|"
    r"uur|les) (?:meer )?op school\b|\bhelemaal geen\b.{0,15}\bschool\b"
)
_SIBLING = re.compile(
    r"\b(?:broer|zus|neef|nicht)\w*\b(?: \w+)? (?:zit|is|komt|gaat|blijft)\b"
)
_WAITS_FOR_HELP = re.compile(
    r"\bwacht\w*\b.{0,40}\b(?:hulp\w*|ggz|behandeling|therapie|jeugdhulp|"
    r"psycholoog|psychiater|instelling)\b|"
    r"\b(?:hulp\w*|ggz|behandeling|jeugdhulp|psycholoog)\b.{0,30}\bwacht\w*\b"
)


_OTHER_EVENT = re.compile(
    r"\b(?:mdo|opp|okr|tlv|overleg\w*|vergadering|bespreking|evaluatie|plan|"
    r"toets|onderzoek|intake\w*|aanvraag|aangevraagd|aangemeld\w*|formulier|brief|"
    r"rapport|verslag|huisbezoek|afspraak)\b"
)
"""What has a day of its own, which is not the day on which the absence began."""


def about_absence(plat: str) -> str:
    """Return the text without clauses that date something else than the absence."""
    parts = plat.split(" , ")
    kept = [p for p in parts if _ABSENT.search(p) or not _OTHER_EVENT.search(p)]
    return " , ".join(kept)


def find_absence(zin: str, kalender: Kalender) -> dict[str, object]:
    """Return since when the pupil is absent, from the clauses that say so."""
    found: dict[str, object] = {}
    clauses = re.split(
        r" (?:,|maar|want|\.) | en (?=\w+ (?:al|sinds|nu|niet|thuis))", zin
    )
    for clause in clauses:
        if _SIBLING.search(clause):
            continue
        day = _day_in(clause, kalender)
        if day is None:
            continue
        if _WAITS_FOR_HELP.search(clause) and not _ABSENT.search(clause):
            weeks = (kalender.peildatum - day).days // 7
            found.setdefault("wachttijd_hulp_weken", weeks)
        elif _ABSENT.search(clause) or (
            _ABSENT.search(zin)
            and not _NOT_ABSENCE.search(clause)
            and re.search(
                r"\b(?:al|sinds|vanaf|na|ruim|nu|geleden|inmiddels)\b", clause
            )
        ):
            # who comes not at all since then may have been absent in part before
            whole = _NOT_AT_ALL.search(clause)
            found.setdefault("helemaal_niet_sinds" if whole else "verzuim_sinds", day)
    return found


def _day_in(clause: str, kalender: Kalender) -> date | None:
    dates = [m.datum for m in find_dates(clause, kalender)]
    if dates:
        return dates[0]
    text = digits(clause)
    for duur in find_durations(clause):
        before = text[: duur.begin]
        if re.search(
            r"\b(?:per|elke|iedere|in de|over|maximaal|max|van) (?:de )?$", before
        ):
            continue
        if re.search(r"\b(?:laatste|afgelopen|voorbije) $", before) and _COUNT.search(
            text[: duur.begin] + text[duur.eind :]
        ):
            continue
        day = duur.before(kalender.peildatum)
        age = duur.eenheid == "jaar" and not re.search(
            r"\b(?:al|ruim|sinds|bijna|afgelopen) (?:zo een )?(?:een )?$", before
        )
        if day is not None and not age:
            return day
    return None
