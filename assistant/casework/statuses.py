"""The path of a case: every step is guarded, and told in the history of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.errors import InputError
from models.casus import CasusStatus
from models.statuswissel import Statuswissel

if TYPE_CHECKING:
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

SYSTEM = "Leerplek"
"""Who takes a step that a rule takes, such as the stop after a sign of danger."""


def first_status(
    ctx: Context, uow: UnitOfWork, casus: Casus, *, door: str | None, reden: str = ""
) -> None:
    """Write the first line of the history of a case that was just added.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    casus
        The new case, already in the record (flushed), with its first status.
    door
        Who brought it in.
    reden
        How it came in, in a few words.
    """
    _write(ctx, uow, casus, None, door=door, reden=reden)


def set_status(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    to: CasusStatus,
    *,
    door: str | None,
    reden: str = "",
) -> None:
    """Bring a case to another status and write the step in its history.

    The one way to change a status. A stop is lifted by :func:`lift_stop` only.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction, in which the case is locked.
    casus
        The case.
    to
        The status to go to; ``gestopt`` is the safety stop and needs a reason.
    door
        Who does it; None when a rule does.
    reden
        Why.

    Raises
    ------
    TransitionError
        When the path of a case does not go from here to there.
    InputError
        When a case is closed without an outcome.
    """
    before = casus.status
    if to is CasusStatus.GESTOPT:
        if not casus.stop(reden):
            return
    else:
        if to is CasusStatus.AFGESLOTEN and casus.uitkomst is None:
            msg = f"Casus {casus.id} kan niet dicht zonder uitkomst. Kies er een."
            raise InputError(msg)
        casus.advance(to)
    if to is CasusStatus.AFGESLOTEN:
        casus.gesloten_op = ctx.now()
    elif before is CasusStatus.AFGESLOTEN:
        # The history and the answers keep how it ended the last time.
        casus.gesloten_op = casus.uitkomst = None
        casus.heropend_op = ctx.now()
    _write(ctx, uow, casus, before, door=door, reden=reden)


def lift_stop(
    ctx: Context, uow: UnitOfWork, casus: Casus, *, door: str, reden: str
) -> None:
    """Bring a stopped case back to where it came from, and write that down.

    Raises
    ------
    TransitionError
        When the case is not stopped.
    """
    before = casus.status
    casus.lift_stop()
    _write(ctx, uow, casus, before, door=door, reden=reden)


def _write(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    before: CasusStatus | None,
    *,
    door: str | None,
    reden: str,
) -> None:
    casus.gewijzigd_op = ctx.now()
    uow.session.add(
        Statuswissel(
            casus_id=casus.id,
            van=before,
            naar=casus.status,
            op=ctx.now(),
            door=door or SYSTEM,
            reden=reden.strip(),
        )
    )
    uow.session.flush()
    log(
        ctx,
        uow,
        "status_gewijzigd",
        "casus",
        casus.id,
        door=door,
        van=None if before is None else before.value,
        naar=casus.status.value,
    )
