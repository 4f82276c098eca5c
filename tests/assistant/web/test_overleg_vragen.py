"""The table asks: what if, pins with their price, and wishes, all without script."""

import html
import re

import pytest

from assistant.casework.kijker import SYSTEEM
from assistant.casework.meetings import meeting_view
from assistant.casework.next_meetings import next_meeting
from assistant.casework.propose_placements import propose_placements
from assistant.casework.table_sentences import only_seen
from assistant.casework.wishes import wishes_view

REASON = "De school en het gezin willen dit zo."


@pytest.fixture
def browser(visit):
    return visit("overleglid")


@pytest.fixture
def meeting(ctx, browser):
    found = next_meeting(ctx).id
    propose_placements(ctx, found, seed=1)
    return found


def placed(ctx, meeting):
    items = meeting_view(ctx, meeting, SYSTEEM).agenda
    return next(item for item in items if item.voorstel and item.voorstel.plek_id)


def test_a_change_shows_the_difference_and_the_next_one_adds_to_it(
    ctx, browser, meeting
):
    item = placed(ctx, meeting)
    where = f"/overleg/{meeting}/wat-als"
    assert "Over plaatsen" in browser.get(where).text
    gone = {"vraag": "terugtrekken", "leerling": item.casus_id}
    first = browser.post(where, data=gone, follow_redirects=True).text
    assert f"Haal leerling {item.casus_id} van de lijst" in first
    assert "Niet op de lijst" in first
    more = {
        "al": f"terugtrekken|{item.casus_id}||||",
        "vraag": "plaats_erbij",
        "plek": item.voorstel.plek_id,
    }
    both = browser.post(where, data=more, follow_redirects=True).text
    assert f"Haal leerling {item.casus_id} van de lijst" in both
    assert "Maak 1 plaats meer" in both


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"vraag": "terugtrekken", "leerling": "niemand"},
        {"vraag": "plaats_erbij", "plek": "x", "getal": "veel"},
        {"vraag": "andere_start", "dag": "gisteren"},
        {"vraag": "plaats_erbij", "al": "kapot"},
    ],
)
def test_a_question_that_cannot_be_read_is_refused_in_words(browser, meeting, data):
    answer = browser.post(f"/overleg/{meeting}/wat-als", data=data)
    assert answer.status_code == 422
    assert "Let op:" in answer.text
    gone = browser.get(f"/overleg/{meeting}/bezig/{meeting}-bestaat-niet")
    assert gone.status_code == 422
    assert "Stel de vraag opnieuw" in gone.text


def test_a_place_that_cannot_be_is_refused_with_the_first_thing_that_fails(
    ctx, browser, meeting
):
    items = meeting_view(ctx, meeting, SYSTEEM).agenda
    item = next(one for one in items if one.voorstel and one.voorstel.niet)
    name, why = item.voorstel.niet[0]
    places = {
        one.naam: one.plek_id for one in meeting_view(ctx, meeting, SYSTEEM).plekken
    }
    data = {"vraag": "vastzetten", "leerling": item.casus_id, "plek": places[name]}
    page = browser.post(f"/overleg/{meeting}/wat-als", data=data)
    if page.status_code == 303:
        page = browser.get(page.headers["location"])
    text = html.unescape(page.text)
    assert f"Leerling {item.casus_id} kan niet naar {name}. {why}" in text
    assert "niet in paren" not in text


def test_a_pin_is_kept_with_reason_and_price_and_can_be_let_go(ctx, browser, meeting):
    item = placed(ctx, meeting)
    page = f"/overleg/{meeting}/leerling/{item.casus_id}"
    text = browser.get(page).text
    assert "Wat een andere plek betekent" in text
    assert "Waarom niet elke plek" in text
    data = {"plek": item.voorstel.plek_id, "reden": "nee", "tot": ""}
    refused = browser.post(f"{page}/niet", data=data)
    assert refused.status_code == 422
    assert "Schrijf op waarom" in refused.text
    data["reden"] = REASON
    assert browser.post(f"{page}/niet", data=data).status_code == 303
    shown = browser.get(page).text
    assert f"Niet naar</strong> {item.voorstel.plek_naam}" in shown or (
        f"Niet naar {item.voorstel.plek_naam}" in shown
    )
    assert REASON in shown
    assert "Wat dit toen betekende" in shown
    (pin,) = placed(ctx, meeting).vast
    assert pin.prijs
    assert browser.post(f"{page}/los/{pin.id}").status_code == 303
    assert "Er is niets vastgezet" in browser.get(page).text


def test_wishes_and_journeys_are_written_down_by_whom(ctx, visit):
    browser = visit("regisseur")
    items = meeting_view(ctx, next_meeting(ctx).id, SYSTEEM).agenda
    case = next(
        item.casus_id
        for item in items
        if browser.get(f"/casus/{item.casus_id}/wensen").status_code == 200
    )
    page = f"/casus/{case}/wensen"
    place = wishes_view(ctx, case).reizen[0].voorziening_id
    twice = {"van": "ouders", "wens": [place, place]}
    refused = browser.post(page, data=twice)
    assert refused.status_code == 422
    assert "twee keer" in refused.text
    once = {"van": "ouders", "wens": [place, ""]}
    assert browser.post(page, data=once).status_code == 303
    (parents, _) = wishes_view(ctx, case).lijsten
    assert parents.voorzieningen == (place,)
    assert "Voorbeeld Regisseur" in (parents.door or "")
    wrong = browser.post(f"/casus/{case}/reistijd", data={f"min-{place}": "ver"})
    assert wrong.status_code == 422
    right = browser.post(f"/casus/{case}/reistijd", data={f"min-{place}": "35"})
    assert right.status_code == 303
    assert wishes_view(ctx, case).reizen[0].minuten == 35


def test_numbers_of_pupils_out_of_sight_are_left_out():
    line = "Leerling 2026-0012 schuift, 2026-0013 blijft."
    assert only_seen([line], ["2026-0012"]) == (
        "Leerling 2026-0012 schuift, een andere leerling blijft.",
    )
    many = "Leerling 2026-12345 schuift."
    assert only_seen([many], []) == ("Een andere leerling schuift.",)
    assert only_seen([many], ["2026-12345"]) == ("Leerling 2026-12345 schuift.",)
    assert only_seen([line], []) == (
        "Een andere leerling schuift, een andere leerling blijft.",
    )


def test_two_pupils_are_kept_apart_with_a_reason_and_let_go(ctx, browser, meeting):
    first, second = meeting_view(ctx, meeting, SYSTEEM).agenda[:2]
    where = f"/overleg/{meeting}/samen"
    assert "Er is niets afgesproken" in browser.get(where).text
    form = {"soort": "niet_samen", "een": first.casus_id, "ander": second.casus_id}
    short = browser.post(where, data=form | {"reden": "zomaar"})
    assert short.status_code == 422
    assert "Schrijf op waarom" in short.text
    assert f'value="{second.casus_id}" selected' in short.text
    assert browser.post(where, data=form | {"reden": REASON}).status_code == 303
    kept = browser.get(where).text
    assert f"Niet samen: {first.casus_id} en {second.casus_id}" in kept
    assert "Wat dit toen betekende" in kept
    agenda = browser.get(f"/overleg/{meeting}").text
    assert f"Niet samen met {second.casus_id}" in agenda
    assert f"Niet samen met {first.casus_id}" in agenda
    (row,) = meeting_view(ctx, meeting, SYSTEEM).agenda[0].samen
    assert browser.post(f"{where}/los/{row.id}").status_code == 303
    assert "Er is niets afgesproken" in browser.get(where).text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "samen of niet samen"),
        ({"soort": "samen"}, "twee leerlingen"),
        ({"soort": "samen", "een": "2020-0001", "ander": "x"}, "twee leerlingen"),
        (
            {"soort": "samen", "een": "*", "ander": "*", "reden": REASON},
            "verschillende",
        ),
        ({"soort": "samen", "een": "*", "tot": "ooit"}, "twee leerlingen"),
    ],
)
def test_half_an_agreement_is_refused_in_words(ctx, browser, meeting, data, words):
    first = meeting_view(ctx, meeting, SYSTEEM).agenda[0].casus_id
    sent = {key: first if value == "*" else value for key, value in data.items()}
    answer = browser.post(f"/overleg/{meeting}/samen", data=sent)
    assert answer.status_code == 422
    assert words in answer.text


def test_the_table_asks_what_two_pupils_together_would_do(ctx, browser, meeting):
    one, two = [row.casus_id for row in meeting_view(ctx, meeting, SYSTEEM).agenda[:2]]
    asked = {"vraag": "niet_samen", "leerling": one, "ander": two}
    told = browser.post(
        f"/overleg/{meeting}/wat-als", data=asked, follow_redirects=True
    ).text
    assert f"Geef leerling {one} en leerling {two} niet dezelfde plek" in told
    assert f"niet_samen|{one}||||{two}" in told


def test_a_sentence_names_every_pupil_in_one_form():
    line = "Kost 2 punten; 2026-0014 verliest A, Leerling 2026-0015 schuift. 2026-0014"
    assert only_seen([line], ["2026-0014", "2026-0015"]) == (
        "Kost 2 punten; leerling 2026-0014 verliest A, leerling 2026-0015 schuift. "
        "Leerling 2026-0014",
    )


def test_places_that_cannot_be_stand_apart_in_every_list(ctx, browser, meeting):
    items = meeting_view(ctx, meeting, SYSTEEM).agenda
    item = next(one for one in items if one.voorstel and one.voorstel.niet_plekken)
    fits = {one.plek_id for one in item.voorstel.mogelijk}
    assert not fits & item.voorstel.niet_plekken
    shown = {
        f"/overleg/{meeting}/leerling/{item.casus_id}": 2,
        f"/overleg/{meeting}?leerling={item.casus_id}": 1,
    }
    for page, lists in shown.items():
        text = browser.get(page).text
        if lists == 1:
            text = text.split(f'id="plek-{item.casus_id}"')[1].split("</select>")[0]
        groups = text.split('<optgroup label="Past nu niet">')[1:]
        assert len(groups) == lists
        for group in groups:
            options = re.findall(
                r'<option value="([^"]*)"', group.split("</optgroup")[0]
            )
            assert set(options) and set(options) <= item.voorstel.niet_plekken


def test_prices_are_called_sure_once_and_only_estimates_can_be_reckoned(
    ctx, browser, meeting, monkeypatch
):
    item = placed(ctx, meeting)
    words = ctx.knowledge.overleg.prijzen
    certain = ctx.knowledge.plaatsing_woorden.zekerheid["bevestigd"]
    rows = [
        {
            "plek": one.plek_id,
            "naam": one.naam,
            "tekst": "kost 1 punt",
            "zekerheid": "bevestigd",
            "zeker": certain,
            "kan": True,
        }
        for one in meeting_view(ctx, meeting, SYSTEEM).plekken[:2]
    ]
    told = {"keuze": None, "uitwegen": (), "prijzen": rows}
    monkeypatch.setattr(
        "assistant.web.overleg_leerling.answers_about", lambda *_: dict(told)
    )
    page = f"/overleg/{meeting}/leerling/{item.casus_id}"
    sure = browser.get(page).text
    assert sure.count(words.alles) == 1
    assert certain not in sure
    assert "Narekenen" not in sure
    told["prijzen"] = [rows[0], rows[1] | {"zekerheid": "schatting", "zeker": "?"}]
    mixed = browser.get(page).text
    assert words.behalve in mixed
    assert mixed.count("Reken na:") == 1


def test_the_tick_box_of_a_question_stands_before_its_button(browser, meeting):
    text = browser.get(f"/overleg/{meeting}/wat-als").text
    form = text.split('id="kop-paar"')[1].split("</form>")[0]
    assert form.index('id="rustig"') < form.index("<button>")


def test_the_list_of_decisions_names_what_the_table_agreed(ctx, browser, meeting):
    item = placed(ctx, meeting)
    other = next(
        one.casus_id
        for one in meeting_view(ctx, meeting, SYSTEEM).agenda
        if one.casus_id != item.casus_id
    )
    page = f"/overleg/{meeting}/besluitenlijst"
    assert "Afspraken (" not in browser.get(page).text
    pin = {"plek": item.voorstel.plek_id, "reden": REASON, "tot": "2099-05-31"}
    there = f"/overleg/{meeting}/leerling/{item.casus_id}/niet"
    assert browser.post(there, data=pin).status_code == 303
    apart = {"soort": "niet_samen", "een": item.casus_id, "ander": other}
    answer = browser.post(f"/overleg/{meeting}/samen", data=apart | {"reden": REASON})
    assert answer.status_code == 303
    text = html.unescape(browser.get(page).text)
    told = text.split("Afspraken (2)")[1].split("</table>")[0]
    assert f"Niet naar {item.voorstel.plek_naam}" in told
    assert "31 mei 2099" in told
    assert "zonder einddatum" in told
    assert told.count(REASON) == 2
    assert told.count("Voorbeeld Overleglid") == 2
    assert told.count("Niet samen met") == 1
