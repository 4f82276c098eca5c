"""The demo region: every stage, scarce places, and next steps for parents."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.cases import case_view, list_cases
from assistant.casework.kijker import SYSTEEM
from assistant.casework.load_demo import load_demo
from assistant.casework.meetings import meeting_view
from assistant.casework.next_meetings import next_meeting
from assistant.casework.next_steps import next_steps
from assistant.casework.people import users
from assistant.casework.propose_placements import propose_placements
from models.casus import CasusStatus
from tests.assistant.casework.places import provisions_view

if TYPE_CHECKING:
    from assistant.context import Context


def test_it_loads_once(ctx: Context) -> None:
    assert load_demo(ctx)
    assert not load_demo(ctx)
    assert len(list_cases(ctx, SYSTEEM)) == 32


def test_there_are_cases_in_every_stage_and_all_say_they_are_examples(
    demo: Context,
) -> None:
    rows = list_cases(demo, SYSTEEM)
    assert {row.status for row in rows} == set(CasusStatus)
    assert all(row.voorbeeld for row in rows)
    assert all(user.voorbeeld for user in users(demo))
    assert all(place.voorbeeld for place in provisions_view(demo))
    assert sum(row.regisseur is None for row in rows) == 1


def test_every_case_past_the_intake_has_answers_to_all_that_is_required(
    demo: Context,
) -> None:
    for row in list_cases(
        demo, SYSTEEM, ["bevestigd", "geadviseerd", "op_tafel", "besloten"]
    ):
        answered = {view.veld for view in case_view(demo, row.id, SYSTEEM).antwoorden}
        required = {one.veld for one in demo.knowledge.intake.verplicht}
        assert required <= answered, row.id


def test_a_far_clock_does_not_come_before_a_longer_wait(demo: Context) -> None:
    near = demo.today() + timedelta(demo.knowledge.plaatsing.klok_dichtbij_dagen)
    # Pupils without a place; those who have one come after all of these.
    rows = [row for row in list_cases(demo, SYSTEEM) if row.rang == 1]
    hurried = [row.klok for row in rows if row.klok and row.klok <= near]
    assert hurried
    assert [row.klok for row in rows[: len(hurried)]] == sorted(hurried)
    others = rows[len(hurried) :]
    assert any(row.klok for row in others)
    waits = [row.weken_thuis or 0 for row in others]
    assert waits == sorted(waits, reverse=True)


def test_a_proposed_place_says_why_it_fits_in_the_pupils_own_answers(
    demo: Context,
) -> None:
    meeting = next_meeting(demo)
    assert meeting is not None
    proposal = propose_placements(demo, meeting.id)
    reasons = [line for one in proposal.plaatsingen for line in one.past_omdat]
    assert any(" biedt: " in line for line in reasons)
    for one in proposal.plaatsingen:
        assert bool(one.past_omdat) == bool(one.plek_id)
        wanted = case_view(demo, one.casus_id, SYSTEEM).antwoorden
        needs = next(row.waarde for row in wanted if row.veld == "onderwijsbehoeften")
        labels = demo.knowledge.velden["onderwijsbehoeften"]
        offered = [line for line in one.past_omdat if " biedt: " in line]
        for line in offered:
            shown = line.split(" biedt: ")[1].rstrip(".").casefold()
            own = {str(labels.waarde(str(need)).label).casefold() for need in needs}
            assert any(label in shown for label in own)


def test_the_table_does_not_read_health_data_in_the_reasons(demo: Context) -> None:
    meeting = next_meeting(demo)
    assert meeting is not None
    velden = demo.knowledge.velden
    health = [veld for veld in velden if not demo.knowledge.is_plain(veld)]
    assert {"kind_belemmerend", "vorm_verzuim"} <= set(health)
    for one in propose_placements(demo, meeting.id).plaatsingen:
        answers = {
            view.veld: view.waarde
            for view in case_view(demo, one.casus_id, SYSTEEM).antwoorden
        }
        traits = answers["kind_belemmerend"]
        assert isinstance(traits, list)
        for trait in traits:
            row = velden["kind_belemmerend"].waarde(trait)
            assert row is not None
            words = " ".join(one.past_omdat).casefold()
            assert row.label.casefold() not in words


def test_the_next_meeting_has_more_pupils_than_places(demo: Context) -> None:
    meeting = next_meeting(demo)
    assert meeting is not None
    view = meeting_view(demo, meeting.id, SYSTEEM)
    assert view.aantal_leerlingen == 10
    assert 0 < view.aantal_plaatsen < view.aantal_leerlingen
    assert view.onbekende_capaciteit


def test_the_proposal_places_some_and_says_why_the_others_wait(demo: Context) -> None:
    meeting = next_meeting(demo)
    assert meeting is not None
    view = propose_placements(demo, meeting.id, seed=1)
    assert view.geldig and view.status == "optimaal"
    placed = [one for one in view.plaatsingen if one.plek_id]
    assert 5 <= len(placed) < 10
    assert len(view.niet_opgelost) == 10 - len(placed)
    assert any(one.alternatieven for one in placed)
    names = {place.naam for place in meeting_view(demo, meeting.id, SYSTEEM).plekken}
    assert {one.plek_naam for one in placed} <= names
    ids = {place.plek_id for place in meeting_view(demo, meeting.id, SYSTEEM).plekken}
    words = " ".join(one.reden for one in view.plaatsingen).split()
    assert not ids & {word.strip(".,;") for word in words}
    used = Counter(one.plek_id for one in placed)
    seats = {
        one.plek_id: one.vrij for one in meeting_view(demo, meeting.id, SYSTEEM).plekken
    }
    assert all(used[plek_id] <= seats[plek_id] for plek_id in used)


def test_parents_see_the_path_the_steps_and_whom_to_call_in_every_stage(
    demo: Context,
) -> None:
    for row in list_cases(demo, SYSTEEM):
        view = next_steps(demo, row.id)
        stages = [stage.stand for stage in view.pad]
        assert stages.count("nu") == 1, row.id
        assert stages == sorted(stages, key=["klaar", "nu", "straks"].index)
        assert view.stand and view.contact.naam
        assert view.contact.telefoon, row.id
        if row.status in ("besloten", "gestart", "nazorg"):
            assert view.besluit is not None
            dated = [step for step in view.stappen if step.uiterlijk]
            assert dated, row.id
        if row.status == "gestopt":
            assert view.veiligheid and not view.stappen
