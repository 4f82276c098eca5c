"""Dates: each form, the choice that is documented for it, and a round trip."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.begrip.calendar import Kalender, region_holidays
from assistant.begrip.dates import find_dates, find_since
from assistant.begrip.text import plain

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
TODAY = date(2026, 11, 20)


@pytest.fixture
def past(knowledge):
    return Kalender(TODAY, region_holidays(knowledge.vakanties))


@pytest.fixture
def ahead(knowledge):
    return Kalender(TODAY, region_holidays(knowledge.vakanties), vooruit=True)


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        # a month alone is its first day, the last time it came round
        ("sinds december", "2025-12-01"),
        ("oktober vorig jaar", "2025-10-01"),
        # since a holiday is the first school day after it
        ("sinds de kerst", "2026-01-05"),
        ("vanaf de voorjaarsvakantie", "2026-02-23"),
        ("herfstvakantie vorig jaar", "2025-10-27"),
        # before a holiday is the last day before it
        ("voor de herfstvakantie", "2026-10-16"),
        ("begin van dit schooljaar", "2026-08-31"),
        ("vorig schooljaar", "2025-09-01"),
        ("maandag van vorige week", "2026-11-09"),
        ("een maand geleden", "2026-10-20"),
        ("1-9", "2026-09-01"),
        ("1/9/26", "2026-09-01"),
        ("eergisteren", "2026-11-18"),
    ],
)
def test_day_is_read_as_documented(past, tekst, dag):
    assert find_since(plain(tekst, {}), past) == date.fromisoformat(dag)


@pytest.mark.parametrize(
    "tekst", ["31-2-2026", "40 maart", "geen idee", "groep 8", "13"]
)
def test_what_is_no_day_gives_none(past, tekst):
    assert find_dates(plain(tekst, {}), past) == []


def test_day_ahead_is_the_next_one(ahead):
    assert find_since("1 augustus", ahead) == date(2027, 8, 1)
    assert find_since("over 3 weken", ahead) == date(2026, 12, 11)


@given(st.dates(date(2023, 11, 21), TODAY))
def test_written_dates_come_back(day):
    kalender = Kalender(TODAY)
    for text in (
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"sinds {day.day} {MONTHS[day.month - 1][:3]} {day.year}",
    ):
        assert find_since(text, kalender) == day


@given(st.dates(TODAY - timedelta(days=364), TODAY))
def test_day_and_month_without_year_are_the_last_ones(day):
    assert find_since(f"{day.day} {MONTHS[day.month - 1]}", Kalender(TODAY)) == day
