"""Rows of tables that reports tell in a sentence: reports to DUO, statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.dates import find_dates

if TYPE_CHECKING:
    from assistant.begrip.calendar import Kalender

Rij = dict[str, object]

_REPORTED = re.compile(r"\b(?:duo|\w*melding\w*|gemeld|kennisgeving)\b")
_KINDS = (
    ("16_uur", re.compile(r"\b16 ?uurs?\w*|\b16 uren\b|\b16 uurs ?melding")),
    ("langdurig_relatief", re.compile(r"\blangdurig\w*(?: relatief)?\b|\blangd rel")),
    ("luxe", re.compile(r"\bluxe ?verzuim\w*")),
)
_NOT_DONE = re.compile(
    r"\b(?:niet|geen|nooit|nog|moet\w*|zou\w*|wordt|overweg\w*|wil\w*|gaat|zodra)\b"
)
_STATES = (
    ("in_behandeling", re.compile(r"\bin behandeling\b|\bopgepakt\b")),
    ("afgesloten", re.compile(r"\bafgesloten\b|\bafgehandeld\b")),
    ("ingetrokken", re.compile(r"\bingetrokken\b")),
    ("ter_kennisgeving", re.compile(r"\bter kennisgeving\b")),
    ("geregistreerd", re.compile(r"\bgeregistreerd\b")),
)
_STATEMENT = re.compile(
    r"\bdeskundigen?(?: ?verklaring\w*)?\b|\bverklaring (?:van|door|dd)\b"
)
_EXPERTS = (
    ("kinder_jeugdpsycholoog", r"kinder(?:- ?)? ?en jeugdpsycholoog|kinderpsycholoog|"
     r"jeugdpsycholoog"),
    ("kinderpsychiater", r"(?:kinder(?:- ?)? ?en jeugd|kinder|jeugd)psychiater"),
    ("orthopedagoog", r"ortho ?pedagoog(?: generalist)?"),
    ("psycholoog", r"(?:gz |gz)?psycholoog"),
    ("maatschappelijk_werker", r"(?:school)?maatschappelijk wer\w+"),
    ("arts", r"(?:jeugd|school|kinder)?arts"),
    ("pedagoog", r"pedagoog"),
)  # fmt: skip
_NEAR = 40
"""Letters between an expert and the date of the statement."""
_OUTSIDE = re.compile(
    r"\b(?:niet|geen) (?:\w+ ){0,2}(?:in dienst|verbonden|werkzaam|van (?:de )?"
    r"(?:aanvragende )?school)|\bonafhankelijk\w*|\bextern\w*"
)


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
        for match in re.finditer(rf"\b(?:{words})\b", text):
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
