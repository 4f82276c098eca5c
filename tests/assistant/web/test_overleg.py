"""The plaatsingsoverleg: agenda, proposal, and decisions by a person."""

from time import monotonic, sleep

import pytest

from assistant.casework.kijker import SYSTEEM
from assistant.casework.meetings import meeting_view
from assistant.casework.next_meetings import next_meeting
from assistant.casework.pupil_review import choices_of_pupils

CHOICES = ("Vast: ", "Te kiezen: ", "Nog niet bekend of hier iets te kiezen is.")
"""How a page tells whether the table has a choice for a pupil."""


@pytest.fixture
def browser(visit):
    return visit("overleglid")


@pytest.fixture
def meeting(ctx):
    return next_meeting(ctx).id


@pytest.fixture
def proposed(browser, meeting):
    ask_proposal(browser, meeting)
    return meeting


def ask_proposal(browser, meeting):
    """Ask for a proposal and wait, as a browser does that is shown how far it is."""
    there = browser.post(f"/overleg/{meeting}/voorstel").headers["location"]
    deadline = monotonic() + 60
    while there.endswith("/bezig") and monotonic() < deadline:
        page = browser.get(there)
        if page.status_code == 303:
            there = page.headers["location"]
        else:
            assert "Bezig met het voorstel" in page.text
            sleep(0.2)
    assert there == f"/overleg/{meeting}#voorstel"


def undecided(ctx, meeting, *, placed=True):
    """Return an agenda item that has a proposal and no decision."""
    return next(
        item
        for item in meeting_view(ctx, meeting, SYSTEEM).agenda
        if item.voorstel and not item.besluit and bool(item.voorstel.plek_id) is placed
    )


def decision_about(ctx, meeting, casus_id):
    items = {item.casus_id: item for item in meeting_view(ctx, meeting, SYSTEEM).agenda}
    return items[casus_id].besluit


def test_the_agenda_stands_in_order_with_the_childs_voice_first(ctx, browser, meeting):
    text = browser.get(f"/overleg/{meeting}").text
    items = meeting_view(ctx, meeting, SYSTEEM).agenda
    places = [text.index(f'id="leerling-{item.casus_id}"') for item in items]
    assert places == sorted(places)
    heard = next(item for item in items if item.stem_kind)
    start = text.index(f'id="leerling-{heard.casus_id}"')
    voice = text.index(heard.stem_kind[:20], start)
    assert voice < text.index(heard.samenvatting, start)


def test_a_large_agenda_is_told_by_the_page_with_all_in_one_overview(
    ctx, browser, proposed, monkeypatch
):
    monkeypatch.setattr("assistant.web.overleg.PER_PAGE", 3)
    ids = [item.casus_id for item in meeting_view(ctx, proposed, SYSTEEM).agenda]
    text = browser.get(f"/overleg/{proposed}?blad=2").text
    shown = [one for one in ids if f'id="leerling-{one}"' in text]
    assert shown == ids[3:6]
    named = browser.get(f"/overleg/{proposed}?leerling={ids[-1]}").text
    assert f'id="leerling-{ids[-1]}"' in named
    overview = browser.get(f"/overleg/{proposed}?alle=ja").text
    assert all(f"?leerling={one}#" in overview for one in ids)
    assert 'id="leerling-' not in overview
    assert "Er staat nog geen leerling" not in overview


def wait_for(browser, path, words):
    """Ask for a page until what is worked out for it is there."""
    deadline = monotonic() + 60
    while words not in (text := browser.get(path).text) and monotonic() < deadline:
        sleep(0.2)
    assert words in text
    return text


def test_a_large_table_is_asked_about_who_is_on_the_page(
    ctx, browser, meeting, monkeypatch
):
    monkeypatch.setattr("assistant.casework.table_review.FEW_PUPILS", 1)
    ask_proposal(browser, meeting)
    item = undecided(ctx, meeting)
    one, kept = item.casus_id, item.voorstel.overzicht
    # A proof tells at once who has a choice; prices are asked per pupil.
    assert set(kept) == {"keuze"}
    assert choices_of_pupils(ctx, meeting, [one]) == {one: kept["keuze"]}
    told = wait_for(browser, f"/overleg/{meeting}/leerling/{one}", "Wat het betekent")
    lines = [text for text in CHOICES if text in told]
    assert lines
    page = wait_for(browser, f"/overleg/{meeting}?leerling={one}", lines[0])
    assert "wordt nu nagegaan" not in page


def test_the_page_counts_pupils_and_places(ctx, browser, meeting):
    view = meeting_view(ctx, meeting, SYSTEEM)
    text = browser.get(f"/overleg/{meeting}").text
    assert f"<b>{view.aantal_leerlingen}</b>" in text
    assert f"<b>{view.aantal_plaatsen}</b>" in text
    assert all(name in text for name in view.onbekende_capaciteit)


def test_a_proposal_names_place_and_reason_and_was_checked(ctx, browser, proposed):
    text = browser.get(f"/overleg/{proposed}").text
    item = undecided(ctx, proposed)
    assert f"Voorstel: {item.voorstel.plek_naam}" in text
    assert item.voorstel.reden.split(". ")[0].rstrip(".") in text
    assert "gecontroleerd" in text
    whole = browser.get(f"/overleg/{proposed}/leerling/{item.casus_id}").text
    assert item.voorstel.reden in whole


def test_agreeing_stores_place_name_time_and_reason(ctx, browser, proposed):
    item = undecided(ctx, proposed)
    answer = browser.post(
        f"/overleg/{proposed}/besluit/{item.casus_id}",
        data={
            "keuze": "akkoord",
            "voorgesteld": item.voorstel.plek_id,
            "reden": "De ouders en school zijn het eens.",
        },
    )
    assert answer.status_code == 303
    decision = decision_about(ctx, proposed, item.casus_id)
    assert decision.plek_id == item.voorstel.plek_id
    assert not decision.wijkt_af
    assert decision.reden == "De ouders en school zijn het eens."
    text = browser.get(f"/overleg/{proposed}").text
    assert decision.door in text


def test_another_place_needs_a_reason_and_keeps_what_was_chosen(ctx, browser, proposed):
    item = undecided(ctx, proposed)
    free = {p.plek_id for p in meeting_view(ctx, proposed, SYSTEEM).plekken if p.vrij}
    other = next(
        place
        for place in item.voorstel.mogelijk
        if place.plek_id in free - {item.voorstel.plek_id}
    )
    path = f"/overleg/{proposed}/besluit/{item.casus_id}"
    data = {"keuze": "anders", "plek": other.plek_id, "reden": ""}
    refused = browser.post(path, data=data)
    assert refused.status_code == 422
    assert "Schrijf de reden op" in refused.text
    assert f'value="{other.plek_id}" selected' in refused.text
    assert decision_about(ctx, proposed, item.casus_id) is None
    data["reden"] = "De leerling was daar al een week op proef en het ging goed."
    assert browser.post(path, data=data).status_code == 303
    assert decision_about(ctx, proposed, item.casus_id).wijkt_af


def test_a_full_place_is_marked_and_refused(ctx, browser, proposed):
    item = undecided(ctx, proposed)
    full = next(p for p in meeting_view(ctx, proposed, SYSTEEM).plekken if p.vrij == 0)
    text = browser.get(f"/overleg/{proposed}").text
    assert f'value="{full.plek_id}" disabled' in text
    answer = browser.post(
        f"/overleg/{proposed}/besluit/{item.casus_id}",
        data={
            "keuze": "anders",
            "plek": full.plek_id,
            "reden": "Wij willen de leerling daar toch graag plaatsen.",
        },
    )
    assert answer.status_code == 422
    assert "vol" in answer.text
    assert decision_about(ctx, proposed, item.casus_id) is None


def test_no_place_is_a_decision_with_a_reason(ctx, browser, proposed):
    item = undecided(ctx, proposed)
    path = f"/overleg/{proposed}/besluit/{item.casus_id}"
    data = {
        "keuze": "geen",
        "reden": "Eerst moet de behandeling beginnen, dan een plek.",
    }
    assert browser.post(path, data=data).status_code == 303
    assert decision_about(ctx, proposed, item.casus_id).plek_id is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Kies eerst"),
        ({"keuze": "iets"}, "Kies eerst"),
        ({"keuze": "anders", "reden": "Omdat het beter past."}, "Kies de andere plek"),
        ({"keuze": "geen"}, "Schrijf de reden op"),
        ({"keuze": "geen", "reden": "x" * 2001}, "te lang"),
    ],
)
def test_half_a_decision_is_no_decision(ctx, browser, proposed, data, words):
    item = undecided(ctx, proposed)
    answer = browser.post(f"/overleg/{proposed}/besluit/{item.casus_id}", data=data)
    assert answer.status_code == 422
    assert words in answer.text
    assert decision_about(ctx, proposed, item.casus_id) is None


def test_a_decision_sent_twice_is_stored_once(ctx, browser, proposed):
    item = undecided(ctx, proposed)
    path = f"/overleg/{proposed}/besluit/{item.casus_id}"
    data = {
        "keuze": "akkoord",
        "voorgesteld": item.voorstel.plek_id,
        "gezien": "",
        "reden": "Akkoord.",
    }
    assert browser.post(path, data=data).status_code == 303
    first = decision_about(ctx, proposed, item.casus_id)
    again = browser.post(path, data=data)
    assert again.status_code == 409
    assert first.door in again.text
    assert decision_about(ctx, proposed, item.casus_id).id == first.id


def test_a_decision_can_be_revised_by_who_has_seen_it(ctx, browser, proposed):
    item = undecided(ctx, proposed)
    path = f"/overleg/{proposed}/besluit/{item.casus_id}"
    agreed = {"keuze": "akkoord", "voorgesteld": item.voorstel.plek_id}
    browser.post(path, data=agreed)
    first = decision_about(ctx, proposed, item.casus_id)
    data = {
        "keuze": "geen",
        "gezien": str(first.id),
        "reden": "De plek is toch niet beschikbaar deze maand.",
    }
    assert browser.post(path, data=data).status_code == 303
    assert decision_about(ctx, proposed, item.casus_id).plek_id is None


def test_a_pupil_who_is_not_on_the_agenda_is_not_found(browser, meeting):
    path = f"/overleg/{meeting}/besluit/2026-9999"
    assert browser.post(path, data={"keuze": "geen"}).status_code == 404


@pytest.mark.parametrize("path", ["/overleg/9999", "/overleg/abc"])
def test_an_unknown_meeting_is_not_found(browser, path):
    assert browser.get(path).status_code == 404


def test_the_list_of_decisions_names_who_decided_and_what_is_open(
    ctx, browser, proposed
):
    item = undecided(ctx, proposed)
    browser.post(
        f"/overleg/{proposed}/besluit/{item.casus_id}",
        data={"keuze": "akkoord", "voorgesteld": item.voorstel.plek_id},
    )
    decision = decision_about(ctx, proposed, item.casus_id)
    text = browser.get(f"/overleg/{proposed}/besluitenlijst").text
    assert decision.plek_naam in text
    assert decision.door in text
    assert "Nog niet besloten" in text


def test_the_meetings_are_listed_with_the_next_one(ctx, browser):
    text = browser.get("/overleg").text
    assert f"/overleg/{next_meeting(ctx).id}" in text


def test_health_and_safety_at_home_do_not_reach_the_table(ctx, browser, proposed):
    text = browser.get(f"/overleg/{proposed}").text
    for name in ("signaal_thuis_onveilig", "signaal_suicide", "behandeling_nu"):
        assert ctx.knowledge.velden[name].naam not in text
