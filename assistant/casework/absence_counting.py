"""What the data say to ‘telt deze leerling mee?’: definitions, since when, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence import absence_of_cases
from assistant.casework.absence_answers import known_until
from assistant.casework.absence_definitions import definitions_of_case
from assistant.casework.read_answers import current_answers

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.absence_definitions import DefinitionHere
    from assistant.context import Context

NATIONAL = "landelijk"
"""The definition that most people mean by thuiszitter."""


@dataclass(frozen=True)
class Counting:
    """Which definitions hold for a case.

    Parameters
    ----------
    tot
        The last school day that is known.
    geldt
        The definitions that hold, in the order of the rows.
    landelijk
        The national definition, whether it holds or not.
    aantal
        How many definitions there are.
    """

    tot: date
    geldt: tuple[DefinitionHere, ...]
    landelijk: DefinitionHere
    aantal: int


def count_case(ctx: Context, casus_id: str) -> Counting | None:
    """Return which definitions hold for a case, or ``None`` without data."""
    known = current_answers(ctx, casus_id)
    with ctx.store.reading() as uow:
        absence = absence_of_cases(ctx, uow, [casus_id]).get(casus_id)
    until = None if absence is None else known_until(absence)
    if absence is None or until is None:
        return None
    told = definitions_of_case(ctx, casus_id, absence, known)
    national = next(row for row in told if row.definitie.id == NATIONAL)
    holds = tuple(row for row in told if row.uitslag.geldt)
    return Counting(until, holds, national, len(told))
