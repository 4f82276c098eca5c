"""Names of months and days, in one place for all who read or write dates."""

from __future__ import annotations

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
WEEKDAGEN = (
    *("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"),
    *("zaterdag", "zondag"),
)
