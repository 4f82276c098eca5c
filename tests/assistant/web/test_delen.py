"""Sharing, consent, convenants and the register, as people use them in the pages."""

from __future__ import annotations

import pytest

from assistant.casework.cases import list_cases
from assistant.casework.consent import consents, who_decides
from assistant.casework.convenants import convenants
from assistant.casework.kijker import SYSTEEM
from assistant.casework.organisations import organisations
from assistant.casework.people import users
from assistant.casework.sharing import sharings
from models.casus import Casus
from tests.assistant.web.conftest import family_member


@pytest.fixture
def case(ctx) -> str:
    """Return a living case of the samenwerkingsverband of the first regisseur."""
    for row in list_cases(ctx, SYSTEEM):
        if row.status == "geadviseerd" and not sharings(ctx, row.id):
            with ctx.store.reading() as uow:
                casus = uow.session.get(Casus, row.id)
            if casus.swv_id is not None:
                return row.id
    raise AssertionError


@pytest.fixture
def regisseur(ctx, case, visit):
    with ctx.store.reading() as uow:
        swv = uow.session.get(Casus, case).swv_id
    return visit("regisseur", organisatie=swv)


@pytest.fixture
def leerplicht(ctx):
    return next(row for row in organisations(ctx) if row.soort == "leerplicht")


def share(browser, case, party, **other):
    form = {"organisatie": party, "grond": "taak", "doel": "Samen een plek zoeken"}
    return browser.post(f"/casus/{case}/delen", data=form | other)


def test_a_shared_case_opens_for_the_organisation_and_closes_when_it_ends(
    ctx, case, regisseur, leerplicht, visit
):
    officer = visit("leerplichtambtenaar")
    assert officer.get(f"/casus/{case}").status_code == 404
    assert share(regisseur, case, leerplicht.id).status_code == 303
    assert officer.get(f"/casus/{case}").status_code == 200
    text = regisseur.get(f"/casus/{case}/delen").text
    assert leerplicht.naam in text
    assert "Samen een plek zoeken" in text
    (row,) = sharings(ctx, case)
    ended = regisseur.post(f"/casus/{case}/delen/{row.id}/beeindigen")
    assert ended.status_code == 303
    assert officer.get(f"/casus/{case}").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"doel": " "}, "Schrijf op waarvoor"),
        ({"grond": ""}, "Kies de grond"),
        ({"tot": "2020-01-01"}, "is voorbij"),
        ({"tot": "2026-02-31"}, "bestaat niet"),
        ({"grond": "toestemming"}, "geen geldige toestemming"),
        ({"grond": "convenant"}, "Kies het convenant"),
        ({"organisatie": "nergens"}, "niet bekend"),
    ],
)
def test_a_sharing_that_cannot_be_comes_back_as_it_was_filled_in(
    ctx, case, regisseur, leerplicht, wrong, message
):
    answer = share(regisseur, case, leerplicht.id, **wrong)
    assert answer.status_code == 422
    assert message in answer.text
    if "doel" not in wrong:
        assert "Samen een plek zoeken" in answer.text
    assert sharings(ctx, case) == ()


def test_consent_is_stored_from_a_form_and_taken_back(ctx, case, regisseur, leerplicht):
    member = family_member(ctx, case, "ouder", gezag=True)
    assert member in {one.gezinslid_id for one in who_decides(ctx, case)}
    form = {
        "gezinslid": str(member),
        "voor": leerplicht.id,
        "wat": ["gewoon", "bijzonder_gezondheid"],
        "hoe": "schriftelijk",
    }
    assert regisseur.post(f"/casus/{case}/toestemming", data=form).status_code == 303
    (row,) = consents(ctx, case)
    assert row.geldt
    assert row.organisatie == leerplicht.naam
    back = regisseur.post(f"/casus/{case}/toestemming/{row.id}/intrekken")
    assert back.status_code == 303
    assert not consents(ctx, case)[0].geldt


def test_consent_without_a_choice_keeps_what_was_ticked(
    ctx, case, regisseur, leerplicht
):
    member = family_member(ctx, case, "ouder", gezag=True)
    form = {"gezinslid": str(member), "voor": leerplicht.id, "wat": ["gewoon"]}
    answer = regisseur.post(f"/casus/{case}/toestemming", data=form)
    assert answer.status_code == 422
    assert "Kies hoe de toestemming is gegeven" in answer.text
    assert 'id="wat-gewoon" value="gewoon" checked' in answer.text
    assert consents(ctx, case) == ()


def test_only_a_samenwerkingsverband_makes_a_convenant(ctx, leerplicht, visit):
    form = {
        "naam": "Samen zoeken (voorbeeld)",
        "doel": "Sneller een plek",
        "grondslag": "WPO 18a",
        "van": ctx.today().isoformat(),
        "tot": "",
        "wat": ["gewoon"],
        "partijen": [leerplicht.id],
    }
    before = len(convenants(ctx))
    browser = visit("beheerder")
    assert browser.post("/convenanten", data=form).status_code == 303
    made = next(row for row in convenants(ctx) if row.naam == form["naam"])
    assert made.geldt
    assert leerplicht.naam in made.partijen
    assert len(made.partijen) == 2
    assert browser.post(f"/convenanten/{made.id}/beeindigen").status_code == 303
    ended = next(row for row in convenants(ctx) if row.id == made.id)
    assert not ended.geldt
    wrong = browser.post("/convenanten", data=form | {"van": "morgen"})
    assert wrong.status_code == 422
    assert "Sneller een plek" in wrong.text
    assert len(convenants(ctx)) == before + 1


def test_every_opened_case_leaves_a_line_that_the_fg_and_the_family_can_read(
    ctx, case, regisseur, visit
):
    assert regisseur.get(f"/casus/{case}").status_code == 200
    register = regisseur.get(f"/casus/{case}/inzageregister").text
    assert "pagina geopend" in register
    assert "Regisseur van het samenwerkingsverband" in register
    with ctx.store.reading() as uow:
        swv = uow.session.get(Casus, case).swv_id
    officer = visit("functionaris_gegevensbescherming", organisatie=swv)
    text = officer.get("/inzageregister").text
    assert case in text
    assert officer.get(f"/casus/{case}").status_code == 403
    table = officer.get("/inzageregister.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert case in table.text
    parent = visit("ouder", case)
    assert "pagina geopend" in parent.get("/mijn/inzage").text


def test_a_refused_visit_leaves_no_line(ctx, case, regisseur, visit):
    stranger = visit("leerplichtambtenaar")
    assert stranger.get(f"/casus/{case}").status_code == 404
    assert "Leerplicht" not in regisseur.get(f"/casus/{case}/inzageregister").text


def test_the_fg_of_another_organisation_does_not_read_this_register(
    ctx, case, regisseur, visit, leerplicht
):
    assert regisseur.get(f"/casus/{case}").status_code == 200
    other = visit("functionaris_gegevensbescherming", organisatie=leerplicht.id)
    assert case not in other.get("/inzageregister").text


@pytest.mark.parametrize("query", ["van=morgen", "tot=2026-13-01"])
def test_a_wrong_date_in_the_register_is_told(visit, query):
    answer = visit("functionaris_gegevensbescherming").get(f"/inzageregister?{query}")
    assert answer.status_code == 422
    assert "bestaat niet" in answer.text


def test_the_page_says_who_sees_what_and_why(ctx, case, regisseur):
    text = regisseur.get(f"/casus/{case}/delen").text
    assert "Nu in beeld bij" in text
    assert "Toestemming" in text
    page = regisseur.get(f"/casus/{case}").text
    assert "Wie ziet deze casus" in page
    assert "Wat u ziet, en waarom" in page


def test_a_conversation_about_a_foreign_case_is_not_opened_through_the_api(
    ctx, case, visit
):
    with ctx.store.reading() as uow:
        school = uow.session.get(Casus, case).organisatie_id
    other = next(
        one
        for one in users(ctx)
        if one.rol == "zorgcoordinator" and one.organisatie_id != school
    )
    stranger = visit("zorgcoordinator", organisatie=other.organisatie_id)
    answer = stranger.post("/api/v1/gesprekken", json={"casus_id": case})
    assert answer.status_code == 404
