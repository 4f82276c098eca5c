"""Hours of school: ‘2 uur per dag’, and the build-up they make."""

from __future__ import annotations

import re

from assistant.begrip.numbers import as_number, digits, tidy

Rij = dict[str, object]

_HOURS = re.compile(
    r"(?P<n>\d+(?:[.,]\d+)?)(?: ?(?:a|tot|-) ?\d+)? (?:uur|uren|u|uurtjes?)(?: "
    r"\w+){0,2}? (?P<per>per|in de|in een|elke|iedere|a) ?(?P<u>week|dag)"
)
_MINUTES = re.compile(r"(?P<n>\d+) minuten (?:per|elke|iedere) (?P<u>dag)")
_DAYS = re.compile(
    r"(?P<d>\d|een|elke) (?:dag|dagen|dagdelen|dagdeel|ochtenden?|"
    r"middagen?)(?: per week)?(?: "
    r"van)? (?P<n>\d+(?:[.,]\d+)?) (?:uur|uren)"
)
_TIMES = re.compile(
    r"(?P<d>\d) (?:keer|x|maal) (?:per week )?(?P<n>\d+(?:[.,]\d+)?) (?:uur|uren|u)\b"
)
_PLACE = {
    "school": r"\b(?:op|naar) (?:school|les)|in de klas|op school|naar school",
    "thuis": r"\bthuis\b|online",
    "voorziening": r"voorziening|structuurklas|opdc|time ?(?:in|out)",
    "zorg": r"zorgboerderij|dagbehandeling|zorgplek|kliniek",
}


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
    if re.search(r"\b(?:een uur|uurtje|een uurtje) (?:per|elke|iedere) ?dag\b", text):
        return 5.0
    if gevraagd and re.search(r"\b(?:per|elke|iedere) dag\b", text):
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
        match = re.search(
            (
                r"(?<![\d-])(\d+(?:[.,]\d+)?)(?: (?:uur|uren|u))?\b(?! (?:dag|jaar|"
                r"week|maand))"
            ),
            text,
        )
        hours = as_number(match[1]) if match else None
        if (
            re.search(r"\b(?:niet|nul|0|geen|helemaal niet|helemaal niets)\b", text)
            and hours is None
        ):
            hours = 0.0
    goes = re.search(
        (
            r"\b(?:gaat|gaan|komt|volgt|op school|naar school|les|onderwijs|zit nu|"
            r"is nu)\b"
        ),
        plat,
    )
    if hours is None or (
        not gevraagd
        and (
            not goes
            or re.search(
                (
                    r"\b(?:mist|miste|gemist|afwezig|verzuimt|kan hij aan|kan ze "
                    r"aan|aankan|opbouwen|moet|zou|wil|maximaal)\b"
                ),
                plat,
            )
        )
    ):
        return None
    place = next(
        (p for p, r in _PLACE.items() if p != "school" and re.search(r, plat)), None
    )
    row: Rij = {"uren_per_week": tidy(hours)}
    if place or gevraagd or re.search(_PLACE["school"], plat):
        row["plek"] = place or "school"
    return [row]
