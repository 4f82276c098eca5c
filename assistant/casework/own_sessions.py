"""Where a person is signed in, and signing out there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.sessions import end_in, is_alive
from assistant.errors import NotFoundError
from models.sessie import Sessie, SessieFase, end_sessions_of, sessions_of

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.casework.kijker import Kijker
    from assistant.context import Context


@dataclass(frozen=True)
class SessionView:
    """One session of a person, as that person may see it.

    Parameters
    ----------
    id
        What the session is ended with; it does not open anything.
    toestel, via
        A rough name of the browser, and how the person signed in.
    gestart_op, laatst_op
        When it began and was last used.
    deze
        Whether it is the session that looks at this list.
    """

    id: str
    toestel: str
    via: str
    gestart_op: datetime
    laatst_op: datetime
    deze: bool


def list_sessions(ctx: Context, kijker: Kijker) -> list[SessionView]:
    """Return the sessions of this person that are still good, the latest first."""
    with ctx.store.reading() as uow:
        rows = sessions_of(
            uow.session,
            gebruiker_id=kijker.gebruiker_id,
            gezinslid_id=kijker.gezinslid_id,
        )
        return [
            SessionView(
                id=row.id,
                toestel=row.toestel,
                via=row.via,
                gestart_op=row.gestart_op,
                laatst_op=row.laatst_op,
                deze=row.id == kijker.sessie_id,
            )
            for row in rows
            if row.fase is SessieFase.OPEN and is_alive(ctx, row)
        ]


def revoke_session(ctx: Context, kijker: Kijker, sessie_id: str) -> None:
    """End one of the own sessions; somebody else's is as one that does not exist."""
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(Sessie, sessie_id)
        if row is None or (row.gebruiker_id, row.gezinslid_id) != (
            kijker.gebruiker_id,
            kijker.gezinslid_id,
        ):
            raise NotFoundError("Deze sessie is er niet meer. Er is niets veranderd.")
        end_in(ctx, uow, row.id)


def revoke_others(ctx: Context, kijker: Kijker) -> int:
    """End every session of this person but the one that asks; return how many."""
    with ctx.store.unit_of_work() as uow:
        return end_sessions_of(
            uow.session,
            ctx.now(),
            gebruiker_id=kijker.gebruiker_id,
            gezinslid_id=kijker.gezinslid_id,
            but=kijker.sessie_id,
        )
