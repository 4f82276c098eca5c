"""Import schools from the DUO files: all files or nothing, safe to repeat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.casework.duo_schools import read_schools
from assistant.casework.log import log
from assistant.casework.views import ImportReport
from models.postcode import Postcode, all_postcodes
from models.voorziening import School, all_schools

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.casework.duo_schools import SchoolFile, SchoolRow
    from assistant.context import Context
    from models.store import UnitOfWork


def import_school_files(
    ctx: Context, paths: Iterable[str | Path], *, door: str | None = None
) -> list[ImportReport]:
    """Import DUO files in one transaction: all of them, or nothing.

    Each school gets its samenwerkingsverbanden from its PC4, unless a person set
    them by hand.

    Raises
    ------
    ImportFileError
        When a file or a line cannot be used; names both.
    """
    files = [read_schools(Path(path)) for path in paths]
    with ctx.store.unit_of_work() as uow:
        known = all_schools(uow.session)
        points = all_postcodes(uow.session)
        reports = [_store(uow, one, known, points) for one in files]
        for report in reports:
            log(
                ctx,
                uow,
                "scholen_ingelezen",
                "bestand",
                report.bestand,
                door=door,
                nieuw=report.nieuw,
                gewijzigd=report.gewijzigd,
            )
        return reports


def _store(
    uow: UnitOfWork,
    file: SchoolFile,
    known: dict[str, School],
    points: Mapping[str, Postcode],
) -> ImportReport:
    notes = list(file.meldingen)
    new = changed = same = 0
    for row in file.scholen:
        values = _values(row)
        school = known.get(row.id)
        if school is None:
            school = School(id=row.id, swv_handmatig=False, **values)
            uow.session.add(school)
            known[row.id] = school
            new += 1
        elif any(getattr(school, key) != value for key, value in values.items()):
            for key, value in values.items():
                setattr(school, key, value)
            changed += 1
        else:
            same += 1
        if not assign_swv(school, points):
            notes.append(
                f"{row.id} {row.naam}: het samenwerkingsverband is niet bekend, want "
                f"postcode {row.pc4 or '(leeg)'} staat niet in de tabel"
            )
    uow.session.flush()
    return ImportReport(
        soort="scholen",
        bestand=file.naam,
        gelezen=file.gelezen,
        nieuw=new,
        gewijzigd=changed,
        ongewijzigd=same,
        regels=tuple(notes),
    )


def assign_swv(school: School, points: Mapping[str, Postcode]) -> bool:
    """Give a school its samenwerkingsverbanden by PC4; return whether it has any."""
    if not school.swv_handmatig:
        point = points.get(school.pc4 or "")
        school.swv_po = None if point is None else point.swv_po
        school.swv_vo = None if point is None else point.swv_vo
    return bool(school.swv_po or school.swv_vo)


def _values(row: SchoolRow) -> dict[str, Any]:
    return {
        "instelling": row.instelling,
        "bevoegd_gezag": row.bevoegd_gezag,
        "naam": row.naam,
        "soort": row.soort,
        "straat": row.straat,
        "huisnummer": row.huisnummer,
        "pc4": row.pc4,
        "postcode": row.postcode,
        "plaats": row.plaats,
        "gemeente": row.gemeente,
        "denominatie": row.denominatie,
        "telefoon": row.telefoon,
        "internet": row.internet,
        "clusters": list(row.clusters),
        "onderwijs": list(row.onderwijs),
        "leerlingen": row.leerlingen,
    }
