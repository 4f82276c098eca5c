"""A pasted report: what it proposes, and what is stored when a person takes it over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.casework.cases import case_view
from assistant.casework.kijker import SYSTEEM
from assistant.casework.read_answers import answer_views, current_answers
from assistant.casework.read_report import read_for_case, take_over
from assistant.casework.record_answers import record_answer
from assistant.casework.start_case import start_case
from assistant.errors import InputError
from matching.antwoorden import AnswerError

VERSLAG = """Leeftijd: 13
Klas: havo 2
Verzuim: sinds 1 september niet meer op school
Misschien heeft hij adhd.
"""
GEVAAR = "Jongen van 14, vmbo 3. Vanochtend zei hij dat hij niet meer wil leven."
ZORG = replace(SYSTEEM, rol="zorgcoordinator", naam="Voorbeeld Zorg")


def test_a_report_proposes_what_it_proves_with_the_sentence(ctx) -> None:
    blad = read_for_case(ctx, ZORG, VERSLAG, None)
    rows = {row.veld.id: row for row in blad.regels}
    assert rows["leeftijd"].waarde == 13
    assert rows["leeftijd"].bewijs == "Leeftijd: 13"
    assert rows["leeftijd"].overnemen
    assert "kind_belemmerend" not in rows


def test_reading_alone_stores_nothing(ctx) -> None:
    before = start_case(ctx, rol="zorgcoordinator")
    read_for_case(ctx, ZORG, VERSLAG, before)
    assert current_answers(ctx, before) == {}


def test_what_is_taken_over_stands_with_its_proof_and_certainty(ctx) -> None:
    case = take_over(ctx, ZORG, VERSLAG, {"leeftijd": 13, "schoolsoort": "havo"}, None)
    view = {a.veld: a for a in answer_views(ctx, case, SYSTEEM)}["leeftijd"]
    assert (view.via, view.woorden, view.bevestigd) == ("verslag", "Leeftijd: 13", True)
    assert view.zekerheid is not None
    assert view.zekerheid > 0.5
    assert set(current_answers(ctx, case)) == {"leeftijd", "schoolsoort"}


def test_a_value_that_was_changed_is_no_longer_a_reading(ctx) -> None:
    case = take_over(ctx, ZORG, VERSLAG, {"leeftijd": 12}, None)
    view = {a.veld: a for a in answer_views(ctx, case, SYSTEEM)}["leeftijd"]
    assert view.zekerheid is None
    assert view.waarde == 12


def test_a_field_that_is_known_is_shown_but_not_proposed(ctx) -> None:
    case = start_case(ctx, rol="zorgcoordinator")
    record_answer(ctx, case, "leeftijd", 12, rol="ouder", via="formulier")
    blad = read_for_case(ctx, ZORG, VERSLAG, case)
    row = next(row for row in blad.regels if row.veld.id == "leeftijd")
    assert row.bekend == 12
    assert not row.overnemen


def test_danger_in_a_report_stops_the_case_at_once(ctx) -> None:
    blad = read_for_case(ctx, ZORG, GEVAAR, None)
    assert blad.gevaar is not None
    assert blad.gevaar in GEVAAR
    assert blad.casus_id is not None
    assert case_view(ctx, blad.casus_id, SYSTEEM).status == "gestopt"


@pytest.mark.parametrize("tekst", ["", "  \n", "---"])
def test_an_empty_report_is_refused(ctx, tekst: str) -> None:
    with pytest.raises(InputError):
        read_for_case(ctx, ZORG, tekst, None)


def test_a_report_that_is_too_long_is_refused_with_the_bound(ctx) -> None:
    with pytest.raises(InputError, match="60000"):
        read_for_case(ctx, ZORG, "woord " * 10_001, None)


def test_nothing_chosen_is_refused_and_starts_no_case(ctx) -> None:
    with pytest.raises(InputError):
        take_over(ctx, ZORG, VERSLAG, {}, None)


def test_a_value_that_does_not_fit_stores_nothing(ctx) -> None:
    case = start_case(ctx, rol="zorgcoordinator")
    with pytest.raises(AnswerError):
        take_over(ctx, ZORG, VERSLAG, {"leeftijd": 13, "schoolsoort": "zee"}, case)
    assert current_answers(ctx, case) == {}
