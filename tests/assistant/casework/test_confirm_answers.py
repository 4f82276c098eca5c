"""What a machine read from a text stays marked until a person confirms it."""

from __future__ import annotations

import pytest

from assistant.casework.confirm_answers import confirm_answers
from assistant.casework.kijker import SYSTEEM
from assistant.casework.read_answers import answer_views
from assistant.casework.record_answers import Bewijs, record_answers
from assistant.casework.start_case import start_case
from assistant.errors import InputError, NotFoundError


@pytest.fixture
def case(ctx):
    """Return a case with two answers that were read from a report."""
    case = start_case(ctx, rol="zorgcoordinator")
    record_answers(
        ctx,
        case,
        {"leeftijd": 13, "schoolsoort": "havo"},
        rol="zorgcoordinator",
        via="verslag",
        bewijs={"leeftijd": Bewijs("Hij is 13.", 0.9), "schoolsoort": Bewijs("Havo?")},
    )
    return case


def views(ctx, case):
    return {view.veld: view for view in answer_views(ctx, case, SYSTEEM)}


def test_an_answer_from_a_report_keeps_its_sentence_and_how_sure_the_reading_is(
    ctx, case
):
    age = views(ctx, case)["leeftijd"]
    assert (age.woorden, age.zekerheid, age.bevestigd) == ("Hij is 13.", 0.9, False)


def test_confirming_keeps_value_words_and_door_and_says_who_did_it(ctx, case):
    confirm_answers(ctx, case, ["leeftijd"], rol="zorgcoordinator", door="voorbeeld")
    found = views(ctx, case)
    age = found["leeftijd"]
    assert (age.waarde, age.woorden, age.via) == (13, "Hij is 13.", "verslag")
    assert (age.bevestigd, age.door) == (True, "voorbeeld")
    assert not found["schoolsoort"].bevestigd


def test_confirming_twice_adds_nothing_to_the_history(ctx, case):
    for _ in range(2):
        confirm_answers(ctx, case, ["leeftijd"], rol="ouder", door=None)
    assert len(views(ctx, case)["leeftijd"].eerdere) == 1


def test_what_has_no_answer_cannot_be_confirmed_and_nothing_else_is(ctx, case):
    with pytest.raises(InputError, match="nog niets"):
        confirm_answers(ctx, case, ["leeftijd", "gezag"], rol="ouder", door=None)
    assert not views(ctx, case)["leeftijd"].bevestigd
    with pytest.raises(NotFoundError):
        confirm_answers(ctx, case, ["bestaat_niet"], rol="ouder", door=None)
