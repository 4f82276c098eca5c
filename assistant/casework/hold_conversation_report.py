"""A report pasted in the chat: read at once, confirmed by a person, then the gaps.

What is read stands in the record at once, unconfirmed and with its proof, so that
nothing is lost. The person confirms all of it, or goes through what is doubtful one by
one. Which answers still wait for that is read from the record: a restart loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.begrip.report import looks_like_report, read_report
from assistant.casework.confirm_answers import confirm_answers
from assistant.casework.conversation_state import Uit
from assistant.casework.hold_conversation_answers import started_case
from assistant.casework.hold_conversation_note import SEVERAL
from assistant.casework.hold_conversation_questions import ask, ask_next, repeat
from assistant.casework.hold_conversation_safety import is_stopped, show_stop
from assistant.casework.hold_conversation_turn import Reactie, intent_button, moved, say
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import Bewijs, record_answers, withdraw_answer
from assistant.casework.tell_answer import tell_answer, tell_name, tell_pair
from assistant.casework.unconfirmed import Onbevestigd, unconfirmed_readings
from knowledge.velden import VeldType
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.begrip.report import Gelezen
    from assistant.casework.conversation_state import GesprekRij
    from assistant.casework.hold_conversation_turn import Beurt

VIA = "verslag"
ALL, WALK = "verslag_alles", "verslag_na"
RIGHT, WRONG, LATER = "verslag_goed", "verslag_fout", "verslag_later"
READY = frozenset(
    {
        GesprekStand.OPEN,
        GesprekStand.VRAAGT,
        GesprekStand.SAMENVATTING,
        GesprekStand.GEPAUZEERD,
    }
)
"""In these states a long text is read as a report."""


def reads(beurt: Beurt) -> bool:
    """Tell whether a message is a pasted report."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    if gesprek.stand not in READY or not looks_like_report(beurt.tekst, ctx.knowledge):
        return False
    asked = ctx.knowledge.velden.get(gesprek.gevraagd_veld or "")
    story = asked is not None and asked.type is VeldType.text_long
    # who is asked for a story may well write sixty words: that is the answer
    longest = 2 * ctx.knowledge.verslag.verslag_vanaf_woorden
    return not story or len(beurt.tekst.split()) >= longest


def read(beurt: Beurt) -> Reactie:
    """Read a pasted report, store it unconfirmed, and read it back."""
    ctx = beurt.ctx
    if beurt.gesprek.casus_id is None:
        beurt = started_case(beurt)
    casus_id = beurt.gesprek.casus_id
    assert casus_id is not None
    found = read_report(beurt.tekst, knowledge=ctx.knowledge, peildatum=ctx.today())
    new = _new(beurt, found.velden)
    other = _tell_other(beurt, found.velden)
    if not new:
        told = f"{beurt.zin('verslag_niets')} {other}".strip()
        return ask_next(ctx, beurt.gesprek, told)
    record_answers(
        ctx,
        casus_id,
        {veld: row.waarde for veld, row in new.items()},
        rol=beurt.gesprek.rol,
        via=VIA,
        door=beurt.gesprek.door,
        bewijs={v: Bewijs(row.bewijs, row.zekerheid) for v, row in new.items()},
        bevestigd=False,
    )
    step = dict.fromkeys(new)
    gesprek = moved(beurt.gesprek, GesprekStand.VRAAGT)
    gesprek = replace(gesprek, stappen=(*gesprek.stappen, step))
    if is_stopped(ctx, casus_id):
        return show_stop(ctx, gesprek)
    return _read_back(replace(beurt, gesprek=gesprek), new, other)


def _new(beurt: Beurt, found: Mapping[str, Gelezen]) -> dict[str, Gelezen]:
    """Return what the record does not have yet, as far as this role may see it."""
    velden = beurt.ctx.knowledge.velden
    known = current_answers(beurt.ctx, beurt.gesprek.casus_id or "")
    return {
        veld: row
        for veld, row in found.items()
        if veld not in known and beurt.gesprek.rol not in velden[veld].niet_tonen_aan
    }


def _tell_other(beurt: Beurt, found: Mapping[str, Gelezen]) -> str:
    """Say where the report tells otherwise than the record; the record stays."""
    velden, rol = beurt.ctx.knowledge.velden, beurt.gesprek.rol
    known = current_answers(beurt.ctx, beurt.gesprek.casus_id or "")
    rows = [
        beurt.zin(
            "verslag_verschil",
            naam=tell_name(velden[v], rol),
            hier=tell_answer(velden[v], known[v], rol),
            daar=tell_answer(velden[v], row.waarde, rol),
        )
        for v, row in found.items()
        if v in known
        and velden[v].type not in SEVERAL
        and known[v] != row.waarde
        and rol not in velden[v].niet_tonen_aan
    ]
    return beurt.zin("verslag_anders", lijst="; ".join(rows)) if rows else ""


def _read_back(beurt: Beurt, new: Mapping[str, Gelezen], other: str) -> Reactie:
    ctx, gesprek = beurt.ctx, beurt.gesprek
    velden = ctx.knowledge.velden
    lijst = "; ".join(
        tell_pair(velden[v], row.waarde, gesprek.rol) for v, row in new.items()
    )
    key = "verslag_gelezen" if len(new) > 1 else "verslag_gelezen_een"
    told = beurt.zin(key, aantal=len(new), lijst=lijst)
    choices = (ALL, WALK)
    buttons = tuple(intent_button(ctx, gesprek, one) for one in choices)
    told = f"{told} {other}".strip()
    return say(gesprek, told, beurt.zin("verslag_klopt"), knoppen=buttons)


@dataclass(frozen=True)
class _Stap:
    """What is being checked: the readings that wait, and the one that was shown."""

    wacht: Mapping[str, Onbevestigd]
    nu: str | None


def _step(gesprek: GesprekRij, beurt: Beurt) -> _Stap:
    waiting = unconfirmed_readings(beurt.ctx, gesprek.casus_id or "")
    asked = gesprek.gevraagd_veld
    return _Stap(waiting, asked if asked in waiting else None)


def takes(beurt: Beurt) -> bool:
    """Tell whether a turn is about what was read: a button of ours, or a yes or no."""
    intent = beurt.begrepen.intent
    if intent in STEPS:
        return True
    gesprek = beurt.gesprek
    if intent not in _TYPED or beurt.begrepen.velden or gesprek.casus_id is None:
        return False
    if gesprek.stand is not GesprekStand.VRAAGT:
        return False
    step = _step(gesprek, beurt)
    return step.nu is not None or (gesprek.gevraagd_veld is None and bool(step.wacht))


def take_step(beurt: Beurt) -> Reactie:
    """Confirm all, go through it, or judge the one that was shown."""
    intent = beurt.begrepen.intent
    if beurt.gesprek.casus_id is None:
        return repeat(beurt.ctx, beurt.gesprek, beurt.zin("begin_hoe"))
    if intent in _TYPED:
        one = beurt.gesprek.gevraagd_veld is not None
        intent = _TYPED[intent] if one else _TYPED_ALL.get(intent, WALK)
    return STEPS[intent](beurt)


def _confirm_all(beurt: Beurt) -> Reactie:
    ctx, gesprek = beurt.ctx, beurt.gesprek
    waiting = _step(gesprek, beurt).wacht
    _confirm(beurt, tuple(waiting))
    told = beurt.zin("verslag_bevestigd")
    return ask_next(ctx, replace(gesprek, gevraagd_veld=None), told)


def _walk(beurt: Beurt, vooraf: str = "", na: str | None = None) -> Reactie:
    """Show the next reading that waits; the least sure first, then the questions."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    waiting = _step(gesprek, beurt).wacht
    order = sorted(waiting, key=lambda veld: waiting[veld].zekerheid)
    if na in order:
        order = order[order.index(na) + 1 :]
    if not order:
        return ask_next(ctx, replace(gesprek, gevraagd_veld=None), vooraf)
    veld = ctx.knowledge.velden[order[0]]
    row = waiting[veld.id]
    told = beurt.zin(
        "verslag_een",
        paar=tell_pair(veld, row.waarde, gesprek.rol),
        bewijs=_quoted(row.woorden),
    )
    shown = replace(gesprek, stand=GesprekStand.VRAAGT, gevraagd_veld=veld.id)
    buttons = tuple(intent_button(ctx, gesprek, i) for i in (RIGHT, WRONG, LATER))
    tekst = f"{vooraf} {told}".strip()
    return Reactie(shown, Uit((tekst,), buttons))


def _quoted(woorden: str | None) -> str:
    return " ".join((woorden or "").split()).rstrip(".")


def _right(beurt: Beurt) -> Reactie:
    now = _step(beurt.gesprek, beurt).nu
    if now is None:
        return _walk(beurt)
    _confirm(beurt, (now,))
    return _walk(beurt)


def _wrong(beurt: Beurt) -> Reactie:
    """Take a wrong reading back and ask the question itself."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    now = _step(gesprek, beurt).nu
    if now is None or gesprek.casus_id is None:
        return _walk(beurt)
    withdraw_answer(
        ctx, gesprek.casus_id, now, rol=gesprek.rol, via="chat", door=gesprek.door
    )
    veld = ctx.knowledge.velden[now]
    return ask(
        ctx, gesprek, veld, beurt.zin("verslag_weg", naam=tell_name(veld, gesprek.rol))
    )


def _later(beurt: Beurt) -> Reactie:
    return _walk(beurt, na=_step(beurt.gesprek, beurt).nu)


def _confirm(beurt: Beurt, velden: tuple[str, ...]) -> None:
    gesprek = beurt.gesprek
    assert gesprek.casus_id is not None
    confirm_answers(
        beurt.ctx, gesprek.casus_id, velden, rol=gesprek.rol, door=gesprek.door
    )


STEPS: Mapping[str, Callable[[Beurt], Reactie]] = {
    ALL: _confirm_all,
    WALK: _walk,
    RIGHT: _right,
    WRONG: _wrong,
    LATER: _later,
}
_TYPED = {"bevestig": RIGHT, "ontken": WRONG, "overslaan": LATER}
_TYPED_ALL = {"bevestig": ALL, "ontken": WALK}
