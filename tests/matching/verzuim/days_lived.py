"""Days of one pupil: present, and then stretches of absence."""

from __future__ import annotations

from datetime import date, timedelta

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
