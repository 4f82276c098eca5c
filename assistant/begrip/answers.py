"""The answer to the asked field: every kind of field reads in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.begrip.choices import (
    SHORT_ANSWER,
    read_multi,
    read_single,
    says_none,
)
from assistant.begrip.patterns import Pattern
from assistant.begrip.places import find_place, find_postcode
from assistant.begrip.pupil import find_age, find_birth_month
from assistant.begrip.quantities import (
    read_date,
    read_integer,
    read_number,
    read_scale,
)
from assistant.begrip.school import find_year
from assistant.begrip.tables import read_table
from assistant.begrip.values import asked_hits, small, yes_or_no
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from assistant.begrip.message import Bericht
    from assistant.begrip.phrases import Treffer
    from knowledge.velden import Veld

_LEAD = Pattern("antwoorden", "aanloop")

_DECIDES_FROM = 16
"""From this age a pupil decides about sharing data. Source: the field itself."""
_AROUND_LANGUAGE = Pattern("antwoorden", "rond_een_taal")
_BEFORE_DIAGNOSIS = Pattern("antwoorden", "voor_een_diagnose")


@dataclass(frozen=True)
class Antwoord:
    """What the message says about the asked field.

    Parameters
    ----------
    waarde
        The value, or None when the message gives none.
    kracht
        How surely this is an answer, 0..1.
    """

    waarde: object | None
    kracht: float


def read_answer(veld: Veld, bericht: Bericht) -> Antwoord:
    """Read the answer to a field out of a message."""
    reader = _READERS[veld.type]
    known = _without_unknown(veld, bericht)
    value = reader(veld, known) if known else None
    if value is None:
        return Antwoord(None, 0.0)
    return Antwoord(value, _strength(veld, bericht))


def _without_unknown(veld: Veld, bericht: Bericht) -> Bericht | None:
    """Return the message without ‘I do not know’, or None when nothing else is left."""
    lexicon = bericht.lexicon
    hits = small("weet_niet", bericht.plat, lexicon)
    if not hits or (
        veld.waarde("twijfel") and small("twijfel", bericht.plat, bericht.lexicon)
    ):
        return bericht
    longest = max(hits, key=lambda h: h.lengte)
    if any(_covers(hit, longest) for hit in asked_hits(veld, bericht.plat, lexicon)):
        return bericht
    body = bericht.plat.strip(" .,!?")
    if longest.lengte >= 0.6 * len(body):
        return None
    if veld.type in (VeldType.text_long, VeldType.text_short):
        return bericht
    rest = bericht.plat[: longest.begin] + " , " + bericht.plat[longest.eind :]
    return replace(bericht, plat=" ".join(rest.split()))


def _covers(hit: Treffer, other: Treffer) -> bool:
    """Tell whether a longer phrase takes the words of another for its own."""
    inside = hit.begin <= other.begin < hit.eind
    return inside and hit.lengte > other.lengte + len(" en")


def _strength(veld: Veld, bericht: Bericht) -> float:
    if veld.type is VeldType.text_long:
        return 0.5
    if veld.type is VeldType.text_short and veld.id not in _SHORT:
        return 0.55
    words = len(bericht.plat.split())
    return 0.95 if words <= 8 else 0.85 if words <= 20 else 0.75


def _boolean(veld: Veld, bericht: Bericht) -> bool | None:
    if veld.id == "leerling_16_plus_toestemming":
        short = len(bericht.plat.split()) <= SHORT_ANSWER
        age = find_age(bericht.plat, gevraagd=short)
        if age is not None:
            return age >= _DECIDES_FROM
    said = yes_or_no(bericht.plat, bericht.lexicon)
    return {"ja": True, "nee": False}.get(said or "")


def _text_short(veld: Veld, bericht: Bericht) -> str | None:
    reader = _SHORT.get(veld.id)
    if reader:
        return reader(bericht)
    return _text(bericht, _LEAD.sub("", bericht.ruw))


def _text_long(veld: Veld, bericht: Bericht) -> str | None:
    return _text(bericht, bericht.ruw)


def _text(bericht: Bericht, tekst: str) -> str | None:
    text = " ".join(tekst.split()).strip()
    return text if re.search(r"\w", text) and not text.startswith("/") else None


def _language(bericht: Bericht) -> str | None:
    veld = bericht.knowledge.velden["taal_ouders"]
    named = [h.naam for h in asked_hits(veld, bericht.plat, bericht.lexicon)]
    if named and "tolk" not in bericht.plat:
        return " en ".join(dict.fromkeys(named))
    text = _AROUND_LANGUAGE.sub(
        "",
        _LEAD.sub("", bericht.ruw),
    )
    return _text(bericht, text.strip(" .,"))


def _diagnosis(bericht: Bericht) -> str | None:
    text = _BEFORE_DIAGNOSIS.sub(
        "",
        _LEAD.sub("", bericht.ruw),
    )
    return _text(bericht, text.strip(" .,"))


_SHORT = {
    "geboortemaand": lambda b: find_birth_month(b.plat, gevraagd=True),
    "postcode4": lambda b: find_postcode(b.ruw, gevraagd=True),
    "gemeente_woonplaats": lambda b: find_place(b.ruw, gevraagd=True),
    "leerjaar": lambda b: find_year(b.plat, gevraagd=True),
    "taal_ouders": _language,
    "diagnose_relevant": _diagnosis,
}


def _table(veld: Veld, bericht: Bericht) -> object | None:
    rows = read_table(veld, bericht)
    if rows is not None:
        return rows
    woorden = bericht.knowledge.synoniemen.velden.get(veld.id)
    none = woorden is not None and woorden.nee == "[]"
    if none and (
        yes_or_no(bericht.plat, bericht.lexicon) == "nee" or says_none(bericht)
    ):
        return []
    return None


_READERS = {
    VeldType.boolean: _boolean,
    VeldType.single: read_single,
    VeldType.multi: read_multi,
    VeldType.integer: read_integer,
    VeldType.number: read_number,
    VeldType.scale_0_10: read_scale,
    VeldType.date: read_date,
    VeldType.text_short: _text_short,
    VeldType.text_long: _text_long,
    VeldType.table: _table,
}
