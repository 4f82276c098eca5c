"""The clocks of a case: every day that law or practice names, passed or to come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from matching.klokken import clocks

if TYPE_CHECKING:
    from knowledge.load import Knowledge

DAY = date(2026, 9, 14)


def test_an_application_runs_six_weeks_and_once_four_more(knowledge: Knowledge) -> None:
    def ends(verlengd: str) -> dict[str, date]:
        row = {
            "datum_schriftelijke_aanmelding": DAY,
            "besluit": "in_behandeling",
            "verlengd_4_weken": verlengd,
        }
        found = clocks({"aanmeldingen": [row]}, knowledge, DAY)
        return {one.klok: one.datum for one in found}

    ten_weeks = DAY + timedelta(weeks=10)
    assert ends("nee") == {
        "besluit_over_aanmelding": DAY + timedelta(weeks=6),
        "tijdelijke_plaatsing": ten_weeks,
    }
    assert ends("ja") == {
        "besluit_na_verlenging": ten_weeks,
        "tijdelijke_plaatsing": ten_weeks,
    }


def test_three_months_are_calendar_months(knowledge: Knowledge) -> None:
    found = clocks({"verzuim_sinds": date(2026, 11, 30)}, knowledge, DAY)
    ends = {one.klok: one.datum for one in found}
    assert ends["drie_maanden_zonder_aanbod"] == date(2027, 2, 28)
    assert ends["vier_weken_thuis"] == date(2026, 12, 28)


def test_nothing_known_runs_no_clock(knowledge: Knowledge) -> None:
    assert clocks({}, knowledge, DAY) == ()


def test_the_day_of_today_decides_nothing(knowledge: Knowledge) -> None:
    @given(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(-900, 900))
    def holds(since: date, days: int) -> None:
        answers = {"verzuim_sinds": since}
        other = DAY + timedelta(days=days)
        assert clocks(answers, knowledge, DAY) == clocks(answers, knowledge, other)

    holds()


def test_a_mistyped_year_at_the_end_of_all_dates_starts_no_clock(
    knowledge: Knowledge,
) -> None:
    row = {"datum_schriftelijke_aanmelding": date.max, "besluit": "in_behandeling"}
    answers = {"aanmeldingen": [row], "verzuim_sinds": date.max}
    assert clocks(answers, knowledge, DAY) == ()
