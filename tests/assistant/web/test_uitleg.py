"""The explanation of an advice, and the page that accounts for Leerplek."""

from __future__ import annotations

import json

import pytest
from docx import Document

from assistant.casework.advise_case import latest_advice


@pytest.fixture
def case(case_with):
    return case_with("geadviseerd")


def test_a_professional_opens_the_explanation_from_the_advice(visit, ctx, case):
    visitor = visit("zorgcoordinator")
    address = f"/casus/{case}/advies/uitleg"
    assert address in visitor.get(f"/casus/{case}/advies").text
    text = visitor.get(address).text
    assert "Hoe dit na te rekenen is" in text
    plan = latest_advice(ctx, case).uitkomst["plan"]
    assert ctx.knowledge.routes[plan["nu"][0]].naam in text


@pytest.mark.parametrize(
    ("rol", "kop"), [("ouder", "Wat u kunt doen"), ("leerling", "Wat jij kunt doen")]
)
def test_a_family_reads_it_in_its_own_voice(visit, read_page, case, rol, kop):
    visitor = visit(rol, case)
    home = "/ouder" if rol == "ouder" else "/leerling"
    assert "/mijn/uitleg" in visitor.get(home).text
    answer = visitor.get("/mijn/uitleg")
    page = read_page(answer.text)
    assert kop in page.text
    assert page.tags.count("h1") == 1
    assert not page.inline


def test_before_there_is_an_advice_that_is_said(visit, case_with):
    answer = visit("ouder", case_with("intake")).get("/mijn/uitleg")
    assert answer.status_code == 200
    assert "nog geen advies" in answer.text


@pytest.mark.parametrize("rol", ["beheerder", "functionaris_gegevensbescherming"])
def test_who_answers_for_it_reads_the_account(visit, read_page, ctx, rol):
    visitor = visit(rol)
    page = read_page(visitor.get("/verantwoording").text)
    assert "Nagerekend bij het openen" in page.text
    assert str(len(ctx.knowledge.routes)) in page.text
    assert page.tags.count("h1") == 1
    links = [one for one in page.addresses if one.startswith("/verantwoording/")]
    assert len(links) == 12
    for link in links:
        assert visitor.get(link).status_code == 200


def test_a_document_comes_as_a_file_that_nobody_keeps(visit, tmp_path):
    visitor = visit("functionaris_gegevensbescherming")
    answer = visitor.get("/verantwoording/algoritmeregister/json")
    assert json.loads(answer.content)["standard_version"] == "1.0"
    assert answer.headers["cache-control"] == "no-store"
    word = tmp_path / "risicolijst.docx"
    word.write_bytes(visitor.get("/verantwoording/risicolijst/docx").content)
    assert Document(word).tables
    assert visitor.get("/verantwoording/iets/json").status_code == 404
    assert visitor.get("/verantwoording/modelkaart/exe").status_code == 404


def test_nobody_else_opens_the_account(visit, case):
    for visitor in (visit("regisseur"), visit("ouder", case)):
        assert visitor.get("/verantwoording").status_code == 403


def test_above_a_conversation_stands_that_a_computer_writes(visit, case):
    visitor = visit("ouder", case)
    talk = visitor.post("/mijn/gesprek").headers["location"]
    assert "computer, niet met een mens" in visitor.get(talk).text
