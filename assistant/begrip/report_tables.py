"""Rows of tables that reports tell in a sentence: reports to DUO, statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.dates import find_dates
from assistant.begrip.patterns import Pattern, Values

if TYPE_CHECKING:
    from assistant.begrip.calendar import Kalender

Rij = dict[str, object]

_REPORTED = Pattern("verslag_tabellen", "gemeld")
_KINDS = Values("verslag_tabellen", "melding_soort")
_NOT_DONE = Pattern("verslag_tabellen", "niet_gedaan")
_STATES = Values("verslag_tabellen", "melding_stand")
_STATEMENT = Pattern("verslag_tabellen", "verklaring")
_EXPERTS = Values("verslag_tabellen", "deskundige")
_NEAR = 40
"""Letters between an expert and the date of the statement."""
_OUTSIDE = Pattern("verslag_tabellen", "van_buiten")


def table_rows(text: str, kalender: Kalender) -> dict[str, list[Rij]]:
    """Return the rows that a plain sentence, with its numbers in figures, tells.

    Parameters
    ----------
    text
        The sentence.
    kalender
        The day of the report.
    """
    rows = {
        "duo_melding": _duo(text, kalender),
        "deskundigenverklaringen": _statements(text, kalender),
    }
    return {veld: row for veld, row in rows.items() if row}


def _duo(text: str, kalender: Kalender) -> list[Rij]:
    kind = next((name for name, words in _KINDS if words.search(text)), None)
    if kind is None or not _REPORTED.search(text) or _NOT_DONE.search(text):
        return []
    row: Rij = {"soort": kind}
    days = [
        m.datum for m in find_dates(text, kalender) if m.datum <= kalender.peildatum
    ]
    if days:
        row["datum"] = days[0].isoformat()
    state = next((name for name, words in _STATES if words.search(text)), None)
    if state:
        row["status"] = state
    return [row]


def _statements(text: str, kalender: Kalender) -> list[Rij]:
    named = _STATEMENT.search(text)
    if named is None or _NOT_DONE.search(text[: named.end() + 20]):
        return []
    rows: list[Rij] = []
    taken: list[tuple[int, int]] = []
    for name, words in _EXPERTS:
        for match in words.finditer(text):
            if any(a <= match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            row: Rij = {"soort": name}
            near = [
                moment.datum
                for moment in find_dates(text, kalender)
                if 0 <= moment.begin - match.end() <= _NEAR
                and moment.datum <= kalender.peildatum
            ]
            if near:
                row["datum"] = near[0].isoformat()
            if _OUTSIDE.search(text):
                row["van_aanvragende_school"] = "nee"
            rows.append(row)
    return rows if len(rows) == 1 else [row for row in rows if "datum" in row]
