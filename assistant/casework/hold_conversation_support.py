"""A person, a complaint, and manners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.conversation_state import Knop
from assistant.casework.hold_conversation_questions import repeat
from assistant.casework.hold_conversation_turn import (
    INTENT_KNOP,
    intent_button,
    say,
)
from assistant.casework.hold_conversation_words import names_person
from assistant.casework.inbox import open_tasks
from assistant.casework.kijker import SYSTEEM
from assistant.casework.tasks import create_task
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from assistant.casework.hold_conversation_turn import Beurt, Reactie

CALL_BACK, COMPLAINT = "terugbellen", "klacht"


def ask_person(beurt: Beurt) -> Reactie:
    """Put a call-back with the regisseur; asking twice makes one task."""
    bound = beurt.ctx.knowledge.gesprek.mens_zeker
    if beurt.begrepen.zekerheid < bound and not names_person(beurt.ctx, beurt.tekst):
        return _ask_first(beurt)
    new = put_call_back(beurt)
    return repeat(beurt.ctx, beurt.gesprek, beurt.zin("mens" if new else "mens_al"))


def put_call_back(beurt: Beurt) -> bool:
    """Put a call-back unless there is one; return whether it is new."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    known = gesprek.casus_id is not None and any(
        taak.soort == CALL_BACK for taak in open_tasks(ctx, SYSTEEM, gesprek.casus_id)
    )
    if known:
        return False
    tekst = beurt.zin("mens_taak", rol=gesprek.rol)
    create_task(ctx, gesprek.casus_id, CALL_BACK, False, tekst, door=gesprek.door)
    return True


def _ask_first(beurt: Beurt) -> Reactie:
    """Ask whether a person is wanted: a yes or no typed now is about that."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    texts = ctx.knowledge.gesprek
    knoppen = tuple(
        Knop(texts.knop(said, gesprek.rol, gesprek.taal), INTENT_KNOP + intent)
        for said, intent in (("ja", "mens"), ("nee", "geen_mens"))
    )
    return say(gesprek, beurt.zin("mens_vraag"), knoppen=knoppen)


def go_on_alone(beurt: Beurt) -> Reactie:
    """Go on with the question: nobody needs to call."""
    return repeat(beurt.ctx, beurt.gesprek)


def offer_rest(beurt: Beurt) -> Reactie:
    """Offer a pause, skipping or a person to who does not feel like talking."""
    reply = repeat(beurt.ctx, beurt.gesprek, beurt.zin("geen_zin"))
    ways = ("pauze", "overslaan", "mens")
    return reply.with_buttons(
        *(intent_button(beurt.ctx, beurt.gesprek, way) for way in ways)
    )


def take_complaint(beurt: Beurt) -> Reactie:
    """Pass a complaint on, in the person's own words."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    tekst = beurt.zin("klacht_taak", rol=gesprek.rol, tekst=beurt.tekst)
    create_task(ctx, gesprek.casus_id, COMPLAINT, False, tekst, door=gesprek.door)
    return repeat(ctx, gesprek, beurt.zin("klacht"))


def greet(beurt: Beurt) -> Reactie:
    """Greet back; before the intake also say how to begin."""
    texts = [beurt.zin("groet")]
    if beurt.gesprek.stand is GesprekStand.OPEN:
        texts.append(beurt.zin("begin_hoe"))
    return repeat(beurt.ctx, beurt.gesprek, *texts)


def thank(beurt: Beurt) -> Reactie:
    """Take thanks."""
    return repeat(beurt.ctx, beurt.gesprek, beurt.zin("bedankt"))
