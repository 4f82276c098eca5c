"""What happened in a case: written down with its day, shown, and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.casework.case_clocks import clocks_of_case
from assistant.casework.case_events import add_event, events_of_case, withdraw_event
from assistant.casework.case_lists import case_row
from assistant.casework.inzage import require_case
from assistant.casework.overview import rebuild_overview
from assistant.casework.record_answers import record_answer
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.audit import audit_of
from models.casus import CasusStatus
from models.taak import open_taken
from models.verplichting import duties_of_cases
from tests.assistant.casework.region import make_region

FRIDAY = date(2026, 9, 11)


@pytest.fixture
def region(ctx):
    """Return an invented region on a Friday in a school week."""
    return make_region(replace(ctx, peildatum=FRIDAY))


def sight(region, casus_id):
    return require_case(region.ctx, region.zorg1, casus_id)


def running(region, casus_id):
    clocks = clocks_of_case(region.ctx, casus_id, sight(region, casus_id))
    return {one.termijn.id: one.uiterlijk for one in clocks.lopend}


def add(region, casus_id, soort, day):
    return add_event(region.ctx, region.zorg1, casus_id, soort, day)


def tasks(region, casus_id):
    with region.ctx.store.reading() as uow:
        return [taak.tekst for taak in open_taken(uow.session, casus_id)]


@pytest.mark.parametrize(
    ("soort", "klok", "uiterlijk"),
    [
        ("opp_besproken", "opp_evalueren", date(2027, 9, 1)),
        ("bezwaar", "besluit_op_bezwaar", date(2026, 9, 29)),
        ("bezwaar_tlv", "lbt_advies", date(2026, 9, 15)),
        ("tlv_besluit", "bezwaar_tlv_maken", date(2026, 10, 13)),
        ("besluit", "bezwaar_maken", date(2026, 10, 13)),
        ("verwijdering", "bezwaar_maken", date(2026, 10, 13)),
        ("tlv_aanvraag", "tlv_besluit", date(2026, 10, 27)),
        ("plan", "plan_bijstellen", date(2026, 11, 24)),
        ("inschrijving", "opp_opstellen", date(2026, 10, 13)),
        ("geschil", "oordeel_geschillencommissie", date(2026, 11, 10)),
        ("verklaring", "verklaring_artikel_7", date(2026, 12, 1)),
        ("verzoek_3a_3b", "besluit_3a_3b", date(2026, 10, 13)),
    ],
)
def test_what_is_written_down_starts_its_clock(region, soort, klok, uiterlijk) -> None:
    casus_id = region.start()
    add(region, casus_id, soort, date(2026, 9, 1))
    assert running(region, casus_id)[klok] == uiterlijk


def test_a_suspension_ends_when_somebody_writes_it_down(region) -> None:
    casus_id = region.start()
    add(region, casus_id, "schorsing", date(2026, 9, 9))
    assert running(region, casus_id)["schorsing_duur"] == date(2026, 9, 16)
    add(region, casus_id, "einde_schorsing", FRIDAY)
    clocks = clocks_of_case(region.ctx, casus_id, sight(region, casus_id))
    assert [one.termijn.id for one in clocks.gehaald] == ["schorsing_duur"]
    # It took two days: the inspectie still has to hear of it.
    assert [one.termijn.id for one in clocks.voorbij] == ["schorsing_melden"]
    add(region, casus_id, "inspectie_gemeld", FRIDAY)
    clocks = clocks_of_case(region.ctx, casus_id, sight(region, casus_id))
    assert all(one.gehaald for one in clocks.gehaald)
    assert (clocks.lopend, clocks.voorbij) == ((), ())


def test_of_a_plan_the_last_time_counts_of_an_objection_every_time(region) -> None:
    casus_id = region.start()
    for day in (1, 8):
        add(region, casus_id, "plan", date(2026, 9, day))
        add(region, casus_id, "bezwaar", date(2026, 9, day))
    clocks = clocks_of_case(region.ctx, casus_id, sight(region, casus_id))
    ids = [one.termijn.id for one in clocks.lopend]
    assert ids.count("plan_bijstellen") == 1
    assert ids.count("besluit_op_bezwaar") == 2


def test_a_reported_absence_of_the_answers_counts_as_well(region) -> None:
    casus_id = region.start()
    row = [{"soort": "16_uur", "datum": date(2026, 9, 10), "status": "geregistreerd"}]
    record_answer(
        region.ctx, casus_id, "duo_melding", row, rol="school", via="formulier"
    )
    # Nothing to report was known: a report alone starts no clock.
    assert running(region, casus_id) == {}


def test_a_duty_follows_and_lapses_when_it_was_done(region) -> None:
    casus_id = region.start()
    add(region, casus_id, "bezwaar", date(2026, 9, 1))
    assert any("bezwaar" in tekst for tekst in tasks(region, casus_id))
    add(region, casus_id, "besluit_op_bezwaar", FRIDAY)
    with region.ctx.store.reading() as uow:
        rows = duties_of_cases(uow.session, [casus_id])
    (duty,) = [duty for duty, _taak in rows if duty.signaal == "bezwaar_beslissen"]
    assert duty.vervallen_op is not None
    assert len(tasks(region, casus_id)) == len(rows)


def test_withdrawing_stops_the_clock_and_keeps_what_was_written(region) -> None:
    casus_id = region.start()
    number = add(region, casus_id, "tlv_aanvraag", date(2026, 9, 1))
    withdraw_event(region.ctx, region.regisseur1, casus_id, number, "Niet compleet.")
    assert running(region, casus_id) == {}
    events = events_of_case(region.ctx, casus_id, sight(region, casus_id))
    assert events.geldig == ()
    (gone,) = events.ingetrokken
    assert (gone.reden, gone.ingetrokken_door) == (
        "Niet compleet.",
        region.regisseur1.naam,
    )
    with pytest.raises(NotFoundError, match="al ingetrokken"):
        withdraw_event(region.ctx, region.zorg1, casus_id, number, "Nog een keer.")
    # After that it can be written down anew.
    add(region, casus_id, "tlv_aanvraag", date(2026, 9, 1))
    assert "tlv_besluit" in running(region, casus_id)


@pytest.mark.parametrize(
    ("soort", "day", "told"),
    [
        ("", FRIDAY, "Kies wat er gebeurde"),
        ("drop table", FRIDAY, "Kies wat er gebeurde"),
        ("bezwaar", None, "Vul de dag in"),
        ("bezwaar", FRIDAY + timedelta(days=1), "in de toekomst"),
        ("bezwaar", date(1226, 9, 1), "Kijk het jaar na"),
        ("gewenste_start", date(9999, 1, 1), "Kijk het jaar na"),
    ],
)
def test_what_cannot_be_is_told_and_not_stored(region, soort, day, told) -> None:
    casus_id = region.start()
    with pytest.raises(InputError, match=told):
        add(region, casus_id, soort, day)
    assert events_of_case(region.ctx, casus_id, sight(region, casus_id)).geldig == ()


def test_the_same_on_the_same_day_is_refused(region) -> None:
    casus_id = region.start()
    add(region, casus_id, "contact", FRIDAY)
    with pytest.raises(InputError, match="staat er al"):
        add(region, casus_id, "contact", FRIDAY)


def test_a_withdrawal_needs_a_reason_and_the_own_case(region) -> None:
    casus_id, other = region.start(), region.start()
    number = add(region, casus_id, "contact", FRIDAY)
    with pytest.raises(InputError, match="waarom"):
        withdraw_event(region.ctx, region.zorg1, casus_id, number, "  ")
    with pytest.raises(NotFoundError):
        withdraw_event(region.ctx, region.zorg1, other, number, "Verkeerde casus.")


def test_nobody_else_writes_and_a_closed_case_stays_as_it_is(region) -> None:
    casus_id = region.start()
    with pytest.raises(NotFoundError):
        add_event(region.ctx, region.andere_regisseur, casus_id, "contact", FRIDAY)
    closed = region.start(CasusStatus.AFGESLOTEN)
    with pytest.raises(NotAllowedError):
        add(region, closed, "contact", FRIDAY)


def test_what_is_about_health_is_only_for_who_may_see_that(region) -> None:
    casus_id = region.start()
    add(region, casus_id, "tlv_aanvraag", date(2026, 9, 1))
    add(region, casus_id, "bezwaar", date(2026, 9, 1))
    inzage = sight(region, casus_id)
    blind = replace(inzage, categorieen=frozenset({"gewoon"}))
    (shown,) = events_of_case(region.ctx, casus_id, blind).geldig
    assert shown.naam == "Bezwaar ingediend bij de school"
    clocks = clocks_of_case(region.ctx, casus_id, blind).lopend
    assert "tlv_besluit" not in {one.termijn.id for one in clocks}


def test_who_may_not_see_health_neither_writes_nor_withdraws_it(region) -> None:
    casus_id = region.start()
    number = add(region, casus_id, "tlv_aanvraag", FRIDAY)
    who = region.secretaris
    # What stands there already must not show from the answer.
    for day in (FRIDAY, date(2026, 9, 1)):
        with pytest.raises(InputError, match="Kies wat er gebeurde"):
            add_event(region.ctx, who, casus_id, "tlv_aanvraag", day)
    with pytest.raises(NotFoundError, match="bestaat niet"):
        withdraw_event(region.ctx, who, casus_id, number, "Dit klopt niet.")
    assert "tlv_besluit" in running(region, casus_id)
    assert add_event(region.ctx, who, casus_id, "contact", FRIDAY) > number


def test_the_log_tells_that_something_was_written_and_not_what(region) -> None:
    casus_id = region.start()
    add(region, casus_id, "verklaring", date(2026, 9, 1))
    with region.ctx.store.reading() as uow:
        lines = audit_of(uow.session, casus_id)
    (line,) = [one for one in lines if one.handeling == "gebeurtenis_vastgelegd"]
    assert "verklaring" not in str(line.details)


def listed(region, casus_id, inzage=None):
    with region.ctx.store.reading() as uow:
        _row, clocks = case_row(
            region.ctx, uow, casus_id, inzage or sight(region, casus_id)
        )
    return [(one.datum, one.zin.split(".")[0]) for one in clocks]


def test_the_lists_show_the_clock_until_it_is_met_or_withdrawn(region) -> None:
    casus_id = region.start()
    first = add(region, casus_id, "bezwaar", date(2026, 9, 1))
    assert listed(region, casus_id) == [(date(2026, 9, 29), "Besluit op bezwaar")]
    # While the geschillencommissie thinks, nobody knows the last day.
    second = add(region, casus_id, "geschil", date(2026, 9, 8))
    assert [name for _day, name in listed(region, casus_id)] == [
        "Oordeel van de geschillencommissie"
    ]
    withdraw_event(region.ctx, region.zorg1, casus_id, second, "Toch niet.")
    withdraw_event(region.ctx, region.zorg1, casus_id, first, "Toch niet.")
    assert listed(region, casus_id) == []
    assert rebuild_overview(region.ctx) == 0


def test_the_lists_keep_a_clock_on_health_from_who_may_not_know(region) -> None:
    casus_id = region.start()
    add(region, casus_id, "tlv_aanvraag", date(2026, 9, 1))
    blind = replace(sight(region, casus_id), categorieen=frozenset({"gewoon"}))
    assert listed(region, casus_id)
    assert listed(region, casus_id, blind) == []


def test_the_lines_can_be_made_again_from_the_record(region) -> None:
    casus_id = region.start()
    for soort, day in (("plan", 1), ("plan", 8), ("contact", 10), ("bezwaar", 2)):
        add(region, casus_id, soort, date(2026, 9, day))
    before = listed(region, casus_id)
    assert len(before) == 3
    assert rebuild_overview(region.ctx) == 0
    assert listed(region, casus_id) == before
