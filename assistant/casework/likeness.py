"""Likeness: whether two names may be of one pupil, or of one family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from assistant.casework.name_keys import parts_of, sound

if TYPE_CHECKING:
    from assistant.casework.names import Volledigenaam
    from knowledge.namen import Namenregels


@dataclass(frozen=True)
class Person:
    """A pupil as far as two can be compared; ``geboren`` is a day in the birth month.

    ``voor`` and ``achter`` are the parts of first names and surname in letters a to z.
    """

    voor: tuple[str, ...]
    achter: tuple[str, ...]
    geboren: date | None = None


def person_of(
    rules: Namenregels, naam: Volledigenaam, geboren: date | None = None
) -> Person:
    """Take the name of a pupil apart to compare it."""
    last = f"{naam.tussenvoegsel} {naam.achternaam}".strip()
    return Person(
        parts_of(rules, naam.roepnaam, naam.voornaam), parts_of(rules, last), geboren
    )


def same_word(rules: Namenregels, one: str, other: str) -> bool:
    """Tell whether two parts of a name may be one, heard or typed differently."""
    if one == other:
        return True
    low = rules.zoeken.kortste_met_fout
    long = min(len(one), len(other)) >= low
    if long and OSA.distance(one, other, score_cutoff=1) <= 1:
        return True
    return sound(rules, one) == sound(rules, other)


def same_family(rules: Namenregels, one: Person, other: Person) -> bool:
    """Tell whether two surnames share a part."""
    return any(same_word(rules, a, b) for a in one.achter for b in other.achter)


def same_pupil(rules: Namenregels, one: Person, other: Person) -> bool:
    """Tell whether two pupils may be one.

    The surname and a first name must be alike, and the months of birth the same; when
    a month is not known, the names alone decide.
    """
    months = [one.geboren, other.geboren]
    known = [(day.year, day.month) for day in months if day is not None]
    if len(known) == 2 and known[0] != known[1]:
        return False
    if not same_family(rules, one, other):
        return False
    return any(same_word(rules, a, b) for a in one.voor for b in other.voor)
