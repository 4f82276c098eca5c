"""Read one element of an OSO dossier, in the way its row says."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.invoer import header_words
from knowledge.oso import Osolezen

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from knowledge.invoer import Invoerregels
    from knowledge.oso import Osoveld

_MONTH = re.compile(r"(\d{4}-\d{2})(?:-\d{2})?")
_POSTCODE = re.compile(r"([1-9]\d{3})\s*(?:[A-Za-z]{2})?")
_FIRST_CLASS = 11
"""The jaargroep that is class 1; 1 to 8 are the groups of primary education."""
_YES = ("true", "1")
_BOOLEAN = {"true": "ja", "false": "nee"}
_LONGEST = 4000


def read_element(
    dossier: Element, row: Osoveld, rules: Invoerregels, peildatum: date
) -> object:
    """Return what a dossier says for one row, or None when it is silent.

    Parameters
    ----------
    dossier
        The dossier, without namespaces.
    row
        Which element, and how to read it.
    rules
        Spellings of values.
    peildatum
        What lies after this day has not happened yet.
    """
    readers: dict[Osolezen, Callable[[], object]] = {
        Osolezen.tekst: lambda: _first(dossier, row),
        Osolezen.woorden: lambda: " ".join(_texts(dossier, row.pad)),
        Osolezen.lijst: lambda: _list(dossier, row),
        Osolezen.maand: lambda: _match(_MONTH, _first(dossier, row)),
        Osolezen.postcode: lambda: _match(_POSTCODE, _first(dossier, row)),
        Osolezen.brin: lambda: _brin(dossier, row),
        Osolezen.keuze: lambda: _choice(dossier, row, rules),
        Osolezen.inschrijving: lambda: _enrolled(dossier, row, peildatum),
        Osolezen.voorbij: lambda: _past(_first(dossier, row), peildatum),
        Osolezen.jaargroep: lambda: _year(dossier, row),
        Osolezen.wisselingen: lambda: _changes(dossier, row),
        Osolezen.geldigheid: lambda: _valid(dossier, row, peildatum),
        Osolezen.rij: lambda: [_row(e, row) for e in dossier.findall(row.pad)],
        Osolezen.ja_rij: lambda: _row_if_yes(dossier, row),
    }
    return readers[row.hoe]()


def _texts(dossier: Element, path: str) -> list[str]:
    found = (" ".join((e.text or "").split()) for e in dossier.findall(path))
    return [text[:_LONGEST] for text in found if text]


def _first(dossier: Element, row: Osoveld) -> str | None:
    if row.adressen:
        return _of_address(dossier, row)
    return next(iter(_texts(dossier, row.pad)), None)


def _of_address(dossier: Element, row: Osoveld) -> str | None:
    """Return the part of the first kind of address that is there."""
    block, _, part = row.pad.rpartition("/")
    addresses = dossier.findall(block)
    for kind in row.adressen:
        for address in addresses:
            if (address.findtext("soortadres") or "").strip() == kind:
                return (address.findtext(part) or "").strip() or None
    return None


def _list(dossier: Element, row: Osoveld) -> str:
    texts = (_BOOLEAN.get(text, text) for text in _texts(dossier, row.pad))
    return "\n".join(f"{row.naam}: {text}" for text in texts)[:_LONGEST]


def _match(pattern: re.Pattern[str], text: str | None) -> str | None:
    found = pattern.fullmatch(text or "")
    return None if found is None else found[1]


def _brin(dossier: Element, row: Osoveld) -> str | None:
    code = _first(dossier, row)
    branch = dossier.findtext(row.pad.rpartition("/")[0] + "/vestigingscode") or ""
    return None if code is None else f"{code.upper()}{branch.strip().zfill(2)[-2:]}"


def _choice(dossier: Element, row: Osoveld, rules: Invoerregels) -> str | None:
    words = header_words(_first(dossier, row) or "")
    target = rules.doel(row.doel)
    spellings = {} if target is None else target.woorden
    for value, names in spellings.items():
        if words == value or words in map(header_words, names):
            return value
    return None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None


def _past(text: str | None, peildatum: date) -> date | None:
    day = _day(text)
    return day if day is not None and day <= peildatum else None


def _enrolled(dossier: Element, row: Osoveld, peildatum: date) -> str | None:
    block = row.pad.rpartition("/")[0]
    if _past(dossier.findtext(f"{block}/datumuitschrijving"), peildatum):
        return "nee"
    return "ja" if _past(_first(dossier, row), peildatum) else None


def _career(dossier: Element, row: Osoveld) -> list[Element]:
    """Return the school career, oldest first."""
    return sorted(
        dossier.findall(row.pad),
        key=lambda e: (e.findtext("schooljaar") or "", e.findtext("begindatum") or ""),
    )


def _year(dossier: Element, row: Osoveld) -> str | None:
    career = _career(dossier, row)
    code = (career[-1].findtext("jaargroep") or "").strip() if career else ""
    if not code.isdecimal() or code == "0":
        return None
    number = int(code)
    if number >= _FIRST_CLASS:
        return str(number - _FIRST_CLASS + 1)
    return f"groep {number}"


def _changes(dossier: Element, row: Osoveld) -> int | None:
    codes = [(e.findtext("brincode") or "").strip() for e in _career(dossier, row)]
    schools = [code for code in codes if code]
    if not schools:
        return None
    return sum(before != after for before, after in pairwise(schools))


def _valid(dossier: Element, row: Osoveld, peildatum: date) -> str | None:
    blocks = dossier.findall(row.pad)
    if not blocks:
        return None
    ended = (_past(e.findtext(row.tot or ""), peildatum) for e in blocks)
    return "ja_verouderd" if all(ended) else "ja_actueel"


def _row(element: Element, row: Osoveld) -> dict[str, str]:
    cells = dict(row.vast)
    for column, name in row.kolommen.items():
        text = (element.findtext(name) or "").strip()
        value = row.woorden.get(text, text)
        if value and not (row.woorden and value == "Nvt"):
            cells[column] = value
    return cells


def _row_if_yes(dossier: Element, row: Osoveld) -> list[dict[str, str]]:
    return [dict(row.vast)] if _first(dossier, row) in _YES else []
