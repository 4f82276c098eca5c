"""Absence week by week: the school weeks of a pupil, from Monday to Sunday."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.casework.absence_days import AbsenceDay
    from models.verzuim import Verzuimsoort


@dataclass
class AbsenceWeek:
    """One school week; hours in hundredths.

    Parameters
    ----------
    maandag
        Its Monday.
    lesuren
        Hours on the timetable.
    gemist
        Hours missed per kind.
    """

    maandag: date
    lesuren: int = 0
    gemist: dict[Verzuimsoort, int] = field(default_factory=dict)

    @property
    def naam(self) -> str:
        """Return the year and number of the week: ``2026-37``."""
        year, week, _day = self.maandag.isocalendar()
        return f"{year}-{week:02d}"

    @property
    def totaal(self) -> int:
        """Return the hours missed of all kinds together."""
        return sum(self.gemist.values())

    def of(self, *soorten: Verzuimsoort) -> int:
        """Return the hours missed of some kinds together."""
        return sum(self.gemist.get(soort, 0) for soort in soorten)


def weeks_of(days: Iterable[AbsenceDay]) -> list[AbsenceWeek]:
    """Return the weeks in which a pupil has a school day, oldest first."""
    weeks: dict[date, AbsenceWeek] = {}
    for day in days:
        monday = day.datum - timedelta(days=day.datum.weekday())
        week = weeks.setdefault(monday, AbsenceWeek(monday))
        week.lesuren += day.lesuren
        for soort, hours in day.gemist.items():
            week.gemist[soort] = week.gemist.get(soort, 0) + hours
    return [weeks[monday] for monday in sorted(weeks)]
