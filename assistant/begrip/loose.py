"""Words of a value in another order or another form, when no phrase fits exactly.

‘Hij hangt in het park met vrienden’ has the words of ‘met vrienden in het park
hangen’. Only for the asked field, and only where the phrases of the rows find nothing:
every word of a phrase that carries meaning has to be there, whatever its ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.begrip.phrases import NEGATORS, Treffer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.begrip.negation import Ontkenning

_SUFFIXES = (
    "etjes", "etje", "tjes", "tje", "jes", "je", "heden", "heid", "ingen", "ing",
    "eren", "ers", "er", "en", "es", "e", "s", "t", "d",
)  # fmt: skip
_CHOICE = re.compile(r"\(([^()]*)\)(\?)?")
_SHORTEST = 4
"""Letters: a shorter word says too little on its own."""


_FEW_WORDS = 2
"""A longer phrase of which one word is left says something else than that word."""
_LONG = 6
"""Letters left of a word in -er: begeleider is of begeleiden, moeder of nothing."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a rough stem, the same for most forms of a Dutch word."""
    if word.startswith("ge") and len(word) >= 6 and word[-1] in "td":
        word = word[2:]
    for suffix in _SUFFIXES:
        if suffix == "t" and word.endswith("st"):
            continue  # pest, angst: more often of the stem than of the verb
        if word.endswith(suffix) and len(word) - len(suffix) >= (
            _LONG if suffix.startswith("er") else 3
        ):
            word = word.removesuffix(suffix)
            break
    word = re.sub(r"([aeou])\1", r"\1", word)
    word = re.sub(r"([^aeiou])\1$", r"\1", word)
    return re.sub(r"z$", "s", re.sub(r"v$", "f", word))


@dataclass(frozen=True)
class Woordenset:
    """The words of one phrase, in any order.

    Parameters
    ----------
    plekken
        Per word that must be there the stems that will do.
    ontkent
        Whether the phrase denies something, so that the message must too.
    naam
        The value it stands for.
    """

    plekken: tuple[frozenset[str], ...]
    ontkent: bool
    naam: str


def word_set(phrase: str, naam: str, loos: frozenset[str]) -> Woordenset | None:
    """Return the words of a phrase, or None when it has too few that say something.

    Parameters
    ----------
    phrase
        A phrase of a row.
    naam
        The value it stands for.
    loos
        Words that say nothing by themselves.
    """
    text = re.sub(r"[~+&$^]|\.{2,}|\\d", " ", phrase.lower().replace("_", " "))
    slots: list[frozenset[str]] = []
    for choice in _CHOICE.finditer(text):
        if choice[2] or choice[1].endswith(" "):
            continue
        parts = [_content(part, loos) for part in choice[1].split("|")]
        if all(parts):
            slots.append(frozenset(stem(max(part, key=len)) for part in parts))
    outside = _CHOICE.sub(" ", text)
    slots += [frozenset({stem(word)}) for word in _content(outside, loos)]
    denies = any(word in NEGATORS for word in re.findall(r"\w+", outside))
    if len(slots) == 1 and len(re.findall(r"\w+", outside)) > _FEW_WORDS:
        return None
    if len(slots) == 1 and min(map(len, slots[0])) <= _SHORTEST:
        return None
    if not slots or max(min(map(len, slot)) for slot in slots) < _SHORTEST:
        return None
    return Woordenset(tuple(slots), denies, naam)


def _content(text: str, loos: frozenset[str]) -> list[str]:
    words = re.findall(r"[a-z]+", text)
    return [w for w in words if w not in loos and w not in NEGATORS]


def find_loose(
    sets: Iterable[Woordenset], plat: str, ontkenning: Ontkenning
) -> list[Treffer]:
    """Return the values whose words all stand in a clause, with where they stand."""
    words = [(stem(m[0]), m.start(), m.end()) for m in re.finditer(r"[a-z]+", plat)]
    denies = any(m[0] in NEGATORS for m in re.finditer(r"\w+", plat))
    found = []
    for item in sets:
        if item.ontkent and not denies:
            continue
        places = [_place(slot, words) for slot in item.plekken]
        if any(place is None for place in places):
            continue
        spots = [place for place in places if place is not None]
        begin, end = min(s[0] for s in spots), max(s[1] for s in spots)
        if not item.ontkent and ontkenning.negated(plat, begin, end):
            continue
        found.append(Treffer(begin, end, item.naam, item.ontkent))
    return found


def _place(
    slot: frozenset[str], words: list[tuple[str, int, int]]
) -> tuple[int, int] | None:
    for said, begin, end in words:
        if any(_same(said, wanted) for wanted in slot):
            return begin, end
    return None


def _same(said: str, wanted: str) -> bool:
    """Tell whether a word is another, or a compound that ends or begins with it."""
    if said == wanted:
        return True
    size = len(wanted)
    return (size >= _SHORTEST and said.endswith(wanted)) or (
        size > _SHORTEST and said.startswith(wanted)
    )
