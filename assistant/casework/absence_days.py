"""What the stated days and reports of a pupil come to, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.casework.absence_rows import WHOLE_DAY, lesson_bits
from models.verzuim import HOUR, LAST_LESSON, Verzuimsoort

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matching.kalender import Kalender
    from models.verzuim import Verzuimdag, Verzuimmelding
    from models.verzuimperiode import Verzuimrooster

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class AbsenceDay:
    """One school day of a pupil; hours in hundredths.

    Parameters
    ----------
    datum
        The day.
    lesuren
        Hours on the timetable.
    gemist
        Hours missed per kind; together never more than ``lesuren``.
    """

    datum: date
    lesuren: int
    gemist: Mapping[Verzuimsoort, int]

    @property
    def totaal(self) -> int:
        """Return the hours missed of all kinds together."""
        return sum(self.gemist.values())


@dataclass
class _Statement:
    """What is stated of one day: hours, lessons seen, and per kind what was missed."""

    lesuren: int = 0
    gezien: int = 0
    gemist: dict[Verzuimsoort, int] | None = None
    uren: dict[Verzuimsoort, int] | None = None


class Calendar:
    """The school days of a pupil: timetables from a day on, without holidays.

    Parameters
    ----------
    tables
        Timetables of the school and of the pupil, oldest first; the own one of a pupil
        goes before that of the school.
    standard
        The hours of seven days when there is none.
    kalender
        The holidays.
    """

    def __init__(
        self,
        tables: Sequence[Verzuimrooster],
        standard: Sequence[int],
        kalender: Kalender,
    ) -> None:
        own = [row for row in tables if row.leerling_id is not None]
        self._tables = [
            [(row.vanaf, row.uren) for row in rows]
            for rows in (own, [row for row in tables if row.leerling_id is None])
        ]
        self._standard = standard
        self._kalender = kalender

    def hours(self, day: date) -> int:
        """Return the hours on the timetable of a day; 0 is no school day."""
        given = self.given(day)
        return self._standard[day.weekday()] if given is None else given

    def given(self, day: date) -> int | None:
        """Return the hours that a timetable gives for a day; ``None`` without one."""
        if self._kalender.is_holiday(day):
            return 0
        for rows in self._tables:
            valid = [uren for vanaf, uren in rows if vanaf <= day]
            if valid:
                return int(valid[-1][day.weekday()])
        return None


def days_of_pupil(
    stated: Sequence[Verzuimdag],
    reports: Sequence[Verzuimmelding],
    calendar: Calendar,
    covered: tuple[date, date] | None,
    peildatum: date,
    voorrang: Sequence[Verzuimsoort],
) -> list[AbsenceDay]:
    """Return the school days of a pupil up to a day, oldest first.

    Parameters
    ----------
    stated
        What is stated per day and kind.
    reports
        The reports; an open one runs to the peildatum.
    calendar
        The school days, for a pupil of whom only absence is reported.
    covered
        The first and last day that reports are known of: a school day between them
        without a report is a day at school.
    peildatum
        Later days are left out.
    voorrang
        Which kind counts for a lesson that has two, the strongest first.
    """
    days: dict[date, _Statement] = {}
    for row in stated:
        day = days.setdefault(row.datum, _Statement())
        day.lesuren = max(day.lesuren, row.lesuren)
        day.gezien |= row.uren
        _add(day, row.soort, row.gemist, row.uren)
    for datum, day in days.items():
        # A lesson that was observed is on the timetable, and so is what a school gave.
        given = 0 if day.lesuren else calendar.given(datum) or 0
        day.lesuren = max(day.lesuren, given, day.gezien.bit_count() * HOUR)
    if reports and covered is not None:
        _add_timetable(days, calendar, covered[0], min(covered[1], peildatum))
    for report in reports:
        _add_report(days, report, calendar, peildatum)
    return [
        found
        for datum, day in sorted(days.items())
        if (found := _settle(datum, day, voorrang)) is not None
    ]


def _add(day: _Statement, soort: Verzuimsoort, missed: int, bits: int) -> None:
    if day.gemist is None or day.uren is None:
        day.gemist, day.uren = {}, {}
    day.gemist[soort] = max(day.gemist.get(soort, 0), missed)
    day.uren[soort] = day.uren.get(soort, 0) | bits


def _add_timetable(
    days: dict[date, _Statement], calendar: Calendar, begin: date, end: date
) -> None:
    day = begin
    while day <= end:
        hours = calendar.hours(day)
        if hours and day not in days:
            days[day] = _Statement(hours)
        day += _DAY


def _add_report(
    days: dict[date, _Statement],
    report: Verzuimmelding,
    calendar: Calendar,
    peildatum: date,
) -> None:
    """Add the lessons of every school day that a report covers."""
    end = min(report.einde or peildatum, peildatum)
    day = report.begin
    while day <= end:
        first = report.vanaf_uur if day == report.begin else 1
        last = report.tot_uur if day == report.einde else LAST_LESSON
        if day not in days and (hours := calendar.hours(day)):
            days[day] = _Statement(hours)
        if day in days:
            _add(days[day], report.soort, 0, lesson_bits(first, last))
        day += _DAY


def _settle(
    datum: date, day: _Statement, voorrang: Sequence[Verzuimsoort]
) -> AbsenceDay | None:
    """Count every lesson once, for its strongest kind."""
    missed, bits = day.gemist or {}, day.uren or {}
    hours = day.lesuren
    if not hours:
        return None
    left, taken = hours, 0
    found: dict[Verzuimsoort, int] = {}
    for soort in voorrang:
        lessons = bits.get(soort, 0) & ~taken
        if lessons and bits[soort] == WHOLE_DAY:
            amount = left
        else:
            amount = min(left, max(lessons.bit_count() * HOUR, missed.get(soort, 0)))
        left -= amount
        taken |= lessons
        if amount and soort is not Verzuimsoort.AANWEZIG:
            found[soort] = amount
    return AbsenceDay(datum, hours, found)
