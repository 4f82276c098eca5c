"""What should be found in a text, and how much of it was found.

The notation of gold (optional fields, one of several fields, a range of dates) is
explained in ``assistant/bot/meetset/README.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from knowledge.velden import VeldType
from matching.antwoorden import check_answer
from matching.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from knowledge.load import Knowledge

ELKE = "*"
MAG = "?"
GEEN = "geen"
_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")

Rij = dict[str, object]
Rijen = list[Rij]


@dataclass(frozen=True, slots=True)
class Telling:
    """How often something was right, missed or made up.

    A multiple choice counts per choice, a table per row, every other field once.
    """

    goed: int = 0
    gemist: int = 0
    verzonnen: int = 0

    def __add__(self, other: Telling) -> Telling:
        return Telling(
            self.goed + other.goed,
            self.gemist + other.gemist,
            self.verzonnen + other.verzonnen,
        )

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right, 0..1."""
        return _share(self.goed, self.goed + self.verzonnen)

    @property
    def recall(self) -> float:
        """Return the share of what is there that was found, 0..1."""
        return _share(self.goed, self.goed + self.gemist)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall, 0..1."""
        return _share(2 * self.goed, 2 * self.goed + self.gemist + self.verzonnen)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def compare(
    goud: Mapping[str, object],
    gevonden: Mapping[str, object],
    knowledge: Knowledge,
    peildatum: date,
) -> dict[str, Telling]:
    """Count per field what was found, missed and made up.

    Parameters
    ----------
    goud
        What stands in the text, in the notation of the measured set.
    gevonden
        Field id to value, as the assistant understood it.
    knowledge
        The fields, to bring values into their normal form.
    peildatum
        The date of reckoning.

    Returns
    -------
    dict[str, Telling]
        A count for every field that is gold or was found.
    """
    meting = _Meting(goud, knowledge, peildatum)
    counts = meting.plain(gevonden)
    counts.update(meting.one_of(gevonden))
    return counts


@dataclass(frozen=True, slots=True)
class _Meting:
    """One text: its gold and what is needed to compare with it."""

    goud: Mapping[str, object]
    knowledge: Knowledge
    peildatum: date

    def plain(self, found: Mapping[str, object]) -> dict[str, Telling]:
        """Count the fields that stand by themselves or were only found."""
        named = [key for key in self.goud if "|" not in key and not key.startswith(MAG)]
        either = {field for key in self.goud if "|" in key for field in key.split("|")}
        fields = dict.fromkeys(
            [*named, *(name for name in found if name not in either)]
        )
        return {
            field: count
            for field in fields
            if (count := self._field(field, found.get(field))) is not None
        }

    def one_of(self, found: Mapping[str, object]) -> dict[str, Telling]:
        """Count the gold that may stand in any of several fields."""
        counts: dict[str, Telling] = {}
        for key, gold in self.goud.items():
            if "|" not in key:
                continue
            right = 0
            for field in key.split("|"):
                if field not in found:
                    continue
                if self._equal(field, gold, found[field]):
                    right = 1
                elif (wrong := self._field(field, found[field])) is not None:
                    counts[field] = wrong
            first = key.split("|")[0]
            counts[first] = counts.get(first, Telling()) + Telling(right, 1 - right)
        return counts

    def _field(self, field: str, found: object) -> Telling | None:
        """Count one field; None when what was found counts neither way."""
        gold, maybe = self.goud.get(field), self.goud.get(MAG + field)
        kind = self._kind(field)
        if kind is VeldType.multi and gold != ELKE:
            return self._choices(field, gold, maybe, found)
        if kind is VeldType.table and gold != ELKE:
            return self._rows(field, gold, maybe, found)
        if gold is None:
            allowed = maybe is not None and self._equal(field, maybe, found)
            return None if allowed else Telling(verzonnen=1)
        if found is None:
            return Telling(gemist=1)
        if self._equal(field, gold, found):
            return Telling(goed=1)
        return Telling(gemist=1, verzonnen=1)

    def _kind(self, field: str) -> VeldType | None:
        veld = self.knowledge.velden.get(field)
        return veld.type if veld else None

    def _equal(self, field: str, gold: object, found: object) -> bool:
        if gold == ELKE:
            return found is not None
        if isinstance(gold, str) and (span := _RANGE.fullmatch(gold)):
            return span[1] <= str(found)[:10] <= span[2]
        ours, theirs = self._normal(field, gold), self._normal(field, found)
        if isinstance(ours, str) and isinstance(theirs, str):
            return ours.casefold() == theirs.casefold()
        return ours == theirs

    def _normal(self, field: str, value: object) -> object:
        veld = self.knowledge.velden.get(field)
        if veld is None:
            return value
        try:
            return check_answer(veld, value, self.peildatum)
        except AnswerError:
            return value

    def _choices(
        self, field: str, gold: object, maybe: object, found: object
    ) -> Telling | None:
        ours, theirs = self._set(field, gold), self._set(field, found)
        extra = theirs - ours
        if maybe == ELKE:
            extra = set()
        elif maybe is not None:
            extra -= self._set(field, maybe)
        right = len(ours & theirs)
        count = Telling(right, len(ours) - right, len(extra))
        return None if count == Telling() else count

    def _set(self, field: str, value: object) -> set[str]:
        if value is None:
            return set()
        normal = self._normal(field, value)
        if isinstance(normal, list):
            return {str(item) for item in normal} or {GEEN}
        return {str(normal)}

    def _rows(
        self, field: str, gold: object, maybe: object, found: object
    ) -> Telling | None:
        ours = gold if _is_table(gold) else None
        left = list(found) if _is_table(found) else []
        if ours is None:
            wrong = 0 if maybe == ELKE or found is None else max(1, len(left))
            return Telling(verzonnen=wrong) if wrong else None
        if not ours:
            right = int(found is not None and not left)
            return Telling(right, 1 - right, len(left))
        missed = [row for row in ours if not _take(left, row, _same_row)]
        # A row that only lacks something is missed, and no invention.
        for row in missed:
            _take(left, row, _part_of_row)
        right = len(ours) - len(missed)
        extra = 0 if maybe == ELKE else len(left)
        return Telling(right, len(ours) - right, extra)


def _is_table(value: object) -> TypeGuard[Rijen]:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _take(rows: Rijen, gold: Rij, fits: Callable[[Rij, Rij], bool]) -> bool:
    """Take the first row that fits out of the rows; tell whether there was one."""
    match = next((row for row in rows if fits(gold, row)), None)
    if match is not None:
        rows.remove(match)
    return match is not None


def _same_row(gold: Rij, found: Rij) -> bool:
    """Whether a row has all that gold names, and nothing that the text does not say."""
    named = (key for key in gold if not key.startswith(MAG))
    return all(found.get(key) is not None for key in named) and _part_of_row(
        gold, found
    )


def _part_of_row(gold: Rij, found: Rij) -> bool:
    """Whether a row has something, and only what the text says."""
    filled = {key: value for key, value in found.items() if value is not None}
    return bool(filled) and all(
        _same_cell(gold.get(key, gold.get(MAG + key)), value)
        for key, value in filled.items()
    )


def _same_cell(gold: object, found: object) -> bool:
    if gold is None or found is None:
        return False
    if gold == ELKE:
        return True
    if isinstance(gold, str) and (span := _RANGE.fullmatch(gold)):
        return span[1] <= str(found)[:10] <= span[2]
    if isinstance(gold, int | float) and isinstance(found, int | float):
        return float(gold) == float(found)
    return str(gold).casefold() == str(found).casefold()
