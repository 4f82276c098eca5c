"""What the learned model sees of danger in a message, and when it is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.crisis_rules import FIGURE, is_apart, rules_of, said
from assistant.begrip.crisis_text import parts, pieces, read_words, readings
from assistant.begrip.danger import danger_features, danger_probability
from assistant.begrip.patterns import Pattern

if TYPE_CHECKING:
    from assistant.begrip.crisis_rules import Rules
    from knowledge.signalen import Signalen

_DENIES = Pattern("gevaar", "ontkent")


def sees_danger(tekst: str, vraag: str | None, rules: Rules, seen: float) -> bool:
    """Tell whether the learned model sees danger, alone or together with Rasa.

    Rasa reads whole messages, the model each sentence too: in a long message about
    other things one sentence is enough.
    """
    together = rules.bron.vermoeden.drempel_alleen
    model = rules.bron.model
    for piece in pieces(tekst):
        plat = read_words(piece, rules)
        for part in readings(plat):
            sure = 0.0
            if model:
                features = _features(part, vraag, rules)
                sure = danger_probability(features, model)
                if sure >= model.drempel_ontkend and not is_apart(part, rules):
                    return True
            enough = sure + seen >= together or (model and sure >= model.drempel)
            if enough and _plainly_said(part, vraag, rules):
                return True
    return False


def surely_harmless(tekst: str, vraag: str | None, rules: Rules) -> bool:
    """Tell whether the model has no doubt about a message, whatever words it holds.

    The rows cast wide (‘hij slaat’); what the model has learned as the language of
    ordinary days takes their alarm back. Of another script it has seen too little.
    """
    model = rules.bron.model
    return model is not None and all(
        part.isascii()
        and danger_probability(_features(part, vraag, rules), model) < model.drempel_rij
        for piece in pieces(tekst)
        for part in readings(read_words(piece, rules))
    )


def is_suspect(tekst: str, signalen: Signalen) -> bool:
    """Tell whether the model is nearly sure that one sentence of a report is danger."""
    rules = rules_of(signalen)
    return _is_suspect(read_words(tekst, rules), rules)


def suspect_twice(tekst: str, rules: Rules) -> bool:
    """Tell whether two sentences of a report are suspect."""
    sentences = dict.fromkeys(
        part for piece in pieces(tekst) for part in parts(read_words(piece, rules))
    )
    return sum(_is_suspect(part, rules) for part in sentences) > 1


def _is_suspect(plat: str, rules: Rules) -> bool:
    model = rules.bron.model
    if model is None:
        return False
    probability = danger_probability(_features(plat, None, rules), model)
    return probability >= model.drempel_verslag and _plainly_said(plat, None, rules)


def model_features(tekst: str, vraag: str | None, signalen: Signalen) -> set[str]:
    """Return what the danger model looks at in a message."""
    rules = rules_of(signalen)
    return _features(read_words(tekst, rules), vraag, rules)


def _features(plat: str, vraag: str | None, rules: Rules) -> set[str]:
    habits = frozenset(rules.bron.vermoeden.niet_bij_veld)
    return danger_features(plat, vraag, habits, rules.groepen)


def _plainly_said(plat: str, vraag: str | None, rules: Rules) -> bool:
    """Tell whether nothing denies the danger: no figure, denial, past or habit."""
    if vraag in rules.bron.vermoeden.niet_bij_veld:
        return False
    if f" {FIGURE} " in f" {plat} " or _DENIES.search(plat):
        return False
    apart = (*rules.past, *rules.general, *rules.innocent)
    return not said(apart, plat)
