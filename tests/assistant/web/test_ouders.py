"""The parents' page: plain, dated, theirs only, and silent about what is not theirs."""

import pytest

from assistant.casework.next_steps import next_steps
from assistant.casework.record_answers import record_answer
from assistant.casework.stop_for_safety import stop_for_safety
from assistant.web.dates import dutch_date


@pytest.mark.parametrize("status", ["intake", "geadviseerd", "op_tafel", "besloten"])
def test_parents_see_where_things_stand_who_does_what_and_whom_to_call(
    visit, ctx, case_with, read_page, status
):
    case = case_with(status)
    view = next_steps(ctx, case)
    text = read_page(visit("ouder", case).get("/ouder").text).text
    assert view.stand in text
    assert view.contact.naam in text
    for step in view.stappen:
        assert step.wat in text
        assert f"Wie regelt het: {step.wie[:1].lower()}{step.wie[1:]}." in text
        if step.uiterlijk:
            assert dutch_date(step.uiterlijk, today=ctx.today()) in text
    assert "Wie ziet de gegevens" in text


def test_parents_never_see_the_answer_about_safety_at_home(visit, ctx, case_with):
    case = case_with("geadviseerd")
    words = "Iemand ziet thuis dingen die niet goed zijn."
    record_answer(
        ctx,
        case,
        "signaal_thuis_onveilig",
        "twijfel",
        rol="zorgcoordinator",
        via="chat",
        woorden=words,
    )
    text = visit("ouder", case).get("/ouder").text
    label = ctx.knowledge.velden["signaal_thuis_onveilig"]
    assert words not in text
    assert label.naam not in text
    assert "meldcode" not in text.lower()


def test_a_proposal_is_not_shown_as_a_decision(visit, ctx, case_with):
    from assistant.casework.kijker import SYSTEEM
    from assistant.casework.meetings import meeting_view
    from assistant.casework.next_meetings import next_meeting
    from assistant.casework.propose_placements import propose_placements

    meeting = next_meeting(ctx)
    propose_placements(ctx, meeting.id, seed=1)
    placed = [
        item
        for item in meeting_view(ctx, meeting.id, SYSTEEM).agenda
        if item.voorstel and item.voorstel.plek_id and not item.besluit
    ]
    assert placed
    for item in placed:
        text = visit("ouder", item.casus_id).get("/ouder").text
        assert item.voorstel.plek_naam not in text
        assert "Het besluit" not in text


def test_a_safety_stop_shows_whom_to_call_and_no_steps(visit, ctx, case_with):
    case = case_with("geadviseerd")
    stop_for_safety(ctx, case, reden="Reden voor de school.", rol="systeem")
    text = visit("ouder", case).get("/ouder").text
    assert "tel:112" in text
    assert "Reden voor de school." not in text
    assert "Wie doet wat" not in text


def test_a_parent_reaches_no_other_page(visit, case_with):
    case, other = case_with("besloten"), case_with("intake")
    browser = visit("ouder", case)
    for path in (f"/casus/{other}", f"/casus/{case}", "/start", "/overleg", "/taken"):
        assert browser.get(path).status_code == 403
