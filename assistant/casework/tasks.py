"""Tasks: every call-back, complaint or safety signal lands with somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.log import log
from assistant.casework.views import TaskView
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.gebruiker import Gebruiker
from models.taak import Taak, open_taken

if TYPE_CHECKING:
    from datetime import date

    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

NO_REGISSEUR = "samenwerkingsverband"


def create_task(
    ctx: Context,
    casus_id: str | None,
    soort: str,
    urgent: bool,
    tekst: str,
    *,
    door: str | None = None,
    uiterlijk: date | None = None,
) -> TaskView:
    """Create a task for the regisseur of the case.

    Without a case or a regisseur it is for the samenwerkingsverband, so that no
    task can land nowhere.

    Raises
    ------
    InputError
        When the task says nothing.
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.unit_of_work() as uow:
        casus = None if casus_id is None else find_case(uow, casus_id)
        taak = add_task(ctx, uow, casus, soort, urgent, tekst, uiterlijk=uiterlijk)
        log(ctx, uow, "taak_gemaakt", "taak", taak.id, door=door, soort_taak=soort)
        return task_view(taak)


def add_task(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus | None,
    soort: str,
    urgent: bool,
    tekst: str,
    *,
    uiterlijk: date | None = None,
) -> Taak:
    """Add a task within an open transaction; see :func:`create_task`."""
    if not tekst.strip():
        raise InputError("Een taak zonder tekst kan niet. Schrijf op wat er moet.")
    regisseur = (
        uow.session.get(Gebruiker, casus.regisseur_id)
        if casus is not None and casus.regisseur_id is not None
        else None
    )
    taak = Taak(
        casus_id=None if casus is None else casus.id,
        soort=soort,
        urgent=urgent,
        tekst=tekst.strip(),
        voor_id=None if regisseur is None else regisseur.id,
        voor_naam=NO_REGISSEUR if regisseur is None else regisseur.naam,
        uiterlijk=uiterlijk,
        op=ctx.now(),
    )
    uow.session.add(taak)
    uow.session.flush()
    return taak


def open_tasks(ctx: Context, casus_id: str | None = None) -> list[TaskView]:
    """Return the open tasks, urgent ones first, of one case or of all."""
    with ctx.store.reading() as uow:
        return [task_view(taak) for taak in open_taken(uow.session, casus_id)]


def finish_task(ctx: Context, taak_id: int, *, door: str) -> TaskView:
    """Mark a task as done by a named person.

    Raises
    ------
    NotFoundError
        When the task does not exist.
    NotAllowedError
        When it was done already.
    """
    with ctx.store.unit_of_work() as uow:
        taak = uow.session.get(Taak, taak_id, with_for_update=True)
        if taak is None:
            raise NotFoundError(f"Taak {taak_id} bestaat niet.")
        if taak.klaar_op is not None:
            msg = f"Deze taak is al gedaan door {taak.klaar_door}."
            raise NotAllowedError(msg)
        taak.klaar_op = ctx.now()
        taak.klaar_door = door
        log(ctx, uow, "taak_klaar", "taak", taak.id, door=door)
        return task_view(taak)


def task_view(taak: Taak) -> TaskView:
    """Return the view of a task."""
    return TaskView(
        id=taak.id,
        casus_id=taak.casus_id,
        soort=taak.soort,
        urgent=taak.urgent,
        tekst=taak.tekst,
        voor=taak.voor_naam,
        op=taak.op,
        klaar_op=taak.klaar_op,
    )
