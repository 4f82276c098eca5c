"""School days and school weeks where no file says which days had lessons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.kalender import Kalender, next_school_year


@pytest.fixture
def noord(knowledge):
    return Kalender(knowledge.vakanties, "noord")


def test_weekends_and_holidays_of_the_region_are_no_school_days(noord, knowledge):
    autumn = date(2026, 10, 12)
    assert not noord.is_school_day(autumn)
    assert Kalender(knowledge.vakanties, "midden").is_school_day(autumn)
    assert not noord.is_school_day(date(2026, 11, 21))
    assert noord.is_school_day(date(2026, 11, 20))


def test_without_a_region_only_days_that_all_have_off(knowledge):
    some = Kalender(knowledge.vakanties)
    assert some.is_school_day(date(2026, 10, 12))
    assert not some.is_school_day(date(2026, 12, 28))
    assert Kalender(()).is_school_day(date(2026, 12, 28))


def test_school_days_are_counted_over_a_holiday(noord):
    friday = date(2026, 10, 9)
    assert noord.add_school_days(friday, 0) == friday
    assert noord.add_school_days(friday, 1) == date(2026, 10, 19)
    assert noord.add_school_days(date(2026, 10, 10), 0) == date(2026, 10, 19)


def test_school_weeks_are_counted_over_a_holiday(noord, knowledge):
    monday = date(2026, 9, 28)
    assert noord.add_school_weeks(monday, 4) == date(2026, 11, 1)
    midden = Kalender(knowledge.vakanties, "midden")
    assert midden.add_school_weeks(date(2026, 9, 7), 4) == date(2026, 10, 4)


def test_a_school_year_begins_in_august():
    assert next_school_year(date(2026, 7, 31)) == date(2026, 8, 1)
    assert next_school_year(date(2026, 8, 1)) == date(2027, 8, 1)


@given(
    st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.integers(0, 60), st.integers(0, 60)
)
def test_school_days_add_up(knowledge, dag, een, meer):
    kalender = Kalender(knowledge.vakanties, "zuid")
    first = kalender.add_school_days(dag, een)
    assert kalender.is_school_day(first)
    assert first >= dag
    assert kalender.add_school_days(first, meer) == kalender.add_school_days(
        dag, een + meer
    )
    assert kalender.add_school_weeks(dag, 1) >= dag + timedelta(days=-dag.weekday())
