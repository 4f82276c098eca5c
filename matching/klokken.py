"""The clocks of a case: days on which something must be done, from its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

from knowledge.termijnen import Eenheid, Grens
from matching.feiten import Feiten
from matching.kalender import add_months, next_school_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from knowledge.load import Knowledge
    from knowledge.route_regels import Klok
    from knowledge.termijnen import Gebeurtenis, Termijn
    from matching.kalender import Kalender


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


@dataclass(frozen=True)
class Looptijd:
    """A clock of law or practice that runs in a case since something happened.

    Parameters
    ----------
    termijn
        The row of ``termijnen.yaml``.
    sinds
        The day it counts from.
    uiterlijk
        The last day; of ``meer_dan`` the first day on which it is passed.
    voorbij
        Whether that day lies before the date of reckoning.
    """

    termijn: Termijn
    sinds: date
    uiterlijk: date
    voorbij: bool


def running_clocks(
    gebeurtenissen: Mapping[Gebeurtenis, Iterable[date]],
    termijnen: Iterable[Termijn],
    kalender: Kalender,
    peildatum: date,
) -> tuple[Looptijd, ...]:
    """Return the clocks that what happened has started, the first to end first.

    Parameters
    ----------
    gebeurtenissen
        Per kind of event its days; days after the date of reckoning start nothing.
    termijnen
        The clocks; those without an event are left out.
    kalender
        The school days, for clocks in school days and school weeks.
    peildatum
        The date of reckoning.
    """
    found = {
        (row.id, day): Looptijd(row, day, end, end < peildatum)
        for row in termijnen
        if row.gebeurtenis is not None
        for day in gebeurtenissen.get(row.gebeurtenis, ())
        if day <= peildatum
        for end in (clock_end(row, day, kalender),)
    }
    return tuple(
        sorted(found.values(), key=lambda one: (one.uiterlijk, one.termijn.id))
    )


def clock_end(termijn: Termijn, start: date, kalender: Kalender | None = None) -> date:
    """Return the day a clock ends; "more than" is reached on the day after.

    Without a calendar a school day is a day and a school week a week.
    """
    begin = next_school_year(start) if termijn.schooljaar_erna else start
    sign = -1 if termijn.terug else 1
    match termijn.eenheid:
        case Eenheid.maanden:
            end = add_months(begin, sign * termijn.aantal)
        case Eenheid.jaren:
            end = add_months(begin, sign * 12 * termijn.aantal)
        case Eenheid.weken:
            end = begin + timedelta(weeks=sign * termijn.aantal)
        case Eenheid.uren:
            end = begin + timedelta(days=sign * ceil(termijn.aantal / 24))
        case Eenheid.schooldagen if kalender is not None:
            end = kalender.add_school_days(begin, termijn.aantal)
        case Eenheid.schoolweken if kalender is not None:
            return kalender.add_school_weeks(begin, termijn.aantal)
        case Eenheid.schoolweken:
            end = begin + timedelta(weeks=termijn.aantal)
        case _:
            end = begin + timedelta(days=sign * termijn.aantal)
    if termijn.schooljaar_erna:
        # A year that begins on 1 August is over on 31 July.
        return end - timedelta(days=1)
    if termijn.grens is not Grens.meer_dan:
        return end
    if termijn.eenheid is Eenheid.schooldagen and kalender is not None:
        return kalender.add_school_days(end, 1)
    return end + timedelta(days=1)


def _end_of(klok: Klok, start: date) -> date:
    if klok.maanden is not None:
        return add_months(start, klok.maanden)
    return start + timedelta(days=klok.dagen or 0, weeks=klok.weken or 0)
