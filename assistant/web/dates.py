"""Dates and spans of time, written the way people say them in Dutch."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.kalenderwoorden import MAANDEN, WEEKDAGEN

_ZONE = "Europe/Amsterdam"


def dutch_date(
    value: date | datetime | str | None, *, today: date | None = None
) -> str:
    """Write a date in full, such as ``vrijdag 4 december``.

    Parameters
    ----------
    value
        A date, a moment (shown in Dutch time), or an ISO text; other text is
        returned as it is.
    today
        The year is left out when it is the year of this date.

    Returns
    -------
    str
        The written date; an empty text for ``None``.
    """
    day = _as_date(value)
    if day is None:
        return "" if value is None else str(value)
    text = f"{WEEKDAGEN[day.weekday()]} {day.day} {MAANDEN[day.month - 1]}"
    return (
        text if today is not None and day.year == today.year else f"{text} {day.year}"
    )


def dutch_moment(value: datetime | str | None, *, today: date | None = None) -> str:
    """Write a moment in Dutch time, such as ``vrijdag 4 december, 14.05 uur``."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return str(value)
    if value is None:
        return ""
    local = _local(value)
    return f"{dutch_date(local.date(), today=today)}, {local:%H.%M} uur"


def near_date(value: date, *, today: date) -> str:
    """Write a date as ``vandaag`` or ``morgen`` where that is so, else in full."""
    names = {today: "vandaag", today + timedelta(days=1): "morgen"}
    return names.get(value) or dutch_date(value, today=today)


def count_words(number: int, one: str, many: str) -> str:
    """Write a number with its noun, such as ``1 week`` or ``7 weken``."""
    return f"{number} {one if number == 1 else many}"


def _as_date(value: date | datetime | str | None) -> date | None:
    if isinstance(value, datetime):
        return _local(value).date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def _local(value: datetime) -> datetime:
    # The record keeps UTC; SQLite gives it back without a zone.
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(ZoneInfo(_ZONE))
