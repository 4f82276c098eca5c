"""Turns of a conversation on the record; what Rasa would classify is given."""

from __future__ import annotations

import pytest

from assistant.casework.chat import current_reply, open_conversation, send_message
from assistant.casework.conversations import read_conversation, read_messages
from assistant.casework.hold_conversation import take_turn
from assistant.casework.kijker import SYSTEEM
from assistant.casework.read_answers import answer_views
from assistant.casework.record_answers import record_answer
from assistant.casework.stop_for_safety import lift_safety_stop
from assistant.errors import NotFoundError

ROLES = ("zorgcoordinator", "ouder", "leerling")


def started(talk, rol="zorgcoordinator"):
    """Return a conversation past the safety questions, at the one about age."""
    person = talk(rol)
    person.say("ik wil een leerling aanmelden", "start_intake")
    person.press("nee")
    person.press("nee")
    person.go_to("leeftijd")
    return person


@pytest.mark.parametrize("rol", ROLES)
def test_every_role_is_welcomed_and_asked_about_safety_first(talk, rol):
    person = talk(rol)
    assert current_reply(person.ctx, person.id).berichten
    reply = person.say("ik wil beginnen", "start_intake")
    assert reply.vraag == "veiligheid_direct"
    assert [knop.tekst for knop in reply.knoppen] == ["Nee", "Twijfel", "Ja"]


@pytest.mark.parametrize(("rol", "offered"), [("leerling", 0), ("zorgcoordinator", 1)])
def test_only_a_professional_may_say_that_it_was_not_asked(talk, rol, offered):
    person = talk(rol)
    person.say("ik wil beginnen", "start_intake")
    reply = person.say("nee")
    assert reply.vraag == "signaal_suicide"
    assert [knop.tekst for knop in reply.knoppen].count("Niet gevraagd") == offered


def test_facts_in_the_first_message_are_stored_and_read_back(talk):
    person = talk()
    reply = person.say("het gaat om een jongen van 13, hij zit op het vmbo", "antwoord")
    assert person.answers["leeftijd"] == 13
    assert person.answers["schoolsoort"] == "vmbo"
    assert "leeftijd: 13" in reply.berichten[0]
    assert reply.vraag == "veiligheid_direct"


def test_an_answer_is_stored_at_once_with_its_words_and_the_next_question_follows(talk):
    person = started(talk)
    reply = person.say("hij is twaalf")
    assert person.answers["leeftijd"] == 12
    view = next(
        v
        for v in answer_views(person.ctx, person.casus_id, SYSTEEM)
        if v.veld == "leeftijd"
    )
    assert (view.via, view.woorden, view.rol) == (
        "chat",
        "hij is twaalf",
        "zorgcoordinator",
    )
    assert reply.vraag not in (None, "leeftijd")
    assert len(reply.berichten) == 1
    assert reply.berichten[0].startswith("Genoteerd: 12.")
    assert "soort" in reply.berichten[0]


def test_a_term_is_explained_and_the_same_question_comes_back(talk):
    person = started(talk)
    reply = person.say("wat is een TLV?", "vraag_begrip")
    assert "speciaal onderwijs" in reply.berichten[0]
    assert reply.vraag == "leeftijd"


@pytest.mark.parametrize(
    ("intent", "tekst"),
    [
        ("waarom_vraag", "waarom vraag je dat"),
        ("help", "hoe werkt dit"),
        ("samenvatting", "wat heb je genoteerd"),
        ("voortgang", "hoeveel vragen nog"),
        ("vraag_route", "welke plekken zijn er"),
        ("vraag_rechten", "mag de school hem weigeren"),
        ("vraag_wachttijd", "hoe lang duurt het"),
        ("vraag_stand", "hoe staat het ermee"),
        ("vraag_volgende_stap", "wat moet ik nu doen"),
        ("vraag_wie_bellen", "wie kan ik bellen"),
        ("vraag_privacy", "wie leest dit"),
        ("vraag_telling", "telt hij als thuiszitter"),
        ("taal", "do you speak english"),
        ("bedankt", "dank u wel"),
        ("groet", "goedemorgen"),
    ],
)
@pytest.mark.parametrize("rol", ROLES)
def test_a_digression_is_answered_and_the_question_stays(talk, intent, tekst, rol):
    person = started(talk, rol)
    before = current_reply(person.ctx, person.id)
    reply = person.say(tekst, intent)
    assert reply.vraag == before.vraag
    assert reply.berichten[-1].startswith(
        person.ctx.knowledge.velden[before.vraag].vraag_voor(rol)
    )
    assert len(reply.berichten) >= 2
    assert reply.status == "bezig"


@pytest.mark.parametrize(
    "intent", ["vraag_route", "help", "mens", "groet", "voortgang"]
)
def test_a_digression_before_the_intake_opens_no_case(talk, intent):
    person = talk()
    texts = {"vraag_route": "welke plekken zijn er", "help": "hoe werkt dit"}
    person.say(texts.get(intent, "hallo" if intent == "groet" else intent), intent)
    assert person.casus_id is None


def test_a_correction_shows_old_and_new_and_goes_on_where_we_were(talk):
    person = started(talk)
    person.say("11")
    reply = person.say("de leeftijd is 12", "corrigeer")
    assert "leeftijd: 11 → 12" in reply.berichten[0]
    assert reply.vraag not in (None, "leeftijd")
    assert person.answers["leeftijd"] == 12


def test_a_correction_without_a_value_asks_that_field_again(talk):
    person = started(talk)
    person.say("11")
    reply = person.say("de leeftijd klopt niet", "corrigeer")
    assert reply.vraag == "leeftijd"
    assert "11" in reply.berichten[-1]
    assert person.say("12").vraag not in (None, "leeftijd")


def test_back_asks_the_previous_question_with_its_old_answer(talk):
    person = started(talk)
    person.say("11")
    reply = person.say("terug", "terug")
    assert reply.vraag == "leeftijd"
    assert "11" in reply.berichten[0]
    assert person.say("12").vraag not in (None, "leeftijd")
    assert person.answers["leeftijd"] == 12


def test_back_at_the_first_question_says_so(talk):
    person = talk()
    person.say("ik wil beginnen", "start_intake")
    reply = person.say("terug", "terug")
    assert reply.vraag == "veiligheid_direct"
    assert "eerste vraag" in reply.berichten[0]


def test_a_skipped_question_is_not_asked_again(talk):
    person = started(talk)
    assert person.say("sla over", "overslaan").vraag not in (None, "leeftijd")
    assert "leeftijd" not in person.answers


def test_a_skipped_question_comes_back_with_back(talk):
    person = started(talk)
    person.say("sla over", "overslaan")
    assert person.say("terug", "terug").vraag == "leeftijd"


def test_misses_never_say_the_same_and_offer_a_way_out(talk):
    person = started(talk)
    person.say("12")
    first = person.say("qwer zxcv")
    second = person.say("qwer zxcv")
    third = person.say("qwer zxcv")
    assert first.berichten != second.berichten
    assert {"Sla over", "Laat iemand bellen"} <= {k.tekst for k in second.knoppen}
    assert third.vraag not in (None, first.vraag)


def test_a_value_that_cannot_be_is_refused_with_the_reason(talk):
    person = started(talk)
    reply = person.say("hij is 99")
    assert reply.vraag == "leeftijd"
    assert "leeftijd" not in person.answers


def test_pause_keeps_everything_and_going_on_asks_the_same_question(talk):
    person = started(talk)
    person.say("12")
    assert person.say("ik moet stoppen", "pauze").status == "gepauzeerd"
    reply = person.say("we kunnen verder", "hervat_intake")
    assert (reply.status, reply.vraag) == ("bezig", "schoolsoort")


def test_an_answer_after_a_pause_is_an_answer(talk):
    person = started(talk)
    person.say("12")
    person.say("pauze", "pauze")
    person.say("hij zit op de havo")
    assert person.answers["schoolsoort"] == "havo"


def test_a_new_conversation_about_the_case_goes_on_from_the_record(talk):
    person = started(talk)
    person.say("12")
    later = talk(casus_id=person.casus_id)
    assert current_reply(later.ctx, later.id).vraag not in (None, "leeftijd")


def test_an_answer_given_in_the_form_moves_the_conversation_on(talk):
    person = started(talk)
    rest = {"rol": "zorgcoordinator", "via": "formulier"}
    record_answer(person.ctx, person.casus_id, "leeftijd", 12, **rest)
    assert current_reply(person.ctx, person.id).vraag not in (None, "leeftijd")


def test_asking_for_a_person_makes_one_task_for_the_case(talk):
    person = started(talk)
    person.say("ik wil een mens", "mens")
    person.say("bel mij terug", "mens")
    assert person.tasks == ["terugbellen"]


def test_a_complaint_is_passed_on(talk):
    person = started(talk)
    person.say("ik heb een klacht over de school", "klacht")
    assert person.tasks == ["klacht"]


@pytest.mark.parametrize("rol", ROLES)
def test_danger_in_any_message_stops_and_puts_a_person_on_it(talk, rol):
    person = started(talk, rol)
    reply = person.say("hij zegt dat hij zelfmoord wil plegen", "antwoord")
    assert reply.status == "gestopt"
    assert reply.vraag is None
    assert "113" in reply.berichten[0]
    assert person.tasks == ["veiligheid"]
    assert person.say("12").status == "gestopt"


def test_danger_before_the_intake_makes_an_urgent_task(talk):
    person = talk("ouder")
    assert person.say("mijn dochter wil dood", "crisis").status == "gestopt"
    assert person.tasks == ["veiligheid"]


@pytest.mark.parametrize("value", ["ja", "twijfel"])
def test_yes_or_doubt_on_a_safety_question_stops(talk, value):
    person = talk()
    person.say("ik wil beginnen", "start_intake")
    assert person.press(value).status == "gestopt"
    assert person.tasks == ["veiligheid"]


def test_danger_while_paused_stops_too(talk):
    person = started(talk)
    person.say("pauze", "pauze")
    assert (
        person.say("ze heeft pillen geslikt en wil dood", "antwoord").status
        == "gestopt"
    )


def test_only_after_a_named_person_lifted_the_stop_the_questions_go_on(talk):
    person = started(talk)
    person.say("hij wil dood", "crisis")
    assert person.say("ga verder", "hervat_intake").status == "gestopt"
    reden = "gebeld met ouders, kind is veilig"
    lift_safety_stop(person.ctx, person.casus_id, SYSTEEM, reden=reden)
    reply = current_reply(person.ctx, person.id)
    assert reply.status == "bezig"
    assert reply.vraag is not None


def test_an_old_button_changes_nothing(talk):
    person = started(talk)
    reply = person.say("knop:veiligheid_direct:ja")
    assert reply.vraag == "leeftijd"
    assert person.answers["veiligheid_direct"] == "nee"


@pytest.mark.parametrize(
    "waarde", ["knop:x:y", "knop:", "knop:!", "knop:leeftijd:,", "knop:!x"]
)
def test_a_made_up_button_changes_nothing(talk, waarde):
    person = started(talk)
    before = person.answers
    reply = person.say(waarde)
    assert reply.vraag == "leeftijd"
    assert person.answers == before


def test_several_boxes_are_one_answer(talk):
    person = started(talk)
    asked = current_reply(person.ctx, person.id)
    while asked.vraag != "kind_belemmerend":
        asked = person.say("sla over", "overslaan")
    assert asked.meerkeuze
    person.say("knop:kind_belemmerend:angst,somberheid")
    assert person.answers["kind_belemmerend"] == ["angst", "somberheid"]


def test_the_summary_is_corrected_and_confirmed_and_the_advice_follows(talk):
    person = started(talk)
    reply = person.fill_in()
    assert reply.vraag is None
    assert any("Leeftijd: 12" in tekst for tekst in reply.berichten)
    reply = person.say("nee, de leeftijd is 13", "corrigeer")
    assert "12 → 13" in reply.berichten[0]
    reply = person.say("ja, dit klopt", "bevestig")
    assert reply.status == "klaar"
    assert "advies" in reply.berichten[0]
    later = person.say("welke plekken zijn er", "vraag_route")
    assert later.status == "klaar"
    assert "routes" in later.berichten[0]


def test_a_place_keeps_its_capital_when_it_is_read_back(talk):
    person = started(talk)
    reply = person.say("12, hij woont in Dordrecht")
    assert person.answers["gemeente_woonplaats"] == "Dordrecht"
    assert "Dordrecht" in reply.berichten[0]


def test_a_message_is_answered_once(talk):
    person = started(talk)
    person.say("12")
    messages = read_messages(person.ctx, person.id)
    last = [row.id for row in messages if row.richting == "in"][-1]
    assert take_turn(person.ctx, person.id, nlu=None, bericht_id=last) is None
    assert read_messages(person.ctx, person.id) == messages


def test_an_unknown_conversation_is_said_to_be_unknown(ctx):
    with pytest.raises(NotFoundError, match="nieuw gesprek"):
        read_conversation(ctx, "bestaat-niet")


def test_an_unknown_case_opens_no_conversation(ctx):
    with pytest.raises(NotFoundError):
        open_conversation(ctx, rol="zorgcoordinator", door=None, casus_id="2020-9999")


def test_conversation_ids_cannot_be_guessed(ctx):
    ids = {open_conversation(ctx, rol="ouder", door=None) for _ in range(20)}
    assert len(ids) == 20
    assert all(len(gesprek) >= 20 for gesprek in ids)


class TestWithoutRasa:
    """Nothing listens on Rasa's port here."""

    def test_the_same_question_comes_back_as_a_form_and_nothing_is_lost(self, talk):
        person = started(talk)
        reply = send_message(person.ctx, person.id, "hij is twaalf")
        assert not reply.bot_beschikbaar
        assert reply.vraag == "leeftijd"
        assert "bewaard" in reply.berichten[0]
        said = [row.tekst for row in read_messages(person.ctx, person.id)]
        assert "hij is twaalf" in said

    def test_a_button_still_works(self, talk):
        person = talk()
        person.say("ik wil beginnen", "start_intake")
        reply = send_message(person.ctx, person.id, "knop:veiligheid_direct:nee")
        assert reply.vraag == "signaal_suicide"

    def test_danger_is_still_seen(self, talk):
        person = started(talk)
        assert send_message(person.ctx, person.id, "hij wil dood").status == "gestopt"

    @pytest.mark.parametrize(
        ("tekst", "expected"),
        [
            ("", "leeg"),
            ("  \n ", "leeg"),
            ("x" * 20_000, "20000"),
            ("/restart", "streep"),
        ],
    )
    def test_what_cannot_be_handled_gets_one_kind_message(self, talk, tekst, expected):
        person = started(talk)
        before = person.answers
        reply = send_message(person.ctx, person.id, tekst)
        assert len(reply.berichten) == 1
        assert expected in reply.berichten[0]
        assert reply.vraag == "leeftijd"
        assert person.answers == before
        assert tekst in [row.tekst for row in read_messages(person.ctx, person.id)]
