"""The school days of a region, and the days on which nobody begins on a place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from matching.kalender import Kalender

if TYPE_CHECKING:
    from datetime import date

    from assistant.context import Context


def calendar_of(ctx: Context, regio: str | None) -> Kalender:
    """Return the school days of a region.

    Where the region does not say whose holidays it has, only days that every part of
    the country has off are no school days.
    """
    row = ctx.knowledge.regios.get(regio or "")
    region = None if row is None else row.vakantieregio
    return Kalender(ctx.knowledge.vakanties, region)


def days_off(kalender: Kalender, first: date, last: date) -> list[tuple[date, date]]:
    """Return the first and last day of every run of days without school.

    Parameters
    ----------
    kalender
        The school days.
    first, last
        The days to look at, both in it.
    """
    found: list[tuple[date, date]] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if kalender.is_school_day(day):
            continue
        if found and (day - found[-1][1]).days == 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
