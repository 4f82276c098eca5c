"""The answer to the asked field: every kind of field reads in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.begrip.clauses import clauses
from assistant.begrip.places import find_place, find_postcode
from assistant.begrip.pupil import find_age, find_birth_month
from assistant.begrip.quantities import (
    read_date,
    read_integer,
    read_number,
    read_scale,
)
from assistant.begrip.school import find_type, find_year
from assistant.begrip.tables import read_table
from assistant.begrip.values import (
    Gevonden,
    asked_hits,
    best_single,
    find_values,
    loose_values,
    option,
    options,
    small,
    yes_or_no,
)
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from assistant.begrip.message import Bericht
    from assistant.begrip.phrases import Treffer
    from knowledge.velden import Veld

_LEAD = re.compile(
    (
        r"^(?:\s*(?:ja|nee|nou|eh|uh|dat is|het is|dat zijn|het zijn|is|dat wordt|"
        r"gewoon|eigenlijk|ik denk|denk ik|volgens mij)\b[ ,:]*)+"
    ),
    re.IGNORECASE,
)

_SAYS_YES_OR_NO = re.compile(
    r"^(?:nou |tja |eh |oh |, )*(?:ja|jawel|jazeker|nee|neen)\b"
)
_DECIDES_FROM = 16
"""From this age a pupil decides about sharing data. Source: the field itself."""
_ALL_BUT = re.compile(r"\b(?:alles|allemaal|alle \w+) (?:\w+ )?behalve\b")
_ALL = re.compile(
    r"^(?:ja |eigenlijk |maakt niet uit ,? ?)*(?:alles|allemaal|alle \d+|alle opties)"
    r"(?: (?:mag|kan|is goed|hoor|eigenlijk|wel))*[ .!]*$"
)
_NONE_WORD = re.compile(
    r"^(?:(?:nee|nou|nog|eigenlijk|tot nu toe|er (?:is|speelt|zijn)|thuis|is|hebben we|we "
    r"hebben|op school|met (?:hem|haar)|daar|hoor|helemaal|,|speelt|er) )*"
    r"(?:niets|niks|geen (?:van|enkele?|een)|nergens|niemand|nul)\b"
)
_ALL_WELL = re.compile(
    r"\b(?:gaat|loopt|is|zit|doet) (?:\w+ ){0,3}(?:goed|prima|fijn|lekker|rustig|stabiel|"
    r"in orde|oke|ok|top)\b"
)
_SHORT_ANSWER = 7
"""Words: in a longer message ‘niets’ may be about anything."""


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
        short = len(bericht.plat.split()) <= _SHORT_ANSWER
        age = find_age(bericht.plat, gevraagd=short)
        if age is not None:
            return age >= _DECIDES_FROM
    said = yes_or_no(bericht.plat, bericht.lexicon)
    return {"ja": True, "nee": False}.get(said or "")


def _single(veld: Veld, bericht: Bericht) -> str | None:
    if veld.id == "schoolsoort":
        return find_type(bericht.plat, bericht.lexicon, gevraagd=True)
    chosen = option(bericht.plat, veld)
    if chosen:
        return chosen
    woorden = bericht.knowledge.synoniemen.velden.get(veld.id)
    yes, no = (woorden.ja, woorden.nee) if woorden else (None, None)
    refused = veld.waarde("wil_ik_niet_zeggen")
    if refused and small("wil_niet_zeggen", bericht.plat, bericht.lexicon):
        return refused.id
    said = yes_or_no(bericht.plat, bericht.lexicon)
    value = best_single(veld, bericht.plat, bericht.lexicon, gevraagd=True)
    if value is None and not _SAYS_YES_OR_NO.match(bericht.plat):
        near = loose_values(veld, bericht.plat, bericht.lexicon)
        value = near[0] if len(near) == 1 else None
    if value is None:
        for correct in ("ja", "nee"):
            if said == correct and veld.waarde(correct):
                return correct
        if said:
            value = _from_yes_no(veld, said, yes, no)
    if value is None and no is not None:
        found = find_values(veld, bericht.plat, bericht.lexicon, gevraagd=True)
        if found.ontkend and not found.waarden:
            return no
    if (
        value == no
        and said == "ja"
        and yes
        and not re.search(r"\b(?:niet|geen|nooit)\b", bericht.plat)
    ):
        return yes
    return value


def _from_yes_no(veld: Veld, said: str, yes: str | None, no: str | None) -> str | None:
    if said == "twijfel":
        return "twijfel" if veld.waarde("twijfel") else None
    value = yes if said == "ja" else no
    return value if value and veld.waarde(value) else None


def _multi(veld: Veld, bericht: Bericht) -> list[str] | None:
    if veld.waarde("wil_ik_niet_zeggen") and small(
        "wil_niet_zeggen", bericht.plat, bericht.lexicon
    ):
        return ["wil_ik_niet_zeggen"]
    picked = _all_but(veld, bericht) or options(bericht.plat, veld)
    if picked:
        return picked
    found = _found_in(veld, bericht)
    values = [v for v in found.waarden if not _means_none(veld, v)]
    if len(values) > 1 and "anders" in values:
        values.remove("anders")
    if values:
        return values
    if found.waarden and not found.ontkend:
        return []
    chosen = option(bericht.plat, veld)
    if chosen:
        return [] if _means_none(veld, chosen) else [chosen]
    return [] if _says_none(bericht) and not found.ontkend else None


def _found_in(veld: Veld, bericht: Bericht) -> Gevonden:
    """Return the values of a message; a clause without a phrase is read loosely."""
    found = find_values(veld, bericht.plat, bericht.lexicon, gevraagd=True)
    near: list[str] = []
    for clause in clauses(bericht.plat):
        part = find_values(veld, clause, bericht.lexicon, gevraagd=True)
        if not part.waarden and not part.ontkend:
            near += loose_values(veld, clause, bericht.lexicon)[:1]
    said = {*found.waarden, *near} - set(found.ontkend)
    order = [w.id for w in veld.waarden]
    return replace(found, waarden=tuple(sorted(said, key=order.index)))


def _all_but(veld: Veld, bericht: Bericht) -> list[str]:
    """Return every choice but those named after ‘alles behalve’."""
    but = _ALL_BUT.search(bericht.plat)
    if but is None and not _ALL.match(bericht.plat):
        return []
    rest = bericht.plat[but.end() :] if but else ""
    left_out = find_values(veld, rest, bericht.lexicon, gevraagd=True).waarden
    if but and not left_out:
        return []
    special = ("anders", "wil_ik_niet_zeggen", *left_out)
    return [w.id for w in veld.waarden if not (w.leeg or w.onbekend or w.id in special)]


def _means_none(veld: Veld, waarde: str) -> bool:
    row = veld.waarde(waarde)
    return bool(row and row.leeg)


def _says_none(bericht: Bericht) -> bool:
    body = bericht.plat.strip(" .,!")
    longest = max((h.lengte for h in small("niets", body, bericht.lexicon)), default=0)
    short = len(re.findall(r"\w+", body)) <= _SHORT_ANSWER
    return (
        longest >= 0.6 * len(body)
        or bool(short and (_NONE_WORD.match(body) or _ALL_WELL.search(body)))
        or bool(
            re.match(
                (
                    r"^(?:nou |nee ,? ?|eh )*(?:geen|niets|niks|nee)\b"
                    r"(?: \w+){0,2}(?: [,.]|$)"
                ),
                body,
            )
            and longest
        )
        or bool(
            re.search(
                (
                    r"\b(?:niets|niks) aan de hand\b|\ber (?:is|speelt) (?:\w+ "
                    r")?(?:niets|niks)\b"
                ),
                body,
            )
        )
    )


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
    text = re.sub(
        (
            r"(?i)\b(?:wij|we|ik|ze|zij|ouders|praten|spreken|spreek|thuis|het "
            r"liefst|liefst|liever|gewoon)\b"
        ),
        "",
        _LEAD.sub("", bericht.ruw),
    )
    return _text(bericht, text.strip(" .,"))


def _diagnosis(bericht: Bericht) -> str | None:
    text = re.sub(
        (
            r"(?i)^(?:\W*(?:hij|ze|zij|heeft|is|met|diagnose|de|een|is vastgesteld|"
            r"vastgesteld)\b)+"
        ),
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
    rows = read_table(veld, bericht.plat, bericht.ruw, bericht.kalender)
    if rows is not None:
        return rows
    woorden = bericht.knowledge.synoniemen.velden.get(veld.id)
    none = woorden is not None and woorden.nee == "[]"
    if none and (
        yes_or_no(bericht.plat, bericht.lexicon) == "nee" or _says_none(bericht)
    ):
        return []
    return None


_READERS = {
    VeldType.boolean: _boolean,
    VeldType.single: _single,
    VeldType.multi: _multi,
    VeldType.integer: read_integer,
    VeldType.number: read_number,
    VeldType.scale_0_10: read_scale,
    VeldType.date: read_date,
    VeldType.text_short: _text_short,
    VeldType.text_long: _text_long,
    VeldType.table: _table,
}
