"""The timetable of a school or pupil: hours per weekday, and when lessons are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence_cells import read_day, read_hours, read_time
from assistant.casework.absence_source import csv_lines
from assistant.casework.spreadsheet import clean
from assistant.errors import ImportFileError
from knowledge.invoer import header_words
from knowledge.kalenderwoorden import WEEKDAGEN
from models.verzuim import HOUR, LAST_LESSON

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from assistant.casework.absence_source import AbsenceSource
    from knowledge.verzuim_invoer import Standaardrooster

DAYS = tuple(day[:2] for day in WEEKDAGEN)
_PAIR = re.compile(r"([a-z]+)\s*[=:]?\s*(\d+(?:[.,]\d+)?)")
_NAMES = {name: at for at, day in enumerate(WEEKDAGEN) for name in (day, day[:2])}


@dataclass(frozen=True)
class Timetable:
    """Hours of lessons per weekday.

    Parameters
    ----------
    uren
        Seven numbers in hundredths of an hour, Monday first.
    sleutel
        The pupil it is of; ``None`` for the whole school.
    vanaf
        From which day; ``None`` is always.
    """

    uren: tuple[int, ...]
    sleutel: str | None = None
    vanaf: date | None = None


@dataclass(frozen=True)
class LessonTimes:
    """When the lessons of a day are, in minutes since midnight."""

    lessen: tuple[tuple[int, int], ...]

    def between(self, begin: time | None, end: time | None) -> tuple[int, int] | None:
        """Return the first and last lesson of which at least half lies between.

        Parameters
        ----------
        begin, end
            Times of day; ``None`` is the begin or end of the day.
        """
        low = 0 if begin is None else _minutes(begin)
        high = 24 * 60 if end is None else _minutes(end)
        hit = [
            number
            for number, (start, stop) in enumerate(self.lessen, start=1)
            if 2 * (min(stop, high) - max(start, low)) >= stop - start
        ]
        if not hit:
            return None
        return hit[0], LAST_LESSON if end is None else hit[-1]


def standard_hours(standard: Standaardrooster) -> tuple[int, ...]:
    """Return the hours of a standard timetable for seven days."""
    return (*(int(hours * HOUR + 0.5) for hours in standard.uren), 0, 0)


def standard_times(standard: Standaardrooster) -> LessonTimes:
    """Return the lessons of a standard timetable, one after another."""
    hour, minute = map(int, standard.eerste_les.split(":"))
    begin = 60 * hour + minute
    long = standard.lesduur_min
    return LessonTimes(
        tuple(
            (begin + i * long, begin + (i + 1) * long)
            for i in range(LAST_LESSON)
            if begin + (i + 1) * long <= 24 * 60
        )
    )


def read_timetable_text(text: str) -> Timetable:
    """Read a timetable of one line: ``ma=5 di=5 wo=4 do=5 vr=5``, or ``5 5 4 5 5``.

    Raises
    ------
    ImportFileError
        When it names no hours per weekday.
    """
    bare = text.casefold().replace(";", " ").strip()
    numbers = [read_hours(part) for part in re.split(r"[\s/]+", bare)]
    if len(numbers) in (5, 7) and None not in numbers:
        hours = [number or 0 for number in numbers]
        return Timetable(_checked(hours + [0] * (7 - len(hours)), "Het rooster"))
    found: dict[int, int] = {}
    for name, amount in _PAIR.findall(bare):
        if name not in _NAMES:
            raise ImportFileError(_not_a_timetable("Het rooster"))
        found[_NAMES[name]] = read_hours(amount) or 0
    if not found:
        raise ImportFileError(_not_a_timetable("Het rooster"))
    return Timetable(_checked([found.get(day, 0) for day in range(7)], "Het rooster"))


def read_timetables(source: AbsenceSource) -> tuple[tuple[Timetable, ...], LessonTimes]:
    """Read a file with timetables, or with the times of lessons, or both in turn.

    Hours: ``leerling;vanaf;ma;di;wo;do;vr``, of which the first two may be left out or
    empty (the whole school). Times: ``les;begin;eind``.

    Raises
    ------
    ImportFileError
        Naming the line that cannot be read.
    """
    tables: list[Timetable] = []
    times: dict[int, tuple[int, int]] = {}
    places: dict[str, int] = {}
    for line, raw in csv_lines(source):
        cells = [clean(cell) for cell in raw]
        words = [header_words(cell) for cell in cells]
        if _is_header(words):
            places = _columns(words)
            continue
        row = {name: cells[at] for name, at in places.items() if at < len(cells)}
        where = f"{source.naam}, regel {line}"
        if "les" in places:
            number, span = _lesson(row, where)
            times[number] = span
        elif places:
            tables.append(_table(row, where))
        else:
            raise ImportFileError(_not_a_timetable(where))
    if not tables and not times:
        raise ImportFileError(_not_a_timetable(source.naam))
    return tuple(tables), LessonTimes(_in_order(times, source.naam))


def _is_header(words: list[str]) -> bool:
    return bool({"ma", "maandag"} & set(words)) or {"begin", "eind"} <= set(words)


def _columns(words: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, word in enumerate(words):
        if word in _NAMES:
            places[DAYS[_NAMES[word]]] = at
        elif word in ("leerling", "leerlingnummer", "vanaf", "begin", "eind"):
            places["leerling" if word == "leerlingnummer" else word] = at
        elif word in ("les", "lesuur", "uur"):
            places["les"] = at
    return places


def _table(row: Mapping[str, str], where: str) -> Timetable:
    hours = []
    for day in DAYS:
        text = row.get(day, "")
        amount = read_hours(text) if text else 0
        if amount is None:
            raise ImportFileError(f"{where}: bij {day} staat geen aantal uren.")
        hours.append(amount)
    since = read_day(row["vanaf"]) if row.get("vanaf") else None
    if row.get("vanaf") and since is None:
        raise ImportFileError(f"{where}: ‘vanaf’ is geen datum; schrijf jjjj-mm-dd.")
    return Timetable(_checked(hours, where), row.get("leerling") or None, since)


def _lesson(row: Mapping[str, str], where: str) -> tuple[int, tuple[int, int]]:
    number = read_hours(row.get("les", ""))
    begin, end = read_time(row.get("begin", "")), read_time(row.get("eind", ""))
    if not number or begin is None or end is None or end <= begin:
        msg = (
            f"{where}: schrijf het lesuur, het begin en het eind, zoals 1;08:30;09:20."
        )
        raise ImportFileError(msg)
    return number // HOUR, (_minutes(begin), _minutes(end))


def _in_order(
    times: Mapping[int, tuple[int, int]], naam: str
) -> tuple[tuple[int, int], ...]:
    if sorted(times) != list(range(1, len(times) + 1)) or len(times) > LAST_LESSON:
        msg = f"{naam}: de lesuren zijn niet 1, 2, 3, … tot hoogstens {LAST_LESSON}."
        raise ImportFileError(msg)
    return tuple(times[number] for number in sorted(times))


def _checked(hours: list[int], where: str) -> tuple[int, ...]:
    if not any(hours) or max(hours) > LAST_LESSON * HOUR:
        raise ImportFileError(_not_a_timetable(where))
    return tuple(hours)


def _minutes(moment: time) -> int:
    return 60 * moment.hour + moment.minute


def _not_a_timetable(where: str) -> str:
    return (
        f"{where}: dit is geen rooster. Schrijf de uren per dag, zoals "
        "‘ma=5 di=5 wo=4 do=5 vr=5’, of geef een bestand met de kolommen ma, di, wo, "
        "do en vr."
    )
