"""What a message means here: after a summary, after an answer, at a safety question."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.begrepen import Begrepen
from assistant.begrip.message import read_message
from assistant.begrip.understand import understand
from assistant.begrip.values import yes_or_no
from assistant.casework.hold_conversation_words import (
    UNWILLING,
    has_phrase,
    is_unwilling,
    named_field,
    says_unknown,
)
from assistant.casework.read_answers import current_answers
from knowledge.velden import VeldType
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from assistant.casework.hold_conversation_turn import Beurt
    from knowledge.velden import Veld

AGREES = "klopt_zo"
"""A yes to the summary that was just shown, in the middle of the questions."""
NO_FIRST = re.compile(
    r"^\W*(?:nee|neen|ho|oeps|sorry)\b[\s,:]*(?:(?:toch|nee)\b\s*)?", re.IGNORECASE
)
"""How a correction of what was just said may begin."""
SHORT = 3
"""The most words of a plain yes or no."""
SURE, LIKELY = 1.0, 0.7
UNREAD = frozenset({"antwoord", "buiten_bereik", "start_intake"})
"""Intents of a message that may be an answer to another question."""


def in_context(beurt: Beurt, *, after_summary: bool) -> Begrepen:
    """Return what a typed message means at this point of the conversation.

    Parameters
    ----------
    beurt
        The message, understood by itself.
    after_summary
        Whether a summary was the last thing said, before the question.
    """
    read = beurt.begrepen
    if beurt.gesprek.stand is not GesprekStand.VRAAGT or not beurt.gesprek.casus_id:
        return read
    risky = beurt.gesprek.gevraagd_veld in beurt.ctx.knowledge.veiligheid.gevraagd
    if risky and says_unknown(beurt.ctx, beurt.tekst):
        return Begrepen("overslaan", SURE)
    if _is_unwilling_pupil(beurt):
        return Begrepen(UNWILLING, SURE)
    if after_summary and _agrees(beurt):
        return Begrepen(AGREES, SURE)
    if _bare_no(beurt) and not _plain(beurt, beurt.tekst):
        corrected = None if _about_asked(beurt) else _correction_of_last(beurt)
        if corrected is not None:
            return corrected
        read = _without_doubtful_no(beurt)
    if not read.velden and read.intent in UNREAD:
        return _lone_fact(beurt) or read
    return read


def _is_unwilling_pupil(beurt: Beurt) -> bool:
    """Tell whether a pupil does not feel like talking, and answers nothing."""
    pupil = beurt.gesprek.rol == "leerling" and not beurt.begrepen.velden
    return pupil and is_unwilling(beurt.ctx, beurt.tekst)


def _agrees(beurt: Beurt) -> bool:
    """Tell whether somebody says yes to a summary; a bare yes to danger is none."""
    said = read_message(beurt.tekst, beurt.ctx.knowledge, beurt.ctx.today())
    short = len(beurt.tekst.split()) <= SHORT
    yes = short and yes_or_no(said.plat, said.lexicon) == "ja"
    risky = beurt.gesprek.gevraagd_veld in beurt.ctx.knowledge.veiligheid.gevraagd
    return yes and ("klopt" in said.plat or not risky)


def _bare_no(beurt: Beurt) -> bool:
    """Tell whether nothing, or only a no, was read as the answer to the question."""
    asked = beurt.gesprek.gevraagd_veld or ""
    return beurt.begrepen.velden.get(asked) in (None, "nee", False)


def _plain(beurt: Beurt, tekst: str) -> bool:
    """Tell whether some words are a mere no, however it is dressed."""
    rows = beurt.ctx.knowledge.veiligheid
    return all(word in rows.kale_nee for word in _words(tekst))


def _words(tekst: str) -> list[str]:
    return re.findall(r"\w+", tekst.casefold())


def _correction_of_last(beurt: Beurt) -> Begrepen | None:
    """Return a correction of what was noted last, such as ‘nee, Papendrecht’."""
    start, steps = NO_FIRST.match(beurt.tekst), beurt.gesprek.stappen
    rest = beurt.tekst[start.end() :] if start else ""
    if not rest.strip() or not steps:
        return None
    known = current_answers(beurt.ctx, beurt.gesprek.casus_id or "")
    for veld_id in steps[-1]:
        veld = beurt.ctx.knowledge.velden[veld_id]
        if veld_id not in known or not _reads_alone(beurt, veld):
            continue
        value = _read_as(beurt, rest, veld)
        if value not in (None, known[veld_id]):
            return Begrepen("corrigeer", SURE, {veld_id: value})
    return None


def _reads_alone(beurt: Beurt, veld: Veld) -> bool:
    """Tell whether a few words can be seen to be, or not to be, a value of a field."""
    if veld.id in beurt.ctx.knowledge.veiligheid.gevraagd:
        return False
    if veld.type is VeldType.text_short:
        return veld.id in beurt.ctx.knowledge.gesprek.herkenbare_tekst
    return veld.type not in (VeldType.text_long, VeldType.multi, VeldType.table)


def _without_doubtful_no(beurt: Beurt) -> Begrepen:
    """Leave out a no to a safety question that is about something else."""
    read, asked = beurt.begrepen, beurt.gesprek.gevraagd_veld or ""
    if asked not in beurt.ctx.knowledge.veiligheid.gevraagd or asked not in read.velden:
        return read
    first = re.split(r"[,.;!?]", beurt.tekst, maxsplit=1)[0]
    if _about_asked(beurt) or _plain(beurt, first):
        return read
    rest = {veld: value for veld, value in read.velden.items() if veld != asked}
    return replace(read, velden=rest)


def _about_asked(beurt: Beurt) -> bool:
    """Tell whether a message has words of the safety question that was asked."""
    asked = beurt.gesprek.gevraagd_veld or ""
    stems = beurt.ctx.knowledge.veiligheid.gaat_over.get(asked, ())
    return any(word.startswith(stem) for word in _words(beurt.tekst) for stem in stems)


def _lone_fact(beurt: Beurt) -> Begrepen | None:
    """Return what was told about another field than the one that was asked."""
    ctx, asked = beurt.ctx, beurt.gesprek.gevraagd_veld
    hinted = [
        ctx.knowledge.velden[row.veld]
        for row in ctx.knowledge.gesprek.losse_feiten
        if has_phrase(ctx, beurt.tekst, row.woorden, alleen=row.alleen)
    ]
    named = named_field(ctx, beurt.tekst)
    for veld in (*hinted, *((named,) if named else ())):
        if veld.id == asked or not (veld in hinted or _reads_alone(beurt, veld)):
            continue
        value = _read_as(beurt, beurt.tekst, veld)
        if value is not None:
            return Begrepen("antwoord", LIKELY, {veld.id: value})
    return None


def _read_as(beurt: Beurt, tekst: str, veld: Veld) -> object | None:
    """Return the value of a field in some words, read as the answer to it."""
    ctx = beurt.ctx
    read = understand(
        tekst, vraag=veld.id, nlu=None, knowledge=ctx.knowledge, peildatum=ctx.today()
    )
    return read.velden.get(veld.id)
