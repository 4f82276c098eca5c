"""The model that learned from examples what tells of danger."""

from __future__ import annotations

import pytest

from assistant.begrip.crisis import is_crisis
from assistant.begrip.crisis_learned import model_features
from assistant.begrip.danger import danger_probability
from assistant.begrip.danger_training import Voorbeeld, train
from knowledge.signalen import Gevaarmodel


@pytest.fixture
def signalen(knowledge):
    return knowledge.signalen


def test_a_message_without_anything_the_model_knows_is_hardly_danger(signalen):
    assert danger_probability(set(), signalen.model) < 0.05


@pytest.mark.parametrize(
    "text",
    [
        "hij straft zichzelf met een heet strijkijzer",
        "de kleuter is de hele nacht zonder volwassene thuis",
    ],
)
def test_the_model_sees_without_rasa_what_no_row_says(signalen, text):
    rows_alone = signalen.model_copy(update={"model": None})
    assert is_crisis(text, None, signalen)
    assert not is_crisis(text, None, rows_alone)


def test_the_model_takes_back_what_the_rows_see_in_ordinary_words(signalen):
    text = "van mishandeling is niets gebleken"
    never = signalen.model.model_copy(update={"drempel_rij": 0.0})
    rows = signalen.model_copy(update={"model": never})
    harmless = "hij roept ik maak je af tijdens het gamen"
    assert is_crisis(harmless, None, rows)
    assert not is_crisis(harmless, None, signalen)
    assert not is_crisis(text, None, signalen)
    assert is_crisis(harmless, None, signalen, is_report=True)


def test_the_asked_field_counts(signalen):
    told = model_features("hij slaat", "gevaarlijk_gedrag", signalen)
    assert "?gedrag" in told
    assert "?gedrag" not in model_features("hij slaat", None, signalen)


def test_training_is_repeatable_and_tells_its_examples_apart(signalen):
    examples = [
        Voorbeeld(danger, None, f"{who} {what}")
        for who in ("hij", "zij", "mijn zoon", "de leerling")
        for what, danger in (("wil sterven", True), ("wil fietsen", False))
    ]
    learned = train(examples, signalen)
    assert learned == train(examples, signalen)
    assert learned["voorbeelden"] == len(examples)
    model = Gevaarmodel(
        bron="EIGEN",
        drempel=0.5,
        drempel_ontkend=0.9,
        drempel_rij=0.1,
        drempel_verslag=0.95,
        **learned,
    )
    for example in examples:
        features = model_features(example.tekst, None, signalen)
        assert (danger_probability(features, model) > 0.5) == example.gevaar


def test_two_sentences_that_tell_of_a_plan_are_danger_in_a_letter(knowledge):
    letter = (
        "Beste mentor, dit wil ik even kwijt. Een meisje uit mijn klas appte dat ze er "
        "vanavond een eind aan maakt. Ze heeft de pillen van haar oma al "
        "klaarliggen en neemt haar telefoon niet meer op."
    )
    dull = (
        "Beste mentor, dit wil ik even kwijt. Een meisje uit mijn klas appte dat ze "
        "vanavond niet naar de repetitie komt. Ze heeft de map van haar oma al "
        "klaarliggen en neemt haar telefoon niet meer op."
    )
    assert is_crisis(letter, None, knowledge.signalen, is_report=True)
    assert not is_crisis(dull, None, knowledge.signalen, is_report=True)
