"""Dates as people say them: ‘sinds maart’, ‘vorige week dinsdag’, ‘na de kerst’."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.begrip.calendar import Kalender, Moment
from assistant.begrip.durations import find_durations, shift_months
from assistant.begrip.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.vakanties import Vakantie

_MONTHS = (
    r"jan(?:uari)?", r"feb(?:ruari|r)?", r"m(?:aart|rt|aa)", r"apr(?:il)?", "mei",
    r"juni?", r"juli?", r"aug(?:ustus)?", r"sep(?:t|tember)?", r"okt(?:ober)?",
    r"nov(?:ember)?", r"dec(?:ember)?",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_YEAR = (
    r"(?:\s(?P<j>(?:19|20)\d\d|'\d\d)|\s(?P<rel>vorig|afgelopen|dit|volgend|"
    r"komend) jaar)?"
)
_DAYS = (
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
)  # fmt: skip
_DAY = "|".join(_DAYS)
_LAST = "vorige|afgelopen|verleden|laatste"
_NEXT = "volgende|komende|aanstaande"


def find_dates(plat: str, kalender: Kalender) -> list[Moment]:
    """Return the days named in a plain text, the most exact reading of each place."""
    text = digits(plat)
    found: list[Moment] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            if any(m.begin < match.end() and match.start() < m.eind for m in found):
                continue
            day = read(match, kalender)
            if day is not None:
                wide = read in (_school_year, _holiday, _period, _bare_year)
                found.append(Moment(day, match.start(), match.end(), wide))
    return sorted(found, key=lambda m: m.begin)


def find_since(plat: str, kalender: Kalender) -> date | None:
    """Return the day a bare answer to ‘since when’ names: a date or a duration."""
    dates = find_dates(plat, kalender)
    if dates:
        return min(dates, key=lambda m: (m.ruim, m.begin)).datum
    day: date | None = None
    joined = None
    for duur in find_durations(plat):
        if day is not None and (duur.begin, duur.eenheid) not in (
            (joined, "week"),
            (joined, "maand"),
            (joined, "dag"),
        ):
            break
        start = day or kalender.peildatum
        day = (duur.after if kalender.vooruit else duur.before)(start) or day
        joined = duur.eind + len(" en ")
    return day


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
    return next(i for i, p in enumerate(_MONTHS, 1) if re.fullmatch(p, word))


def _iso(match: re.Match[str], _: Kalender) -> date | None:
    return _safe(int(match[1]), int(match[2]), int(match[3]))


def _numeric(match: re.Match[str], kalender: Kalender) -> date | None:
    day, month, year = int(match[1]), int(match[2]), match[3]
    if year:
        return _safe(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    return kalender.nearest(lambda y: _safe(y, month, day))


def _day_month(match: re.Match[str], kalender: Kalender) -> date | None:
    day, month = int(match["d"]), _month_number(match["m"])
    year = _year(match, kalender)
    if year:
        return _safe(year, month, day)
    return kalender.nearest(lambda y: _safe(y, month, day))


def _part_of_month(match: re.Match[str], kalender: Kalender) -> date | None:
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


def _week_of_month(match: re.Match[str], kalender: Kalender) -> date | None:
    month = _month_number(match["m"])
    year = _year(match, kalender)

    def make(y: int) -> date:
        last = calendar.monthrange(y, month)[1]
        return date(y, month, last - 6 if match["l"] else 7 * int(match["w"]) - 6)

    return make(year) if year else kalender.nearest(make)


def _part_of_near_month(match: re.Match[str], kalender: Kalender) -> date:
    first = kalender.peildatum.replace(day=1)
    if match["v"]:
        first = shift_months(first, -1)
    if match["deel"].startswith("eind"):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first if match["deel"] == "begin" else first.replace(day=15)


def _word_day(match: re.Match[str], kalender: Kalender) -> date:
    steps = {
        "eergisteren": -2,
        "gister": -1,
        "gisteren": -1,
        "overmorgen": 2,
        "morgen": 1,
    }
    return kalender.peildatum + timedelta(days=steps.get(match[1], 0))


def _week_day(match: re.Match[str], kalender: Kalender) -> date:
    today = kalender.peildatum
    monday = today - timedelta(days=today.weekday())
    step = -7 if match["v"] else 7 if match["n"] else 0
    return monday + timedelta(days=step + _DAYS.index(match["dag"]))


def _weekday(match: re.Match[str], kalender: Kalender) -> date:
    today = kalender.peildatum
    ahead = bool(match["n"]) or (kalender.vooruit and not match["v"])
    away = (_DAYS.index(match["dag"]) - today.weekday()) % 7
    if ahead:
        return today + timedelta(days=away or 7)
    return today - timedelta(days=(7 - away) if away else (7 if match["v"] else 0))


def _weekday_ago(match: re.Match[str], kalender: Kalender) -> date:
    today = kalender.peildatum - timedelta(weeks=int(match["n"]))
    return today + timedelta(days=_DAYS.index(match["dag"]) - today.weekday())


def _period(match: re.Match[str], kalender: Kalender) -> date | None:
    today, unit = kalender.peildatum, match["u"]
    sign = -1 if match["v"] else 1 if match["n"] else 0
    if unit == "week":
        return today - timedelta(days=today.weekday()) + timedelta(days=7 * sign)
    if unit == "maand":
        return shift_months(today.replace(day=1), sign)
    return date(today.year + sign, 1, 1)


def _school_year(match: re.Match[str], kalender: Kalender) -> date | None:
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


def _holiday(match: re.Match[str], kalender: Kalender) -> date | None:
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
            days=(_DAYS.index(groups["dag"]) - first.weekday()) % 7
        )

    days = [day(v) for v in kalender.vakanties if v.soort == soort]
    today = kalender.peildatum
    if kalender.vooruit:
        return min((d for d in days if d >= today), default=None)
    past = sorted(d for d in days if d <= today)
    if match["jaar"]:
        past = [d for d in past if d.year < today.year]
    return past[-1] if past else None


def _ago(match: re.Match[str], kalender: Kalender) -> date | None:
    durations = find_durations(match[0]) or find_durations("een " + match[0])
    if not durations:
        return None
    ahead = match[0].startswith("over ")
    duur = durations[0]
    return duur.after(kalender.peildatum) if ahead else duur.before(kalender.peildatum)


def _week_number(match: re.Match[str], kalender: Kalender) -> date | None:
    def monday(year: int) -> date | None:
        try:
            return date.fromisocalendar(year, int(match[1]), 1)
        except ValueError:
            return None

    return kalender.nearest(monday)


_FEASTS = {"sinterklaas": (12, 5), "koningsdag": (4, 27), "nieuwjaar": (1, 1)}


def _feast(match: re.Match[str], kalender: Kalender) -> date | None:
    month, day = _FEASTS[match[1]]
    if match["jaar"]:
        return date(kalender.peildatum.year - 1, month, day)
    return kalender.nearest(lambda y: date(y, month, day))


def _bare_year(match: re.Match[str], kalender: Kalender) -> date:
    return date(int(match[1]), 1, 1)


_Reader = "Callable[[re.Match[str], Kalender], date | None]"
_UNIT = (
    r"(?:(?:school|les|werk)?dagen|dag|(?:school|les)?weken|week|maand(?:en)?|jaar|"
    r"mnd|wk|weekje|maandje|jaartje)"
)
_FORMS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], Kalender], date | None]], ...
] = (
    (re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"), _iso),
    (
        re.compile(r"(?<![\d.])(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d\d))?(?![\d])"),
        _numeric,
    ),
    (
        re.compile(
            rf"\b(?P<d>\d{{1,2}})(?:e|ste|de)? (?:van )?(?P<m>{_MONTH})\b{_YEAR}"
        ),
        _day_month,
    ),
    (
        re.compile(
            rf"\b(?:(?P<w>[1-4])e|(?P<l>laatste)) week van (?P<m>{_MONTH})\b{_YEAR}"
        ),
        _week_of_month,
    ),
    (
        re.compile(
            rf"\b(?P<deel>begin|half|midden|eind|einde) (?:van )?"
            rf"(?:(?P<v>{_LAST})|deze) maand\b"
        ),
        _part_of_near_month,
    ),
    (
        re.compile(
            rf"(?<!\d )(?<!\de )\b(?:(?P<deel>begin|start|half|midden|medio|0,5|eind|"
            rf"einde) (?:van |in )?)?"
            rf"(?P<m>{_MONTH})\b(?! ?vakantie){_YEAR}"
        ),
        _part_of_month,
    ),
    (
        re.compile(
            rf"\b(?:(?:(?P<wk>[1-4])e (?:school)?week|(?P<dag>{_DAY})) (?=na ))?"
            r"(?:(?P<rel>voor|na|sinds|tot aan|tot|vanaf|met) )?(?:de |het "
            r")?(?:afgelopen |vorige |laatste )?"
            r"(?P<naam>herfst|kerst|oud en nieuw|voorjaars|krokus|carnavals|"
            r"carnaval|mei|zomer|grote )"
            r"(?:vakantie|vak)(?P<jaar> vorig jaar)?\b"
        ),
        _holiday,
    ),
    (re.compile(r"\b(eergisteren|gisteren|gister|vandaag|overmorgen)\b"), _word_day),
    (re.compile(r"\b(vanmorgen|vanochtend|vanmiddag)\b"), _word_day),
    (
        re.compile(
            rf"\b(?:(?P<v>{_LAST})|(?P<n>{_NEXT})|deze) week (?:op )?(?P<dag>{_DAY})\b"
        ),
        _week_day,
    ),
    (
        re.compile(
            rf"\b(?P<dag>{_DAY}) (?:van )?(?:(?P<v>{_LAST})|(?P<n>{_NEXT})|deze) week\b"
        ),
        _week_day,
    ),
    (
        re.compile(rf"\b(?P<dag>{_DAY}) (?P<n>\d) weken (?:geleden|terug)\b"),
        _weekday_ago,
    ),
    (
        re.compile(rf"\b(?:(?P<v>{_LAST})|(?P<n>{_NEXT})|deze)? ?(?P<dag>{_DAY})\b"),
        _weekday,
    ),
    (
        re.compile(
            r"\b(?:(?:begin|start|aanvang|eerste dag|1e dag|(?P<eind>eind|einde)) "
            r"(?:van )?)?(?:het "
            r"|dit )?(?:(?P<w>vorige?|"
            r"afgelopen|dit|deze|volgend|nieuwe?|komend) )?(?:schooljaar|"
            r"studiejaar|cursusjaar)\b"
        ),
        _school_year,
    ),
    (
        re.compile(
            r"\b(?P<rel>voor|na|sinds|vanaf|met|tot) (?:de )?(?:afgelopen |vorige )?"
            r"(?P<naam>kerst|zomer|carnaval|oud en nieuw|herfst)(?P<jaar> "
            r"vorig jaar)?\b(?! vakantie)"
        ),
        _holiday,
    ),
    (
        re.compile(
            rf"\b(?:(?:[\d,]+|een)(?: (?:hele|volle))? )?{_UNIT} (?:geleden|terug)\b"
        ),
        _ago,
    ),
    (re.compile(rf"\b(?:een )?{_UNIT} of \d+ (?:geleden|terug)\b"), _ago),
    (re.compile(rf"\bover (?:[\d,]+|een) {_UNIT}\b"), _ago),
    (
        re.compile(rf"\b(?:(?P<v>{_LAST})|(?P<n>{_NEXT})) (?P<u>week|maand)\b"),
        _period,
    ),
    (re.compile(r"\b(?:sinds|vanaf|in|na|per) week ([1-5]?\d)\b"), _week_number),
    (
        re.compile(rf"\b({'|'.join(_FEASTS)})(?P<jaar> vorig jaar)?\b"),
        _feast,
    ),
    (re.compile(r"\b(?:sinds|vanaf|in) ((?:19|20)\d\d)\b"), _bare_year),
)
