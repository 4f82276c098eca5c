"""What the sentences of a report say of a field, put together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.velden import VeldType
from matching.antwoorden import AnswerError, check_answer

if TYPE_CHECKING:
    from datetime import date

    from knowledge.load import Knowledge
    from knowledge.velden import Veld

FORM = 0.97
"""A line of a form: the label says which field it answers."""
WORDS = 0.9
"""A phrase of the rows, or a figure in a turn that only this field has."""
BESIDE = 0.85
"""A value beside the name of the field, in running text."""
LAST_KNOWN = 0.6
"""What was so at the last school, when nothing tells of now."""
AGAIN = 0.02
"""What a second sentence that says the same adds."""
CONTRADICTED = 0.3
"""What is taken off when another sentence says something else."""
_FIRST_TOLD = frozenset(
    {
        "leeftijd",
        "geboortemaand",
        "schoolsoort",
        "leerjaar",
        "gemeente_woonplaats",
        "ingeschreven",
    }
)
"""Who the pupil is stands at the head of a report: of equals the first counts."""
LEAST = 0.5
"""Below this a value is not told."""


@dataclass(frozen=True)
class Vondst:
    """A value of a field as one sentence says it.

    Parameters
    ----------
    veld, waarde
        The field and its value.
    bewijs
        The sentence, exactly as it stands in the report.
    zekerheid
        How sure the reading is, 0..1.
    plaats
        Number of the sentence.
    ontkend
        The sentence says that these values of a list are not so.
    """

    veld: str
    waarde: object
    bewijs: str
    zekerheid: float
    plaats: int = 0
    ontkend: bool = False


@dataclass(frozen=True)
class Gelezen:
    """What a report says of one field.

    Parameters
    ----------
    waarde
        The value.
    bewijs
        The sentence that proves it; of a list its sentences, with ‘ … ’ between.
    zekerheid
        How sure the reading is, 0..1.
    """

    waarde: object
    bewijs: str
    zekerheid: float

    def as_dict(self) -> dict[str, object]:
        """Return the JSON of the contract."""
        return {
            "waarde": self.waarde,
            "bewijs": self.bewijs,
            "zekerheid": round(self.zekerheid, 2),
        }


def merged(
    found: list[Vondst], tekst: str, knowledge: Knowledge, peildatum: date
) -> dict[str, Gelezen]:
    """Return one value per field, in the order of the probleemanalyse.

    Parameters
    ----------
    found
        What each sentence says.
    tekst
        The report, to quote sentences that follow each other as they stand.
    knowledge, peildatum
        What the values are checked with; one that does not fit is dropped.
    """
    by_field: defaultdict[str, list[Vondst]] = defaultdict(list)
    for row in found:
        veld = knowledge.velden[row.veld]
        try:
            value = check_answer(veld, row.waarde, peildatum)
        except AnswerError:
            continue
        if value is not None:
            by_field[row.veld].append(replace(row, waarde=value))
    result: dict[str, Gelezen] = {}
    for veld_id, veld in knowledge.velden.items():
        if veld_id not in by_field:
            continue
        united = veld.type in (VeldType.multi, VeldType.table)
        read = (_united if united else _surest)(veld, by_field[veld_id], tekst)
        if read is not None and read.zekerheid >= LEAST:
            result[veld_id] = read
    return result


def _united(veld: Veld, rows: list[Vondst], tekst: str) -> Gelezen | None:
    """Return all values of a list; ‘none’ only when no sentence names one."""
    denied = {
        value
        for row in rows
        if row.ontkend and isinstance(row.waarde, list)
        for value in row.waarde
    }
    rows = [_without(row, denied) for row in rows if not row.ontkend]
    filled = [row for row in rows if row.waarde]
    if not filled:
        none = next((row for row in rows if row.zekerheid >= FORM), None)
        return Gelezen([], none.bewijs, none.zekerheid) if none else None
    values: list[object] = []
    for row in filled:
        assert isinstance(row.waarde, list)
        values += [value for value in row.waarde if value not in values]
    if veld.type is VeldType.multi:
        order = [w.id for w in veld.waarden]
        values.sort(key=lambda value: order.index(str(value)))
    return Gelezen(values, _quote(filled, tekst), min(row.zekerheid for row in filled))


def _without(row: Vondst, denied: set[object]) -> Vondst:
    if not denied or not isinstance(row.waarde, list):
        return row
    return replace(row, waarde=[v for v in row.waarde if v not in denied])


def _quote(rows: list[Vondst], tekst: str) -> str:
    """Quote the sentences: as one when they follow each other, else with dots."""
    unique = list(dict.fromkeys(row.bewijs for row in rows))
    quoted = unique[0]
    for sentence in unique[1:]:
        joined = next(
            (
                f"{quoted}{gap}{sentence}"
                for gap in (" ", "\n", "")
                if f"{quoted}{gap}{sentence}" in tekst
            ),
            f"{quoted} … {sentence}",
        )
        quoted = joined
    return quoted


def _surest(veld: Veld, rows: list[Vondst], tekst: str) -> Gelezen | None:
    del tekst
    groups: defaultdict[str, list[Vondst]] = defaultdict(list)
    now = [row for row in rows if row.zekerheid > LAST_KNOWN]
    for row in now or rows:
        groups[str(row.waarde)].append(row)
    best = max(
        groups.values(),
        key=lambda group: (
            _score(group),
            group[-1].plaats * (-1 if veld.id in _FIRST_TOLD else 1),
        ),
    )
    first = best[0]
    score = _score(best)
    if len(groups) > 1 and veld.type is not VeldType.text_long:
        score -= CONTRADICTED
    return Gelezen(first.waarde, first.bewijs, score)


def _score(group: list[Vondst]) -> float:
    sentences = {row.plaats for row in group}
    best = max(row.zekerheid for row in group)
    return min(0.99, best + AGAIN * (len(sentences) - 1))
