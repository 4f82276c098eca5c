"""The table asks: what if, pins with their price, and wishes, all without script."""

import html

import pytest

from assistant.casework.kijker import SYSTEEM
from assistant.casework.meetings import meeting_view
from assistant.casework.next_meetings import next_meeting
from assistant.casework.propose_placements import propose_placements
from assistant.casework.wishes import wishes_view
from assistant.web.overleg_zicht import only_seen

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
    assert f"Haal Leerling {item.casus_id} van de lijst" in first
    assert "Niet op de lijst" in first
    more = {
        "al": f"terugtrekken|{item.casus_id}||||",
        "vraag": "plaats_erbij",
        "plek": item.voorstel.plek_id,
    }
    both = browser.post(where, data=more, follow_redirects=True).text
    assert f"Haal Leerling {item.casus_id} van de lijst" in both
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
    assert only_seen([many], []) == ("een andere leerling schuift.",)
    assert only_seen([many], ["2026-12345"]) == (many,)
    assert only_seen([line], []) == (
        "een andere leerling schuift, een andere leerling blijft.",
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
    assert f"Geef Leerling {one} en Leerling {two} niet dezelfde plek" in told
    assert f"niet_samen|{one}||||{two}" in told
