"""Rows of table fields, as far as they are clearly stated.

Which words stand for which value of a column is in the rows (``kolommen``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.clauses import clauses
from assistant.begrip.dates import find_dates
from assistant.begrip.hours import find_build_up
from assistant.begrip.phrases import find, longest
from assistant.begrip.tlv import find_tlv

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.begrip.lexicon import Patronen
    from assistant.begrip.message import Bericht
    from knowledge.velden import Veld

Rij = dict[str, object]

_NOT_DONE = re.compile(r"\b(?:geen|nog niet|nooit)\b")
_STEP = re.compile(r" (?:,|\.|en|maar ook|daarna|toen) ")
_APPLIES = re.compile(r"\baan(?:ge)?meld\w*|\binschrijv\w*")
_NAME = r"[A-Z][\w'-]+(?: (?:(?:van|de|der|den|het) )*[A-Z][\w'-]+)*"
_SCHOOL = re.compile(
    rf"\b(?:[Bb]ij|[Oo]p|[Dd]oor|[Vv]an|[Nn]aar) (?:het |de )?(?P<s>{_NAME})|"
    rf"^(?:[Hh]et |[Dd]e )?(?P<t>{_NAME}) "
    r"(?:heeft|wees|zit|is|zei|weigert|weigerde)\b"
)
_NOT_SCHOOL = re.compile(r"^(?:Ja|Nee|School|Hij|Zij|Ze|Wij|We|Het|De|Ik)\b")


def read_table(veld: Veld, bericht: Bericht) -> list[Rij] | None:
    """Return the rows that an answer to a table field states, or None."""
    if veld.id == "tlv_aanwezig":
        return find_tlv(bericht.plat, bericht.kalender, gevraagd=True)
    if veld.id == "opbouw_schoolgang":
        return find_build_up(bericht.plat, gevraagd=True)
    reader = _READERS.get(veld.id)
    rows = reader(bericht, bericht.lexicon.kolommen[veld.id]) if reader else None
    return rows or None


def _names(patronen: Patronen, plat: str) -> list[str]:
    return list(dict.fromkeys(h.naam for h in longest(find(patronen, plat))))


def _best(patronen: Patronen, plat: str) -> str | None:
    hits = longest(find(patronen, plat))
    return max(hits, key=lambda h: h.lengte).naam if hits else None


def _actions(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
    """What was tried, with its result where that is said beside it or next."""
    rows: list[Rij] = []
    for clause in _STEP.split(f" {bericht.plat} "):
        actions = _names(words["actie"], clause)
        result = _best(words["resultaat"], clause)
        if rows and result and not actions:
            rows[-1].setdefault("resultaat", result)
        if not _NOT_DONE.search(clause):
            beside = {"resultaat": result} if result else {}
            rows += [{"actie": action, **beside} for action in actions]
    return rows


def _consents(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
    """With whom may be shared, and what: one row per party."""
    rows: list[Rij] = []
    for clause in clauses(bericht.plat):
        said = {
            "gegevens": _best(words["gegevens"], clause),
            "ja_nee": _best(words["ja_nee"], clause),
        }
        for partij in _names(words["partij"], clause):
            rows.append({"partij": partij, **{k: v for k, v in said.items() if v}})
    return rows


def _applications(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
    """At which school the pupil was applied for, when, and what it decided."""
    row: Rij = {}
    named = _SCHOOL.search(bericht.ruw)
    school = (named["s"] or named["t"]) if named else None
    if school and not _NOT_SCHOOL.match(school):
        row["school"] = school
    besluit = _best(words["besluit"], bericht.plat)
    if besluit:
        row["besluit"] = besluit
    elif not _APPLIES.search(bericht.plat) and len(bericht.plat.split()) > 4:
        return []
    moments = find_dates(bericht.plat, bericht.kalender)
    if row and moments:
        row["datum_schriftelijke_aanmelding"] = moments[0].datum
    return [row] if row else []


def _parties(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
    """Who helps now: one row per piece of the list that names a role."""
    rows: list[Rij] = []
    for piece in re.split(r" (?:,|en|\.|ook) ", f" {bericht.plat} "):
        name = _best(words["organisatie"], piece)
        beside = {"organisatie": name} if name else {}
        rows += [{"rol": rol, **beside} for rol in _names(words["rol"], piece)]
    return rows


def _one_of(*columns: str, datum: str) -> Callable[..., list[Rij]]:
    """Return a reader of one row: the best value of each column, and a date."""

    def read(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
        found = {column: _best(words[column], bericht.plat) for column in columns}
        row: Rij = {column: value for column, value in found.items() if value}
        moments = find_dates(bericht.plat, bericht.kalender)
        if row and moments:
            row[datum] = moments[0].datum
        return [row] if row else []

    return read


def _each(column: str) -> Callable[..., list[Rij]]:
    """Return a reader of a row per value of one column."""

    def read(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
        return [{column: name} for name in _names(words[column], bericht.plat)]

    return read


_READERS: dict[str, Callable[..., list[Rij]]] = {
    "eerdere_acties": _actions,
    "betrokken_partijen": _parties,
    "deskundigenverklaringen": _each("soort"),
    "toestemming_delen": _consents,
    "toeleiding_fasen": _each("fase"),
    "aanmeldingen": _applications,
    "duo_melding": _one_of("soort", "status", datum="datum"),
}
