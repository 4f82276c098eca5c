"""Signs of acute danger in a message: recall goes before precision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.crisis_learned import sees_danger, surely_harmless, suspect_twice
from assistant.begrip.crisis_rules import is_apart, rules_of, said
from assistant.begrip.crisis_text import parts, pieces, read_words
from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import find

if TYPE_CHECKING:
    from assistant.begrip.begrepen import Nlu
    from assistant.begrip.crisis_rules import Rule, Rules
    from assistant.begrip.phrases import Treffer
    from knowledge.signalen import Signalen

_DENIAL = Pattern("gevaar", "ontkend_ervoor")
_DENIED_AFTER = Pattern("gevaar", "ontkend_erna")
_TURN = Pattern("gevaar", "wending")
_RASA_DOUBTS = 0.35
"""From this probability Rasa keeps the model from taking an alarm of the rows back."""


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
    rules = rules_of(signalen)
    seen = _danger_seen(nlu)
    if is_report:
        if suspect_twice(tekst, rules):
            return True
    else:
        if sees_danger(tekst, vraag, rules, seen):
            return True
        if seen < _RASA_DOUBTS and surely_harmless(tekst, vraag, rules):
            return False
    suspected = seen >= signalen.vermoeden.drempel
    signs = (*rules.signs, *rules.hints) if suspected else rules.signs
    return any(
        _holds(part, vraag, signs, rules)
        for piece in pieces(tekst)
        for part in parts(read_words(piece, rules))
    )


def _danger_seen(nlu: Nlu | None) -> float:
    """Return the probability that Rasa gives to danger."""
    if nlu is None:
        return 0.0
    ranking = nlu.ranking or [(nlu.intent, nlu.zekerheid)]
    return max((p for intent, p in ranking if intent == "crisis"), default=0.0)


def _holds(part: str, vraag: str | None, signs: tuple[Rule, ...], rules: Rules) -> bool:
    apart = is_apart(part, rules)
    for rule in signs:
        if vraag in rule.niet_bij_veld:
            continue
        for hit in find([(rule.patroon, "")], part):
            if not (rule.ontkenbaar or apart):
                return True
            if said(rule.onschuldig, part):
                break
            if not apart and not _denied(part, hit):
                return True
    return False


def _denied(part: str, hit: Treffer) -> bool:
    """Tell whether the sign is denied in its own clause (‘nooit gezegd dat …’)."""
    before = part[: hit.begin]
    turns = [m.end() for m in _TURN.finditer(before)]
    clause = before[max(turns, default=0) :]
    # ‘ik wil niet meer leven, echt niet’ says it twice
    after = None if hit.ontkent else _DENIED_AFTER.match(part[hit.eind :])
    return bool(_DENIAL.search(clause)) or bool(after)
