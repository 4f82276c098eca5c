"""Close a plaatsingsoverleg; no case on its agenda is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case, find_meeting
from assistant.casework.kijker import SYSTEEM
from assistant.casework.log import log
from assistant.casework.meeting_planning import own_meeting, undecided
from assistant.casework.sight import meetings_of
from assistant.casework.statuses import set_status
from assistant.errors import InputError
from models.casus import CasusStatus
from models.overleg import Agendapunt, OverlegStand

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.overleg import Overleg
    from models.store import UnitOfWork


def close_meeting(
    ctx: Context,
    overleg_id: int,
    *,
    kijker: Kijker = SYSTEEM,
    naar_overleg_id: int | None = None,
    terug: bool = False,
) -> list[str]:
    """Close a meeting: its decisions can no longer be replaced.

    Parameters
    ----------
    ctx
        The surroundings.
    overleg_id
        The meeting.
    kijker
        Who closes it.
    naar_overleg_id
        The meeting that goes on with the cases without a decision.
    terug
        Whether those cases go back to the regisseur instead.

    Returns
    -------
    list[str]
        The cases without a decision that were moved on.

    Raises
    ------
    InputError
        When there are such cases and no choice was made, or another meeting cannot
        take them.
    NotAllowedError, NotFoundError
        When it is closed already, or of another samenwerkingsverband.
    """
    with ctx.store.unit_of_work() as uow:
        row = own_meeting(uow, kijker, overleg_id)
        left = undecided(uow, row)
        if left and naar_overleg_id is None and not terug:
            msg = (
                f"Over {len(left)} casussen is nog niet besloten: {', '.join(left)}. "
                "Kies waar ze heen gaan."
            )
            raise InputError(msg)
        for casus_id in left:
            if naar_overleg_id is None:
                casus = find_case(uow, casus_id, lock=True)
                set_status(
                    ctx,
                    uow,
                    casus,
                    CasusStatus.GEADVISEERD,
                    door=kijker.naam,
                    reden=f"Niet besloten in {row.naam}",
                )
            else:
                _move(ctx, uow, kijker, row, naar_overleg_id, casus_id)
        row.stand = OverlegStand.GESLOTEN
        row.gesloten_op, row.gesloten_door = ctx.now(), kijker.naam
        row.versie += 1
        log(
            ctx,
            uow,
            "overleg_gesloten",
            "overleg",
            overleg_id,
            door=kijker.naam,
            door_naar=naar_overleg_id,
            casussen=len(left),
        )
        return left


def _move(
    ctx: Context,
    uow: UnitOfWork,
    kijker: Kijker,
    row: Overleg,
    to_id: int,
    casus_id: str,
) -> None:
    # Who is at that table will see the case: only one that is in sight itself.
    if to_id not in {one.id for one in meetings_of(ctx, uow, kijker)}:
        raise InputError("Kies uit de lijst naar welk overleg de casussen gaan.")
    other = find_meeting(uow, to_id, lock=True)
    if other.id == row.id or other.stand is OverlegStand.GESLOTEN:
        raise InputError("Kies een ander overleg dat nog niet gesloten is.")
    if casus_id not in {punt.casus_id for punt in other.agenda}:
        last = max((punt.volgorde for punt in other.agenda), default=0)
        other.agenda.append(Agendapunt(casus_id=casus_id, volgorde=last + 1))
