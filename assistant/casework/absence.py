"""The absence of pupils as the record has it, ready to be counted and shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from assistant.casework.absence_days import Calendar, days_of_pupil
from assistant.casework.absence_timetable import standard_hours
from assistant.casework.school_calendar import Calendars
from models.organisatie import Organisatie
from models.verzuim import (
    Verzuimsoort,
    days_of,
    pupils_of_cases,
    pupils_of_organisations,
    reports_of,
)
from models.verzuiminvoer import absence_imports_of
from models.verzuimperiode import periods_of, timetables_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    import polars as pl

    from assistant.casework.absence_days import AbsenceDay
    from assistant.context import Context
    from models.store import UnitOfWork
    from models.verzuim import Verzuimdag, Verzuimleerling, Verzuimmelding
    from models.verzuiminvoer import Verzuiminvoer
    from models.verzuimperiode import Verzuimperiode, Verzuimrooster

Row = TypeVar("Row", "Verzuimdag", "Verzuimmelding", "Verzuimperiode")


@dataclass(frozen=True)
class PupilAbsence:
    """The absence of one pupil.

    Parameters
    ----------
    leerling_id
        The pupil; a number that means nothing outside the record.
    organisatie_id
        Whose pupil it is.
    dagen
        The school days that are known, oldest first.
    meldingen
        The reports, with an end or open.
    perioden
        Enrolments and exemptions.
    invoer
        The newest import that speaks of this pupil.
    """

    leerling_id: int
    organisatie_id: str | None
    dagen: tuple[AbsenceDay, ...]
    meldingen: tuple[Verzuimmelding, ...]
    perioden: tuple[Verzuimperiode, ...]
    invoer: int


def absence_of_cases(
    ctx: Context, uow: UnitOfWork, casus_ids: Collection[str]
) -> dict[str, PupilAbsence]:
    """Return the absence per case, for the cases of which there is any.

    A pupil who is known to two schools has the days of both; on a day that both know
    of, the school that came last counts.
    """
    pupils = pupils_of_cases(uow.session, casus_ids)
    known = absence_of_pupils(
        ctx, uow, [row for rows in pupils.values() for row in rows]
    )
    found: dict[str, PupilAbsence] = {}
    for casus_id, rows in pupils.items():
        own = [known[row.id] for row in rows if row.id in known]
        own = [one for one in own if one.dagen or one.perioden]
        if own:
            found[casus_id] = _together(own)
    return found


def absence_of_organisations(
    ctx: Context, uow: UnitOfWork, organisatie_ids: Collection[str]
) -> dict[int, PupilAbsence]:
    """Return the absence per pupil of these organisations, with or without a case."""
    rows = pupils_of_organisations(uow.session, organisatie_ids)
    return absence_of_pupils(ctx, uow, rows)


def absence_of_pupils(
    ctx: Context, uow: UnitOfWork, pupils: Sequence[Verzuimleerling]
) -> dict[int, PupilAbsence]:
    """Return the absence per pupil up to today."""
    if not pupils:
        return {}
    today, ids = ctx.today(), [row.id for row in pupils]
    session = uow.session
    stated = _by_pupil(days_of(session, ids, today))
    reports = _by_pupil(reports_of(session, ids, today))
    periods = _by_pupil(periods_of(session, ids))
    sources = _Sources(ctx, uow, {row.bron for row in pupils})
    order = ctx.knowledge.verzuim_invoer.algemeen.voorrang
    voorrang = [Verzuimsoort(one) for one in order]
    found = {}
    for pupil in pupils:
        days = stated.get(pupil.id, [])
        told = reports.get(pupil.id, [])
        spans = periods.get(pupil.id, [])
        batches = [row.invoer_id for row in days]
        batches += [row.invoer_id for row in told]
        batches += [row.invoer_id for row in spans]
        found[pupil.id] = PupilAbsence(
            pupil.id,
            pupil.organisatie_id,
            tuple(
                days_of_pupil(
                    days,
                    told,
                    sources.calendar(pupil),
                    sources.covered(pupil.bron),
                    today,
                    voorrang,
                )
            ),
            tuple(told),
            tuple(spans),
            max(batches, default=0),
        )
    return found


def day_frame_of(absences: Mapping[str, PupilAbsence]) -> pl.DataFrame:
    """Return the days as the frame that the definitions are computed from.

    On a day with two kinds each has a row of its own, with its part of the hours.
    """
    import polars as pl

    from matching.verzuim.days import DAGEN

    rows = [
        (key, day.datum, hours, missed, soort)
        for key, absence in absences.items()
        for day in absence.dagen
        for hours, missed, soort in _parts(day)
    ]
    return pl.DataFrame(rows, schema=DAGEN, orient="row")


def _parts(day: AbsenceDay) -> Iterable[tuple[int, int, str]]:
    if not day.gemist:
        return [(day.lesuren, 0, Verzuimsoort.AANWEZIG.value)]
    parts = sorted(day.gemist.items(), key=lambda part: (part[1], part[0].value))
    there = day.lesuren - day.totaal
    return [
        (missed + (there if at == len(parts) - 1 else 0), missed, soort.value)
        for at, (soort, missed) in enumerate(parts)
    ]


class _Sources:
    """The timetables and coverage of the sources of pupils, read once."""

    def __init__(self, ctx: Context, uow: UnitOfWork, bronnen: Collection[str]) -> None:
        self._general = ctx.knowledge.verzuim_invoer.algemeen
        self._holidays = Calendars(ctx.knowledge)
        self._uow = uow
        self._shared: dict[str, list[Verzuimrooster]] = {}
        self._own: dict[int, list[Verzuimrooster]] = {}
        for row in timetables_of(uow.session, bronnen):
            if row.leerling_id is None:
                self._shared.setdefault(row.bron, []).append(row)
            else:
                self._own.setdefault(row.leerling_id, []).append(row)
        self._batches: dict[str, list[Verzuiminvoer]] = {}
        for batch in absence_imports_of(uow.session, bronnen):
            if batch.meldingen:
                self._batches.setdefault(batch.bron, []).append(batch)
        self._calendars: dict[str, Calendar] = {}
        self._schools: dict[str, Organisatie | None] = {}

    def covered(self, bron: str) -> tuple[date, date] | None:
        """Return the first and last day that the reports of a source speak of."""
        batches = self._batches.get(bron, [])
        first = [row.eerste_dag for row in batches if row.eerste_dag]
        last = [row.laatste_dag for row in batches if row.laatste_dag]
        return (min(first), max(last)) if first and last else None

    def calendar(self, pupil: Verzuimleerling) -> Calendar:
        """Return the school days of a pupil."""
        own = self._own.get(pupil.id, [])
        if not own and pupil.bron in self._calendars:
            return self._calendars[pupil.bron]
        tables = [*self._shared.get(pupil.bron, []), *own]
        school = self._school(pupil.organisatie_id)
        kind, regio = (school.schoolsoort, school.regio) if school else (None, None)
        made = Calendar(
            tables,
            standard_hours(self._general.timetable(kind)),
            self._holidays.of(regio),
        )
        if not own:
            self._calendars[pupil.bron] = made
        return made

    def _school(self, organisatie_id: str | None) -> Organisatie | None:
        if organisatie_id is None:
            return None
        if organisatie_id not in self._schools:
            row = self._uow.session.get(Organisatie, organisatie_id)
            self._schools[organisatie_id] = row
        return self._schools[organisatie_id]


def _by_pupil(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.leerling_id, []).append(row)
    return found


def _together(parts: Sequence[PupilAbsence]) -> PupilAbsence:
    """Return the absence of a pupil who is known by more than one key."""
    if len(parts) == 1:
        return parts[0]
    in_order = sorted(parts, key=lambda one: one.invoer)
    days = {day.datum: day for one in in_order for day in one.dagen}
    last = in_order[-1]
    return PupilAbsence(
        last.leerling_id,
        last.organisatie_id,
        tuple(days[datum] for datum in sorted(days)),
        tuple(row for one in in_order for row in one.meldingen),
        tuple(row for one in in_order for row in one.perioden),
        last.invoer,
    )
