"""Bring a case in its first steps to the samenwerkingsverband of its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.belonging import belonging_of, pupil_of, read_region
from assistant.casework.log import log
from assistant.casework.read_answers import decode
from assistant.casework.statuses import SYSTEM
from assistant.casework.task_moves import give_to
from assistant.casework.task_owners import task_owner
from models.antwoord import current
from models.casus import CasusStatus
from models.taak import open_taken

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.casework.belonging import Belonging, Region
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

DECIDES_WHERE = frozenset({"schoolsoort", "leeftijd", "gemeente_woonplaats"})
"""Fields whose answer can show that a case belongs elsewhere."""
STILL_OPEN = frozenset({CasusStatus.SIGNAAL, CasusStatus.INTAKE})
"""Later on people have worked on the case, and only a person moves it."""


def settle_swv(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    changed: Collection[str],
    *,
    door: str | None,
) -> None:
    """Move a case in its first steps to where its answers say that it belongs.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction, in which the case is locked.
    casus
        The case.
    changed
        The fields that were just answered.
    door
        Who answered.
    """
    if casus.swv_handmatig or casus.status not in STILL_OPEN:
        return
    if not DECIDES_WHERE & set(changed):
        return
    region = read_region(ctx, uow)
    known = decode(ctx, current(uow.session, casus.id))
    where = belonging_of(
        ctx,
        region,
        pupil_of(known),
        organisatie_id=casus.organisatie_id,
        huidig_id=casus.swv_id,
    )
    if where.swv_id is not None and where.swv_id != casus.swv_id:
        _move(ctx, uow, casus, region, where, door=door)


def _move(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    region: Region,
    where: Belonging,
    *,
    door: str | None,
) -> None:
    """Move a case; its open tasks go along, so that none stays with an outsider."""
    before = casus.swv_id
    casus.swv_id, casus.regio = where.swv_id, where.regio or casus.regio
    left = casus.regisseur_id
    if not region.is_regisseur(left, where.swv_id):
        casus.regisseur_id = where.regisseur_id
    owner = task_owner(ctx, uow, casus)
    for taak in open_taken(uow.session, casus.id):
        stays = left is None or taak.voor_id != left
        if stays and taak.organisatie_id != before:
            continue
        give_to(
            ctx,
            uow,
            taak,
            owner,
            door=door or SYSTEM,
            notitie=ctx.knowledge.taakteksten.notities.ander_verband,
        )
    uow.session.flush()
    log(
        ctx,
        uow,
        "samenwerkingsverband_gewijzigd",
        "casus",
        casus.id,
        door=door,
        van=before,
        naar=where.swv_id,
    )
