"""The TLV: whether there is one, which kind, and until when."""

from __future__ import annotations

import re

from assistant.begrip.calendar import Kalender
from assistant.begrip.dates import find_dates
from assistant.begrip.numbers import digits
from assistant.begrip.patterns import Pattern

Rij = dict[str, object]

_TLV = Pattern("tlv", "tlv")
_KIND = Pattern("tlv", "soort")
_CATEGORY = Pattern("tlv", "categorie")
_NO_TLV = Pattern("tlv", "geen_tlv")
_APPLIED = Pattern("tlv", "aangevraagd")
_HAS = Pattern("tlv", "heeft")
_UNTIL = Pattern("tlv", "tot")
_FROM = Pattern("tlv", "vanaf")


def find_tlv(plat: str, kalender: Kalender, *, gevraagd: bool) -> list[Rij] | None:
    """Return the TLV as a row, ``[]`` when there is none, None when not said."""
    if not gevraagd and not _TLV.search(plat):
        return None
    if _NO_TLV.search(plat) or (gevraagd and _APPLIED.search(plat)):
        return []
    row: Rij = {}
    kind = _KIND.search(plat if gevraagd else _near(plat))
    if kind:
        row["soort"] = kind.lastgroup
    category = _CATEGORY.search(plat) if kind or _TLV.search(plat) or gevraagd else None
    if category:
        row["categorie"] = {"lage": "laag", "hoge": "hoog"}.get(
            category[1], category[1]
        )
    row.update(_validity(plat, kalender))
    number = re.search(r"\bvolgnummer(?: is| :)? ?([\w-]+)", plat)
    if number:
        row["volgnummer"] = number[1]
    stated = gevraagd or _HAS.search(plat)
    return [row] if row and stated else None


def _near(plat: str) -> str:
    """Return the words around the mention of the TLV."""
    mention = _TLV.search(plat)
    if mention is None:
        return plat
    before = " ".join(plat[: mention.start()].split()[-1:])
    return f"{before} {plat[mention.start() : mention.end() + 40]}"


def _validity(plat: str, kalender: Kalender) -> Rij:
    text = digits(plat)
    ahead = Kalender(kalender.peildatum, kalender.vakanties, vooruit=True)
    row: Rij = {}
    for moment in find_dates(plat, ahead):
        before = text[: moment.begin]
        if _UNTIL.search(before):
            row["geldig_tot"] = moment.datum
        elif _FROM.search(before):
            row["geldig_van"] = moment.datum
        elif len(find_dates(plat, ahead)) == 1:
            row["geldig_tot"] = moment.datum
    return row
