"""The first line of a file: which columns there are, and which may never be there."""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from knowledge.elfproef import passes_elfproef
from matching.verzuim.errors import AbsenceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from knowledge.invoer import Invoerregels

SCHEIDING = ";"
_SCHEIDINGSREGEL = f"sep={SCHEIDING}"
_LONGEST = 10_000
_BSN = 9


class Kop(NamedTuple):
    """The names of the columns, and on which line they stand."""

    kolommen: tuple[str, ...]
    regel: int


def check_header(path: Path, nodig: Sequence[str], invoer: Invoerregels) -> Kop:
    """Return the header of a file that has all it needs and nothing refused.

    Parameters
    ----------
    path
        The file.
    nodig
        The columns that must be there.
    invoer
        Which columns are recognised and refused.

    Raises
    ------
    AbsenceError
        When the file cannot be read, is empty, lacks a column, has one twice, or has
        one that Leerplek does not take in.
    """
    kop = _read_header(path)
    where, columns = f"{path}, regel {kop.regel}", kop.kolommen
    for name in columns:
        kind = refused_kind(name, invoer)
        if kind is not None:
            raise AbsenceError(
                f"{where}: de kolom ‘{name}’ lijkt een {kind} en wordt "
                "geweigerd. Haal die kolom uit het bestand en probeer het opnieuw."
            )
    for name in nodig:
        if name not in columns:
            raise AbsenceError(_missing(where, name, columns, nodig))
    double = next((one for one in columns if columns.count(one) > 1), None)
    if double is not None:
        raise AbsenceError(
            f"{where}: de kolom ‘{double}’ staat er twee keer. Laat er één staan."
        )
    return kop


def refused_kind(kolom: str, invoer: Invoerregels) -> str | None:
    """Return what a column is when it is a number of a person, else ``None``."""
    plain = _plain(kolom)
    words = plain.split()
    for row in invoer.weglatingen:
        if row.id != "bsn":
            continue
        known = {_plain(one) for one in row.ook}
        if plain in known or any(
            word.startswith(stem) for word in words for stem in row.woordstam
        ):
            return row.naam
    return None


def names_separator(line: str) -> bool:
    """Tell whether a first line only says what divides the cells, as Excel does."""
    return line.strip('\ufeff\r\n" ').lower() == _SCHEIDINGSREGEL


def _read_header(path: Path) -> Kop:
    number, line = _header_line(path)
    if line.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise AbsenceError(
            f"{path}: dit is een Excel- of zipbestand. Sla het op als CSV UTF-8 en "
            "geef dat bestand op."
        )
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise AbsenceError(not_utf8(path, number))
    try:
        # A line may also end the way old programs write it.
        text = line.decode("utf-8-sig").partition("\r")[0].strip()
    except UnicodeDecodeError:
        raise AbsenceError(not_utf8(path, number)) from None
    if not text:
        raise AbsenceError(
            f"{path}: het bestand is leeg of begint met een lege regel. "
            "Zet op regel 1 de namen van de kolommen."
        )
    cells = next(csv.reader([text], delimiter=SCHEIDING))
    return Kop(tuple(cell.strip() for cell in cells), number)


def _header_line(path: Path) -> tuple[int, bytes]:
    """Return the number and the text of the line that names the columns."""
    try:
        with path.open("rb") as file:
            line = file.readline(_LONGEST)
            if names_separator(line.decode("utf-8-sig", errors="replace")):
                return 2, file.readline(_LONGEST)
            return 1, line
    except FileNotFoundError:
        raise AbsenceError(
            f"{path}: dit bestand bestaat niet. Controleer de naam en de map."
        ) from None
    except IsADirectoryError:
        raise AbsenceError(f"{path}: dit is een map. Geef een bestand op.") from None
    except (OSError, ValueError):
        raise AbsenceError(
            f"{path}: dit bestand kan niet worden gelezen. Controleer de rechten."
        ) from None


def refuse_bsn_names(path: Path, namen: Iterable[str]) -> None:
    """Refuse a file in which every pupil has a number that can be a BSN.

    Raises
    ------
    AbsenceError
        When it is so; the message does not repeat a number.
    """
    if all(len(name) == _BSN and passes_elfproef(name) for name in namen):
        raise AbsenceError(
            f"{path}: de kolom ‘leerling’ lijkt burgerservicenummers (BSN) te hebben. "
            "Leerplek gebruikt geen BSN. Zet er een eigen nummer van de school in."
        )


def not_utf8(path: Path, line: int) -> str:
    """Return the sentence about a file in another encoding."""
    return (
        f"{path}, regel {line}: dit bestand is geen UTF-8. "
        "Sla het opnieuw op als CSV UTF-8."
    )


def _missing(
    where: str, name: str, columns: Sequence[str], needed: Sequence[str]
) -> str:
    told = f"{where}: de kolom ‘{name}’ ontbreekt. "
    if len(columns) == 1 and re.search(r"[,\t]", columns[0]):
        return told + f"Zet tussen de kolommen een puntkomma: {SCHEIDING.join(needed)}."
    return told + f"De eerste regel hoort te zijn: {SCHEIDING.join(needed)}."


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", folded))
