"""What changes hands when a case is taken over: the role, tasks, steps and sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_user
from assistant.casework.log import log
from assistant.casework.receivers import holder_of
from assistant.casework.statuses import set_status
from assistant.casework.task_moves import pass_on
from assistant.casework.tasks import add_task
from models.casus import CasusStatus
from models.deling import sharings_of
from models.gebruiker import Gebruiker, Rol
from models.organisatie import Organisatie
from models.overdracht import OverdrachtSoort
from models.overleg import leave_open_agendas
from models.taak import open_steps_of, open_taken

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork


def give_to_person(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    soort: OverdrachtSoort,
    person: Gebruiker,
    taken: Collection[int],
    *,
    door: str,
) -> int:
    """Give a part of a case to a person within an open transaction.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction, in which the case is locked.
    casus
        The case.
    soort
        Which part: ``zorgcoordinator`` or ``regisseur``.
    person
        Who gets it.
    taken
        Ids of the tasks that go along; those that are done by now are left.
    door
        Who does it.

    Returns
    -------
    int
        How many open tasks changed hands.
    """
    before = holder_of(casus, soort)
    kind = ctx.knowledge.leven_woorden.overdrachten[soort.value].naam
    if soort is OverdrachtSoort.ZORGCOORDINATOR:
        casus.zorgcoordinator_id, party_id = person.id, casus.organisatie_id
    else:
        casus.regisseur_id, party_id = person.id, casus.swv_id
        _rename_steps(uow, casus, before, person)
    casus.gewijzigd_op = ctx.now()
    party = None if party_id is None else uow.session.get(Organisatie, party_id)
    moved = [t for t in open_taken(uow.session, casus.id) if t.id in set(taken)]
    for taak in moved:
        pass_on(
            ctx,
            uow,
            taak,
            person=person,
            party=party,
            door=door,
            notitie=ctx.knowledge.taakteksten.notities.overdracht.format(rol=kind),
        )
    log(
        ctx,
        uow,
        f"{soort.value}_gewisseld",
        "casus",
        casus.id,
        door=door,
        van=before,
        naar=person.id,
        taken=len(moved),
    )
    return len(moved)


def give_to_region(
    ctx: Context, uow: UnitOfWork, casus: Casus, party: Organisatie, kijker: Kijker
) -> None:
    """Give a case to another samenwerkingsverband within an open transaction.

    Every open task goes along, the case leaves the tables of the old region, and what
    was shared with its parties ends: the new region decides with whom it shares (WPO
    18a lid 13).
    """
    old, words = casus.swv_id, ctx.knowledge.taakteksten
    person = None
    if kijker.rol == Rol.REGISSEUR and kijker.gebruiker_id is not None:
        person = find_user(uow, kijker.gebruiker_id)
    _rename_steps(uow, casus, casus.regisseur_id, person)
    casus.swv_id, casus.regio = party.id, party.regio
    casus.swv_handmatig = True
    casus.regisseur_id = None if person is None else person.id
    casus.gewijzigd_op = ctx.now()
    for taak in open_taken(uow.session, casus.id):
        pass_on(
            ctx,
            uow,
            taak,
            person=person,
            party=party,
            door=kijker.naam,
            notitie=words.notities.andere_regio,
        )
    leave_open_agendas(uow.session, casus.id)
    if casus.status is CasusStatus.OP_TAFEL:
        set_status(
            ctx,
            uow,
            casus,
            CasusStatus.GEADVISEERD,
            door=kijker.naam,
            reden=words.notities.status_andere_regio,
        )
    shares = [s for s in sharings_of(uow.session, casus.id) if s.holds_on(ctx.today())]
    for share in shares:
        share.beeindigd_op = ctx.now()
    uow.session.flush()
    add_task(
        ctx,
        uow,
        casus,
        "terugbellen",
        False,
        words.taken.nieuwe_regie.format(casus=casus.id),
        door=kijker.naam,
    )
    log(
        ctx,
        uow,
        "regio_gewisseld",
        "casus",
        casus.id,
        door=kijker.naam,
        van=old,
        naar=party.id,
        delingen_beeindigd=len(shares),
    )


def _rename_steps(
    uow: UnitOfWork, casus: Casus, before: int | None, person: Gebruiker | None
) -> None:
    """Let the open steps that parents see name the new regisseur."""
    old = None if before is None else uow.session.get(Gebruiker, before)
    if old is None or person is None:
        return
    for stap in open_steps_of(uow.session, casus.id):
        if stap.wie == old.naam:
            stap.wie, stap.telefoon = person.naam, person.telefoon
