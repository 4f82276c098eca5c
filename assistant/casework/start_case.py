"""Start a case: a pupil gets a number, and somebody to look after the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.belonging import Pupil, belonging_of, read_region
from assistant.casework.log import log
from assistant.casework.statuses import first_status
from models.casus import Casus, CasusStatus, take_number

if TYPE_CHECKING:
    from assistant.context import Context


def start_case(
    ctx: Context,
    *,
    rol: str,
    door: str | None = None,
    regio: str | None = None,
    aanstelling_id: int | None = None,
    organisatie_id: str | None = None,
) -> str:
    """Start a case in status intake.

    Parameters
    ----------
    ctx
        The surroundings.
    rol
        Role of the person who starts it.
    door
        Name of that person, if known.
    regio
        The region whose rules hold; that of the samenwerkingsverband by default.
    aanstelling_id
        The role at an organisation in which it is started: says whose case it is.
    organisatie_id
        The school, when it is not the organisation of who starts it.

    Returns
    -------
    str
        The case number, like ``2026-0001``.
    """
    with ctx.store.unit_of_work() as uow:
        where = belonging_of(
            ctx,
            read_region(ctx, uow),
            Pupil(),
            aanstelling_id=aanstelling_id,
            organisatie_id=organisatie_id,
        )
        casus = Casus(
            id=take_number(uow.session, ctx.today().year),
            status=CasusStatus.INTAKE,
            regio=regio or where.regio or _only_region(ctx),
            organisatie_id=where.organisatie_id,
            swv_id=where.swv_id,
            zorgcoordinator_id=where.zorgcoordinator_id,
            regisseur_id=where.regisseur_id,
            rol=rol,
            door=door,
            aangemaakt_op=ctx.now(),
        )
        uow.session.add(casus)
        uow.session.flush()
        log(ctx, uow, "casus_gestart", "casus", casus.id, door=door, rol=rol)
        first_status(ctx, uow, casus, door=door)
        return casus.id


def _only_region(ctx: Context) -> str | None:
    regions = list(ctx.knowledge.regios)
    return regions[0] if ctx.settings.demo and len(regions) == 1 else None
