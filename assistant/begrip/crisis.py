"""Signs of acute danger in a message: recall goes before precision."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.begrip.danger import (
    Woordgroepen,
    danger_features,
    danger_probability,
    word_groups,
)
from assistant.begrip.grammar import write_out
from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import Patroon, compile_phrase, find
from assistant.begrip.text import MAX_TEKENS, plain, strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.begrip.begrepen import Nlu
    from assistant.begrip.phrases import Treffer
    from knowledge.signalen import Signaal, Signalen

_DENIAL = Pattern("gevaar", "ontkend_ervoor")
_DENIED_AFTER = Pattern("gevaar", "ontkend_erna")
_DENIES = Pattern("gevaar", "ontkent")
_FIGURE = "_"
"""Stands where a figure of speech was."""
_TURN = Pattern("gevaar", "wending")
_SHORTEST_CORRECTED = 6
_LONG = 11
"""From this length two letters may be wrong: vermoeden is not vermoorden."""
_RASA_DOUBTS = 0.35
"""From this probability Rasa keeps the model from taking an alarm of the rows back."""
_OVERLAP = 400
"""Characters that two pieces of a very long text share, so that no sign is cut."""


@dataclass(frozen=True)
class _Rule:
    patroon: Patroon
    ontkenbaar: bool
    niet_bij_veld: frozenset[str]
    onschuldig: tuple[Patroon, ...]


@dataclass(frozen=True)
class _Rules:
    bron: Signalen
    signs: tuple[_Rule, ...]
    hints: tuple[_Rule, ...]
    innocent: tuple[Patroon, ...]
    figures: tuple[Patroon, ...]
    past: tuple[Patroon, ...]
    general: tuple[Patroon, ...]
    now: tuple[Patroon, ...]
    woorden: frozenset[str]
    groepen: Woordgroepen


_CACHE: dict[int, _Rules] = {}


def is_crisis(
    tekst: str,
    vraag: str | None,
    signalen: Signalen,
    nlu: Nlu | None = None,
    *,
    is_report: bool = False,
) -> bool:
    """Tell whether a message shows acute danger to the pupil or someone else.

    Parameters
    ----------
    tekst
        The message as typed; however long, it is read to the end.
    vraag
        The asked field, or None: habitual behaviour told as an answer is no crisis.
    signalen
        The knowledge rows.
    nlu
        Rasa's parse: when it sees danger too, a single word is enough.
    is_report
        Whether this is a pasted report: the model has learned from messages in a
        chat, and sees danger in the language of letters, so there it takes two
        suspect sentences.
    """
    rules = _rules(signalen)
    seen = _danger_seen(nlu)
    if is_report:
        if _suspect_twice(tekst, rules):
            return True
    else:
        if _learned(tekst, vraag, rules, seen):
            return True
        if seen < _RASA_DOUBTS and _surely_harmless(tekst, vraag, rules):
            return False
    suspected = seen >= signalen.vermoeden.drempel
    signs = (*rules.signs, *rules.hints) if suspected else rules.signs
    return any(
        _holds(part, vraag, signs, rules)
        for piece in _pieces(tekst)
        for part in _parts(_read(piece, rules))
    )


def _surely_harmless(tekst: str, vraag: str | None, rules: _Rules) -> bool:
    """Tell whether the model has no doubt about a message, whatever words it holds.

    The rows cast wide (‘hij slaat’); what the model has learned as the language of
    ordinary days takes their alarm back. Of another script it has seen too little.
    """
    model = rules.bron.model
    return model is not None and all(
        part.isascii()
        and danger_probability(_features(part, vraag, rules), model) < model.drempel_rij
        for piece in _pieces(tekst)
        for part in _readings(_read(piece, rules))
    )


def is_suspect(tekst: str, signalen: Signalen) -> bool:
    """Tell whether the model is nearly sure that one sentence of a report is danger."""
    rules = _rules(signalen)
    return _is_suspect(_read(tekst, rules), rules)


def _suspect_twice(tekst: str, rules: _Rules) -> bool:
    parts = dict.fromkeys(
        part for piece in _pieces(tekst) for part in _parts(_read(piece, rules))
    )
    return sum(_is_suspect(part, rules) for part in parts) > 1


def _is_suspect(plat: str, rules: _Rules) -> bool:
    model = rules.bron.model
    if model is None:
        return False
    probability = danger_probability(_features(plat, None, rules), model)
    return probability >= model.drempel_verslag and _plainly_said(plat, None, rules)


def model_features(tekst: str, vraag: str | None, signalen: Signalen) -> set[str]:
    """Return what the danger model looks at in a message."""
    rules = _rules(signalen)
    return _features(_read(tekst, rules), vraag, rules)


def _features(plat: str, vraag: str | None, rules: _Rules) -> set[str]:
    habits = frozenset(rules.bron.vermoeden.niet_bij_veld)
    return danger_features(plat, vraag, habits, rules.groepen)


def _learned(tekst: str, vraag: str | None, rules: _Rules, seen: float) -> bool:
    """Tell whether the learned model sees danger, alone or together with Rasa.

    Rasa reads whole messages, the model each sentence too: in a long message about
    other things one sentence is enough.
    """
    together = rules.bron.vermoeden.drempel_alleen
    model = rules.bron.model
    for piece in _pieces(tekst):
        plat = _read(piece, rules)
        for part in _readings(plat):
            sure = 0.0
            if model:
                features = _features(part, vraag, rules)
                sure = danger_probability(features, model)
                if sure >= model.drempel_ontkend and not _apart(part, rules):
                    return True
            enough = sure + seen >= together or (model and sure >= model.drempel)
            if enough and _plainly_said(part, vraag, rules):
                return True
    return False


def _readings(plat: str) -> Iterable[str]:
    """Return the whole and each sentence: in a long message one is enough."""
    return dict.fromkeys((plat, *_parts(plat)))


def _plainly_said(plat: str, vraag: str | None, rules: _Rules) -> bool:
    """Tell whether nothing denies the danger: no figure, denial, past or habit."""
    if vraag in rules.bron.vermoeden.niet_bij_veld:
        return False
    if f" {_FIGURE} " in f" {plat} " or _DENIES.search(plat):
        return False
    apart = (*rules.past, *rules.general, *rules.innocent)
    return not _said(apart, plat)


def _rules(signalen: Signalen) -> _Rules:
    known = _CACHE.get(id(signalen))
    if known is None or known.bron is not signalen:
        _CACHE.clear()
        known = _CACHE[id(signalen)] = _compile(signalen)
    return known


def _compile(signalen: Signalen) -> _Rules:
    signs = [rule for row in signalen.signalen for rule in _row_rules(row, signalen)]
    hint = signalen.vermoeden
    innocent = _patterns(hint.niet_met, signalen)
    hints = [
        _Rule(patroon, True, frozenset(hint.niet_bij_veld), innocent)
        for patroon in _patterns(hint.woorden, signalen)
    ]
    words = {w for rule in signs for w in rule.patroon.woorden if len(w) > 3}
    return _Rules(
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


def _row_rules(row: Signaal, signalen: Signalen) -> Iterator[_Rule]:
    fields = frozenset(row.niet_bij_veld)
    innocent = _patterns(row.niet_met, signalen)
    for deniable, phrases in ((True, row.ontkenbaar), (False, row.altijd)):
        for patroon in _patterns(phrases, signalen):
            yield _Rule(patroon, deniable, fields, innocent)


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


def _danger_seen(nlu: Nlu | None) -> float:
    """Return the probability that Rasa gives to danger."""
    if nlu is None:
        return 0.0
    ranking = nlu.ranking or [(nlu.intent, nlu.zekerheid)]
    return max((p for intent, p in ranking if intent == "crisis"), default=0.0)


def _pieces(tekst: str) -> Iterator[str]:
    """Cut a text that is too long to read at once into pieces that overlap."""
    step = MAX_TEKENS - _OVERLAP
    for start in range(0, max(len(tekst), 1), step):
        yield tekst[start : start + MAX_TEKENS]


def _read(tekst: str, rules: _Rules) -> str:
    words = plain(tekst, rules.bron.schrijfwijzen).split()
    plat = " ".join(_spelt(word, rules) for word in words)
    for patroon in rules.figures:
        if patroon.may_be_in(plat):
            plat = patroon.regex.sub(f" {_FIGURE} ", plat)
    return " ".join(plat.split())


def _spelt(word: str, rules: _Rules) -> str:
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


def _parts(plat: str) -> list[str]:
    parts = [p.strip() for p in re.split(r"(?<!\S)[.!?](?!\S)", plat)]
    return [p for p in parts if p]


def _holds(
    part: str, vraag: str | None, signs: tuple[_Rule, ...], rules: _Rules
) -> bool:
    apart = _apart(part, rules)
    for rule in signs:
        if vraag in rule.niet_bij_veld:
            continue
        for hit in find([(rule.patroon, "")], part):
            if not (rule.ontkenbaar or apart):
                return True
            if _said(rule.onschuldig, part):
                break
            if not apart and not _denied(part, hit):
                return True
    return False


def _apart(part: str, rules: _Rules) -> bool:
    """Tell whether a sentence is about the past, or about danger in general."""
    history = _said(rules.past, part) and not _said(rules.now, part)
    return history or _said(rules.general, part)


def _said(patronen: tuple[Patroon, ...], plat: str) -> bool:
    return any(p.may_be_in(plat) and p.regex.search(plat) for p in patronen)


def _denied(part: str, hit: Treffer) -> bool:
    """Tell whether the sign is denied in its own clause (‘nooit gezegd dat …’)."""
    before = part[: hit.begin]
    turns = [m.end() for m in _TURN.finditer(before)]
    clause = before[max(turns, default=0) :]
    # ‘ik wil niet meer leven, echt niet’ says it twice
    after = None if hit.ontkent else _DENIED_AFTER.match(part[hit.eind :])
    return bool(_DENIAL.search(clause)) or bool(after)
