"""Names of months and days, in one place for all who read or write dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
WEEKDAGEN = (
    *("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"),
    *("zaterdag", "zondag"),
)


def tell_date(day: date) -> str:
    """Write a date in full, such as ``4 december 2026``."""
    return f"{day.day} {tell_month(day)}"


def tell_month(day: date) -> str:
    """Write the month of a day, such as ``december 2026``."""
    return f"{MAANDEN[day.month - 1]} {day.year}"
