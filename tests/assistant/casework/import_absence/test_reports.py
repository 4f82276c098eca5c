"""Reports of absence: exceptions only, with open ends, holidays, lessons and codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.assistant.casework.absences import (
    CODES,
    ILL,
    WEEK,
    bring_in,
    days_by_key,
)

REPORTS = "leerling;begindatum;einddatum;beginlesuur;eindlesuur;code\n"


def test_reports_need_no_line_for_a_day_at_school(ctx) -> None:
    result = bring_in(
        ctx,
        REPORTS + "L1;2026-09-07;2026-09-07;;;Z\nL1;09-09-2026;09-09-2026;2;3;X\n",
        codes=CODES,
        rooster="ma=5 di=5 wo=4 do=5 vr=5",
    )
    assert (result.vorm, result.erbij) == ("meldingen", 2)
    assert days_by_key(ctx)["L1"] == [
        ("2026-09-07", 500, ILL),
        ("2026-09-08", 500, {}),
        ("2026-09-09", 400, {"ongeoorloofd": 200}),
    ]


def test_overlapping_reports_count_every_lesson_once(ctx) -> None:
    bring_in(
        ctx,
        REPORTS
        + "L1;2026-09-07;2026-09-07;1;3;X\nL1;2026-09-07;2026-09-07;2;4;X\n"
        + "L1;2026-09-07;2026-09-07;3;5;Z\nL1;2026-09-07;2026-09-07;3;5;Z\n",
        codes=CODES,
        rooster=WEEK,
    )
    assert days_by_key(ctx)["L1"] == [
        ("2026-09-07", 500, {"ziek": 300, "ongeoorloofd": 200})
    ]


def test_an_open_report_runs_to_the_peildatum_and_until_it_is_closed(ctx) -> None:
    open_one = REPORTS + "L1;2026-09-09;;;;Z\n"
    bring_in(ctx, open_one, codes=CODES, rooster=WEEK)
    ill = [day for day, _hours, _missed in days_by_key(ctx)["L1"]]
    assert ill == ["2026-09-09", "2026-09-10", "2026-09-11"]
    later = replace(ctx, peildatum=date(2026, 9, 15))
    assert len(days_by_key(later)["L1"]) == 5
    closed = REPORTS + "L1;2026-09-09;2026-09-10;;;Z\n"
    bring_in(later, closed, codes=CODES)
    days = [day for day, _hours, missed in days_by_key(later)["L1"] if missed]
    assert days == ["2026-09-09", "2026-09-10"]
    # the older file, in which it was open, opens nothing again
    bring_in(later, open_one + "L2;2026-09-09;2026-09-09;;;Z\n", codes=CODES)
    assert [d for d, _h, missed in days_by_key(later)["L1"] if missed] == days


def test_reports_skip_the_holidays_and_the_weekend(ctx) -> None:
    autumn = replace(ctx, peildatum=date(2026, 11, 2))
    holidays = [
        row for row in ctx.knowledge.vakanties if row.id == "herfst_2026_midden"
    ]
    text = REPORTS + "L1;2026-10-12;2026-10-30;;;Z\n"
    bring_in(autumn, text, codes=CODES, rooster=WEEK)
    days = {day for day, _hours, _missed in days_by_key(autumn)["L1"]}
    assert len(days) == 10
    assert not any(
        row.van.isoformat() <= day <= row.tot.isoformat()
        for row in holidays
        for day in days
    )


@pytest.mark.parametrize("nothing", ["", "99-99", "99:99", "9999"])
def test_a_time_that_is_not_known_means_the_whole_day(ctx, nothing) -> None:
    text = (
        "leerling;begindatum;begintijd;einddatum;eindtijd;reden\n"
        f"L1;2026-09-07;{nothing};2026-09-07;{nothing};ziek\n"
    )
    bring_in(ctx, text, rooster=WEEK)
    assert days_by_key(ctx)["L1"] == [("2026-09-07", 500, ILL)]


def test_times_become_the_lessons_of_which_half_was_missed(ctx) -> None:
    head = "leerling;begindatum;begintijd;einddatum;eindtijd;reden\n"
    # lessons of 60 minutes from half past eight
    bring_in(ctx, head + "L1;2026-09-07;09:30;2026-09-07;11:00;ziek\n", rooster=WEEK)
    assert days_by_key(ctx)["L1"] == [("2026-09-07", 500, {"ziek": 200})]
    late = bring_in(
        ctx,
        head
        + "L2;2026-09-07;0830;2026-09-07;0845;ziek\n" * 2
        + "L1;2026-09-07;09:30;2026-09-07;11:00;ziek\n",
    )
    assert (late.tally.telt_niet, late.erbij) == (2, 0)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("L1;2026-09-08;2026-09-07;;;Z", "het einde ligt voor het begin"),
        ("L1;2026-09-07;2026-09-07;3;;Z", "samen zijn gevuld of samen leeg"),
        ("L1;2026-09-07;2026-09-07;3;17;Z", "geen lesuur van 1 tot en met 16"),
        ("L1;2026-09-07;2026-09-07;4;3;Z", "het einde ligt voor het begin"),
        ("L1;2026-09-07;2026-09-07;;;Q", "staat niet in de codetabel"),
        ("L1;2026-09-07;2026-09-07;;;", "geen soort of code"),
        ("L1;2026-09-07;morgen;;;Z", "geen datum"),
    ],
)
def test_a_wrong_report_stays_out(ctx, line, why) -> None:
    result = bring_in(
        ctx, f"{REPORTS}L9;2026-09-07;2026-09-07;;;Z\n{line}\n", codes=CODES
    )
    (told,) = result.tally.regels
    assert why in told.tekst


def test_the_judgement_of_the_school_decides_what_is_allowed(ctx) -> None:
    head = "leerling;datum;soort;geoorloofd\n"
    lines = "L1;2026-09-07;afwezig;J\nL2;2026-09-07;afwezig;N\nL3;2026-09-07;afwezig;\n"
    lines += "L4;2026-09-07;ziek;N\nL5;2026-09-07;ziek;\nL6;2026-09-07;te laat;\n"
    result = bring_in(ctx, head + lines, rooster=WEEK)
    kinds = {key: next(iter(days[0][2])) for key, days in days_by_key(ctx).items()}
    assert kinds == {
        "L1": "geoorloofd",
        "L2": "ongeoorloofd",
        "L3": "ongeoorloofd",
        "L4": "ongeoorloofd",
        "L5": "ziek",
    }
    assert result.tally.telt_niet == 1
