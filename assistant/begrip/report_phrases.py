"""Values in the words of the report rows, and values that are denied."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.clauses import clauses
from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import find, longest
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.begrip.message import Bericht
    from assistant.begrip.phrases import Treffer
    from assistant.begrip.report_words import Woordenlijst

_CHILD = "kind_belemmerend"
_YEAR = re.compile(r"\b20\d\d\b")
_FRESH_YEARS = 2
"""Years that a paper counts as fresh; own choice, as long as most schools ask."""
_ANSWERED_NO = Pattern("verslag_ontkenning", "antwoord_nee")
"""‘Agressie: nee’, in which the colon is already gone."""
_DENIED_AFTER = Pattern("verslag_ontkenning", "erna")
_ENDS_DENIED = re.compile(r" niet(?: meer)?[ .!]*$")
_BURNT_OUT = Pattern("verslag_ontkenning", "overspannen")
_ANY = Pattern("verslag_ontkenning", "alles")


def said_by_phrases(part: Bericht, woorden: Woordenlijst) -> dict[str, object]:
    """Return the values that phrases stand for by themselves.

    Parameters
    ----------
    part
        A stretch of a sentence.
    woorden
        The compiled rows.
    """
    topics = {name for _, name in woorden.onderwerpen}
    bare = replace(part, plat=part.plat.replace(" , ", " "))
    found: dict[str, object] = {}
    for veld_id, patronen in woorden.waarden.items():
        if veld_id in topics:
            continue
        veld = part.knowledge.velden[veld_id]
        hits = find(patronen, part.plat)
        if not hits and veld.type is VeldType.single:
            # a comma may stand in a turn: ‘agressief, meerdere keren per week’
            hits = find(patronen, bare.plat)
            chosen = _last(longest(hits), bare)
            if chosen:
                found[veld_id] = chosen
            continue
        if not hits:
            continue
        if veld.type is VeldType.multi:
            names = {hit.naam for hit in hits if not _denied(hit, part)}
            if names:
                order = [w.id for w in veld.waarden]
                found[veld_id] = sorted(names, key=order.index)
        else:
            chosen = _last(longest(hits), part)
            if chosen:
                found[veld_id] = chosen
    return found


def said_beside(
    part: Bericht, woorden: Woordenlijst, *, onder: str = ""
) -> dict[str, object]:
    """Return the values that stand in the same clause as the name of their field.

    Parameters
    ----------
    part
        A stretch of a sentence.
    woorden
        The compiled rows.
    onder
        The label that the stretch stands behind; each clause is read with it.
    """
    found: dict[str, object] = {}
    topics: list[str] = [h.naam for h in find(woorden.onderwerpen, onder)]
    for clause in clauses(part.plat):
        # a clause without a name goes on about what the one before it named
        topics = [h.naam for h in find(woorden.onderwerpen, clause)] or topics
        for topic in dict.fromkeys(topics):
            hits = longest(find(woorden.waarden[topic], clause))
            chosen = _last(hits, replace(part, plat=clause)) or _dated(
                topic, clause, part
            )
            if chosen:
                found.setdefault(topic, chosen)
    return found


def _dated(topic: str, clause: str, part: Bericht) -> str | None:
    """Judge a paper by the year that stands with it: ‘intelligentieonderzoek 2021’."""
    year = _YEAR.search(clause)
    if not topic.startswith("dossier_") or year is None:
        return None
    fresh = part.kalender.peildatum.year - int(year[0]) <= _FRESH_YEARS
    return "ja_actueel" if fresh else "ja_verouderd"


def denied_values(part: Bericht, woorden: Woordenlijst) -> Iterator[tuple[str, object]]:
    """Yield the values of lists that the text says are not so."""
    for veld_id, patronen in woorden.waarden.items():
        if part.knowledge.velden[veld_id].type is not VeldType.multi:
            continue
        names = {h.naam for h in find(patronen, part.plat) if _denied(h, part)}
        if names:
            yield veld_id, sorted(names)


def parents_factors(part: Bericht, woorden: Woordenlijst) -> list[str]:
    """Return what a clause about a parent makes of it for the home."""
    rows = part.knowledge.verslag.van_ouder
    names = {
        rows[hit.naam]
        for hit in find(woorden.waarden[_CHILD], part.plat)
        if hit.naam in rows and not _denied(hit, part)
    }
    if _BURNT_OUT.search(part.plat):
        names.add(rows["somberheid"])
    return sorted(names)


def diagnosis_named(tekst: str, part: Bericht, woorden: Woordenlijst) -> str | None:
    """Return what stands behind ‘diagnose:’ when it names one."""
    hits = [h for h in find(woorden.waarden[_CHILD], part.plat) if not _denied(h, part)]
    return " ".join(tekst.split()).strip(" .,;") if hits else None


def _last(hits: list[Treffer], part: Bericht) -> str | None:
    """Return the value said last: ‘het werkte even, maar er is terugval’."""
    stated = [hit for hit in hits if not _denied(hit, part)]
    return max(stated, key=lambda hit: hit.begin).naam if stated else None


def _denied(hit: Treffer, part: Bericht) -> bool:
    if hit.ontkent:
        return False
    if part.lexicon.ontkenning.negated(part.plat, hit.begin, hit.eind):
        return True
    after = part.plat[hit.eind :].replace(" : ", " ")
    if _DENIED_AFTER.search(after) or _ANSWERED_NO.search(after):
        return True
    # what stands first is denied at the end: ‘somber is hij volgens moeder niet’
    clause = next(
        (
            c
            for c in clauses(part.plat)
            if c.startswith(part.plat[hit.begin : hit.eind])
        ),
        None,
    )
    return (
        clause is not None
        and bool(_ENDS_DENIED.search(clause))
        and not _ANY.search(clause)
    )
