"""The rows for reading reports, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.begrip.grammar import conjugate, triggers, write_out
from assistant.begrip.phrases import Patroon, compile_phrase
from assistant.begrip.report_text import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.load import Knowledge

Patronen = list[tuple[Patroon, str]]

_LONGEST_LABEL = 5
"""Words: a longer name in front of a colon is a sentence."""
_TELLING = 8
"""Letters from which a single word names a field, whatever stands beside it."""
_CACHE: dict[str, Woordenlijst] = {}


@dataclass(frozen=True)
class Woordenlijst:
    """Everything that is looked for in reports, ready to use.

    Parameters
    ----------
    labels
        Per plain label the fields that the words behind it answer.
    waarden
        Per field the phrases that stand for a value.
    onderwerpen
        Phrases that name a field in running text, with its id.
    kaders
        Per kind of frame (``twijfel``, ``vroeger``, …) its phrases.
    maskers
        Turns that are taken out before reading.
    afkortingen
        Shorthand and what it stands for.
    no_end
        Words whose full stop does not end a sentence.
    talen
        Languages.
    gevaar_ontkend
        Turns that say that there is no danger.
    """

    labels: Mapping[str, tuple[str, ...]]
    waarden: Mapping[str, Patronen]
    onderwerpen: Patronen
    kaders: Mapping[str, Patronen]
    maskers: Patronen
    afkortingen: Mapping[str, str]
    no_end: frozenset[str]
    talen: tuple[str, ...]
    gevaar_ontkend: Patronen

    def label(self, name: str) -> str | None:
        """Return the known label that a name in front of an answer stands for.

        Forms add to it: ‘Vertrouwen ouders (0-10)’, ‘Reistijd acceptabel’. A label of
        one short word is only known by itself.
        """
        full = label_of(name)
        bare = label_of(re.sub(r"\([^()]*\)", " ", name))
        for known in (full, bare, label_of(self.written_out(bare))):
            if known in self.labels:
                return known
        words = label_of(self.written_out(bare)).split()
        if len(words) > _LONGEST_LABEL:
            return None
        parts = (
            " ".join(words[begin:end])
            for length in range(len(words) - 1, 0, -1)
            for begin in range(len(words) - length + 1)
            for end in (begin + length,)
        )
        return next(
            (
                part
                for part in parts
                if part in self.labels and (" " in part or len(part) >= _TELLING)
            ),
            None,
        )

    def written_out(self, tekst: str) -> str:
        """Return a text with its shorthand written out."""
        return re.sub(r"[^\s,;:()]+", lambda m: self._full(m[0]), tekst)

    def _full(self, word: str) -> str:
        low = word.lower()
        found = self.afkortingen.get(low)
        if found is None and low.endswith("."):
            found = self.afkortingen.get(low[:-1])
            return word if found is None else found + "."
        return word if found is None else found


def report_words(knowledge: Knowledge) -> Woordenlijst:
    """Return the compiled rows of this knowledge; the last one is kept."""
    if knowledge.hash not in _CACHE:
        _CACHE.clear()
        _CACHE[knowledge.hash] = _compile(knowledge)
    return _CACHE[knowledge.hash]


def _compile(knowledge: Knowledge) -> Woordenlijst:
    regels, taal = knowledge.verslag, knowledge.synoniemen.taal
    verbs = triggers(taal.werkwoorden)

    def patterns(phrases: Iterable[str], name: str) -> Patronen:
        return [
            (compile_phrase(plain), name)
            for phrase in phrases
            for plain in write_out(conjugate(phrase, verbs), {}, taal.werkwoorden)
        ]

    labels: dict[str, tuple[str, ...]] = {}
    for row in regels.velden:
        for label in row.labels:
            name = label_of(label)
            others = labels.get(name, ())
            labels[name] = (*others, *((row.veld,) if row.veld not in others else ()))
    for veld in knowledge.velden.values():
        labels.setdefault(label_of(veld.naam), (veld.id,))
    return Woordenlijst(
        labels=labels,
        waarden={
            row.veld: [
                pair
                for waarde, phrases in row.waarden.items()
                for pair in patterns(phrases, waarde)
            ]
            for row in regels.velden
        },
        onderwerpen=[
            pair
            for row in regels.velden
            for pair in patterns(row.onderwerpen, row.veld)
        ],
        kaders={
            name: patterns(phrases, name)
            for name, phrases in regels.kaders.model_dump().items()
        },
        maskers=patterns(regels.maskers, "masker"),
        afkortingen=regels.afkortingen,
        no_end=frozenset(regels.zinseinde_niet)
        | {short[:-1] for short in regels.afkortingen if short.endswith(".")},
        talen=regels.talen,
        gevaar_ontkend=patterns(regels.gevaar_ontkend, "ontkend"),
    )
