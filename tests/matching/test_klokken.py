"""The clocks of a case: every day that law or practice names, passed or to come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from knowledge.termijnen import Gebeurtenis
from matching.kalender import Kalender
from matching.klokken import Looptijd, clock_end, clocks, running_clocks

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


def ends(
    knowledge: Knowledge, gebeurtenis: Gebeurtenis, day: date, peildatum: date = DAY
) -> dict[str, Looptijd]:
    kalender = Kalender(knowledge.vakanties, "midden")
    rows = knowledge.termijnen.values()
    found = running_clocks({gebeurtenis: [day]}, rows, kalender, peildatum)
    return {one.termijn.id: one for one in found}


def test_what_happened_starts_the_clocks_of_the_law(knowledge: Knowledge) -> None:
    def last(gebeurtenis: Gebeurtenis, klok: str, day: date = DAY) -> date:
        return ends(knowledge, gebeurtenis, day)[klok].uiterlijk

    assert last(Gebeurtenis.signaal, "bijeenkomen") == DAY + timedelta(days=2)
    applied = Gebeurtenis.aanmelding
    assert last(applied, "zorgplicht_besluit") == DAY + timedelta(weeks=6)
    # On day 71 the ten weeks are over and the temporary place begins.
    assert last(applied, "tijdelijke_plaatsing") == DAY + timedelta(days=71)
    longer = Gebeurtenis.aanmelding_verlengd
    assert last(longer, "zorgplicht_besluit_verlengd") == DAY + timedelta(weeks=10)
    assert last(Gebeurtenis.inschrijving, "opp_opstellen") == DAY + timedelta(weeks=6)
    assert last(Gebeurtenis.schorsing, "schorsing_duur") == DAY + timedelta(weeks=1)
    assert last(Gebeurtenis.besluit, "bezwaar_maken") == DAY + timedelta(weeks=6)
    assert last(Gebeurtenis.opp_besproken, "opp_evalueren") == date(2027, 9, 14)
    left = Gebeurtenis.uitschrijving
    assert last(left, "in_uitschrijving_melden") == DAY + timedelta(days=7)


def test_four_weeks_and_a_month_are_two_clocks(knowledge: Knowledge) -> None:
    since = date(2026, 9, 1)
    four_weeks = ends(knowledge, Gebeurtenis.verzuim, since)["thuiszitter_landelijk"]
    month = ends(knowledge, Gebeurtenis.thuis, since)["actietafel_wachten"]
    assert four_weeks.uiterlijk == date(2026, 9, 30)
    assert month.uiterlijk == date(2026, 10, 1)


def test_a_tlv_holds_the_school_year_after_and_the_rest_of_this_one(
    knowledge: Knowledge,
) -> None:
    end = ends(knowledge, Gebeurtenis.tlv_afgifte, DAY)["tlv_geldigheid"].uiterlijk
    assert end == date(2028, 7, 31)
    assert clock_end(knowledge.termijnen["tlv_geldigheid"], date(2026, 7, 31)) == date(
        2027, 7, 31
    )


def test_four_school_weeks_skip_the_holiday(knowledge: Knowledge) -> None:
    row = knowledge.termijnen["zestien_uur_periode"]
    kalender = Kalender(knowledge.vakanties, "midden")
    monday = date(2026, 10, 12)
    assert clock_end(row, monday, kalender) == date(2026, 11, 15)
    assert clock_end(row, monday) == monday + timedelta(weeks=4)


def test_some_clocks_run_back_from_a_day(knowledge: Knowledge) -> None:
    row = knowledge.termijnen["aanmelden_vooraf"]
    assert clock_end(row, DAY) == DAY - timedelta(weeks=10)


def test_what_is_still_to_come_starts_no_clock(knowledge: Knowledge) -> None:
    tomorrow = DAY + timedelta(days=1)
    assert ends(knowledge, Gebeurtenis.signaal, tomorrow) == {}
    assert not ends(knowledge, Gebeurtenis.signaal, DAY)["bijeenkomen"].voorbij
    later = DAY + timedelta(days=3)
    assert ends(knowledge, Gebeurtenis.signaal, DAY, later)["bijeenkomen"].voorbij
