"""From the start of a case to a confirmed analysis with an advice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.advise_case import advise_case, latest_advice
from assistant.casework.cases import case_view, list_cases
from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.kijker import SYSTEEM
from assistant.casework.next_question import (
    questions_left,
    skip_question,
    stand_van_vragen,
    unskip_question,
)
from assistant.casework.read_answers import answer_views, current_answers
from assistant.casework.record_answers import (
    record_answer,
    record_answers,
    withdraw_answer,
)
from assistant.casework.start_case import start_case
from assistant.errors import InputError, NotAllowedError, NotFoundError
from matching.antwoorden import AnswerError
from matching.vragen import Fase
from models.audit import audit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.context import Context

SAY = {"rol": "zorgcoordinator", "via": "chat"}


def test_cases_get_numbers_of_the_year_in_order(ctx: Context) -> None:
    first = start_case(ctx, rol="ouder")
    second = start_case(ctx, rol="zorgcoordinator", door="Test Zorg")
    assert (first, second) == ("2026-0001", "2026-0002")
    assert {row.status for row in list_cases(ctx, SYSTEEM)} == {"intake"}


def test_an_answer_is_kept_with_its_origin(ctx: Context, case: str) -> None:
    record_answer(
        ctx, case, "leeftijd", "13", **SAY, woorden="hij is 13", door="Test Zorg"
    )
    (view,) = answer_views(ctx, case, SYSTEEM)
    assert (view.waarde, view.woorden, view.door) == (13, "hij is 13", "Test Zorg")
    assert (view.rol, view.via, view.bevestigd) == ("zorgcoordinator", "chat", True)


def test_a_changed_answer_keeps_its_history(ctx: Context, case: str) -> None:
    for age in (12, 13, 14):
        record_answer(ctx, case, "leeftijd", age, **SAY)
    (view,) = answer_views(ctx, case, SYSTEEM)
    assert view.waarde == 14
    assert [earlier.waarde for earlier in view.eerdere] == [12, 13]


def test_an_answer_that_is_taken_back_is_asked_again(ctx: Context, case: str) -> None:
    record_answer(ctx, case, "leeftijd", 13, **SAY)
    withdraw_answer(ctx, case, "leeftijd", **SAY)
    assert current_answers(ctx, case) == {}
    record_answer(ctx, case, "leeftijd", 12, **SAY)
    (view,) = answer_views(ctx, case, SYSTEEM)
    assert [earlier.waarde for earlier in view.eerdere] == [13]
    with pytest.raises(InputError, match="nog niets ingevuld"):
        withdraw_answer(ctx, case, "leerjaar", **SAY)


def test_dates_and_tables_come_back_as_they_went_in(
    ctx: Context, case: str, answers: dict[str, object]
) -> None:
    record_answers(ctx, case, answers, rol="zorgcoordinator", via="formulier")
    found = current_answers(ctx, case)
    assert found["verzuim_sinds"] == answers["verzuim_sinds"]
    assert found["tlv_aanwezig"][0]["geldig_tot"] == date(2027, 10, 19)
    assert found["kind_belemmerend"] == ["autisme_kenmerken", "angst"]
    assert set(found) == set(answers)


def test_what_a_report_says_waits_for_a_person_to_confirm(
    ctx: Context, case: str
) -> None:
    record_answer(ctx, case, "leeftijd", 13, rol="zorgcoordinator", via="verslag")
    assert [view.bevestigd for view in answer_views(ctx, case, SYSTEEM)] == [False]
    confirm_analysis(ctx, case, door="Test Zorg")
    assert [view.bevestigd for view in answer_views(ctx, case, SYSTEEM)] == [True]


@pytest.mark.parametrize(
    ("veld", "waarde", "error"),
    [
        ("leeftijd", 130, AnswerError),
        ("leeftijd", "weet ik niet zeker", AnswerError),
        ("schoolsoort", "gymnasium-plus", AnswerError),
        ("verzuim_sinds", date(2026, 9, 15), AnswerError),
        ("postcode4", "331", AnswerError),
        ("leeftijd", "   ", InputError),
        ("leeftijd", None, InputError),
        ("bestaat_niet", 1, NotFoundError),
    ],
)
def test_a_wrong_answer_changes_nothing(
    ctx: Context, case: str, veld: str, waarde: object, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        record_answers(ctx, case, {"leerjaar": "2", veld: waarde}, **SAY)
    assert str(caught.value).strip()
    assert current_answers(ctx, case) == {}


def test_a_case_that_does_not_exist_is_named(ctx: Context) -> None:
    with pytest.raises(NotFoundError, match="2026-0999"):
        record_answer(ctx, "2026-0999", "leeftijd", 13, **SAY)


def test_the_questions_come_by_phase_and_never_twice(
    ctx: Context, case: str, answers: dict[str, object]
) -> None:
    asked, phases, left = [], [], [questions_left(ctx, case)]
    while (stand := stand_van_vragen(ctx, case)).volgende is not None:
        veld = stand.volgende
        asked.append(veld.id)
        phases.append(stand.fase)
        if veld.id in answers:
            record_answer(ctx, case, veld.id, answers[veld.id], **SAY)
        else:
            skip_question(ctx, case, veld.id)
        left.append(questions_left(ctx, case))
    assert asked[:2] == ["veiligheid_direct", "signaal_suicide"]
    assert len(set(asked)) == len(asked)
    assert phases == sorted(phases, key=list(Fase).index)
    assert left == sorted(left, reverse=True) and left[-1] == 0
    assert stand.beslist and stand.fase is Fase.rest


def test_what_is_left_can_be_offered_and_asked_as_well(
    ctx: Context, case: str, answers: dict[str, object]
) -> None:
    record_answers(ctx, case, answers, **SAY)
    while (veld := stand_van_vragen(ctx, case).volgende) is not None:
        skip_question(ctx, case, veld.id)
    rest = stand_van_vragen(ctx, case).rest
    assert rest and "dossier_zienswijze" in {veld.id for veld in rest}
    assert stand_van_vragen(ctx, case, verder=True).volgende == rest[0]
    assert questions_left(ctx, case, verder=True) == len(rest)


def test_a_parent_hears_other_questions_than_a_professional(
    ctx: Context, case: str
) -> None:
    seen = {}
    for rol in ("zorgcoordinator", "ouder"):
        stand = stand_van_vragen(ctx, case, rol, verder=True)
        seen[rol] = {veld.id for veld in stand.rest}
    assert "stem_ouders_wens" in seen["ouder"] - seen["zorgcoordinator"]
    assert "dossier_zienswijze" in seen["zorgcoordinator"] - seen["ouder"]


def test_a_skipped_question_comes_back_only_when_asked_for(
    ctx: Context, case: str
) -> None:
    first = stand_van_vragen(ctx, case).volgende
    assert first is not None
    left = questions_left(ctx, case)
    skip_question(ctx, case, first.id)
    skip_question(ctx, case, first.id)
    assert questions_left(ctx, case) == left - 1
    assert case_view(ctx, case, SYSTEEM).overgeslagen == (first.id,)
    unskip_question(ctx, case, first.id)
    assert stand_van_vragen(ctx, case).volgende == first
    skip_question(ctx, case, first.id)
    record_answer(ctx, case, first.id, "nee", **SAY)
    assert case_view(ctx, case, SYSTEEM).overgeslagen == ()


def test_the_month_of_birth_answers_the_question_of_age(
    ctx: Context, case: str
) -> None:
    record_answer(ctx, case, "geboortemaand", "2013-02", **SAY)
    while (veld := stand_van_vragen(ctx, case).volgende) is not None:
        assert veld.id != "leeftijd"
        skip_question(ctx, case, veld.id)
    assert case_view(ctx, case, SYSTEEM).rij.leeftijd == 13


def test_confirming_gives_the_advice_with_a_receipt(
    ctx: Context, advised_case: Callable[..., str]
) -> None:
    casus_id = advised_case()
    view = case_view(ctx, casus_id, SYSTEEM)
    assert (view.status, view.bevestigd_door) == ("geadviseerd", "Test Zorg")
    assert view.advies is not None and not view.advies.verouderd
    receipt = view.advies.ontvangstbewijs
    assert receipt["kennis_hash"] == ctx.knowledge.hash
    assert receipt["peildatum"] == "2026-09-14"
    assert receipt["antwoorden"]["leeftijd"] == 13
    assert {row["route"] for row in view.advies.uitkomst["routes"]} == set(
        ctx.knowledge.routes
    )


def test_an_answer_after_the_advice_makes_it_outdated(
    ctx: Context, advised_case: Callable[..., str]
) -> None:
    casus_id = advised_case()
    record_answer(ctx, casus_id, "leeftijd", 14, **SAY)
    old = latest_advice(ctx, casus_id)
    assert old is not None and old.verouderd
    new = advise_case(ctx, casus_id)
    assert not new.verouderd and new.id != old.id
    confirm_analysis(ctx, casus_id, door="Test Zorg")
    assert case_view(ctx, casus_id, SYSTEEM).status == "geadviseerd"


def test_an_empty_case_is_not_confirmed_and_an_unconfirmed_one_not_advised(
    ctx: Context, case: str
) -> None:
    with pytest.raises(NotAllowedError, match="nog geen antwoorden"):
        confirm_analysis(ctx, case, door="Test Zorg")
    record_answer(ctx, case, "leeftijd", 13, **SAY)
    with pytest.raises(NotAllowedError, match="bevestig eerst"):
        advise_case(ctx, case)
    assert case_view(ctx, case, SYSTEEM).status == "intake"
    assert latest_advice(ctx, case) is None


def test_the_log_tells_what_happened_but_never_what_was_said(
    ctx: Context, case: str
) -> None:
    record_answer(
        ctx, case, "stem_kind_wens", "Ik wil weg.", **SAY, woorden="hij wil weg"
    )
    with ctx.store.reading() as uow:
        lines = audit_of(uow.session, case)
        told = [(line.handeling, str(line.details)) for line in lines]
    assert [done for done, _ in told] == [
        "casus_gestart",
        "status_gewijzigd",
        "antwoord_vastgelegd",
    ]
    assert "stem_kind_wens" in told[2][1]
    assert not any("weg" in details for _, details in told)


def test_weeks_at_home_count_from_the_first_day_of_absence(
    ctx: Context, case: str
) -> None:
    record_answer(ctx, case, "verzuim_sinds", ctx.today() - timedelta(days=27), **SAY)
    later = replace(ctx, peildatum=ctx.today() + timedelta(days=1))
    assert case_view(ctx, case, SYSTEEM).rij.weken_thuis == 3
    assert case_view(later, case, SYSTEEM).rij.weken_thuis == 4
