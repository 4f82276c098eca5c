"""The report of an import: stored without names, read back by who may see it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.casework.case_list import ReportLine
from assistant.errors import NotFoundError
from models.invoer import Invoer, imports_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from assistant.casework.import_plan import ImportPlan
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

MAX_LINES = 50_000
"""Lines that a stored report holds at most."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class ImportResult:
    """What an import did.

    Parameters
    ----------
    id
        Number of the import.
    soort
        What was read in: ``casussen``, ``oso``.
    bestand
        Name of the file.
    op, door
        When and by whom.
    gelezen
        Lines read.
    nieuw, aangevuld, ongewijzigd, geweigerd
        Lines that became a case, completed one, changed nothing, were not taken in.
    regels
        The report per line.
    aantallen
        Every count that was stored; which there are depends on ``soort``.
    """

    id: int
    soort: str
    bestand: str
    op: datetime
    door: str | None
    gelezen: int
    nieuw: int
    aangevuld: int
    ongewijzigd: int
    geweigerd: int
    regels: tuple[ReportLine, ...]
    aantallen: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Where the lines of an import come from.

    Parameters
    ----------
    soort
        What kind of file: ``casussen``, ``oso``.
    bestand
        Its name.
    herkomst
        What the history of a case says about it.
    kop, koppeling
        For a list: the digest of its header and which column went where.
    """

    soort: str
    bestand: str
    herkomst: str
    kop: str | None = None
    koppeling: Mapping[str, str] = field(default_factory=dict)


def store_report(
    ctx: Context, uow: UnitOfWork, source: Source, plan: ImportPlan, *, kijker: Kijker
) -> ImportResult:
    """Store the report of an import, in the transaction of the import itself."""
    row = Invoer(
        soort=source.soort,
        bestandsnaam=source.bestand,
        organisatie_id=plan.eigenaar,
        door=kijker.naam,
        door_id=kijker.gebruiker_id,
        op=ctx.now(),
        kop=source.kop,
        koppeling=dict(source.koppeling),
        aantallen={
            "gelezen": plan.gelezen,
            "nieuw": plan.nieuw,
            "aangevuld": plan.aangevuld,
            "ongewijzigd": plan.ongewijzigd,
            "geweigerd": plan.geweigerd,
        },
        regels=[line.stored() for line in plan.meldingen[:MAX_LINES]],
    )
    uow.session.add(row)
    uow.session.flush()
    return _result(row)


def import_result(ctx: Context, invoer_id: int, kijker: Kijker) -> ImportResult:
    """Return the report of an import of one's own or of one's organisation.

    Raises
    ------
    NotFoundError
        When there is none, or it is somebody else's.
    """
    with ctx.store.reading() as uow:
        row = uow.session.get(Invoer, invoer_id)
        if row is None or not _may_see(row, kijker):
            raise NotFoundError("Deze invoer bestaat niet. Ga terug naar Invoeren.")
        return _result(row)


def import_results(ctx: Context, kijker: Kijker) -> list[ImportResult]:
    """Return the imports of one's own and of one's organisation, newest first."""
    with ctx.store.reading() as uow:
        rows = imports_of(
            uow.session,
            gebruiker_id=kijker.gebruiker_id,
            organisatie_id=kijker.organisatie_id,
        )
        return [_result(row) for row in rows]


def report_as_csv(result: ImportResult) -> str:
    """Return the report as a CSV file that Excel opens (semicolons, with BOM)."""
    return lines_as_csv(result.regels)


def lines_as_csv(lines: Iterable[ReportLine]) -> str:
    """Return lines of a report as a CSV file that Excel opens."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["regel", "kolom", "soort", "wat"])
    for line in lines:
        cells = (line.kolom or "", line.soort, line.tekst)
        writer.writerow([line.regel or "", *map(_plain, cells)])
    return "\ufeff" + text.getvalue()


def _plain(cell: str) -> str:
    """Return a cell that a spreadsheet program does not run as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _may_see(row: Invoer, kijker: Kijker) -> bool:
    own = row.door_id is not None and row.door_id == kijker.gebruiker_id
    same = row.organisatie_id is not None
    same = same and row.organisatie_id == kijker.organisatie_id
    return own or same or kijker.is_system


def _result(row: Invoer) -> ImportResult:
    counts = row.aantallen
    return ImportResult(
        id=row.id,
        soort=row.soort,
        bestand=row.bestandsnaam,
        op=row.op,
        door=row.door,
        gelezen=counts["gelezen"],
        nieuw=counts["nieuw"],
        aangevuld=counts["aangevuld"],
        ongewijzigd=counts["ongewijzigd"],
        geweigerd=counts["geweigerd"],
        regels=tuple(ReportLine(**line) for line in row.regels),
        aantallen=counts,
    )
