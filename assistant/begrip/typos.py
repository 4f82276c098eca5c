"""Typing errors: a word that is nearly a word we know is read as that word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from assistant.begrip.lexicon import Lexicon

_SHORTEST = 5
_SHORT_WORD = 6
_LONG = 9


def allowed_errors(word: str) -> int:
    """Return how many letters may be wrong: none in short words, two in long ones."""
    if len(word) < _SHORTEST:
        return 0
    return 1 if len(word) < _LONG else 2


def correct(plat: str, lexicon: Lexicon) -> str:
    """Return plain text with misspelt words replaced.

    A word is left alone when it is known, has a digit, or may well be another form
    of a known word (a different ending); only a single best candidate counts.
    """
    return " ".join(_correct_word(word, lexicon) for word in plat.split())


def _correct_word(word: str, lexicon: Lexicon) -> str:
    limit = allowed_errors(word)
    if not limit or word in lexicon.bekend or not word.isalpha():
        return word
    hits = process.extract(
        word, lexicon.woordenschat, scorer=OSA.distance, score_cutoff=limit, limit=3
    )
    doubled = word[:-1]
    if word[-2:-1] == word[-1] and doubled in lexicon.bekend:
        return doubled
    good = [(h, d) for h, d, _ in hits if _plausible(word, h)]
    if not good or (len(good) > 1 and good[0][1] == good[1][1]):
        return word
    return good[0][0]


def _plausible(word: str, other: str) -> bool:
    if not _same_start(word, other) or _ending(word, other):
        return False
    # one other letter in a short word mostly makes another real word: negen, nemen
    swapped = len(word) == len(other) and sorted(word) != sorted(other)
    return not (swapped and len(word) <= _SHORT_WORD)


def _same_start(word: str, other: str) -> bool:
    # the first letter is seldom wrong, unless the first two changed places
    return word[0] == other[0] or word[:2] == other[1::-1]


def _ending(word: str, other: str) -> bool:
    """Tell whether two words differ only in their ending: that is grammar."""
    shared = 0
    for a, b in zip(word, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= min(len(word), len(other)) - 1 and shared >= 4
