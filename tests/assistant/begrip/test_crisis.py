"""Signs of danger: recall goes before precision, figures of speech do not count."""

from __future__ import annotations

import pytest

from assistant.begrip.crisis import is_crisis
from tests.assistant.begrip.conftest import rows

CASES = [
    (label, None if vraag == "-" else vraag, tekst)
    for label, vraag, tekst in rows("crisis_gevallen.tsv")
]


@pytest.fixture
def danger(knowledge):
    return lambda tekst, vraag=None: is_crisis(tekst, vraag, knowledge.signalen)


def test_the_set_has_enough_cases_of_both_kinds():
    assert sum(label == "1" for label, _, _ in CASES) >= 90
    assert sum(label == "0" for label, _, _ in CASES) >= 60


def test_recall_over_labelled_cases_is_nearly_whole(danger):
    missed = [t for label, v, t in CASES if label == "1" and not danger(t, v)]
    assert len(missed) <= 0.02 * sum(label == "1" for label, _, _ in CASES), missed


def test_precision_over_labelled_cases_is_high(danger):
    alarms = [t for label, v, t in CASES if label == "0" and danger(t, v)]
    assert len(alarms) <= 0.05 * sum(label == "0" for label, _, _ in CASES), alarms


def test_crisis_comes_before_every_other_intent_and_keeps_the_facts(read):
    understood = read("mijn zoon van 14 wil niet meer leven, wat moet ik doen?")
    assert understood.intent == "crisis"
    assert understood.velden["leeftijd"] == 14


def test_yes_to_the_suicide_question_is_an_answer(read):
    understood = read("ja", "signaal_suicide")
    assert (understood.intent, understood.velden) == (
        "antwoord",
        {"signaal_suicide": "ja"},
    )


def test_hitting_told_as_an_answer_is_an_answer(read):
    understood = read("hij slaat soms zijn broertje", "gevaarlijk_gedrag")
    assert (understood.intent, understood.velden["gevaarlijk_gedrag"]) == (
        "antwoord",
        "soms",
    )


def test_danger_in_capitals_with_accents_and_marks_is_seen(danger):
    assert danger("HIJ IS SUÏCIDAAL!!!")
    assert danger("...ze   wil\nniet meer    leven...")
