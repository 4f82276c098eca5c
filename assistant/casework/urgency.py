"""How urgent a pupil is: points from rows, with what may be said about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assistant.context import Context
    from knowledge.plaatsing import UrgentieExtra


@dataclass(frozen=True)
class Urgency:
    """Points, and the sentences about them that a table may read."""

    punten: int
    redenen: tuple[str, ...]


def urgency_of(
    ctx: Context,
    antwoorden: Mapping[str, object],
    weken_thuis: int | None,
    clocks: Sequence[date],
) -> Urgency:
    """Return how urgent a pupil is.

    Parameters
    ----------
    ctx
        The rows and the day of reckoning.
    antwoorden
        All answers, also those the table may not see: they count, and the sentence of
        their row names nothing.
    weken_thuis
        Whole weeks at home; None is not known.
    clocks
        The days on which a clock of the case ends.
    """
    rules = ctx.knowledge.plaatsing
    base = rules.urgency(weken_thuis)
    met = [row for row in rules.urgentie_extra if _holds(ctx, row, antwoorden, clocks)]
    return Urgency(
        base + sum(row.punten for row in met), tuple(row.uitleg for row in met)
    )


def _holds(
    ctx: Context,
    row: UrgentieExtra,
    antwoorden: Mapping[str, object],
    clocks: Sequence[date],
) -> bool:
    if row.soort == "klok":
        last = ctx.today() + timedelta(days=row.binnen_dagen or 0)
        return any(ctx.today() <= day <= last for day in clocks)
    return antwoorden.get(row.veld or "") in row.waarden
