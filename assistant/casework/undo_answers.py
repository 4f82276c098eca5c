"""Undo what one turn recorded: what stood before stands again, the history stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.find import find_case, require_status
from assistant.casework.log import log
from assistant.casework.record_answers import OPEN, guard_safety
from assistant.casework.values import from_stored
from models.antwoord import Antwoord, Via, history

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.context import Context


@dataclass(frozen=True)
class Teruggezet:
    """One field put back.

    Parameters
    ----------
    veld
        The field.
    van, naar
        The value that is gone, and the one that stands again; None is no value.
    """

    veld: str
    van: object
    naar: object


def undo_answers(
    ctx: Context,
    casus_id: str,
    stap: Mapping[str, int | None],
    *,
    rol: str,
    door: str | None,
) -> tuple[Teruggezet, ...]:
    """Put back what stood before a step; what changed since then stays.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    stap
        Per field the id of the answer before the step, or None when there was none.
    rol, door
        Role and name of the person who takes it back.

    Returns
    -------
    tuple of Teruggezet
        What was put back; a field that somebody changed since is not among it.
    """
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        require_status(casus, OPEN, "worden gewijzigd")
        rows = history(uow.session, casus_id)
        back = []
        for veld, before_id in stap.items():
            own = [row for row in rows if row.veld == veld]
            before = next((row for row in own if row.id == before_id), None)
            if not _stands(own, before_id):
                continue
            last = own[-1]
            uow.session.add(_again(ctx, casus_id, last, before, rol=rol, door=door))
            naar = before.waarde if before else None
            values = (
                from_stored(value, veld, ctx.knowledge) for value in (last.waarde, naar)
            )
            back.append(Teruggezet(veld, *values))
        uow.session.flush()
        restored = {one.veld: one.naar for one in back if one.naar is not None}
        log(
            ctx,
            uow,
            "antwoord_teruggezet",
            "casus",
            casus_id,
            door=door,
            velden=sorted(one.veld for one in back),
            rol=rol,
        )
        if restored:
            guard_safety(ctx, uow, casus, restored, rol=rol, door=door)
    return tuple(back)


def _stands(own: Sequence[Antwoord], before_id: int | None) -> bool:
    """Tell whether what the step recorded still counts."""
    since = [row for row in own if before_id is None or row.id > before_id]
    if not since or own[-1].ingetrokken:
        return False
    return bool(own[-1].waarde == since[0].waarde)


def _again(
    ctx: Context,
    casus_id: str,
    last: Antwoord,
    before: Antwoord | None,
    *,
    rol: str,
    door: str | None,
) -> Antwoord:
    """Return the row that puts the earlier answer back, or takes the last one away."""
    return Antwoord(
        casus_id=casus_id,
        veld=last.veld,
        waarde=before.waarde if before else None,
        ingetrokken=before is None or before.ingetrokken,
        rol=rol,
        via=before.via if before else Via.CHAT,
        woorden=before.woorden if before else None,
        door=door,
        op=ctx.now(),
        bevestigd=before.bevestigd if before else True,
        zekerheid=before.zekerheid if before else None,
    )
