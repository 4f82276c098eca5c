"""Take answers: store them at once, read them back, follow up when unclear."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.message import read_message
from assistant.begrip.questions import is_question
from assistant.begrip.values import small
from assistant.casework.conversations import read_messages
from assistant.casework.hold_conversation_correct import ask_which, change
from assistant.casework.hold_conversation_note import note
from assistant.casework.hold_conversation_questions import ask, ask_next, repeat
from assistant.casework.hold_conversation_safety import (
    is_stopped,
    short_contacts,
    show_stop,
)
from assistant.casework.hold_conversation_support import put_call_back
from assistant.casework.hold_conversation_turn import intent_button
from assistant.casework.hold_conversation_words import (
    asks_to_erase,
    says_unknown,
    subject_of,
)
from assistant.casework.next_question import skip_question
from assistant.casework.read_answers import current_answers
from assistant.casework.start_case import start_case
from assistant.casework.tell_answer import tell_name, tell_pair
from knowledge.velden import VeldType
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.conversation_state import GesprekRij
    from assistant.casework.hold_conversation_note import Genoteerd
    from assistant.casework.hold_conversation_turn import Beurt, Reactie
    from knowledge.velden import Veld

FREE_TEXT = frozenset({VeldType.text_long})
UNKNOWN = "onbekend"
"""What is noted when something was asked and is not known."""
MISSES = ("past_niet", "past_weer_niet")
"""What is said at the first and the second answer that does not fit."""
PASSED_OVER = 2
"""After so many messages about something else a question is put off."""
STORY = 8
"""From so many words on an answer is a story."""


def begin(beurt: Beurt) -> Reactie:
    """Start a case with everything already told, and ask the first question."""
    started = started_case(beurt)
    opening = started.zin("begin", casus=started.gesprek.casus_id)
    return take(started, started.begrepen.velden, opening)


def started_case(beurt: Beurt) -> Beurt:
    """Start a case for the conversation."""
    gesprek = beurt.gesprek
    casus_id = start_case(
        beurt.ctx,
        rol=gesprek.rol,
        door=gesprek.door,
        aanstelling_id=gesprek.aanstelling_id,
    )
    started = replace(gesprek, casus_id=casus_id, stand=GesprekStand.VRAAGT)
    return replace(beurt, gesprek=started)


def answer(beurt: Beurt) -> Reactie:
    """Take what was told as answers; follow up when nothing was understood."""
    velden = dict(beurt.begrepen.velden) or _free_text(beurt)
    if not velden:
        return _beside_the_point(beurt) if _asks(beurt) else _missed(beurt)
    return take(beurt, velden)


def correct(beurt: Beurt) -> Reactie:
    """Change what was said before, and go on where the conversation was."""
    if not beurt.begrepen.velden:
        return change(beurt)
    rest = _without(beurt) if asks_to_erase(beurt.ctx, beurt.tekst) else {}
    return take(beurt, rest or beurt.begrepen.velden, vervangt=True)


def _without(beurt: Beurt) -> dict[str, object]:
    """Return the lists that stand in the record without what must go."""
    known = current_answers(beurt.ctx, beurt.gesprek.casus_id or "")
    result: dict[str, object] = {}
    for veld, gone in beurt.begrepen.velden.items():
        stands = known.get(veld)
        if isinstance(stands, list) and isinstance(gone, list):
            result[veld] = [one for one in stands if one not in gone]
    return result


def skip(beurt: Beurt) -> Reactie:
    """Skip the asked question, or note that the answer is not known."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    asked = gesprek.gevraagd_veld
    if asked is None or gesprek.casus_id is None:
        return repeat(ctx, gesprek)
    if set(beurt.begrepen.velden) - {asked}:
        return take(beurt, beurt.begrepen.velden)
    veld = ctx.knowledge.velden[asked]
    known = current_answers(ctx, gesprek.casus_id)
    if _does_not_know(beurt) and asked not in known:
        return _note_unknown(beurt, veld)
    if asked in known:
        lijst = tell_pair(veld, known[asked], gesprek.rol)
        return ask_next(ctx, gesprek, beurt.zin("onveranderd", lijst=lijst))
    if asked in ctx.knowledge.veiligheid.gevraagd:
        return _offer_person(beurt, passed(beurt, veld))
    told = beurt.zin("overgeslagen", naam=tell_name(veld, gesprek.rol))
    return ask_next(ctx, passed(beurt, veld), told)


def passed(beurt: Beurt, veld: Veld) -> GesprekRij:
    """Skip a question in the record; it can be undone."""
    gesprek = beurt.gesprek
    assert gesprek.casus_id is not None
    skip_question(beurt.ctx, gesprek.casus_id, veld.id, door=gesprek.door)
    return replace(gesprek, stappen=(*gesprek.stappen, {veld.id: None}))


def take(
    beurt: Beurt,
    velden: Mapping[str, object],
    opening: str = "",
    *,
    vervangt: bool = False,
) -> Reactie:
    """Record answers and go on: with the next question or the same."""
    noted = note(beurt, velden, vervangt=vervangt)
    if is_stopped(beurt.ctx, noted.gesprek.casus_id):
        return show_stop(beurt.ctx, noted.gesprek)
    return go_on(replace(beurt, gesprek=noted.gesprek), noted, opening)


def go_on(beurt: Beurt, noted: Genoteerd, opening: str = "") -> Reactie:
    """Ask what comes after values were noted."""
    ctx, gesprek, problem = beurt.ctx, noted.gesprek, noted.probleem
    parts = [opening, noted.tekst, problem.melding if problem else ""]
    told = " ".join(part for part in parts if part)
    if problem is not None and problem.veld == gesprek.gevraagd_veld:
        return _missed(beurt, told)
    if noted.tegenspraak is not None:
        return ask_which(ctx, gesprek, noted.tegenspraak, opening)
    asked = gesprek.gevraagd_veld
    if gesprek.stand is GesprekStand.VRAAGT and asked and asked not in noted.velden:
        # Something else was told: the question still stands, unless it no longer
        # matters because of what was told.
        known = current_answers(ctx, gesprek.casus_id or "")
        if asked not in known:
            if noted.velden and _put_off(beurt, asked):
                told = f"{told} {beurt.zin('later')}".strip()
                veld = ctx.knowledge.velden[asked]
                after = passed(replace(beurt, gesprek=gesprek), veld)
                return ask_next(ctx, after, told)
            still = beurt.zin("nog_even") if told else ""
            told = " ".join(part for part in (told, still) if part)
            return ask(ctx, gesprek, ctx.knowledge.velden[asked], told)
    return ask_next(ctx, gesprek, told)


def _put_off(beurt: Beurt, asked: str) -> bool:
    """Tell whether a question was passed over before; one about danger stays."""
    if asked in beurt.ctx.knowledge.veiligheid.gevraagd:
        return False
    said = [r for r in read_messages(beurt.ctx, beurt.gesprek.id) if r.richting == "in"]
    before = [row.vraag for row in said[-PASSED_OVER:]]
    return before == [asked] * PASSED_OVER


def _beside_the_point(beurt: Beurt) -> Reactie:
    """Answer a question of another kind when it is on a subject that is known."""
    row = subject_of(beurt.ctx, beurt.tekst, None)
    if row is None:
        return _missed(beurt, beurt.zin("buiten_bereik"))
    return repeat(beurt.ctx, beurt.gesprek, row.voor(beurt.gesprek.rol))


def _missed(beurt: Beurt, melding: str = "") -> Reactie:
    """Follow up once with an example, then offer a way out, then move on."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    asked = gesprek.gevraagd_veld
    if asked is None or gesprek.casus_id is None:
        return repeat(ctx, gesprek, beurt.zin("onbegrepen"))
    veld = ctx.knowledge.velden[asked]
    if gesprek.mislukt >= len(MISSES):
        if asked in ctx.knowledge.veiligheid.gevraagd:
            # Nobody may be left alone with an open question about danger.
            put_call_back(beurt)
            return ask_next(ctx, passed(beurt, veld), beurt.zin("veiligheid_rust"))
        rest = beurt.zin("past_nog_niet", naam=tell_name(veld, gesprek.rol))
        return ask_next(ctx, passed(beurt, veld), rest)
    key = _key_of_miss(beurt)
    told = melding or beurt.zin(key, voorbeeld=_example(beurt, veld))
    return ask(ctx, replace(gesprek, mislukt=gesprek.mislukt + 1), veld, told)


def _key_of_miss(beurt: Beurt) -> str:
    """Return what is said at a miss: a story deserves more than ‘that does not fit’."""
    first = beurt.gesprek.mislukt == 0
    if first and len(beurt.tekst.split()) >= STORY:
        return "past_niet_verhaal"
    return MISSES[beurt.gesprek.mislukt]


def _example(beurt: Beurt, veld: Veld) -> str:
    example = beurt.ctx.knowledge.gesprek.voorbeeld(
        veld.id, veld.type.value, beurt.gesprek.rol
    )
    if example is None:
        return beurt.zin("kies_knop")
    return beurt.zin("voorbeeld", voorbeeld=example)


def _does_not_know(beurt: Beurt) -> bool:
    """Tell whether the answer is not known, rather than not wanted now."""
    ctx = beurt.ctx
    if says_unknown(ctx, beurt.tekst):
        return True
    bericht = read_message(beurt.tekst, ctx.knowledge, ctx.today())
    return bool(small("weet_niet", bericht.plat, bericht.lexicon))


def _note_unknown(beurt: Beurt, veld: Veld) -> Reactie:
    """Note that it was asked and is not known here, and say who may know it."""
    unknown = next((row.id for row in veld.waarden if row.onbekend), UNKNOWN)
    risky = veld.id in beurt.ctx.knowledge.veiligheid.gevraagd
    # A stray ‘no’ in ‘no idea’ never tells that all is safe.
    value = unknown if risky else beurt.begrepen.velden.get(veld.id, unknown)
    noted = note(beurt, {veld.id: value})
    told = beurt.zin("nog_onbekend", naam=tell_name(veld, beurt.gesprek.rol))
    if not any(one.value == beurt.gesprek.rol for one in veld.invullers):
        wie = beurt.ctx.knowledge.intake.whom_to_ask(veld)
        if wie:
            asked = beurt.zin("vraag_na", wie=wie)
            told = f"{told} {asked[:1].upper()}{asked[1:]}"
    if risky:
        return _offer_person(beurt, noted.gesprek)
    return ask_next(beurt.ctx, noted.gesprek, told)


def _offer_person(beurt: Beurt, gesprek: GesprekRij) -> Reactie:
    """Offer a person to whoever does not know whether all is safe."""
    told = f"{beurt.zin('veiligheid_weet_niet')} {short_contacts(beurt.ctx, gesprek)}"
    person = intent_button(beurt.ctx, gesprek, "mens")
    return ask_next(beurt.ctx, gesprek, told).with_buttons(person)


def _free_text(beurt: Beurt) -> dict[str, object]:
    """Take the words themselves where the asked field wants sentences."""
    asked = beurt.gesprek.gevraagd_veld
    if asked is None or beurt.begrepen.intent not in ("antwoord", "buiten_bereik"):
        return {}
    if beurt.begrepen.intent == "buiten_bereik" and _asks(beurt):
        return {}
    veld = beurt.ctx.knowledge.velden[asked]
    return {asked: beurt.tekst.strip()} if veld.type in FREE_TEXT else {}


def _asks(beurt: Beurt) -> bool:
    """Tell whether something was asked that is none of our business."""
    return beurt.begrepen.intent == "buiten_bereik" and is_question(
        beurt.tekst.strip().lower()
    )
