"""Columns for all pupils at once and plain Python for one must say the same."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.verzuim import DATA, read_absence
from matching.verzuim.evaluate import evaluate
from tests.matching.verzuim.days_lived import day_frame
from tests.matching.verzuim.plain import verdicts

RULES = read_absence(DATA)
BEGIN = date(2026, 8, 24)
KINDS = ("ziek", "verlof", "geoorloofd", "ongeoorloofd", "schorsing")
RARE = settings(
    deadline=None,
    max_examples=30,
)


@st.composite
def a_pupil(draw):
    """Return the days of a pupil: stretches with a kind, holidays, and stray days."""
    days: dict[date, tuple[float, float, str]] = {}
    day = BEGIN + timedelta(days=draw(st.integers(0, 20)))
    hours = draw(st.sampled_from([4.0, 5.0, 6.0, 7.5]))
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["aanwezig", "vrij", *KINDS]))
        part = draw(st.sampled_from([1.0, 1.0, 0.5, 0.2]))
        for _ in range(draw(st.integers(1, 45))):
            if day.weekday() < 5 and kind != "vrij":
                missed = 0.0 if kind == "aanwezig" else hours * part
                days[day] = (hours, missed, kind)
            day += timedelta(days=1)
    for one in draw(st.lists(st.sampled_from(sorted(days) or [BEGIN]), max_size=4)):
        if one in days:
            kind = draw(st.sampled_from(["aanwezig", *KINDS]))
            days[one] = (hours, 0.0 if kind == "aanwezig" else hours, kind)
    return days


SOME = st.lists(a_pupil(), min_size=1, max_size=3)
SETTINGS = st.fixed_dictionaries(
    {
        row.id: st.fixed_dictionaries(
            {
                one.id: st.sampled_from([choice.id for choice in one.keuzes])
                for one in row.instellingen
            }
        )
        for row in RULES.definities.values()
        if row.instellingen
    }
)
DAYS = st.dates(date(2026, 9, 1), date(2027, 5, 1))


def exact(hours):
    return Fraction(round(hours * 100), 100)


def rows_of(pupils):
    return [
        (f"L{number}", day, *values)
        for number, days in enumerate(pupils)
        for day, values in days.items()
    ]


@RARE
@given(pupils=SOME, peildatum=DAYS)
def test_columns_and_plain_python_agree(pupils, peildatum):
    rows = rows_of(pupils)
    if not rows:
        return
    found = evaluate(day_frame(rows), RULES, peildatum)
    for number, days in enumerate(pupils):
        if not days:
            continue
        told = found.of(f"L{number}")
        plain = verdicts(
            [
                (day, Fraction(h), Fraction(m), kind)
                for day, (h, m, kind) in days.items()
            ],
            peildatum,
        )
        for name, since in plain.items():
            assert (told[name].geldt, told[name].sinds) == (since is not None, since), (
                name,
                told[name],
            )


@RARE
@given(pupils=SOME, peildatum=DAYS, random=st.randoms())
def test_the_order_of_the_rows_changes_nothing(pupils, peildatum, random):
    rows = rows_of(pupils)
    if not rows:
        return
    first = evaluate(day_frame(rows), RULES, peildatum).tabel
    random.shuffle(rows)
    assert evaluate(day_frame(rows), RULES, peildatum).tabel.equals(first)


@RARE
@given(pupils=SOME, peildatum=DAYS)
def test_pupils_apart_or_together_changes_nothing(pupils, peildatum):
    rows = rows_of(pupils)
    if not rows:
        return
    whole = evaluate(day_frame(rows), RULES, peildatum).tabel
    names = sorted({row[0] for row in rows})
    parts = [
        evaluate(day_frame([r for r in rows if r[0] == name]), RULES, peildatum).tabel
        for name in names
    ]
    assert pl.concat(parts).equals(whole)


@RARE
@given(pupils=SOME, peildatum=DAYS, chosen=SETTINGS)
def test_the_same_goes_for_every_reading_of_what_sources_leave_open(
    pupils, peildatum, chosen
):
    rows = rows_of(pupils)
    # Weeks of nothing but leave: with hours less leave there is nothing left.
    rows += [
        ("verlof", BEGIN + timedelta(days=n), 6.0, 6.0, "verlof") for n in range(30)
    ]
    told = [evaluate(day_frame(rows), RULES, peildatum, instellingen=chosen).tabel]
    told += [
        evaluate(
            day_frame([row for row in rows if row[0] == name]),
            RULES,
            peildatum,
            instellingen=chosen,
        ).tabel
        for name in sorted({row[0] for row in rows})
    ]
    assert pl.concat(told[1:]).equals(told[0])


@RARE
@given(pupils=SOME, peildatum=DAYS)
def test_days_after_the_day_of_reckoning_are_not_looked_at(pupils, peildatum):
    rows = rows_of(pupils)
    names = {row[0] for row in rows}
    before = [row for row in rows if row[1] <= peildatum]
    if not before or {row[0] for row in before} != names:
        return
    first = evaluate(day_frame(rows), RULES, peildatum).tabel
    assert evaluate(day_frame(before), RULES, peildatum).tabel.equals(first)


@RARE
@given(days=a_pupil(), peildatum=DAYS, data=st.data())
def test_an_hour_more_missed_never_ends_the_sixteen_hours(days, peildatum, data):
    if not days:
        return
    first = evaluate(day_frame(rows_of([days])), RULES, peildatum).of("L0")
    day = data.draw(st.sampled_from(sorted(days)))
    hours = days[day][0]
    more = {**days, day: (hours, hours, "ongeoorloofd")}
    second = evaluate(day_frame(rows_of([more])), RULES, peildatum).of("L0")
    if days[day][2] in ("aanwezig", "ongeoorloofd"):
        for name in ("zestien_uur", "dordrecht", "vuijk", "ezo_consult"):
            assert second[name].geldt or not first[name].geldt, name


@RARE
@given(pupils=SOME, peildatum=DAYS)
def test_a_day_in_two_rows_says_the_same_as_in_one(pupils, peildatum):
    rows = rows_of(pupils)
    if not rows:
        return
    split = [
        part
        for name, day, hours, missed, kind in rows
        for part in (
            [
                (name, day, missed - 1, missed - 1, kind),
                (name, day, hours - missed + 1, 1, kind),
            ]
            if missed > 1
            else [(name, day, hours, missed, kind)]
        )
    ]
    whole = evaluate(day_frame(rows), RULES, peildatum)
    parts = evaluate(day_frame(split), RULES, peildatum)
    assert dict(parts.json_items()) == dict(whole.json_items())
