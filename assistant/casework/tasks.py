"""Tasks: every call-back, complaint or safety signal lands with somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.bsn import refuse_bsn
from assistant.casework.find import find_case
from assistant.casework.log import log
from assistant.casework.task_owners import task_owner
from assistant.casework.task_views import task_view
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.taak import Taak, Taakhandeling, Taakregel

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.task_views import TaskView
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

MAX_TEXT = 2000
"""Most characters of a task or a note."""
MIN_WORDS = 2
"""Least number of words of a note where a note is needed."""


def create_task(
    ctx: Context,
    casus_id: str | None,
    soort: str,
    urgent: bool,
    tekst: str,
    *,
    door: str | None = None,
    uiterlijk: date | None = None,
    voor_id: int | None = None,
) -> TaskView:
    """Create a task for the regisseur of the case, or for somebody in particular.

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
        casus = None if casus_id is None else find_case(uow, casus_id, lock=True)
        taak = add_task(
            ctx,
            uow,
            casus,
            soort,
            urgent,
            tekst,
            uiterlijk=uiterlijk,
            voor_id=voor_id,
            door=door,
        )
        log(ctx, uow, "taak_gemaakt", "taak", taak.id, door=door, soort_taak=soort)
        return task_view(ctx, uow, taak)


def add_task(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus | None,
    soort: str,
    urgent: bool,
    tekst: str,
    *,
    uiterlijk: date | None = None,
    voor_id: int | None = None,
    partij_id: str | None = None,
    door: str | None = None,
) -> Taak:
    """Add a task within an open transaction; see :func:`create_task`.

    Without ``uiterlijk`` the kind of task gives the term, counted from today.
    """
    if not tekst.strip():
        raise InputError("Een taak zonder tekst kan niet. Schrijf op wat er moet.")
    owner = task_owner(ctx, uow, casus, voor_id, partij_id)
    days = ctx.knowledge.werkvoorraad.kind(soort).dagen
    taak = Taak(
        casus_id=None if casus is None else casus.id,
        soort=soort,
        urgent=urgent,
        tekst=tekst.strip(),
        voor_id=owner.gebruiker_id,
        voor_naam=owner.naam,
        organisatie_id=owner.organisatie_id,
        gemaakt_door=door,
        uiterlijk=uiterlijk or ctx.today() + timedelta(days=days),
        op=ctx.now(),
    )
    uow.session.add(taak)
    uow.session.flush()
    return taak


def finish_task(
    ctx: Context, taak_id: int, *, door: str, notitie: str = ""
) -> TaskView:
    """Mark a task as done by a named person.

    Raises
    ------
    NotFoundError
        When the task does not exist.
    NotAllowedError
        When it was done already.
    InputError
        When this kind of task asks what was done, and nothing is said.
    """
    note = checked_note(notitie)
    with ctx.store.unit_of_work() as uow:
        taak = find_task(uow, taak_id)
        kind = ctx.knowledge.werkvoorraad.kind(taak.soort)
        if kind.notitie and len(note.split()) < MIN_WORDS:
            msg = (
                f"Schrijf bij een taak '{kind.naam}' op wat er gedaan is, in een paar "
                "woorden. Daarna kunt u hem afvinken."
            )
            raise InputError(msg)
        taak.klaar_op = ctx.now()
        taak.klaar_door = door
        write_line(ctx, uow, taak, Taakhandeling.KLAAR, door=door, notitie=note)
        log(ctx, uow, "taak_klaar", "taak", taak.id, door=door)
        return task_view(ctx, uow, taak)


def find_task(uow: UnitOfWork, taak_id: int) -> Taak:
    """Return an open task, locked, its case first; or say why not.

    Raises
    ------
    NotFoundError
        When the task does not exist.
    NotAllowedError
        When it was done already.
    """
    taak = uow.session.get(Taak, taak_id)
    if taak is not None:
        if taak.casus_id is not None:
            # Case before task, everywhere: so that no two people wait for each other.
            find_case(uow, taak.casus_id, lock=True)
        uow.session.refresh(taak, with_for_update=True)
    if taak is None:
        raise NotFoundError(f"Taak {taak_id} bestaat niet.")
    if taak.klaar_op is not None:
        raise NotAllowedError(f"Deze taak is al gedaan door {taak.klaar_door}.")
    return taak


def write_line(
    ctx: Context,
    uow: UnitOfWork,
    taak: Taak,
    handeling: Taakhandeling,
    *,
    door: str,
    notitie: str = "",
    naar: str | None = None,
    uiterlijk: date | None = None,
) -> None:
    """Write in the history of a task what somebody did with it."""
    uow.session.add(
        Taakregel(
            taak_id=taak.id,
            handeling=handeling,
            notitie=notitie,
            naar=naar,
            uiterlijk=uiterlijk,
            door=door,
            op=ctx.now(),
        )
    )
    uow.session.flush()


def checked_note(tekst: str) -> str:
    """Return a note without spaces around it, or say what is wrong with it."""
    note = tekst.strip()
    if len(note) > MAX_TEXT:
        raise InputError(f"De notitie is te lang; hoogstens {MAX_TEXT} tekens.")
    refuse_bsn(note, "de notitie")
    return note
