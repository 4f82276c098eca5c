"""Spreadsheets come in as programs write them, or are refused with one clear reason."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from assistant.casework import spreadsheet, workbook
from assistant.casework.spreadsheet import read_spreadsheet
from assistant.errors import ImportFileError
from tests.assistant.casework.lists import as_xlsx

CELL = st.text(
    st.characters(
        codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters="\xa0"
    ),
    max_size=12,
)


def cells(data: bytes, name: str = "lijst.csv") -> list[tuple[str, ...]]:
    (sheet,) = read_spreadsheet(data, name)
    return [row.cellen for row in sheet.rijen]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_separator_and_encoding_is_understood(
    separator: str, encoding: str
) -> None:
    text = f"naam{separator}school\r\nZoë{separator}De Wâld\r\n"
    assert cells(text.encode(encoding)) == [("naam", "school"), ("Zoë", "De Wâld")]


def test_a_line_of_excel_that_names_the_separator_is_no_row() -> None:
    (sheet,) = read_spreadsheet(b"sep=;\na;b,c\n1;2\n", "lijst.csv")
    assert [(row.nummer, row.cellen) for row in sheet.rijen] == [
        (2, ("a", "b,c")),
        (3, ("1", "2")),
    ]


def test_a_line_end_in_a_cell_stays_in_the_cell() -> None:
    found = cells(b'naam;notitie\nA;"een\ntwee; drie"\nB;vier\n')
    assert found[1:] == [("A", "een\ntwee; drie"), ("B", "vier")]


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest() -> None:
    with pytest.raises(ImportFileError, match="regel 3: de aanhalingstekens"):
        read_spreadsheet(b'naam;notitie\nA;een\nB;"twee\nC;drie\n', "lijst.csv")


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=1, max_size=8),
    st.sampled_from(";,\t|"),
)
def test_what_csv_writes_comes_back(lines: list[list[str]], separator: str) -> None:
    width = max(map(len, lines))
    header = [f"kolom{index}" for index in range(width)]
    full = [header] * 3 + [line + [""] * (width - len(line)) for line in lines]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(full)
    expected = []
    for line in full:
        plain = [cell.strip() for cell in line]
        while plain and not plain[-1]:
            plain.pop()
        if plain:
            expected.append(tuple(plain))
    assert cells(text.getvalue().encode()) == expected


def test_excel_values_read_as_a_person_would_type_them() -> None:
    data = as_xlsx(
        [
            ["datum", "dag", "getal", "heel", "ja", "tekst", None],
            [datetime(2026, 9, 1), date(2026, 9, 2), 12.5, 12.0, True, " a\xa0b "],  # noqa: DTZ001
        ]
    )
    assert cells(data, "lijst.xlsx")[1] == (
        "2026-09-01",
        "2026-09-02",
        "12.5",
        "12",
        "ja",
        "a b",
    )


def test_row_numbers_are_those_of_the_spreadsheet() -> None:
    data = as_xlsx([["kop"], [], [], ["vierde"]])
    (sheet,) = read_spreadsheet(data, "lijst.xlsx")
    assert [row.nummer for row in sheet.rijen] == [1, 4]


def test_a_formula_without_a_saved_result_is_told_and_not_taken_for_empty() -> None:
    data = as_xlsx([["a", "b"], ["1", "=A2&2"]])
    (sheet,) = read_spreadsheet(data, "lijst.xlsx")
    (note,) = sheet.meldingen
    assert (note.regel, note.kolom) == (2, 1)
    assert "formule zonder uitkomst" in note.tekst


def test_a_hidden_sheet_is_not_read() -> None:
    book = Workbook()
    book.active.append(["zichtbaar"])
    hidden = book.create_sheet("geheim")
    hidden.append(["verborgen"])
    hidden.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    assert [s.naam for s in read_spreadsheet(data.getvalue(), "x.xlsx")] == ["Sheet"]


def _zip(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "leeg"),
        (b"\n\n;;\n", "leeg"),
        (b"\xd0\xcf\x11\xe0rest", "wachtwoord"),
        (b"PK\x03\x04 geen zip", "beschadigd"),
        (_zip(iets=b"x"), "geen Excel-bestand"),
        (_zip(**{"xl__workbook.xml": b"<niet af"}), "beschadigd of niet te lezen"),
        (b"a\x00b;c\n", "tekencodering"),
        (b"\xff\xfea", "kunnen niet worden gelezen"),
    ],
)
def test_another_file_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(ImportFileError, match=message):
        read_spreadsheet(data, "lijst.xlsx")


def test_a_workbook_that_unpacks_to_a_mountain_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1_000_000)
    bomb = _zip(
        **{
            "xl__workbook.xml": b"<x/>",
            "xl__worksheets__sheet1.xml": b"0" * 2_000_000,
        }
    )
    assert len(bomb) < 10_000
    with pytest.raises(ImportFileError, match="uitgepakt te groot"):
        read_spreadsheet(bomb, "lijst.xlsx")


def test_a_workbook_that_defines_entities_is_refused() -> None:
    good = as_xlsx([["a", "b"], ["1", "2"]])
    source = zipfile.ZipFile(io.BytesIO(good))
    parts = {name: source.read(name) for name in source.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    head, mark, rest = sheet.partition("?>")
    spiked = f"{head}{mark}{bomb}{rest}" if mark else f"{bomb}{sheet}"
    parts["xl/worksheets/sheet1.xml"] = spiked.encode()
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with pytest.raises(ImportFileError, match="beschadigd of niet te lezen"):
        read_spreadsheet(data.getvalue(), "lijst.xlsx")


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("MAX_ROWS", "meer dan 2 regels"),
        ("MAX_COLUMNS", "meer dan 2 kolommen"),
        ("MAX_BYTES", "te groot"),
        ("MAX_CELL", "meer dan 2 tekens"),
    ],
)
def test_the_limits_are_told(
    monkeypatch: pytest.MonkeyPatch, limit: str, message: str
) -> None:
    monkeypatch.setattr(spreadsheet, limit, 2)
    with pytest.raises(ImportFileError, match=message):
        read_spreadsheet(b"aaa;b;c\n1;2;3\n4;5;6\n", "lijst.csv")


def test_a_message_names_the_file_without_its_folder() -> None:
    with pytest.raises(ImportFileError, match=r"^lijst\.csv: "):
        read_spreadsheet(b"", "C:\\geheim\\../lijst.csv")
