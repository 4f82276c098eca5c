"""The day of asking, goals and a bridge of small problems with days."""

from __future__ import annotations

from datetime import date, timedelta

TODAY = "2026-11-23"
GOALS = ["urgent_geplaatst", "zonder_overbrugging", "weken_thuis"]
BRIDGE = {"soort": "overbrugging"}


def day(number: int) -> str:
    """Return the day so many days from today."""
    return (date.fromisoformat(TODAY) + timedelta(days=number)).isoformat()
