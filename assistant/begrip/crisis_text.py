"""A message as it is read for signs of danger: in pieces, spelt right, by sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.begrip.crisis_rules import FIGURE
from assistant.begrip.text import MAX_TEKENS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.begrip.crisis_rules import Rules

_SHORTEST_CORRECTED = 6
_LONG = 11
"""From this length two letters may be wrong: vermoeden is not vermoorden."""
_OVERLAP = 400
"""Characters that two pieces of a very long text share, so that no sign is cut."""


def pieces(tekst: str) -> Iterator[str]:
    """Cut a text that is too long to read at once into pieces that overlap."""
    step = MAX_TEKENS - _OVERLAP
    for start in range(0, max(len(tekst), 1), step):
        yield tekst[start : start + MAX_TEKENS]


def read_words(tekst: str, rules: Rules) -> str:
    """Return a message in plain words, spelt right, without figures of speech."""
    words = plain(tekst, rules.bron.schrijfwijzen).split()
    plat = " ".join(_spelt(word, rules) for word in words)
    for patroon in rules.figures:
        if patroon.may_be_in(plat):
            plat = patroon.regex.sub(f" {FIGURE} ", plat)
    return " ".join(plat.split())


def _spelt(word: str, rules: Rules) -> str:
    """Return a word of danger as it is spelt; chats leave out the last ``n``."""
    if word.endswith("e") and word + "n" in rules.woorden:
        return word + "n"
    known = word in rules.woorden or word in rules.bron.gewone_woorden
    if known or not word.isalpha() or len(word) < _SHORTEST_CORRECTED:
        return word
    limit = 1 if len(word) < _LONG else 2
    best = process.extractOne(
        word, rules.bron.kernwoorden, scorer=OSA.distance, score_cutoff=limit
    )
    return best[0] if best and best[0][0] == word[0] else word


def parts(plat: str) -> list[str]:
    """Return the sentences of a plain text."""
    cut = (part.strip() for part in re.split(r"(?<!\S)[.!?](?!\S)", plat))
    return [part for part in cut if part]


def readings(plat: str) -> Iterable[str]:
    """Return the whole and each sentence: in a long message one is enough."""
    return dict.fromkeys((plat, *parts(plat)))
