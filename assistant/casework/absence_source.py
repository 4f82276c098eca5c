"""A file with absence as it comes: its bytes, its encoding, its lines one by one."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from assistant.casework.spreadsheet import clean, file_label, find_separator
from assistant.errors import ImportFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_SAMPLE = 200_000
_LONGEST_CELL = 10_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
MAX_JSON = 200_000_000
"""Bytes of a JSON file, which is read whole."""


@dataclass(frozen=True)
class AbsenceSource:
    """A file that can be read more than once, from the start.

    Parameters
    ----------
    naam
        Its name, for messages.
    opened
        Opens it for reading.
    """

    naam: str
    opened: Callable[[], BinaryIO]

    @staticmethod
    def of_path(path: Path) -> AbsenceSource:
        """Return the file at a path.

        Raises
        ------
        ImportFileError
            When it cannot be opened.
        """
        naam = file_label(path.name)
        try:
            with path.open("rb"):
                pass
        except FileNotFoundError:
            msg = f"{path}: dit bestand bestaat niet. Controleer de naam en de map."
            raise ImportFileError(msg) from None
        except OSError:
            msg = (
                f"{path}: dit bestand kan niet worden gelezen. Geef een ander bestand."
            )
            raise ImportFileError(msg) from None
        return AbsenceSource(naam, lambda: path.open("rb"))

    @staticmethod
    def of_bytes(data: bytes, naam: str) -> AbsenceSource:
        """Return a file that was uploaded."""
        return AbsenceSource(file_label(naam), lambda: io.BytesIO(data))

    def sha256(self) -> str:
        """Return the hash of the bytes, by which the same file is recognised."""
        digest = hashlib.sha256()
        with self.opened() as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def start(self) -> bytes:
        """Return the first bytes."""
        with self.opened() as file:
            return file.read(_SAMPLE)

    @property
    def is_json(self) -> bool:
        """Return whether this looks like JSON."""
        return self.start().lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")

    def refuse_other_kinds(self) -> None:
        """Refuse an empty file and a workbook.

        Raises
        ------
        ImportFileError
            Saying what to do.
        """
        start = self.start()
        if not start.strip(b"\xef\xbb\xbf \t\r\n"):
            raise ImportFileError(f"{self.naam}: het bestand is leeg.")
        if start.startswith((_ZIP, _OLE)):
            msg = (
                f"{self.naam}: dit is een Excel- of zipbestand. Sla het verzuim op als "
                "CSV en kies dat bestand."
            )
            raise ImportFileError(msg)

    def encoding(self) -> str:
        """Return how the text is written: UTF-8 when all of it fits, else cp1252.

        Raises
        ------
        ImportFileError
            When it is neither.
        """
        if self.start().startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        for encoding in ("utf-8-sig", "cp1252"):
            decoder = codecs.getincrementaldecoder(encoding)()
            try:
                with self.opened() as file:
                    while chunk := file.read(_CHUNK):
                        decoder.decode(chunk)
                    decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                continue
            return encoding
        msg = (
            f"{self.naam}: deze tekens kunnen niet worden gelezen. Sla het bestand op "
            "als UTF-8."
        )
        raise ImportFileError(msg)


def csv_lines(source: AbsenceSource) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of a CSV file that hold anything, with their number.

    A cell may hold line ends between quotes; the number is that of its first line.

    Raises
    ------
    ImportFileError
        When the quotes do not close.
    """
    source.refuse_other_kinds()
    encoding = source.encoding()
    separator, skip = find_separator(_sample(source, encoding))
    with (
        source.opened() as file,
        io.TextIOWrapper(file, encoding=encoding, newline="") as text,
    ):
        reader = csv.reader(text, delimiter=separator, strict=True)
        last = 0
        try:
            for cells in reader:
                number, last = last + 1, reader.line_num
                if number > skip and any(cells):
                    yield number, cells
        except (csv.Error, UnicodeDecodeError):
            msg = (
                f"{source.naam}, regel {last + 1}: de aanhalingstekens kloppen niet. "
                'Kijk of elke tekst die met " begint ook met " eindigt.'
            )
            raise ImportFileError(msg) from None


def _sample(source: AbsenceSource, encoding: str) -> str:
    text = source.start().decode(encoding, errors="ignore")
    head, newline, _rest = text.rpartition("\n")
    return head + newline if newline else text


def json_items(
    source: AbsenceSource, lists: tuple[str, ...]
) -> Iterator[tuple[int, Any]]:
    """Yield the items of a JSON file, each with its place (the first is 1).

    Parameters
    ----------
    source
        The file.
    lists
        Under which keys the list of items may stand.

    Raises
    ------
    ImportFileError
        When it is not JSON or holds no list.
    """
    source.refuse_other_kinds()
    with source.opened() as file:
        data = file.read(MAX_JSON + 1)
    if len(data) > MAX_JSON:
        msg = f"{source.naam}: het bestand is groter dan 200 MB. Splits het."
        raise ImportFileError(msg)
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        msg = (
            f"{source.naam}: dit is geen leesbaar JSON-bestand. Exporteer het opnieuw."
        )
        raise ImportFileError(msg) from None
    if isinstance(document, dict):
        found = next((document[key] for key in lists if key in document), [document])
    else:
        found = document
    if not isinstance(found, list):
        msg = f"{source.naam}: in dit bestand staat geen lijst met absenties."
        raise ImportFileError(msg)
    yield from enumerate(found, start=1)


def json_text(item: Any, path: str) -> str:
    """Return what stands at a path in an item, as text; empty when not there."""
    for part in path.split("."):
        if not isinstance(item, dict):
            return ""
        item = item.get(part)
    if item is None or isinstance(item, dict | list):
        return ""
    if isinstance(item, bool):
        return "ja" if item else "nee"
    return clean(str(item))[:_LONGEST_CELL]
