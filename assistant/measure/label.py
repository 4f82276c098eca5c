"""What a label asks for, and how what was found compares with it.

The notation stands in the README of ``assistant/bot/meetset``: ``?veld`` may be there,
``a|b`` is one of these fields, ``2026-10-01/2026-10-07`` any day from the first to the
last, ``*`` any value; a row of a table names only the columns that must be right.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.measure.score import Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAY = "?"
OR = "|"
ANY = "*"
_NONE = "[]"


@dataclass(frozen=True)
class Waarneming:
    """One value of one field that was wanted or found.

    Parameters
    ----------
    veld
        The field; of a wanted value, the first of those in which it may stand.
    waarde
        The value as a person reads it in a list of mistakes.
    """

    veld: str
    waarde: str


@dataclass(frozen=True)
class Vergelijking:
    """What came of comparing the values of one text with its label."""

    goed: tuple[Waarneming, ...] = ()
    gemist: tuple[Waarneming, ...] = ()
    verzonnen: tuple[Waarneming, ...] = ()

    def per_field(self) -> dict[str, Score]:
        """Return the counts per field."""
        scores: dict[str, Score] = {}
        for items, one in (
            (self.goed, Score(1, 1, 1)),
            (self.gemist, Score(0, 0, 1)),
            (self.verzonnen, Score(0, 1, 0)),
        ):
            for item in items:
                scores[item.veld] = scores.get(item.veld, Score()) + one
        return scores


@dataclass(frozen=True)
class _Eis:
    """One value that must or may be there, in one of some fields."""

    velden: tuple[str, ...]
    waarde: object
    moet: bool

    def fits(self, veld: str, found: object) -> bool:
        return veld in self.velden and fits(self.waarde, found)

    def begins_with(self, veld: str, found: object) -> bool:
        """Tell whether a row has something, and only what is asked."""
        if not (isinstance(self.waarde, dict) and isinstance(found, dict)):
            return False
        return veld in self.velden and bool(found) and _agrees(self.waarde, found)


def fields_of(velden: Mapping[str, object]) -> set[str]:
    """Return the ids of all fields that a label names."""
    return {name for key in velden for name in _split(key)[0]}


def compare(velden: Mapping[str, object], found: Mapping[str, object]) -> Vergelijking:
    """Compare what was found with a label.

    Every choice of a multiple choice and every row of a table counts as one value.

    Parameters
    ----------
    velden
        The label.
    found
        Field id to value, as the assistant gives it.
    """
    demands = [eis for key, value in velden.items() for eis in _demands(key, value)]
    left = [(veld, one) for veld, value in found.items() for one in _items(value)]
    right: list[Waarneming] = []
    missed: list[Waarneming] = []
    halves: list[_Eis] = []
    for eis in (eis for eis in demands if eis.moet):
        hits = [pair for pair in left if eis.fits(*pair)]
        told = Waarneming(eis.velden[0], shown(eis.waarde))
        (right if hits else missed).append(told)
        halves += [] if hits else [eis]
        # The same value in the other fields of ‘a|b’ is fine too.
        used = hits if len(eis.velden) > 1 else hits[:1]
        left = [pair for pair in left if pair not in used]
    for eis in halves:
        # A row that only lacks something is missed, and nothing is made up.
        part = [pair for pair in left if eis.begins_with(*pair)][:1]
        left = [pair for pair in left if pair not in part]
    free = [eis for eis in demands if not eis.moet]
    extra = [p for p in left if not any(eis.fits(*p) for eis in free)]
    invented = tuple(Waarneming(veld, shown(value)) for veld, value in extra)
    return Vergelijking(tuple(right), tuple(missed), invented)


def fits(wanted: object, found: object) -> bool:
    """Tell whether a found value is what the label asks for."""
    if wanted == ANY:
        return found not in (None, "")
    if isinstance(wanted, dict):
        return isinstance(found, dict) and _row_fits(wanted, found)
    if isinstance(wanted, str) and "/" in wanted and isinstance(found, date):
        first, _, last = wanted.partition("/")
        return first <= found.isoformat() <= last
    return shown(wanted) == shown(found)


def _row_fits(wanted: Mapping[str, object], found: Mapping[str, object]) -> bool:
    """Tell whether a row has what is asked, and no column that is not named."""
    filled = {key for key, value in found.items() if value is not None}
    must = {key for key in wanted if not key.startswith(MAY)}
    return must <= filled and _agrees(wanted, found)


def _agrees(wanted: Mapping[str, object], found: Mapping[str, object]) -> bool:
    """Tell whether all that a row has is named and right."""
    named = {key.removeprefix(MAY): value for key, value in wanted.items()}
    return all(
        key in named and fits(named[key], value)
        for key, value in found.items()
        if value is not None
    )


def shown(value: object) -> str:
    """Return a value in one spelling: dates and whole numbers alike, no capitals."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str):
        return " ".join(value.casefold().split()).strip(" .")
    if isinstance(value, dict):
        return json.dumps({k: shown(v) for k, v in value.items()}, sort_keys=True)
    return json.dumps(value, ensure_ascii=False)


def _demands(key: str, value: object) -> Iterable[_Eis]:
    names, must = _split(key)
    return (_Eis(names, one, must) for one in _items(value))


def _items(value: object) -> list[object]:
    """Return the choices or rows of a value; an empty list is the value ‘none’."""
    if isinstance(value, list | tuple):
        return list(value) or [_NONE]
    return [value]


def _split(key: str) -> tuple[tuple[str, ...], bool]:
    """Return the fields that a key of a label names, and whether it must be there."""
    return tuple(key.removeprefix(MAY).split(OR)), not key.startswith(MAY)
