"""Score what was understood of labelled sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.measure.label import compare
from assistant.measure.score import Score, mean_f1, rounded, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.begrip.begrepen import Begrepen
    from assistant.measure.label import Vergelijking
    from assistant.measure.meetset import Zin
    from knowledge.load import Knowledge

CRISIS = "crisis"


@dataclass(frozen=True)
class Uitslag:
    """What came of one sentence.

    Parameters
    ----------
    zin
        The labelled sentence.
    begrepen
        What was understood.
    velden
        How its fields compare with the label.
    """

    zin: Zin
    begrepen: Begrepen
    velden: Vergelijking

    @property
    def intent(self) -> str:
        """Return the intent it is counted as: its class when either is right."""
        found = self.begrepen.intent
        return self.zin.intent if found in self.zin.intenties else found

    @property
    def term_found(self) -> bool:
        """Tell whether the right term was found, or none where none was asked."""
        return self.zin.begrip == self.begrepen.begrip

    @property
    def is_wrong(self) -> bool:
        """Tell whether anything differs from the label."""
        wrong_fields = self.velden.gemist or self.velden.verzonnen
        return (
            self.intent != self.zin.intent or not self.term_found or bool(wrong_fields)
        )


@dataclass(frozen=True)
class Zinscores:
    """The figures of one way of understanding.

    Parameters
    ----------
    intenties
        Per intent.
    secties
        Per part of the probleemanalyse; empty when this way reads no fields.
    velden
        Per field.
    begrippen
        Share of questions about a term that found the term, of all such questions.
    fouten
        What went wrong.
    """

    intenties: dict[str, Score]
    secties: dict[str, Score]
    velden: dict[str, Score]
    begrippen: float | None
    fouten: tuple[Uitslag, ...]

    @property
    def goed(self) -> float:
        """Return the share of sentences with the right intent."""
        score = total(self.intenties.values())
        return score.recall or 0.0

    @property
    def macro_f1(self) -> float:
        """Return the mean F1 over the intents."""
        return mean_f1(self.intenties.values()) or 0.0

    @property
    def crisis(self) -> Score:
        """Return the score of the intent that must not be missed."""
        return self.intenties.get(CRISIS, Score())

    @property
    def alle_velden(self) -> Score:
        """Return the score over all fields."""
        return total(self.velden.values())

    def summary(self) -> dict[str, object]:
        """Return the figures of one row of the table, for JSON."""
        return {
            "intent_goed": rounded(self.goed),
            "intent_macro_f1": rounded(self.macro_f1),
            "crisis": self.crisis.as_dict(),
            # Rasa alone reads no fields; that is not the same as reading none rightly.
            "velden": self.alle_velden.as_dict() if self.alle_velden.gevonden else None,
        }


def score_sentences(
    zinnen: Sequence[Zin], begrepen: Sequence[Begrepen], knowledge: Knowledge
) -> Zinscores:
    """Compare what was understood with the labels.

    Parameters
    ----------
    zinnen
        The labelled sentences.
    begrepen
        What was understood of each, in the same order.
    knowledge
        Says to which part a field belongs.
    """
    results = [
        Uitslag(zin, read, compare(zin.velden, read.velden))
        for zin, read in zip(zinnen, begrepen, strict=True)
    ]
    velden = _per_field(results)
    secties: dict[str, Score] = {}
    for veld, score in velden.items():
        sectie = knowledge.velden[veld].sectie
        secties[sectie] = secties.get(sectie, Score()) + score
    return Zinscores(
        intenties=_per_intent(results),
        secties={s: secties[s] for s in knowledge.secties if s in secties},
        velden=velden,
        begrippen=_terms(results),
        fouten=tuple(result for result in results if result.is_wrong),
    )


def _per_intent(results: list[Uitslag]) -> dict[str, Score]:
    wanted = Counter(result.zin.intent for result in results)
    found = Counter(result.intent for result in results)
    right = Counter(r.intent for r in results if r.intent == r.zin.intent)
    names = sorted(wanted.keys() | found.keys())
    return {n: Score(right[n], found[n], wanted[n]) for n in names}


def _per_field(results: list[Uitslag]) -> dict[str, Score]:
    scores: dict[str, Score] = {}
    for result in results:
        for veld, score in result.velden.per_field().items():
            scores[veld] = scores.get(veld, Score()) + score
    return scores


def _terms(results: list[Uitslag]) -> float | None:
    asked = [result.term_found for result in results if result.zin.begrip]
    return sum(asked) / len(asked) if asked else None
