"""Dates as people say them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.web.dates import (
    count_words,
    dutch_date,
    dutch_moment,
)
from knowledge.kalenderwoorden import MAANDEN, WEEKDAGEN

TODAY = date(2026, 9, 14)


def test_a_date_in_this_year_is_written_without_the_year():
    assert dutch_date(date(2026, 12, 4), today=TODAY) == "vrijdag 4 december"


def test_a_date_in_another_year_keeps_its_year():
    assert dutch_date(date(2027, 1, 1), today=TODAY) == "vrijdag 1 januari 2027"


def test_an_iso_text_reads_as_its_date_and_other_text_stays_as_it_is():
    assert dutch_date("2026-12-04", today=TODAY) == "vrijdag 4 december"
    assert dutch_date("na de herfst", today=TODAY) == "na de herfst"
    assert dutch_date(None) == ""


def test_a_moment_is_shown_in_dutch_summer_and_winter_time():
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    winter = datetime(2026, 12, 1, 22, 30, tzinfo=UTC)
    assert dutch_moment(summer, today=TODAY) == "donderdag 2 juli, 00.30 uur"
    assert dutch_moment(winter, today=TODAY) == "dinsdag 1 december, 23.30 uur"


def test_a_moment_without_a_zone_counts_as_utc():
    naive = datetime(2026, 7, 1, 22, 30)  # noqa: DTZ001
    assert dutch_moment(naive, today=TODAY) == "donderdag 2 juli, 00.30 uur"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_written_date_can_be_read_back(day):
    weekday, number, month, year = dutch_date(day).split()
    assert WEEKDAGEN.index(weekday) == day.weekday()
    assert date(int(year), MAANDEN.index(month) + 1, int(number)) == day


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 weken"), (1, "1 week"), (7, "7 weken")]
)
def test_a_number_agrees_with_its_noun(number, text):
    assert count_words(number, "week", "weken") == text
