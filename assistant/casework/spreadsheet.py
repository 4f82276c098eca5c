"""Read a spreadsheet as it comes, CSV or Excel: rows of text with their numbers."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from assistant.casework.csv_table import decode
from assistant.errors import ImportFileError

MAX_BYTES = 25_000_000
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
"""Characters of one cell."""
SEPARATORS = ";,\t|"
_SAMPLE_CHARS = 200_000
_SAMPLE_ROWS = 60
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Row:
    """One row with its number as the spreadsheet program shows it."""

    nummer: int
    cellen: tuple[str, ...]


@dataclass(frozen=True)
class CellNote:
    """Something about one cell that could not be read; never its content."""

    regel: int
    kolom: int
    """Position of the column, the first is 0."""
    tekst: str


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that hold anything; a CSV file is one sheet."""

    naam: str
    rijen: tuple[Row, ...]
    meldingen: tuple[CellNote, ...] = ()


def read_spreadsheet(data: bytes, naam: str) -> tuple[Sheet, ...]:
    """Read every visible sheet that holds something.

    Parameters
    ----------
    data
        The bytes of the file.
    naam
        Its name, for messages.

    Returns
    -------
    tuple of Sheet
        At least one.

    Raises
    ------
    ImportFileError
        When the file is empty, too large, damaged or of another kind; says which
        and what to do.
    """
    naam = file_label(naam)
    if len(data) > MAX_BYTES:
        msg = (
            f"{naam}: het bestand is te groot. Het mag hoogstens "
            f"{MAX_BYTES // 1_000_000} MB zijn. Splits het, of haal plaatjes eruit."
        )
        raise ImportFileError(msg)
    if data.startswith(_OLE):
        msg = (
            f"{naam}: dit is een oud Excel-bestand (.xls) of er zit een wachtwoord "
            "op. Sla het zonder wachtwoord op als .xlsx of CSV."
        )
        raise ImportFileError(msg)
    if data.startswith(_ZIP):
        from assistant.casework.workbook import read_workbook

        sheets = read_workbook(data, naam)
    else:
        sheets = (Sheet(naam, _read_csv(data, naam)),)
    filled = tuple(sheet for sheet in sheets if sheet.rijen)
    if not filled:
        raise ImportFileError(f"{naam}: het bestand is leeg.")
    return filled


def file_label(naam: str) -> str:
    """Return the bare name of a file for messages: no folders, not endless."""
    bare = PurePath(naam.replace("\\", "/")).name.strip() or "bestand"
    shown = "".join(sign for sign in bare if sign.isprintable())
    return shown if len(shown) <= 100 else shown[:60] + "…" + shown[-30:]


def keep_row(naam: str, rows: list[Row], nummer: int, cells: list[str]) -> None:
    """Add a row when it holds anything, within the limits of an import.

    Raises
    ------
    ImportFileError
        When there are too many rows or columns, or a cell holds a book.
    """
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        return
    if len(cells) > MAX_COLUMNS:
        msg = f"{naam}, regel {nummer}: er zijn meer dan {MAX_COLUMNS} kolommen."
        raise ImportFileError(msg)
    if any(len(cell) > MAX_CELL for cell in cells):
        msg = f"{naam}, regel {nummer}: een cel heeft meer dan {MAX_CELL} tekens."
        raise ImportFileError(msg)
    if len(rows) >= MAX_ROWS:
        msg = f"{naam}: er zijn meer dan {MAX_ROWS} regels. Splits het bestand."
        raise ImportFileError(msg)
    rows.append(Row(nummer, tuple(cells)))


def clean(text: str) -> str:
    """Return the text of a cell with plain spaces and line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return text.replace("\x00", "").strip()


def _read_csv(data: bytes, naam: str) -> tuple[Row, ...]:
    text = data.decode("utf-16") if _is_utf16(data, naam) else decode(data, naam)
    separator, skip = find_separator(text)
    # strict: a quote that is never closed must not swallow the rest of the file
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > skip:
                keep_row(naam, rows, number, [clean(cell) for cell in cells])
    except csv.Error:
        msg = (
            f"{naam}, regel {number + 1}: de aanhalingstekens kloppen niet. Kijk of "
            'elke tekst die met " begint ook met " eindigt, of sla het op als .xlsx.'
        )
        raise ImportFileError(msg) from None
    return tuple(rows)


def _is_utf16(data: bytes, naam: str) -> bool:
    if not data.startswith(_UTF16):
        return False
    try:
        data.decode("utf-16")
    except UnicodeDecodeError:
        msg = f"{naam}: deze tekens kunnen niet worden gelezen. Sla het op als UTF-8."
        raise ImportFileError(msg) from None
    return True


def find_separator(text: str) -> tuple[str, int]:
    """Return what separates the cells, and how many lines to skip.

    Excel may name the separator itself on a first line such as ``sep=;``.
    """
    first = text.partition("\n")[0].strip('\ufeff\r" ')
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return first[-1], 1
    best = max(SEPARATORS, key=lambda sign: _evenness(text[:_SAMPLE_CHARS], sign))
    return best, 0


def _evenness(sample: str, separator: str) -> tuple[int, int]:
    """Tell how evenly a separator divides the first rows: rows alike, then width."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        widths = [len(row) for row in islice(reader, _SAMPLE_ROWS) if any(row)]
    except csv.Error:
        return 0, 0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0, 0
    width, alike = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
    return alike, width
