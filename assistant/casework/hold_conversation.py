"""Hold a conversation: one message in, the record changed, one reply out.

Rasa classifies the message and runs its rules; here it is decided what the message
means for the asked field and what is asked next. The state is read from the record,
so a reply is right even when Rasa was restarted and lost its tracker.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.begrepen import Begrepen
from assistant.begrip.understand import understand
from assistant.casework import hold_conversation_asks as asks
from assistant.casework import hold_conversation_explain as explain
from assistant.casework import hold_conversation_report as report
from assistant.casework import hold_conversation_support as support
from assistant.casework.conversations import (
    read_conversation,
    read_messages,
    store_turn,
)
from assistant.casework.hold_conversation_answers import (
    go_on,
    started_case,
)
from assistant.casework.hold_conversation_buttons import pressed
from assistant.casework.hold_conversation_context import AGREES, in_context
from assistant.casework.hold_conversation_correct import undo
from assistant.casework.hold_conversation_language import (
    answer_language,
    own_words,
    speak_dutch,
)
from assistant.casework.hold_conversation_note import note
from assistant.casework.hold_conversation_questions import ask_next, repeat
from assistant.casework.hold_conversation_safety import (
    is_stopped,
    show_stop,
    show_stop_by_another,
    shows_danger,
    stop,
    told_danger,
)
from assistant.casework.hold_conversation_states import (
    ASKING,
    STATES,
    pause,
    resume,
    say_goodbye,
)
from assistant.casework.hold_conversation_stopped import answer_stopped
from assistant.casework.hold_conversation_summary import (
    MORE,
    told_summary,
)
from assistant.casework.hold_conversation_turn import Beurt, Reactie, zin
from assistant.casework.hold_conversation_words import (
    UNWILLING,
    asks_to_undo,
    has_little_dutch,
)
from assistant.casework.next_question import answered_or_passed
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.begrip.begrepen import Nlu
    from assistant.casework.conversation_state import BerichtView, GesprekRij
    from assistant.context import Context

DIGRESSIONS: Mapping[str, Callable[[Beurt], Reactie]] = {
    "vraag_begrip": explain.explain_term,
    "waarom_vraag": explain.explain_why,
    "help": explain.explain_help,
    "samenvatting": explain.tell_summary,
    "voortgang": explain.tell_progress,
    "vraag_route": asks.routes,
    "vraag_rechten": asks.rights,
    "vraag_wachttijd": asks.waiting_time,
    "vraag_stand": asks.state,
    "vraag_volgende_stap": asks.next_step,
    "vraag_wie_bellen": asks.whom_to_call,
    "vraag_privacy": asks.privacy,
    "vraag_telling": asks.counting,
    "mens": support.ask_person,
    "geen_mens": support.go_on_alone,
    UNWILLING: support.offer_rest,
    "klacht": support.take_complaint,
    "taal": answer_language,
    "nederlands": speak_dutch,
    AGREES: explain.agree,
    "bedankt": support.thank,
}
"""Answered in any state, after which the conversation goes back to where it was."""
ENOUGH_TO_BEGIN = 2
"""How many facts beside a question show that it is about a pupil of one's own."""


def take_turn(
    ctx: Context, gesprek_id: str, *, nlu: Nlu | None, bericht_id: int | None = None
) -> Reactie | None:
    """Answer a stored message, exactly once.

    Parameters
    ----------
    ctx
        The surroundings.
    gesprek_id
        The conversation.
    nlu
        What Rasa made of the message; None when Rasa is not there.
    bericht_id
        The message; the last one that came in by default.

    Returns
    -------
    Reactie or None
        What was said, or None when the message was answered already.
    """
    gesprek = read_conversation(ctx, gesprek_id)
    berichten = read_messages(ctx, gesprek_id)
    bericht = _incoming(berichten, bericht_id)
    if bericht is None or bericht.id in gesprek.beantwoord:
        return None
    moved_on = in_step_with_record(ctx, gesprek, berichten)
    reactie = _react(ctx, moved_on.gesprek if moved_on else gesprek, bericht, nlu)
    stored = replace(reactie.gesprek, bot_weg=False)
    if not store_turn(ctx, stored, reactie.uit, antwoord_op=bericht.id):
        return None
    return reactie


def in_step_with_record(
    ctx: Context, gesprek: GesprekRij, berichten: tuple[BerichtView, ...]
) -> Reactie | None:
    """Return what is asked now when the record went on without the conversation.

    A form may have answered the asked question, and a professional may have lifted
    or set a safety stop.

    Parameters
    ----------
    ctx
        The surroundings.
    gesprek, berichten
        The conversation as it was left.

    Returns
    -------
    Reactie or None
        The new state, or None when the conversation is in step.
    """
    if gesprek.casus_id is None:
        return None
    stopped = is_stopped(ctx, gesprek.casus_id)
    if stopped and gesprek.stand is not GesprekStand.GESTOPT:
        show = show_stop if told_danger(ctx, gesprek) else show_stop_by_another
        return show(ctx, gesprek)
    if gesprek.stand is GesprekStand.GESTOPT and not stopped:
        return resume(ctx, gesprek)
    asked = gesprek.gevraagd_veld
    if gesprek.stand is not GesprekStand.VRAAGT or asked is None:
        return None
    said = [row.op for row in berichten if row.richting == "uit"]
    answered, passed = answered_or_passed(ctx, gesprek.casus_id, asked)
    elsewhere = bool(answered and said and answered > said[-1])
    if elsewhere or passed:
        return ask_next(ctx, gesprek)
    return None


def _react(
    ctx: Context, gesprek: GesprekRij, bericht: BerichtView, nlu: Nlu | None
) -> Reactie:
    asked = gesprek.gevraagd_veld
    if shows_danger(ctx, bericht.tekst, asked):
        return stop(Beurt(ctx, gesprek, bericht.tekst, Begrepen("crisis", 1.0)))
    told = Beurt(ctx, gesprek, bericht.tekst, Begrepen("antwoord", 1.0))
    if not bericht.knoppen and report.reads(told):
        return report.read(told)
    if bericht.knoppen:
        read = pressed(ctx, gesprek, bericht.knoppen[0])
        if read is None:
            return repeat(ctx, gesprek, zin(ctx, gesprek, "knop_oud"))
    else:
        read = understand(
            bericht.tekst,
            vraag=asked,
            nlu=nlu,
            knowledge=ctx.knowledge,
            peildatum=ctx.today(),
        )
    if asks_to_undo(ctx, bericht.tekst):
        read = Begrepen("ongedaan", 1.0)
    beurt = Beurt(ctx, gesprek, bericht.tekst, read)
    foreign = None if bericht.knoppen else own_words(beurt)
    if foreign is not None:
        spoken = replace(gesprek, taal=foreign.taal)
        meant = replace(read, intent=foreign.intent, zekerheid=1.0)
        beurt = replace(beurt, gesprek=spoken, begrepen=meant)
    elif not bericht.knoppen and read.intent != "ongedaan":
        after = told_summary(ctx, gesprek, bericht)
        read = in_context(beurt, after_summary=after)
        beurt = replace(beurt, begrepen=read)
    reply = _dispatch(beurt)
    if read.intent not in ("taal", "crisis") and has_little_dutch(ctx, bericht.tekst):
        return reply.with_before(beurt.zin("weinig_nederlands"))
    return reply


def _dispatch(beurt: Beurt) -> Reactie:
    intent = beurt.begrepen.intent
    if intent == "crisis":
        return stop(beurt)
    if beurt.gesprek.stand is GesprekStand.GESTOPT:
        return answer_stopped(beurt)
    if report.takes(beurt):
        return report.take_step(beurt)
    digression = DIGRESSIONS.get(intent)
    if digression is not None:
        return _digress(beurt, digression)
    if intent == "ongedaan":
        return undo(beurt)
    if intent == MORE and beurt.gesprek.casus_id is not None:
        return ask_next(beurt.ctx, replace(beurt.gesprek, verder=True))
    if intent == "pauze":
        return pause(beurt)
    if intent == "afscheid":
        return say_goodbye(beurt)
    return STATES[beurt.gesprek.stand](beurt)


def _digress(beurt: Beurt, digression: Callable[[Beurt], Reactie]) -> Reactie:
    """Take what was told beside a question, then answer the question."""
    velden, gesprek = beurt.begrepen.velden, beurt.gesprek
    starts = gesprek.casus_id is None and (
        len(velden) >= ENOUGH_TO_BEGIN or beurt.begrepen.intent == "taal"
    )
    if not velden or not (starts or gesprek.stand in ASKING):
        return digression(beurt)
    if starts:
        beurt = started_case(beurt)
    noted = note(beurt, velden)
    if is_stopped(beurt.ctx, noted.gesprek.casus_id):
        return show_stop(beurt.ctx, noted.gesprek)
    after = go_on(beurt, noted).gesprek
    reply = digression(replace(beurt, gesprek=after))
    return reply.with_before(noted.tekst) if noted.tekst else reply


def _incoming(
    messages: tuple[BerichtView, ...], bericht_id: int | None
) -> BerichtView | None:
    incoming = [row for row in messages if row.richting == "in"]
    if bericht_id is not None:
        incoming = [row for row in incoming if row.id == bericht_id]
    return incoming[-1] if incoming else None
