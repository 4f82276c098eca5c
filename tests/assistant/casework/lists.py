"""Case lists for tests, made in code: every pupil in them is invented."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook
from sqlalchemy import text

from assistant.casework.case_list import CaseList, read_case_list
from assistant.casework.import_cases import import_case_list
from assistant.casework.import_columns import check_mapping, guess_mapping
from assistant.casework.spreadsheet import read_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.import_reports import ImportResult
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

BSN = "123456782"
"""Nine digits that pass the test of a BSN; nobody's."""
HEADER = (
    "Lln.nr",
    "Naam leerling",
    "Geb.datum",
    "Postcode",
    "School",
    "Klas",
    "Schoolsoort",
    "Verzuim sinds",
    "Regisseur",
    "Opmerkingen",
)
COUNTED = (
    *("casus", "antwoord", "naam", "verwijzing", "statuswissel", "casusregel", "taak"),
)


def pupil(number: int, **other: object) -> list[object]:
    """Return the row of one invented pupil."""
    row = {
        "Lln.nr": f"V{number:05d}",
        "Naam leerling": f"Voorbeeld{_letters(number)}, Noor van der",
        "Geb.datum": datetime(2010 + number % 8, 1 + number % 12, 4),  # noqa: DTZ001
        "Postcode": "3311 AB",
        "School": "Voorbeeldschool",
        "Klas": "2B",
        "Schoolsoort": "vmbo",
        "Verzuim sinds": datetime(2026, 5, 1 + number % 28),  # noqa: DTZ001
        "Regisseur": "Regisseur1 (voorbeeld)",
        "Opmerkingen": "zit thuis",
    }
    return list((row | other).values())


def _letters(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, rest = divmod(number, 26)
        letters += chr(ord("a") + rest)
    return letters


def rows(count: int) -> list[list[object]]:
    """Return a header and this many pupils."""
    return [list(HEADER), *(pupil(number) for number in range(count))]


def as_xlsx(*sheets: Sequence[Sequence[object]], titles: Sequence[str] = ()) -> bytes:
    """Return an Excel file with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for number, lines in enumerate(sheets):
        title = titles[number] if titles else f"Blad{number + 1}"
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_csv(lines: Sequence[Sequence[object]], separator: str = ";") -> bytes:
    """Return a CSV file; dates as a Dutch Excel writes them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    for line in lines:
        writer.writerow(
            f"{cell:%d-%m-%Y}" if isinstance(cell, datetime) else cell for cell in line
        )
    return text.getvalue().encode()


def read_list(ctx: Context, data: bytes, name: str = "volglijst.xlsx") -> CaseList:
    """Read a file to the case list in it."""
    return read_case_list(read_spreadsheet(data, name), ctx.knowledge.invoer, name)


def bring_in(
    ctx: Context,
    data: bytes,
    kijker: Kijker,
    name: str = "volglijst.xlsx",
    **mapping: str,
) -> ImportResult:
    """Bring a file in with the guessed mapping, or parts of another one."""
    table = read_list(ctx, data, name)
    guessed = guess_mapping(table, ctx.knowledge.invoer) | mapping
    checked = check_mapping(table, guessed, ctx.knowledge)
    return import_case_list(ctx, table, checked, kijker=kijker)


def counts(ctx: Context) -> dict[str, int]:
    """Return how many rows each table has that an import writes in."""
    with ctx.store.reading() as uow:
        return {
            table: uow.session.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in COUNTED
        }
