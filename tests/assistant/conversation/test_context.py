"""What a message means at this point: after a summary, an answer, a safety question."""

from __future__ import annotations

import pytest

from assistant.casework.chat import current_reply
from assistant.casework.record_answers import record_answer
from assistant.casework.stop_for_safety import stop_for_safety


def begun(talk, rol="ouder"):
    """Return a conversation at the first safety question."""
    person = talk(rol)
    person.say("mijn zoon is 13 en zit op het vmbo, we wonen in Zwijndrecht")
    return person


@pytest.mark.parametrize(
    "tekst", ["nee Papendrecht", "niet begrijp", "nee dat van die klas"]
)
def test_a_no_about_something_else_never_answers_a_safety_question(talk, tekst):
    person = begun(talk)
    reply = person.say(tekst)
    assert reply.vraag == "veiligheid_direct"
    assert "veiligheid_direct" not in person.answers


@pytest.mark.parametrize(
    "tekst",
    [
        "nee",
        "nee hoor",
        "nee gelukkig niet",
        "nee geen gevaar",
        "nee, hij doet niemand pijn",
        "no",
    ],
)
def test_a_plain_no_or_one_about_danger_does_answer_it(talk, tekst):
    person = begun(talk)
    person.say(tekst)
    assert person.answers["veiligheid_direct"] == "nee"


@pytest.mark.parametrize(
    "tekst", ["nee geen gevaar", "nee totaal geen plan", "nee absoluut niet veel"]
)
def test_a_denial_never_becomes_the_place_that_was_noted_last(talk, tekst):
    person = begun(talk)
    person.say("o ja, hij woont in Dordrecht")
    person.say(tekst)
    assert person.answers["gemeente_woonplaats"] == "Dordrecht"


def test_a_no_about_danger_does_not_answer_the_question_about_suicide(talk):
    person = begun(talk)
    person.press("nee")
    assert person.say("nee geen gevaar").vraag == "signaal_suicide"
    assert "signaal_suicide" not in person.answers


def test_a_no_with_another_value_corrects_what_was_noted_last(talk):
    person = begun(talk)
    reply = person.say("nee Papendrecht")
    assert person.answers["gemeente_woonplaats"] == "Papendrecht"
    assert "Zwijndrecht → Papendrecht" in reply.berichten[0]


def test_a_yes_to_the_summary_answers_no_question(talk):
    person = begun(talk)
    person.press("nee")
    person.press("nee")
    person.go_to("begeleidbaar")
    person.say("wat heb je opgeschreven", "samenvatting")
    reply = person.say("ja klopt", "bevestig")
    assert reply.vraag == "begeleidbaar"
    assert "begeleidbaar" not in person.answers


def test_a_yes_to_danger_after_a_summary_is_taken_for_what_it_may_be(talk):
    person = begun(talk)
    person.say("wat heb je opgeschreven", "samenvatting")
    assert person.say("ja").status == "gestopt"


@pytest.mark.parametrize(
    ("tekst", "veld", "waarde"),
    [
        ("4 uur per week max", "belastbaarheid_uren", 4),
        ("doel terug eigen school", "doel_soort", "terug_eigen_school"),
    ],
)
def test_a_lone_fact_goes_to_its_own_field_and_the_question_stays(
    talk, tekst, veld, waarde
):
    person = begun(talk)
    reply = person.say(tekst)
    assert person.answers[veld] == waarde
    assert reply.vraag == "veiligheid_direct"


def test_one_thing_is_taken_out_of_a_list(talk):
    person = begun(talk)
    record_answer(
        person.ctx,
        person.casus_id,
        "kind_belemmerend",
        ["angst", "somberheid"],
        rol="ouder",
        via="chat",
    )
    person.say("haal somber maar weg", "corrigeer")
    assert person.answers["kind_belemmerend"] == ["angst"]


def test_a_correction_after_confirming_is_taken_and_confirmed_again(talk):
    person = talk()
    person.say("jongen van 13, vmbo 2")
    person.fill_in()
    assert person.say("ja klopt", "bevestig").status == "klaar"
    reply = person.say("de leeftijd is 12", "corrigeer")
    assert person.answers["leeftijd"] == 12
    assert reply.status == "bezig"
    assert person.say("ja klopt", "bevestig").status == "klaar"


def test_a_stop_by_another_says_nothing_of_the_reason_to_the_family(talk):
    person = begun(talk)
    reden = "De leerling wil niet meer leven."
    stop_for_safety(person.ctx, person.casus_id, reden=reden, rol="leerling")
    told = " ".join(current_reply(person.ctx, person.id).berichten[-2:])
    assert "stil" in told
    assert "113" in told
    assert not [word for word in ("leven", "veiligheid", "gestopt") if word in told]


def test_doubt_about_danger_is_offered_a_person(talk):
    person = begun(talk, "leerling")
    reply = person.say("weet ik niet", "overslaan")
    assert "Laat iemand bellen" in [knop.tekst for knop in reply.knoppen]
