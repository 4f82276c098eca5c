"""The clocks of a case: since when, until when, and who may see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.casework.absence_keys import link_absence_key
from assistant.casework.case_clocks import clocks_of_case
from assistant.casework.inzage import require_case
from assistant.casework.record_answers import record_answer
from tests.assistant.casework.absences import bring_in
from tests.assistant.casework.region import make_region

FRIDAY = date(2026, 9, 11)
HEAD = "leerling;datum;lesuren;gemist;soort\n"


@pytest.fixture
def region(ctx):
    """Return an invented region on a Friday in a school week."""
    return make_region(replace(ctx, peildatum=FRIDAY))


def told(region, casus_id):
    """Return the clocks as the zorgcoördinator sees them: running and over, by id."""
    inzage = require_case(region.ctx, region.zorg1, casus_id)
    clocks = clocks_of_case(region.ctx, casus_id, inzage)
    days = [one.uiterlijk for one in clocks.lopend]
    assert days == sorted(days)
    return tuple(
        {one.termijn.id: (one.sinds, one.uiterlijk) for one in rows}
        for rows in (clocks.lopend, clocks.voorbij)
    )


def answer(region, casus_id, field, value) -> None:
    record_answer(region.ctx, casus_id, field, value, rol="school", via="formulier")


def application(day: date, **cells: object) -> list[dict[str, object]]:
    return [{"school": "Voorbeeld", "datum_schriftelijke_aanmelding": day} | cells]


def test_nothing_happened_and_no_clock_runs(region) -> None:
    assert told(region, region.start()) == ({}, {})


def test_an_application_runs_six_weeks_and_day_seventy_one(region) -> None:
    casus_id, day = region.start(), date(2026, 9, 1)
    answer(region, casus_id, "aanmeldingen", application(day))
    running, over = told(region, casus_id)
    assert running == {
        "zorgplicht_besluit": (day, date(2026, 10, 13)),
        "tijdelijke_plaatsing": (day, date(2026, 11, 11)),
    }
    assert over == {}


def test_a_school_that_took_four_weeks_more_has_ten(region) -> None:
    casus_id, day = region.start(), date(2026, 9, 1)
    rows = application(day, besluit="in_behandeling", verlengd_4_weken="ja")
    answer(region, casus_id, "aanmeldingen", rows)
    running, _over = told(region, casus_id)
    assert running["zorgplicht_besluit_verlengd"] == (day, date(2026, 11, 10))


def test_a_refusal_ends_the_duty_of_care_and_starts_six_weeks_to_object(region) -> None:
    casus_id, day = region.start(), date(2026, 9, 8)
    rows = application(date(2026, 8, 24), besluit="geweigerd", datum_besluit=day)
    answer(region, casus_id, "aanmeldingen", rows)
    assert told(region, casus_id)[0] == {"bezwaar_maken": (day, date(2026, 10, 20))}


def test_absence_starts_the_clocks_of_sixteen_hours_and_of_a_suspension(region) -> None:
    casus_id = region.start()
    with region.ctx.store.unit_of_work() as uow:
        link_absence_key(region.ctx, uow, casus_id, "verzuim:school", "L1")
    lines = [f"L1;2026-09-0{day};5;5;ongeoorloofd" for day in (1, 2, 3, 4)]
    lines += ["L1;2026-09-10;5;5;schorsing", "L1;2026-09-11;5;5;schorsing"]
    bring_in(region.ctx, HEAD + "\n".join(lines), organisatie_id="school")
    running, over = told(region, casus_id)
    full = date(2026, 9, 4)
    assert over["zestien_uur_melden"] == (full, full)
    # The second day of the suspension is not a new one.
    assert running["schorsing_duur"] == (date(2026, 9, 10), date(2026, 9, 17))


def test_what_is_out_of_sight_starts_no_clock(region) -> None:
    casus_id = region.start()
    answer(region, casus_id, "verzuim_sinds", date(2026, 9, 1))
    inzage = require_case(region.ctx, region.zorg1, casus_id)
    assert clocks_of_case(region.ctx, casus_id, inzage).lopend
    blind = replace(inzage, velden=frozenset())
    hidden = clocks_of_case(region.ctx, casus_id, blind)
    assert not any(one.termijn.id == "thuiszitter_landelijk" for one in hidden.lopend)
