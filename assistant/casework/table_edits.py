"""The changes that a table can ask about, and how they read in a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.casework.table_words import NEW
from assistant.errors import InputError
from matching.placement.review.edits import (
    Ban,
    ExtraSeats,
    Hours,
    KeepApart,
    KeepTogether,
    Money,
    OpenLike,
    PaperThere,
    Pin,
    StartLater,
    Withdraw,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from assistant.casework.table_words import TableProposal
    from matching.placement.review.edits import Edit

HUNDRED = 100


@dataclass(frozen=True)
class Question:
    """One change that a table asks about; what does not belong to it is empty."""

    vraag: str
    leerling: str = ""
    plek: str = ""
    getal: int | None = None
    dag: date | None = None
    ander: str = ""


def edit_of(table: TableProposal, one: Question) -> Edit:
    """Return the change that a question is about.

    Raises
    ------
    InputError
        When the question names nothing that is on the table.
    """
    make = EDITS.get(one.vraag)
    if make is None:
        raise InputError("Kies wat u wilt vragen.")
    pupils = {row.id for row in table.instantie.leerlingen}
    places = {row.id for row in table.instantie.plekken}
    about_pupil, about_place, number, day = NEEDS[one.vraag]
    if about_pupil and one.leerling not in pupils:
        raise InputError("Kies een leerling uit de lijst.")
    if one.vraag in COUPLES:
        if one.ander not in pupils:
            raise InputError("Kies de tweede leerling uit de lijst.")
        if one.ander == one.leerling:
            raise InputError("Kies twee verschillende leerlingen.")
    if about_place and one.plek not in places:
        raise InputError("Kies een plek uit de lijst.")
    if number and one.getal is None:
        raise InputError("Vul een heel getal in.")
    if day and one.dag is None:
        raise InputError("Vul een datum in.")
    return make(table, one)


def _open_like(table: TableProposal, one: Question) -> Edit:
    taken = {row.id for row in table.instantie.plekken}
    number = next(n for n in range(1, 99) if f"{NEW}-{n}-{one.plek}" not in taken)
    return OpenLike(one.plek, f"{NEW}-{number}-{one.plek}")


def _money(table: TableProposal, one: Question) -> Edit:
    budget = _row(table, one.plek).budget
    if budget is None:
        raise InputError("Van deze plek is niet bekend hoeveel geld er is.")
    return Money(budget, (one.getal or 0) * HUNDRED)


def _row(table: TableProposal, plek: str) -> Any:
    return next(row for row in table.instantie.plekken if row.id == plek)


EDITS: dict[str, Callable[[TableProposal, Question], Edit]] = {
    "plaats_erbij": lambda _, one: ExtraSeats(one.plek, one.getal or 1, one.dag),
    "plaats_weg": lambda _, one: ExtraSeats(one.plek, -(one.getal or 1), one.dag),
    "groep_erbij": _open_like,
    "meer_uren": lambda _, one: Hours(one.plek, (one.getal or 0) * HUNDRED),
    "ander_budget": _money,
    "terugtrekken": lambda _, one: Withdraw(one.leerling),
    "andere_start": lambda _, one: StartLater(one.leerling, one.dag),
    "vastzetten": lambda _, one: Pin(one.leerling, one.plek),
    "uitsluiten": lambda _, one: Ban(one.leerling, one.plek),
    "papieren": lambda _, one: PaperThere(one.leerling, one.plek, one.dag),
    "samen": lambda _, one: KeepTogether(one.leerling, one.ander),
    "niet_samen": lambda _, one: KeepApart(one.leerling, one.ander),
}
"""How every question becomes a change; the words stand in overleg.yaml."""

COUPLES = frozenset({"samen", "niet_samen"})
"""Questions about two pupils."""

NEEDS: dict[str, tuple[bool, bool, bool, bool]] = {
    "plaats_erbij": (False, True, False, False),
    "plaats_weg": (False, True, False, False),
    "groep_erbij": (False, True, False, False),
    "meer_uren": (False, True, True, False),
    "ander_budget": (False, True, True, False),
    "terugtrekken": (True, False, False, False),
    "andere_start": (True, False, False, True),
    "vastzetten": (True, True, False, False),
    "uitsluiten": (True, True, False, False),
    "papieren": (True, True, False, False),
    "samen": (True, False, False, False),
    "niet_samen": (True, False, False, False),
}
"""Whether a question needs a pupil, a place, a number and a day."""
