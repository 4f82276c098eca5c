"""Note: record what was told in the chat, and say in one line what was understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.hold_conversation_words import named_field
from assistant.casework.read_answers import Staand, standing_answers
from assistant.casework.record_answers import record_answers
from assistant.casework.tell_answer import (
    tell_answer,
    tell_change,
    tell_name,
    tell_pair,
)
from knowledge.kalenderwoorden import MAANDEN
from knowledge.velden import VeldType
from matching.antwoorden import AnswerError, check_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.conversation_state import GesprekRij
    from assistant.casework.hold_conversation_turn import Beurt
    from knowledge.velden import Veld

SEVERAL = frozenset({VeldType.multi, VeldType.table})
"""Types of which a volunteered value is one more, not another."""
BARE = frozenset({"ja", "nee"})
"""Answers that say nothing without the question."""
SHORT_ANSWER = 3
"""The most words of a plain yes or no, such as ‘nee hoor’ or ‘ja klopt wel’."""


@dataclass(frozen=True)
class Genoteerd:
    """What became of the values in one message.

    Parameters
    ----------
    gesprek
        The conversation, with the step that can be undone.
    tekst
        What was understood, in one line; empty when there was nothing to say.
    velden
        Every value that stands in the record now.
    tegenspraak
        A field told otherwise before, without a word of correction; or None.
    probleem
        The first value that does not fit, or None.
    """

    gesprek: GesprekRij
    tekst: str
    velden: Mapping[str, object]
    tegenspraak: Tegenspraak | None = None
    probleem: AnswerError | None = None


@dataclass(frozen=True)
class Tegenspraak:
    """A field with what was said before and what was said now."""

    veld: Veld
    eerst: object
    nu: object


def note(
    beurt: Beurt, velden: Mapping[str, object], *, vervangt: bool = False
) -> Genoteerd:
    """Record every value that fits, and say what was understood.

    Parameters
    ----------
    beurt
        The message, in a conversation about a case.
    velden
        Values per field.
    vervangt
        Whether the values replace what stood there; otherwise a volunteered value
        is added to a list, and never wipes out what is known.
    """
    ctx, gesprek = beurt.ctx, beurt.gesprek
    assert gesprek.casus_id is not None
    before = standing_answers(ctx, gesprek.casus_id)
    asked = None if vervangt else gesprek.gevraagd_veld
    fitting, problem = _fitting(beurt, velden)
    if not vervangt:
        fitting = _beside_known(beurt, fitting, before, asked)
    new = {v: w for v, w in fitting.items() if not _same(before.get(v), w)}
    if new:
        record_answers(
            ctx,
            gesprek.casus_id,
            new,
            rol=gesprek.rol,
            via="chat",
            woorden=beurt.tekst,
            door=gesprek.door,
        )
        step = {veld: before[veld].id if veld in before else None for veld in new}
        gesprek = replace(gesprek, stappen=(*gesprek.stappen, step))
    return Genoteerd(
        gesprek,
        _read_back(beurt, before, fitting),
        fitting,
        None if vervangt else _contradiction(beurt, before, new),
        problem,
    )


def _fitting(
    beurt: Beurt, velden: Mapping[str, object]
) -> tuple[dict[str, object], AnswerError | None]:
    """Return every value that fits its field, and the first that does not."""
    ctx = beurt.ctx
    fitting: dict[str, object] = {}
    problem: AnswerError | None = None
    for veld, waarde in velden.items():
        try:
            fitting.update(check_answers({veld: waarde}, ctx.knowledge, ctx.today()))
        except AnswerError as error:
            problem = problem or error
    return {v: w for v, w in fitting.items() if w is not None}, problem


def _beside_known(
    beurt: Beurt,
    fitting: Mapping[str, object],
    before: Mapping[str, Staand],
    asked: str | None,
) -> dict[str, object]:
    """Return the values as they stand beside what is known already."""
    velden = beurt.ctx.knowledge.velden
    result: dict[str, object] = {}
    for veld_id, waarde in fitting.items():
        known = before.get(veld_id)
        if known is None or veld_id == asked:
            result[veld_id] = waarde
            continue
        veld = velden[veld_id]
        if not _says_something(veld, waarde) and _says_something(veld, known.waarde):
            continue
        result[veld_id] = _joined(veld, known.waarde, waarde, beurt)
    return result


def _joined(veld: Veld, known: object, told: object, beurt: Beurt) -> object:
    """Return a list with one more in it, or the value that is more exact."""
    if veld.type in SEVERAL and isinstance(known, list) and isinstance(told, list):
        kept = known if _says_something(veld, known) else []
        return [*kept, *(one for one in told if one not in kept)]
    if isinstance(known, date) and isinstance(told, date):
        # ‘six weeks’ told in passing is not more exact than a day told before.
        bound = beurt.ctx.knowledge.gesprek.zelfde_datum_dagen
        near = abs((known - told).days) <= bound
        return known if near and not _names_day(beurt.tekst, told) else told
    return told


def _names_day(tekst: str, day: date) -> bool:
    """Tell whether a text names a day itself: ‘2 nov’ or ‘2-11’, not ‘six weeks’."""
    month = rf"(?:{MAANDEN[day.month - 1][:3]}|0?{day.month}\b)"
    return bool(re.search(rf"\b0?{day.day}[\s./-]+{month}", tekst.casefold()))


def _says_something(veld: Veld, waarde: object) -> bool:
    """Tell whether a value is more than ‘none’ or ‘not known’."""
    ids = waarde if isinstance(waarde, list) else [waarde]
    rows = [veld.waarde(one) for one in ids if isinstance(one, str)]
    empty = [row for row in rows if row is not None and (row.onbekend or row.leeg)]
    return bool(ids) and len(empty) < len(ids) and waarde != "onbekend"


def _same(known: Staand | None, waarde: object) -> bool:
    return known is not None and known.bevestigd and known.waarde == waarde


def _contradiction(
    beurt: Beurt, before: Mapping[str, Staand], new: Mapping[str, object]
) -> Tegenspraak | None:
    """Return the first field of which something else was known for sure."""
    gesprek, velden = beurt.gesprek, beurt.ctx.knowledge.velden
    for veld_id, waarde in new.items():
        known, veld = before.get(veld_id), velden[veld_id]
        if known is None or veld_id == gesprek.gevraagd_veld or veld.type in SEVERAL:
            continue
        seen = gesprek.rol not in veld.niet_tonen_aan
        if named_field(beurt.ctx, beurt.tekst) == veld:
            continue  # Whoever names the field means to change it.
        if seen and _says_something(veld, known.waarde) and known.waarde != waarde:
            return Tegenspraak(veld, known.waarde, waarde)
    return None


def _read_back(
    beurt: Beurt, before: Mapping[str, Staand], stands: Mapping[str, object]
) -> str:
    """Say in one line what was understood, changes apart from what is new.

    The answer to the question just asked comes first and needs no name, unless it is
    a mere yes or no among others. Nobody reads back what is not for this role.
    """
    velden, rol = beurt.ctx.knowledge.velden, beurt.gesprek.rol
    shown = {v: w for v, w in stands.items() if rol not in velden[v].niet_tonen_aan}
    if _needs_no_words(beurt, before, stands, shown):
        return beurt.zin("genoteerd_kort")
    added = {v: _added(before[v].waarde, w) for v, w in shown.items() if v in before}
    new = _told_new(beurt, {v: w for v, w in shown.items() if v not in before})
    new += [_told_added(beurt, velden[v], w) for v, w in added.items() if w]
    changed = [
        tell_change(velden[v], before[v].waarde, w, rol)
        for v, w in shown.items()
        if v in before and before[v].waarde != w and not added[v]
    ]
    same = [tell_pair(velden[v], w, rol) for v, w in shown.items() if v in before]
    if new or changed:
        parts = [("genoteerd", new), ("aangepast", changed)]
    else:
        parts = [("onveranderd", same)]
    told = (beurt.zin(key, lijst="; ".join(rows)) for key, rows in parts if rows)
    return " ".join(told)


def _told_new(beurt: Beurt, new: Mapping[str, object]) -> list[str]:
    velden, asked = beurt.ctx.knowledge.velden, beurt.gesprek.gevraagd_veld
    rol, rows = beurt.gesprek.rol, []
    for veld, waarde in sorted(new.items(), key=lambda pair: pair[0] != asked):
        told = tell_answer(velden[veld], waarde, rol)
        nameless = veld == asked and told not in BARE
        rows.append(told if nameless else tell_pair(velden[veld], waarde, rol))
    return rows


def _told_added(beurt: Beurt, veld: Veld, added: list[object]) -> str:
    rol = beurt.gesprek.rol
    told = tell_answer(veld, added, rol)
    return beurt.zin("erbij", naam=tell_name(veld, rol), waarde=told)


def _added(known: object, stands: object) -> list[object]:
    """Return what was added to a list of which nothing was taken away."""
    if not isinstance(known, list) or not isinstance(stands, list):
        return []
    kept = known and all(one in stands for one in known)
    return [one for one in stands if one not in known] if kept else []


def _needs_no_words(
    beurt: Beurt,
    before: Mapping[str, Staand],
    stands: Mapping[str, object],
    shown: Mapping[str, object],
) -> bool:
    """Tell whether a word of thanks is enough: the answer was given as it is noted."""
    asked, text = beurt.gesprek.gevraagd_veld, beurt.tekst.strip(" .!").casefold()
    if asked is None or set(stands) != {asked}:
        return False
    if asked in before and before[asked].waarde != stands[asked]:
        return False
    velden, rol = beurt.ctx.knowledge.velden, beurt.gesprek.rol
    told = [tell_answer(velden[v], w, rol).casefold() for v, w in shown.items()]
    short = len(text.split()) <= SHORT_ANSWER
    return not told or told == [text] or (short and told[0] in BARE)
