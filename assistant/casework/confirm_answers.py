"""Confirm answers that a machine read from a text: a person says they are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case, find_field, require_status
from assistant.casework.log import log
from assistant.casework.record_answers import OPEN
from assistant.errors import InputError
from models.antwoord import Antwoord, current

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.context import Context


def confirm_answers(
    ctx: Context, casus_id: str, velden: Iterable[str], *, rol: str, door: str | None
) -> None:
    """Confirm the answers that stand: value, door and words stay as they were.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    velden
        The fields; one that was confirmed before stays as it is.
    rol, door
        Role and name of the person who confirms.

    Raises
    ------
    NotFoundError
        When the case or a field does not exist.
    InputError
        When a field has no answer.
    """
    names = {veld: find_field(ctx, veld).naam for veld in velden}
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        require_status(casus, OPEN, "worden gewijzigd")
        rows = current(uow.session, casus_id)
        for veld, naam in names.items():
            if veld not in rows:
                raise InputError(f"Bij ‘{naam}’ is nog niets ingevuld.")
        doubtful = [veld for veld in names if not rows[veld].bevestigd]
        for veld in doubtful:
            uow.session.add(_confirmed(ctx, rows[veld], rol, door))
        if doubtful:
            log(
                ctx,
                uow,
                "antwoord_bevestigd",
                "casus",
                casus_id,
                door=door,
                velden=sorted(doubtful),
                rol=rol,
            )


def _confirmed(ctx: Context, row: Antwoord, rol: str, door: str | None) -> Antwoord:
    """Return the same answer as a new row: the history keeps who confirmed it."""
    return Antwoord(
        casus_id=row.casus_id,
        veld=row.veld,
        waarde=row.waarde,
        rol=rol,
        via=row.via,
        woorden=row.woorden,
        door=door,
        op=ctx.now(),
        bevestigd=True,
        zekerheid=row.zekerheid,
    )
