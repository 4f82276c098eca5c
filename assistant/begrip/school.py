"""School type and year: ‘3 havo’, ‘brugklas’, ‘groep zeven’, ‘vmbo kader 2’."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.numbers import digits
from assistant.begrip.patterns import Pattern, Series
from assistant.begrip.phrases import find, longest

if TYPE_CHECKING:
    from assistant.begrip.lexicon import Lexicon


_GROUP = re.compile(r"\bgroep ?(?P<n>[1-8])\b|\b(?P<m>[1-8])e groep\b")
_CLASS = Series("school", "leerjaar")
_FIRST = Pattern("school", "brugklas")
_THEN = Pattern("school", "toen")
"""A class as a point in time, not the class of today."""
_CODE = re.compile(r"\b[hvmbtkg]{1,3}(?P<n>[1-6])[a-z]?\b")
"""How a secondary school names its classes: h3, hv1, k2b."""
_WISHED = Pattern("school", "gewenst")
_AT = Pattern("school", "op")
_NOW = Pattern("school", "nu")
_EARLIER = Pattern("school", "vroeger")


def find_year(plat: str, *, gevraagd: bool) -> str | None:
    """Return the year as ``groep 7`` or ``2``, in the numbering of the school.

    Parameters
    ----------
    plat
        Plain text.
    gevraagd
        Whether the year was asked: then a bare number counts.
    """
    text = digits(plat)
    if not gevraagd:
        text = _THEN.sub(" ", text)
    group = _GROUP.search(text)
    if group:
        return f"groep {group['n'] or group['m']}"
    for pattern in _CLASS:
        match = pattern.search(text)
        if match:
            return match["n"]
    if _FIRST.search(text):
        return "1"
    if gevraagd:
        code = _CODE.search(text)
        if code:
            return code["n"]
        numbers = re.findall(r"(?<![\d,./-])([1-8])(?:e|[a-z])?(?![\d,./-]|\w)", text)
        if len(set(numbers)) == 1:
            return str(numbers[0])
    return None


def find_type(
    plat: str, lexicon: Lexicon, *, gevraagd: bool, in_vraag: bool = False
) -> str | None:
    """Return the school type the pupil is (or was last) at.

    Parameters
    ----------
    plat
        Plain text.
    lexicon
        The compiled words.
    gevraagd
        Whether the school type was asked.
    in_vraag
        Whether the sentence is a question: then only ``op de havo`` counts.
    """
    patronen = (lexicon.antwoorden if gevraagd else lexicon.zinnen)["schoolsoort"]
    hits = []
    for hit in longest(find(patronen, plat)):
        before = plat[: hit.begin]
        if not hit.ontkent and lexicon.ontkenning.negated(plat, hit.begin, hit.eind):
            continue
        earlier = _EARLIER.search(before) and not _NOW.search(before)
        if not gevraagd and (_WISHED.search(before) or earlier):
            continue
        after = digits(plat[hit.eind :])
        if in_vraag and not (
            _AT.search(digits(before)) or re.match(r" [1-6]\b", after)
        ):
            continue
        hits.append(hit)
    names = list(dict.fromkeys(h.naam for h in hits))
    if gevraagd and hits:
        return max(
            hits,
            key=lambda h: (bool(_NOW.search(plat[: h.begin])), h.lengte > 3, -h.begin),
        ).naam
    if len(names) == 1:
        return names[0]
    if (
        not names
        and not gevraagd
        and _GROUP.search(_THEN.sub(" ", digits(plat)))
        and not in_vraag
    ):
        return "bao"
    return None
