"""Dates as people say them: ‘sinds maart’, ‘vorige week dinsdag’, ‘na de kerst’."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.calendar import Moment
from assistant.begrip.date_readers import (
    FEASTS,
    MONTHS,
    read_ago,
    read_bare_year,
    read_day_month,
    read_feast,
    read_holiday,
    read_iso,
    read_numeric,
    read_part_of_month,
    read_part_of_near_month,
    read_period,
    read_school_year,
    read_week_day,
    read_week_number,
    read_week_of_month,
    read_weekday,
    read_weekday_ago,
    read_word_day,
)
from assistant.begrip.durations import find_durations
from assistant.begrip.numbers import digits
from knowledge.kalenderwoorden import WEEKDAGEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from assistant.begrip.calendar import Kalender
    from assistant.begrip.durations import Duur

_MONTH = "|".join(MONTHS)
_YEAR = (
    r"(?:\s(?P<j>(?:19|20)\d\d|'\d\d)|\s(?P<rel>vorig|afgelopen|dit|volgend|"
    r"komend) jaar)?"
)
_DAY = "|".join(WEEKDAGEN)
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
                found.append(Moment(day, match.start(), match.end(), read in _WIDE))
    return sorted(found, key=lambda m: m.begin)


def find_since(plat: str, kalender: Kalender) -> date | None:
    """Return the day a bare answer to ‘since when’ names: a date or a duration."""
    dates = find_dates(plat, kalender)
    if dates:
        return min(dates, key=lambda m: (m.ruim, m.begin)).datum
    return _joined(find_durations(plat), kalender)


def _joined(duren: list[Duur], kalender: Kalender) -> date | None:
    """Return the day some time away; ‘een jaar en drie maanden’ is one length."""
    day: date | None = None
    end = None
    for duur in duren:
        if day is not None and duur.begin != end:
            break
        shift = duur.after if kalender.vooruit else duur.before
        day = shift(day or kalender.peildatum) or day
        end = duur.eind + len(" en ")
    return day


_UNIT = (
    r"(?:(?:school|les|werk)?dagen|dag|(?:school|les)?weken|week|maand(?:en)?|jaar|"
    r"mnd|wk|weekje|maandje|jaartje)"
)
_FORMS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], Kalender], date | None]], ...
] = (
    (re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"), read_iso),
    (
        re.compile(r"(?<![\d.])(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d\d))?(?![\d])"),
        read_numeric,
    ),
    (
        re.compile(
            rf"\b(?P<d>\d{{1,2}})(?:e|ste|de)? (?:van )?(?P<m>{_MONTH})\b{_YEAR}"
        ),
        read_day_month,
    ),
    (
        re.compile(
            rf"\b(?:(?P<w>[1-4])e|(?P<l>laatste)) week van (?P<m>{_MONTH})\b{_YEAR}"
        ),
        read_week_of_month,
    ),
    (
        re.compile(
            rf"\b(?P<deel>begin|half|midden|eind|einde) (?:van )?"
            rf"(?:(?P<v>{_LAST})|deze) maand\b"
        ),
        read_part_of_near_month,
    ),
    (
        re.compile(
            rf"(?<!\d )(?<!\de )\b(?:(?P<deel>begin|start|half|midden|medio|0,5|eind|"
            rf"einde) (?:van |in )?)?"
            rf"(?P<m>{_MONTH})\b(?! ?vakantie){_YEAR}"
        ),
        read_part_of_month,
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
        read_holiday,
    ),
    (
        re.compile(r"\b(eergisteren|gisteren|gister|vandaag|overmorgen)\b"),
        read_word_day,
    ),
    (re.compile(r"\b(vanmorgen|vanochtend|vanmiddag)\b"), read_word_day),
    (
        re.compile(
            rf"\b(?:(?P<v>{_LAST})|(?P<n>{_NEXT})|deze) week (?:op )?(?P<dag>{_DAY})\b"
        ),
        read_week_day,
    ),
    (
        re.compile(
            rf"\b(?P<dag>{_DAY}) (?:van )?(?:(?P<v>{_LAST})|(?P<n>{_NEXT})|deze) week\b"
        ),
        read_week_day,
    ),
    (
        re.compile(rf"\b(?P<dag>{_DAY}) (?P<n>\d) weken (?:geleden|terug)\b"),
        read_weekday_ago,
    ),
    (
        re.compile(rf"\b(?:(?P<v>{_LAST})|(?P<n>{_NEXT})|deze)? ?(?P<dag>{_DAY})\b"),
        read_weekday,
    ),
    (
        re.compile(
            r"\b(?:(?:begin|start|aanvang|eerste dag|1e dag|(?P<eind>eind|einde)) "
            r"(?:van )?)?(?:het "
            r"|dit )?(?:(?P<w>vorige?|"
            r"afgelopen|dit|deze|volgend|nieuwe?|komend) )?(?:schooljaar|"
            r"studiejaar|cursusjaar)\b"
        ),
        read_school_year,
    ),
    (
        re.compile(
            r"\b(?P<rel>voor|na|sinds|vanaf|met|tot) (?:de )?(?:afgelopen |vorige )?"
            r"(?P<naam>kerst|zomer|carnaval|oud en nieuw|herfst)(?P<jaar> "
            r"vorig jaar)?\b(?! vakantie)"
        ),
        read_holiday,
    ),
    (
        re.compile(
            rf"\b(?:(?:[\d,]+|een)(?: (?:hele|volle))? )?{_UNIT} (?:geleden|terug)\b"
        ),
        read_ago,
    ),
    (re.compile(rf"\b(?:een )?{_UNIT} of \d+ (?:geleden|terug)\b"), read_ago),
    (re.compile(rf"\bover (?:[\d,]+|een) {_UNIT}\b"), read_ago),
    (
        re.compile(rf"\b(?:(?P<v>{_LAST})|(?P<n>{_NEXT})) (?P<u>week|maand)\b"),
        read_period,
    ),
    (re.compile(r"\b(?:sinds|vanaf|in|na|per) week ([1-5]?\d)\b"), read_week_number),
    (
        re.compile(rf"\b({'|'.join(FEASTS)})(?P<jaar> vorig jaar)?\b"),
        read_feast,
    ),
    (re.compile(r"\b(?:sinds|vanaf|in) ((?:19|20)\d\d)\b"), read_bare_year),
)
_WIDE = frozenset({read_school_year, read_holiday, read_period, read_bare_year})
"""Readers of a stretch of time: a day named beside it says more."""
