"""One sentence of a report: what it says of which fields, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.answers import read_answer
from assistant.begrip.facts import is_question, volunteered
from assistant.begrip.phrases import find, longest
from assistant.begrip.report_facts import report_facts
from assistant.begrip.report_frames import framed
from assistant.begrip.report_merge import BESIDE, FORM, WORDS, Vondst
from assistant.begrip.report_words import report_words
from assistant.begrip.values import best_hit
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from assistant.begrip.message import Bericht
    from assistant.begrip.phrases import Treffer
    from assistant.begrip.report_frames import Uitspraak
    from assistant.begrip.report_text import Zin
    from assistant.begrip.report_words import Woordenlijst

_TEXTS = (VeldType.text_long, VeldType.text_short)
_LONGEST_ANSWER = 25
"""Words: what is longer behind a label is running text, not an answer."""
_LONGEST_ITEM = 12
"""Words: what is longer under a heading is running text, not an item of a list."""
_NOTHING = re.compile(
    r"^\W*(?:onbekend|n ?\.? ?v ?\.? ?t ?\.?|\?+|-+|nog invullen|\.\.\.)?\W*$"
)


def read_sentence(zin: Zin, bericht: Bericht) -> list[Vondst]:
    """Return what one sentence says.

    Parameters
    ----------
    zin
        The sentence with the label or heading it stands under.
    bericht
        Its text made plain, with all that is needed to read it.
    """
    woorden = report_words(bericht.knowledge)
    found = _form(zin, bericht, woorden)
    if is_question(bericht.plat):
        return found
    answered = {row.veld for row in found}
    said = framed(_masked(bericht.plat, woorden), woorden)
    for veld_id, value, sure in _running(bericht, said, woorden):
        if veld_id not in answered:
            found.append(Vondst(veld_id, value, zin.ruw, sure))
    return found


def _masked(plat: str, woorden: Woordenlijst) -> str:
    for patroon, _ in woorden.maskers:
        if patroon.may_be_in(plat):
            plat = patroon.regex.sub(" ", plat)
    return " ".join(plat.split())


def _form(zin: Zin, bericht: Bericht, woorden: Woordenlijst) -> list[Vondst]:
    """Read a line of a form as the answer to the fields its label names."""
    name, longest_answer = (
        (zin.label, _LONGEST_ANSWER) if zin.label else (zin.kop, _LONGEST_ITEM)
    )
    if name is None or _NOTHING.match(zin.tekst):
        return []
    words = len(bericht.plat.split())
    found = []
    for veld_id in woorden.labels.get(name, ()):
        veld = bericht.knowledge.velden[veld_id]
        if veld.type not in _TEXTS and words > longest_answer:
            continue
        value = read_answer(veld, bericht).waarde
        if value is not None:
            found.append(Vondst(veld_id, value, zin.ruw, FORM))
    return found


def _running(
    bericht: Bericht, said: list[Uitspraak], woorden: Woordenlijst
) -> list[tuple[str, object, float]]:
    """Read running text; clauses with the same frame are read together."""
    regels = bericht.knowledge.verslag
    found: dict[str, tuple[object, float]] = {}
    whole = " , ".join(row.tekst for row in said)
    one_frame = len({replace(row, tekst="") for row in said}) <= 1
    parts = [(said, bericht.plat if one_frame else whole)]
    if not one_frame:
        parts = [(rows, " , ".join(row.tekst for row in rows)) for rows in _alike(said)]
    for rows, plat in parts:
        part = replace(bericht, plat=plat if not one_frame else _masked(plat, woorden))
        for veld_id, value, sure in _readings(part, woorden):
            if all(row.may_fill(veld_id, regels) for row in rows):
                _add(found, veld_id, value, sure)
    return [(veld_id, *read) for veld_id, read in found.items()]


def _alike(said: list[Uitspraak]) -> list[list[Uitspraak]]:
    """Group the clauses that speak of the same person and time, in order."""
    groups: dict[Uitspraak, list[Uitspraak]] = {}
    for row in said:
        groups.setdefault(replace(row, tekst=""), []).append(row)
    return list(groups.values())


def _add(
    found: dict[str, tuple[object, float]], veld_id: str, value: object, sure: float
) -> None:
    before = found.get(veld_id)
    if before is None:
        found[veld_id] = (value, sure)
    elif isinstance(before[0], list) and isinstance(value, list):
        union = [*before[0], *(v for v in value if v not in before[0])]
        found[veld_id] = (union, max(before[1], sure))
    elif sure > before[1]:
        found[veld_id] = (value, sure)


def _readings(part: Bericht, woorden: Woordenlijst) -> list[tuple[str, object, float]]:
    """Return what one stretch of text says, by every way of reading."""
    found: list[tuple[str, object, float]] = []
    figures = report_facts(part.plat, part.kalender)
    found += [(veld_id, value, WORDS) for veld_id, value in figures.items()]
    found += [
        (veld_id, value, WORDS)
        for veld_id, value in volunteered(part, None, []).items()
    ]
    found += _by_phrases(part, woorden)
    found += _beside_topics(part, woorden)
    return found


def _by_phrases(
    part: Bericht, woorden: Woordenlijst
) -> list[tuple[str, object, float]]:
    topics = {name for _, name in woorden.onderwerpen}
    found: list[tuple[str, object, float]] = []
    for veld_id, patronen in woorden.waarden.items():
        if veld_id in topics:
            continue
        hits = _stated(longest(find(patronen, part.plat)), part)
        if not hits:
            continue
        if part.knowledge.velden[veld_id].type is VeldType.multi:
            found.append((veld_id, sorted({h.naam for h in hits}), WORDS))
        else:
            found.append((veld_id, best_hit(hits).naam, WORDS))
    return found


def _stated(hits: list[Treffer], part: Bericht) -> list[Treffer]:
    negated = part.lexicon.ontkenning.negated
    return [h for h in hits if h.ontkent or not negated(part.plat, h.begin, h.eind)]


def _beside_topics(
    part: Bericht, woorden: Woordenlijst
) -> list[tuple[str, object, float]]:
    """Read the value that stands in the same clause as the name of a field."""
    found: list[tuple[str, object, float]] = []
    for clause in re.split(r" [,.;:] | maar ", part.plat):
        for topic in dict.fromkeys(h.naam for h in find(woorden.onderwerpen, clause)):
            here = replace(part, plat=clause)
            hits = _stated(longest(find(woorden.waarden[topic], clause)), here)
            if hits:
                found.append((topic, best_hit(hits).naam, BESIDE))
    return found
