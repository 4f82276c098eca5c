"""Durations: how they are said, and that they count back as the contract says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.begrip.durations import find_durations, shift_months
from assistant.begrip.text import plain

TODAY = date(2026, 11, 20)
WORDS = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]


@pytest.mark.parametrize(
    ("tekst", "eenheid", "aantal"),
    [
        ("ruim twee maanden", "maand", 2),
        ("een week of zes", "week", 6),
        ("anderhalve maand", "maand", 1.5),
        ("tweeënhalve week", "week", 2.5),
        ("twee en een half jaar", "jaar", 2.5),
        ("een half jaar", "maand", 6),
        ("drie kwart jaar", "maand", 9),
        ("drie kwartier", "minuut", 45),
        ("anderhalf uur", "uur", 1.5),
        ("vijf schoolweken", "week", 5),
        ("een goede maand", "maand", 1),
        ("2 à 3 weken", "week", 2),
        ("vijfentwintig minuten", "minuut", 25),
    ],
)
def test_duration_is_read(tekst, eenheid, aantal):
    duur = find_durations(plain(tekst, {}))[0]
    assert (duur.eenheid, duur.aantal) == (eenheid, aantal)


@pytest.mark.parametrize(
    "tekst", ["een paar weken", "een tijdje", "groep 8", "13 jarige"]
)
def test_what_is_not_exact_is_no_duration(tekst):
    assert find_durations(plain(tekst, {})) == []


@given(st.integers(1, 200))
def test_weeks_are_seven_days(weeks):
    assert find_durations(f"{weeks} weken")[0].before(TODAY) == TODAY - timedelta(
        days=7 * weeks
    )


@given(st.integers(2, 9))
def test_number_words_are_the_same_as_digits(number):
    in_words = find_durations(f"{WORDS[number]} maanden")[0]
    assert in_words.before(TODAY) == find_durations(f"{number} maanden")[0].before(
        TODAY
    )


@given(st.dates(date(2000, 1, 31), date(2040, 1, 1)), st.integers(0, 60))
def test_months_keep_the_day_or_end_the_month(day, months):
    moved = shift_months(day, -months)
    assert (day.year * 12 + day.month) - (moved.year * 12 + moved.month) == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


def test_school_days_skip_weekends():
    assert find_durations("5 schooldagen")[0].before(TODAY) == date(2026, 11, 13)
