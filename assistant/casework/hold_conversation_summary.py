"""The summary: everything that was noted, whether it is right, and confirming it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.conversations import read_messages
from assistant.casework.hold_conversation_turn import (
    Beurt,
    Reactie,
    intent_button,
    moved,
    say,
    zin,
)
from assistant.casework.kijker import SYSTEEM, viewer_in
from assistant.casework.own_conversation import member_viewer
from assistant.casework.read_answers import answer_views
from assistant.casework.tell_answer import tell_answer
from assistant.errors import NotAllowedError
from models.gebruiker import Aanstelling
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from assistant.casework.conversation_state import BerichtView, GesprekRij
    from assistant.casework.kijker import Kijker
    from assistant.casework.next_question import Vragen
    from assistant.context import Context

MORE = "meer"
"""The button with which somebody goes on with what the advice does not need."""


def summary_lines(ctx: Context, gesprek: GesprekRij) -> list[str]:
    """Return one line per answer that this person may see."""
    if gesprek.casus_id is None:
        return []
    velden, rol = ctx.knowledge.velden, gesprek.rol
    views = answer_views(ctx, gesprek.casus_id, _reader(ctx, gesprek))
    shown = [(velden[view.veld], view.waarde) for view in views if view.veld in velden]
    return [
        f"- {veld.naam_voor(rol)}: {tell_answer(veld, waarde, rol)}"
        for veld, waarde in shown
        if rol not in veld.niet_tonen_aan
    ]


def _reader(ctx: Context, gesprek: GesprekRij) -> Kijker:
    """Return who reads along; without a role of its own the conversation is local."""
    if gesprek.gezinslid_id is not None:
        return member_viewer(ctx, gesprek.gezinslid_id)
    if gesprek.aanstelling_id is None:
        return SYSTEEM
    with ctx.store.reading() as uow:
        role = uow.session.get(Aanstelling, gesprek.aanstelling_id)
        return SYSTEEM if role is None else viewer_in(role)


def summary(ctx: Context, gesprek: GesprekRij, kop: str = "samenvatting_kop") -> str:
    """Return all answers as one message."""
    lines = summary_lines(ctx, gesprek)
    if not lines:
        return zin(ctx, gesprek, "samenvatting_leeg")
    return "\n".join([zin(ctx, gesprek, kop), *lines])


def told_summary(ctx: Context, gesprek: GesprekRij, bericht: BerichtView) -> bool:
    """Tell whether a summary was said in the turn just before a message."""
    kop = zin(ctx, gesprek, "samenvatting_kop")
    for row in reversed(read_messages(ctx, gesprek.id)):
        if row.id >= bericht.id:
            continue
        if row.richting == "in":
            return False
        if row.tekst.startswith(kop):
            return True
    return False


def show_at_end(
    ctx: Context, gesprek: GesprekRij, stand: Vragen, vooraf: str = ""
) -> Reactie:
    """Show the summary after the last question and ask whether it is right.

    Parameters
    ----------
    ctx
        The surroundings.
    gesprek
        The conversation, about a case.
    stand
        Where the questions stand: what may be added, and what others know.
    vooraf
        What is said before the summary.
    """
    after = moved(gesprek, GesprekStand.SAMENVATTING)
    offer = (intent_button(ctx, after, MORE),) if stand.rest else ()
    if gesprek.stand in (GesprekStand.SAMENVATTING, GesprekStand.KLAAR):
        # Shown before: only what changed is told again.
        return ask_if_right(ctx, after, vooraf).with_buttons(*offer)
    shown = [vooraf, summary(ctx, after, "samenvatting_klaar")]
    shown += [_for_others(ctx, after, stand), _may_be_added(ctx, after, stand)]
    reply = ask_if_right(ctx, after).with_before(*(text for text in shown if text))
    return reply.with_buttons(*offer)


def _for_others(ctx: Context, gesprek: GesprekRij, stand: Vragen) -> str:
    """Say what somebody else knows, and who."""
    lines = [
        f"- {veld.naam_voor(gesprek.rol)}: {ctx.knowledge.intake.whom_to_ask(veld)}"
        for veld in stand.voor_anderen
        if gesprek.rol not in veld.niet_tonen_aan
    ]
    if not lines:
        return ""
    return "\n".join([zin(ctx, gesprek, "voor_anderen"), *lines])


def _may_be_added(ctx: Context, gesprek: GesprekRij, stand: Vragen) -> str:
    if not stand.rest:
        return ""
    return zin(ctx, gesprek, "meer_mag", aantal=len(stand.rest))


def ask_if_right(ctx: Context, gesprek: GesprekRij, vooraf: str = "") -> Reactie:
    """Ask whether the summary is right."""
    tekst = f"{vooraf} {zin(ctx, gesprek, 'klopt_dit')}".strip()
    knoppen = tuple(intent_button(ctx, gesprek, i) for i in ("bevestig", "ontken"))
    return say(gesprek, tekst, knoppen=knoppen)


def confirm(beurt: Beurt) -> Reactie:
    """Confirm the probleemanalyse; the advice follows at once."""
    gesprek = beurt.gesprek
    assert gesprek.casus_id is not None
    try:
        confirm_analysis(beurt.ctx, gesprek.casus_id, door=gesprek.door or gesprek.rol)
    except NotAllowedError as error:
        return say(gesprek, beurt.zin("bevestigen_kan_niet", melding=str(error)))
    done = replace(moved(gesprek, GesprekStand.KLAAR), verder=False)
    told = beurt.zin("bevestigd", adres=advice_address(gesprek))
    return say(done, told, knoppen=(intent_button(beurt.ctx, done, MORE),))


def advice_address(gesprek: GesprekRij) -> str:
    """Return the address of the page with the advice."""
    return f"/casus/{gesprek.casus_id}/advies"
