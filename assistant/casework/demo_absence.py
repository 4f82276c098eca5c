"""Bring the invented absence of the demo region in, the way a school would."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.absence_keys import link_absence_keys
from assistant.casework.absence_order import AbsenceOrder, source_name
from assistant.casework.absence_source import AbsenceSource
from assistant.casework.advise_case import advise_within, latest_within
from assistant.casework.import_absence import import_absence
from assistant.casework.kijker import SYSTEEM
from models.casus import lock_cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from assistant.context import Context
    from knowledge.voorbeeld_verzuim import VerzuimFase, VoorbeeldVerzuim
    from models.casus import Casus

DAYS_BACK = 200
_HEADER = "leerling;datum;lesuren;gemist;soort"
_SATURDAY = 5


def load_absence(ctx: Context, cases: Mapping[str, Casus]) -> None:
    """Bring a day file in for every school of the demo region, and advise on it.

    Parameters
    ----------
    ctx
        The surroundings.
    cases
        The invented cases by the id of their row.
    """
    schools: dict[str, list[VoorbeeldVerzuim]] = {}
    for row in ctx.knowledge.voorbeeld_verzuim:
        school = row.school or (cases[row.casus].organisatie_id if row.casus else None)
        if school is not None:
            schools.setdefault(school, []).append(row)
    for school, rows in schools.items():
        keys = {row.leerling: cases[row.casus].id for row in rows if row.casus}
        with ctx.store.unit_of_work() as uow:
            link_absence_keys(ctx, uow, source_name(school), keys, door=SYSTEEM.naam)
        lines = [_HEADER, *(line for row in rows for line in _lines(ctx, row))]
        file = AbsenceSource.of_bytes(
            "\n".join(lines).encode(), f"verzuim-{school}-voorbeeld.csv"
        )
        import_absence(ctx, AbsenceOrder(file, organisatie_id=school), kijker=SYSTEEM)
    wanted = [
        cases[row.casus].id for rows in schools.values() for row in rows if row.casus
    ]
    with ctx.store.unit_of_work() as uow:
        for casus in lock_cases(uow.session, sorted(wanted)):
            advice = latest_within(uow, casus.id)
            if advice is not None and advice.verouderd:
                advise_within(ctx, uow, casus)


def _lines(ctx: Context, row: VoorbeeldVerzuim) -> Iterator[str]:
    today = ctx.today()
    for back in range(DAYS_BACK, 0, -1):
        day = today - timedelta(days=back)
        if _is_school_day(ctx, day):
            phase = _phase(row, back)
            soort, part = "aanwezig", 0.0
            if phase is not None and day.isoweekday() in phase.dagen:
                soort, part = phase.soort, phase.deel
            missed = round(row.uren * part, 2)
            yield f"{row.leerling};{day};{row.uren};{missed:g};{soort}"


def _phase(row: VoorbeeldVerzuim, back: int) -> VerzuimFase | None:
    begun = [fase for fase in row.fasen if fase.dagen_terug >= back]
    return begun[-1] if begun else None


def _is_school_day(ctx: Context, day: date) -> bool:
    return day.weekday() < _SATURDAY and not any(
        row.regio == "midden" and row.van <= day <= row.tot
        for row in ctx.knowledge.vakanties
    )
