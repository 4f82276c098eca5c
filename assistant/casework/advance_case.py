"""Bring a case further by hand: a signal is taken up, a decided pupil has started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.statuses import set_status
from assistant.errors import InputError
from models.casus import CasusStatus

if TYPE_CHECKING:
    from assistant.context import Context

BY_HAND = (CasusStatus.INTAKE, CasusStatus.GESTART, CasusStatus.NAZORG)
"""Statuses that a person sets; the others follow from another use case."""


def advance_case(
    ctx: Context, casus_id: str, to: str, *, door: str, reden: str = ""
) -> None:
    """Take a case up as an intake, or set it to started or aftercare.

    Closing is :func:`assistant.casework.close_case.close_case`.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    to
        ``intake``, ``gestart`` or ``nazorg``.
    door
        Who does it.
    reden
        Why.

    Raises
    ------
    InputError
        When the status is another one.
    TransitionError
        When the path of the case does not go there.
    """
    if to not in BY_HAND:
        msg = f"De status '{to[:40]}' kan niet met de hand. Kies: {', '.join(BY_HAND)}."
        raise InputError(msg)
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        set_status(ctx, uow, casus, CasusStatus(to), door=door, reden=reden)
