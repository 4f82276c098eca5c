"""Read the DUO files of schools: basisonderwijs, sbo with so and vso, and vo.

Source: DUO open onderwijsdata, "alle schoolvestigingen basisonderwijs", "alle
vestigingen sbo, so en vso" and "alle vestigingen vo".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.casework.csv_table import read_table
from assistant.errors import ImportFileError

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.casework.csv_table import Line, Table

# The older generation of headers and what the newer one calls them.
ALIASES = {
    "BRIN NUMMER": "INSTELLINGSCODE",
    "BRIN-NUMMER": "INSTELLINGSCODE",
    "VESTIGINGSNUMMER": "VESTIGINGSCODE",
}
REQUIRED = ("INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM", "POSTCODE")
SPECIAL = "SOORT PRIMAIR ONDERWIJS"
SECONDARY = "ONDERWIJSSTRUCTUUR"
# The file of basisonderwijs has no column that tells its kind; these it has.
PRIMARY = ("BEVOEGD GEZAG NUMMER", "DENOMINATIE", "VAKANTIEREGIO")
WHAT = "DUO-bestand met vestigingen van scholen"
COUNT = "AANTAL LEERLINGEN"
POSTCODE = re.compile(r"([1-9][0-9]{3}) ?[A-Z]{2}")
BRANCH = re.compile(r"[0-9A-Z]{4}[0-9A-Z]{2}")


@dataclass(frozen=True)
class SchoolRow:
    """A branch of a school as the file tells it; None where the file is silent."""

    id: str
    instelling: str
    naam: str
    soort: str
    bevoegd_gezag: str | None
    straat: str | None
    huisnummer: str | None
    postcode: str | None
    plaats: str | None
    gemeente: str | None
    denominatie: str | None
    telefoon: str | None
    internet: str | None
    clusters: tuple[str, ...]
    onderwijs: tuple[str, ...]
    leerlingen: int | None

    @property
    def pc4(self) -> str | None:
        """Return the four digits of the postcode."""
        return None if self.postcode is None else self.postcode[:4]


@dataclass(frozen=True)
class SchoolFile:
    """The schools of one file, and what a person should know about its lines."""

    naam: str
    scholen: tuple[SchoolRow, ...]
    meldingen: tuple[str, ...]
    gelezen: int


def read_schools(path: Path) -> SchoolFile:
    """Read one DUO file.

    Raises
    ------
    ImportFileError
        When it is another file, or a line has no usable code, name or postcode.
    """
    table = read_table(path, separator=";", aliases=ALIASES)
    table.require(REQUIRED, WHAT)
    schools: dict[str, SchoolRow] = {}
    notes: list[str] = []
    primary = not {SPECIAL, SECONDARY} & set(table.kolommen)
    if primary:
        table.require(PRIMARY, WHAT)
        notes.append(
            f"gelezen als basisscholen: er is geen kolom {SECONDARY} (vo) of {SPECIAL} "
            "(sbo, so en vso)"
        )
    for line in table.regels:
        row = _school(table, line, "bao" if primary else _kind(line), notes)
        if row.id in schools:
            notes.append(
                f"regel {line.nummer}: vestiging {row.id} staat er vaker in; het "
                "onderwijs is samengevoegd"
            )
            row = _merge(schools[row.id], row)
        schools[row.id] = row
    return SchoolFile(
        table.naam, tuple(schools.values()), tuple(notes), len(table.regels)
    )


def _school(table: Table, line: Line, kind: str, notes: list[str]) -> SchoolRow:
    code = _code(table, line)
    name = line.cell("VESTIGINGSNAAM")
    if name is None:
        raise ImportFileError(
            f"{table.naam}, regel {line.nummer}: de kolom VESTIGINGSNAAM is leeg."
        )
    return SchoolRow(
        id=code,
        instelling=code[:4],
        naam=name,
        soort=kind,
        bevoegd_gezag=line.cell("BEVOEGD GEZAG NUMMER"),
        straat=line.cell("STRAATNAAM"),
        huisnummer=line.cell("HUISNUMMER-TOEVOEGING"),
        postcode=_postcode(table, line),
        plaats=line.cell("PLAATSNAAM"),
        gemeente=line.cell("GEMEENTENAAM"),
        denominatie=line.cell("DENOMINATIE"),
        telefoon=line.cell("TELEFOONNUMMER"),
        internet=_site(line, notes),
        clusters=_parts(line.cell("CLUSTER"), "/"),
        onderwijs=_parts(line.cell("ONDERWIJS"), "+")
        or _parts(line.cell(SECONDARY), "/"),
        leerlingen=_count(table, line, notes),
    )


def _code(table: Table, line: Line) -> str:
    branch = line.cell("VESTIGINGSCODE") or ""
    # The older files give two digits; leading zeros may have been lost.
    if len(branch) <= 2:
        branch = f"{line.cell('INSTELLINGSCODE') or ''}{branch.zfill(2)}"
    if not BRANCH.fullmatch(branch):
        msg = (
            f"{table.naam}, regel {line.nummer}: VESTIGINGSCODE '{branch[:12]}' is "
            "geen code van 6 tekens, zoals 06SV00."
        )
        raise ImportFileError(msg)
    return branch


def _postcode(table: Table, line: Line) -> str | None:
    text = line.cell("POSTCODE")
    if text is None:
        return None
    found = POSTCODE.fullmatch(text.upper())
    if found is None:
        msg = (
            f"{table.naam}, regel {line.nummer}: POSTCODE '{text[:12]}' is geen "
            "postcode, zoals 9405 HX."
        )
        raise ImportFileError(msg)
    return f"{found[1]} {text.upper()[-2:]}"


def _kind(line: Line) -> str:
    kind = line.cell(SPECIAL)
    if kind is None:
        return "vo"
    if kind.upper() == "SBO":
        return "sbo"
    offered = {part.split()[0] for part in _parts(line.cell("ONDERWIJS"), "+")}
    if offered and "VSO" not in offered:
        return "so"
    return "vso" if offered and "SO" not in offered else "so_vso"


def _parts(text: str | None, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(separator) if part.strip())


def _site(line: Line, notes: list[str]) -> str | None:
    text = line.cell("INTERNETADRES")
    if text is not None and "." not in text:
        notes.append(
            f"regel {line.nummer}: het internetadres is geen adres en is leeg gelaten"
        )
        return None
    return text


def _count(table: Table, line: Line, notes: list[str]) -> int | None:
    text = line.cell(COUNT)
    if text is None:
        return None
    if text.startswith("<"):
        notes.append(
            f"regel {line.nummer}: het aantal leerlingen '{text}' is onbekend (niet 0)"
        )
        return None
    if not text.isdigit():
        msg = f"{table.naam}, regel {line.nummer}: {COUNT} '{text[:12]}' is geen getal."
        raise ImportFileError(msg)
    return int(text)


def _merge(first: SchoolRow, second: SchoolRow) -> SchoolRow:
    """Return the first row with the education of both."""
    return replace(
        first,
        clusters=tuple(dict.fromkeys(first.clusters + second.clusters)),
        onderwijs=tuple(dict.fromkeys(first.onderwijs + second.onderwijs)),
    )
