"""From signal to action: what is owed for a case becomes a task, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.absence import absence_of_cases
from assistant.casework.duty_facts import facts_of, holds_by_itself, owed_for
from assistant.casework.duty_owners import debtor_of
from assistant.casework.log import log
from assistant.casework.read_answers import decode
from assistant.casework.record_answers import OPEN
from assistant.casework.tasks import add_task
from knowledge.kalenderwoorden import tell_date
from models.antwoord import current_of
from models.batches import batches
from models.casus import lock_cases, regions_of_cases
from models.casusgebeurtenis import events_of_cases
from models.verplichting import Verplichting, duties_of_cases, running_cases

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from assistant.context import Context
    from knowledge.verzuim import Signaal
    from matching.verzuim.signals import Verplichting as Owed
    from models.casus import Casus
    from models.store import UnitOfWork
    from models.taak import Taak


@dataclass(frozen=True)
class Changes:
    """What the record calls for beside the tasks that are there.

    Parameters
    ----------
    nieuw
        Duties without a task.
    vervallen
        Rows whose task is open while nothing calls for it any more.
    terug
        Rows that had lapsed and are called for again.
    """

    nieuw: tuple[Owed, ...]
    vervallen: tuple[Verplichting, ...]
    terug: tuple[Verplichting, ...]

    def __bool__(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.nieuw or self.vervallen or self.terug)


def make_case_duties(
    ctx: Context, casus_ids: Collection[str] | None = None
) -> frozenset[int]:
    """Make a task of everything that is owed for cases and has none yet.

    Repeating it makes nothing twice. A duty that lapsed leaves its task open; the task
    says so.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_ids
        The cases; every case that is not closed by default.

    Returns
    -------
    frozenset of int
        The new tasks.
    """
    with ctx.store.reading() as uow:
        wanted = running_cases(uow.session) if casus_ids is None else sorted(casus_ids)
    made: set[int] = set()
    for part in batches(wanted):
        with ctx.store.reading() as uow:
            todo = [key for key, found in _changes(ctx, uow, part).items() if found[1]]
        for casus_id in todo:
            with ctx.store.unit_of_work() as uow:
                made |= _write(ctx, uow, casus_id)
    return frozenset(made)


def changes_of(
    ctx: Context,
    owed: Sequence[Owed],
    rows: Sequence[tuple[Verplichting, Taak]],
) -> Changes:
    """Compare what is owed for one pupil with the duties that have a task.

    What follows from a definition has one open task at a time, since the day it counts
    from may move; after that task was done only a later day calls for a new one. An
    event is its own day.
    """
    limit = ctx.knowledge.werkvoorraad.verplichtingen.hoogstens_dagen_te_laat
    oldest = ctx.today() - timedelta(days=limit)
    fresh = [one for one in owed if _is_new(one, rows, oldest)]
    called = {one.signaal.id for one in owed if holds_by_itself(one.signaal)}
    days = {(one.signaal.id, one.sinds) for one in owed}
    gone, back = [], []
    for duty, taak in rows:
        holds = duty.signaal in called or (duty.signaal, duty.sinds) in days
        if taak.klaar_op is None and not holds and duty.vervallen_op is None:
            gone.append(duty)
        if taak.klaar_op is None and holds and duty.vervallen_op is not None:
            back.append(duty)
    return Changes(tuple(fresh), tuple(gone), tuple(back))


def settle(ctx: Context, found: Changes) -> None:
    """Write down which duties lapsed and which are called for again."""
    for duty in found.vervallen:
        duty.vervallen_op = ctx.now()
    for duty in found.terug:
        duty.vervallen_op = None


def _is_new(one: Owed, rows: Sequence[tuple[Verplichting, Taak]], oldest: date) -> bool:
    same = [(duty, taak) for duty, taak in rows if duty.signaal == one.signaal.id]
    if any(duty.sinds == one.sinds for duty, _taak in same):
        return False
    if not holds_by_itself(one.signaal):
        return one.uiterlijk >= oldest
    return all(
        taak.klaar_op is not None and taak.klaar_op.date() < one.sinds
        for _duty, taak in same
    )


def _changes(
    ctx: Context, uow: UnitOfWork, casus_ids: Sequence[str]
) -> dict[str, tuple[str | None, Changes]]:
    """Return per case the school of its absence, and what is to be written."""
    absences = absence_of_cases(ctx, uow, casus_ids)
    known = {
        key: decode(ctx, rows)
        for key, rows in current_of(uow.session, casus_ids).items()
    }
    written = events_of_cases(uow.session, casus_ids)
    facts = facts_of(ctx, known, absences, written)
    owed = owed_for(ctx, facts, regions_of_cases(uow.session, casus_ids))
    rows: dict[str | None, list[tuple[Verplichting, Taak]]] = {}
    for duty, taak in duties_of_cases(uow.session, casus_ids):
        rows.setdefault(duty.casus_id, []).append((duty, taak))
    return {
        key: (
            absences[key].organisatie_id if key in absences else None,
            changes_of(ctx, owed.get(key, ()), rows.get(key, [])),
        )
        for key in casus_ids
    }


def _write(ctx: Context, uow: UnitOfWork, casus_id: str) -> set[int]:
    """Write what is to be written for one case, looked at anew under its lock."""
    (casus,) = lock_cases(uow.session, [casus_id])
    if casus.status not in OPEN:
        return set()
    school, found = _changes(ctx, uow, [casus_id])[casus_id]
    settle(ctx, found)
    return {_add(ctx, uow, casus, school, one) for one in found.nieuw}


def _add(
    ctx: Context, uow: UnitOfWork, casus: Casus, school: str | None, one: Owed
) -> int:
    rules, row = ctx.knowledge.werkvoorraad.verplichtingen, one.signaal
    taak = add_task(
        ctx,
        uow,
        casus,
        row.soort,
        False,
        rules.tekst.format(taak=row.taak, sinds=tell_date(one.sinds)),
        uiterlijk=one.uiterlijk,
        partij_id=debtor_of(ctx, uow, casus, row.wie, school),
        door=rules.door,
    )
    uow.session.add(
        Verplichting(
            signaal=row.id,
            sinds=one.sinds,
            casus_id=casus.id,
            taak_id=taak.id,
            op=ctx.now(),
        )
    )
    uow.session.flush()
    log_duty_task(ctx, uow, taak, row)
    return taak.id


def log_duty_task(ctx: Context, uow: UnitOfWork, taak: Taak, row: Signaal) -> None:
    """Write in the log that a task was made of what a signal calls for."""
    log(
        ctx,
        uow,
        "taak_gemaakt",
        "taak",
        taak.id,
        door=ctx.knowledge.werkvoorraad.verplichtingen.door,
        soort_taak=row.soort,
        signaal=row.id,
    )
