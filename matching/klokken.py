"""The clocks of a case: days on which something must be done, from its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from matching.feiten import Feiten
from matching.kalender import add_months

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.load import Knowledge
    from knowledge.route_regels import Klok


FARTHEST = date(9000, 1, 1)
"""A day from here on is a typing error; counting on would leave the calendar."""


@dataclass(frozen=True)
class Klokdag:
    """The day on which a clock of a case runs out; ``klok`` names its row."""

    klok: str
    datum: date
    zin: str
    bron: str


def clocks(
    antwoorden: Mapping[str, object], knowledge: Knowledge, peildatum: date
) -> tuple[Klokdag, ...]:
    """Return every clock that runs or ran in a case, the first day first.

    Parameters
    ----------
    antwoorden
        Answers as ``matching.antwoorden.check_answers`` returns them.
    knowledge
        The rows of the clocks.
    peildatum
        The date of reckoning; it decides nothing about which clocks there are.
    """
    feiten = Feiten(antwoorden, knowledge, peildatum)
    found = {
        Klokdag(klok.id, day, klok.zin, klok.bron)
        for klok in feiten.regels.termijnen
        for day in clock_days(klok, feiten)
    }
    return tuple(sorted(found, key=lambda row: (row.datum, row.klok)))


def clock_days(klok: Klok, feiten: Feiten) -> Iterator[date]:
    """Give the days on which a clock runs out; a table may start it more than once."""
    value = feiten.known(klok.veld)
    if isinstance(value, date) and value < FARTHEST:
        yield _end_of(klok, value)
    for row in (feiten.rows(klok.veld) or ()) if klok.kolom else ():
        start = row.get(klok.kolom or "")
        if (
            isinstance(start, date)
            and start < FARTHEST
            and all(
                row.get(column, values[0]) in values
                for column, values in klok.rijen.items()
            )
        ):
            yield _end_of(klok, start)


def _end_of(klok: Klok, start: date) -> date:
    if klok.maanden is not None:
        return add_months(start, klok.maanden)
    return start + timedelta(days=klok.dagen or 0, weeks=klok.weken or 0)
