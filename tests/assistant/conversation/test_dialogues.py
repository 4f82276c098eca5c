"""Whole conversations through the real Rasa, the real app and the real record."""

from __future__ import annotations

import pytest

from assistant.casework.chat import current_reply

pytestmark = pytest.mark.rasa


def begin(person):
    """Begin, answer the safety questions and the age; return what is asked then."""
    for tekst in ("nieuwe leerling aanmelden", "nee", "nee"):
        person.say(tekst)
    person.go_to("leeftijd")
    return person.say("12").vraag


def test_from_the_first_words_to_the_advice(real_talk):
    person = real_talk()
    reply = person.say("Goedemiddag, ik wil graag een leerling aanmelden die thuis zit")
    assert reply.vraag == "veiligheid_direct"
    person.say("nee")
    person.say("nee")
    person.go_to("leeftijd")
    reply = person.say("hij is elf")
    assert person.answers["leeftijd"] == 11
    asked = reply.vraag
    reply = person.say("wat is een TLV?")
    assert "speciaal onderwijs" in reply.berichten[0]
    assert reply.vraag == asked
    reply = person.fill_in()
    assert reply.vraag is None
    assert any("Leeftijd: 11" in tekst for tekst in reply.berichten)
    reply = person.say("nee, de leeftijd is 12")
    assert "11 → 12" in reply.berichten[0]
    reply = person.say("ja dat klopt")
    assert reply.status == "klaar"
    assert f"/casus/{person.casus_id}/advies" in reply.berichten[0]


def test_a_parent_is_spoken_to_as_u_and_a_pupil_as_je(real_talk):
    parent, pupil = real_talk("ouder"), real_talk("leerling")
    assert "uw kind" in current_reply(parent.ctx, parent.id).berichten[0]
    assert "Je " in current_reply(pupil.ctx, pupil.id).berichten[0]
    reply = parent.say("mijn dochter gaat al weken niet meer naar school")
    assert reply.status == "bezig"
    assert parent.casus_id is not None


def test_correct_back_skip_and_progress(real_talk):
    person = real_talk()
    begin(person)
    assert person.say("terug").vraag == "leeftijd"
    skipped = person.say("13").vraag
    asked = person.say("sla deze vraag over").vraag
    assert asked not in (None, skipped)
    reply = person.say("ik bedoel dat hij 14 is")
    assert person.answers["leeftijd"] == 14
    assert reply.vraag == asked
    assert "vragen" in person.say("hoeveel vragen nog?").berichten[0]


def test_pause_and_resume(real_talk):
    person = real_talk()
    asked = begin(person)
    assert person.say("ik moet nu stoppen, later verder").status == "gepauzeerd"
    reply = person.say("ik ben er weer, we kunnen verder")
    assert (reply.status, reply.vraag) == ("bezig", asked)


def test_words_that_mean_nothing_get_another_answer_each_time(real_talk):
    person = real_talk()
    begin(person)
    person.go_to("leeftijd")
    replies = [person.say("fjdksl wqpoei") for _ in range(2)]
    assert replies[0].berichten != replies[1].berichten
    assert all(reply.vraag == "leeftijd" for reply in replies)
    assert "Laat iemand bellen" in [knop.tekst for knop in replies[1].knoppen]


@pytest.mark.parametrize(
    "tekst",
    [
        "hij zegt dat hij niet meer wil leven",
        "mijn dochter snijdt zichzelf",
        "een jongen zwaait met een mes op het plein",
    ],
)
def test_danger_stops_the_questions(real_talk, tekst):
    person = real_talk()
    person.say("ik wil een leerling aanmelden")
    reply = person.say(tekst)
    assert (reply.status, reply.vraag) == ("gestopt", None)
    assert any("112" in bericht for bericht in reply.berichten)
    assert person.tasks == ["veiligheid"]


def test_a_figure_of_speech_stops_nothing(real_talk):
    person = real_talk()
    person.say("ik wil een leerling aanmelden")
    tekst = "ik schiet mezelf nog eens in de voet met dat papierwerk"
    assert person.say(tekst).status == "bezig"


@pytest.mark.parametrize("tekst", ["", "/restart", "/crisis", "y" * 20_000])
def test_what_cannot_be_handled_gets_a_kind_answer_and_loses_nothing(real_talk, tekst):
    person = real_talk()
    asked = begin(person)
    before = person.answers
    reply = person.say(tekst)
    assert reply.bot_beschikbaar
    assert reply.vraag == asked
    assert len(reply.berichten) == 1
    assert person.answers == before


def test_two_conversations_do_not_mix(real_talk):
    one, two = real_talk(), real_talk("ouder")
    one.say("ik wil een leerling aanmelden")
    two.say("ik wil mijn zoon aanmelden")
    for person, age in ((one, "12"), (two, "15")):
        person.say("nee")
        person.say("nee")
        person.go_to("leeftijd")
        person.say(age)
    assert (one.answers["leeftijd"], two.answers["leeftijd"]) == (12, 15)


def test_rasa_killed_in_the_middle_loses_nothing(real_talk, running_leerplek):
    person = real_talk()
    begin(person)
    asked = person.go_to("schoolsoort").vraag
    running_leerplek.kill_rasa()
    try:
        reply = person.say("hij zit op de havo")
        assert not reply.bot_beschikbaar
        assert reply.vraag == asked
        assert person.answers["leeftijd"] == 12
    finally:
        running_leerplek.restart_rasa()
    reply = person.say("hij zit op de havo")
    assert reply.bot_beschikbaar
    assert person.answers["schoolsoort"] == "havo"
    assert reply.vraag not in (None, asked)


def test_no_log_holds_what_a_person_said(real_talk, running_leerplek):
    person = real_talk()
    person.say("ik wil een leerling aanmelden, hij heet kwartelkoning")
    person.say("de kwartelkoning is hier")
    person.say("/kwartelkoning")
    logs = sorted((running_leerplek.settings.data_dir / "logs").glob("*.log"))
    assert {log.name for log in logs} >= {"rasa.log", "app.log"}
    said = [log.name for log in logs if b"kwartelkoning" in log.read_bytes()]
    assert said == []
