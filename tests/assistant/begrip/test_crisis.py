"""Signs of danger: recall goes before precision, figures of speech do not count."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.begrip.begrepen import Nlu
from assistant.begrip.crisis import is_crisis
from tests.assistant.begrip.conftest import rows

GEVAAR = Path(__file__).parents[3] / "assistant" / "bot" / "gevaar"
SETS = (
    "crisis_gevallen.tsv",
    "crisis_tweede_blind.tsv",
    "crisis_derde_blind.tsv",
    "crisis_vierde_blind.tsv",
    "crisis_vijfde_blind.tsv",
)
CASES = [
    (label in ("1", "crisis"), None if vraag == "-" else vraag, tekst)
    for name in SETS
    for label, vraag, tekst in rows(name, GEVAAR)
]
DANGER = [(vraag, tekst) for positive, vraag, tekst in CASES if positive]
HARMLESS = [(vraag, tekst) for positive, vraag, tekst in CASES if not positive]


@pytest.fixture
def danger(knowledge):
    return lambda tekst, vraag=None, nlu=None: is_crisis(
        tekst, vraag, knowledge.signalen, nlu
    )


def sees_danger(probability):
    rest = 1 - probability
    ranking = sorted([("crisis", probability), ("antwoord", rest)], key=lambda r: -r[1])
    return Nlu(*ranking[0], ranking)


def test_the_sets_have_enough_cases_of_both_kinds():
    assert len(DANGER) >= 350
    assert len(HARMLESS) >= 300


def test_recall_over_labelled_cases_is_nearly_whole(danger):
    missed = [tekst for vraag, tekst in DANGER if not danger(tekst, vraag)]
    assert len(missed) <= 0.01 * len(DANGER), missed


def test_precision_over_labelled_cases_is_high(danger):
    alarms = [tekst for vraag, tekst in HARMLESS if danger(tekst, vraag)]
    assert len(alarms) <= 0.03 * len(HARMLESS), alarms


def test_what_the_model_never_saw_is_nearly_always_told_apart(danger):
    cases = [
        (label == "1", None if vraag == "-" else vraag, tekst)
        for label, vraag, tekst in rows("crisis_zesde.tsv")
    ]
    wrong = [(t, v) for positive, v, t in cases if danger(t, v) != positive]
    missed = [t for positive, v, t in cases if positive and not danger(t, v)]
    assert len(missed) <= 0.1 * sum(positive for positive, _, _ in cases), missed
    assert len(wrong) <= 0.1 * len(cases), wrong


def test_danger_is_seen_in_capitals_without_marks_and_in_a_longer_message(danger):
    missed = [
        t
        for vraag, tekst in DANGER
        for t in (tekst.upper(), f"dag, even over mijn leerling. {tekst}. wat nu")
        if not danger(t, vraag)
    ]
    assert len(missed) <= 0.03 * 2 * len(DANGER), missed


@pytest.mark.parametrize("positie", [0, 0.5, 0.97, 1])
def test_danger_is_seen_anywhere_in_a_very_long_text(danger, positie):
    filler = "Hij komt al weken niet en wij hebben veel geprobeerd op school. " * 900
    cut = int(len(filler) * positie)
    long_text = filler[:cut] + " hij zegt dat hij niet meer wil leven. " + filler[cut:]
    assert len(long_text) > 50_000
    assert danger(long_text)
    assert not danger(filler)


def test_rasa_makes_one_word_enough_but_does_not_override_a_denial(danger):
    text = "het gaat over een touw"
    assert not danger(text)
    assert not danger(text, nlu=sees_danger(0.05))
    assert danger(text, nlu=sees_danger(0.4))
    assert not danger("er is geen touw", nlu=sees_danger(0.4))


def test_rasa_alone_is_enough_only_when_it_is_sure_and_nothing_denies(danger):
    text = "hij is sinds kort zo anders en dat valt ons op"
    assert danger(text, nlu=sees_danger(0.97))
    assert not danger(text, nlu=sees_danger(0.5))
    assert not danger(f"vroeger: {text}", nlu=sees_danger(0.97))
    assert not danger(text, "gevaarlijk_gedrag", sees_danger(0.97))


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
