"""The search box and the names on the case page, as a browser sees them."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from assistant.casework.names import Volledigenaam, names_of, set_name

NAAM = Volledigenaam("Sanne", "van der", "Zonnevoorbeeld", "San")


@pytest.fixture
def named(ctx, case_with) -> str:
    """Return a case with a name."""
    case = case_with("op_tafel")
    set_name(ctx, case, NAAM, door="Test")
    return case


@pytest.fixture
def regisseur(ctx, visit, named):
    """Return a browser of the regisseur of the samenwerkingsverband of the case."""
    from models.casus import Casus

    with ctx.store.reading() as uow:
        swv = uow.session.get(Casus, named).swv_id
    return visit("regisseur", organisatie=swv)


def ask(browser, text):
    """Type in the box and follow to the page with what was found."""
    sent = browser.post("/zoeken", data={"zoek": text})
    assert sent.status_code == 303
    return browser.get(sent.headers["location"])


def test_the_box_is_on_every_page_and_leads_to_what_was_found(
    regisseur, named, read_page
):
    page = read_page(regisseur.get("/start").text)
    assert "zoekvak" in page.labelled
    found = ask(regisseur, "zonevoorbeeld")
    assert found.status_code == 200
    assert "San van der Zonnevoorbeeld" in found.text
    assert f"/casus/{named}" in read_page(found.text).addresses


def test_no_name_is_ever_in_an_address(regisseur, named):
    sent = regisseur.post("/zoeken", data={"zoek": "Zonnevoorbeeld"})
    address = sent.headers["location"]
    assert urlsplit(address).path == "/zoeken"
    assert "onnevoorbeeld" not in address
    assert regisseur.get(address).headers["cache-control"] == "no-store"


def test_the_address_of_a_search_is_of_no_use_to_somebody_else(regisseur, named, visit):
    address = regisseur.post("/zoeken", data={"zoek": "Zonnevoorbeeld"}).headers[
        "location"
    ]
    for other in (visit("regisseur"), visit("zorgcoordinator")):
        answer = other.get(address)
        assert answer.status_code == 422
        assert "andere sessie" in answer.text
        assert "onnevoorbeeld" not in answer.text
    assert visit().get(address).status_code in (303, 401)
    assert regisseur.get("/zoeken?v=onzin").status_code == 422


def test_a_bsn_in_the_box_is_refused_with_what_to_do(regisseur):
    answer = regisseur.post("/zoeken", data={"zoek": "123456782"})
    assert answer.status_code == 422
    assert "Leerplek bewaart geen BSN" in answer.text


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_question_shows_the_box(regisseur, text):
    sent = regisseur.post("/zoeken", data={"zoek": text})
    assert sent.headers["location"] == "/zoeken"
    assert "Naam, casusnummer" in regisseur.get("/zoeken").text


def test_nothing_found_says_what_to_try(regisseur):
    answer = ask(regisseur, "qqqqqq")
    assert "Geen leerling gevonden" in answer.text
    assert "achternaam" in answer.text


def test_a_school_that_has_nothing_to_do_with_the_case_does_not_find_it(
    ctx, visit, named
):
    from assistant.casework.people import users
    from models.casus import Casus

    with ctx.store.reading() as uow:
        owner = uow.session.get(Casus, named).organisatie_id
    foreign = next(
        user.organisatie_id
        for user in users(ctx)
        if user.rol == "zorgcoordinator" and user.organisatie_id != owner
    )
    answer = ask(visit("zorgcoordinator", organisatie=foreign), "zonnevoorbeeld")
    assert "Geen leerling gevonden" in answer.text
    assert "San van der" not in answer.text


def test_a_beheerder_finds_people_and_organisations(visit):
    answer = ask(visit("beheerder"), "voorbeeld")
    assert '<h2 id="kop-mensen">Mensen</h2>' in answer.text
    assert '<h2 id="kop-organisaties">Organisaties</h2>' in answer.text


def test_parents_have_no_search_box(visit, named):
    browser = visit("ouder", named)
    assert "zoekvak" not in browser.get("/ouder").text
    assert browser.post("/zoeken", data={"zoek": "x"}).status_code == 403


def test_the_same_through_json(regisseur, named):
    answer = regisseur.post("/api/v1/zoeken", json={"tekst": "zonnevoorbeelt"})
    hit = answer.json()["treffers"][0]
    assert (hit["casus_id"], hit["naam"]) == (named, NAAM.tekst)
    assert not hit["precies"]
    refused = regisseur.post("/api/v1/zoeken", json={"tekst": "123456782"})
    assert refused.status_code in (400, 409, 422)
    assert regisseur.post("/api/v1/zoeken", json={}).status_code == 422


def test_a_name_is_typed_on_the_case_page_and_corrected(
    ctx, regisseur, named, read_page
):
    page = regisseur.get(f"/casus/{named}")
    assert "Sanne (San) van der Zonnevoorbeeld" in page.text
    sent = regisseur.post(
        f"/casus/{named}/naam", data={"voornaam": "Bo", "achternaam": "Voorbeeld"}
    )
    assert sent.status_code == 303
    with ctx.store.reading() as uow:
        assert names_of(ctx, uow, [named])[named].tekst == "Bo Voorbeeld"


def test_a_name_that_is_refused_comes_back_in_the_form(ctx, regisseur, named):
    typed = {"voornaam": "Bo", "achternaam": "123456782"}
    answer = regisseur.post(f"/casus/{named}/naam", data=typed)
    assert answer.status_code == 422
    assert 'value="Bo"' in answer.text
    assert "BSN" in answer.text
    with ctx.store.reading() as uow:
        assert names_of(ctx, uow, [named])[named] == NAAM


def test_a_likely_duplicate_is_told_on_the_page(ctx, regisseur, named, case_with):
    from models.casus import Casus

    with ctx.store.unit_of_work() as uow:
        swv = uow.session.get(Casus, named).swv_id
        rows = uow.session.query(Casus).filter(Casus.swv_id == swv)
        twin = next(row.id for row in rows if row.id != named)
    set_name(ctx, twin, NAAM, door="Test")
    page = regisseur.get(f"/casus/{named}").text
    # The demo may know different months of birth; then they are no duplicates.
    with ctx.store.reading() as uow:
        from models.zoeken import births

        months = {str(day)[:7] for day in births(uow.session, [named, twin]).values()}
    assert ("Misschien is er al een casus" in page) == (len(months) < 2)


def test_brothers_and_sisters_are_linked_and_let_go(regisseur, named, read_page, ctx):
    from models.casus import Casus

    with ctx.store.reading() as uow:
        swv = uow.session.get(Casus, named).swv_id
        rows = uow.session.query(Casus).filter(Casus.swv_id == swv)
        other = next(row.id for row in rows if row.id != named)
    assert regisseur.get(f"/casus/{named}/verwant").status_code == 200
    wrong = regisseur.post(f"/casus/{named}/verwant", data={"ander": "2026-9999"})
    assert wrong.status_code == 422
    assert 'value="2026-9999"' in wrong.text
    regisseur.post(f"/casus/{named}/verwant", data={"ander": other})
    page = read_page(regisseur.get(f"/casus/{named}").text)
    assert f"/casus/{other}" in page.addresses
    regisseur.post(f"/casus/{named}/verwant/weg", data={"ander": other})
    page = read_page(regisseur.get(f"/casus/{named}").text)
    assert f"/casus/{other}" not in page.addresses
