"""Whole messages: every row of the labelled tables, and what must always hold."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.begrip.understand import Nlu, understand
from matching.antwoorden import check_answer
from tests.assistant.begrip.conftest import PEILDATUM, plain_json, rows

INTENTS = {row[0] for row in rows("bedoelingen.tsv")} | {"antwoord"}
OUR_WORDS = st.sampled_from(
    [
        "ja",
        "nee",
        "niet",
        "geen",
        "hij",
        "is",
        "13",
        "twaalf",
        "weken",
        "maanden",
        "sinds",
        "maart",
        "havo",
        "vmbo",
        "2",
        "groep",
        "zeven",
        "wacht",
        "ggz",
        "autisme",
        "somber",
        "thuis",
        "?",
        ",",
        ".",
        "tlv",
        "vso",
        "laag",
        "tot",
        "wat",
        "een",
        "nee-wacht",
        "dood",
        "3311",
        "AB",
        "Dordrecht",
        "31-02-2026",
        "99-99-9999",
        "0",
        "-1",
        "1e9",
        "half",
        "anderhalf",
        "uur",
        "'zo",
        "knop:",
        "/",
        "\t",
    ]
)


def _asked(name):
    return None if name == "-" else name


@pytest.mark.parametrize(("vraag", "tekst", "waarde"), rows("antwoorden.tsv"))
def test_answer_to_the_asked_field_is_read(read, vraag, tekst, waarde):
    understood = read(tekst, vraag)
    expected = json.loads(waarde)
    value = plain_json(understood.velden.get(vraag))
    if expected is None:
        assert (understood.intent, value) == ("overslaan", None)
    else:
        assert (understood.intent, value) == ("antwoord", expected)


@pytest.mark.parametrize(("intent", "vraag", "tekst"), rows("bedoelingen.tsv"))
def test_intent_is_recognised_without_rasa(read, intent, vraag, tekst):
    assert read(tekst, _asked(vraag)).intent == intent


@pytest.mark.parametrize(("vraag", "tekst", "velden"), rows("feiten.tsv"))
def test_exactly_the_told_facts_are_filled(read, vraag, tekst, velden):
    assert plain_json(read(tekst, _asked(vraag)).velden) == json.loads(velden)


def test_sentences_set_aside_before_building_stay_understood(read):
    table = rows("apart_gehouden.tsv")
    right = sum(read(t, _asked(v)).intent == i for t, v, i, _ in table)
    assert right >= 0.94 * len(table)


def test_fields_of_sentences_set_aside_stay_precise(read):
    hits = wrong = missed = 0
    for tekst, vraag, _, velden in rows("apart_gehouden.tsv"):
        expected = json.loads(velden)
        got = plain_json(read(tekst, _asked(vraag)).velden)
        hits += sum(got.get(name) == value for name, value in expected.items())
        missed += sum(got.get(name) != value for name, value in expected.items())
        wrong += sum(expected.get(name) != value for name, value in got.items())
    assert hits / (hits + wrong) >= 0.93
    assert hits / (hits + missed) >= 0.93


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    tekst=st.one_of(
        st.text(max_size=80), st.lists(OUR_WORDS, max_size=12).map(" ".join)
    ),
    place=st.integers(0, 10_000),
)
def test_any_text_is_understood_with_valid_fields_only(read, knowledge, tekst, place):
    asked = [None, *knowledge.velden][place % (len(knowledge.velden) + 1)]
    understood = read(tekst, asked)
    assert 0.0 <= understood.zekerheid <= 1.0
    assert understood.intent in INTENTS
    for name, value in understood.velden.items():
        assert check_answer(knowledge.velden[name], value, PEILDATUM) == value


def test_very_long_message_is_read(read):
    assert read("hij is dertien en somber " * 800).velden["leeftijd"] == 13


def test_empty_message_is_out_of_scope(read):
    assert read("  \n ").intent == "buiten_bereik"


def test_term_comes_with_its_id(read):
    assert read("wat is een tlv?").begrip == "tlv"
    assert read("wat betekent zorgplicht").begrip == "zorgplicht"
    assert read("wat is een samenwerkingverband?").begrip == "samenwerkingsverband"
    assert read("School wil een T.L.V., wat is dat?").begrip == "tlv"
    assert read("die trajectklassen, wat zijn dat").begrip == "trajectvoorziening"
    assert read("wat is een time-outplek").begrip == "time_out"
    assert read("??").begrip is None


def test_rasa_decides_where_the_rules_see_nothing(knowledge):
    nlu = Nlu("mens", 0.97, [("mens", 0.97), ("klacht", 0.02)])
    understood = understand(
        "gaarne een sterveling", vraag=None, nlu=nlu, knowledge=knowledge,
        peildatum=PEILDATUM,
    )  # fmt: skip
    assert understood.intent == "mens"


def test_a_sure_answer_beats_a_wrong_intent_of_rasa(knowledge):
    nlu = Nlu("groet", 0.9, [("groet", 0.9), ("antwoord", 0.05)])
    understood = understand(
        "twaalf", vraag="leeftijd", nlu=nlu, knowledge=knowledge, peildatum=PEILDATUM
    )
    assert (understood.intent, understood.velden) == ("antwoord", {"leeftijd": 12})


def test_fallback_of_rasa_without_any_cue_is_out_of_scope(knowledge):
    nlu = Nlu("nlu_fallback", 0.3, [("nlu_fallback", 0.3), ("groet", 0.2)])
    understood = understand(
        "blauwe fietsbel", vraag=None, nlu=nlu, knowledge=knowledge, peildatum=PEILDATUM
    )
    assert understood.intent == "buiten_bereik"


def test_house_number_and_letters_of_a_postcode_are_never_kept(read):
    understood = read("3311 AB 25, dat is in Dordrecht", "postcode4")
    assert understood.velden["postcode4"] == "3311"


def test_other_days_count_back_from_their_own_date(knowledge):
    understood = understand(
        "al zes weken", vraag="verzuim_sinds", nlu=None, knowledge=knowledge,
        peildatum=date(2026, 3, 1),
    )  # fmt: skip
    assert understood.velden["verzuim_sinds"] == date(2026, 1, 18)
