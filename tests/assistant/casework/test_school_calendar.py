"""The days on which nobody begins: weekends, and the holidays of the region."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.school_calendar import calendar_of, days_off

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


def test_region_that_says_nothing_has_only_what_all_have_off(ctx: Context) -> None:
    """In the autumn of 2026 the north is off a week before the others."""
    assert calendar_of(ctx, None).is_school_day(date(2026, 10, 12))
    assert calendar_of(ctx, None).is_school_day(date(2026, 10, 21))
    assert not calendar_of(ctx, "voorbeeld").is_school_day(date(2026, 10, 21))
