"""Answers that a machine read from a report and that no person has confirmed yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.read_answers import decode
from models.antwoord import Via, current

if TYPE_CHECKING:
    from assistant.context import Context

CERTAIN = 1.0


@dataclass(frozen=True)
class Onbevestigd:
    """A reading that waits for a person.

    Parameters
    ----------
    waarde
        The value.
    woorden
        The sentence it was read from.
    zekerheid
        How sure the reading is, 0..1.
    """

    waarde: object
    woorden: str | None
    zekerheid: float


def unconfirmed_readings(ctx: Context, casus_id: str) -> dict[str, Onbevestigd]:
    """Return per field what was read from a report and not confirmed.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        find_case(uow, casus_id)
        rows = {
            veld: row
            for veld, row in current(uow.session, casus_id).items()
            if row.via is Via.VERSLAG and not row.bevestigd
        }
        values = decode(ctx, rows)
        return {
            veld: Onbevestigd(
                values[veld],
                row.woorden,
                CERTAIN if row.zekerheid is None else row.zekerheid,
            )
            for veld, row in rows.items()
        }
