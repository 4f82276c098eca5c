"""The lines of the lists: written anew in every transaction that touches a case.

A line says what a list shows of a case and never depends on the day of today, so
that it stays right without a clock job. :func:`rebuild_overview` makes all of them
again from the record and must find nothing to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.casework.event_clocks import event_clocks
from assistant.casework.facts import text_of
from assistant.casework.school_calendar import Calendars
from assistant.casework.values import from_stored
from matching.klokken import clocks
from models.antwoord import current_of
from models.batches import batches
from models.casus import Casus, CasusStatus, lock_cases
from models.casusgebeurtenis import events_of_cases
from models.casusregel import (
    Casusklok,
    Casusregel,
    all_case_ids,
    cases_without_line,
    clocks_of,
    delete_clocks,
    lines_of,
    open_steps,
    task_counts,
    touch,
    touched_cases,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from assistant.context import Context
    from knowledge.load import Knowledge
    from matching.kalender import Kalender
    from models.antwoord import Antwoord
    from models.casusgebeurtenis import Casusgebeurtenis
    from models.store import UnitOfWork

STOPPED, URGENT, WAITING, PLACED, CLOSED = range(-1, 4)
"""The values of ``rang``."""


@dataclass(frozen=True)
class _Tasks:
    open: int = 0
    first: date | None = None
    urgent: int = 0


def refresh(ctx: Context, uow: UnitOfWork, casus: Casus) -> None:
    """Have the line of a case written anew when this transaction ends.

    A change of the row, an answer, a task or a step is noticed by itself; this is
    for statements over many rows.
    """
    touch(uow.session, [casus.id])


def keep_lists(knowledge: Knowledge, uow: UnitOfWork) -> None:
    """Write the lines of the cases that this transaction touched."""
    write_lines(knowledge, uow, touched_cases(uow.session))


def rebuild_overview(ctx: Context, *, only_missing: bool = False) -> int:
    """Make the lines again from the record.

    Parameters
    ----------
    ctx
        The surroundings.
    only_missing
        Only those of cases that have none yet, such as after a migration.

    Returns
    -------
    int
        How many lines were missing or wrong.
    """
    with ctx.store.reading() as uow:
        find = cases_without_line if only_missing else all_case_ids
        todo = find(uow.session)
    changed = 0
    for part in batches(todo):
        with ctx.store.unit_of_work() as uow:
            changed += write_lines(ctx.knowledge, uow, part)
    return changed


def write_lines(knowledge: Knowledge, uow: UnitOfWork, casus_ids: Iterable[str]) -> int:
    """Write the lines of these cases and return how many were not right yet.

    The cases are locked first: two transactions that add a task to one case wait
    for each other, so that both tasks are counted.
    """
    changed, calendars = 0, Calendars(knowledge)
    for part in batches(sorted(casus_ids)):
        cases = lock_cases(uow.session, part)
        ids = [casus.id for casus in cases]
        answers = current_of(uow.session, ids)
        tasks = {
            key: _Tasks(*row) for key, row in task_counts(uow.session, ids).items()
        }
        steps = open_steps(uow.session, ids)
        events = events_of_cases(uow.session, ids)
        lines, running = lines_of(uow.session, ids), clocks_of(uow.session, ids)
        for casus in cases:
            values = _line(knowledge, casus, answers[casus.id], tasks.get(casus.id))
            ends = _clocks(
                knowledge,
                casus,
                answers[casus.id],
                steps.get(casus.id, set()),
                events[casus.id],
                calendars.of(casus.regio),
            )
            new_line = _write_line(uow, lines.get(casus.id), values)
            new_clocks = _write_clocks(uow, casus.id, running.get(casus.id, {}), ends)
            changed += new_line or new_clocks
        uow.session.flush()
    # What was just written is no change of a case.
    touched_cases(uow.session)
    return changed


def _line(
    knowledge: Knowledge,
    casus: Casus,
    rows: Mapping[str, Antwoord],
    tasks: _Tasks | None,
) -> dict[str, object]:
    known = _decoded(knowledge, rows)
    todo = tasks or _Tasks()
    age = known.get("leeftijd")
    said = age if isinstance(age, int) else None
    urgent = todo.urgent > 0 or casus.status in knowledge.werkvoorraad.dringend
    return {
        "casus_id": casus.id,
        "swv_id": casus.swv_id,
        "organisatie_id": casus.organisatie_id,
        "zorgcoordinator_id": casus.zorgcoordinator_id,
        "regisseur_id": casus.regisseur_id,
        "status": casus.status,
        "rang": _rank(knowledge, casus.status, urgent=todo.urgent > 0),
        "geboren": _birth_month(known.get("geboortemaand")),
        "leeftijd_genoemd": said,
        "leeftijd_op": None if said is None else rows["leeftijd"].op.date(),
        "schoolsoort": text_of(known, "schoolsoort"),
        "gemeente": _short(text_of(known, "gemeente_woonplaats"), 120),
        "school": _short(text_of(known, "school_van_inschrijving"), 200),
        "school_id": casus.school_id,
        "thuis_sinds": _day(known.get("verzuim_sinds")),
        "urgent": urgent,
        "open_taken": todo.open,
        "eerste_taak": todo.first,
        "voorbeeld": casus.voorbeeld,
        "gewijzigd_op": max(
            [casus.gewijzigd_op or casus.aangemaakt_op]
            + [row.op for row in rows.values()]
        ),
    }


def _rank(knowledge: Knowledge, status: CasusStatus, *, urgent: bool) -> int:
    if status in knowledge.werkvoorraad.dringend:
        return STOPPED
    if urgent:
        return URGENT
    if status in knowledge.werkvoorraad.zonder_plek:
        return WAITING
    return PLACED if status in knowledge.werkvoorraad.geplaatst else CLOSED


def _clocks(
    knowledge: Knowledge,
    casus: Casus,
    rows: Mapping[str, Antwoord],
    steps: Collection[tuple[str, date]],
    events: Collection[Casusgebeurtenis],
    kalender: Kalender,
) -> dict[tuple[str, date], date]:
    """Return per clock and day the last day on which it is shown."""
    work = knowledge.werkvoorraad
    placed = casus.status in work.geplaatst
    if not placed and casus.status not in work.zonder_plek:
        return {}
    known = _decoded(knowledge, rows)
    ends = {
        (row.klok, row.datum)
        for row in clocks(known, knowledge, casus.aangemaakt_op.date())
    }
    ends |= event_clocks(knowledge, events, kalender)
    if placed:
        ends = {one for one in ends if one[0] in work.klokken.na_plaatsing}
    if casus.status in work.klokken.stappen_bij:
        ends |= set(steps)
    return {
        (klok, day): day + timedelta(days=work.klokken.days_after(klok))
        for klok, day in ends
    }


def _write_line(
    uow: UnitOfWork, line: Casusregel | None, values: Mapping[str, object]
) -> bool:
    if line is None:
        uow.session.add(Casusregel(**values))
        return True
    wrong = [name for name, value in values.items() if getattr(line, name) != value]
    for name in wrong:
        setattr(line, name, values[name])
    return bool(wrong)


def _write_clocks(
    uow: UnitOfWork,
    casus_id: str,
    present: Mapping[tuple[str, date], date],
    wanted: Mapping[tuple[str, date], date],
) -> bool:
    if dict(present) == dict(wanted):
        return False
    if present:
        delete_clocks(uow.session, casus_id)
    uow.session.add_all(
        Casusklok(casus_id=casus_id, klok=klok, datum=day, tot=until)
        for (klok, day), until in wanted.items()
    )
    return True


def _decoded(knowledge: Knowledge, rows: Mapping[str, Antwoord]) -> dict[str, object]:
    return {
        veld: from_stored(row.waarde, veld, knowledge) for veld, row in rows.items()
    }


def _birth_month(value: object) -> date | None:
    return date.fromisoformat(f"{value}-01") if isinstance(value, str) else None


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _short(text: str | None, limit: int) -> str | None:
    return None if text is None else text[:limit]
