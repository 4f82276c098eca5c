"""Another language: a kind answer in it, remembered for the rest of the talk."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.begrip.message import read_message
from assistant.begrip.phrases import find
from assistant.begrip.terms import find_term
from assistant.casework.hold_conversation_explain import explain_term
from assistant.casework.hold_conversation_note import note
from assistant.casework.hold_conversation_questions import repeat
from assistant.casework.hold_conversation_turn import intent_button, zin
from assistant.casework.hold_conversation_words import (
    UNKNOWN,
    asked_in,
    asks_interpreter,
    has_little_dutch,
)
from knowledge.gesprek import NEDERLANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.hold_conversation_turn import Beurt, Reactie
    from knowledge.gesprek import Taal


@dataclass(frozen=True)
class Bedoeld:
    """What somebody asks for in another language than Dutch."""

    taal: str
    intent: str


_WORD = re.compile(r"\w+")
SPOKEN_AT_HOME = "taal_ouders"
_NAMED = 100
"""How many recognised words it outweighs that a language is named."""


def answer_language(beurt: Beurt) -> Reactie:
    """Answer kindly in the language of the message, with how to reach a person."""
    if has_little_dutch(beurt.ctx, beurt.tekst):
        return _reassure(beurt)
    if asks_interpreter(beurt.ctx, beurt.tekst):
        return _take_interpreter(beurt)
    taal = language_of(beurt.tekst, beurt.ctx.knowledge.gesprek.talen) or NEDERLANDS
    term = beurt.begrepen.begrip or _term(beurt)
    if term is not None:
        spoken = replace(beurt.gesprek, taal=taal)
        asked = replace(beurt.begrepen, begrip=term)
        return explain_term(replace(beurt, gesprek=spoken, begrepen=asked))
    return _speak(beurt, taal)


def own_words(beurt: Beurt) -> Bedoeld | None:
    """Return what is asked in another language, in phrases of that language.

    Parameters
    ----------
    beurt
        The message as Dutch ears understood it, and the language spoken so far.
    """
    spoken, talen = beurt.gesprek.taal, beurt.ctx.knowledge.gesprek.talen
    if spoken == NEDERLANDS and beurt.begrepen.intent != "taal":
        return None  # ‘skip’ is said in Dutch too.
    taal = language_of(beurt.tekst, talen) or spoken
    if taal == NEDERLANDS or taal not in talen:
        return None
    intent = asked_in(talen[taal], beurt.tekst)
    if intent == UNKNOWN:
        intent = "overslaan"
    return None if intent is None else Bedoeld(taal, intent)


def _reassure(beurt: Beurt) -> Reactie:
    """Say to somebody with little Dutch, writing Dutch, that it goes well."""
    reply = repeat(beurt.ctx, beurt.gesprek, beurt.zin("weinig_nederlands"))
    return reply.with_buttons(intent_button(beurt.ctx, beurt.gesprek, "mens"))


def _take_interpreter(beurt: Beurt) -> Reactie:
    """Note the language of a wish for an interpreter, and offer a person in Dutch."""
    bericht = read_message(beurt.tekst, beurt.ctx.knowledge, beurt.ctx.today())
    named = find(bericht.lexicon.antwoorden[SPOKEN_AT_HOME], bericht.plat)
    told, gesprek = [], beurt.gesprek
    if named and gesprek.casus_id is not None:
        talen = " en ".join(dict.fromkeys(hit.naam for hit in named))
        noted = note(beurt, {SPOKEN_AT_HOME: f"{talen}, met tolk"})
        gesprek, told = noted.gesprek, [noted.tekst]
    reply = repeat(beurt.ctx, gesprek, *told, beurt.zin("tolk"))
    return reply.with_buttons(intent_button(beurt.ctx, gesprek, "mens"))


def speak_dutch(beurt: Beurt) -> Reactie:
    """Go on in Dutch."""
    gesprek = replace(beurt.gesprek, taal=NEDERLANDS)
    return repeat(beurt.ctx, gesprek)


def language_of(tekst: str, talen: Mapping[str, Taal]) -> str | None:
    """Return the language a message names or is written in; Dutch is not another.

    Parameters
    ----------
    tekst
        The message as typed.
    talen
        The languages with their words.

    Returns
    -------
    str or None
        Id of the language, or None when no word of any is there.
    """
    words = _WORD.findall(tekst.casefold())
    found = {
        taal.id: sum(word in taal.woorden for word in words)
        + _NAMED * any(word in taal.namen for word in words)
        for taal in talen.values()
        if taal.id != NEDERLANDS
    }
    best = max(found, key=lambda taal: found[taal], default=None)
    return best if best is not None and found[best] else None


def _term(beurt: Beurt) -> str | None:
    """Return the term that is named: it is the same word in every language."""
    bericht = read_message(beurt.tekst, beurt.ctx.knowledge, beurt.ctx.today())
    return find_term(bericht.plat, bericht.lexicon)


def _speak(beurt: Beurt, taal: str) -> Reactie:
    ctx, gesprek = beurt.ctx, replace(beurt.gesprek, taal=taal)
    again = taal == beurt.gesprek.taal != NEDERLANDS
    kind = zin(ctx, gesprek, "taal_weer" if again else "taal")
    reply = repeat(ctx, gesprek, kind)
    extra = [intent_button(ctx, gesprek, "mens")]
    if taal != NEDERLANDS:
        extra.append(intent_button(ctx, gesprek, "nederlands"))
    return reply.with_buttons(*extra)
