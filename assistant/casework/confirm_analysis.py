"""Confirm the probleemanalyse: a person says it is right, the advice follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.advise_case import advise_within
from assistant.casework.find import find_case, require_status
from assistant.casework.log import log
from assistant.casework.statuses import set_status
from assistant.errors import NotAllowedError
from models.antwoord import current
from models.casus import CasusStatus

if TYPE_CHECKING:
    from assistant.context import Context

TAKEN_UP_HERE = frozenset({CasusStatus.SIGNAAL, CasusStatus.HEROPEND})
"""Statuses from which confirming first takes the case up as an intake."""
CONFIRMABLE = TAKEN_UP_HERE | {
    CasusStatus.INTAKE,
    CasusStatus.BEVESTIGD,
    CasusStatus.GEADVISEERD,
}


def confirm_analysis(ctx: Context, casus_id: str, *, door: str) -> None:
    """Confirm the answers of a case and give the route advice, in one transaction.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    door
        Who confirms.

    Raises
    ------
    NotAllowedError
        When the case is past this point, is stopped, or has no answers.
    """
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        require_status(casus, CONFIRMABLE, "worden bevestigd")
        if not current(uow.session, casus_id):
            msg = f"Casus {casus_id} heeft nog geen antwoorden om te bevestigen."
            raise NotAllowedError(msg)
        if casus.status is not CasusStatus.BEVESTIGD:
            if casus.status in TAKEN_UP_HERE:
                set_status(ctx, uow, casus, CasusStatus.INTAKE, door=door)
            set_status(ctx, uow, casus, CasusStatus.BEVESTIGD, door=door)
        casus.bevestigd_op = ctx.now()
        casus.bevestigd_door = door
        log(ctx, uow, "analyse_bevestigd", "casus", casus_id, door=door)
        advise_within(ctx, uow, casus)
