"""Read DAGEN.csv line by line: the slow way, which can say what is wrong where."""

from __future__ import annotations

import csv
import io
import re
import sys
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from knowledge.verzuim_regels import Dagsoort
from matching.verzuim.days import DAGEN, SOORT
from matching.verzuim.errors import AbsenceError
from matching.verzuim.headers import SCHEIDING, names_separator, not_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MEEST_UREN = 24
EERSTE_DAG, LAATSTE_DAG = date(1900, 1, 1), date(2200, 12, 31)
"""Days between which terms can be counted without leaving the calendar."""
BESTURING = r"[\x00-\x1f\x7f]"
"""Letters that no name has, and that a screen would obey."""
_LONG = 40
ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SOORTEN = tuple(soort.value for soort in Dagsoort)


def read_lines(path: Path) -> pl.DataFrame:
    """Read a file of which the header is right, and stop at its first mistake.

    Empty lines, spaces around a value and a comma in a number are no mistakes.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    polars.DataFrame
        The days, in hours.

    Raises
    ------
    AbsenceError
        At the first line that is wrong; the sentence names no pupil.
    """
    found = _Kolommen()
    for line, cells in cells_of(path, DAGEN.names()):
        try:
            first = found.add(line, cells)
        except ValueError as error:
            raise AbsenceError(f"{path}, regel {line}: {error}") from None
        if first != line:
            raise AbsenceError(
                f"{path}, regel {line}: deze leerling heeft deze dag al op regel "
                f"{first}. Laat er één staan; er is één regel per leerling per dag."
            )
    if not found.namen:
        raise AbsenceError(
            f"{path}: er staan geen dagen in dit bestand. "
            "Zet onder de eerste regel een regel per leerling per schooldag."
        )
    return found.frame()


class _Kolommen:
    """The days so far, a column at a time; what comes back is kept once."""

    def __init__(self) -> None:
        self.namen: dict[str, int] = {}
        self._leerling: list[str] = []
        self._rest: list[tuple[date, float, float, str]] = []
        self._seen: dict[int, int] = {}
        self._known: dict[tuple[str, ...], tuple[date, float, float, str]] = {}

    def add(self, line: int, cells: tuple[str, ...]) -> int:
        """Keep a line; return the line that already has its pupil and day, or itself.

        Raises
        ------
        ValueError
            When the line is wrong, with a Dutch sentence.
        """
        name, rest = cells[0], cells[1:]
        if not name:
            raise ValueError("de kolom leerling is leeg. Vul in om wie het gaat.")
        if re.search(BESTURING, name):
            raise ValueError(
                "in de kolom leerling staat een teken dat niet te lezen is, zoals een "
                "nieuwe regel. Haal het weg."
            )
        known = self._known.get(rest)
        if known is None:
            known = self._known[rest] = _read_rest(rest)
        number = self.namen.setdefault(name, len(self.namen))
        # Few of these differ, so two million lines hold few objects.
        self._leerling.append(sys.intern(name))
        self._rest.append(known)
        key = number * 10_000_000 + known[0].toordinal()
        return self._seen.setdefault(key, line)

    def frame(self) -> pl.DataFrame:
        """Return the days, in hours."""
        kinds = pl.Schema(
            {
                "datum": pl.Date(),
                "lesuren": pl.Float64(),
                "gemist": pl.Float64(),
                "soort": SOORT,
            }
        )
        names = pl.Series("leerling", self._leerling, dtype=pl.String)
        rest = pl.DataFrame(self._rest, schema=kinds, orient="row")
        return rest.insert_column(0, names)


def rows_of(
    path: Path, kolommen: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Give every line that is not empty with its number, as text per column."""
    for line, cells in cells_of(path, kolommen):
        yield line, dict(zip(kolommen, cells, strict=True))


def cells_of(
    path: Path, kolommen: Sequence[str]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the cells of some columns of every line that is not empty.

    Raises
    ------
    AbsenceError
        When a line is not UTF-8 or has another number of columns.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise AbsenceError(not_utf8(path, line)) from None
    del data
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=SCHEIDING)
    try:
        if names_separator(text.partition("\n")[0]):
            next(reader)
        names = [name.strip() for name in next(reader)]
        places = [names.index(one) for one in kolommen]
        width = len(names)
        for cells in reader:
            if len(cells) != width:
                if not any(cell.strip() for cell in cells):
                    continue
                here = "hier staat 1 kolom"
                if len(cells) != 1:
                    here = f"hier staan {len(cells)} kolommen"
                raise AbsenceError(
                    f"{path}, regel {reader.line_num}: {here} in plaats van {width}. "
                    "Verbeter die regel; let ook op aanhalingstekens."
                )
            wanted = tuple([cells[place].strip() for place in places])
            if any(wanted) or any(cell.strip() for cell in cells):
                yield reader.line_num, wanted
    except csv.Error:
        raise AbsenceError(
            f"{path}, regel {reader.line_num}: deze regel is niet te lezen. "
            "Let op aanhalingstekens."
        ) from None


def _read_rest(cells: tuple[str, ...]) -> tuple[date, float, float, str]:
    """Read all of a line but the pupil."""
    datum, lesuren, gemist, kind = cells
    day = read_day("datum", datum)
    hours = _number("lesuren", lesuren)
    missed = _number("gemist", gemist)
    if missed > hours:
        raise ValueError(
            f"gemist ({shown(gemist)}) is meer dan lesuren ({shown(lesuren)}). "
            "Verbeter een van de twee."
        )
    if kind not in _SOORTEN:
        raise ValueError(
            f"soort ‘{shown(kind)}’ bestaat niet. Kies uit {', '.join(_SOORTEN)}."
        )
    if kind == Dagsoort.aanwezig and missed > 0:
        raise ValueError(
            f"soort is aanwezig, maar gemist is {shown(gemist)}. "
            "Zet gemist op 0 of verbeter de soort."
        )
    return day, hours, missed, kind


def read_day(kolom: str, tekst: str) -> date:
    """Read a date of the form JJJJ-MM-DD, and no other.

    Raises
    ------
    ValueError
        With a Dutch sentence.
    """
    try:
        if not re.fullmatch(ISO, tekst):
            raise ValueError
        day = date.fromisoformat(tekst)
    except ValueError:
        raise ValueError(
            f"{kolom} ‘{shown(tekst)}’ is geen datum. Schrijf JJJJ-MM-DD, "
            "bijvoorbeeld 2026-09-14."
        ) from None
    if not EERSTE_DAG <= day <= LAATSTE_DAG:
        raise ValueError(
            f"{kolom} ‘{shown(tekst)}’ ligt te ver weg om mee te rekenen. Schrijf het "
            "jaar voluit, bijvoorbeeld 2026-09-14."
        )
    return day


def shown(tekst: str) -> str:
    """Return a text as a message repeats it: not all of a very long one."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in tekst[:_LONG])
    return plain + ("…" if len(tekst) > _LONG else "")


def _number(kolom: str, tekst: str) -> float:
    plain = tekst.replace(",", ".")
    whole, _, cents = plain.removeprefix("-").partition(".")
    if not (whole.isascii() and whole.isdigit()) or not (cents + "0").isdigit():
        raise ValueError(
            f"{kolom} ‘{shown(tekst)}’ is geen getal. Schrijf uren als 6 of 5,5."
        )
    if len(cents) > 2:
        raise ValueError(
            f"{kolom} ‘{shown(tekst)}’ heeft meer dan twee cijfers achter de komma."
        )
    value = float(plain)
    if not 0 <= value <= MEEST_UREN:
        raise ValueError(
            f"{kolom} is {shown(tekst)}; het hoort tussen 0 en {MEEST_UREN} uur te "
            "liggen."
        )
    return value
