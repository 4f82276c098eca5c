"""Since when the pupil is absent, or waits for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.dates import find_dates
from assistant.begrip.durations import find_durations
from assistant.begrip.numbers import digits
from assistant.begrip.patterns import Pattern

if TYPE_CHECKING:
    from datetime import date

    from assistant.begrip.calendar import Kalender

_ABSENT = Pattern("verzuim", "afwezig")
_NOT_ABSENCE = Pattern("verzuim", "iets_anders")
_COUNT = Pattern("verzuim", "telling")
"""What is counted over ‘the last four weeks’: then these weeks are no start."""
_NOT_AT_ALL = Pattern("verzuim", "helemaal_niet")
_SIBLING = Pattern("verzuim", "broer_of_zus")
_WAITS_FOR_HELP = Pattern("verzuim", "wacht_op_hulp")


_OTHER_EVENT = Pattern("verzuim", "eigen_dag")
"""What has a day of its own, which is not the day on which the absence began."""
_CLAUSE_END = Pattern("verzuim", "zinsgrens")
_SINCE = Pattern("verzuim", "sinds")
_NO_START = Pattern("verzuim", "geen_begin")
_LAST = Pattern("verzuim", "laatste")
_ALREADY = Pattern("verzuim", "al_zo_lang")


def about_absence(plat: str) -> str:
    """Return the text without clauses that date something else than the absence."""
    parts = plat.split(" , ")
    kept = [p for p in parts if _ABSENT.search(p) or not _OTHER_EVENT.search(p)]
    return " , ".join(kept)


def find_absence(zin: str, kalender: Kalender) -> dict[str, object]:
    """Return since when the pupil is absent, from the clauses that say so."""
    found: dict[str, object] = {}
    clauses = _CLAUSE_END.split(zin)
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
            and _SINCE.search(clause)
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
        if _NO_START.search(before):
            continue
        if _LAST.search(before) and _COUNT.search(
            text[: duur.begin] + text[duur.eind :]
        ):
            continue
        day = duur.before(kalender.peildatum)
        age = duur.eenheid == "jaar" and not _ALREADY.search(before)
        if day is not None and not age:
            return day
    return None
