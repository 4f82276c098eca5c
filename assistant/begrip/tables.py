"""Rows of table fields, as far as they are clearly stated.

Which words stand for which value of a column is in the rows (``kolommen``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.calendar import Kalender
from assistant.begrip.clauses import clauses
from assistant.begrip.dates import find_dates
from assistant.begrip.hours import find_build_up
from assistant.begrip.numbers import as_number, digits, tidy
from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import find, longest
from assistant.begrip.text import plain
from assistant.begrip.tlv import find_tlv

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.begrip.lexicon import Patronen
    from assistant.begrip.message import Bericht
    from knowledge.velden import Veld

Rij = dict[str, object]

_NOT_DONE = Pattern("tabellen", "niet_gedaan")
_STEP = Pattern("tabellen", "stap")
_APPLIES = re.compile(r"\baan(?:ge)?meld\w*|\binschrijv\w*")

_SCHOOL = Pattern("tabellen", "school")
_NAMED = Pattern("tabellen", "naam_midden")
_NOT_SCHOOL = re.compile(r"^(?:Ja|Nee|School|Hij|Zij|Ze|Wij|We|Het|De|Ik)\b")


def read_table(veld: Veld, bericht: Bericht) -> list[Rij] | None:
    """Return the rows that an answer to a table field states, or None."""
    if veld.id == "tlv_aanwezig":
        return find_tlv(bericht.plat, bericht.kalender, gevraagd=True)
    if veld.id == "opbouw_schoolgang":
        return find_build_up(bericht.plat, gevraagd=True)
    reader = _READERS.get(veld.id)
    rows = (
        reader(bericht, bericht.lexicon.kolommen.get(veld.id, {})) if reader else None
    )
    return rows or None


def _names(patronen: Patronen, plat: str) -> list[str]:
    return list(dict.fromkeys(h.naam for h in longest(find(patronen, plat))))


def _best(patronen: Patronen, plat: str) -> str | None:
    hits = longest(find(patronen, plat))
    return max(hits, key=lambda h: h.lengte).naam if hits else None


_TO = (r"\b(?:tot|t / m|tot en met)(?: en met)? $", "tot")
_FROM = (r"\b(?:van|vanaf|sinds|per) $", "van")


def _dated(
    plat: str, kalender: Kalender, cues: tuple[tuple[str, str], ...], otherwise: str
) -> Rij:
    """Return the days in a text, each under the column that the words before name."""
    text = digits(plat)
    row: Rij = {}
    for moment in find_dates(plat, kalender):
        before = text[: moment.begin]
        column = next((c for p, c in cues if re.search(p, before)), otherwise)
        if column:
            row.setdefault(column, moment.datum)
    return row


def _ahead(kalender: Kalender) -> Kalender:
    return Kalender(kalender.peildatum, kalender.vakanties, vooruit=True)


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
        until = _dated(clause, _ahead(bericht.kalender), (_TO,), "")
        for partij in _names(words["partij"], clause):
            row = {"partij": partij, **{k: v for k, v in said.items() if v}}
            rows.append({**row, **until})
        if until and rows and "tot" not in rows[-1]:
            rows[-1].update(until)
    return rows


def _applications(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
    """At which schools the pupil was applied for, when, and what they decided."""
    if len(_NAMED.regex.findall(bericht.ruw)) < 2:
        row = _application(bericht, bericht.plat, bericht.ruw, words)
        return [row] if row else []
    rows: list[Rij] = []
    for raw in re.split(r"[,;.](?= |$)| en (?=[A-Z])", bericht.ruw):
        plat = plain(raw, bericht.lexicon.schrijfwijzen)
        row = _application(bericht, plat, raw.strip(), words)
        if "school" in row:
            rows.append(row)
        elif rows:
            rows[-1] = {**row, **rows[-1]}
    return rows


def _application(
    bericht: Bericht, plat: str, ruw: str, words: Mapping[str, Patronen]
) -> Rij:
    row: Rij = {}
    named = _SCHOOL.search(ruw)
    school = (named["s"] or named["t"]) if named else None
    if school and not _NOT_SCHOOL.match(school):
        row["school"] = school
    besluit = _best(words["besluit"], plat)
    if besluit:
        row["besluit"] = besluit
    elif not _APPLIES.search(plat) and len(plat.split()) > 4:
        return {}
    decided = (r"\bbesluit\b[^,.]*$", "datum_besluit")
    if row:
        applied = "datum_schriftelijke_aanmelding"
        row.update(_dated(plat, bericht.kalender, (decided,), applied))
    return row


def _parties(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
    """Who helps now: one row per piece of the list that names a role."""
    rows: list[Rij] = []
    for piece in re.split(r" (?:,|en|\.|ook) ", f" {bericht.plat} "):
        name = _best(words["organisatie"], piece)
        beside = {"organisatie": name} if name else {}
        rows += [{"rol": rol, **beside} for rol in _names(words["rol"], piece)]
        last = _dated(piece, bericht.kalender, (), "laatste_contact")
        if rows and last:
            rows[-1].update(last)
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


def _each(
    column: str, cues: tuple[tuple[str, str], ...] = (), otherwise: str = ""
) -> Callable[..., list[Rij]]:
    """Return a reader of a row per value of one column, with the days beside it."""

    def read(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
        rows: list[Rij] = []
        for piece in re.split(r" (?:,|en) ", bericht.plat):
            days = _dated(piece, bericht.kalender, cues, otherwise)
            rows += [{column: name, **days} for name in _names(words[column], piece)]
        return rows

    return read


def _exemption(bericht: Bericht, _words: Mapping[str, Patronen]) -> list[Rij]:
    """From when until when an exemption holds."""
    text = digits(bericht.plat)
    row: Rij = {}
    for column, kalender in (
        ("van", bericht.kalender),
        ("tot", _ahead(bericht.kalender)),
    ):
        cue = {"van": _FROM, "tot": _TO}[column][0]
        for moment in find_dates(bericht.plat, kalender):
            if re.search(cue, text[: moment.begin]):
                row.setdefault(column, moment.datum)
    return [row] if row else []


def _weeks(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
    """Hours of a school week: on the timetable, missed and present."""
    text = digits(bericht.plat)
    columns = [p for patronen in words.values() for p in patronen]
    rows: list[Rij] = []
    for part in re.split(r"(?=\bweek \d)", text):
        row: Rij = {}
        week = re.match(r"week (\d{1,2})\b", part)
        if week:
            row["weeknummer"] = int(week[1])
        for match in _HOURS.finditer(part):
            column = _best(columns, match["rest"])
            if column:
                row.setdefault(column, tidy(as_number(match["n"])))
        if row:
            rows.append(row)
    return rows


def _scores(bericht: Bericht, words: Mapping[str, Patronen]) -> list[Rij]:
    """Mean scores per function: each figure belongs to the name before it."""
    text = digits(bericht.plat)
    row: Rij = {}
    for column, patronen in words.items():
        if column == "invuller":
            continue
        for hit in longest(find(patronen, text)):
            number = re.match(r"(?: (?:is|een|:))* (\d(?:,\d+)?)\b", text[hit.eind :])
            if number:
                row[column] = tidy(as_number(number[1]))
    who = _best(words["invuller"], text)
    return [{"invuller": who, **row} if who else row] if row else []


_HOURS = Pattern("tabellen", "uren")
_BEGUN = (r"\b(?:begonnen|gestart|loopt|sinds|vanaf)\b[^,.]*$", "begonnen_op")
_READY = (r"\b(?:klaar|afgerond|rond|gereed|compleet)\b[^,.]*$", "klaar_op")
_READERS: dict[str, Callable[..., list[Rij]]] = {
    "eerdere_acties": _actions,
    "betrokken_partijen": _parties,
    "deskundigenverklaringen": _each("soort", otherwise="datum"),
    "toestemming_delen": _consents,
    "toeleiding_fasen": _each("fase", (_BEGUN, _READY)),
    "aanmeldingen": _applications,
    "vrijstelling_periode": _exemption,
    "verzuim_perioden": _weeks,
    "sras_r_scores": _scores,
    "duo_melding": _one_of("soort", "status", datum="datum"),
}
