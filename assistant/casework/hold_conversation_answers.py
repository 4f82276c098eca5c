"""Read answers: store them at once, read them back, follow up when unclear."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.casework.hold_conversation_questions import ask, ask_next, repeat
from assistant.casework.hold_conversation_safety import is_stopped, show_stop
from assistant.casework.hold_conversation_turn import Beurt, Reactie, zin
from assistant.casework.next_question import skip_question
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import record_answers
from assistant.casework.start_case import start_case
from assistant.casework.tell_answer import (
    tell_answer,
    tell_change,
    tell_name,
    tell_pair,
)
from knowledge.velden import VeldType
from matching.antwoorden import AnswerError, check_answers
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.conversations import GesprekRij
    from assistant.context import Context
    from knowledge.velden import Veld

FREE_TEXT = frozenset({VeldType.text_long})
MISSES = ("past_niet", "past_weer_niet")
"""What is said at the first and the second answer that does not fit."""


def begin(beurt: Beurt) -> Reactie:
    """Start a case with everything already told, and ask the first question."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    casus_id = start_case(
        ctx, rol=gesprek.rol, door=gesprek.door, aanstelling_id=gesprek.aanstelling_id
    )
    started = replace(gesprek, casus_id=casus_id, stand=GesprekStand.VRAAGT)
    opening = zin(ctx, started, "begin", casus=casus_id)
    return _take(replace(beurt, gesprek=started), beurt.begrepen.velden, opening)


def answer(beurt: Beurt) -> Reactie:
    """Take what was told as answers; follow up when nothing was understood."""
    velden = dict(beurt.begrepen.velden) or _free_text(beurt)
    if not velden:
        return _missed(beurt)
    return _take(beurt, velden)


def correct(beurt: Beurt) -> Reactie:
    """Change what was said before, and go on where the conversation was."""
    if beurt.begrepen.velden:
        return _take(beurt, beurt.begrepen.velden)
    veld = _named_field(beurt)
    if veld is None or beurt.gesprek.casus_id is None:
        return repeat(beurt.ctx, beurt.gesprek, beurt.zin("corrigeer_wat"))
    known = current_answers(beurt.ctx, beurt.gesprek.casus_id)
    vooraf = beurt.zin("corrigeer_leeg", naam=tell_name(veld))
    if veld.id in known:
        waarde = tell_answer(veld, known[veld.id])
        vooraf = beurt.zin("corrigeer_veld", naam=tell_name(veld), waarde=waarde)
    return ask(beurt.ctx, beurt.gesprek, veld, vooraf)


def skip(beurt: Beurt) -> Reactie:
    """Skip the asked question, or note that the answer is not known."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    asked = gesprek.gevraagd_veld
    if asked is None or gesprek.casus_id is None:
        return repeat(ctx, gesprek)
    if beurt.begrepen.velden:
        return _take(beurt, beurt.begrepen.velden)
    veld = ctx.knowledge.velden[asked]
    known = current_answers(ctx, gesprek.casus_id)
    if asked in known:
        lijst = tell_pair(veld, known[asked])
        return ask_next(ctx, gesprek, beurt.zin("onveranderd", lijst=lijst))
    skip_question(ctx, gesprek.casus_id, asked, door=gesprek.door)
    return ask_next(ctx, gesprek, beurt.zin("overgeslagen", naam=tell_name(veld)))


def _take(beurt: Beurt, velden: Mapping[str, object], opening: str = "") -> Reactie:
    """Store answers one by one and go on: with the next question or the same."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    assert gesprek.casus_id is not None
    before = current_answers(ctx, gesprek.casus_id)
    stored, problem = _store(beurt, velden)
    if is_stopped(ctx, gesprek.casus_id):
        return show_stop(ctx, gesprek)
    told = " ".join(
        part for part in (opening, _read_back(beurt, before, stored)) if part
    )
    if problem is not None and problem.veld == gesprek.gevraagd_veld:
        return _missed(beurt, f"{told} {problem.melding}".strip())
    if problem is not None:
        told = f"{told} {problem.melding}".strip()
    return _go_on(ctx, gesprek, told, set(stored))


def _go_on(ctx: Context, gesprek: GesprekRij, told: str, stored: set[str]) -> Reactie:
    asked = gesprek.gevraagd_veld
    if gesprek.stand is GesprekStand.VRAAGT and asked and asked not in stored:
        # Something else was told: the question still stands, unless it no longer
        # matters because of what was told.
        known = current_answers(ctx, gesprek.casus_id or "")
        veld = ctx.knowledge.velden[asked]
        return (
            ask(ctx, gesprek, veld, told)
            if asked not in known
            else ask_next(ctx, gesprek, told)
        )
    return ask_next(ctx, gesprek, told)


def _store(
    beurt: Beurt, velden: Mapping[str, object]
) -> tuple[dict[str, object], AnswerError | None]:
    """Store every value that fits; return them and the first that does not."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    assert gesprek.casus_id is not None
    fitting: dict[str, object] = {}
    problem: AnswerError | None = None
    for veld, waarde in velden.items():
        try:
            fitting.update(check_answers({veld: waarde}, ctx.knowledge, ctx.today()))
        except AnswerError as error:
            problem = problem or error
    if fitting:
        record_answers(
            ctx,
            gesprek.casus_id,
            fitting,
            rol=gesprek.rol,
            via="chat",
            woorden=beurt.tekst,
            door=gesprek.door,
        )
    return fitting, problem


def _read_back(
    beurt: Beurt, before: Mapping[str, object], stored: Mapping[str, object]
) -> str:
    """Say in one line what was understood, changes apart from what is new.

    The answer to the question just asked comes first and needs no name.
    """
    velden = beurt.ctx.knowledge.velden
    asked = beurt.gesprek.gevraagd_veld
    new = [
        (tell_answer if v == asked else tell_pair)(velden[v], w)
        for v, w in sorted(stored.items(), key=lambda pair: pair[0] != asked)
        if v not in before
    ]
    changed = [
        tell_change(velden[v], before[v], w)
        for v, w in stored.items()
        if v in before and before[v] != w
    ]
    same = [tell_pair(velden[v], w) for v, w in stored.items() if before.get(v) == w]
    parts = []
    if new:
        parts.append(beurt.zin("genoteerd", lijst="; ".join(new)))
    if changed:
        parts.append(beurt.zin("aangepast", lijst="; ".join(changed)))
    if same and not parts:
        parts.append(beurt.zin("onveranderd", lijst="; ".join(same)))
    return " ".join(parts)


def _missed(beurt: Beurt, melding: str = "") -> Reactie:
    """Follow up once with an example, then offer a way out, then move on."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    asked = gesprek.gevraagd_veld
    if asked is None or gesprek.casus_id is None:
        return repeat(ctx, gesprek, beurt.zin("onbegrepen"))
    veld = ctx.knowledge.velden[asked]
    if gesprek.mislukt >= len(MISSES):
        skip_question(ctx, gesprek.casus_id, asked, door=gesprek.door)
        rest = beurt.zin("past_nog_niet", naam=tell_name(veld))
        return ask_next(ctx, gesprek, rest)
    key = MISSES[gesprek.mislukt]
    told = melding or beurt.zin(key, voorbeeld=_example(beurt, veld))
    return ask(ctx, replace(gesprek, mislukt=gesprek.mislukt + 1), veld, told)


def _example(beurt: Beurt, veld: Veld) -> str:
    example = beurt.ctx.knowledge.gesprek.voorbeeld(veld.id, veld.type.value)
    if example is None:
        return beurt.zin("kies_knop")
    return beurt.zin("voorbeeld", voorbeeld=example)


def _free_text(beurt: Beurt) -> dict[str, object]:
    """Take the words themselves where the asked field wants sentences."""
    asked = beurt.gesprek.gevraagd_veld
    if asked is None or beurt.begrepen.intent not in ("antwoord", "buiten_bereik"):
        return {}
    veld = beurt.ctx.knowledge.velden[asked]
    return {asked: beurt.tekst.strip()} if veld.type in FREE_TEXT else {}


def _named_field(beurt: Beurt) -> Veld | None:
    """Return the field whose name is in the text; the longest name wins."""
    tekst = beurt.tekst.casefold()
    named = [
        v for v in beurt.ctx.knowledge.velden.values() if v.naam.casefold() in tekst
    ]
    return max(named, key=lambda veld: len(veld.naam), default=None)
