"""The days on which nobody begins: weekends, and the holidays of the region."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.school_calendar import Calendars, calendar_of, days_off

if TYPE_CHECKING:
    from assistant.context import Context


def test_runs_hold_weekends_and_the_holiday_as_one(ctx: Context) -> None:
    calendar = calendar_of(ctx, "voorbeeld")
    found = days_off(calendar, date(2026, 12, 9), date(2027, 1, 9))
    assert found == [
        (date(2026, 12, 12), date(2026, 12, 13)),
        (date(2026, 12, 19), date(2027, 1, 3)),
        (date(2027, 1, 9), date(2027, 1, 9)),
    ]


def test_each_part_of_the_country_has_its_own_autumn(ctx: Context) -> None:
    """In the autumn of 2026 the north is off a week before the others."""
    regions = ctx.knowledge.regios
    north = regions["voorbeeld"].model_copy(update={"vakantieregio": "noord"})
    knowledge = replace(ctx.knowledge, regios={**regions, "boven": north})
    calendars = Calendars(knowledge)
    for region, early, late in (("boven", False, True), ("voorbeeld", True, False)):
        assert calendars.of(region).is_school_day(date(2026, 10, 12)) is early
        assert calendars.of(region).is_school_day(date(2026, 10, 21)) is late


def test_region_that_says_nothing_has_the_holidays_of_a_row(ctx: Context) -> None:
    """A school that is closed must not seem full of pupils who stay away."""
    assert ctx.knowledge.verzuim_invoer.algemeen.vakantieregio == "midden"
    assert not calendar_of(ctx, None).is_school_day(date(2026, 10, 21))
