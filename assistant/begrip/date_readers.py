"""How each way of naming a day is read: the readers of ``dates``."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.begrip.durations import find_durations, shift_months
from knowledge.kalenderwoorden import WEEKDAGEN

if TYPE_CHECKING:
    from assistant.begrip.calendar import Kalender
    from knowledge.vakanties import Vakantie

MONTHS = (
    r"jan(?:uari)?", r"feb(?:ruari|r)?", r"m(?:aart|rt|aa)", r"apr(?:il)?", "mei",
    r"juni?", r"juli?", r"aug(?:ustus)?", r"sep(?:t|tember)?", r"okt(?:ober)?",
    r"nov(?:ember)?", r"dec(?:ember)?",
)  # fmt: skip


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(match: re.Match[str], kalender: Kalender) -> int | None:
    if match["j"]:
        return int(match["j"]) if match["j"][0] != "'" else 2000 + int(match["j"][1:])
    step = {"vorig": -1, "afgelopen": -1, "dit": 0, "volgend": 1, "komend": 1}
    return kalender.peildatum.year + step[match["rel"]] if match["rel"] else None


def _month_number(word: str) -> int:
    return next(i for i, p in enumerate(MONTHS, 1) if re.fullmatch(p, word))


def read_iso(match: re.Match[str], _: Kalender) -> date | None:
    """Read ‘2026-10-05’."""
    return _safe(int(match[1]), int(match[2]), int(match[3]))


def read_numeric(match: re.Match[str], kalender: Kalender) -> date | None:
    """Read ‘5-10’ and ‘5/10/26’."""
    day, month, year = int(match[1]), int(match[2]), match[3]
    if year:
        return _safe(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    return kalender.nearest(lambda y: _safe(y, month, day))


def read_day_month(match: re.Match[str], kalender: Kalender) -> date | None:
    """Read ‘5 oktober’ and ‘5 oktober vorig jaar’."""
    day, month = int(match["d"]), _month_number(match["m"])
    year = _year(match, kalender)
    if year:
        return _safe(year, month, day)
    return kalender.nearest(lambda y: _safe(y, month, day))


def read_part_of_month(match: re.Match[str], kalender: Kalender) -> date | None:
    """Read ‘half oktober’, ‘eind september’ and a bare ‘maart’ (its first day)."""
    month, part = _month_number(match["m"]), match["deel"] or "begin"
    year = _year(match, kalender)

    def make(y: int) -> date:
        if part.startswith("eind"):
            return date(y, month, calendar.monthrange(y, month)[1])
        return date(y, month, 1 if part in ("begin", "start") else 15)

    if year:
        return make(year)
    if not kalender.vooruit and part.startswith("eind"):
        # the month itself may be running: eind november, said on 28 November
        today = kalender.peildatum
        if today.month == month and today.day >= 20:
            return today
    return kalender.nearest(make)


def read_week_of_month(match: re.Match[str], kalender: Kalender) -> date | None:
    """Read ‘de tweede week van oktober’ as its first day."""
    month = _month_number(match["m"])
    year = _year(match, kalender)

    def make(y: int) -> date:
        last = calendar.monthrange(y, month)[1]
        return date(y, month, last - 6 if match["l"] else 7 * int(match["w"]) - 6)

    return make(year) if year else kalender.nearest(make)


def read_part_of_near_month(match: re.Match[str], kalender: Kalender) -> date:
    """Read ‘begin deze maand’ and ‘eind vorige maand’."""
    first = kalender.peildatum.replace(day=1)
    if match["v"]:
        first = shift_months(first, -1)
    if match["deel"].startswith("eind"):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first if match["deel"] == "begin" else first.replace(day=15)


def read_word_day(match: re.Match[str], kalender: Kalender) -> date:
    """Read ‘gisteren’, ‘eergisteren’ and ‘vandaag’."""
    steps = {
        "eergisteren": -2,
        "gister": -1,
        "gisteren": -1,
        "overmorgen": 2,
        "morgen": 1,
    }
    return kalender.peildatum + timedelta(days=steps.get(match[1], 0))


def read_week_day(match: re.Match[str], kalender: Kalender) -> date:
    """Read ‘vorige week dinsdag’."""
    today = kalender.peildatum
    monday = today - timedelta(days=today.weekday())
    step = -7 if match["v"] else 7 if match["n"] else 0
    return monday + timedelta(days=step + WEEKDAGEN.index(match["dag"]))


def read_weekday(match: re.Match[str], kalender: Kalender) -> date:
    """Read a bare ‘dinsdag’: the last one, or the next when looking ahead."""
    today = kalender.peildatum
    ahead = bool(match["n"]) or (kalender.vooruit and not match["v"])
    away = (WEEKDAGEN.index(match["dag"]) - today.weekday()) % 7
    if ahead:
        return today + timedelta(days=away or 7)
    return today - timedelta(days=(7 - away) if away else (7 if match["v"] else 0))


def read_weekday_ago(match: re.Match[str], kalender: Kalender) -> date:
    """Read ‘woensdag twee weken geleden’."""
    today = kalender.peildatum - timedelta(weeks=int(match["n"]))
    return today + timedelta(days=WEEKDAGEN.index(match["dag"]) - today.weekday())


def read_period(match: re.Match[str], kalender: Kalender) -> date | None:
    """Read ‘vorige week’ and ‘vorige maand’ as the first day."""
    today, unit = kalender.peildatum, match["u"]
    sign = -1 if match["v"] else 1 if match["n"] else 0
    if unit == "week":
        return today - timedelta(days=today.weekday()) + timedelta(days=7 * sign)
    if unit == "maand":
        return shift_months(today.replace(day=1), sign)
    return date(today.year + sign, 1, 1)


def read_school_year(match: re.Match[str], kalender: Kalender) -> date | None:
    """Read ‘begin dit schooljaar’ and ‘eind vorig schooljaar’."""
    summers = sorted(
        (v for v in kalender.vakanties if v.soort == "zomer"), key=lambda v: v.van
    )
    starts = [v.eerste_schooldag for v in summers]
    today = kalender.peildatum
    past = [d for d in starts if d <= today]
    ahead = [d for d in starts if d > today]
    if match["w"] in ("vorig", "afgelopen") and match["eind"]:
        ended = [v.van - timedelta(days=1) for v in summers if v.van <= today]
        return ended[-1] if ended else None
    if match["w"] in ("vorig", "afgelopen"):
        return past[-2] if len(past) > 1 else None
    if match["w"] in ("volgend", "nieuw", "nieuwe", "komend") or (
        kalender.vooruit and match["w"] not in ("dit", "deze")
    ):
        return ahead[0] if ahead else None
    return past[-1] if past else None


_HOLIDAY_WORDS = {
    (
        "herfst"
    ): (
        "herfst"
    ), (
        "kerst"
    ): (
        "kerst"
    ), (
        "oud en nieuw"
    ): (
        "kerst"
    ), (
        "voorjaars"
    ): (
        "voorjaar"
    ),
    "krokus": "voorjaar", "carnavals": "voorjaar", "carnaval": "voorjaar", "mei": "mei",
    "zomer": "zomer", "grote ": "zomer",
}  # fmt: skip


def read_holiday(match: re.Match[str], kalender: Kalender) -> date | None:
    """Read ‘na de kerstvakantie’: the first school day, or the last day before."""
    soort = _HOLIDAY_WORDS[match["naam"]]
    before = match["rel"] in ("voor", "tot", "tot aan")

    groups = match.groupdict()
    later = timedelta(weeks=int(groups.get("wk") or 1) - 1)

    def day(v: Vakantie) -> date:
        if before:
            return v.van - timedelta(days=1)
        first = v.eerste_schooldag + later
        if not groups.get("dag"):
            return first
        return first + timedelta(
            days=(WEEKDAGEN.index(groups["dag"]) - first.weekday()) % 7
        )

    days = [day(v) for v in kalender.vakanties if v.soort == soort]
    today = kalender.peildatum
    if kalender.vooruit:
        return min((d for d in days if d >= today), default=None)
    past = sorted(d for d in days if d <= today)
    if match["jaar"]:
        past = [d for d in past if d.year < today.year]
    return past[-1] if past else None


def read_ago(match: re.Match[str], kalender: Kalender) -> date | None:
    """Read ‘drie weken geleden’ and ‘over een maand’."""
    durations = find_durations(match[0]) or find_durations("een " + match[0])
    if not durations:
        return None
    ahead = match[0].startswith("over ")
    duur = durations[0]
    return duur.after(kalender.peildatum) if ahead else duur.before(kalender.peildatum)


def read_week_number(match: re.Match[str], kalender: Kalender) -> date | None:
    """Read ‘week 40’ as its Monday."""

    def monday(year: int) -> date | None:
        try:
            return date.fromisocalendar(year, int(match[1]), 1)
        except ValueError:
            return None

    return kalender.nearest(monday)


FEASTS = {"sinterklaas": (12, 5), "koningsdag": (4, 27), "nieuwjaar": (1, 1)}


def read_feast(match: re.Match[str], kalender: Kalender) -> date | None:
    """Read a feast with a fixed day."""
    month, day = FEASTS[match[1]]
    if match["jaar"]:
        return date(kalender.peildatum.year - 1, month, day)
    return kalender.nearest(lambda y: date(y, month, day))


def read_bare_year(match: re.Match[str], kalender: Kalender) -> date:
    """Read ‘sinds 2024’ as the first of January."""
    return date(int(match[1]), 1, 1)
