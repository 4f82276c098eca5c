"""Hours of school: ‘2 uur per dag’, and the build-up they make."""

from __future__ import annotations

import re

from assistant.begrip.numbers import as_number, digits, tidy
from assistant.begrip.patterns import Pattern, Values

Rij = dict[str, object]

_HOURS = Pattern("uren", "uren_per")
_MINUTES = Pattern("uren", "minuten_per")
_DAYS = Pattern("uren", "dagen_van")
_TIMES = Pattern("uren", "keren")
_PLACE = Values("uren", "plek")
_AN_HOUR_A_DAY = Pattern("uren", "uur_per_dag")
_PER_DAY = Pattern("uren", "per_dag")
_BARE = Pattern("uren", "los_getal")
_NONE = Pattern("uren", "geen")
_GOES = Pattern("uren", "gaat")
_MISSES = Pattern("uren", "mist")


def find_hours(plat: str, *, gevraagd: bool) -> float | None:
    """Return hours per week; hours per day count five times.

    Source: the contract.
    """
    text = digits(plat)
    days = _DAYS.search(text) or _TIMES.search(text)
    if days:
        count = {"een": 1, "elke": 5}.get(days["d"]) or int(days["d"])
        return count * as_number(days["n"])
    match = _HOURS.search(text)
    if match:
        return as_number(match["n"]) * (5 if match["u"] == "dag" else 1)
    minutes = _MINUTES.search(text)
    if minutes:
        return int(minutes["n"]) * 5 / 60
    if _AN_HOUR_A_DAY.search(text):
        return 5.0
    if gevraagd and _PER_DAY.search(text):
        number = re.search(r"(?<![\d-])\d+(?:[.,]\d+)?(?![\d-])", text)
        return as_number(number[0]) * 5 if number else None
    return None


def find_build_up(plat: str, *, gevraagd: bool) -> list[Rij] | None:
    """Return how many hours the pupil goes now: a row of ``opbouw_schoolgang`` each."""
    parts = re.split(r" (?:,|en) (?=\S+ (?:uur|uren)\b)", plat)
    rows = [r for p in parts for r in _build_up(p, gevraagd=gevraagd) or ()]
    return rows or None


def _build_up(plat: str, *, gevraagd: bool) -> list[Rij] | None:
    text = digits(plat)
    hours = find_hours(plat, gevraagd=gevraagd)
    if hours is None and gevraagd:
        match = _BARE.search(text)
        hours = as_number(match[1]) if match else None
        if _NONE.search(text) and hours is None:
            hours = 0.0
    goes = _GOES.search(plat)
    if hours is None or (not gevraagd and (not goes or _MISSES.search(plat))):
        return None
    named = [place for place, words in _PLACE if words.search(plat)]
    row: Rij = {"uren_per_week": tidy(hours)}
    if named or gevraagd:
        elsewhere = (place for place in named if place != "school")
        row["plek"] = next(elsewhere, "school")
    return [row]
