"""Write a line in the log: who did what to which object, never what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.audit import Audit
from models.invoer import add_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.context import Context
    from models.store import UnitOfWork


def log(
    ctx: Context,
    uow: UnitOfWork,
    handeling: str,
    soort: str,
    object_id: object,
    *,
    door: str | None,
    **details: object,
) -> None:
    """Add a line to the audit log, in the same transaction as what it tells.

    Parameters
    ----------
    ctx
        Gives the time.
    uow
        The open transaction.
    handeling
        What was done, one word or two with an underscore.
    soort, object_id
        The kind and id of the object.
    door
        Who did it.
    details
        Names and counts; never the value of an answer.
    """
    uow.session.add(
        Audit(
            op=ctx.now(),
            door=door,
            handeling=handeling,
            soort=soort,
            object_id=None if object_id is None else str(object_id),
            details=details,
        )
    )


def log_many(
    ctx: Context,
    uow: UnitOfWork,
    handeling: str,
    soort: str,
    object_ids: Iterable[object],
    *,
    door: str | None,
    **details: object,
) -> None:
    """Add a line to the log about each of many objects, in one statement."""
    now = ctx.now()
    rows = [
        {
            "op": now,
            "door": door,
            "handeling": handeling,
            "soort": soort,
            "object_id": str(object_id),
            "details": details,
        }
        for object_id in object_ids
    ]
    add_rows(uow.session, Audit, rows)
