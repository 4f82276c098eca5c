"""The case page: facts with their origin, corrections, links and the safety stop."""

import pytest

from assistant.casework.cases import case_view
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meetings import meeting_view
from assistant.casework.next_meetings import next_meeting
from assistant.casework.read_answers import answer_views, current_answers
from assistant.casework.record_answers import record_answer
from assistant.casework.stop_for_safety import stop_for_safety


def test_every_answer_stands_there_with_its_origin_and_a_way_to_correct_it(
    visit, ctx, case_with
):
    case = case_with("geadviseerd")
    text = visit("zorgcoordinator").get(f"/casus/{case}").text
    for answer in answer_views(ctx, case, SYSTEEM):
        assert f"/casus/{case}/antwoord/{answer.veld}" in text
        assert ctx.knowledge.velden[answer.veld].naam in text


def test_a_corrected_answer_counts_and_the_earlier_one_stays(visit, ctx, case_with):
    case = case_with("geadviseerd")
    record_answer(
        ctx, case, "maximale_reistijd_min", 30, rol="ouder", via="chat", door=None
    )
    browser = visit("zorgcoordinator")
    path = f"/casus/{case}/antwoord/maximale_reistijd_min"
    saved = browser.post(path, data={"waarde": "45"})
    assert saved.headers["location"] == f"/casus/{case}"
    assert current_answers(ctx, case)["maximale_reistijd_min"] == 45
    page = browser.get(path).text
    assert "geldt nu" in page
    assert "ouder, uit het gesprek" in page


@pytest.mark.parametrize(
    ("veld", "typed", "word"),
    [
        ("maximale_reistijd_min", "", "Kies of typ eerst"),
        ("maximale_reistijd_min", "heel ver", "Let op"),
        ("postcode4", "33", "Let op"),
        ("verzuim_sinds", "2099-01-01", "Let op"),
        ("schoolsoort", "toverschool", "Let op"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_box_and_nothing_is_lost(
    visit, ctx, case_with, read_page, veld, typed, word
):
    case = case_with("geadviseerd")
    before = current_answers(ctx, case)
    path = f"/casus/{case}/antwoord/{veld}"
    answer = visit("zorgcoordinator").post(path, data={"waarde": typed})
    assert answer.status_code == 422
    assert word in answer.text
    if ctx.knowledge.velden[veld].type not in ("single", "multi"):
        assert f'value="{typed}"' in answer.text
    assert current_answers(ctx, case) == before


@pytest.mark.parametrize(
    "path",
    [
        "/casus/2026-9999",
        "/casus/2026-9999/advies",
        "/casus/2026-9999/antwoord/schoolsoort",
        "/casus/%3Cscript%3E",
    ],
)
def test_an_unknown_case_is_not_found(visit, path):
    answer = visit("zorgcoordinator").get(path)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_an_unknown_field_is_not_found(visit, case_with):
    case = case_with("geadviseerd")
    answer = visit("zorgcoordinator").get(f"/casus/{case}/antwoord/lievelingskleur")
    assert answer.status_code == 404


def test_confirming_leads_to_the_advice(visit, ctx, case_with):
    case = case_with("bevestigd")
    answer = visit("zorgcoordinator").post(f"/casus/{case}/bevestigen")
    assert answer.headers["location"] == f"/casus/{case}/advies"
    assert case_view(ctx, case, SYSTEEM).status == "geadviseerd"


def test_a_case_without_answers_cannot_be_confirmed(visit, ctx):
    from assistant.casework.start_case import start_case

    case = start_case(
        ctx, rol="zorgcoordinator", door="Iemand", organisatie_id="insula"
    )
    answer = visit("zorgcoordinator").post(f"/casus/{case}/bevestigen")
    assert answer.status_code == 409
    assert "nog geen antwoorden" in answer.text


def test_an_advised_case_is_put_on_the_agenda_once(visit, ctx, case_with):
    case = case_with("geadviseerd")
    browser = visit("zorgcoordinator")
    assert "Op de agenda van" in browser.get(f"/casus/{case}").text
    assert browser.post(f"/casus/{case}/agenda").status_code == 303
    agenda = meeting_view(ctx, next_meeting(ctx).id, SYSTEEM).agenda
    assert case in {item.casus_id for item in agenda}
    assert browser.post(f"/casus/{case}/agenda").status_code == 409


def test_a_safety_stop_heads_the_page_and_says_whom_to_call(visit, ctx, case_with):
    case = case_with("geadviseerd")
    stop_for_safety(ctx, case, reden="Het kind is misschien in gevaar.", rol="systeem")
    browser = visit("zorgcoordinator")
    for path in (f"/casus/{case}", f"/casus/{case}/advies"):
        text = browser.get(path).text
        assert "Het kind is misschien in gevaar." in text
        assert "tel:112" in text
    assert "Open routes" not in browser.get(f"/casus/{case}/advies").text


def test_a_worry_about_home_shows_the_meldcode_to_the_professional(
    visit, ctx, case_with
):
    case = case_with("geadviseerd")
    browser = visit("zorgcoordinator")
    assert ctx.knowledge.veiligheid.meldcode not in browser.get(f"/casus/{case}").text
    record_answer(
        ctx,
        case,
        "signaal_thuis_onveilig",
        "twijfel",
        rol="zorgcoordinator",
        via="formulier",
    )
    assert ctx.knowledge.veiligheid.meldcode in browser.get(f"/casus/{case}").text


@pytest.mark.parametrize("reason", ["", "   ", "ok"])
def test_a_stop_is_not_lifted_without_a_real_reason(visit, ctx, case_with, reason):
    case = case_with("geadviseerd")
    stop_for_safety(ctx, case, reden="Gevaar.", rol="systeem")
    path = f"/casus/{case}/stop-opheffen"
    answer = visit("regisseur").post(path, data={"reden": reason})
    assert answer.status_code == 422
    assert "Let op" in answer.text
    assert case_view(ctx, case, SYSTEEM).status == "gestopt"


def test_a_stop_is_lifted_by_name_with_a_reason(visit, ctx, case_with):
    case = case_with("geadviseerd")
    stop_for_safety(ctx, case, reden="Gevaar.", rol="systeem")
    answer = visit("regisseur").post(
        f"/casus/{case}/stop-opheffen",
        data={"reden": "De huisarts sprak de leerling vandaag, er is een plan."},
    )
    assert answer.status_code == 303
    assert case_view(ctx, case, SYSTEEM).status == "geadviseerd"


def test_a_reason_of_a_whole_book_is_refused(visit, ctx, case_with):
    case = case_with("geadviseerd")
    stop_for_safety(ctx, case, reden="Gevaar.", rol="systeem")
    path = f"/casus/{case}/stop-opheffen"
    answer = visit("regisseur").post(path, data={"reden": "woord " * 4000})
    assert answer.status_code == 422
    assert "te lang" in answer.text


def test_the_page_says_when_the_pupil_was_not_heard(visit, ctx, case_with):
    case = case_with("intake")
    before = visit("zorgcoordinator").get(f"/casus/{case}").text
    assert "De leerling is nog niet gehoord" in before
    record_answer(
        ctx, case, "stem_kind_wens", "Ik wil rust.", rol="leerling", via="chat"
    )
    after = visit("zorgcoordinator").get(f"/casus/{case}").text
    assert "De leerling zegt: “Ik wil rust.”" in after
    assert "De leerling is nog niet gehoord" not in after


def test_the_page_tells_the_course_of_the_case_with_names(visit, ctx, case_with):
    case = case_with("geadviseerd")
    text = visit("zorgcoordinator").get(f"/casus/{case}").text
    assert "Routeadvies gegeven" in text
    assert "Stand: analyse bevestigd" in text
    assert "antwoorden vastgelegd" in text


def test_the_page_tells_which_papers_are_missing_and_who_owes_them(visit, case_with):
    text = visit("zorgcoordinator").get(f"/casus/{case_with('geadviseerd')}").text
    assert "Papieren, en wie ze regelt" in text
    assert "ontbreekt" in text or "nog onbekend" in text
