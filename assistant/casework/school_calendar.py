"""The school days of a region, and the days on which nobody begins on a place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from matching.kalender import Kalender

if TYPE_CHECKING:
    from datetime import date

    from assistant.context import Context
    from knowledge.load import Knowledge
    from knowledge.vakanties import VakantieRegio


class Calendars:
    """The school days of regions, each worked out once.

    Where a region does not say whose holidays it has, a row does
    (``verzuim_invoer/algemeen.yaml``).

    Parameters
    ----------
    knowledge
        The rows of the holidays and of the regions.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._made: dict[VakantieRegio, Kalender] = {}

    def of(self, regio: str | None) -> Kalender:
        """Return the school days of a region."""
        row = self._knowledge.regios.get(regio or "")
        said = None if row is None else row.vakantieregio
        part = said or self._knowledge.verzuim_invoer.algemeen.vakantieregio
        if part not in self._made:
            self._made[part] = Kalender(self._knowledge.vakanties, part)
        return self._made[part]


def calendar_of(ctx: Context, regio: str | None) -> Kalender:
    """Return the school days of one region; see :class:`Calendars`."""
    return Calendars(ctx.knowledge).of(regio)


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
