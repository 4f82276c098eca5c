"""A case list as read: one sheet, its header found, and without what we refuse."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from assistant.casework.bsn import looks_like_bsn
from assistant.casework.spreadsheet import Row
from assistant.errors import ImportFileError
from knowledge.invoer import header_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.casework.spreadsheet import Sheet
    from knowledge.invoer import Invoerregels, Weglating

HEADER_WITHIN = 30
"""Rows from the top among which the header is looked for; titles may stand above."""
_BSN_DIGITS = 9
_BSN_CELL = (
    "deze cel lijkt een burgerservicenummer te bevatten en is leeg gelaten. Leerplek "
    "bewaart geen BSN"
)


@dataclass(frozen=True)
class ReportLine:
    """One line of the report of an import.

    Parameters
    ----------
    soort
        ``weggelaten``, ``fout`` (a value or line is not taken in) or ``let op``.
    tekst
        What is the matter and what to do; never the content of a cell.
    regel, kolom
        Where: the row of the spreadsheet and the header of the column.
    inhoud
        What stands there; shown to who made the preview, never stored.
    """

    soort: str
    tekst: str
    regel: int | None = None
    kolom: str | None = None
    inhoud: str | None = None

    def stored(self) -> dict[str, Any]:
        """Return the line for the stored report: without what was in the cell."""
        line = asdict(self)
        del line["inhoud"]
        return line


@dataclass(frozen=True)
class CaseList:
    """The columns and rows of a case list; every header is there once."""

    naam: str
    blad: str
    kop_regel: int
    kolommen: tuple[str, ...]
    regels: tuple[Row, ...]
    meldingen: tuple[ReportLine, ...] = ()

    def column(self, kop: str) -> Iterator[str]:
        """Yield the filled cells of a column from top to bottom."""
        index = self.kolommen.index(kop)
        for row in self.regels:
            if row.cellen[index]:
                yield row.cellen[index]


def read_case_list(
    sheets: Sequence[Sheet], rules: Invoerregels, naam: str, blad: str | None = None
) -> CaseList:
    """Find the case list in a file and leave out what may not be kept.

    Parameters
    ----------
    sheets
        What :func:`~assistant.casework.spreadsheet.read_spreadsheet` gave.
    rules
        The headers we know.
    naam
        Name of the file, for messages.
    blad
        Name of the sheet; the one with the best known header when left out.

    Raises
    ------
    ImportFileError
        When there is no such sheet, or nothing below the header.
    """
    known = known_headers(rules)
    sheet = _choose_sheet(sheets, known, naam, blad)
    at = _header_at(sheet, known)
    header = sheet.rijen[at]
    below = [row for row in sheet.rijen[at + 1 :] if row.cellen != header.cellen]
    if not below:
        msg = f"{naam}: onder de kop op regel {header.nummer} staat niets."
        raise ImportFileError(msg)
    width = max(len(row.cellen) for row in (header, *below))
    padded = [Row(row.nummer, _pad(row.cellen, width)) for row in below]
    names = _names(_pad(header.cellen, width))
    lines = _other_sheets(sheets, sheet)
    lines += [
        ReportLine("fout", note.tekst, note.regel, names[note.kolom])
        for note in sheet.meldingen
        if note.regel > header.nummer and note.kolom < width
    ]
    table = CaseList(naam, sheet.naam, header.nummer, names, tuple(padded))
    return _without_refused(table, rules, known, lines)


def known_headers(rules: Invoerregels) -> dict[str, tuple[str, int]]:
    """Return every known header, in plain words, with its row id and its rank."""
    rows = [(row.id, row.ook) for row in rules.doelen]
    rows += [(row.id, row.ook) for row in rules.weglatingen]
    return {
        header_words(name): (row_id, rank)
        for row_id, names in rows
        for rank, name in enumerate(names)
    }


def find_header(
    kop: str, known: dict[str, tuple[str, int]], rules: Invoerregels
) -> tuple[str, int] | None:
    """Return the row id and rank of a header, exactly or without idle words."""
    words = header_words(kop)
    if words in known:
        return known[words]
    telling = [word for word in words.split() if word not in rules.loze_woorden]
    return known.get(" ".join(telling))


def refused_column(
    kop: str, known: dict[str, tuple[str, int]], rules: Invoerregels
) -> Weglating | None:
    """Return why a column may not be taken in, by its header; None when it may."""
    found = find_header(kop, known, rules)
    words = header_words(kop).split()
    for row in rules.weglatingen:
        by_stem = any(word.startswith(stem) for word in words for stem in row.woordstam)
        if row.weigeren and (by_stem or (found is not None and found[0] == row.id)):
            return row
    return None


def _choose_sheet(
    sheets: Sequence[Sheet],
    known: dict[str, tuple[str, int]],
    naam: str,
    blad: str | None,
) -> Sheet:
    if blad:
        for sheet in sheets:
            if sheet.naam.casefold() == blad.strip().casefold():
                return sheet
        names = ", ".join(f"‘{sheet.naam}’" for sheet in sheets)
        msg = f"{naam}: er is geen blad ‘{blad[:60]}’. Wel: {names}."
        raise ImportFileError(msg)
    return max(
        sheets, key=lambda sheet: _score(sheet.rijen[_header_at(sheet, known)], known)
    )


def _header_at(sheet: Sheet, known: dict[str, tuple[str, int]]) -> int:
    """Return which row is the header: the one with most known names, else the first."""
    top = sheet.rijen[:HEADER_WITHIN]
    best = max(range(len(top)), key=lambda at: (_score(top[at], known), -at))
    if _score(top[best], known) > 1:
        return best
    wide = (at for at, row in enumerate(top) if sum(map(bool, row.cellen)) > 1)
    return next(wide, 0)


def _score(row: Row, known: dict[str, tuple[str, int]]) -> int:
    return sum(header_words(cell) in known for cell in row.cellen if cell)


def _pad(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _names(header: tuple[str, ...]) -> tuple[str, ...]:
    """Name the columns: an empty header gets its letter, a double one a number."""
    names: list[str] = []
    for index, cell in enumerate(header):
        name = " ".join(cell.split())[:80] or f"Kolom {letter(index)}"
        count = 2
        unique = name
        while unique in names:
            unique = f"{name} ({count})"
            count += 1
        names.append(unique)
    return tuple(names)


def letter(index: int) -> str:
    """Return the letters of a column as a spreadsheet shows them; 0 is A."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _other_sheets(sheets: Sequence[Sheet], chosen: Sheet) -> list[ReportLine]:
    others = [sheet.naam for sheet in sheets if sheet is not chosen]
    if not others:
        return []
    shown = ", ".join(f"‘{name}’" for name in others[:5])
    text = f"alleen blad ‘{chosen.naam}’ is gelezen; niet gelezen: {shown}"
    return [ReportLine("let op", text)]


def _without_refused(
    table: CaseList,
    rules: Invoerregels,
    known: dict[str, tuple[str, int]],
    lines: list[ReportLine],
) -> CaseList:
    keep: list[int] = []
    bsn_cells = _bsn_cells(table)
    for index, kop in enumerate(table.kolommen):
        filled = sum(1 for row in table.regels if row.cellen[index])
        refused = refused_column(kop, known, rules)
        doubtful = len(bsn_cells.get(index, ()))
        if refused is not None:
            lines.append(ReportLine("weggelaten", refused.waarom, None, kop))
        elif doubtful > 1 and doubtful * 2 > filled:
            text = "deze kolom lijkt uit burgerservicenummers te bestaan"
            lines.append(ReportLine("weggelaten", text, None, kop))
        elif filled or not kop.startswith("Kolom "):
            keep.append(index)
            lines += [
                ReportLine("weggelaten", _BSN_CELL, number, kop)
                for number in sorted(bsn_cells.get(index, ()))
            ]
    rows = tuple(
        Row(
            row.nummer,
            tuple(
                "" if row.nummer in bsn_cells.get(index, ()) else row.cellen[index]
                for index in keep
            ),
        )
        for row in table.regels
    )
    columns = tuple(table.kolommen[index] for index in keep)
    return CaseList(
        table.naam, table.blad, table.kop_regel, columns, rows, tuple(lines)
    )


def _bsn_cells(table: CaseList) -> dict[int, set[int]]:
    """Return per column the rows whose cell looks like a BSN."""
    found: dict[int, set[int]] = {}
    for row in table.regels:
        for index, cell in enumerate(row.cellen):
            if sum(map(str.isdigit, cell)) >= _BSN_DIGITS and looks_like_bsn(cell):
                found.setdefault(index, set()).add(row.nummer)
    return found
