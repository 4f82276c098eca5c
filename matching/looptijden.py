"""The clocks of law and practice that run since something happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

from knowledge.termijnen import Eenheid, Grens
from matching.kalender import add_months, next_school_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.termijnen import Gebeurtenis, Termijn
    from matching.kalender import Kalender


EARLIEST, FARTHEST = date(1900, 1, 1), date(9000, 1, 1)
"""A day outside these is a typing error; counting on would leave the calendar."""


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
        Whether that day lies before the date of reckoning, and it was not met.
    gehaald
        The day on which what was to be done was done.
    stil_sinds
        Since when the clock stands still; ``uiterlijk`` then moves on every day.
    """

    termijn: Termijn
    sinds: date
    uiterlijk: date
    voorbij: bool
    gehaald: date | None = None
    stil_sinds: date | None = None

    @property
    def te_laat(self) -> bool:
        """Return whether it was met, but after the last day."""
        return self.gehaald is not None and self.gehaald > self.uiterlijk


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
        Per kind of event its days; days after the date of reckoning start nothing,
        unless the clock runs back from such a day.
    termijnen
        The clocks; those without an event are left out.
    kalender
        The school days, for clocks in school days and school weeks.
    peildatum
        The date of reckoning.
    """
    days = {kind: sorted(set(told)) for kind, told in gebeurtenissen.items()}
    found = []
    for row in termijnen:
        starts = _starts(row, days, peildatum)
        met = met_on(row, starts, days, peildatum)
        needless = needless_of(row, starts, days, kalender, peildatum)
        still = _standstills(row, starts, days, peildatum)
        for start in starts:
            if start in needless:
                continue
            end, since = _with_standstill(
                clock_end(row, start, kalender), still.get(start, ()), peildatum
            )
            done = met.get(start)
            over = end < peildatum and done is None
            since = since if done is None else None
            found.append(Looptijd(row, start, end, over, done, since))
    return tuple(sorted(found, key=lambda one: (one.uiterlijk, one.termijn.id)))


def met_on(
    termijn: Termijn,
    starts: Iterable[date],
    gebeurtenissen: Mapping[Gebeurtenis, Iterable[date]],
    peildatum: date,
) -> dict[date, date]:
    """Return per start on which day what was to be done was done, where it was.

    What happened once meets one clock of a kind: the oldest that still ran.
    """
    left = sorted(
        {
            day
            for kind in termijn.klaar_bij
            for day in gebeurtenissen.get(kind, ())
            if day <= peildatum
        }
    )
    found: dict[date, date] = {}
    for start in sorted(set(starts)):
        done = next((day for day in left if termijn.terug or day >= start), None)
        if done is not None:
            found[start] = done
            left.remove(done)
    return found


def needless_of(
    termijn: Termijn,
    starts: Iterable[date],
    gebeurtenissen: Mapping[Gebeurtenis, Iterable[date]],
    kalender: Kalender,
    peildatum: date,
) -> set[date]:
    """Return the starts of which the clock became needless before it ended."""
    told = {
        day
        for kind in termijn.vervalt_bij
        for day in gebeurtenissen.get(kind, ())
        if day <= peildatum
    }
    return {
        start
        for start in (starts if told else ())
        if any(start <= day <= clock_end(termijn, start, kalender) for day in told)
    }


def clock_end(termijn: Termijn, start: date, kalender: Kalender | None = None) -> date:
    """Return the day a clock ends; "more than" is reached on the day after.

    Without a calendar a school day is a day and a school week a week.
    """
    begin = next_school_year(start) if termijn.schooljaar_erna else start
    sign = -1 if termijn.terug else 1
    many = termijn.aantal - termijn.eerste_dag_telt
    match termijn.eenheid:
        case Eenheid.maanden:
            end = add_months(begin, sign * many)
        case Eenheid.jaren:
            end = add_months(begin, sign * 12 * many)
        case Eenheid.weken:
            end = begin + timedelta(weeks=sign * many)
        case Eenheid.uren:
            end = begin + timedelta(days=sign * ceil(many / 24))
        case Eenheid.schooldagen if kalender is not None:
            end = kalender.add_school_days(begin, many)
        case Eenheid.schoolweken if kalender is not None:
            return kalender.add_school_weeks(begin, many)
        case Eenheid.schoolweken:
            end = begin + timedelta(weeks=many)
        case _:
            end = begin + timedelta(days=sign * many)
    if termijn.schooljaar_erna:
        # A year that begins on 1 August is over on 31 July.
        return end - timedelta(days=1)
    if termijn.grens is not Grens.meer_dan:
        return end
    if termijn.eenheid is Eenheid.schooldagen and kalender is not None:
        return kalender.add_school_days(end, 1)
    return end + timedelta(days=1)


def _starts(
    row: Termijn, days: Mapping[Gebeurtenis, list[date]], peildatum: date
) -> list[date]:
    if row.gebeurtenis is None:
        return []
    kinds = (row.gebeurtenis, *row.ook_bij)
    told = {day for kind in kinds for day in days.get(kind, ())}
    last = FARTHEST if row.terug else peildatum
    return sorted(day for day in told if EARLIEST <= day <= last)


def _standstills(
    row: Termijn,
    starts: list[date],
    days: Mapping[Gebeurtenis, list[date]],
    peildatum: date,
) -> dict[date, list[tuple[date, date | None]]]:
    """Return per start from when to when the clock stood still; ``None``: it does.

    A standstill is of the last start before it.
    """
    if row.stil_van is None or row.stil_tot is None:
        return {}
    ends = [day for day in days.get(row.stil_tot, ()) if day <= peildatum]
    found: dict[date, list[tuple[date, date | None]]] = {}
    for begin in days.get(row.stil_van, ()):
        own = [start for start in starts if start <= begin <= peildatum]
        if not own:
            continue
        end = next((day for day in ends if day >= begin), None)
        if end is not None:
            ends.remove(end)
        found.setdefault(own[-1], []).append((begin, end))
    return found


def _with_standstill(
    end: date, still: Iterable[tuple[date, date | None]], peildatum: date
) -> tuple[date, date | None]:
    """Return the end as standing still moves it, and since when it still does."""
    since = None
    for begin, until in still:
        # What is over cannot stand still any more.
        if begin <= end and since is None:
            end += (until or peildatum) - begin
            since = begin if until is None else None
    return end, since
