"""The answer to a field with choices: one of them, several, all but one, or none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.clauses import clauses
from assistant.begrip.patterns import Pattern
from assistant.begrip.school import find_type
from assistant.begrip.values import (
    Gevonden,
    best_single,
    find_values,
    loose_values,
    option,
    options,
    small,
    yes_or_no,
)

if TYPE_CHECKING:
    from assistant.begrip.message import Bericht
    from knowledge.velden import Veld

_SAYS_YES_OR_NO = Pattern("keuzes", "ja_of_nee")
_ALL_BUT = Pattern("keuzes", "alles_behalve")
_ALL = Pattern("keuzes", "alles")
_NONE_WORD = Pattern("keuzes", "niets")
_ALL_WELL = Pattern("keuzes", "gaat_goed")
SHORT_ANSWER = 7
"""Words: in a longer message ‘niets’ may be about anything."""
_OPENS_WITH_NONE = Pattern("keuzes", "begint_met_niets")
_NOTHING_WRONG = Pattern("keuzes", "niets_aan_de_hand")


def read_single(veld: Veld, bericht: Bericht) -> str | None:
    """Return the one choice that answers a field, or None."""
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


def read_multi(veld: Veld, bericht: Bericht) -> list[str] | None:
    """Return the choices that answer a field; an empty list when none applies."""
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
    brief = len(bericht.plat.split()) <= SHORT_ANSWER // 2 + 1
    if found.waarden and not found.ontkend and brief:
        return []
    chosen = option(bericht.plat, veld)
    if chosen:
        return [] if _means_none(veld, chosen) else [chosen]
    return [] if says_none(bericht) and not found.ontkend else None


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


def says_none(bericht: Bericht) -> bool:
    """Tell whether the message says that there is nothing."""
    body = bericht.plat.strip(" .,!")
    longest = max((h.lengte for h in small("niets", body, bericht.lexicon)), default=0)
    short = len(re.findall(r"\w+", body)) <= SHORT_ANSWER
    return (
        longest >= 0.6 * len(body)
        or bool(short and (_NONE_WORD.match(body) or _ALL_WELL.search(body)))
        or bool(_OPENS_WITH_NONE.match(body) and longest)
        or bool(_NOTHING_WRONG.search(body))
    )
