"""A person, a complaint, and manners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.hold_conversation_questions import repeat
from assistant.casework.inbox import open_tasks
from assistant.casework.kijker import SYSTEEM
from assistant.casework.tasks import create_task
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from assistant.casework.hold_conversation_turn import Beurt, Reactie

CALL_BACK, COMPLAINT = "terugbellen", "klacht"


def ask_person(beurt: Beurt) -> Reactie:
    """Put a call-back with the regisseur; asking twice makes one task."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    known = gesprek.casus_id is not None and any(
        taak.soort == CALL_BACK for taak in open_tasks(ctx, SYSTEEM, gesprek.casus_id)
    )
    if known:
        return repeat(ctx, gesprek, beurt.zin("mens_al"))
    tekst = beurt.zin("mens_taak", rol=gesprek.rol)
    create_task(ctx, gesprek.casus_id, CALL_BACK, False, tekst, door=gesprek.door)
    return repeat(ctx, gesprek, beurt.zin("mens"))


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
