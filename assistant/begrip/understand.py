"""Understand one Dutch message, with the asked field in mind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.answers import Antwoord, read_answer
from assistant.begrip.begrepen import Begrepen, Nlu
from assistant.begrip.choices import says_none
from assistant.begrip.correction import (
    bare_value,
    corrected_fields,
    is_correction,
    without_old,
)
from assistant.begrip.crisis import is_crisis
from assistant.begrip.facts import volunteered
from assistant.begrip.intent import Aanwijzingen, decide_intent
from assistant.begrip.message import Bericht, read_message
from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import Treffer, find
from assistant.begrip.questions import is_question
from assistant.begrip.terms import find_term, term_spoken_of
from assistant.begrip.text import sentences
from assistant.begrip.values import asked_hits, options, small, yes_or_no
from knowledge.velden import VeldType
from matching.antwoorden import AnswerError, check_answer

if TYPE_CHECKING:
    from datetime import date

    from knowledge.load import Knowledge
    from knowledge.velden import Veld

__all__ = ["Begrepen", "Nlu", "understand"]

_ASKED = Pattern("begrijpen", "gevraagd")
_TELEGRAM = 10
"""Words up to which a message with a clear fact for another field is about that."""
_ECHO = Pattern("begrijpen", "herhaling")
"""A question that repeats ours, with its answer (‘een plan? nee’)."""
NO_ANSWER = frozenset(
    [
        "overslaan",
        "terug",
        "pauze",
        "vraag_begrip",
        "waarom_vraag",
        "help",
        "samenvatting",
        "voortgang",
        "groet",
        "bedankt",
        "afscheid",
        "taal",
        "buiten_bereik",
        "mens",
        "klacht",
    ]
)
"""Intents under which the text is not taken as the answer to the asked field."""


def understand(
    tekst: str,
    *,
    vraag: str | None,
    nlu: Nlu | None,
    knowledge: Knowledge,
    peildatum: date,
) -> Begrepen:
    """Understand a message.

    Parameters
    ----------
    tekst
        The message as typed.
    vraag
        Id of the field that was asked, or None.
    nlu
        Rasa's parse, or None when Rasa is not available: then the rules decide alone.
    knowledge
        The loaded knowledge rows.
    peildatum
        Day from which durations count back.

    Returns
    -------
    Begrepen
        Intent, certainty, fields and term.
    """
    if not any(c.isalnum() for c in tekst) and "?" not in tekst:
        return Begrepen("buiten_bereik", 1.0)
    bericht = read_message(tekst, knowledge, peildatum)
    veld = knowledge.velden.get(vraag) if vraag else None
    correctie = is_correction(bericht)
    antwoord, feiten = _read(bericht, veld, correctie)
    if is_crisis(tekst, vraag, knowledge.signalen, nlu):
        return Begrepen(
            "crisis", 1.0, _with_answer(feiten, veld, antwoord, crisis=True)
        )
    begrip = find_term(bericht.plat, bericht.lexicon, veld)
    wat = Aanwijzingen(
        vraag, antwoord, len(feiten), begrip, correctie, _asks(bericht, veld)
    )
    intent, zekerheid = decide_intent(bericht, nlu, wat)
    if intent == "vraag_begrip":
        begrip = begrip or term_spoken_of(bericht.plat, bericht.lexicon)
    velden = dict(feiten)
    if intent not in NO_ANSWER and not (wat.vragend and intent != "antwoord"):
        velden = _with_answer(feiten, veld, antwoord, crisis=False)
    elif veld and veld.id not in velden:
        velden = _with_answer(
            feiten, veld, _beside_question(veld, bericht), crisis=True
        )
    if intent == "corrigeer" and vraag and vraag not in feiten and len(velden) > 1:
        velden.pop(vraag, None)
    return Begrepen(
        intent, zekerheid, velden, begrip if intent == "vraag_begrip" else None
    )


def _read(
    bericht: Bericht, veld: Veld | None, correctie: bool
) -> tuple[Antwoord, dict[str, object]]:
    """Return the answer to the asked field, and the other facts that are told."""
    knowledge, peildatum = bericht.knowledge, bericht.kalender.peildatum
    vraag = veld.id if veld else None
    gelezen = without_old(bericht) if correctie else bericht
    antwoord = read_answer(veld, gelezen) if veld else Antwoord(None, 0.0)
    feiten = volunteered(gelezen, vraag, _taken(gelezen, vraag, antwoord))
    feiten = _checked(feiten, knowledge, peildatum)
    antwoord = _checked_answer(veld, antwoord, peildatum)
    if veld and feiten and _far_fetched(veld, gelezen):
        antwoord = Antwoord(None, 0.0)
    if not correctie:
        return antwoord, feiten
    named = _checked(corrected_fields(gelezen), knowledge, peildatum)
    if named.keys() <= feiten.keys():
        named = feiten
    if not named:
        named = _checked(bare_value(gelezen, vraag), knowledge, peildatum)
    return (Antwoord(None, 0.0) if vraag not in named and named else antwoord), named


def _far_fetched(veld: Veld, bericht: Bericht) -> bool:
    """Tell whether a choice was only read loosely: beside a clear fact that is none."""
    plat, lexicon = bericht.plat, bericht.lexicon
    return (
        veld.type is VeldType.multi
        and len(plat.split()) <= _TELEGRAM
        and bool(lexicon.los[veld.id])
        and not asked_hits(veld, plat, lexicon)
        and not options(plat, veld)
        and not says_none(bericht)
        and yes_or_no(plat, lexicon) is None
    )


def _beside_question(veld: Veld, bericht: Bericht) -> Antwoord:
    """Return the answer that stands beside a question (‘13, wat is een tlv?’)."""
    rest = _ASKED.sub("", bericht.plat).strip(" .,")
    nothing = Antwoord(None, 0.0)
    if not rest or len(rest) >= len(bericht.plat.strip(" .,")):
        return nothing
    if veld.type in (VeldType.text_long, VeldType.text_short):
        return nothing
    antwoord = read_answer(veld, replace(bericht, plat=rest))
    return _checked_answer(veld, antwoord, bericht.kalender.peildatum)


def _asks(bericht: Bericht, veld: Veld | None) -> bool:
    """Tell whether the message as a whole asks something."""
    parts = sentences(bericht.plat)
    if "?" not in bericht.plat and small(
        "wil_niet_zeggen", bericht.plat, bericht.lexicon
    ):
        return False
    if (
        veld
        and veld.type is VeldType.text_long
        and not bericht.plat.rstrip().endswith("?")
    ):
        return len(parts) == 1 and is_question(parts[0]) and len(parts[0].split()) <= 12
    if _ECHO.search(bericht.plat):
        return False
    return any(is_question(part) for part in parts[-1:]) or (
        len(parts) > 1 and parts[0].endswith("?")
    )


def _taken(bericht: Bericht, vraag: str | None, antwoord: Antwoord) -> list[Treffer]:
    if vraag is None or antwoord.waarde is None:
        return []
    return find(bericht.lexicon.antwoorden[vraag], bericht.plat)


def _with_answer(
    feiten: dict[str, object], veld: Veld | None, antwoord: Antwoord, *, crisis: bool
) -> dict[str, object]:
    if veld is None or antwoord.waarde is None:
        return dict(feiten)
    if crisis and veld.type is VeldType.text_long:
        return dict(feiten)
    return {**feiten, veld.id: antwoord.waarde}


def _checked_answer(veld: Veld | None, antwoord: Antwoord, peildatum: date) -> Antwoord:
    if veld is None or antwoord.waarde is None:
        return antwoord
    try:
        value = check_answer(veld, antwoord.waarde, peildatum)
    except AnswerError:
        return Antwoord(None, 0.0)
    return Antwoord(value, antwoord.kracht)


def _checked(
    velden: dict[str, object], knowledge: Knowledge, peildatum: date
) -> dict[str, object]:
    """Return the values that pass the check of their field; others are dropped."""
    good: dict[str, object] = {}
    for veld_id, value in velden.items():
        try:
            checked = check_answer(knowledge.velden[veld_id], value, peildatum)
        except AnswerError:
            continue
        if checked is not None:
            good[veld_id] = checked
    return good
