"""From the rows of a case list to what each says about one pupil."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.casework.case_list import ReportLine
from assistant.casework.import_names import NameParts, read_name
from assistant.casework.import_values import CellError, CellReader, is_empty
from assistant.casework.names import check_name
from assistant.errors import InputError
from knowledge.invoer import Doelsoort

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.case_list import CaseList
    from assistant.casework.spreadsheet import Row
    from knowledge.load import Knowledge

Progress = Callable[[int, int], None]
"""Called with how many of how many are done."""
NOTE = "notitie_bij_aanmelding"
MAX_NOTE = 8000
"""Characters of a note made of several cells."""
_STEP = 500
_LONGEST_KEY = 100
_LONG_NOTE = (
    f"de notities samen zijn langer dan {MAX_NOTE} tekens; wat daarna staat is niet "
    "overgenomen. Lees het na in de lijst"
)
_NOBODY = (
    "er staat geen eigen nummer en geen naam; deze regel is niet overgenomen. Vul een "
    "van beide in"
)
_BAD_NAME = (
    "de naam kan zo niet worden bewaard (te lang, of tekens die geen letters zijn)"
)


@dataclass(frozen=True)
class Answer:
    """A checked value and the words it was read from."""

    waarde: object
    woorden: str


@dataclass(frozen=True)
class CaseLine:
    """What one row says about one pupil.

    Parameters
    ----------
    regel
        The number of the row.
    sleutel
        What the pupil is recognised by in the next list: own number, else name and
        month of birth.
    naam
        The parts of the name.
    school, regisseur, zorgcoordinator
        As written in the list.
    antwoorden
        Checked answers by field.
    schoolcode
        The code of DUO, where a file gives it apart from the name.
    """

    regel: int
    sleutel: str
    naam: NameParts
    school: str
    regisseur: str
    zorgcoordinator: str
    antwoorden: Mapping[str, Answer]
    schoolcode: str = ""

    @property
    def geboortemaand(self) -> str | None:
        """Return the month of birth, ``JJJJ-MM``."""
        answer = self.antwoorden.get("geboortemaand")
        return None if answer is None else str(answer.waarde)


@dataclass
class LinesRead:
    """The lines of a list that can be taken in, and what was noticed."""

    regels: list[CaseLine] = field(default_factory=list)
    meldingen: list[ReportLine] = field(default_factory=list)
    geweigerd: int = 0


def read_lines(
    table: CaseList,
    mapping: Mapping[str, str],
    knowledge: Knowledge,
    peildatum: date,
    progress: Progress | None = None,
) -> LinesRead:
    """Read every row of a case list.

    Parameters
    ----------
    table
        The list.
    mapping
        For every header its target, as
        :func:`~assistant.casework.import_columns.check_mapping` gave it.
    knowledge
        The fields and their spellings.
    peildatum
        What has happened cannot lie after this day.
    progress
        Told now and then how far it is.

    Returns
    -------
    LinesRead
        A row without a name and number, and a second row of the same pupil, are left
        out with a message; a cell that cannot be read is left out with a message and
        the rest of its row is kept.
    """
    reader = _RowReader(table, mapping, knowledge, peildatum)
    found = LinesRead(meldingen=list(table.meldingen))
    first_row: dict[str, int] = {}
    for done, row in enumerate(table.regels, start=1):
        line = reader.read(row, found.meldingen)
        if line is None:
            found.geweigerd += 1
        elif line.sleutel in first_row:
            text = f"dezelfde leerling staat ook op regel {first_row[line.sleutel]}; "
            text += "alleen die regel is overgenomen"
            found.meldingen.append(ReportLine("fout", text, row.nummer))
            found.geweigerd += 1
        else:
            first_row[line.sleutel] = row.nummer
            found.regels.append(line)
        if progress is not None and done % _STEP == 0:
            progress(done, len(table.regels))
    return found


class _RowReader:
    """Reads rows with one mapping."""

    def __init__(
        self,
        table: CaseList,
        mapping: Mapping[str, str],
        knowledge: Knowledge,
        peildatum: date,
    ) -> None:
        self._rules = knowledge.invoer
        self._plain: list[tuple[int, str]] = []
        self._notes: list[tuple[int, str]] = []
        self._fields: list[tuple[int, str, CellReader]] = []
        for index, kop in enumerate(table.kolommen):
            target = mapping.get(kop, "")
            doel = self._rules.doel(target)
            if not target:
                continue
            if target == NOTE:
                self._notes.append((index, kop))
            elif doel is not None and doel.soort is not Doelsoort.veld:
                self._plain.append((index, target))
            else:
                veld = knowledge.velden[target]
                reader = CellReader(veld, self._rules, peildatum, kop)
                self._fields.append((index, kop, reader))
        # the kind of school says what a bare number in 'groep/klas' means
        self._fields.sort(key=lambda part: part[2].veld.id != "schoolsoort")

    def read(self, row: Row, notes: list[ReportLine]) -> CaseLine | None:
        cells = {target: row.cellen[index] for index, target in self._plain}
        cells = {
            target: "" if is_empty(cell, self._rules) else cell
            for target, cell in cells.items()
        }
        name = self._name(row, cells, notes)
        answers = self._answers(row, notes)
        month = answers.get("geboortemaand")
        number = cells.get("eigen_nummer", "")
        if number:
            key = _short_key(f"nr:{number.casefold()}")
        elif name:
            key = _short_key(f"naam:{name.key()}|{month.waarde if month else ''}")
        else:
            notes.append(ReportLine("fout", _NOBODY, row.nummer))
            return None
        return CaseLine(
            regel=row.nummer,
            sleutel=key,
            naam=name,
            school=cells.get("school", ""),
            regisseur=cells.get("regisseur", ""),
            zorgcoordinator=cells.get("zorgcoordinator", ""),
            antwoorden=answers,
        )

    def _name(
        self, row: Row, cells: Mapping[str, str], notes: list[ReportLine]
    ) -> NameParts:
        name = read_name(cells, self._rules)
        try:
            if name:
                check_name(name.whole())
        except InputError:
            notes.append(ReportLine("fout", _BAD_NAME, row.nummer))
            return NameParts()
        return name

    def _answers(self, row: Row, notes: list[ReportLine]) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        kind: str | None = None
        for index, kop, reader in self._fields:
            cell = row.cellen[index]
            if is_empty(cell, self._rules):
                continue
            try:
                value = reader.read(cell, kind)
            except (CellError, InputError) as error:
                notes.append(ReportLine("fout", str(error), row.nummer, kop, cell[:40]))
                continue
            if reader.veld.id == "schoolsoort":
                kind = str(value)
            # a date of birth is reduced to its month, a postcode to its digits
            words = str(value) if reader.reduces else cell
            answers[reader.veld.id] = Answer(value, words)
        text = self._note(row)
        if len(text) > MAX_NOTE:
            notes.append(ReportLine("let op", _LONG_NOTE, row.nummer))
        if text:
            answers[NOTE] = Answer(text[:MAX_NOTE], "")
        return answers

    def _note(self, row: Row) -> str:
        parts = [
            f"{kop}: {row.cellen[index]}"
            for index, kop in self._notes
            if not is_empty(row.cellen[index], self._rules)
        ]
        return "\n".join(parts)


def _short_key(key: str) -> str:
    """Return a key that fits: a long one as letters of its digest."""
    if len(key) <= _LONGEST_KEY:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()
    # letters only, so that it can never look like a number of a person
    return "lang:" + digest.translate(str.maketrans("0123456789", "ghijklmnop"))
