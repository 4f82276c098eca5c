"""Doubt about danger, a person, an interpreter, and a question that can wait."""

from __future__ import annotations

import pytest

from assistant.begrip.begrepen import Nlu
from assistant.casework.chat import current_reply
from assistant.casework.conversations import read_conversation, store_incoming
from assistant.casework.hold_conversation import take_turn


def at(talk, rol, veld):
    """Return a conversation of somebody at the question about a field."""
    person = talk(rol)
    person.say("ik wil beginnen", "start_intake")
    person.press("nee")
    person.press("nee")
    person.go_to(veld)
    return person


def first_question(talk, rol):
    """Return a conversation at the question about danger."""
    person = talk(rol)
    person.say("ik wil beginnen", "start_intake")
    return person


def unsure(person, tekst, ranking):
    """Say something of which Rasa is not sure."""
    stored = store_incoming(person.ctx, person.id, tekst, None)
    nlu = Nlu(ranking[0][0], ranking[0][1], ranking)
    take_turn(person.ctx, person.id, nlu=nlu, bericht_id=stored.id)
    return current_reply(person.ctx, person.id)


@pytest.mark.parametrize("rol", ["zorgcoordinator", "ouder", "leerling"])
@pytest.mark.parametrize(
    ("tekst", "intent"),
    [
        ("weet niet", "overslaan"),
        ("I don't know", "taal"),
        ("bilmiyorum", "taal"),
        ("nie wiem", "buiten_bereik"),
        ("no idea", "antwoord"),
        ("sla over", "overslaan"),
    ],
)
def test_who_cannot_tell_of_danger_is_offered_a_person(talk, rol, tekst, intent):
    person = first_question(talk, rol)
    reply = person.say(tekst, intent)
    assert "knop:!mens" in [knop.waarde for knop in reply.knoppen]
    assert "112" in " ".join(reply.berichten)
    assert person.answers.get("veiligheid_direct") != "nee"


@pytest.mark.parametrize(
    "tekst",
    [
        "nee dat zegt hij nooit",
        "nee, dat heeft ze nog nooit gezegd",
        "nee nooit gehoord",
    ],
)
def test_a_denial_of_what_is_said_is_a_no(talk, tekst):
    person = first_question(talk, "ouder")
    person.press("nee")
    person.say(tekst)
    assert person.answers["signaal_suicide"] == "nee"


def test_a_question_about_danger_is_not_dropped_without_a_call_back(talk):
    person = first_question(talk, "ouder")
    for _ in range(3):
        reply = person.say("blauw", "antwoord")
    assert "terugbellen" in person.tasks
    assert "belt u" in " ".join(reply.berichten)


def test_an_unsure_wish_for_a_person_is_asked_before_a_task_is_made(talk):
    person = at(talk, "leerling", "leeftijd")
    reply = unsure(person, "wil chillen", [("mens", 0.85), ("antwoord", 0.1)])
    assert reply.berichten == ("Wil je dat iemand je belt?",)
    assert "terugbellen" not in person.tasks
    person.say("ja")
    assert "terugbellen" in person.tasks


def test_words_that_ask_for_a_call_need_no_question(talk):
    person = at(talk, "ouder", "leeftijd")
    unsure(person, "bel me maar", [("mens", 0.4), ("klacht", 0.3)])
    assert "terugbellen" in person.tasks


def test_a_no_to_a_call_goes_back_to_the_question(talk):
    person = at(talk, "leerling", "leeftijd")
    unsure(person, "wil chillen", [("mens", 0.85), ("antwoord", 0.1)])
    reply = person.say("nee")
    assert reply.vraag == "leeftijd"
    assert "terugbellen" not in person.tasks


def test_an_interpreter_is_offered_in_dutch_and_the_language_is_noted(talk):
    person = at(talk, "ouder", "leeftijd")
    reply = person.say("ik wil tolk arabisch", "taal")
    assert read_conversation(person.ctx, person.id).taal == "nl"
    assert person.answers["taal_ouders"] == "Arabisch, met tolk"
    assert "knop:!mens" in [knop.waarde for knop in reply.knoppen]


def test_undo_says_what_it_undid(talk):
    person = at(talk, "zorgcoordinator", "leeftijd")
    person.say("13")
    reply = person.say("ongedaan maken", "corrigeer")
    assert "leeftijd: 13" in reply.berichten[0]


def test_a_pupil_who_does_not_feel_like_talking_gets_ways_out(talk):
    person = at(talk, "leerling", "leeftijd")
    reply = person.say("geen zin om te praten")
    ways = [knop.waarde for knop in reply.knoppen]
    assert {"knop:!pauze", "knop:!overslaan", "knop:!mens"} <= set(ways)
    assert reply.vraag == "leeftijd"


def test_a_question_passed_over_twice_waits_without_blame(talk):
    person = at(talk, "ouder", "ingeschreven")
    person.say("ze is 13 jaar")
    reply = person.say("we wonen in Dordrecht")
    said = " ".join(reply.berichten)
    assert "laten we even rusten" in said
    assert "ligt aan mij" not in said
    assert reply.vraag != "ingeschreven"
