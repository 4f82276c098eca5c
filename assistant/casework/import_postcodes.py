"""Import a table of PC4 points: all or nothing, safe to repeat."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.casework.csv_table import read_table
from assistant.casework.import_schools import assign_swv
from assistant.casework.log import log
from assistant.casework.views import ImportReport
from assistant.errors import ImportFileError
from models.postcode import Postcode, all_postcodes
from models.voorziening import all_schools

if TYPE_CHECKING:
    from assistant.casework.csv_table import Line, Table
    from assistant.context import Context

REQUIRED = ("pc4", "lat", "lon", "plaats")
WHAT = "postcodetabel (pc4,lat,lon,…)"
PC4 = re.compile(r"[1-9][0-9]{3}")
# The Netherlands lies within these degrees (WGS 84).
BOUNDS = {"lat": (50.0, 54.0), "lon": (3.0, 8.0)}


def import_postcodes(
    ctx: Context, path: str | Path, *, door: str | None = None
) -> ImportReport:
    """Import a PC4 table and give the schools their samenwerkingsverband by it.

    Raises
    ------
    ImportFileError
        When the file or a line cannot be used; names both.
    """
    table = read_table(Path(path), separator=",")
    table.require(REQUIRED, WHAT)
    rows = [_values(table, line) for line in table.regels]
    _refuse_doubles(table, rows)
    new = changed = same = 0
    with ctx.store.unit_of_work() as uow:
        known = all_postcodes(uow.session)
        for values in rows:
            point = known.get(values["pc4"])
            if point is None:
                point = Postcode(**values)
                uow.session.add(point)
                known[point.pc4] = point
                new += 1
            elif any(getattr(point, key) != value for key, value in values.items()):
                for key, value in values.items():
                    setattr(point, key, value)
                changed += 1
            else:
                same += 1
        for school in all_schools(uow.session).values():
            assign_swv(school, known)
        log(
            ctx,
            uow,
            "postcodes_ingelezen",
            "bestand",
            table.naam,
            door=door,
            nieuw=new,
            gewijzigd=changed,
        )
    return ImportReport(
        "postcodes", table.naam, len(rows), new, changed, same, _notes(rows)
    )


def _values(table: Table, line: Line) -> dict[str, Any]:
    pc4 = line.cell("pc4") or ""
    if not PC4.fullmatch(pc4):
        msg = f"{table.naam}, regel {line.nummer}: pc4 '{pc4[:10]}' is geen postcode."
        raise ImportFileError(msg)
    return {
        "pc4": pc4,
        "lat": _degrees(table, line, "lat"),
        "lon": _degrees(table, line, "lon"),
        "plaats": line.cell("plaats"),
        "gemeente": line.cell("gemeente") or line.cell("gemeente_2013"),
        "swv_po": line.cell("swv_po"),
        "swv_vo": line.cell("swv_vo"),
        "bron": line.cell("bron") or table.naam,
    }


def _degrees(table: Table, line: Line, column: str) -> float | None:
    text = line.cell(column)
    if line.cell("lat") is None and line.cell("lon") is None:
        return None  # the table knows the area but not where it is
    text = text or ""
    lowest, highest = BOUNDS[column]
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not lowest <= value <= highest:
        msg = (
            f"{table.naam}, regel {line.nummer}: {column} '{text[:12]}' is geen getal "
            f"tussen {lowest:g} en {highest:g}."
        )
        raise ImportFileError(msg)
    return value


def _refuse_doubles(table: Table, rows: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for line, values in zip(table.regels, rows, strict=True):
        if values["pc4"] in seen:
            msg = (
                f"{table.naam}, regel {line.nummer}: postcode {values['pc4']} staat er "
                "vaker in. Laat één regel staan."
            )
            raise ImportFileError(msg)
        seen.add(values["pc4"])


def _notes(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    notes = []
    without = sum(1 for row in rows if not (row["swv_po"] or row["swv_vo"]))
    if without:
        notes.append(
            f"{without} postcodes hebben geen samenwerkingsverband in deze tabel"
        )
    nowhere = sum(1 for row in rows if row["lat"] is None)
    if nowhere:
        notes.append(f"{nowhere} postcodes hebben geen punt op de kaart")
    return tuple(notes)
