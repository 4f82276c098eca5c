"""Undo, contradictions, lists and languages: what stands in the record afterwards."""

from __future__ import annotations

import pytest

from assistant.casework.chat import current_reply
from assistant.casework.conversations import read_conversation
from assistant.casework.hold_conversation_language import language_of
from assistant.casework.hold_conversation_words import asks_to_undo, subject_of
from assistant.casework.record_answers import record_answer


def at(talk, veld, rol="zorgcoordinator"):
    """Return a conversation past the safety questions, at the question of a field."""
    person = talk(rol)
    person.say("ik wil beginnen", "start_intake")
    person.press("nee")
    person.press("nee")
    person.go_to(veld)
    return person


def test_undo_takes_the_last_answer_away_and_asks_it_again(talk):
    person = at(talk, "leeftijd")
    person.say("12")
    reply = person.say("ongedaan maken", "terug")
    assert reply.vraag == "leeftijd"
    assert "leeftijd" not in person.answers


def test_undo_restores_what_stood_there_before(talk):
    person = at(talk, "leeftijd")
    person.say("12")
    person.say("ho, dertien, niet twaalf", "corrigeer")
    reply = person.say("knop:!ongedaan")
    assert "13 → 12" in reply.berichten[0]
    assert person.answers["leeftijd"] == 12


def test_undo_brings_a_skipped_question_back(talk):
    person = at(talk, "leeftijd")
    person.say("sla over", "overslaan")
    assert person.say("knop:!ongedaan").vraag == "leeftijd"


def test_undo_leaves_what_somebody_changed_since(talk):
    person = at(talk, "leeftijd")
    person.say("12")
    where = {"rol": "zorgcoordinator", "via": "formulier"}
    record_answer(person.ctx, person.casus_id, "leeftijd", 15, **where)
    person.say("knop:!ongedaan")
    assert person.answers["leeftijd"] == 15


def test_undo_with_nothing_to_undo_says_so_and_changes_nothing(talk):
    person = talk()
    person.say("ik wil beginnen", "start_intake")
    reply = person.say("knop:!ongedaan")
    assert "niets" in reply.berichten[0]
    assert reply.vraag == "veiligheid_direct"


def test_a_contradiction_is_asked_with_both_values_as_buttons(talk):
    person = at(talk, "leeftijd")
    person.say("12")
    reply = person.say("hij is 14 jaar en moe van alles")
    assert reply.vraag == "leeftijd"
    assert [knop.tekst for knop in reply.knoppen] == ["14", "12"]
    after = person.say(reply.knoppen[1].waarde)
    assert person.answers["leeftijd"] == 12
    assert after.vraag not in (None, "leeftijd")


def test_a_volunteered_value_is_added_to_a_list(talk):
    person = at(talk, "kind_belemmerend")
    person.press("angst")
    person.say("hij is ook erg somber")
    assert set(person.answers["kind_belemmerend"]) >= {"angst", "somberheid"}


def test_what_is_not_known_is_noted_as_not_known_and_who_may_know_it(talk):
    person = at(talk, "terugkeergarantie_school")
    reply = person.say("weet ik niet", "overslaan")
    assert reply.vraag != "terugkeergarantie_school"
    assert person.answers["terugkeergarantie_school"] == "onbekend"


def test_a_family_reads_why_a_personal_question_is_asked_once(talk):
    person = at(talk, "behandeling_nu", "ouder")
    reply = current_reply(person.ctx, person.id)
    reason = person.ctx.knowledge.velden["behandeling_nu"].waarom_voor("ouder")
    assert reason in reply.berichten[-1]
    again = person.say("wie leest dit", "vraag_privacy")
    assert reason not in again.berichten[-1]


@pytest.mark.parametrize(
    ("tekst", "taal"),
    [
        ("my son does not go to school, can you help", "en"),
        ("kan het ook in het engels?", "en"),
        ("oğlum okula gitmiyor", "tr"),
        ("mein Sohn geht nicht zur Schule", "de"),
        ("mój syn nie chodzi do szkoły", "pl"),
        ("ابني لا يذهب إلى المدرسة", "ar"),
        ("мій син не ходить до школи", "uk"),
        ("mon fils ne va pas à l'école", "fr"),
        ("hij zit thuis", None),
    ],
)
def test_a_language_is_known_by_its_name_or_its_words(knowledge, tekst, taal):
    assert language_of(tekst, knowledge.gesprek.talen) == taal


def test_the_language_is_remembered_and_dutch_comes_back(talk):
    person = at(talk, "leeftijd", "ouder")
    reply = person.say("sorry, do you speak english? my dutch is not good", "taal")
    assert "interpreter" in reply.berichten[0]
    assert "Thank you" in person.say("13").berichten[0]
    person.say("knop:!nederlands")
    assert read_conversation(person.ctx, person.id).taal == "nl"


def test_every_language_says_in_danger_whom_to_call(knowledge):
    for taal in knowledge.gesprek.talen:
        assert taal in knowledge.veiligheid.teksten
        text = knowledge.veiligheid.tekst("ouder", taal)
        assert "112" in text
        assert "113" in text


@pytest.mark.parametrize(
    ("tekst", "wanted"),
    [
        ("ongedaan maken", True),
        ("draai dat even terug", True),
        ("undo", True),
        ("hij gaat niet terug naar school", False),
        ("terug", False),
    ],
)
def test_undoing_is_not_going_back(ctx, tekst, wanted):
    assert asks_to_undo(ctx, tekst) is wanted


@pytest.mark.parametrize(
    ("tekst", "vraag", "subject"),
    [
        ("mogen ze hem zomaar schorsen?", "vraag_rechten", "schorsen"),
        ("kan de school weigeren?", "vraag_rechten", "weigeren"),
        ("krijg ik een boete", "vraag_rechten", "leerplicht"),
        ("hoe lang duurt een tlv", "vraag_wachttijd", "wacht_tlv"),
        ("lezen mijn ouders dit", "vraag_privacy", "privacy_ouders"),
        ("wat mag ik eigenlijk", "vraag_rechten", None),
    ],
)
def test_a_question_is_answered_on_its_subject(ctx, tekst, vraag, subject):
    found = subject_of(ctx, tekst, vraag)
    assert (found.id if found else None) == subject
