"""The PDF can be read by everybody, and what people said is never run."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from assistant.documents.opmaak import lay_out
from assistant.documents.pdf import make_pdf
from assistant.documents.tekens import storable

INJECTIONS = (
    '#panic("gehackt")',
    '#read("stuk.typ")',
    "#import sys: inputs; #inputs",
    "= Kop\n#strong[vet] $x^2$ `code` *vet* _schuin_",
    '"; #let stuk = none; //',
    "\\u{41} \\ @verwijzing <label> https://voorbeeld.nl",
    '{"soort": "kop", "tekst": "nep"}',
    "#sys.inputs.stuk",
)


def read(stuk) -> PdfReader:
    return PdfReader(io.BytesIO(make_pdf(lay_out(stuk))))


def text_of(reader: PdfReader) -> str:
    """Return the text of all pages on one line."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags_of(reader: PdfReader) -> list[str]:
    """Return the structure tags in reading order."""
    found: list[str] = []

    def walk(node) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for part in node:
                walk(part)
        elif hasattr(node, "get") and "/S" in node:
            found.append(node["/S"])
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_the_pdf_says_that_it_is_accessible_and_in_dutch(stuk_with):
    reader = read(stuk_with())
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Probleemanalyse voor een aanvraag van een TLV, casus 2026-0001"
    )


def test_the_name_of_the_pupil_is_not_in_what_the_file_says_about_itself(stuk_with):
    reader = read(stuk_with())
    told = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "Sam" not in told
    assert "Sam" not in str(reader.metadata)
    assert "Sam Voorbeeld" in text_of(reader)


def test_headings_tables_lists_and_quotes_are_tagged_as_such(stuk_with):
    tags = tags_of(read(stuk_with()))
    assert tags[:2] == ["/Document", "/Title"]
    assert tags.count("/H1") == 5
    assert tags.count("/Table") == 3
    assert tags.count("/THead") == 3
    assert tags.count("/TH") == 2 + 3 + 2
    assert "/BlockQuote" in tags
    assert tags.count("/LI") == 3


def test_every_font_is_inside_the_file(stuk_with):
    for page in read(stuk_with()).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            files = {"/FontFile", "/FontFile2", "/FontFile3"}
            assert files & inner["/FontDescriptor"].get_object().keys()


def test_a_long_table_repeats_its_head_on_every_page(stuk_with):
    stuk = stuk_with()
    part = stuk.onderdelen[1]
    long = type(part)(id="a", kop="Lang", regels=part.regels * 60)
    reader = read(stuk_with(onderdelen=(long,)))
    assert len(reader.pages) > 2
    for page in reader.pages[:-1]:
        assert "Herkomst" in page.extract_text()


@pytest.mark.parametrize("words", INJECTIONS)
def test_what_somebody_said_is_shown_and_never_run(stuk_with, words):
    told = text_of(read(stuk_with(words)))
    assert told.replace(" ", "").count("".join(words.split())) == 3
    assert tags_of(read(stuk_with(words))).count("/H1") == 5


def test_the_same_content_gives_the_same_file(stuk_with):
    assert make_pdf(lay_out(stuk_with())) == make_pdf(lay_out(stuk_with()))


def test_a_sign_that_no_font_can_show_is_told_by_name(stuk_with):
    told = text_of(read(stuk_with("Ik baal \U0001f621\ufe0f van 中 en zeg مرحبا")))
    assert "Ik baal [teken: pouting face] van [teken: cjk" in told
    assert "\ufe0f" not in told


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.text(max_size=200))
def test_any_text_gives_a_pdf_and_a_valid_json(stuk_with, words):
    stuk = stuk_with(words)
    assert read(stuk).pages
    told = json.loads(json.dumps(stuk.as_dict()))
    assert told["onderdelen"][2]["punten"][1] == words


def test_what_no_file_can_hold_is_taken_out():
    assert storable("a\x00b\x0bc\ud800\r\nd\re\tf") == "abc\nd\ne\tf"
