"""Correct: another value, take it back, or choose between two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.casework.conversation_state import Knop
from assistant.casework.hold_conversation_questions import ask, ask_next, repeat
from assistant.casework.hold_conversation_turn import Reactie, intent_button, zin
from assistant.casework.hold_conversation_words import (
    UNDO,
    asks_to_erase,
    named_field,
)
from assistant.casework.next_question import skip_question, unskip_question
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import withdraw_answer
from assistant.casework.tell_answer import (
    tell_answer,
    tell_change,
    tell_name,
    tell_pair,
)
from assistant.casework.undo_answers import undo_answers
from assistant.casework.values import to_stored
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from assistant.casework.conversation_state import GesprekRij
    from assistant.casework.hold_conversation_note import Tegenspraak
    from assistant.casework.hold_conversation_turn import Beurt
    from assistant.casework.undo_answers import Teruggezet
    from assistant.context import Context
    from knowledge.velden import Veld


def change(beurt: Beurt) -> Reactie:
    """Handle a correction without a value: erase, or ask the named field again."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    veld = named_field(ctx, beurt.tekst)
    if gesprek.casus_id is None:
        return repeat(ctx, gesprek, beurt.zin("corrigeer_wat"))
    if asks_to_erase(ctx, beurt.tekst):
        return _erase(beurt, veld)
    if veld is None:
        reply = repeat(ctx, gesprek, beurt.zin("corrigeer_wat"))
        undo = (intent_button(ctx, gesprek, UNDO),) if gesprek.stappen else ()
        return reply.with_buttons(*undo)
    known = current_answers(ctx, gesprek.casus_id)
    vooraf = beurt.zin("corrigeer_leeg", naam=tell_name(veld, gesprek.rol))
    if veld.id in known:
        waarde = tell_answer(veld, known[veld.id], gesprek.rol)
        vooraf = beurt.zin(
            "corrigeer_veld", naam=tell_name(veld, gesprek.rol), waarde=waarde
        )
    return ask(ctx, gesprek, veld, vooraf)


def undo(beurt: Beurt) -> Reactie:
    """Undo the last thing that was noted or skipped in this conversation."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    casus_id = gesprek.casus_id
    if not gesprek.stappen or casus_id is None:
        return repeat(ctx, gesprek, beurt.zin("ongedaan_niets"))
    step = gesprek.stappen[-1]
    gesprek = replace(gesprek, stappen=gesprek.stappen[:-1])
    back = undo_answers(ctx, casus_id, step, rol=gesprek.rol, door=gesprek.door)
    for veld in step:
        unskip_question(ctx, casus_id, veld)
    told = _tell_undone(beurt, tuple(step), back)
    known = current_answers(ctx, casus_id)
    again = [veld for veld in step if veld not in known]
    if gesprek.stand is GesprekStand.SAMENVATTING and not again:
        return repeat(ctx, gesprek, told)
    if len(step) == 1 and again:
        return ask(ctx, gesprek, ctx.knowledge.velden[again[0]], told)
    return ask_next(ctx, gesprek, told)


def ask_which(
    ctx: Context, gesprek: GesprekRij, wat: Tegenspraak, vooraf: str
) -> Reactie:
    """Ask which of two values of a field is right; the last one stands until then."""
    veld = wat.veld
    first, now = (tell_answer(veld, one, gesprek.rol) for one in (wat.eerst, wat.nu))
    naam = tell_name(veld, gesprek.rol)
    told = zin(ctx, gesprek, "welke_klopt", naam=naam, eerst=first, nu=now)
    reply = ask(ctx, gesprek, veld)
    buttons = tuple(
        Knop(words, f"knop:{veld.id}:{to_stored(value)}")
        for words, value in ((now, wat.nu), (first, wat.eerst))
    )
    uit = replace(reply.uit, berichten=(f"{vooraf} {told}".strip(),), knoppen=buttons)
    return Reactie(reply.gesprek, uit)


def _erase(beurt: Beurt, veld: Veld | None) -> Reactie:
    """Take an answer away: the named one, or the one noted last."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    assert gesprek.casus_id is not None
    last = tuple(gesprek.stappen[-1]) if gesprek.stappen else ()
    if veld is None and len(last) == 1:
        veld = ctx.knowledge.velden[last[0]]
    known = current_answers(ctx, gesprek.casus_id)
    if veld is None or veld.id not in known:
        return repeat(ctx, gesprek, beurt.zin("gewist_wat"))
    withdraw_answer(
        ctx, gesprek.casus_id, veld.id, rol=gesprek.rol, via="chat", door=gesprek.door
    )
    skip_question(ctx, gesprek.casus_id, veld.id, door=gesprek.door)
    told = beurt.zin("gewist", naam=tell_name(veld, gesprek.rol))
    return ask_next(ctx, gesprek, told)


def _tell_undone(
    beurt: Beurt, step: tuple[str, ...], back: tuple[Teruggezet, ...]
) -> str:
    velden, rol = beurt.ctx.knowledge.velden, beurt.gesprek.rol
    changed = [
        tell_change(velden[one.veld], one.van, one.naar, rol)
        for one in back
        if one.naar is not None
    ]
    gone = [
        tell_pair(velden[one.veld], one.van, rol) for one in back if one.naar is None
    ]
    told = [
        beurt.zin(key, lijst="; ".join(rows))
        for key, rows in (("ongedaan", changed), ("ongedaan_leeg", gone))
        if rows
    ]
    if told:
        return " ".join(told)
    known = current_answers(beurt.ctx, beurt.gesprek.casus_id or "")
    if any(veld in known for veld in step):
        return beurt.zin("ongedaan_elders")
    naam = tell_name(velden[step[-1]], rol)
    return beurt.zin("ongedaan_overgeslagen", naam=naam)
