"""What schools owe for pupils without a case: one task per school, not hundreds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.absence import absence_of_pupils
from assistant.casework.duties import changes_of, log_duty_task, settle
from assistant.casework.duty_facts import facts_of, holds_by_itself, owed_for
from assistant.casework.tasks import add_task
from models.batches import batches
from models.organisatie import Organisatie
from models.taak import Taak
from models.verplichting import (
    Verplichting,
    duties_of_school,
    duties_of_tasks,
    pupils_without_case,
    schools_with_pupils,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from assistant.casework.duties import Changes
    from assistant.context import Context
    from knowledge.verzuim import Signaal
    from matching.verzuim.signals import Verplichting as Owed
    from models.store import UnitOfWork
    from models.verzuim import Verzuimleerling


def make_gathered_duties(
    ctx: Context, organisatie_ids: Collection[str] | None = None
) -> frozenset[int]:
    """Gather what is owed for pupils without a case, one open task per school and kind.

    Only what follows from the absence itself: who enrolled or left without a case is
    the business of the school.

    Parameters
    ----------
    ctx
        The surroundings.
    organisatie_ids
        The schools; every school of which absence is known by default.

    Returns
    -------
    frozenset of int
        The new tasks.
    """
    with ctx.store.reading() as uow:
        wanted = (
            schools_with_pupils(uow.session)
            if organisatie_ids is None
            else sorted(organisatie_ids)
        )
    made: set[int] = set()
    for school in wanted:
        with ctx.store.reading() as uow:
            row = uow.session.get(Organisatie, school)
            owed = _owed(ctx, uow, school, None if row is None else row.regio)
            todo = any(_changes(ctx, uow, school, owed).values())
        if todo:
            with ctx.store.unit_of_work() as uow:
                # Two imports of one school wait for each other.
                uow.session.get(Organisatie, school, with_for_update=True)
                made |= _write(ctx, uow, school, _changes(ctx, uow, school, owed))
    return frozenset(made)


def _owed(
    ctx: Context, uow: UnitOfWork, school: str, regio: str | None
) -> dict[int, tuple[Owed, ...]]:
    """Return what is owed per pupil, some hundreds of pupils at a time."""
    found: dict[int, tuple[Owed, ...]] = {}
    for part in batches(pupils_without_case(uow.session, school)):
        found |= _owed_part(ctx, uow, part, regio)
    return found


def _owed_part(
    ctx: Context, uow: UnitOfWork, pupils: Sequence[Verzuimleerling], regio: str | None
) -> dict[int, tuple[Owed, ...]]:
    absences = absence_of_pupils(ctx, uow, pupils)
    known = {str(row.id): {"geboortemaand": row.geboortemaand} for row in pupils}
    facts = facts_of(ctx, known, {str(key): one for key, one in absences.items()})
    return {
        int(key): tuple(one for one in owed if holds_by_itself(one.signaal))
        for key, owed in owed_for(ctx, facts, dict.fromkeys(facts, regio)).items()
    }


def _changes(
    ctx: Context, uow: UnitOfWork, school: str, owed: Mapping[int, Sequence[Owed]]
) -> dict[int, Changes]:
    rows: dict[int, list[tuple[Verplichting, Taak]]] = {}
    for duty, taak in duties_of_school(uow.session, school):
        if duty.leerling_id is not None:
            rows.setdefault(duty.leerling_id, []).append((duty, taak))
    return {
        key: changes_of(ctx, owed.get(key, ()), rows.get(key, []))
        for key in sorted({*owed, *rows})
    }


def _write(
    ctx: Context, uow: UnitOfWork, school: str, found: Mapping[int, Changes]
) -> set[int]:
    open_ = {
        duty.signaal: taak
        for duty, taak in duties_of_school(uow.session, school)
        if taak.klaar_op is None
    }
    made, touched = set(), {taak.id for taak in open_.values()}
    for leerling_id, changes in found.items():
        settle(ctx, changes)
        for one in changes.nieuw:
            taak = open_.get(one.signaal.id)
            if taak is None:
                taak = open_[one.signaal.id] = _add(ctx, uow, school, one)
                made.add(taak.id)
            taak.uiterlijk = min(taak.uiterlijk or one.uiterlijk, one.uiterlijk)
            uow.session.add(
                Verplichting(
                    signaal=one.signaal.id,
                    sinds=one.sinds,
                    leerling_id=leerling_id,
                    taak_id=taak.id,
                    op=ctx.now(),
                )
            )
    uow.session.flush()
    _count(ctx, uow, touched | made)
    return made


def _add(ctx: Context, uow: UnitOfWork, school: str, one: Owed) -> Taak:
    rules, row = ctx.knowledge.werkvoorraad.verplichtingen, one.signaal
    taak = add_task(
        ctx,
        uow,
        None,
        row.soort,
        False,
        _text(ctx, row, 1),
        uiterlijk=one.uiterlijk,
        partij_id=school,
        door=rules.door,
    )
    log_duty_task(ctx, uow, taak, row)
    return taak


def _count(ctx: Context, uow: UnitOfWork, taak_ids: Collection[int]) -> None:
    """Have each open task say how many pupils it is about now."""
    signs = {row.id: row for row in ctx.knowledge.verzuim.signalen}
    for taak_id, rows in duties_of_tasks(uow.session, taak_ids).items():
        pupils = {row.leerling_id for row in rows if row.vervallen_op is None}
        row = signs.get(rows[0].signaal)
        if pupils and row is not None:
            taak = uow.session.get_one(Taak, taak_id)
            taak.tekst = _text(ctx, row, len(pupils))


def _text(ctx: Context, row: Signaal, aantal: int) -> str:
    rules = ctx.knowledge.werkvoorraad.verplichtingen
    words = rules.tekst_een if aantal == 1 else rules.tekst_meer
    return words.format(taak=row.taak, aantal=aantal)
