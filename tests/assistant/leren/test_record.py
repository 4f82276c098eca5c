"""Finished cases come from the record: what people decided and looked after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.decide_placement import decide_placement
from assistant.casework.kijker import SYSTEEM
from assistant.casework.load_demo import load_demo
from assistant.casework.look_after import record_look, record_start
from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.meetings import put_on_agenda
from assistant.casework.people import create_user
from assistant.casework.record_answers import record_answers
from assistant.casework.start_case import start_case
from assistant.leren.record import read_finished_cases
from tests.assistant.casework.places import NewProvision, add_provision
from tests.assistant.casework.pupil import full_answers

if TYPE_CHECKING:
    from assistant.context import Context

DECIDED = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTE = "Met de moeder gebeld."
NEEDED = {"toestemming_plaatsing": "getekend", "school_wil_terug": "ja"}
PLACES = NewProvision(
    id="klas-test",
    naam="Kleine klas Test",
    route="structuurklas",
    sectoren=("vo",),
    leeftijd_min=11,
    leeftijd_max=20,
    plaatsen=9,
    pc4="3311",
)


def later(ctx: Context, **ago: float) -> Context:
    """Return the surroundings so long after the decision."""
    moment = DECIDED + timedelta(**ago)
    return replace(ctx, peildatum=None, now=lambda: moment)


@pytest.fixture
def decided(ctx: Context) -> tuple[Context, str]:
    """Return a case for which a place was decided."""
    ctx = later(ctx, days=0)
    add_provision(ctx, PLACES, door="Test")
    meeting = plan_meeting(ctx, naam="Testoverleg", datum=ctx.today())
    casus_id = start_case(ctx, rol="zorgcoordinator", door="Test Zorg")
    answers = full_answers(ctx.today()) | NEEDED
    record_answers(ctx, casus_id, answers, rol="zorgcoordinator", via="formulier")
    confirm_analysis(ctx, casus_id, door="Test Zorg")
    put_on_agenda(ctx, meeting, casus_id)
    person = create_user(ctx, naam="Test Overleglid", rol="overleglid")
    decide_placement(
        ctx,
        meeting,
        casus_id,
        actor_id=person.id,
        plek_id="klas-test",
        akkoord=False,
        reden="Past het beste bij deze leerling.",
    )
    return ctx, casus_id


def looked_after(ctx: Context, casus_id: str, gaat: str, **after: float) -> None:
    """Record a start a week after the decision, and a look so long after it."""
    start = later(ctx, days=7)
    record_start(start, casus_id, SYSTEEM, op=start.today())
    record_look(later(ctx, **after), casus_id, SYSTEEM, gaat=gaat, notitie=NOTE)


def test_a_pupil_who_still_goes_after_four_weeks_is_an_outcome(decided):
    ctx, casus_id = decided
    looked_after(ctx, casus_id, "ja", weeks=6)
    found = read_finished_cases(later(ctx, weeks=7), None)
    (case,) = found.gevallen
    assert (case.id, case.dag) == (casus_id, DECIDED.date())
    assert case.blijvend == "structuurklas"
    assert case.groepen == {"leeftijd": "van_12_tot_16", "schoolsoort": "praktisch"}
    assert not found.weggelaten
    assert not read_finished_cases(later(ctx, weeks=7), "voorbeeld").gevallen


def test_who_no_longer_goes_has_no_route_that_lasted(decided):
    ctx, casus_id = decided
    looked_after(ctx, casus_id, "nee", weeks=6)
    (case,) = read_finished_cases(later(ctx, weeks=7), None).gevallen
    assert case.blijvend is None
    assert "structuurklas" in case.routes


def test_a_first_look_says_only_that_the_pupil_began(decided):
    ctx, casus_id = decided
    looked_after(ctx, casus_id, "ja", weeks=2)
    found = read_finished_cases(later(ctx, weeks=20), None)
    assert not found.gevallen
    assert found.weggelaten == {"afloop_onbekend": 1}


def test_before_the_term_is_over_nothing_is_known(decided):
    ctx, casus_id = decided
    looked_after(ctx, casus_id, "nee", weeks=2)
    assert not read_finished_cases(later(ctx, weeks=3), None).gevallen
    assert len(read_finished_cases(later(ctx, weeks=6), None).gevallen) == 1


def test_a_place_that_never_starts_did_not_last(decided):
    ctx, _ = decided
    assert read_finished_cases(later(ctx, weeks=11), None).weggelaten == {
        "afloop_onbekend": 1
    }
    (case,) = read_finished_cases(later(ctx, weeks=13), None).gevallen
    assert case.blijvend is None


def test_an_answer_given_later_does_not_change_what_was_known_then(decided):
    ctx, casus_id = decided
    before = read_finished_cases(later(ctx, weeks=13), None).gevallen
    record_answers(
        later(ctx, weeks=1),
        casus_id,
        {"begeleidbaar": "alleen_thuis_of_zorgplek"},
        rol="zorgcoordinator",
        via="formulier",
    )
    assert read_finished_cases(later(ctx, weeks=13), None).gevallen == before


def test_invented_cases_of_the_demo_are_never_outcomes(ctx):
    load_demo(ctx)
    for regio in (None, "voorbeeld"):
        found = read_finished_cases(ctx, regio)
        assert not found.gevallen
        assert not found.weggelaten


def test_every_reason_to_leave_a_case_out_has_words(knowledge):
    assert set(knowledge.leren.grenzen.weggelaten) == {
        "geen_plek",
        "afloop_onbekend",
        "geen_advies",
        "niet_te_lezen",
    }
