"""Start a case: a pupil gets a number, and somebody to look after the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.statuses import first_status
from models.casus import Casus, CasusStatus, take_number
from models.gebruiker import Rol, all_users

if TYPE_CHECKING:
    from assistant.context import Context


def start_case(
    ctx: Context, *, rol: str, door: str | None = None, regio: str | None = None
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
        The region whose rules hold; the one region of the record by default.

    Returns
    -------
    str
        The case number, like ``2026-0001``.
    """
    with ctx.store.unit_of_work() as uow:
        regisseurs = [
            user for user in all_users(uow.session) if user.rol is Rol.REGISSEUR
        ]
        casus = Casus(
            id=take_number(uow.session, ctx.today().year),
            status=CasusStatus.INTAKE,
            regio=regio or _only_region(ctx),
            # With one regisseur there is nothing to choose; else a person assigns.
            regisseur_id=regisseurs[0].id if len(regisseurs) == 1 else None,
            rol=rol,
            door=door,
            aangemaakt_op=ctx.now(),
        )
        uow.session.add(casus)
        uow.session.flush()
        first_status(ctx, uow, casus, door=door)
        log(ctx, uow, "casus_gestart", "casus", casus.id, door=door, rol=rol)
        return casus.id


def _only_region(ctx: Context) -> str | None:
    regions = list(ctx.knowledge.regios)
    return regions[0] if ctx.settings.demo and len(regions) == 1 else None
