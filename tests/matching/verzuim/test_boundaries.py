"""Every definition on both sides of its bound."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matching.verzuim.evaluate import evaluate
from tests.matching.verzuim.days_lived import PEILDATUM, day_frame, lived, missed

FRIDAY = PEILDATUM
AUTUMN = date(2026, 8, 31)


def present(**more):
    return lived(AUTUMN, FRIDAY, **more)


def home(since, soort="ongeoorloofd", until=FRIDAY, **more):
    return missed(present(**more), since, until, soort)


# --- four weeks, a month, three months ------------------------------------------------


@pytest.mark.parametrize(("days", "holds"), [(27, False), (28, False), (29, True)])
def test_national_is_more_than_28_days(judge, days, holds):
    since = FRIDAY - timedelta(days=days)
    told = judge(home(since, until=FRIDAY))["landelijk"]
    first = min(day for day in present() if day >= since)
    assert told.geldt is ((FRIDAY - first).days > 28)
    assert told.geldt is holds
    assert told.sinds == (first if holds else None)


def test_exactly_four_weeks_counts_only_with_the_other_reading(judge):
    days = home(FRIDAY - timedelta(days=28))
    assert not judge(days)["landelijk"].geldt
    other = {"landelijk": {"grens": "minstens"}}
    told = judge(days, instellingen=other)["landelijk"]
    assert told.geldt
    assert "28 dagen of meer" in told.uitleg


def test_a_month_is_a_calendar_month(judge):
    days = missed(
        lived(date(2026, 1, 5), date(2026, 2, 27)),
        date(2026, 1, 30),
        date(2026, 2, 27),
        "ziek",
    )
    # 30 January plus a month is the last day of February: 29 days are not needed.
    assert not judge(days, date(2026, 2, 27))["actietafel"].geldt
    assert judge(days, date(2026, 2, 28))["actietafel"].geldt
    assert (date(2026, 2, 28) - date(2026, 1, 30)).days == 29
    # From 1 March a month is longer than four weeks and three days.
    spring = missed(
        lived(date(2026, 2, 2), date(2026, 4, 1)),
        date(2026, 3, 2),
        date(2026, 4, 1),
        "ziek",
    )
    assert not judge(spring, date(2026, 4, 1))["actietafel"].geldt
    assert judge(spring, date(2026, 4, 2))["actietafel"].geldt


def test_the_two_groups_of_the_inspectorate_never_overlap(judge):
    since = date(2026, 9, 1)
    for day in (date(2026, 9, 29), date(2026, 9, 30), date(2026, 11, 20)):
        told = judge(home(since, until=day), day)
        assert told["inspectie_lrv_4_weken"].geldt is told["inspectie_lrv"].geldt
        assert not told["inspectie_lrv_3_maanden"].geldt
    exactly = date(2026, 12, 1)
    days = missed(
        lived(AUTUMN, date(2026, 12, 2)), since, date(2026, 12, 2), "ongeoorloofd"
    )
    assert judge(days, exactly)["inspectie_lrv_4_weken"].geldt
    later = judge(days, exactly + timedelta(days=1))
    assert later["inspectie_lrv_3_maanden"].geldt
    assert not later["inspectie_lrv_4_weken"].geldt
    assert later["inspectie_lrv"].sinds == since


# --- what ends being at home without a valid reason -----------------------------------

SIX_WEEKS = FRIDAY - timedelta(days=42)


@pytest.mark.parametrize(
    "soort", ["aanwezig", "ziek", "verlof", "geoorloofd", "schorsing"]
)
def test_one_day_with_another_reason_begins_it_anew(judge, soort):
    days = home(SIX_WEEKS)
    days[date(2026, 11, 4)] = (6.0, 0.0 if soort == "aanwezig" else 6.0, soort)
    told = judge(days)["landelijk"]
    assert not told.geldt
    assert "5 november 2026" in told.uitleg


def test_one_hour_at_school_ends_it(judge):
    days = home(SIX_WEEKS)
    days[FRIDAY] = (6.0, 5.0, "ongeoorloofd")
    told = judge(days)["landelijk"]
    assert not told.geldt
    assert "5 van 6 uren gemist" in told.uitleg
    other = {"landelijk": {"dag": "nee"}}
    assert judge(days, instellingen=other)["landelijk"].geldt


def test_half_days_are_no_home_but_hidden(judge):
    days = missed(present(), SIX_WEEKS, FRIDAY, "ongeoorloofd", gemist=4.0)
    told = judge(days)
    assert not told["landelijk"].geldt
    assert told["dordrecht"].geldt
    assert told["verborgen"].geldt
    assert told["amsterdam_thuis"].geldt


def test_a_holiday_does_not_end_it_and_its_days_count(judge):
    week_off = [date(2026, 10, 19) + timedelta(days=n) for n in range(7)]
    days = home(date(2026, 10, 12), vrij=week_off)
    told = judge(days)["landelijk"]
    assert told.geldt
    assert told.sinds == date(2026, 10, 12)


def test_ill_for_weeks_is_not_national_but_much_absence(judge):
    told = judge(home(SIX_WEEKS, "ziek"))
    held = {name for name, one in told.items() if one.geldt}
    assert "landelijk" not in held
    assert {"dordrecht", "vuijk", "actietafel", "verborgen"} <= held
    assert "zestien_uur" not in held
    assert "ingrado_2010" not in held


def test_leave_granted_by_the_school(judge):
    told = judge(home(SIX_WEEKS, "verlof"))
    assert not told["dordrecht"].geldt
    assert not told["landelijk"].geldt
    assert not told["zestien_uur"].geldt
    assert told["vuijk"].geldt
    assert told["ingrado_2010"].geldt
    other = {"vuijk": {"verlof": "nee"}}
    assert not judge(home(SIX_WEEKS, "verlof"), instellingen=other)["vuijk"].geldt


def test_the_weekend_after_the_last_day_counts_as_days(judge):
    days = home(FRIDAY - timedelta(days=28))
    assert not judge(days, FRIDAY)["landelijk"].geldt
    assert judge(days, FRIDAY + timedelta(days=1))["landelijk"].geldt


# --- windows of school weeks ----------------------------------------------------------


def test_exactly_half_is_not_more_than_half(judge):
    days = home(date(2026, 11, 9))
    told = judge(days)["dordrecht"]
    assert not told.geldt
    assert "60 van 120 uren (50%)" in told.uitleg
    days[date(2026, 11, 6)] = (6.0, 0.5, "ziek")
    told = judge(days)["dordrecht"]
    assert told.geldt
    assert told.sinds == date(2026, 11, 6)
    assert told.uitleg == (
        "Afwezig 60,5 van 120 uren (50,4%) in de 4 schoolweken van 26 oktober 2026 t/m "
        "20 november 2026; grens: meer dan 50%; inschrijving niet nagegaan."
    )


@pytest.mark.parametrize(("hours", "holds"), [(15.75, False), (16.0, True)])
def test_sixteen_hours_is_enough(judge, hours, holds):
    days = present()
    for day, part in zip(
        (date(2026, 10, 26), date(2026, 11, 4), date(2026, 11, 20)),
        (6.0, 6.0, hours - 12),
        strict=True,
    ):
        days[day] = (6.0, part, "ongeoorloofd")
    told = judge(days)["zestien_uur"]
    assert told.geldt is holds
    assert told.sinds == (date(2026, 10, 26) if holds else None)


def test_hours_of_the_fifth_week_back_do_not_count(judge):
    days = present()
    for day in (date(2026, 10, 23), date(2026, 11, 2), date(2026, 11, 3)):
        days[day] = (6.0, 6.0, "ongeoorloofd")
    assert not judge(days)["zestien_uur"].geldt


def test_a_holiday_makes_four_school_weeks_reach_further_back(judge):
    week_off = [date(2026, 11, 2) + timedelta(days=n) for n in range(7)]
    days = present(vrij=week_off)
    for day in (date(2026, 10, 23), date(2026, 10, 26), date(2026, 10, 27)):
        days[day] = (6.0, 6.0, "ongeoorloofd")
    told = judge(days)["zestien_uur"]
    assert told.geldt
    assert "van 19 oktober 2026 t/m 20 november 2026" in told.uitleg


def test_the_running_week_is_one_of_the_four(judge):
    tuesday = date(2026, 11, 17)
    days = missed(lived(AUTUMN, FRIDAY), date(2026, 10, 26), FRIDAY, "ongeoorloofd")
    told = judge(days, tuesday)["zestien_uur"]
    assert "van 26 oktober 2026 t/m 17 november 2026" in told.uitleg


@pytest.mark.parametrize(("hours", "holds"), [(14.5, False), (15.0, True)])
def test_a_quarter_of_two_weeks_is_enough(judge, hours, holds):
    days = present()
    for day, part in zip(
        (date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 11)),
        (6.0, 6.0, hours - 12),
        strict=True,
    ):
        days[day] = (6.0, part, "ziek")
    assert judge(days)["vuijk"].geldt is holds


def test_a_part_time_timetable_is_measured_against_its_own_hours(judge):
    days = {
        day: (3.0, 0.0, "aanwezig") for day in present() if day.weekday() in (0, 1, 2)
    }
    for day in days:
        if day >= date(2026, 11, 9):
            days[day] = (3.0, 3.0, "ziek")
    days[date(2026, 11, 4)] = (3.0, 1.0, "ziek")
    told = judge(days)["dordrecht"]
    assert told.geldt
    assert "19 van 36 uren" in told.uitleg


def test_weeks_that_the_file_does_not_have_are_not_counted_and_that_is_said(judge):
    days = missed(lived(date(2026, 11, 9), FRIDAY), AUTUMN, FRIDAY, "ziek")
    told = judge(days)["dordrecht"]
    assert told.geldt
    assert "in de 2 schoolweken" in told.uitleg
    assert "meer heeft het bestand niet" in told.uitleg


def test_weeks_that_the_file_does_not_have_can_be_taken_as_attended(judge):
    attended = {"dordrecht": {"onbekende_weken": "aanwezig"}}
    days = missed(lived(date(2026, 11, 9), FRIDAY), AUTUMN, FRIDAY, "ziek")
    told = judge(days, instellingen=attended)["dordrecht"]
    assert not told.geldt
    assert "met de weken erbij die het bestand niet heeft is dat 50%" in told.uitleg
    days = missed(lived(date(2026, 11, 6), FRIDAY), AUTUMN, FRIDAY, "ziek")
    assert judge(days, instellingen=attended)["dordrecht"].geldt


def test_the_share_of_every_week_is_another_reading(judge):
    days = home(date(2026, 11, 2))
    assert judge(days)["dordrecht"].geldt
    each = {"dordrecht": {"per": "elke_week"}}
    assert not judge(days, instellingen=each)["dordrecht"].geldt
    assert judge(home(date(2026, 10, 26)), instellingen=each)["dordrecht"].geldt


def test_without_leave_in_the_hours_to_divide_by(judge):
    days = missed(
        home(date(2026, 11, 16), "ziek"),
        date(2026, 10, 26),
        date(2026, 11, 10),
        "verlof",
    )
    assert not judge(days)["dordrecht"].geldt
    other = {"dordrecht": {"noemer": "zonder_verlof"}}
    told = judge(days, instellingen=other)["dordrecht"]
    assert told.geldt
    assert "30 van 48 uren" in told.uitleg


# --- since when -----------------------------------------------------------------------


def test_since_is_the_first_day_and_not_the_day_the_bound_was_passed(judge):
    since = date(2026, 9, 8)
    told = judge(home(since))
    for name in ("landelijk", "actietafel", "zestien_uur", "vuijk", "dordrecht"):
        assert told[name].sinds == since, name


def test_days_at_home_every_week_are_one_episode(judge):
    days = present()
    for day in days:
        if day >= date(2026, 9, 14) and day.weekday() in (2, 3, 4):
            days[day] = (6.0, 6.0, "ziek")
    assert judge(days)["dordrecht"].sinds == date(2026, 9, 16)


def test_a_suspension_counts_from_its_first_day_and_only_while_it_lasts(judge):
    days = home(date(2026, 11, 19), "schorsing")
    told = judge(days)
    assert told["amsterdam_schorsing"].sinds == date(2026, 11, 19)
    assert told["amsterdam"].geldt
    days[FRIDAY] = (6.0, 0.0, "aanwezig")
    assert not judge(days)["amsterdam"].geldt


# --- days that end, days that never began ---------------------------------------------


def test_days_that_end_long_before_say_nothing_about_the_day(judge):
    days = home(date(2026, 9, 1))
    last = FRIDAY + timedelta(days=56)
    assert judge(days, last)["landelijk"].geldt
    told = judge(days, last + timedelta(days=1))["landelijk"]
    assert not told.geldt
    assert told.uitleg.startswith(
        "De laatste schooldag in het bestand is 20 november 2026"
    )


def test_a_pupil_with_later_days_only_is_there_and_nothing_holds(judge):
    told = judge(home(SIX_WEEKS), date(2026, 8, 1))
    assert not any(one.geldt for one in told.values())
    assert "staat er geen schooldag" in told["landelijk"].uitleg


def test_a_day_without_hours_is_no_school_day(judge):
    days = home(SIX_WEEKS)
    days[date(2026, 11, 4)] = (0.0, 0.0, "aanwezig")
    assert judge(days)["landelijk"].sinds == date(2026, 10, 9)


def test_a_day_missed_for_two_reasons_is_one_day(regels):
    rows = [("L1", day, *values) for day, values in home(SIX_WEEKS).items()]
    rows = [row for row in rows if row[1] != FRIDAY]
    rows += [("L1", FRIDAY, 4.0, 4.0, "ongeoorloofd"), ("L1", FRIDAY, 2.0, 2.0, "ziek")]
    told = evaluate(day_frame(rows), regels, FRIDAY).of("L1")
    assert not told["landelijk"].geldt
    assert "ongeoorloofd, 6 van 6 uren gemist" in told["landelijk"].uitleg
    assert told["actietafel"].geldt
