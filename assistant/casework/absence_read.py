"""Read the lines of a file with absence: what each says, or why it stays out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.casework.absence_days_lines import DayLines, KnownDays
from assistant.casework.absence_keys import LONGEST
from assistant.casework.absence_layout import line_kind
from assistant.casework.absence_period_lines import PeriodLines
from assistant.casework.absence_report_lines import ReportLines
from assistant.casework.absence_rows import Rejected
from assistant.casework.absence_source import csv_lines, json_items, json_text
from assistant.casework.bsn import looks_like_bsn
from knowledge.verzuim_invoer import Bestandssoort, Regelaard, Verzuimdoel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from assistant.casework.absence_cells import Words
    from assistant.casework.absence_layout import Layout
    from assistant.casework.absence_rows import Row
    from assistant.casework.absence_source import AbsenceSource
    from assistant.casework.absence_timetable import LessonTimes
    from knowledge.verzuim_invoer import Regelsoort, Verzuimafspraken

_BSN_DIGITS = 9


@dataclass(frozen=True)
class Reading:
    """How the lines of a file are read.

    Parameters
    ----------
    algemeen
        What every layout shares.
    words
        The words for kinds and judgements.
    peildatum
        Absence lies on or before this day.
    lestijden
        When lessons are, for reports with times only.
    codes
        What the codes of the school mean; ``None`` when there is no table.
    sleutel
        The pupil, for a file that is about one and does not name them.
    """

    algemeen: Verzuimafspraken
    words: Words
    peildatum: date
    lestijden: LessonTimes
    codes: Mapping[str, str] | None = None
    sleutel: str | None = None


class Line:
    """One line with its cells; says what is wrong with it in the words of the rows."""

    __slots__ = ("_get", "_layout", "_soort", "nummer", "reading")

    def __init__(
        self,
        nummer: int,
        get: Callable[[Verzuimdoel], str],
        layout: Layout,
        soort: Regelsoort,
        reading: Reading,
    ) -> None:
        self.nummer = nummer
        self.reading = reading
        self._get = get
        self._layout = layout
        self._soort = soort

    def cell(self, doel: Verzuimdoel) -> str:
        """Return what stands in a column; empty when it is not there."""
        return self._get(doel)

    def has(self, doel: Verzuimdoel) -> bool:
        """Return whether the file has this column at all."""
        if self._layout.vorm.bestand is Bestandssoort.json:
            return self._soort.column(doel) is not None
        return doel in self._layout.kolommen

    def translated(self, doel: Verzuimdoel) -> str:
        """Return what stands in a column, in our words where the layout has them."""
        text = self._get(doel)
        column = self._soort.column(doel)
        return text if column is None else column.waarden.get(text.casefold(), text)

    @property
    def passes_codes(self) -> bool:
        """Return whether a code that is not in the table may be passed over."""
        return self._layout.vorm.codes_los

    def reject(self, why: str, doel: Verzuimdoel | None = None) -> Rejected:
        """Return the refusal of this line."""
        kop = None if doel is None else self._layout.name_of(doel, self._soort)
        text = self.reading.algemeen.afwijzingen[why]
        return Rejected(self.nummer, text.format(kop=kop), kop, bsn=why == "bsn")


@dataclass
class _Keys:
    """Which keys were looked at, and what is wrong with them."""

    seen: dict[str, str | None] = field(default_factory=dict)

    def wrong(self, key: str) -> str | None:
        if key not in self.seen:
            self.seen[key] = _what_is_wrong(key)
        return self.seen[key]


def read_rows(source: AbsenceSource, layout: Layout, reading: Reading) -> Iterator[Row]:
    """Yield what every line says, in the order of the file.

    Parameters
    ----------
    source
        The file.
    layout
        Its layout.
    reading
        How to read it.
    """
    keys = _Keys()
    if layout.vorm.bestand is Bestandssoort.json:
        yield from _json_rows(source, layout, reading, keys)
        return
    (soort,) = layout.vorm.regels
    read = _reader(soort.aard)
    places, width = layout.kolommen, layout.breedte
    fits = soort.aard is Regelaard.dagen and KnownDays.fit(places)
    known = KnownDays(places) if fits else None
    lines = csv_lines(source)
    if layout.vorm.kop:
        next(lines, None)
    for number, cells in lines:
        if known is not None and len(cells) == width:
            day = known.find(number, cells, keys.seen)
            if day is not None:
                yield day
                continue
        if len(cells) < width:
            # An export may leave out what is empty at the end of a line.
            cells = cells + [""] * (width - len(cells))
        line = Line(number, _csv_getter(cells, places), layout, soort, reading)
        if any(cell.strip() for cell in cells[width:]):
            yield line.reject("te_lang")
            continue
        row = _read(line, read, keys)
        if known is not None:
            known.keep(cells, row)
        yield row


def _json_rows(
    source: AbsenceSource, layout: Layout, reading: Reading, keys: _Keys
) -> Iterator[Row]:
    form = layout.vorm
    for number, item in json_items(source, form.lijst):
        soort = line_kind(form, item)
        if soort is None:
            text = reading.algemeen.afwijzingen["regelsoort"]
            yield Rejected(number, text)
            continue
        line = Line(number, _json_getter(item, soort), layout, soort, reading)
        yield _read(line, _reader(soort.aard), keys)


def _read(line: Line, read: Callable[[Line, str], Row], keys: _Keys) -> Row:
    key = line.cell(Verzuimdoel.leerling) or line.reading.sleutel or ""
    why = keys.wrong(key)
    if why is not None:
        return line.reject(why, Verzuimdoel.leerling)
    return read(line, key)


def _reader(aard: Regelaard) -> Callable[[Line, str], Row]:
    match aard:
        case Regelaard.dagen:
            return DayLines.read
        case Regelaard.perioden:
            return PeriodLines.read
        case Regelaard.meldingen:
            return ReportLines.read_report
        case Regelaard.waarnemingen:
            return ReportLines.read_lesson


def _csv_getter(
    cells: list[str], places: Mapping[Verzuimdoel, int]
) -> Callable[[Verzuimdoel], str]:
    def get(doel: Verzuimdoel) -> str:
        at = places.get(doel)
        return "" if at is None else cells[at].strip()

    return get


def _json_getter(item: Any, soort: Regelsoort) -> Callable[[Verzuimdoel], str]:
    def get(doel: Verzuimdoel) -> str:
        column = soort.column(doel)
        paths = () if column is None else column.pad
        return next(filter(None, (json_text(item, path) for path in paths)), "")

    return get


def _what_is_wrong(key: str) -> str | None:
    if not key:
        return "leeg"
    if len(key) > LONGEST:
        return "lange_sleutel"
    digits = sum(map(str.isdigit, key))
    return "bsn" if digits >= _BSN_DIGITS and looks_like_bsn(key) else None
