"""Safety goes before every question: fixed texts, whom to call, a person on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.crisis import is_crisis
from assistant.begrip.report import looks_like_report
from assistant.casework.find import find_case
from assistant.casework.hold_conversation_turn import (
    Beurt,
    Reactie,
    intent_button,
    moved,
    say,
    zin,
)
from assistant.casework.kijker import SYSTEEM
from assistant.casework.read_answers import answer_views
from assistant.casework.stop_for_safety import TASK, stop_for_safety
from assistant.casework.tasks import create_task
from models.casus import CasusStatus
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from assistant.casework.conversation_state import GesprekRij
    from assistant.context import Context


def is_stopped(ctx: Context, casus_id: str | None) -> bool:
    """Return whether the case is stopped for safety."""
    if casus_id is None:
        return False
    with ctx.store.reading() as uow:
        return find_case(uow, casus_id).status is CasusStatus.GESTOPT


def shows_danger(ctx: Context, tekst: str, vraag: str | None) -> bool:
    """Return whether a message shows acute danger, with or without Rasa."""
    pasted = looks_like_report(tekst, ctx.knowledge)
    return is_crisis(tekst, vraag, ctx.knowledge.signalen, is_report=pasted)


def stop(beurt: Beurt) -> Reactie:
    """Stop because of what was said; puts an urgent task with a person."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    if gesprek.casus_id is None:
        tekst = beurt.zin("crisis_taak", rol=gesprek.rol)
        create_task(ctx, None, TASK, True, tekst, door=gesprek.door)
    else:
        reden = beurt.zin("crisis_reden")
        stop_for_safety(
            ctx, gesprek.casus_id, reden=reden, rol=gesprek.rol, door=gesprek.door
        )
    return show_stop(ctx, gesprek)


def show_stop(ctx: Context, gesprek: GesprekRij) -> Reactie:
    """Show the fixed safety text and whom to call now."""
    tekst = ctx.knowledge.veiligheid.tekst(gesprek.rol, gesprek.taal)
    knoppen = (intent_button(ctx, gesprek, "mens"),)
    after = moved(gesprek, GesprekStand.GESTOPT)
    return say(after, tekst, contacts(ctx, gesprek), knoppen=knoppen)


def show_stop_by_another(ctx: Context, gesprek: GesprekRij) -> Reactie:
    """Say that the questions rest, without a word of why: another told that."""
    knoppen = (intent_button(ctx, gesprek, "mens"),)
    after = moved(gesprek, GesprekStand.GESTOPT)
    told = (zin(ctx, gesprek, "gestopt_elders"), short_contacts(ctx, gesprek))
    return say(after, *told, knoppen=knoppen)


def told_danger(ctx: Context, gesprek: GesprekRij) -> bool:
    """Tell whether the person in this conversation answered that there is danger."""
    asked = ctx.knowledge.veiligheid.gevraagd
    return gesprek.casus_id is not None and any(
        view.veld in asked
        and (view.rol, view.door) == (gesprek.rol, gesprek.door)
        and view.waarde != "nee"
        for view in answer_views(ctx, gesprek.casus_id, SYSTEEM)
    )


def contacts(ctx: Context, gesprek: GesprekRij) -> str:
    """Return whom to call, one per line, each with when."""
    lines = []
    for row in ctx.knowledge.veiligheid.contacten:
        key = "contact" if row.nummer else "contact_zonder_nummer"
        texts = {"naam": row.naam, "nummer": row.nummer, "wanneer": row.wanneer}
        lines.append(f"- {zin(ctx, gesprek, key, **texts)}")
    return "\n".join(lines)


def short_contacts(ctx: Context, gesprek: GesprekRij) -> str:
    """Return the names and numbers in one line, for who saw the rest before."""
    rows = ctx.knowledge.veiligheid.contacten
    lijst = "; ".join(
        row.naam if row.kort in row.naam else f"{row.naam} {row.kort}"
        for row in rows
        if row.kort
    )
    return zin(ctx, gesprek, "contact_kort", lijst=lijst)
