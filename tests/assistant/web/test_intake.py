"""The intake page without Rasa: buttons, the form that stands in, and wrong input.

The conversation with a real Rasa is tested end to end elsewhere; here nothing answers
where Rasa should be, which must never cost a person an answer.
"""

import re

import pytest

from assistant.casework.chat import conversation_view, find_conversation
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import (
    Bewijs,
    record_answer,
    record_answers,
    withdraw_answer,
)
from knowledge.velden import VeldType

BEGIN = "knop:!start_intake"


@pytest.fixture
def browser(visit):
    return visit("zorgcoordinator")


@pytest.fixture
def begun(browser):
    """Open a conversation and press the button that begins."""
    path = browser.post("/intake").headers["location"]
    assert browser.post(path, data={"knop": BEGIN}).status_code == 303
    return path


def form_of(html):
    """Return the field that the stand-in form asks, and the values it offers."""
    veld = re.search(r'name="veld" value="(\w+)"', html)
    return veld.group(1) if veld else None


def a_value(veld):
    """Give some right answer for a field, calm where safety is asked."""
    if veld.type is VeldType.single:
        ids = [row.id for row in veld.waarden]
        return "nee" if "nee" in ids else ids[0]
    if veld.type is VeldType.multi:
        return next(row.id for row in veld.waarden)
    texts = {
        VeldType.boolean: "nee",
        VeldType.date: "2026-01-12",
        VeldType.number: "3",
        VeldType.integer: str(int(veld.minimum or 12)),
        VeldType.scale_0_10: "5",
    }
    return texts.get(veld.type, "3311" if veld.id == "postcode4" else "Dordrecht")


def test_a_new_conversation_starts_with_a_welcome_and_an_empty_analysis(browser):
    path = browser.post("/intake").headers["location"]
    text = browser.get(path).text
    assert "Welkom bij Leerplek" in text
    assert "Hier komt wat u vertelt" in text
    assert 'aria-live="polite"' in text
    assert 'id="tekst"' in text


def test_a_button_begins_and_the_first_question_comes_with_its_buttons(browser, begun):
    text = browser.get(begun).text
    assert re.search(r"Nog \d+ vragen", text)
    assert 'name="knop" value="knop:' in text
    for words in ("Waarom deze vraag", "Overslaan", "Pauze"):
        assert words in text


def test_an_answer_by_button_fills_the_analysis_with_its_origin(ctx, browser, begun):
    html = browser.get(begun).text
    value = next(
        v for v in re.findall(r'value="(knop:[^"!]+)"', html) if v.endswith(":nee")
    )
    browser.post(begun, data={"knop": value})
    view = conversation_view(ctx, begun.rpartition("/")[2])
    veld = value.split(":")[1]
    assert current_answers(ctx, view.casus_id)[veld] == "nee"
    text = browser.get(begun).text
    assert ctx.knowledge.velden[veld].naam in text
    assert "U zei: <q>Nee</q>" in text
    assert f'href="{begun}?wijzig={veld}#paneel-vorm"' in text


def test_without_the_bot_the_same_question_comes_as_a_form(ctx, browser, begun):
    asked = conversation_view(ctx, begun.rpartition("/")[2]).berichten[-1].vraag
    answer = browser.post(begun, data={"tekst": "Dat weet ik niet zo goed"})
    assert answer.status_code == 303
    text = browser.get(begun).text
    assert "even niet bereikbaar" in text
    assert form_of(text) == asked
    assert ctx.knowledge.velden[asked].vraag in text
    assert "Dat weet ik niet zo goed" in text, "what was typed is kept"


def test_the_whole_intake_can_be_done_in_the_form(ctx, browser, begun):
    browser.post(begun, data={"tekst": "hallo"})
    gesprek = begun.rpartition("/")[2]
    for _ in range(60):
        name = form_of(browser.get(begun).text)
        if name is None:
            break
        veld = ctx.knowledge.velden[name]
        data = {"veld": name, "waarde": a_value(veld)}
        answer = browser.post(f"{begun}/antwoord", data=data)
        if answer.status_code == 422:
            data = {"veld": name, "overslaan": "ja"}
            answer = browser.post(f"{begun}/antwoord", data=data)
        assert answer.status_code == 303, name
    case = conversation_view(ctx, gesprek).casus_id
    given = current_answers(ctx, case)
    assert {"veiligheid_direct", "schoolsoort", "verzuim_sinds"} <= set(given)
    text = browser.get(begun).text
    assert "Alle vragen zijn gesteld" in text
    confirmed = browser.post(f"/casus/{case}/bevestigen")
    assert confirmed.headers["location"] == f"/casus/{case}/advies"


def test_a_wrong_answer_in_the_form_is_told_there(ctx, browser, begun):
    browser.post(begun, data={"tekst": "hallo"})
    name = form_of(browser.get(begun).text)
    answer = browser.post(f"{begun}/antwoord", data={"veld": name})
    assert answer.status_code == 422
    assert "Kies of typ eerst een antwoord" in answer.text
    assert form_of(answer.text) == name


def test_a_question_can_be_skipped_in_the_form(browser, begun):
    browser.post(begun, data={"tekst": "hallo"})
    before = form_of(browser.get(begun).text)
    browser.post(f"{begun}/antwoord", data={"veld": before, "overslaan": "ja"})
    assert form_of(browser.get(begun).text) != before


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_an_empty_message_is_not_sent(ctx, browser, begun, text):
    gesprek = begun.rpartition("/")[2]
    before = len(conversation_view(ctx, gesprek).berichten)
    answer = browser.post(begun, data={"tekst": text})
    assert answer.status_code == 422
    assert "Typ eerst een bericht" in answer.text
    assert len(conversation_view(ctx, gesprek).berichten) == before


def test_a_message_longer_than_any_report_is_refused_and_kept(browser, begun):
    long = "woord " * 11_000
    answer = browser.post(begun, data={"tekst": long})
    assert answer.status_code == 413
    assert "te lang" in answer.text
    assert long.strip() in answer.text


def test_a_cry_for_help_at_the_end_of_a_long_text_is_heard(ctx, browser, begun):
    text = "woord " * 1000 + "hij zegt dat hij dood wil"
    answer = browser.post(begun, data={"tekst": text})
    assert answer.status_code == 303
    page = browser.get(begun).text
    assert "112" in page
    gesprek = conversation_view(ctx, begun.rpartition("/")[2])
    assert gesprek.stand == "gestopt"
    assert f'href="/casus/{gesprek.casus_id}">Naar de casus, met wie u nu belt' in page


def test_the_same_message_sent_twice_is_stored_once(ctx, browser, begun):
    gesprek = begun.rpartition("/")[2]
    turn = str(len(conversation_view(ctx, gesprek).berichten))
    data = {"tekst": "zij is 13 jaar", "beurt": turn}
    assert browser.post(begun, data=data).status_code == 303
    again = browser.post(begun, data=data)
    assert again.status_code == 409
    assert "intussen verder gegaan" in again.text
    assert "zij is 13 jaar</textarea>" in again.text, "what was typed is kept"
    sent = [b for b in conversation_view(ctx, gesprek).berichten if b.richting == "in"]
    assert [b.tekst for b in sent].count("zij is 13 jaar") == 1


def test_an_unknown_conversation_is_not_found(browser):
    assert browser.get("/intake/bestaat-niet").status_code == 404
    assert browser.post("/intake/bestaat-niet", data={"tekst": "a"}).status_code == 404


def test_going_on_from_the_case_brings_back_the_same_conversation(ctx, browser, begun):
    case = conversation_view(ctx, begun.rpartition("/")[2]).casus_id
    assert find_conversation(ctx, case) == begun.rpartition("/")[2]
    assert browser.post(f"/casus/{case}/gesprek").headers["location"] == begun


def test_what_a_person_types_is_shown_as_text_and_not_as_html(browser, begun):
    browser.post(begun, data={"tekst": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in browser.get(begun).text


def test_a_message_with_the_same_mark_is_one_message(ctx, browser, begun):
    gesprek = begun.rpartition("/")[2]
    turn = str(len(conversation_view(ctx, gesprek).berichten))
    data = {"tekst": "zij is 13 jaar", "beurt": turn, "kenmerk": "van-dit-scherm"}
    assert browser.post(begun, data=data).status_code == 303
    assert browser.post(begun, data=data).status_code == 303
    sent = [b for b in conversation_view(ctx, gesprek).berichten if b.richting == "in"]
    assert [b.tekst for b in sent].count("zij is 13 jaar") == 1


@pytest.fixture
def family_talk(visit, case_with):
    """Open the conversation of a parent; return the browser and its address."""
    parent = visit("ouder", case_with("intake"))
    return parent, parent.post("/mijn/gesprek").headers["location"]


def test_a_parent_begins_and_later_goes_on_with_the_same_conversation(family_talk):
    parent, path = family_talk
    assert path.startswith("/intake/")
    assert parent.post("/mijn/gesprek").headers["location"] == path
    assert "Gesprek over uw kind" in parent.get(path).text


def test_nobody_else_opens_the_conversation_of_a_parent(family_talk, visit, case_with):
    _, path = family_talk
    case = case_with("intake")
    for other in (visit("zorgcoordinator"), visit("leerling", case)):
        assert other.get(path).status_code == 404
        assert other.post(path, data={"tekst": "hallo"}).status_code == 404
        state = other.get(f"/api/v1/gesprekken/{path.rpartition('/')[2]}")
        assert state.status_code == 404


def test_a_parent_without_authority_does_not_hold_the_conversation(visit, case_with):
    parent = visit("ouder", case_with("intake"), gezag=False)
    assert parent.post("/mijn/gesprek").status_code == 409
    assert "/mijn/gesprek" not in parent.get("/ouder").text


def test_a_pupil_under_twelve_does_not_hold_the_conversation(ctx, visit, case_with):
    case = case_with("intake")
    for age, status in ((11, 409), (12, 303)):
        record_answer(
            ctx, case, "leeftijd", age, rol="zorgcoordinator", via="formulier"
        )
        # The month of birth, if known, would count instead.
        if "geboortemaand" in current_answers(ctx, case):
            withdraw_answer(
                ctx, case, "geboortemaand", rol="zorgcoordinator", via="formulier"
            )
        assert visit("leerling", case).post("/mijn/gesprek").status_code == status


def test_a_parent_takes_back_only_what_is_their_own(ctx, family_talk, case_with):
    parent, path = family_talk
    case = case_with("intake")
    record_answer(
        ctx, case, "leeftijd", 13, rol="zorgcoordinator", via="formulier", door="Z"
    )
    address = f"{path}/wijzig/leeftijd"
    assert parent.post(address, data={"weg": "ja"}).status_code == 404
    assert current_answers(ctx, case)["leeftijd"] == 13
    assert parent.post(address, data={"waarde": "14"}).status_code == 303
    assert current_answers(ctx, case)["leeftijd"] == 14
    assert parent.post(address, data={"weg": "ja"}).status_code == 303
    assert "leeftijd" not in current_answers(ctx, case)


def test_a_changed_answer_that_is_wrong_comes_back_in_its_place(ctx, browser, begun):
    case = conversation_view(ctx, begun.rpartition("/")[2]).casus_id
    record_answer(ctx, case, "leeftijd", 13, rol="zorgcoordinator", via="formulier")
    answer = browser.post(f"{begun}/wijzig/leeftijd", data={"waarde": "honderd"})
    assert answer.status_code == 422
    assert 'value="honderd"' in answer.text
    assert 'id="paneel-vorm"' in answer.text
    assert current_answers(ctx, case)["leeftijd"] == 13


def test_only_what_stands_there_can_be_changed_or_confirmed(browser, begun):
    assert browser.post(f"{begun}/wijzig/tlv_aanwezig").status_code == 404
    assert browser.post(f"{begun}/klopt").status_code == 404
    answer = browser.post(f"{begun}/klopt", data={"veld": "bestaat_niet"})
    assert answer.status_code == 404


def test_what_was_read_is_confirmed_as_it_stands(ctx, browser, begun):
    case = conversation_view(ctx, begun.rpartition("/")[2]).casus_id
    record_answers(
        ctx,
        case,
        {"leeftijd": 13, "gemeente_woonplaats": "Dordrecht"},
        rol="zorgcoordinator",
        via="verslag",
        bewijs={"leeftijd": Bewijs("Hij is dertien.", 0.7)},
    )
    text = browser.get(begun).text
    assert "<q>Hij is dertien.</q>" in text
    assert "gelezen, waarschijnlijk" in text
    fields = ["leeftijd", "gemeente_woonplaats"]
    assert browser.post(f"{begun}/klopt", data={"veld": fields}).status_code == 303
    assert f'action="{begun}/klopt"' not in browser.get(begun).text
