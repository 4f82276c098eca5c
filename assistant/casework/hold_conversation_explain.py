"""Explain: a term, why a question is asked, how this works, how far we are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.hold_conversation_questions import repeat
from assistant.casework.hold_conversation_summary import summary
from assistant.casework.next_question import expected_questions, questions_left
from assistant.casework.read_answers import current_answers

if TYPE_CHECKING:
    from assistant.casework.hold_conversation_turn import Beurt, Reactie


def explain_term(beurt: Beurt) -> Reactie:
    """Explain a term of the field and go back to the question."""
    begrip = beurt.ctx.knowledge.begrippen.get(beurt.begrepen.begrip or "")
    if begrip is None:
        return repeat(beurt.ctx, beurt.gesprek, beurt.zin("begrip_onbekend"))
    tekst = beurt.zin("begrip", term=begrip.term, uitleg=begrip.uitleg)
    return repeat(beurt.ctx, beurt.gesprek, tekst)


def explain_why(beurt: Beurt) -> Reactie:
    """Say why the present question is asked."""
    asked = beurt.gesprek.gevraagd_veld
    tekst = beurt.zin("waarom_geen_vraag")
    if asked is not None:
        waarom = beurt.ctx.knowledge.velden[asked].waarom_voor(beurt.gesprek.rol)
        tekst = beurt.zin("waarom", waarom=waarom)
    return repeat(beurt.ctx, beurt.gesprek, tekst)


def explain_help(beurt: Beurt) -> Reactie:
    """Say how the conversation works; with a question, explain that one too."""
    asked = beurt.gesprek.gevraagd_veld
    parts = [beurt.zin("help")]
    uitleg = beurt.ctx.knowledge.velden[asked].uitleg if asked else None
    if uitleg:
        parts.append(beurt.zin("vraag_anders", uitleg=uitleg))
    return repeat(beurt.ctx, beurt.gesprek, *parts)


def tell_summary(beurt: Beurt) -> Reactie:
    """Show what has been noted so far."""
    tekst = summary(beurt.ctx, beurt.gesprek)
    return repeat(beurt.ctx, beurt.gesprek, tekst)


def agree(beurt: Beurt) -> Reactie:
    """Take a yes to the summary, and go back to the question."""
    return repeat(beurt.ctx, beurt.gesprek, beurt.zin("samenvatting_goed"))


def tell_progress(beurt: Beurt) -> Reactie:
    """Say how many questions are left."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    if gesprek.casus_id is None:
        total = expected_questions(ctx, gesprek.rol)
        return repeat(ctx, gesprek, beurt.zin("voortgang_begin", aantal=total))
    left = questions_left(ctx, gesprek.casus_id, gesprek.rol, verder=gesprek.verder)
    if left == 0:
        return repeat(ctx, gesprek, beurt.zin("voortgang_klaar"))
    done = len(current_answers(ctx, gesprek.casus_id))
    return repeat(ctx, gesprek, beurt.zin("voortgang", gedaan=done, aantal=left))
