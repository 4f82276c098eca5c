"""Tasks that end or change hands because of something else in the life of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.tasks import write_line
from models.taak import Taakhandeling

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
        The organisation that answers for it from now on; None changes nothing.
    door, notitie
        Who passes it on, and why.
    """
    if party is not None:
        taak.organisatie_id = party.id
    taak.voor_id = None if person is None else person.id
    if person is not None:
        taak.voor_naam = person.naam
    elif party is not None:
        taak.voor_naam = party.naam
    taak.opgepakt_op = None
    write_line(
        ctx,
        uow,
        taak,
        Taakhandeling.DOORGEGEVEN,
        door=door,
        notitie=notitie,
        naar=taak.voor_naam,
    )
