"""How likely a message tells of danger, by a small model that learned from examples.

A logistic regression over words, pairs of words, groups of words that mean the same
(``veiligheid_signalen.yaml``) and pieces of words. Its weights are a knowledge file,
so this needs no trained bot, and gives the same answer everywhere.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.begrip.grammar import write_out
from assistant.begrip.patterns import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.signalen import Gevaarmodel, Signalen

_WINDOW = 4
"""So many words apart two words still say something together."""
_PIECES = (3, 4, 5)
"""Lengths in letters of the pieces of words, so that misspelt words count too."""
_DAMPING = 40
"""So many features a message seems to have besides its own; a word has about twenty."""
_END = re.compile(r"(?<!\S)[.!?](?!\S)")
_DENIERS = Words("gevaar", "ontkenners")


@dataclass(frozen=True)
class Woordgroepen:
    """Which groups of words a word belongs to.

    Parameters
    ----------
    heel
        Group names per whole word.
    begin
        Group names per beginning of a word, for rows that end in ``+``.
    """

    heel: Mapping[str, frozenset[str]]
    begin: tuple[tuple[str, frozenset[str]], ...]

    def of(self, word: str) -> set[str]:
        """Return the groups of a word, marked so that they differ from words."""
        found = set(self.heel.get(word, ()))
        for start, groups in self.begin:
            if word.startswith(start):
                found |= groups
        return found


def word_groups(signalen: Signalen) -> Woordgroepen:
    """Compile the groups of single words of the knowledge rows."""
    groups: dict[str, set[str]] = {}
    for name, words in signalen.woordgroepen.items():
        for phrase in words:
            written = write_out(phrase, signalen.woordgroepen, {})[0]
            for form in re.findall(r"[^()|]+", written):
                if " " not in form:
                    groups.setdefault(form, set()).add(f"<{name}>")
    frozen = {word: frozenset(names) for word, names in groups.items()}
    return Woordgroepen(
        {word: names for word, names in frozen.items() if not word.endswith("+")},
        tuple((w[:-1], names) for w, names in frozen.items() if w.endswith("+")),
    )


def danger_features(
    plat: str, vraag: str | None, gedrag: frozenset[str], groepen: Woordgroepen
) -> set[str]:
    """Return what the model looks at in a message.

    Parameters
    ----------
    plat
        Plain text, set right for the signs of danger.
    vraag
        The asked field, or None.
    gedrag
        Fields in whose answers habitual behaviour is told.
    groepen
        The groups of words.
    """
    found: set[str] = set()
    for part in _END.split(plat):
        found.update(_of_sentence([w for w in part.split() if w not in ",:"], groepen))
    if vraag:
        found.add("?gedrag" if vraag in gedrag else "?anders")
    return found


def _of_sentence(words: list[str], groepen: Woordgroepen) -> Iterator[str]:
    groups = [groepen.of(word) for word in words]
    denied = not _DENIERS.alle.isdisjoint(words)
    for place, word in enumerate(words):
        yield word
        yield from groups[place]
        if place:
            yield f"{words[place - 1]} {word}"
        if denied:
            yield from (f"niet {group}" for group in groups[place])
        for other in range(place + 1, min(place + _WINDOW + 1, len(words))):
            yield from _together(word, groups[place], words[other], groups[other])
        padded = f" {word} "
        for length in _PIECES:
            for start in range(len(padded) - length + 1):
                yield "#" + padded[start : start + length]


def _together(
    word: str, groups: set[str], other: str, others: set[str]
) -> Iterator[str]:
    """Return the pairs of two words of which at least one is a group."""
    for a in (word, *groups):
        for b in (other, *others):
            if a in groups or b in others:
                yield "..".join(sorted((a, b)))


def scale(number: int) -> float:
    """Return what one of so many features weighs, in training and in use.

    Less than the root of their number in a short message: one piece of a word is not
    a message.
    """
    return 1.0 / math.sqrt(number + _DAMPING)


def danger_probability(features: set[str], model: Gevaarmodel) -> float:
    """Return the probability 0..1 that a message with these features is danger.

    The sum is scaled by the number of features, as in training, so that a long message
    is not more dangerous for its length.
    """
    weights = model.gewichten
    total = sum(weights[feature] for feature in features & weights.keys())
    scaled = total * scale(len(features)) + model.begin
    return 1.0 / (1.0 + math.exp(-scaled))
