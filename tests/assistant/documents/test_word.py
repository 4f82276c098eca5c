"""The Word file has real headings, table heads and a language, and no tricks."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents.opmaak import lay_out
from assistant.documents.tekens import storable
from assistant.documents.word import make_word


def read(stuk):
    return Document(io.BytesIO(make_word(lay_out(stuk))))


def test_headings_are_headings_and_the_title_is_a_title(stuk_with):
    paragraphs = read(stuk_with()).paragraphs
    styles = [(p.style.name, p.text) for p in paragraphs]
    assert styles[0] == (
        "Title",
        "Probleemanalyse voor een aanvraag van een TLV, casus 2026-0001",
    )
    assert [text for style, text in styles if style == "Heading 1"] == [
        "De stem van het kind",
        "De leerling en de school",
        "Nog niet bekend",
        "Wat hier niet in staat",
        "Bronnen",
    ]
    assert ("Quote", "Ik wil een rustige klas.") in styles
    assert next(text for style, text in styles if style == "List Bullet") == "OPP"


def test_no_paragraph_is_empty(stuk_with):
    document = read(stuk_with())
    cells = [c for t in document.tables for row in t.rows for c in row.cells]
    everything = [*document.paragraphs, *(p for c in cells for p in c.paragraphs)]
    assert all(paragraph.text.strip() for paragraph in everything)


def test_every_table_repeats_its_head_and_says_what_it_holds(stuk_with):
    tables = read(stuk_with()).tables
    assert len(tables) == 3
    for table in tables:
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert table.style.name == "Table Grid"


def test_the_language_is_dutch_everywhere(stuk_with):
    document = read(stuk_with())
    found = [
        lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))
    ]
    assert found
    assert set(found) == {"nl-NL"}
    assert document.core_properties.language == "nl-NL"


def test_the_file_says_what_it_is_without_a_name(stuk_with):
    document = read(stuk_with())
    properties = document.core_properties
    assert properties.title.startswith("Probleemanalyse")
    assert properties.author == "Leerplek"
    raw = make_word(lay_out(stuk_with()))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert b"Sam" not in archive.read("docProps/core.xml")
        assert b"Sam" in archive.read("word/document.xml")


def test_the_page_number_is_worked_out_by_word(stuk_with):
    footer = read(stuk_with()).sections[0].footer
    codes = [f.get(qn("w:instr")) for f in footer._element.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.text(min_size=1, max_size=200))
def test_any_text_comes_back_as_it_was_said(stuk_with, words):
    tables = read(stuk_with(words)).tables
    assert tables[1].rows[2].cells[1].text == storable(words)
