"""Read DAGEN.csv line by line: the slow way, which can say what is wrong where."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from knowledge.verzuim import Dagsoort
from matching.verzuim.days import SOORT
from matching.verzuim.errors import AbsenceError
from matching.verzuim.headers import SCHEIDING, not_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEEST_UREN = 24
_SOORTEN = tuple(soort.value for soort in Dagsoort)
Dag = tuple[str, date, float, float, str]


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
    rows: list[Dag] = []
    seen: dict[tuple[str, date], int] = {}
    for line, cells in rows_of(path):
        try:
            row = _read_row(cells)
        except ValueError as error:
            raise AbsenceError(f"{path}, regel {line}: {error}") from None
        first = seen.setdefault(row[:2], line)
        if first != line:
            raise AbsenceError(
                f"{path}, regel {line}: deze leerling heeft deze dag al op regel "
                f"{first}. Laat er één staan; er is één regel per leerling per dag."
            )
        rows.append(row)
    if not rows:
        raise AbsenceError(
            f"{path}: er staan geen dagen in dit bestand. "
            "Zet onder de eerste regel een regel per leerling per schooldag."
        )
    schema = pl.Schema(
        {
            "leerling": pl.String(),
            "datum": pl.Date(),
            "lesuren": pl.Float64(),
            "gemist": pl.Float64(),
            "soort": SOORT,
        }
    )
    return pl.DataFrame(rows, schema=schema, orient="row")


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give every line that is not empty with its number, as text per column.

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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=SCHEIDING)
    try:
        names = [name.strip() for name in next(reader)]
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                raise AbsenceError(
                    f"{path}, regel {reader.line_num}: hier staan {len(cells)} "
                    f"kolommen in plaats van {len(names)}. Verbeter die regel."
                )
            values = (cell.strip() for cell in cells)
            yield reader.line_num, dict(zip(names, values, strict=True))
    except csv.Error:
        raise AbsenceError(
            f"{path}, regel {reader.line_num}: deze regel is niet te lezen. "
            "Let op aanhalingstekens."
        ) from None


def _read_row(cells: dict[str, str]) -> Dag:
    if not cells["leerling"]:
        raise ValueError("de kolom leerling is leeg. Vul in om wie het gaat.")
    day = read_day("datum", cells["datum"])
    hours = _number("lesuren", cells["lesuren"])
    missed = _number("gemist", cells["gemist"])
    if missed > hours:
        raise ValueError(
            f"gemist ({cells['gemist']}) is meer dan lesuren ({cells['lesuren']}). "
            "Verbeter een van de twee."
        )
    kind = cells["soort"]
    if kind not in _SOORTEN:
        raise ValueError(
            f"soort ‘{kind}’ bestaat niet. Kies uit {', '.join(_SOORTEN)}."
        )
    if kind == Dagsoort.aanwezig and missed > 0:
        raise ValueError(
            f"soort is aanwezig, maar gemist is {cells['gemist']}. "
            "Zet gemist op 0 of verbeter de soort."
        )
    return cells["leerling"], day, hours, missed, kind


def read_day(kolom: str, tekst: str) -> date:
    """Read a date of the form JJJJ-MM-DD.

    Raises
    ------
    ValueError
        With a Dutch sentence.
    """
    try:
        if len(tekst) != len("JJJJ-MM-DD"):
            raise ValueError
        return date.fromisoformat(tekst)
    except ValueError:
        raise ValueError(
            f"{kolom} ‘{tekst}’ is geen datum. Schrijf JJJJ-MM-DD, "
            "bijvoorbeeld 2026-09-14."
        ) from None


def _number(kolom: str, tekst: str) -> float:
    plain = tekst.replace(",", ".")
    whole, _, cents = plain.removeprefix("-").partition(".")
    if not (whole.isascii() and whole.isdigit()) or not (cents + "0").isdigit():
        raise ValueError(f"{kolom} ‘{tekst}’ is geen getal. Schrijf uren als 6 of 5,5.")
    if len(cents) > 2:
        raise ValueError(
            f"{kolom} ‘{tekst}’ heeft meer dan twee cijfers achter de komma."
        )
    value = float(plain)
    if not 0 <= value <= MEEST_UREN:
        raise ValueError(
            f"{kolom} is {tekst}; het hoort tussen 0 en {MEEST_UREN} uur te liggen."
        )
    return value
