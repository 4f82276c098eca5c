"""Days of one pupil: present, and then stretches of absence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from matching.verzuim.days import SOORT, in_hundredths

if TYPE_CHECKING:
    from collections.abc import Iterable

PEILDATUM = date(2026, 11, 20)
"""A Friday."""


def weekdays(van: date, tot: date) -> list[date]:
    """Return the days from Monday to Friday between two days, both included."""
    days = [van + timedelta(days=n) for n in range((tot - van).days + 1)]
    return [day for day in days if day.weekday() < 5]


def lived(van, tot, *, uren=6.0, vrij=()):
    """Return the days of one pupil, present on all of them.

    ``vrij`` are days without school: no row.
    """
    return {
        day: (uren, 0.0, "aanwezig") for day in weekdays(van, tot) if day not in vrij
    }


def missed(days, van, tot, soort, gemist=None):
    """Put absence on the school days between two days; all hours by default."""
    for day in weekdays(van, tot):
        if day in days:
            hours = days[day][0]
            days[day] = (hours, hours if gemist is None else gemist, soort)
    return days


def day_frame(
    rows: Iterable[tuple[str, date, float, float, str]],
) -> pl.DataFrame:
    """Return the frame of days from rows in hours.

    Parameters
    ----------
    rows
        Pupil, day, hours on the timetable, hours missed, kind.
    """
    frame = pl.DataFrame(
        list(rows),
        schema={
            "leerling": pl.String,
            "datum": pl.Date,
            "lesuren": pl.Float64,
            "gemist": pl.Float64,
            "soort": SOORT,
        },
        orient="row",
    )
    return in_hundredths(frame)
