"""Read an Excel workbook: visible sheets, values only, within limits."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

import openpyxl

from assistant.casework.spreadsheet import CellNote, Row, Sheet, clean, keep_row
from assistant.errors import ImportFileError

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

MAX_SHEETS = 30
MAX_UNPACKED = 300_000_000
"""Bytes that all parts of the workbook may have together."""
MAX_PARTS = 2_000
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")
_NO_RESULT = (
    "deze cel is een formule zonder uitkomst. Open het bestand in Excel en sla het op"
)


def read_workbook(data: bytes, naam: str) -> tuple[Sheet, ...]:
    """Read every visible sheet of an Excel file (.xlsx or .xlsm).

    Formulas count as the value that Excel last saved; macros are never run.

    Raises
    ------
    ImportFileError
        When it is no workbook, is damaged, or unpacks to more than we read.
    """
    names = _check_package(data, naam)
    with warnings.catch_warnings():
        # It warns about decoration that it leaves out, such as colours of rules.
        warnings.simplefilter("ignore")
        try:
            return _read_sheets(data, naam, _has_formulas(data, names))
        except ImportFileError:
            raise
        except Exception:
            # A damaged workbook fails in many ways, none of which means more
            # to the reader than this.
            msg = (
                f"{naam}: dit Excel-bestand is beschadigd of niet te lezen. Open het "
                "in Excel en sla het opnieuw op als .xlsx, of als CSV."
            )
            raise ImportFileError(msg) from None


def _check_package(data: bytes, naam: str) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        msg = f"{naam}: dit bestand is beschadigd. Sla het opnieuw op."
        raise ImportFileError(msg) from None
    names = [part.filename for part in parts]
    if "xl/workbook.xml" not in names:
        msg = (
            f"{naam}: dit is een zip- of ander bestand, geen Excel-bestand. Sla de "
            "lijst op als .xlsx of CSV."
        )
        raise ImportFileError(msg)
    # A part never unpacks to more than it declares, so the declared sizes bound it.
    if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED:
        msg = f"{naam}: dit Excel-bestand is uitgepakt te groot. Splits het."
        raise ImportFileError(msg)
    return names


def _has_formulas(data: bytes, names: list[str]) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return any(
            b"<f>" in (text := package.read(name)) or b"<f " in text
            for name in names
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        )


def _read_sheets(data: bytes, naam: str, formulas: bool) -> tuple[Sheet, ...]:
    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )
    try:
        visible = [tab for tab in book.worksheets if tab.sheet_state == "visible"]
        if len(visible) > MAX_SHEETS:
            msg = f"{naam}: er zijn meer dan {MAX_SHEETS} bladen. Bewaar er één apart."
            raise ImportFileError(msg)
        sheets = tuple(_read_sheet(tab, naam) for tab in visible)
    finally:
        book.close()
    return _note_empty_formulas(data, sheets) if formulas else sheets


def _read_sheet(tab: ReadOnlyWorksheet, naam: str) -> Sheet:
    rows: list[Row] = []
    notes: list[CellNote] = []
    for number, values in enumerate(_grid(tab).iter_rows(values_only=True), start=1):
        cells = [_text(value) for value in values]
        for column, cell in enumerate(cells):
            if cell in _ERRORS:
                notes.append(CellNote(number, column, f"hier staat de fout {cell}"))
                cells[column] = ""
        keep_row(naam, rows, number, cells)
    return Sheet(str(tab.title), tuple(rows), tuple(notes))


def _note_empty_formulas(data: bytes, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Say which formulas have no saved result: those must not pass for empty."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        return tuple(_with_notes(book[sheet.naam], sheet) for sheet in sheets)
    finally:
        book.close()


def _with_notes(tab: ReadOnlyWorksheet, sheet: Sheet) -> Sheet:
    filled = {row.nummer: row.cellen for row in sheet.rijen}
    notes = list(sheet.meldingen)
    known = {(note.regel, note.kolom) for note in notes}
    for number, cells in enumerate(_grid(tab).iter_rows(), start=1):
        found = filled.get(number, ())
        for column, cell in enumerate(cells):
            empty = column >= len(found) or not found[column]
            if empty and cell.data_type == "f" and (number, column) not in known:
                notes.append(CellNote(number, column, _NO_RESULT))
    return Sheet(sheet.naam, sheet.rijen, tuple(notes))


def _grid(tab: ReadOnlyWorksheet) -> Worksheet:
    """Return the sheet without its own idea of its size, which is often wrong."""
    tab.reset_dimensions()
    # The types of openpyxl give reading only to the sheet that also writes.
    return cast("Worksheet", tab)


def _text(value: object) -> str:
    """Return the value of a cell as a person would type it; dates as JJJJ-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return clean(str(value))
