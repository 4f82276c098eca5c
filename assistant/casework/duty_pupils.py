"""Which pupils a gathered task is about, by their number at the school itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence_keys import open_key
from assistant.casework.log import log
from assistant.casework.vault import open_vault
from models.verplichting import duties_of_tasks
from models.verzuim import Verzuimleerling

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.kijker import Kijker
    from assistant.context import Context


@dataclass(frozen=True)
class PupilOwed:
    """A pupil that something is owed for: the number of the school, and since when."""

    nummer: str
    sinds: date


def pupils_of_task(ctx: Context, kijker: Kijker, taak_id: int) -> tuple[PupilOwed, ...]:
    """Return the pupils of a gathered task, the longest first.

    Only for people of the school whose numbers they are; opening them is logged.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who looks; whether the task is in sight was asked before.
    taak_id
        The task.
    """
    with ctx.store.reading() as uow:
        rows = duties_of_tasks(uow.session, [taak_id]).get(taak_id, [])
        wanted = {
            row.leerling_id: row.sinds
            for row in rows
            if row.leerling_id is not None and row.vervallen_op is None
        }
        pupils = [uow.session.get_one(Verzuimleerling, key) for key in wanted]
    own = [row for row in pupils if row.organisatie_id == kijker.organisatie_id]
    if not own or kijker.organisatie_id is None:
        return ()
    vault = open_vault(ctx)
    found = [PupilOwed(open_key(vault, row), wanted[row.id]) for row in own]
    with ctx.store.unit_of_work() as uow:
        log(
            ctx,
            uow,
            "leerlingnummers_getoond",
            "taak",
            taak_id,
            door=kijker.naam,
            aantal=len(found),
        )
    return tuple(sorted(found, key=lambda one: (one.sinds, one.nummer)))
