"""Absence comes out the same whatever the order, the pieces and the repeats."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.store import open_store
from tests.assistant.casework.absences import CODES, WEEK, bring_in, days_by_key
from tests.conftest import empty_postgres

MONDAY = date(2026, 9, 7)
PUPILS = st.sampled_from(["L1", "L2"])
DAYS = st.integers(0, 4).map(lambda n: MONDAY + timedelta(days=n))
KINDS = st.sampled_from(["ziek", "verlof", "ongeoorloofd", "schorsing", "geoorloofd"])
DAY_LINES = st.lists(
    st.tuples(PUPILS, DAYS, st.integers(1, 5), KINDS).map(
        lambda row: f"{row[0]};{row[1]};5;{row[2]};{row[3]}"
    ),
    min_size=1,
    max_size=8,
)


@st.composite
def report_lines(draw) -> list[str]:
    lines = []
    for _ in range(draw(st.integers(1, 6))):
        begin = draw(DAYS)
        end = draw(st.none() | st.integers(0, 3))
        last = "" if end is None else begin + timedelta(days=end)
        first, until = "", ""
        if end is not None and draw(st.booleans()):
            first = draw(st.integers(1, 5))
            until = draw(st.integers(first if end == 0 else 1, 5))
        code = draw(st.sampled_from("ZVXD"))
        lines.append(f"{draw(PUPILS)};{begin};{last};{first};{until};{code}")
    return lines


HEADS = {
    "dagen": "leerling;datum;lesuren;gemist;soort",
    "meldingen": "leerling;begindatum;einddatum;beginlesuur;eindlesuur;code",
}
FILES = st.one_of(
    st.tuples(st.just("dagen"), DAY_LINES),
    st.tuples(st.just("meldingen"), report_lines()),
)


@pytest.fixture
def fresh(migrated_sqlite, tmp_path, knowledge, settings, ctx):
    """Return a function that makes surroundings with an empty record."""
    made = []

    def make():
        path = tmp_path / f"{len(made)}.db"
        shutil.copy(migrated_sqlite, path)
        store = open_store(f"sqlite:///{path}")
        made.append(store)
        return replace(ctx, store=store, peildatum=MONDAY + timedelta(days=8))

    yield make
    for store in made:
        store.close()


@pytest.fixture
def on_postgres(postgres_record, ctx):
    """Return a function that makes surroundings with an empty record on PostgreSQL."""
    made = []

    def make():
        # The record is emptied for the next, which nobody may hold on to.
        while made:
            made.pop().close()
        empty_postgres(postgres_record)
        made.append(open_store(postgres_record))
        return replace(ctx, store=made[-1], peildatum=MONDAY + timedelta(days=8))

    yield make
    while made:
        made.pop().close()


@pytest.fixture
def database_url(migrated_sqlite, tmp_path) -> str:
    """Return one empty record: these properties hold of the reading of it."""
    path = tmp_path / "leerplek.db"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


def outcome(ctx, *files: tuple[str, list[str]]):
    """Return what the record says after these files, in this order."""
    for kind, lines in files:
        text = "\n".join([HEADS[kind], *lines])
        extra = {"codes": CODES, "rooster": WEEK} if kind == "meldingen" else {}
        bring_in(ctx, text, **extra)
    return dict(sorted(days_by_key(ctx).items()))


SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@SLOW
@given(file=FILES, seed=st.integers(0, 9999))
def test_the_order_of_rows_makes_no_difference(fresh, file, seed) -> None:
    kind, lines = file
    mixed = list(lines)
    random.Random(seed).shuffle(mixed)
    assert outcome(fresh(), (kind, lines)) == outcome(fresh(), (kind, mixed))


@SLOW
@given(file=FILES, cut=st.integers(0, 8))
def test_a_report_in_two_pieces_is_the_same_report(fresh, file, cut) -> None:
    kind, lines = file
    pieces = [(kind, part) for part in (lines[:cut], lines[cut:]) if part]
    whole = outcome(fresh(), (kind, lines))
    assert outcome(fresh(), *pieces) == whole
    assert outcome(fresh(), *reversed(pieces)) == whole


@SLOW
@given(file=FILES, other=FILES)
def test_repeating_a_file_changes_nothing(fresh, file, other) -> None:
    kind, lines = file
    once = outcome(fresh(), file, other)
    assert outcome(fresh(), file, other, (kind, [*lines, *lines]), file) == once


@SLOW
@given(file=FILES, other=FILES)
def test_the_order_of_files_makes_no_difference(fresh, file, other) -> None:
    assert outcome(fresh(), file, other) == outcome(fresh(), other, file)


@SLOW
@given(file=FILES)
def test_no_day_has_more_absence_than_hours(fresh, file) -> None:
    for days in outcome(fresh(), file).values():
        for _day, hours, missed in days:
            assert 0 <= sum(missed.values()) <= hours
            assert all(amount > 0 for amount in missed.values())


@SLOW
@given(begin=st.integers(0, 4), long=st.integers(1, 4), at=st.integers(0, 3))
def test_a_period_in_two_reports_is_the_same_absence(fresh, begin, long, at) -> None:
    first = MONDAY + timedelta(days=begin)
    last = first + timedelta(days=long)
    cut = min(first + timedelta(days=at), last - timedelta(days=1))
    whole = [f"L1;{first};{last};;;Z"]
    two = [f"L1;{first};{cut};;;Z", f"L1;{cut + timedelta(days=1)};{last};;;Z"]
    kind = "meldingen"
    assert outcome(fresh(), (kind, whole)) == outcome(fresh(), (kind, two))


@settings(SLOW, max_examples=15)
@given(file=FILES, other=FILES, cut=st.integers(0, 8), seed=st.integers(0, 9999))
def test_postgresql_says_the_same_in_any_order_and_pieces(
    fresh, on_postgres, file, other, cut, seed
) -> None:
    kind, lines = file
    mixed = list(lines)
    random.Random(seed).shuffle(mixed)
    pieces = [(kind, part) for part in (mixed[cut:], mixed[:cut]) if part]
    once = outcome(fresh(), file, other)
    assert outcome(on_postgres(), other, *pieces, file, other) == once
