"""How well the words that somebody typed fit a name, part by part."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from assistant.casework.name_keys import bones_of, fold, sound

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from knowledge.namen import Namenregels

SAME, BEGINS, SOUNDS, TYPO, BONES = 100, 90, 80, 70, 40
"""How well a word fits a part of a name, from the same to the same consonants."""


class Matcher:
    """Compares the words of one question with many names.

    Parameters
    ----------
    rules
        The rules by which names are compared.
    words
        The typed words, in letters a to z.
    """

    def __init__(self, rules: Namenregels, words: Sequence[str]) -> None:
        self._rules = rules
        self._words = tuple(words)
        # Many names share a part; it is only listened to once per question.
        self._heard: dict[str, tuple[str, str]] = {}
        self._known: dict[tuple[str, str], int] = {}
        self._places: dict[str, tuple[str, ...]] = {}

    def fits(self, parts: Collection[str]) -> dict[str, int]:
        """Say per word how well it fits a name; words that do not fit are left out.

        Two neighbouring words may together be one part of the name.
        """
        best = {word: self._best(word, parts) for word in self._words}
        for one, other in pairwise(self._words):
            if not (best[one] and best[other]):
                both = self._best(one + other, parts)
                if both >= TYPO:
                    best[one] = best[other] = both
        return {word: score for word, score in best.items() if score}

    def closeness(self, word: str, part: str) -> int:
        """Say how well a word fits one part of a name; 0 when it does not."""
        if word == part:
            return SAME
        grens = self._rules.zoeken
        if len(word) >= grens.kortste_begin and part.startswith(word):
            return BEGINS
        sound_of_word, bones_of_word = self._hear(word)
        sound_of_part, bones_of_part = self._hear(part)
        if sound_of_word == sound_of_part:
            return SOUNDS
        long = len(part) >= grens.kortste_met_fout
        if long and OSA.distance(word, part, score_cutoff=1) <= 1:
            return TYPO
        return BONES if bones_of_word and bones_of_word == bones_of_part else 0

    def words_of(self, place: str) -> tuple[str, ...]:
        """Return the words of the name of a school or municipality, as compared."""
        if place not in self._places:
            self._places[place] = tuple(fold(self._rules, place).split())
        return self._places[place]

    def _best(self, word: str, parts: Collection[str]) -> int:
        best = 0
        for part in parts:
            if (word, part) not in self._known:
                self._known[word, part] = self.closeness(word, part)
            best = max(best, self._known[word, part])
        return best

    def _hear(self, word: str) -> tuple[str, str]:
        if word not in self._heard:
            heard = sound(self._rules, word)
            self._heard[word] = heard, bones_of(self._rules, heard)
        return self._heard[word]
