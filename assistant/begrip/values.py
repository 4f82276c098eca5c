"""Values of a field in the words of the message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.begrip.loose import find_loose
from assistant.begrip.numbers import digits
from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import Treffer, find, longest

if TYPE_CHECKING:
    from assistant.begrip.lexicon import Lexicon
    from knowledge.velden import Veld

_FILLER = Pattern("waarden", "stopwoorden")


_FEW_WORDS = 5
_PHRASE = 10
"""Characters: a shorter hit is a word or two that go with anything."""
_UP_FRONT = 8
"""Characters: the room for ‘dat is ’ or ‘hij is ’ before the answer."""
_CLEAR_ANSWER = Pattern("waarden", "begint_met_ja_of_nee")
_DENIED = Pattern("waarden", "ontkend")
_BY_NUMBER = Pattern("waarden", "nummer")


@dataclass(frozen=True)
class Gevonden:
    """Values said, and values said not to be so."""

    waarden: tuple[str, ...]
    ontkend: tuple[str, ...]
    lengte: int = 0
    """Number of characters of the message that the values stand on."""


def find_values(veld: Veld, plat: str, lexicon: Lexicon, *, gevraagd: bool) -> Gevonden:
    """Find the values of a field.

    Parameters
    ----------
    veld
        The field.
    plat
        Plain text.
    lexicon
        The compiled words.
    gevraagd
        Whether this field was asked: then short phrases count as well.
    """
    patronen = (lexicon.antwoorden if gevraagd else lexicon.zinnen)[veld.id]
    hits = longest(find(patronen, plat))
    said: dict[str, Treffer] = {}
    denied: dict[str, Treffer] = {}
    for hit in hits:
        negated = not hit.ontkent and lexicon.ontkenning.negated(
            plat, hit.begin, hit.eind
        )
        target = denied if negated else said
        if hit.naam not in target or hit.lengte > target[hit.naam].lengte:
            target[hit.naam] = hit
    order = [w.id for w in veld.waarden]
    values = sorted(said, key=order.index)
    return Gevonden(
        tuple(values),
        tuple(w for w in denied if w not in said),
        sum(h.lengte for h in said.values()),
    )


def best_hit(hits: list[Treffer]) -> Treffer:
    """Return the longest hit, of equals the first."""
    return max(hits, key=lambda h: (h.lengte, -h.begin))


def loose_values(veld: Veld, plat: str, lexicon: Lexicon) -> list[str]:
    """Return the values whose words are said in another way, the fullest first."""
    hits = find_loose(lexicon.los[veld.id], plat, lexicon.ontkenning)
    hits.sort(key=lambda h: -h.lengte)
    return list(dict.fromkeys(h.naam for h in hits))


def asked_hits(veld: Veld, plat: str, lexicon: Lexicon) -> list[Treffer]:
    """Return where values of the asked field stand, denied ones left out."""
    return [
        h
        for h in longest(find(lexicon.antwoorden[veld.id], plat))
        if h.ontkent or not lexicon.ontkenning.negated(plat, h.begin, h.eind)
    ]


def _up_front(hits: list[Treffer], plat: str) -> list[Treffer]:
    """Drop single words that stand far on in a longer message.

    ‘Zij heeft vaak buikpijn’ is no answer to whether she is a danger.
    """
    if len(plat.split()) <= _FEW_WORDS:
        return hits
    start = _FILLER.match(plat)
    near = (start.end() if start else 0) + _UP_FRONT
    closing = re.search(r", (?:\w+ )?\w+[ .!]*$", plat)
    last = closing.start() if closing else len(plat)
    return [
        h for h in hits if h.lengte >= _PHRASE or h.begin <= near or h.begin >= last
    ]


def best_single(
    veld: Veld, plat: str, lexicon: Lexicon, *, gevraagd: bool
) -> str | None:
    """Return the one value that the longest phrase stands for, or None."""
    patronen = (lexicon.antwoorden if gevraagd else lexicon.zinnen)[veld.id]
    hits = [
        h
        for h in longest(find(patronen, plat))
        if h.ontkent or not lexicon.ontkenning.negated(plat, h.begin, h.eind)
    ]
    row = lexicon.woorden.get(veld.id)
    if row and row.streng:
        hits = _up_front(hits, plat)
    if not hits:
        return None
    if gevraagd:
        return best_hit(hits).naam
    names = {h.naam for h in hits}
    return hits[0].naam if len(names) == 1 else None


def small(name: str, plat: str, lexicon: Lexicon) -> list[Treffer]:
    """Return where small words of a kind (ja, nee, weet_niet, …) stand."""
    return find(lexicon.klein[name], plat)


def yes_or_no(plat: str, lexicon: Lexicon) -> str | None:
    """Return ``ja``, ``nee`` or ``twijfel`` when the message begins with one.

    The longest phrase that starts the message (after fillers) decides, so that
    ``niet dat ik weet`` and ``ik denk het niet`` are a no.
    """
    filler = _FILLER.match(plat)
    start = len(re.match(r"[ ,.!]*", plat)[0]) if plat else 0  # type: ignore[index]
    body = filler.end() if filler else start
    best: tuple[int, str] | None = None
    for name in ("twijfel", "nee", "ja"):
        for hit in small(name, plat, lexicon):
            if hit.begin not in (start, body) or (name == "ja" and _denied(plat, hit)):
                continue
            score = hit.lengte + (50 if hit.begin == body and hit.lengte > 4 else 0)
            if best is None or score > best[0]:
                best = (score, name)
    last = re.search(r"[,?:] (?:dus )?(nee|ja)[ .!]*$", plat)
    if last and best is None:
        return last[1]
    if (
        best is None
        and len(plat.split()) <= 6
        and not small("weet_niet", plat, lexicon)
    ):
        closing = re.search(r"\b(niet|wel)[ .!]*$", plat)
        if closing:
            return "nee" if closing[1] == "niet" else "ja"
    lead = _CLEAR_ANSWER.match(plat)
    if lead and (best is None or best[1] != "twijfel"):
        return "nee" if lead[1].startswith("nee") else "ja"
    return best[1] if best else None


def _denied(plat: str, hit: Treffer) -> bool:
    return bool(_DENIED.match(plat[hit.eind :]))


_PLACES = Pattern("waarden", "rangnummer")
_LETTERS = Pattern("waarden", "letters")


def options(plat: str, veld: Veld) -> list[str]:
    """Return several values chosen by place (``de eerste twee``, ``a en c``)."""
    text = digits(plat)
    ids = [w.id for w in veld.waarden]
    places = _PLACES.match(text)
    if places:
        count = int(places["n"])
        return ids[:count] if places["w"] == "1e" else ids[-count:]
    if not _LETTERS.match(text):
        return []
    said = re.findall(r"\b(?:[a-l]|\d{1,2}(?=e\b))\b?", text.split("optie")[-1])
    chosen = [int(s) - 1 if s.isdigit() else ord(s) - ord("a") for s in said]
    return [ids[i] for i in chosen if 0 <= i < len(ids)]


def option(plat: str, veld: Veld) -> str | None:
    """Return the value chosen by letter or position (``doe maar b``, ``optie 2``).

    The buttons have no numbers: a bare number is no answer.
    """
    match = _BY_NUMBER.match(plat)
    if not match or not veld.waarden:
        return None
    said = match["l"]
    if said[0].isdigit() and not re.search(r"\b(?:optie|keuze|nummer|nr)\b", plat):
        return None
    index = int(said.rstrip("e")) - 1 if said[0].isdigit() else ord(said) - ord("a")
    return veld.waarden[index].id if 0 <= index < len(veld.waarden) else None
