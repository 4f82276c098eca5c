"""Who a definition is about: age, enrolment and exemption beside the days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matching.verzuim.errors import AbsenceError
from matching.verzuim.evaluate import evaluate
from matching.verzuim.pupils import read_pupils
from tests.matching.verzuim.days_lived import PEILDATUM, day_frame, lived, missed

HEADER = (
    "leerling;geboortedatum;geboortemaand;ingeschreven;ingeschreven_vanaf;"
    "uitgeschreven_op;vrijstelling;vrijstelling_vanaf;vrijstelling_tot"
)
SINCE = date(2026, 9, 7)


@pytest.fixture
def read(regels, tmp_path):
    def pupils(*lines, header=HEADER):
        path = tmp_path / "leerlingen.csv"
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return read_pupils(path, regels)

    return pupils


def at_home():
    days = lived(date(2026, 8, 31), PEILDATUM)
    return missed(days, SINCE, PEILDATUM, "ongeoorloofd")


def test_known_and_in_scope_says_nothing_of_what_was_not_checked(judge, read):
    pupils = read("L1;2012-05-03;;ja;2024-08-01;;geen;;")
    told = judge(at_home(), leerlingen=pupils)["landelijk"]
    assert told.geldt
    assert "nagegaan" not in told.uitleg
    told = judge(at_home())["landelijk"]
    assert told.geldt
    assert told.uitleg.endswith("; leeftijd en vrijstelling niet nagegaan.")


def test_the_eighteenth_birthday_ends_it(judge, read):
    pupils = read("L1;2008-11-21;;ja;2024-08-01;;geen;;")
    assert judge(at_home(), leerlingen=pupils)["landelijk"].geldt
    told = judge(at_home(), date(2026, 11, 21), leerlingen=pupils)["landelijk"]
    assert not told.geldt
    assert "valt de leeftijd erbuiten" in told.uitleg
    assert "2008" not in told.uitleg


def test_a_month_of_birth_keeps_a_pupil_in_scope_as_long_as_it_may(judge, read):
    pupils = read("L1;;2008-11;ja;2024-08-01;;geen;;")
    assert judge(at_home(), date(2026, 11, 29), leerlingen=pupils)["landelijk"].geldt
    assert not judge(at_home(), date(2026, 11, 30), leerlingen=pupils)[
        "landelijk"
    ].geldt


def test_leerplicht_begins_the_month_after_the_fifth_birthday(judge, read):
    pupils = read("L1;2021-09-15;;ja;2025-08-01;;geen;;")
    told = judge(at_home(), leerlingen=pupils)
    assert told["landelijk"].sinds == date(2026, 10, 1)
    assert told["landelijk"].geldt
    assert not judge(at_home(), date(2026, 9, 30), leerlingen=pupils)["landelijk"].geldt


def test_an_exemption_that_starts_halfway_ends_it(judge, read):
    pupils = read("L1;2012-05-03;;ja;2024-08-01;;5 onder a;2026-11-01;")
    told = judge(at_home(), leerlingen=pupils)
    assert not told["landelijk"].geldt
    assert "artikel 5 onder a sinds 1 november 2026" in told["landelijk"].uitleg
    assert told["arnhem_3"].geldt
    assert told["arnhem_3"].sinds == date(2026, 11, 1)
    before = judge(at_home(), date(2026, 10, 31), leerlingen=pupils)
    assert before["landelijk"].geldt
    assert not before["arnhem_3"].geldt


def test_days_before_an_exemption_ended_do_not_count(judge, read):
    pupils = read("L1;2012-05-03;;ja;2024-08-01;;5 onder a;2026-01-01;2026-10-11")
    told = judge(at_home(), leerlingen=pupils)["landelijk"]
    assert told.geldt
    assert told.sinds == date(2026, 10, 12)
    assert not judge(at_home(), date(2026, 11, 9), leerlingen=pupils)["landelijk"].geldt


def test_being_looked_into_is_no_exemption(judge, read):
    pupils = read("L1;2012-05-03;;ja;2024-08-01;;in onderzoek;2026-09-01;")
    assert judge(at_home(), leerlingen=pupils)["landelijk"].geldt


def test_de_enrolment_halfway_moves_from_relatief_to_absoluut(judge, read):
    days = missed(
        lived(date(2026, 8, 31), date(2026, 10, 2)), SINCE, PEILDATUM, "ongeoorloofd"
    )
    pupils = read("L1;2012-05-03;;;2024-08-01;2026-10-05;geen;;")
    told = judge(days, leerlingen=pupils)
    held = {name: one.sinds for name, one in told.items() if one.geldt}
    gone = date(2026, 10, 5)
    assert held["absoluut"] == held["arnhem_2"] == held["parlement"] == gone
    assert held["landelijk"] == SINCE
    assert "Nergens ingeschreven sinds 5 oktober 2026" in told["landelijk"].uitleg
    assert "arnhem_1" not in held
    assert "zestien_uur" not in held
    before = judge(days, date(2026, 10, 2), leerlingen=pupils)
    assert not before["absoluut"].geldt


def test_enrolled_nowhere_for_exactly_four_weeks(judge, read):
    gone = PEILDATUM - timedelta(days=28)
    days = lived(date(2026, 8, 31), gone - timedelta(days=1))
    pupils = read(f"L1;2012-05-03;;;2024-08-01;{gone};geen;;")
    assert not judge(days, leerlingen=pupils)["landelijk"].geldt
    told = judge(days, PEILDATUM + timedelta(days=1), leerlingen=pupils)
    assert told["landelijk"].geldt


def test_a_pupil_without_days_is_in_the_answer(judge, read, regels):
    pupils = read("L1;;2012-05;ja;;;geen;;", "L2;;2012-05;nee;;;geen;;")
    assert judge(at_home(), leerlingen=pupils)["landelijk"].geldt
    rows = [("L1", day, *values) for day, values in at_home().items()]
    found = evaluate(day_frame(rows), regels, PEILDATUM, leerlingen=pupils)
    assert found.leerlingen == ["L1", "L2"]
    assert found.of("L2")["absoluut"].geldt
    assert found.of("L2")["absoluut"].sinds is None
    assert found.counts()["absoluut"] == 1


def test_leave_11g_counts_when_it_was_granted_for_more_than_four_weeks(judge, read):
    held = read("L1;;2012-05;ja;;;11g;2026-11-01;2026-11-29")
    short = read("L1;;2012-05;ja;;;11g;2026-11-01;2026-11-28")
    name = "noord_kennemerland_11g"
    assert judge(at_home(), leerlingen=held)[name].geldt
    assert not judge(at_home(), leerlingen=short)[name].geldt


def test_a_definition_holds_only_from_the_day_it_was_agreed(judge):
    days = missed(
        lived(date(2015, 8, 31), date(2015, 11, 2)),
        date(2015, 9, 1),
        PEILDATUM,
        "ongeoorloofd",
    )
    before = judge(days, date(2015, 10, 31))["noord_kennemerland"]
    assert not before.geldt
    assert before.uitleg == "Deze definitie gold niet op 31 oktober 2015."
    assert judge(days, date(2015, 11, 1))["noord_kennemerland"].geldt


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("L1;;;;;;5a;;", "‘5a’ kan twee dingen zijn"),
        ("L1;;;;;;artikel 5a;;", "kan twee dingen zijn"),
        ("L1;;;;;;onbekend;;", "‘onbekend’ is niet bekend"),
        ("L1;;;misschien;;;;;", "Schrijf ja of nee"),
        ("L1;;;nee;2026-08-01;;;;", "alleen een dag van inschrijving"),
        ("L1;;2012-13;;;;;;", "‘2012-13’ is geen maand"),
        ("L1;3-5-2012;;;;;;;", "geboortedatum ‘3-5-2012’ is geen datum"),
        ("L1;;;;2026-08-01;2026-07-01;;;", "uitgeschreven_op ligt voor het begin"),
        (";;2012-05;;;;;;", "de kolom leerling is leeg"),
        ("L1;;2012-05", "hier staan 3 kolommen in plaats van 9"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(read, line, told):
    with pytest.raises(AbsenceError, match="regel 2") as caught:
        read(line)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_two_days_of_birth_are_refused(read):
    with pytest.raises(AbsenceError, match=r"regel 3: .* andere geboortedatum"):
        read("L1;2012-05-03;;;;;;;", "L1;2012-05-04;;;;;;;")


def test_a_bsn_column_is_refused_beside_the_days_too(read):
    with pytest.raises(AbsenceError, match="‘bsn’"):
        read("L1;123456782", header="leerling;bsn")


def test_a_second_enrolment_counts_on_from_the_first(judge, read):
    pupils = read(
        "L1;2012-05-03;;;2024-08-01;2026-08-01;geen;;",
        "L1;;;;2026-08-01;;;;",
    )
    assert judge(at_home(), leerlingen=pupils)["noord_kennemerland"].sinds == SINCE
