"""Tasks that end or change hands because of something else in the life of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.task_owners import Owner, party_owner, task_owner, task_roles
from assistant.casework.tasks import write_line
from models.casus import Casus
from models.taak import Taakhandeling, open_taken_for

if TYPE_CHECKING:
    from assistant.context import Context
    from models.gebruiker import Gebruiker
    from models.organisatie import Organisatie
    from models.store import UnitOfWork
    from models.taak import Taak


def end_task(
    ctx: Context, uow: UnitOfWork, taak: Taak, *, door: str, notitie: str
) -> None:
    """End a task within an open transaction, and write down why.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    taak
        A task that is still open.
    door
        Who ends it.
    notitie
        What was done, or why it lapses.
    """
    taak.klaar_op = ctx.now()
    taak.klaar_door = door
    write_line(ctx, uow, taak, Taakhandeling.KLAAR, door=door, notitie=notitie)


def pass_on(
    ctx: Context,
    uow: UnitOfWork,
    taak: Taak,
    *,
    person: Gebruiker | None,
    party: Organisatie | None,
    door: str,
    notitie: str,
) -> None:
    """Give an open task to a person, or to a party where nobody has it yet.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    taak
        A task that is still open.
    person
        Who gets it; None leaves it with the party.
    party
        The organisation that answers for it from now on; None changes nothing. When
        nobody there can do a task, the samenwerkingsverband of the case gets it.
    door, notitie
        Who passes it on, and why.
    """
    if person is not None:
        party_id = taak.organisatie_id if party is None else party.id
        owner = Owner(person.naam, person.id, party_id)
    elif party is not None:
        casus = uow.session.get(Casus, taak.casus_id or "")
        swv = None if casus is None else casus.swv_id
        owner = party_owner(ctx, uow, party.id, swv)
    else:
        owner = Owner(taak.voor_naam, None, taak.organisatie_id)
    give_to(ctx, uow, taak, owner, door=door, notitie=notitie)


def give_to(
    ctx: Context, uow: UnitOfWork, taak: Taak, owner: Owner, *, door: str, notitie: str
) -> None:
    """Give an open task to an owner, and write down why."""
    taak.voor_id, taak.voor_naam = owner.gebruiker_id, owner.naam
    taak.organisatie_id, taak.opgepakt_op = owner.organisatie_id, None
    write_line(
        ctx,
        uow,
        taak,
        Taakhandeling.DOORGEGEVEN,
        door=door,
        notitie=notitie,
        naar=taak.voor_naam,
    )


def release_tasks(
    ctx: Context, uow: UnitOfWork, user: Gebruiker, *, door: str, notitie: str
) -> int:
    """Free the open tasks that somebody can no longer do; return how many.

    Without any role left that is every task, else those of a party where the person
    has no role any more. Each goes to its party if
    somebody is left there, else where any task without a person goes.
    """
    roles = task_roles(ctx)
    works_at = (
        {one.organisatie_id for one in user.roles_on(ctx.today()) if one.rol in roles}
        if user.actief
        else set()
    )
    about = {taak.casus_id for taak in open_taken_for(uow.session, user.id)}
    for casus_id in sorted(one for one in about if one is not None):
        uow.session.get(Casus, casus_id, with_for_update=True)  # case before task
    left = [
        taak
        for taak in open_taken_for(uow.session, user.id)
        if not works_at
        or (taak.organisatie_id is not None and taak.organisatie_id not in works_at)
    ]
    for taak in left:
        casus = uow.session.get(Casus, taak.casus_id or "")
        owner = task_owner(ctx, uow, casus, partij_id=taak.organisatie_id)
        give_to(ctx, uow, taak, owner, door=door, notitie=notitie)
    return len(left)
