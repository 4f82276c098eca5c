"""Documents and transfer files, downloaded and read on the pages."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document
from pypdf import PdfReader

from assistant.casework.cases import list_cases
from assistant.casework.kijker import SYSTEEM
from assistant.casework.view_log import Registervraag, read_register


def test_a_document_comes_as_a_file_that_no_shared_computer_keeps(visit, case_with):
    case = case_with("op_tafel")
    browser = visit("regisseur")
    pdf = browser.get(f"/casus/{case}/stuk/tlv/pdf")
    assert pdf.status_code == 200
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["cache-control"] == "no-store"
    assert pdf.headers["content-disposition"].startswith(
        f'attachment; filename="{case}-tlv-'
    )
    text = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "Gemaakt voor" in text
    assert "regisseur" in text
    word = browser.get(f"/casus/{case}/stuk/overleg/docx")
    assert Document(io.BytesIO(word.content)).paragraphs[0].style.name == "Title"
    told = browser.get(f"/casus/{case}/stuk/opp/json").json()
    assert told["gemaakt_voor"]["rol"] == "regisseur"


@pytest.mark.parametrize("path", ["tlv/exe", "brief/pdf", "tlv/..%2f..%2fetc"])
def test_what_does_not_exist_is_a_page_that_says_so(visit, case_with, path):
    answer = visit("regisseur").get(f"/casus/{case_with('op_tafel')}/stuk/{path}")
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_a_member_of_the_table_makes_no_documents_of_a_case(visit, ctx):
    case = next(
        row.id
        for row in list_cases(ctx, SYSTEEM)
        if row.status == "op_tafel" and _swv_of(ctx, row.id) == "swv_voorbeeld_vo"
    )
    partner = visit("regisseur", organisatie="swv_voorbeeld_po")
    page = partner.get(f"/casus/{case}")
    assert page.status_code == 200
    assert "/stuk/" not in page.text
    for kind in ("tlv", "opp", "overleg", "inzage"):
        answer = partner.get(f"/casus/{case}/stuk/{kind}/json")
        assert answer.status_code == 403
        assert "Vraag het stuk aan de regisseur" in answer.text
    lines = read_register(ctx, Registervraag(casus_id=case)).regels
    assert "export" not in {row.wat for row in lines}


def test_the_case_page_offers_the_documents(visit, case_with, read_page):
    case = case_with("op_tafel")
    page = visit("regisseur").get(f"/casus/{case}").text
    assert f"/casus/{case}/stuk/tlv/pdf" in page
    assert "Bestand voor een regio buiten dit systeem" in page
    school = visit("zorgcoordinator")
    own = next(
        row for row in ("2026-0001", case) if school.get(f"/casus/{row}").is_success
    )
    text = school.get(f"/casus/{own}").text
    assert f"/casus/{own}/stuk/opp/docx" in text
    assert "Bestand voor een regio buiten dit systeem" not in text


def test_a_case_travels_from_page_to_page(visit, ctx, case_with):
    case = case_with("besloten")
    browser = visit("regisseur", organisatie=_swv_of(ctx, case))
    unsaid = browser.post(f"/casus/{case}/overdrachtsbestand")
    assert unsaid.status_code == 422
    assert "Kies of het gezin toestemming gaf" in unsaid.text
    sent = browser.post(f"/casus/{case}/overdrachtsbestand", data={"toestemming": "ja"})
    assert sent.status_code == 200
    assert json.loads(sent.content)["casus"]["nummer"] == case
    lines = read_register(ctx, Registervraag(casus_id=case)).regels
    assert "export" in {row.wat for row in lines}
    file = {"bestand": ("casus.json", sent.content, "application/json")}
    checked = browser.post("/overdracht/inlezen", files=file)
    assert "er is nog niets ingelezen" in checked.text
    done = browser.post("/overdracht/inlezen", files=file, data={"wat": "inlezen"})
    assert "Ingelezen als casus" in done.text
    new = done.text.partition("Ingelezen als casus ")[2][:9]
    page = browser.get(f"/casus/{new}")
    assert page.status_code == 200
    assert f'daar casus <span class="number">{case}</span>' in page.text
    again = browser.post("/overdracht/inlezen", files=file, data={"wat": "inlezen"})
    assert "Dit bestand is al ingelezen" in again.text


def _swv_of(ctx, case: str) -> str:
    from models.casus import Casus

    with ctx.store.reading() as uow:
        return uow.session.get(Casus, case).swv_id


def test_a_wrong_file_comes_back_with_a_message(visit):
    browser = visit("regisseur")
    nothing = browser.post("/overdracht/inlezen", data={"wat": "inlezen"})
    assert nothing.status_code == 422
    assert "Kies eerst een bestand." in nothing.text
    file = {"bestand": ("brief.json", b"{}", "application/json")}
    wrong = browser.post("/overdracht/inlezen", files=file, data={"wat": "inlezen"})
    assert wrong.status_code == 422
    assert "geen overdrachtsbestand" in wrong.text


def test_a_zorgcoordinator_moves_no_case_to_another_region(visit, case_with):
    browser = visit("zorgcoordinator")
    assert browser.get("/overdracht/inlezen").status_code == 403
    answer = browser.post(
        f"/casus/{case_with('besloten')}/overdrachtsbestand", data={"toestemming": "ja"}
    )
    assert answer.status_code == 403
