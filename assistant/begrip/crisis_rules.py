"""The rows with signs of danger, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.begrip.danger import Woordgroepen, word_groups
from assistant.begrip.grammar import write_out
from assistant.begrip.phrases import Patroon, compile_phrase
from assistant.begrip.text import strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.signalen import Signaal, Signalen

FIGURE = "_"
"""Stands where a figure of speech was."""


@dataclass(frozen=True)
class Rule:
    """One phrase that tells of danger, and when it does not."""

    patroon: Patroon
    ontkenbaar: bool
    niet_bij_veld: frozenset[str]
    onschuldig: tuple[Patroon, ...]


@dataclass(frozen=True)
class Rules:
    """All phrases of the rows with signs."""

    bron: Signalen
    signs: tuple[Rule, ...]
    hints: tuple[Rule, ...]
    innocent: tuple[Patroon, ...]
    figures: tuple[Patroon, ...]
    past: tuple[Patroon, ...]
    general: tuple[Patroon, ...]
    now: tuple[Patroon, ...]
    woorden: frozenset[str]
    groepen: Woordgroepen


_CACHE: dict[int, Rules] = {}


def rules_of(signalen: Signalen) -> Rules:
    """Return the compiled rows; the last ones are kept."""
    known = _CACHE.get(id(signalen))
    if known is None or known.bron is not signalen:
        _CACHE.clear()
        known = _CACHE[id(signalen)] = _compile(signalen)
    return known


def _compile(signalen: Signalen) -> Rules:
    signs = [rule for row in signalen.signalen for rule in _row_rules(row, signalen)]
    hint = signalen.vermoeden
    innocent = _patterns(hint.niet_met, signalen)
    hints = [
        Rule(patroon, True, frozenset(hint.niet_bij_veld), innocent)
        for patroon in _patterns(hint.woorden, signalen)
    ]
    words = {w for rule in signs for w in rule.patroon.woorden if len(w) > 3}
    return Rules(
        signalen,
        tuple(signs),
        tuple(hints),
        innocent,
        _patterns(signalen.beeldspraak, signalen),
        _patterns(signalen.voorbij, signalen),
        _patterns(signalen.algemeen, signalen),
        _patterns(signalen.nu, signalen),
        frozenset(words),
        word_groups(signalen),
    )


def _row_rules(row: Signaal, signalen: Signalen) -> Iterator[Rule]:
    fields = frozenset(row.niet_bij_veld)
    innocent = _patterns(row.niet_met, signalen)
    for deniable, phrases in ((True, row.ontkenbaar), (False, row.altijd)):
        for patroon in _patterns(phrases, signalen):
            yield Rule(patroon, deniable, fields, innocent)


def _patterns(phrases: Iterable[str], signalen: Signalen) -> tuple[Patroon, ...]:
    found = []
    for text in phrases:
        first = text.startswith("^")
        whole = first and text.endswith("$")
        body = strip_accents(text).strip("^$") if whole else text.removeprefix("^")
        for phrase in write_out(strip_accents(body), signalen.woordgroepen, {}):
            patroon = compile_phrase(phrase, heel=whole)
            if first and not whole:
                start = re.compile("^" + patroon.regex.pattern)
                patroon = replace(patroon, regex=start)
            found.append(patroon)
    return tuple(found)


def said(patronen: tuple[Patroon, ...], plat: str) -> bool:
    """Tell whether one of the phrases stands in a text."""
    return any(p.may_be_in(plat) and p.regex.search(plat) for p in patronen)


def is_apart(part: str, rules: Rules) -> bool:
    """Tell whether a sentence is about the past, or about danger in general."""
    history = said(rules.past, part) and not said(rules.now, part)
    return history or said(rules.general, part)
