"""Where a case came from that another region handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.herkomst import earlier_decisions, origin_of

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.context import Context


@dataclass(frozen=True)
class EarlierDecision:
    """What another region decided: history here."""

    plek: str | None
    overleg: str
    reden: str
    door: str
    op: datetime


@dataclass(frozen=True)
class Origin:
    """The region a case came from, its number there, and what did not come along."""

    van: str
    oud_nummer: str
    ingelezen_op: datetime
    ingelezen_door: str
    weggelaten: tuple[str, ...]
    besluiten: tuple[EarlierDecision, ...]


def case_origin(ctx: Context, casus_id: str) -> Origin | None:
    """Return where a case came from, or None when it began in this region."""
    with ctx.store.reading() as uow:
        row = origin_of(uow.session, casus_id)
        if row is None:
            return None
        return Origin(
            van=row.van,
            oud_nummer=row.oud_nummer,
            ingelezen_op=row.ingelezen_op,
            ingelezen_door=row.ingelezen_door,
            weggelaten=tuple(str(line) for line in row.weggelaten),
            besluiten=tuple(
                EarlierDecision(one.plek, one.overleg, one.reden, one.door, one.op)
                for one in earlier_decisions(uow.session, casus_id)
            ),
        )
