"""Corrections: which field changes, and into what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.answers import read_answer
from assistant.begrip.dates import find_dates
from assistant.begrip.numbers import digits
from assistant.begrip.patterns import Pattern, Series
from assistant.begrip.phrases import find
from assistant.begrip.pupil import find_age
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from assistant.begrip.message import Bericht


_SWAP = Pattern("verbetering", "dit_niet_dat")
_INSTEAD = Pattern("verbetering", "in_plaats_van")
_CHANGE = Pattern("verbetering", "wijzig")
_TAKE_BACK = Pattern("verbetering", "neemt_terug")
_TOLD_WRONG = Pattern("verbetering", "verkeerd_gezegd")
_REPLACE = Pattern("verbetering", "maak_er_van")
_ENDS_IN_OLD = Pattern("verbetering", "eindigt_op_oud")
_NO_VALUE = Pattern("verbetering", "geen_waarde")
_SHORT = 9
"""Words up to which ‘in plaats van’ takes something back; longer tells a story."""
_OLD = Series("verbetering", "oude_waarde")
_LEAD = Pattern("verbetering", "aanloop")
_INSTEAD_OF_RAW = Pattern("verbetering", "in_plaats_van_kort")
_OOPS = Pattern("verbetering", "oeps")
_BEFORE_VALUE = Pattern("verbetering", "voor_de_waarde")


def is_correction(bericht: Bericht) -> bool:
    """Tell whether the message clearly takes back something said before."""
    text = digits(bericht.plat)
    named = bool(find(bericht.lexicon.noemers, bericht.plat))
    return bool(
        _SWAP.search(text)
        or (_INSTEAD.search(text) and len(text.split()) <= _SHORT)
        or _REPLACE.search(text)
        or _TAKE_BACK.match(text)
        or _TOLD_WRONG.search(text)
        or (named and (_CHANGE.search(text) or _ENDS_IN_OLD.search(text)))
    )


def without_old(bericht: Bericht) -> Bericht:
    """Return the message without the words that name the old value."""
    text = digits(bericht.plat)
    raw = _INSTEAD_OF_RAW.sub("", bericht.ruw)
    raw = _OOPS.sub("", raw)
    for pattern in _OLD:
        text = pattern.sub(" ", text)
    return replace(bericht, plat=" ".join(text.split()), ruw=raw.strip())


def corrected_fields(bericht: Bericht) -> dict[str, object]:
    """Return the new value of the field that is named, or that it can only be.

    A bare number that may be an age is the age, a bare date the start of the absence:
    of the questions asked first only these take one.
    """
    named = sorted(
        find(bericht.lexicon.noemers, bericht.plat), key=lambda h: (-h.lengte, h.begin)
    )
    for hit in named:
        veld = bericht.knowledge.velden[hit.naam]
        rest = bericht.plat[hit.eind :].strip()
        rest = _BEFORE_VALUE.sub(
            "",
            rest + " ",
        ).strip()
        if not rest or _NO_VALUE.match(rest):
            continue
        start = bericht.ruw.lower().rfind(rest.split()[0])
        raw = bericht.ruw[start:] if start >= 0 else rest
        value = read_answer(veld, replace(bericht, plat=rest, ruw=raw)).waarde
        if value is not None:
            return {veld.id: value}
    return {}


def bare_value(bericht: Bericht, vraag: str | None) -> dict[str, object]:
    """Return what a bare number or date corrects when no field is named."""
    veld = bericht.knowledge.velden.get(vraag) if vraag else None
    if veld and veld.type in (
        VeldType.integer,
        VeldType.number,
        VeldType.date,
        VeldType.scale_0_10,
    ):
        value = read_answer(veld, bericht).waarde
        if value is not None:
            return {veld.id: value}
    dates = find_dates(bericht.plat, bericht.kalender)
    if len(dates) == 1:
        return {"verzuim_sinds": dates[0].datum}
    age = find_age(bericht.plat, gevraagd=True)
    return {} if age is None or len(bericht.plat.split()) > 8 else {"leeftijd": age}
