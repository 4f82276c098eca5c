"""The day that a report was written, when it says so."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.begrip.dates import find_dates
from assistant.begrip.patterns import Pattern
from assistant.begrip.text import plain

if TYPE_CHECKING:
    from datetime import date

    from assistant.begrip.calendar import Kalender

_HEAD = 6
"""A date stands in the first lines or sentences of a report."""
_NAMED = Pattern("verslag_datum", "genoemd")
_NOT_ITS_OWN = Pattern("verslag_datum", "andere_dag")
_HELD = Pattern("verslag_datum", "gehouden")
_OLDEST = timedelta(days=365)


def date_of_report(tekst: str, kalender: Kalender) -> date | None:
    """Return the day a report was written, or None when it does not tell.

    Parameters
    ----------
    tekst
        The report.
    kalender
        Today: a report lies behind it, and at most a year.
    """
    for line in re.split(r"\n|(?<=[a-z)])\. ", tekst)[:_HEAD]:
        plat = plain(line, {})
        if not _HELD.search(plat):
            continue
        for moment in find_dates(plat, kalender):
            before = plat[: moment.begin]
            if _NOT_ITS_OWN.search(before) or not _NAMED.search(before):
                continue
            if kalender.peildatum - _OLDEST <= moment.datum <= kalender.peildatum:
                return moment.datum
    return None
