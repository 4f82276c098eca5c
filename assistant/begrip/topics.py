"""Clauses that name a field by its subject, read as an answer to that field.

‘Het groeidocument is in de maak’ answers the question about the groeidocument, asked
or not: the rows say which words name a field (``onderwerpen``), and the reader of the
field does the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.begrip.answers import read_answer
from assistant.begrip.clauses import clauses, is_supposed
from assistant.begrip.numbers import digits
from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import find, longest
from assistant.begrip.tables import read_table
from assistant.begrip.values import asked_hits
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from assistant.begrip.message import Bericht
    from assistant.begrip.phrases import Treffer
    from knowledge.velden import Veld

_NUMBERS = (VeldType.integer, VeldType.number, VeldType.scale_0_10)
_TEXTS = (VeldType.text_short, VeldType.text_long)
_THERE = Pattern("onderwerpen", "is_er")
_NOT_THERE = Pattern("onderwerpen", "is_er_niet")


@dataclass(frozen=True)
class Genoemd:
    """A field that a clause is about, and what the clause says of it."""

    veld: str
    waarde: object
    clause: str


def named_fields(zin: str, bericht: Bericht, vraag: str | None) -> list[Genoemd]:
    """Return what the clauses of one plain sentence say of the fields they name."""
    found: list[Genoemd] = []
    for clause in clauses(zin):
        if is_supposed(clause):
            continue
        hits = longest(find(bericht.lexicon.onderwerpen, clause))
        for veld_id in dict.fromkeys(h.naam for h in hits):
            veld = bericht.knowledge.velden[veld_id]
            part = zin if veld.type is VeldType.table else clause
            topics = [h for h in hits if h.naam == veld_id]
            value = None if veld_id == vraag else _said_of(veld, part, topics, bericht)
            if value is not None:
                found.append(Genoemd(veld_id, value, clause))
    return found


def _said_of(
    veld: Veld, clause: str, topics: list[Treffer], bericht: Bericht
) -> object | None:
    part = replace(bericht, plat=clause, ruw=clause)
    if veld.type is VeldType.table:
        return read_table(veld, part)
    if veld.type in _NUMBERS:
        rest = clause
        for topic in reversed(topics):
            rest = rest[: topic.begin] + " " + rest[topic.eind :]
        # without a figure there is nothing to read: ‘niet’ is no zero here
        said = rest if re.search(r"\d", digits(rest)) else clause
        if not re.search(r"\d", digits(said)):
            return None
        return read_answer(veld, replace(part, plat=" ".join(said.split()))).waarde
    if veld.type in (VeldType.single, VeldType.multi):
        return _chosen(veld, part)
    if veld.type is VeldType.boolean:
        return None
    if veld.type in _TEXTS:
        names = [h.naam for h in asked_hits(veld, clause, bericht.lexicon)]
        return " en ".join(dict.fromkeys(names)) or None
    return read_answer(veld, part).waarde


def _chosen(veld: Veld, part: Bericht) -> object | None:
    """Return the value said, or whether the thing is there at all."""
    if asked_hits(veld, part.plat, part.lexicon):
        return read_answer(veld, part).waarde
    row = part.knowledge.synoniemen.velden.get(veld.id)
    if row is None or veld.type is VeldType.multi:
        return None
    if row.nee and _NOT_THERE.search(part.plat):
        return row.nee
    return row.ja if row.ja and _THERE.search(part.plat) else None
