"""Read a table from a CSV file as it comes: encoding, header, empty cells."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import ImportFileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAX_BYTES = 200_000_000
ZIP_OR_XLSX = b"PK\x03\x04"


@dataclass(frozen=True)
class Line:
    """A line of the file: its number (the header is 1) and its cells by column."""

    nummer: int
    cellen: Mapping[str, str]

    def cell(self, column: str) -> str | None:
        """Return a cell, or None when it is empty, a space or not in the file."""
        return self.cellen.get(column, "").strip() or None


@dataclass(frozen=True)
class Table:
    """The columns and lines of a file; ``naam`` is its name for messages."""

    naam: str
    kolommen: tuple[str, ...]
    regels: tuple[Line, ...]

    def require(self, columns: Sequence[str], what: str) -> None:
        """Refuse the file when it lacks columns.

        Raises
        ------
        ImportFileError
            Naming the columns and what file was expected.
        """
        missing = [column for column in columns if column not in self.kolommen]
        if missing:
            msg = (
                f"{self.naam}: dit is geen {what}. Op regel 1 ontbreekt: "
                f"{', '.join(missing[:3])}."
            )
            raise ImportFileError(msg)


def read_table(
    path: Path, *, separator: str, aliases: Mapping[str, str] | None = None
) -> Table:
    """Read a CSV file in UTF-8 or Windows-1252.

    Parameters
    ----------
    path
        The file.
    separator
        What stands between cells.
    aliases
        Older names of columns and the names used here.

    Raises
    ------
    ImportFileError
        When the file is missing, empty, not a CSV, or a line does not fit.
    """
    text = decode(_read_bytes(path), path.name)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise ImportFileError(f"{path.name}: het bestand is leeg.")
    renamed = aliases or {}
    header = tuple(_column(cell, renamed) for cell in rows[0])
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        msg = f"{path.name}, regel 1: de kolom {doubled[0]} staat er dubbel."
        raise ImportFileError(msg)
    lines = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            msg = (
                f"{path.name}, regel {number}: er staan {len(row)} cellen en de kop "
                f"heeft er {len(header)}. Kijk of '{separator}' de cellen scheidt."
            )
            raise ImportFileError(msg)
        lines.append(Line(number, dict(zip(header, row, strict=True))))
    return Table(path.name, header, tuple(lines))


def _column(cell: str, renamed: Mapping[str, str]) -> str:
    name = " ".join(cell.split())
    return renamed.get(name, name)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ImportFileError(f"{path.name}: het bestand is te groot.")
        return path.read_bytes()
    except FileNotFoundError:
        msg = f"{path}: dit bestand bestaat niet. Controleer de naam en de map."
        raise ImportFileError(msg) from None
    except OSError:
        msg = f"{path}: dit bestand kan niet worden gelezen. Is het een map?"
        raise ImportFileError(msg) from None


def decode(data: bytes, naam: str) -> str:
    """Return the text of a file in UTF-8 or Windows-1252.

    Parameters
    ----------
    data
        The bytes of the file.
    naam
        Its name, for messages.

    Raises
    ------
    ImportFileError
        When it is no text, or in another encoding.
    """
    if data.startswith(ZIP_OR_XLSX):
        msg = f"{naam}: dit is een Excel- of zipbestand. Sla het op als CSV."
        raise ImportFileError(msg)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data:
        msg = f"{naam}: deze tekencodering kennen we niet. Sla het op als UTF-8."
        raise ImportFileError(msg)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        msg = (
            f"{naam}, regel {line}: deze tekens kunnen niet worden gelezen. Sla "
            "het bestand op als UTF-8."
        )
        raise ImportFileError(msg) from None
