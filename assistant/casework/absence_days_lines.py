"""Read a line of the day file: one pupil, one school day, one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.absence_cells import read_day, read_hours
from assistant.casework.absence_rows import Day, Rejected
from knowledge.verzuim_invoer import KINDS, Verzuimdoel
from models.verzuim import HOUR, Verzuimsoort

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.absence_read import Line
    from assistant.casework.absence_rows import Row

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
