"""Read a line that tells of a period: enrolled or exempt from a day until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.absence_cells import read_day
from assistant.casework.absence_days_lines import day_in
from assistant.casework.absence_rows import Period, Rejected
from knowledge.invoer import header_words
from knowledge.verzuim_invoer import Verzuimdoel
from models.verzuimperiode import Periodesoort

if TYPE_CHECKING:
    from assistant.casework.absence_read import Line
    from assistant.casework.absence_rows import Row


class PeriodLines:
    """The reader of lines that are a period."""

    @staticmethod
    def read(line: Line, key: str) -> Row:
        """Return the period that a line tells of."""
        try:
            kind = Periodesoort(line.translated(Verzuimdoel.periode).casefold())
        except ValueError:
            return line.reject("soort", Verzuimdoel.periode)
        begin = day_in(line, Verzuimdoel.begin_datum)
        if isinstance(begin, Rejected):
            return begin
        text = line.cell(Verzuimdoel.eind_datum)
        end = read_day(text) if text else None
        if text and end is None:
            return line.reject("datum", Verzuimdoel.eind_datum)
        if end is not None and end < begin:
            return line.reject("einde_voor_begin", Verzuimdoel.eind_datum)
        ground = ""
        if kind is Periodesoort.VRIJSTELLING:
            found = _ground(line)
            if found is None:
                return line.reject("grond", Verzuimdoel.grond)
            ground = found
        return Period(line.nummer, key, kind, ground, begin, end)


def _ground(line: Line) -> str | None:
    words = header_words(line.cell(Verzuimdoel.grond))
    for ground, spellings in line.reading.algemeen.gronden.items():
        if words in {header_words(one) for one in (ground, *spellings)}:
            return ground
    return None
