"""Bring a decided case further: started, looked after, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.log import log
from assistant.errors import InputError
from models.casus import CasusStatus

if TYPE_CHECKING:
    from assistant.context import Context

BY_HAND = (CasusStatus.GESTART, CasusStatus.NAZORG, CasusStatus.AFGESLOTEN)
"""Statuses that a person sets; the others follow from another use case."""


def advance_case(
    ctx: Context, casus_id: str, to: str, *, door: str, reden: str = ""
) -> None:
    """Set a case to started, aftercare or closed.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    to
        ``gestart``, ``nazorg`` or ``afgesloten``.
    door
        Who does it.
    reden
        Why; needed to close a case.

    Raises
    ------
    InputError
        When the status is another one, or a case is closed without a reason.
    TransitionError
        When the path of the case does not go there.
    """
    if to not in BY_HAND:
        msg = f"De status '{to[:40]}' kan niet met de hand. Kies: {', '.join(BY_HAND)}."
        raise InputError(msg)
    if to == CasusStatus.AFGESLOTEN and not reden.strip():
        raise InputError("Schrijf op waarom de casus wordt afgesloten.")
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        casus.advance(CasusStatus(to))
        log(ctx, uow, f"status_{to}", "casus", casus_id, door=door, reden=reden.strip())
