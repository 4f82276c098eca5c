"""Whether a message is in another language than Dutch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.patterns import Pattern, Words

if TYPE_CHECKING:
    from assistant.begrip.intent import Aanwijzingen
    from assistant.begrip.message import Bericht

_OF_PARENTS = Pattern("taal_van_ouders", "spreekt")
_ASKS_CLEARLY = 7.0
"""Score from which ‘I don't know’ is understood, in whatever language."""
ENGLISH = Words("taal_van_ouders", "engels")
DUTCH = Words("taal_van_ouders", "nederlands")


def weigh_language(
    bericht: Bericht, wat: Aanwijzingen, scores: dict[str, float]
) -> None:
    """Raise or lower the score of ``taal`` by the small words of a message.

    An answer or a term that can be read counts in every language; and a statement about
    the language of a parent (‘moeder spreekt alleen Arabisch’) is a fact.
    """
    read = wat.antwoord.waarde is not None and wat.antwoord.kracht >= 0.6
    if read or wat.begrip:
        scores.pop("taal", None)
        return
    if scores.get("overslaan", 0.0) >= _ASKS_CLEARLY and wat.vraag:
        scores.pop("taal", None)
        return
    # as typed: facts in English have been put into Dutch in the plain text
    words = re.findall(r"[a-z']+", bericht.ruw.lower().replace("’", "'"))
    foreign = sum(w in ENGLISH and w not in DUTCH for w in words)
    dutch = sum(w in DUTCH and w not in ENGLISH for w in words)
    if len(words) >= 3 and foreign >= 2 and foreign > 2 * dutch:
        scores["taal"] = scores.get("taal", 0.0) + 8.0
    elif _OF_PARENTS.match(bericht.plat) and not wat.vragend:
        scores.pop("taal", None)
        scores["antwoord"] = scores.get("antwoord", 0.0) + 2.0
    elif dutch > foreign and "taal" in scores and dutch >= 2:
        scores["taal"] = min(scores["taal"], 4.5)
