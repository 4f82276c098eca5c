"""Move a task: take it, give it to a colleague, or postpone it with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.task_owners import person
from assistant.casework.tasks import MIN_WORDS, checked_note, find_task, write_line
from assistant.errors import InputError, NotAllowedError
from models.taak import Taakhandeling

if TYPE_CHECKING:
    from datetime import date

    from assistant.context import Context
    from models.store import UnitOfWork
    from models.taak import Taak


def take_task(ctx: Context, taak_id: int, *, gebruiker_id: int, door: str) -> None:
    """Take a task on the own name.

    Raises
    ------
    NotFoundError
        When the task does not exist.
    NotAllowedError
        When it was done already, or is on this name already.
    """
    with ctx.store.unit_of_work() as uow:
        taak = find_task(uow, taak_id)
        if taak.voor_id == gebruiker_id:
            raise NotAllowedError("Deze taak staat al op uw naam.")
        before = taak.voor_id
        _give(ctx, uow, taak, gebruiker_id)
        taak.opgepakt_op = ctx.now()
        write_line(ctx, uow, taak, Taakhandeling.OPGEPAKT, door=door, naar=door)
        log(ctx, uow, "taak_opgepakt", "taak", taak.id, door=door, van=before)


def pass_task(
    ctx: Context, taak_id: int, naar_id: int, *, door: str, notitie: str = ""
) -> None:
    """Give a task to a colleague, with a note.

    Raises
    ------
    NotFoundError
        When the task does not exist.
    NotAllowedError
        When it was done already.
    InputError
        When the other person has it already, or cannot be given tasks.
    """
    note = checked_note(notitie)
    with ctx.store.unit_of_work() as uow:
        taak = find_task(uow, taak_id)
        if taak.voor_id == naar_id:
            msg = f"{taak.voor_naam} heeft deze taak al. Kies iemand anders."
            raise InputError(msg)
        _give(ctx, uow, taak, naar_id)
        taak.opgepakt_op = None
        write_line(
            ctx,
            uow,
            taak,
            Taakhandeling.DOORGEGEVEN,
            door=door,
            notitie=note,
            naar=taak.voor_naam,
        )
        log(ctx, uow, "taak_doorgegeven", "taak", taak.id, door=door, naar=naar_id)


def postpone_task(
    ctx: Context, taak_id: int, uiterlijk: date, *, door: str, reden: str
) -> None:
    """Move the term of a task to a later day, with a reason.

    Raises
    ------
    NotFoundError
        When the task does not exist.
    NotAllowedError
        When it was done already, or is of a kind that cannot wait.
    InputError
        When the day is not later, is too far away, or there is no reason.
    """
    note = checked_note(reden)
    if len(note.split()) < MIN_WORDS:
        raise InputError("Schrijf op waarom het later kan, in een paar woorden.")
    rules = ctx.knowledge.werkvoorraad
    furthest = ctx.today() + timedelta(days=rules.uitstel_hoogstens_dagen)
    with ctx.store.unit_of_work() as uow:
        taak = find_task(uow, taak_id)
        kind = rules.kind(taak.soort)
        if not kind.uitstel:
            msg = f"Een taak '{kind.naam}' kan niet wachten. Geef hem zo nodig door."
            raise NotAllowedError(msg)
        earliest = max(ctx.today(), taak.uiterlijk or ctx.today())
        if not earliest < uiterlijk <= furthest:
            msg = (
                f"Kies een dag na {earliest:%d-%m-%Y} en niet later dan "
                f"{furthest:%d-%m-%Y}."
            )
            raise InputError(msg)
        taak.uiterlijk = uiterlijk
        write_line(
            ctx,
            uow,
            taak,
            Taakhandeling.UITGESTELD,
            door=door,
            notitie=note,
            uiterlijk=uiterlijk,
        )
        log(ctx, uow, "taak_uitgesteld", "taak", taak.id, door=door)


def _give(ctx: Context, uow: UnitOfWork, taak: Taak, gebruiker_id: int) -> None:
    owner = person(ctx, uow, gebruiker_id, taak.organisatie_id)
    if owner is None:
        raise InputError("Deze persoon kan geen taken krijgen. Kies iemand anders.")
    taak.voor_id, taak.voor_naam = owner.gebruiker_id, owner.naam
    taak.organisatie_id = owner.organisatie_id
