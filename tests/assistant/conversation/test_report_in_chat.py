"""A report that is pasted in the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.unconfirmed import unconfirmed_readings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.assistant.conversation.conftest import Talk

FORM = """Leeftijd: 13
Klas: havo 2
Gezag: beide ouders
Plan van aanpak: geen plan
"""
LETTER = (
    "Beste collega, hierbij het verslag van ons gesprek met de ouders. De leerling, "
    "een jongen van 13 jaar, zit in klas 2 van de havo. Hij is somber en slaapt "
    "slecht. De ouders hebben samen het gezag. Er is nog geen plan van aanpak. De "
    "school wil hem graag terug, maar dan met extra begeleiding. Het OPP is actueel "
    "en door de ouders ondertekend. We spreken elkaar volgende week weer, met "
    "vriendelijke groet."
)
DANGER = LETTER + " Gisteren zei hij dat hij niet meer wil leven."


def test_a_form_that_is_pasted_starts_a_case_with_what_it_says(
    talk: Callable[..., Talk],
) -> None:
    chat = talk()
    reply = chat.say(FORM, "start_intake")
    assert reply.berichten[0].startswith("Gelezen: ")
    assert chat.answers["leeftijd"] == 13
    assert [knop.tekst for knop in reply.knoppen] == ["Alles klopt", "Loop ze na"]


def test_what_was_read_waits_for_a_person_with_its_proof(
    talk: Callable[..., Talk],
) -> None:
    chat = talk()
    chat.say(LETTER)
    waiting = unconfirmed_readings(chat.ctx, chat.casus_id or "")
    assert waiting["gezag"].woorden == "De ouders hebben samen het gezag."
    assert set(waiting) == set(chat.answers)


def test_all_is_confirmed_with_one_button_and_then_only_the_gaps_are_asked(
    talk: Callable[..., Talk],
) -> None:
    chat = talk()
    chat.say(LETTER)
    read = set(chat.answers)
    reply = chat.say("Alles klopt")
    assert unconfirmed_readings(chat.ctx, chat.casus_id or "") == {}
    assert reply.vraag is not None
    assert reply.vraag not in read


def test_yes_in_words_confirms_all_too(talk: Callable[..., Talk]) -> None:
    chat = talk()
    chat.say(LETTER)
    chat.say("ja dat klopt helemaal", "bevestig")
    assert unconfirmed_readings(chat.ctx, chat.casus_id or "") == {}


def test_one_by_one_a_wrong_reading_is_taken_back_and_asked(
    talk: Callable[..., Talk],
) -> None:
    chat = talk()
    chat.say(LETTER)
    shown = chat.say("Loop ze na")
    assert [knop.tekst for knop in shown.knoppen] == [
        "Klopt",
        "Klopt niet",
        "Sla dit over",
    ]
    wrong = shown.vraag
    asked = chat.say("Klopt niet")
    assert asked.vraag == wrong
    assert wrong not in chat.answers


def test_one_by_one_a_right_reading_is_confirmed_and_the_next_is_shown(
    talk: Callable[..., Talk],
) -> None:
    chat = talk()
    chat.say(LETTER)
    first = chat.say("Loop ze na").vraag
    second = chat.say("Klopt").vraag
    waiting = unconfirmed_readings(chat.ctx, chat.casus_id or "")
    assert first not in waiting
    assert second in waiting


def test_leaving_all_for_later_ends_with_the_questions(
    talk: Callable[..., Talk],
) -> None:
    chat = talk()
    chat.say(LETTER)
    count = len(chat.answers)
    chat.say("Loop ze na")
    for _ in range(count):
        reply = chat.say("Sla dit over")
    assert reply.vraag not in chat.answers
    assert len(unconfirmed_readings(chat.ctx, chat.casus_id or "")) == count


def test_the_whole_report_is_undone_in_one_step(talk: Callable[..., Talk]) -> None:
    chat = talk()
    chat.say(FORM)
    chat.say("knop:!ongedaan")
    assert chat.answers == {}


def test_what_was_answered_before_is_not_overwritten(
    talk: Callable[..., Talk],
) -> None:
    chat = talk()
    chat.say("een meisje van 15", "start_intake")
    chat.say(LETTER)
    assert chat.answers["leeftijd"] == 15


def test_danger_in_a_pasted_report_stops_the_questions(
    talk: Callable[..., Talk],
) -> None:
    chat = talk()
    chat.say("een jongen van 13", "start_intake")
    reply = chat.say(DANGER)
    assert reply.status == "gestopt"
    assert "veiligheid" in chat.tasks


def test_a_short_message_is_no_report(talk: Callable[..., Talk]) -> None:
    chat = talk()
    reply = chat.say("jongen van 13, havo 2", "start_intake")
    assert not any("Gelezen" in line for line in reply.berichten)
