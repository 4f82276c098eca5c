"""The course of a case: what happened when, by whom and why, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from models.audit import audit_of
from models.casus import STATUS_TEKST, CasusStatus
from models.statuswissel import path_of
from models.taak import Taakhandeling
from models.takenlijst import task_history, tasks_of_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from assistant.casework.inzage import Inzage
    from assistant.context import Context
    from models.audit import Audit
    from models.casus import Casus
    from models.statuswissel import Statuswissel
    from models.store import UnitOfWork

ANSWERS = "antwoord_vastgelegd"


@dataclass(frozen=True)
class Moment:
    """One thing that happened in a case; ``toelichting`` is what somebody wrote."""

    op: datetime
    wat: str
    door: str | None
    toelichting: str = ""


def moments_of(
    ctx: Context, uow: UnitOfWork, casus: Casus, inzage: Inzage
) -> tuple[Moment, ...]:
    """Return what happened in a case, oldest first.

    What people answered is counted, never repeated: the answers themselves stand on
    the page, each with its origin. What somebody wrote with a step is there only for
    who may read written words, and words about danger only for who may see those.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    casus
        The case.
    inzage
        What the viewer may see of it.
    """
    found = [
        *_statuses(uow, casus, inzage),
        *_log(ctx, audit_of(uow.session, casus.id)),
        *_tasks(ctx, uow, casus, inzage),
    ]
    return tuple(sorted(found, key=lambda moment: moment.op))


def reason_in_sight(row: Statuswissel, inzage: Inzage) -> bool:
    """Tell whether the written reason of a step may be read; danger is apart."""
    danger = CasusStatus.GESTOPT in (row.van, row.naar)
    return inzage.heeft("woorden") and (not danger or inzage.heeft("veiligheid"))


def _statuses(uow: UnitOfWork, casus: Casus, inzage: Inzage) -> Iterator[Moment]:
    for row in path_of(uow.session, casus.id):
        why = row.reden if reason_in_sight(row, inzage) else ""
        if row.van is None:
            yield Moment(row.op, "Casus gemaakt", row.door, why)
        elif row.van is CasusStatus.GESTOPT:
            yield Moment(row.op, "Veiligheidsstop opgeheven", row.door, why)
        else:
            yield Moment(row.op, f"Stand: {STATUS_TEKST[row.naar]}", row.door, why)


def _log(ctx: Context, rows: list[Audit]) -> Iterator[Moment]:
    """Tell the log in words; answers given one after the other count as one line."""
    names = ctx.knowledge.werkvoorraad.geschiedenis
    told = [row for row in rows if row.handeling in names]
    for (action, door, _), group in groupby(told, key=_same):
        many = list(group)
        if action != ANSWERS:
            for row in many:
                yield Moment(row.op, names[row.handeling], row.door)
            continue
        fields = {veld for row in many for veld in row.details.get("velden", ())}
        noun = "antwoord" if len(fields) == 1 else "antwoorden"
        yield Moment(many[-1].op, f"{len(fields)} {noun} vastgelegd", door)


def _same(row: Audit) -> tuple[str, str | None, object]:
    return row.handeling, row.door, row.op.date()


def _tasks(
    ctx: Context, uow: UnitOfWork, casus: Casus, inzage: Inzage
) -> Iterator[Moment]:
    if not inzage.heeft("taken"):
        return
    done = {taak.id: taak for taak in tasks_of_case(uow.session, casus.id, done=True)}
    for row in task_history(uow.session, list(done)):
        if row.handeling is Taakhandeling.KLAAR:
            kind = ctx.knowledge.werkvoorraad.kind(done[row.taak_id].soort).naam
            what = f"Taak gedaan ({kind}): {done[row.taak_id].tekst}"
            yield Moment(row.op, what, row.door, row.notitie)
