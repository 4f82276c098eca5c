"""School days and school weeks where no file says which days had lessons."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.vakanties import Vakantie, VakantieRegio

AUGUSTUS = 8
_FARTHEST = 4_000
"""Days after which counting stops: no clock of a school runs ten years."""


class Kalender:
    """The school days of one region: weekdays outside its holidays.

    Holidays are those of the ministry; a school may differ, and single days off
    (Easter, study days) are not known. Where day rows exist, they go before this.

    Parameters
    ----------
    vakanties
        The holidays of all regions.
    regio
        Whose holidays count; ``None``: only days that every region has off.
    """

    def __init__(
        self, vakanties: Iterable[Vakantie], regio: VakantieRegio | None = None
    ) -> None:
        rows = list(vakanties)
        off: dict[date, set[str]] = {}
        for row in rows:
            for number in range((row.tot - row.van).days + 1):
                off.setdefault(row.van + timedelta(days=number), set()).add(row.regio)
        regions = {row.regio for row in rows}
        wanted = {regio} if regio else regions
        self._off = {day for day, free in off.items() if wanted and wanted <= free}

    def is_school_day(self, dag: date) -> bool:
        """Tell whether there is school on a day."""
        return dag.weekday() < 5 and not self.is_holiday(dag)

    def is_holiday(self, dag: date) -> bool:
        """Tell whether a day is in a school holiday, weekends of it included."""
        return dag in self._off

    def add_school_days(self, dag: date, aantal: int) -> date:
        """Return the day so many school days later; 0: the day itself or the next."""
        left, day = aantal, dag
        for _ in range(_FARTHEST):
            while not self.is_school_day(day):
                day += timedelta(days=1)
            if left == 0:
                return day
            left -= 1
            day += timedelta(days=1)
        return day

    def add_school_weeks(self, dag: date, aantal: int) -> date:
        """Return the Sunday on which so many school weeks are over.

        The week of the day is the first, when it has a school day from that day on.
        """
        left, monday = aantal, dag - timedelta(days=dag.weekday())
        for number in range(_FARTHEST // 7):
            week = monday + timedelta(weeks=number)
            days = [week + timedelta(days=one) for one in range(5)]
            if any(self.is_school_day(one) and one >= dag for one in days):
                left -= 1
            if left <= 0:
                return week + timedelta(days=6)
        return dag + timedelta(weeks=aantal)


def next_school_year(dag: date) -> date:
    """Return the first day (1 August) of the school year after a day."""
    begin = date(dag.year, AUGUSTUS, 1)
    return begin if dag < begin else date(dag.year + 1, AUGUSTUS, 1)


def add_months(day: date, months: int) -> date:
    """Return the same day some calendar months later, or the last of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
