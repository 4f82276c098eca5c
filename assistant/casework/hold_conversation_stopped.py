"""After a stop for safety: no questions, but never a dead end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.message import read_message
from assistant.begrip.values import yes_or_no
from assistant.casework import hold_conversation_asks as asks
from assistant.casework import hold_conversation_explain as explain
from assistant.casework import hold_conversation_support as support
from assistant.casework.hold_conversation_language import answer_language, speak_dutch
from assistant.casework.hold_conversation_safety import short_contacts
from assistant.casework.hold_conversation_turn import intent_button, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.casework.hold_conversation_turn import Beurt, Reactie

ANSWERED: Mapping[str, Callable[[Beurt], Reactie]] = {
    "vraag_begrip": explain.explain_term,
    "vraag_rechten": asks.rights,
    "vraag_privacy": asks.privacy,
    "vraag_stand": asks.state,
    "vraag_wie_bellen": asks.whom_to_call,
    "samenvatting": explain.tell_summary,
    "mens": support.ask_person,
    "klacht": support.take_complaint,
    "taal": answer_language,
    "nederlands": speak_dutch,
    "bedankt": support.thank,
}
"""What is still answered; it asks nothing and changes nothing of the case."""


def answer_stopped(beurt: Beurt) -> Reactie:
    """Answer after a stop, and say each time whom to call."""
    reply = ANSWERED.get(beurt.begrepen.intent, _stays_stopped)(beurt)
    contacts = short_contacts(beurt.ctx, beurt.gesprek)
    person = intent_button(beurt.ctx, beurt.gesprek, "mens")
    return say(reply.gesprek, *reply.uit.berichten, contacts, knoppen=(person,))


def _stays_stopped(beurt: Beurt) -> Reactie:
    """Say that it stays stopped; kindly when the danger is denied."""
    knowledge = beurt.ctx.knowledge
    bericht = read_message(beurt.tekst, knowledge, beurt.ctx.today())
    denies = yes_or_no(bericht.plat, bericht.lexicon) == "nee"
    safe = denies or beurt.begrepen.intent in ("ontken", "corrigeer")
    return say(beurt.gesprek, beurt.zin("gestopt_veilig" if safe else "gestopt"))
