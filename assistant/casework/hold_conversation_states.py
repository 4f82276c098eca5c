"""What a message means in each state of a conversation: open, asking, done, …"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.casework import hold_conversation_support as support
from assistant.casework.hold_conversation_answers import answer, begin, correct, skip
from assistant.casework.hold_conversation_questions import ask_next, go_back, repeat
from assistant.casework.hold_conversation_summary import advice_address, confirm
from assistant.casework.hold_conversation_turn import Beurt, Reactie, moved, say, zin
from assistant.errors import NotAllowedError
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.casework.conversation_state import GesprekRij
    from assistant.context import Context

ASKING = frozenset({GesprekStand.VRAAGT, GesprekStand.SAMENVATTING})


def _open(beurt: Beurt) -> Reactie:
    """Before there is a case: begin as soon as something is told."""
    intent = beurt.begrepen.intent
    if intent in ("start_intake", "hervat_intake", "bevestig", "antwoord", "corrigeer"):
        return begin(beurt)
    if beurt.begrepen.velden:
        return begin(beurt)
    if intent == "groet":
        return support.greet(beurt)
    if intent == "buiten_bereik":
        text = beurt.zin("buiten_bereik")
        return repeat(beurt.ctx, beurt.gesprek, text, beurt.zin("begin_hoe"))
    return repeat(beurt.ctx, beurt.gesprek, beurt.zin("begin_hoe"))


def _asking(beurt: Beurt) -> Reactie:
    """While questions are asked."""
    ctx, gesprek, intent = beurt.ctx, beurt.gesprek, beurt.begrepen.intent
    if intent == "corrigeer":
        return correct(beurt)
    if intent == "overslaan":
        return skip(beurt)
    if intent == "terug":
        return go_back(ctx, gesprek)
    if intent == "groet":
        return support.greet(beurt)
    if intent in ("start_intake", "hervat_intake") and not beurt.begrepen.velden:
        return repeat(ctx, gesprek, beurt.zin("al_bezig"))
    return answer(beurt)


def _summarised(beurt: Beurt) -> Reactie:
    """After the summary: confirm, or change something."""
    ctx, gesprek, intent = beurt.ctx, beurt.gesprek, beurt.begrepen.intent
    if intent == "bevestig" and not beurt.begrepen.velden:
        return confirm(beurt)
    if intent == "terug":
        return go_back(ctx, gesprek)
    if intent in ("corrigeer", "ontken") or beurt.begrepen.velden:
        return correct(beurt)
    if intent == "groet":
        return support.greet(beurt)
    return repeat(ctx, gesprek, beurt.zin("onbegrepen"))


def _paused(beurt: Beurt) -> Reactie:
    """After a pause: any answer or a word to go on resumes."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    if gesprek.casus_id is None:
        return _open(replace(beurt, gesprek=moved(gesprek, GesprekStand.OPEN)))
    if beurt.begrepen.velden:
        # Which question was open is read from the record.
        resumed = ask_next(ctx, gesprek).gesprek
        return answer(replace(beurt, gesprek=resumed))
    return resume(ctx, gesprek)


def resume(ctx: Context, gesprek: GesprekRij) -> Reactie:
    """Go on with the questions, from the record."""
    return ask_next(ctx, gesprek, zin(ctx, gesprek, "hervat"))


def _done(beurt: Beurt) -> Reactie:
    """After confirming: a correction is taken, and confirmed again."""
    if beurt.begrepen.intent == "groet":
        return say(beurt.gesprek, beurt.zin("groet"))
    if beurt.begrepen.intent == "corrigeer" or beurt.begrepen.velden:
        try:
            return correct(beurt)
        except NotAllowedError as error:
            return say(
                beurt.gesprek, beurt.zin("wijzigen_kan_niet", melding=str(error))
            )
    adres = advice_address(beurt.gesprek)
    return say(beurt.gesprek, beurt.zin("al_klaar", adres=adres))


def pause(beurt: Beurt) -> Reactie:
    """Stop for now; everything is kept."""
    if beurt.gesprek.stand is GesprekStand.KLAAR:
        return _done(beurt)
    paused = moved(beurt.gesprek, GesprekStand.GEPAUZEERD)
    return repeat(beurt.ctx, paused, beurt.zin("pauze"))


def say_goodbye(beurt: Beurt) -> Reactie:
    """Say goodbye; in the middle of the questions that is a pause."""
    if beurt.gesprek.stand not in ASKING:
        return say(beurt.gesprek, beurt.zin("afscheid"))
    paused = moved(beurt.gesprek, GesprekStand.GEPAUZEERD)
    return repeat(beurt.ctx, paused, beurt.zin("afscheid_vraagt"))


STATES: Mapping[GesprekStand, Callable[[Beurt], Reactie]] = {
    GesprekStand.OPEN: _open,
    GesprekStand.VRAAGT: _asking,
    GesprekStand.SAMENVATTING: _summarised,
    GesprekStand.GEPAUZEERD: _paused,
    GesprekStand.KLAAR: _done,
}
