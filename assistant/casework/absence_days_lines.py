"""Read a line of the day file: one pupil, one school day, one kind."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from assistant.casework.absence_cells import read_day, read_hours
from assistant.casework.absence_rows import Day, Rejected
from knowledge.verzuim_invoer import KINDS, Verzuimdoel
from models.verzuim import HOUR, Verzuimsoort

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assistant.casework.absence_read import Line
    from assistant.casework.absence_rows import Row

_BESIDE = (
    *(Verzuimdoel.datum, Verzuimdoel.soort, Verzuimdoel.lesuren, Verzuimdoel.gemist),
)
_MOST_KNOWN = 200_000
_KINDS = {kind: Verzuimsoort(kind) for kind in KINDS}


class DayLines:
    """The reader of lines that are a day."""

    @staticmethod
    def read(line: Line, key: str) -> Row:
        """Return the day that a line tells of."""
        day = day_in(line, Verzuimdoel.datum)
        if isinstance(day, Rejected):
            return day
        kind = _kind(line)
        if kind is None:
            return line.reject("soort", Verzuimdoel.soort)
        most = line.reading.algemeen.meeste_lesuren * HOUR
        hours = read_hours(line.cell(Verzuimdoel.lesuren))
        missed = read_hours(line.cell(Verzuimdoel.gemist))
        if hours is None or hours > most:
            return line.reject("getal", Verzuimdoel.lesuren)
        if missed is None or missed > most:
            return line.reject("getal", Verzuimdoel.gemist)
        if missed > hours:
            return line.reject("meer_gemist", Verzuimdoel.gemist)
        if missed and kind is Verzuimsoort.AANWEZIG:
            return line.reject("aanwezig_gemist", Verzuimdoel.soort)
        return Day(line.nummer, key, day, kind, hours, missed)


class KnownDays:
    """The days that were read before, by what stands beside the pupil.

    A file repeats the same few days, hours and kinds for every pupil: reading each
    line anew would take most of the time.

    Parameters
    ----------
    kolommen
        Per column its place.
    """

    def __init__(self, kolommen: Mapping[Verzuimdoel, int]) -> None:
        self._pupil = kolommen[Verzuimdoel.leerling]
        self._beside = itemgetter(*(kolommen[doel] for doel in _BESIDE))
        self._known: dict[tuple[str, ...], tuple[date, Verzuimsoort, int, int]] = {}

    @staticmethod
    def fit(kolommen: Mapping[Verzuimdoel, int]) -> bool:
        """Tell whether a layout has the columns of a day."""
        return all(doel in kolommen for doel in (Verzuimdoel.leerling, *_BESIDE))

    def find(
        self, nummer: int, cells: Sequence[str], sleutels: Mapping[str, str | None]
    ) -> Day | None:
        """Return the day of a line whose pupil and day were both right before."""
        beside = self._known.get(self._beside(cells))
        key = cells[self._pupil].strip()
        if beside is None or sleutels.get(key, "") is not None:
            return None
        return Day(nummer, key, *beside)

    def keep(self, cells: Sequence[str], row: Row) -> None:
        """Remember a line that is right."""
        if isinstance(row, Day) and len(self._known) < _MOST_KNOWN:
            self._known[self._beside(cells)] = row[2:6]


def day_in(line: Line, doel: Verzuimdoel) -> date | Rejected:
    """Return the day in a column, not later than the peildatum, or the refusal."""
    text = line.cell(doel)
    if not text:
        return line.reject("leeg", doel)
    day = read_day(text)
    if day is None:
        return line.reject("datum", doel)
    today = line.reading.peildatum
    if day > today:
        return line.reject("toekomst", doel)
    if day.year < today.year - line.reading.algemeen.verste_terug_jaren:
        return line.reject("lang_geleden", doel)
    return day


def _kind(line: Line) -> Verzuimsoort | None:
    text = line.cell(Verzuimdoel.soort)
    kind = _KINDS.get(text)
    if kind is not None:
        return kind
    words = line.reading.words
    found = words.kind(text)
    return None if found is None else _KINDS.get(words.judged(found, None))
