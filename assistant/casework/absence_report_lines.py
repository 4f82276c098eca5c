"""Read a line that reports absence, or tells whether a pupil was in a lesson."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, TypeAlias

from assistant.casework.absence_cells import read_day, read_lesson, read_time
from assistant.casework.absence_days_lines import day_in
from assistant.casework.absence_rows import (
    Day,
    NotCounted,
    Rejected,
    Report,
    lesson_bits,
)
from knowledge.verzuim_invoer import ABSENT, NOT_COUNTED, Verzuimdoel
from models.verzuim import LAST_LESSON, Verzuimsoort

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.absence_read import Line
    from assistant.casework.absence_rows import Row
    from assistant.casework.absence_timetable import LessonTimes

_MIDNIGHT = time(0, 0)
Lessons: TypeAlias = tuple[int, int]
_Span: TypeAlias = "tuple[date, date | None, Lessons]"


class ReportLines:
    """The readers of reports and of observations in a lesson."""

    @staticmethod
    def read_report(line: Line, key: str) -> Row:
        """Return the report that a line holds; without an end it is open."""
        kind = kind_of(line)
        if isinstance(kind, Rejected):
            return kind
        begin = day_in(line, Verzuimdoel.begin_datum)
        if isinstance(begin, Rejected):
            return begin
        lessons = _lessons(line)
        if isinstance(lessons, Rejected):
            return lessons
        end = _end(line, begin, closed=lessons is not None)
        if isinstance(end, Rejected):
            return end
        if lessons is None:
            found = _by_time(line, begin, end)
            if isinstance(found, Rejected):
                return found
            if found is None:
                return NotCounted(line.nummer)
            begin, end, lessons = found
        if kind in (NOT_COUNTED, Verzuimsoort.AANWEZIG.value):
            return NotCounted(line.nummer)
        if end == begin and lessons[1] < lessons[0]:
            return line.reject("einde_voor_begin", Verzuimdoel.eind_uur)
        soort = Verzuimsoort(kind)
        return Report(line.nummer, key, soort, begin, lessons[0], end, lessons[1])

    @staticmethod
    def read_lesson(line: Line, key: str) -> Row:
        """Return whether a pupil was in a lesson, as one day with that lesson."""
        kind = _attendance(line)
        if isinstance(kind, Rejected):
            return kind
        day = day_in(line, Verzuimdoel.begin_datum)
        if isinstance(day, Rejected):
            return day
        end = _end(line, day, closed=True)
        if isinstance(end, Rejected):
            return end
        if end != day:
            return line.reject("een_dag", Verzuimdoel.eind_datum)
        lessons = _lessons(line)
        if lessons is None:
            found = _by_time(line, day, day)
            if isinstance(found, Rejected):
                return found
            if found is None or found[2] == (1, LAST_LESSON):
                return line.reject("zonder_uur", Verzuimdoel.begin_uur)
            lessons = found[2]
        if isinstance(lessons, Rejected):
            return lessons
        if lessons[1] < lessons[0]:
            return line.reject("einde_voor_begin", Verzuimdoel.eind_uur)
        if kind == NOT_COUNTED:
            # Late or without books: the pupil was there.
            kind = Verzuimsoort.AANWEZIG.value
        bits = lesson_bits(*lessons)
        return Day(line.nummer, key, day, Verzuimsoort(kind), uren=bits)


def kind_of(line: Line) -> str | Rejected:
    """Return the kind of absence on a line: by its code, else by its words."""
    words, codes = line.reading.words, line.reading.codes
    code = line.cell(Verzuimdoel.code)
    if code and codes is not None:
        found = codes.get(code.casefold())
        if found is not None:
            return found
        if not line.passes_codes:
            return line.reject("code", Verzuimdoel.code)
    text = line.translated(Verzuimdoel.soort)
    kind = words.kind(text) if text else None
    more = words.kind(line.cell(Verzuimdoel.tweede_soort))
    if kind in (None, ABSENT) and more is not None:
        kind = more
    if kind is None and text:
        return line.reject("soort", Verzuimdoel.soort)
    if kind is None and code:
        kind = words.kind(code)
        if kind is None:
            return line.reject("code", Verzuimdoel.code)
    allowed = line.cell(Verzuimdoel.geoorloofd)
    verdict = words.verdict(allowed) if allowed else None
    if allowed and verdict is None:
        return line.reject("oordeel", Verzuimdoel.geoorloofd)
    if kind is None and verdict is None:
        return line.reject("zonder_soort")
    return words.judged(kind or ABSENT, verdict)


def _attendance(line: Line) -> str | Rejected:
    """Return whether somebody was in a lesson, and if not of which kind that is."""
    text = line.cell(Verzuimdoel.aanwezig)
    words = line.reading.words
    there = words.verdict(text)
    kind = words.kind(text) if there is None else None
    if kind is None and there is not None:
        kind = Verzuimsoort.AANWEZIG.value if there else ABSENT
    if kind is None:
        return line.reject("soort", Verzuimdoel.aanwezig)
    if kind != ABSENT:
        return words.judged(kind, None)
    told = (Verzuimdoel.code, Verzuimdoel.soort, Verzuimdoel.geoorloofd)
    if any(line.cell(doel) for doel in told):
        return kind_of(line)
    return words.judged(ABSENT, None)


def _lessons(line: Line) -> Lessons | Rejected | None:
    """Return the first and last lesson of a line, or ``None`` without lessons."""
    most = line.reading.algemeen.meeste_lesuren
    found: list[int | None] = []
    for doel in (Verzuimdoel.begin_uur, Verzuimdoel.eind_uur):
        text = line.cell(doel)
        number = read_lesson(text) if text else None
        if text and text.strip("0") and (number is None or number > most):
            return line.reject("uur", doel)
        found.append(number)
    first, last = found
    if first is None and last is None:
        return None
    if not line.has(Verzuimdoel.eind_uur):
        last = first
    if first is None or last is None:
        return line.reject("uren_samen", Verzuimdoel.begin_uur)
    return first, last


def _end(line: Line, begin: date, *, closed: bool) -> date | Rejected | None:
    """Return the last day of a report; ``None`` when it is still open."""
    text = line.cell(Verzuimdoel.eind_datum)
    if not text:
        one_day = closed or not line.has(Verzuimdoel.eind_datum)
        return begin if one_day else None
    end = read_day(text)
    if end is None:
        return line.reject("datum", Verzuimdoel.eind_datum)
    if end < begin:
        return line.reject("einde_voor_begin", Verzuimdoel.eind_datum)
    return end


def _by_time(line: Line, begin: date, end: date | None) -> _Span | Rejected | None:
    """Return the days and the lessons that times of day stand for.

    ``None`` means that no lesson was missed for at least half.
    """
    start = _time(line, Verzuimdoel.begin_tijd)
    stop = _time(line, Verzuimdoel.eind_tijd)
    if isinstance(start, Rejected):
        return start
    if isinstance(stop, Rejected):
        return stop
    if stop == _MIDNIGHT:
        if end is not None and end > begin:
            end -= timedelta(days=1)
        stop = None
    times = line.reading.lestijden
    if end == begin:
        if start is not None and stop is not None and stop < start:
            return line.reject("einde_voor_begin", Verzuimdoel.eind_tijd)
        lessons = times.between(start, stop)
        return None if lessons is None else (begin, end, _whole(times, lessons))
    first = times.between(start, None)
    if first is None:
        # Reported after the last lesson: it begins the next day.
        begin, first = begin + timedelta(days=1), (1, LAST_LESSON)
    if end is None or stop is None:
        return begin, end, (first[0], LAST_LESSON)
    last = times.between(None, stop)
    if last is None:
        # Back before the first lesson of the last day.
        return begin, end - timedelta(days=1), (first[0], LAST_LESSON)
    return begin, end, (first[0], _whole(times, last)[1])


def _whole(times: LessonTimes, lessons: Lessons) -> Lessons:
    """Return all lessons when the last one of a day is among them."""
    return (lessons[0], LAST_LESSON) if lessons[1] >= len(times.lessen) else lessons


def _time(line: Line, doel: Verzuimdoel) -> time | Rejected | None:
    text = line.cell(doel)
    if line.reading.words.is_no_time(text):
        return None
    found = read_time(text)
    if found is None:
        # A column of moments may hold a day alone.
        return (
            None
            if read_day(text) is not None and len(text) >= 8
            else line.reject("tijd", doel)
        )
    return found
