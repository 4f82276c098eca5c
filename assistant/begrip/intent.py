"""The intent: Rasa's ranking, cues in the text, and whether it answers the question.

Each kind of evidence adds to the score of an intent, as log-odds would; the highest
wins and its share of the whole is the certainty. Crisis is decided before this.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.begrip.language import DUTCH, weigh_language
from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import find
from assistant.begrip.terms import asks_meaning
from assistant.begrip.values import small, yes_or_no

if TYPE_CHECKING:
    from assistant.begrip.answers import Antwoord
    from assistant.begrip.begrepen import Nlu
    from assistant.begrip.message import Bericht

NLU_WEIGHT = 7.0
"""Chosen on sentences that neither the examples nor the cues were written for. From 5
to 8, with cues weighed from 0.7 to 1 of what they are now, the share that is right
moves less than one in a hundred: a learned combination has nothing to win here."""
GIVES_UP = "nlu_fallback"
CUE_WEIGHT = {"heel": 6.5, "sterk": 4.0, "gewoon": 1.5, "zwak": 0.7}
ANSWER_WEIGHT = 6.5
TERM_WEIGHT = 7.0
MEANING_WEIGHT = 1.5
"""For asking what a word means that is not one of our terms."""
CORRECTION_WEIGHT = 8.0
SKIP_WEIGHT = 7.5
YES_NO_WEIGHT = 6.0
ANSWERED_PENALTY = 3.0
READ = 0.6
"""Strength from which the asked field counts as answered."""
TAKEN_BACK_SHARE = 0.3
ASKED_BACK_SHARE = 0.7
FACTS_WEIGHT = 3.0
QUESTION_PENALTY = 4.0
STATEMENT_PENALTY = 4.5
"""Taken from a question's intent when a statement stands under an open question."""
INTRODUCTION_WEIGHT = 3.0
READABLE_WEIGHT = 2.8
"""A plain Dutch statement while a question is open, even when no value is read."""
NONE_SCORE = 1.6
"""Score of ‘none of these’: what an intent must beat."""
SEEN_NONE_BONUS = 1.2
"""Added where the words themselves say ‘none of these’."""

_INTRODUCES = Pattern("bedoeling", "nieuwe_leerling")
"""A pupil is brought up who was not spoken of before."""
_QUESTION_INTENTS = frozenset(
    [
        "vraag_route",
        "vraag_rechten",
        "vraag_wachttijd",
        "vraag_stand",
        "vraag_volgende_stap",
        "vraag_wie_bellen",
        "vraag_privacy",
        "vraag_telling",
        "vraag_begrip",
        "waarom_vraag",
        "samenvatting",
        "voortgang",
        "help",
    ]
)


_ASKING = (_QUESTION_INTENTS | {"mens", "klacht", "buiten_bereik"}) - {
    "vraag_begrip",
    "help",
}
_TURNS = Pattern("bedoeling", "tot_de_assistent")
"""The message turns to the assistant, with a wish or a question without its mark."""
_OF_OTHERS = Pattern("bedoeling", "over_anderen")
_LOST = Pattern("bedoeling", "begrijpt_het_niet")
"""‘Ik weet niet wat je bedoelt’ asks for help, not for the next question."""
_SENTENCE = 4
"""Words from which a message is more than a name or an order."""


@dataclass(frozen=True)
class Aanwijzingen:
    """What else is known about a message when its intent is decided."""

    vraag: str | None
    antwoord: Antwoord
    velden: int
    begrip: str | None
    correctie: bool
    vragend: bool


def decide_intent(
    bericht: Bericht, nlu: Nlu | None, aanwijzingen: Aanwijzingen
) -> tuple[str, float]:
    """Return the intent and how sure it is, 0..1."""
    scores: dict[str, float] = {}
    _from_nlu(nlu, scores)
    _from_cues(bericht, scores)
    _from_words(bericht, aanwijzingen, scores)
    _from_answer(bericht, aanwijzingen, scores)
    _from_yes_no(bericht, aanwijzingen, scores)
    _from_form(bericht, aanwijzingen, scores)
    weigh_language(bericht, aanwijzingen, scores)
    seen = scores.pop("buiten_bereik", 0.0) + SEEN_NONE_BONUS
    scores.pop("crisis", None)
    scores["buiten_bereik"] = max(NONE_SCORE, seen)
    best = max(scores, key=lambda name: (scores[name], name))
    total = sum(math.exp(s - scores[best]) for s in scores.values())
    return best, 1.0 / total


def _add(scores: dict[str, float], intent: str, weight: float) -> None:
    scores[intent] = scores.get(intent, 0.0) + weight


def _from_nlu(nlu: Nlu | None, scores: dict[str, float]) -> None:
    if nlu is None:
        return
    ranking = nlu.ranking or [(nlu.intent, nlu.zekerheid)]
    for intent, confidence in ranking:
        # That Rasa gives up says nothing: only 4 in 190 of such messages were indeed
        # none of these, and its first guess was right for 2 in 5.
        if intent != GIVES_UP:
            _add(scores, intent, NLU_WEIGHT * confidence)


def _from_cues(bericht: Bericht, scores: dict[str, float]) -> None:
    for kind, weight in CUE_WEIGHT.items():
        hits = find(bericht.lexicon.intenties[kind], bericht.plat)
        for intent in {h.naam for h in hits}:
            places = {h.begin for h in hits if h.naam == intent}
            extra = 0.8 if len(places) > 1 and kind != "heel" else 0.0
            _add(scores, intent, weight + extra)


def _from_words(bericht: Bericht, wat: Aanwijzingen, scores: dict[str, float]) -> None:
    if wat.correctie:
        # a question that holds such words seldom takes something back
        share = ASKED_BACK_SHARE if wat.vragend else 1.0
        _add(scores, "corrigeer", CORRECTION_WEIGHT * share)
    if wat.begrip:
        _add(scores, "vraag_begrip", TERM_WEIGHT)
    elif asks_meaning(bericht.plat):
        _add(scores, "vraag_begrip", MEANING_WEIGHT)
    body = bericht.plat.strip(" .,!?")
    length = max(len(body), 1)
    skip = _covered(bericht, ("overslaan",))
    unknown = 0 if _LOST.search(body) else _covered(bericht, ("weet_niet",))
    refused = _covered(bericht, ("wil_niet_zeggen",))
    # ‘daar heb ik geen antwoord op’ is no ‘no’
    lost = unknown and wat.antwoord.waarde in ("ja", "nee")
    if wat.antwoord.waarde is None or wat.antwoord.kracht < READ or lost:
        share = max(unknown, refused) / length
        if share >= (0.3 if wat.vraag else 0.5):
            _add(scores, "overslaan", SKIP_WEIGHT)
        elif share > 0:
            _add(scores, "overslaan", 2.0)
        if skip / length >= 0.5 and (wat.vraag or skip > 6):
            _add(scores, "overslaan", SKIP_WEIGHT if wat.vraag else SKIP_WEIGHT / 2)
    elif skip / length >= 0.8:
        _add(scores, "overslaan", SKIP_WEIGHT)


def _covered(bericht: Bericht, names: tuple[str, ...]) -> int:
    return max(
        (
            h.lengte
            for name in names
            for h in small(name, bericht.plat, bericht.lexicon)
        ),
        default=0,
    )


def _from_answer(bericht: Bericht, wat: Aanwijzingen, scores: dict[str, float]) -> None:
    # the value in a correction is what it changes, not an answer
    share = TAKEN_BACK_SHARE if wat.correctie else 1.0
    if wat.antwoord.waarde is not None:
        _add(scores, "antwoord", ANSWER_WEIGHT * wat.antwoord.kracht * share)
        sure = wat.antwoord.kracht >= READ and not _covered(bericht, ("weet_niet",))
        if sure and not wat.correctie:
            # a refusal that is one of the choices, or ‘hebben we niet’, is an answer
            _add(scores, "overslaan", -ANSWERED_PENALTY)
            _add(scores, "ontken", -ANSWERED_PENALTY)
    if wat.velden:
        weight = (FACTS_WEIGHT + 0.3 * min(wat.velden, 4)) * share
        if wat.vraag is None and not wat.vragend and _INTRODUCES.match(bericht.plat):
            _add(scores, "start_intake", weight + INTRODUCTION_WEIGHT)
        else:
            _add(scores, "antwoord", weight)


def _from_yes_no(bericht: Bericht, wat: Aanwijzingen, scores: dict[str, float]) -> None:
    said = yes_or_no(bericht.plat, bericht.lexicon)
    words = len(re.findall(r"\w+", bericht.plat))
    unsure = scores.get("overslaan", 0.0) >= SKIP_WEIGHT
    if said in ("ja", "nee") and words <= 8 and not (wat.vragend or unsure):
        weight = YES_NO_WEIGHT if words <= 3 else YES_NO_WEIGHT / 2
        if wat.vraag is None:
            _add(scores, "bevestig" if said == "ja" else "ontken", weight)
        elif words <= 3 and not wat.correctie:
            _add(scores, "antwoord", weight)
    told = wat.vraag and not wat.vragend and wat.antwoord.waarde is None
    if told and not (unsure or wat.correctie) and _readable(bericht):
        _add(scores, "antwoord", READABLE_WEIGHT)


def _from_form(bericht: Bericht, wat: Aanwijzingen, scores: dict[str, float]) -> None:
    if wat.vragend:
        _add(scores, "antwoord", -QUESTION_PENALTY)
        _add(scores, "start_intake", -1.5)
        for intent in _QUESTION_INTENTS & scores.keys():
            _add(scores, intent, 0.7)
        return
    if wat.vraag:
        # a statement while a question is open is more likely its answer
        for intent in ("start_intake", "groet", "bevestig", "ontken"):
            _add(scores, intent, -2.5)
    about_pupil = wat.velden and _OF_OTHERS.match(bericht.plat)
    if about_pupil or (wat.vraag and _tells(bericht)):
        for intent in _ASKING & scores.keys():
            _add(scores, intent, -STATEMENT_PENALTY)


def _tells(bericht: Bericht) -> bool:
    """Tell whether a message says something without turning to the assistant."""
    return len(bericht.plat.split()) >= _SENTENCE and not _TURNS.search(bericht.plat)


def _readable(bericht: Bericht) -> bool:
    words = re.findall(r"[a-z]+", bericht.plat)
    known = [w for w in words if w in bericht.lexicon.bekend or w in DUTCH]
    return bool(words) and len(known) >= 0.4 * len(words)
