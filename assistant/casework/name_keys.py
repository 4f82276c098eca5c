"""The keys of a name: the forms under which each of its parts can be found.

A word that somebody types finds a part of a name when the two share a key. What is
promised, for a part of a name (a word of a first name, call name or surname, without
accents, capitals and tussenvoegsels):

- the whole part, and every beginning of it of three to twelve letters, finds it;
- a part of five letters or more is found by the whole part with one letter added, left
  out, replaced, or swapped with its neighbour;
- two spellings that sound the same by the rules in ``knowledge/data/namen.yaml`` find
  each other;
- two spellings with the same consonants in that sound, at least three, find each other.

Nothing is promised for two mistakes in one part, or one in a beginning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.namen import Namenregels

_BREAK = re.compile(r"[^a-z]+")
# Marks inside a word that people leave out or write in many ways.
_SILENT = re.compile(r"['’‘`´.]")
# Longest beginning that has a key of its own; nobody types more before looking.
LONGEST_START = 12


@dataclass(frozen=True)
class Wordkeys:
    """The keys of one typed word or one part of a name.

    Parameters
    ----------
    woord
        The word in letters a to z.
    begin
        The beginnings that are stored, or the one that is looked up.
    varianten
        The word and the forms with one letter less.
    klank
        How it sounds.
    geraamte
        The consonants of that sound; empty when there are too few.
    """

    woord: str
    begin: frozenset[str]
    varianten: frozenset[str]
    klank: str
    geraamte: str

    def all(self) -> frozenset[str]:
        """Return every key as one text, with its kind in front."""
        keys = {f"b:{one}" for one in self.begin}
        keys |= {f"v:{one}" for one in self.varianten}
        keys.add(f"k:{self.klank}")
        if self.geraamte:
            keys.add(f"g:{self.geraamte}")
        return frozenset(keys)


def fold(rules: Namenregels, text: str) -> str:
    """Return a text in lower case letters a to z, other signs as spaces."""
    bare = _SILENT.sub("", text.casefold().translate(rules.vertaling))
    apart = unicodedata.normalize("NFKD", bare)
    letters = "".join(one for one in apart if not unicodedata.combining(one))
    return _BREAK.sub(" ", letters.translate(rules.vertaling)).strip()


def parts_of(rules: Namenregels, *names: str | None) -> tuple[str, ...]:
    """Return the parts by which names are found, each once.

    Words that stand together in one name also count as one (``El Amrani`` is found
    as ``elamrani``, ``Anne-Marie`` as ``annemarie``).
    """
    parts: list[str] = []
    for name in filter(None, names):
        words = fold(rules, name).split()
        parts += [word for word in words if word not in rules.telt_niet] or words
        if len(words) > 1:
            parts.append("".join(words))
    return tuple(dict.fromkeys(parts))


def stored_keys(rules: Namenregels, part: str) -> Wordkeys:
    """Return the keys under which a part of a name is stored."""
    low = rules.zoeken.kortste_begin
    starts = {part[:length] for length in range(low, min(len(part), LONGEST_START) + 1)}
    return _keys(rules, part, frozenset(starts | {part}))


def typed_keys(rules: Namenregels, word: str) -> Wordkeys:
    """Return the keys with which a typed word is looked up."""
    low = rules.zoeken.kortste_met_fout
    keys = _keys(rules, word, frozenset({word}))
    if len(word) == low - 1:
        # A letter may have been left out of the shortest part that allows it.
        return Wordkeys(word, keys.begin, frozenset({word}), keys.klank, keys.geraamte)
    return keys


def sound(rules: Namenregels, word: str) -> str:
    """Return how a word of letters a to z sounds."""
    for rule in rules.klanken.regels:
        word = rule.patroon.sub(rule.naar, word)
    return word


def _keys(rules: Namenregels, word: str, starts: frozenset[str]) -> Wordkeys:
    heard = sound(rules, word)
    return Wordkeys(
        word, starts, _one_letter_less(rules, word), heard, bones_of(rules, heard)
    )


def bones_of(rules: Namenregels, heard: str) -> str:
    """Return the consonants of a sound, or nothing when there are too few.

    A vowel at the front counts as one sign.
    """
    vowels = rules.klanken.klinkers
    first = "a" if heard[:1] in vowels else heard[:1]
    rest = "".join(one for one in heard[1:] if one not in vowels and one != "h")
    return first + rest if len(rest) + 1 >= rules.zoeken.kortste_geraamte else ""


def _one_letter_less(rules: Namenregels, word: str) -> frozenset[str]:
    if len(word) < rules.zoeken.kortste_met_fout:
        return frozenset()
    return frozenset({word, *(word[:i] + word[i + 1 :] for i in range(len(word)))})
