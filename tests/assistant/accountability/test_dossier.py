"""The documents say what runs: figures, checks, and what people still have to do."""

from __future__ import annotations

import io
import json
from collections import Counter

import pytest
from docx import Document
from sqlalchemy import text

from assistant.accountability.dossier import FORMATS, make_dossier, write_stuk
from assistant.accountability.figures import count
from assistant.accountability.logbook import as_csv, read_logbook, summary
from assistant.accountability.tests_behind import count_tests
from assistant.casework.explain_advice import explain_advice
from assistant.casework.family import add_family_member
from assistant.casework.kijker import SYSTEEM, Kijker
from assistant.casework.load_demo import load_demo
from assistant.documents.errors import DocumentError
from assistant.errors import NotAllowedError
from models.advies import Advies
from models.casus import Casus


@pytest.fixture
def region(ctx):
    """Return the surroundings with the demo region in the record."""
    load_demo(ctx)
    return ctx


def advised(ctx) -> str:
    with ctx.store.reading() as uow:
        return uow.session.query(Advies).order_by(Advies.id).first().casus_id


def test_every_figure_of_the_rows_is_counted_and_no_other(ctx):
    dossier = make_dossier(ctx)
    assert set(dossier.cijfers) == set(ctx.knowledge.verantwoording.cijfers)
    assert dossier.cijfers["routes"] == str(len(ctx.knowledge.routes))
    assert dossier.cijfers["adviezen"] == "0"
    assert dossier.in_orde


def test_who_reads_it_sees_the_counts_of_the_own_organisation(region):
    with region.store.reading() as uow:
        per_swv = Counter(row.swv_id for row in uow.session.query(Casus))
    swv, school = next(one for one in per_swv if one), "insula"
    own, theirs = (
        count(region, Kijker("beheerder", "Voorbeeld", organisatie_id=one)).cijfers
        for one in (swv, school)
    )
    whole = count(region).cijfers
    assert int(own["casussen"]) == per_swv[swv] < int(whole["casussen"])
    assert 0 < int(theirs["casussen"]) < int(own["casussen"])
    for name in ("adviezen", "besluiten", "logregels", "herspeeld"):
        assert int(theirs[name]) <= int(own[name]) <= int(whole[name]), name
    nobody = count(region, Kijker("beheerder", "Voorbeeld", organisatie_id="bestaat"))
    assert nobody.cijfers["casussen"] == nobody.cijfers["logregels"] == "0"
    assert own["criteria"] == whole["criteria"]


def test_the_register_holds_its_own_keys_and_what_is_left_to_say(ctx):
    dossier = make_dossier(ctx)
    values = dossier.stuk("algoritmeregister").gegevens
    fields = ctx.knowledge.verantwoording.algoritmeregister.velden
    assert list(values) == [one.id for one in fields]
    assert values["standard_version"] == "1.0"
    assert values["contact_email"] is None
    assert "Contactgegevens" in dossier.in_te_vullen
    for one in fields:
        if one.hoogstens and values[one.id]:
            assert len(values[one.id]) <= one.hoogstens


def test_documents_open_in_every_format_without_a_blank_left(region):
    dossier = make_dossier(region)
    for stuk in dossier.stukken:
        made = {one: write_stuk(region, stuk, one).inhoud for one in FORMATS}
        json.loads(made["json"])
        told = made["md"].decode()
        assert told.startswith("# ")
        assert "{" not in told
        word = Document(io.BytesIO(made["docx"]))
        assert word.paragraphs[0].text == stuk.titel
    with pytest.raises(DocumentError):
        write_stuk(region, dossier.stukken[0], "pdf")


def test_a_tampered_advice_is_wrong_and_told(region):
    assert make_dossier(region).in_orde
    sql = "UPDATE advies SET uitkomst = REPLACE(CAST(uitkomst AS TEXT), :old, :new)"
    if not region.store.is_sqlite:
        sql = sql.replace(", :new)", ", :new)::json")
    with region.store.engine.begin() as connection:
        values = {"old": '"status": "dicht"', "new": '"status": "open"'}
        connection.execute(text(sql), values)
    dossier = make_dossier(region)
    assert not dossier.in_orde
    (wrong,) = [one for one in dossier.controles if one.fout]
    assert wrong.id == "adviezen"


def test_every_test_behind_a_measure_exists(ctx):
    risks = ctx.knowledge.verantwoording.risicos.risicos
    found = count_tests({name for risk in risks for name in risk.toetsen})
    assert all(found.values()), found


def test_the_log_is_in_order_and_holds_no_answer(region):
    lines = read_logbook(region, None, None)
    assert lines
    moments = [line.op for line in lines]
    assert moments == sorted(moments)
    assert sum(number for number, _, _ in summary(lines).values()) == len(lines)
    table = as_csv(lines).decode("utf-8-sig").splitlines()
    assert table[0] == "op;wie;rol;wat;soort;object;grond"
    assert len(table) == len(lines) + 1
    assert read_logbook(region, region.now(), None) == ()


def test_the_explanation_tells_reasons_answers_and_rights(region):
    found = explain_advice(region, SYSTEEM, advised(region))
    parts = {part.id: part for part in found.delen}
    assert parts["plan"].regels
    assert all(reasons for _, reasons in parts["plan"].regels)
    assert parts["gebruikt"].regels
    assert parts["rechten"].zinnen
    assert all("{" not in zin for part in found.delen for zin in part.zinnen)


def test_a_pupil_and_a_parent_read_their_own_words_for_it(region):
    casus_id = advised(region)
    titles = set()
    for rol, gezag in (("ouder", True), ("leerling", None)):
        number = add_family_member(region, casus_id, rol, gezag, door="Test")
        viewer = Kijker(
            rol=rol, naam=rol, gezinslid_id=number, casus_id=casus_id, gezag=gezag
        )
        found = explain_advice(region, viewer, casus_id)
        titles.add(next(p.kop for p in found.delen if p.id == "rechten"))
    assert titles == {"Wat u kunt doen", "Wat jij kunt doen"}


def test_who_may_not_see_the_advice_gets_no_explanation(region):
    casus_id = advised(region)
    number = add_family_member(region, casus_id, "ouder", False, door="Test")
    viewer = Kijker(
        rol="ouder", naam="o", gezinslid_id=number, casus_id=casus_id, gezag=False
    )
    with pytest.raises(NotAllowedError):
        explain_advice(region, viewer, casus_id)
