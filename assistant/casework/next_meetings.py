"""The next plaatsingsoverleg: of a person, or for a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meetings import meeting_row
from assistant.casework.sight import meetings_of
from models.overleg import OverlegStand, open_meetings

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.casework.views import MeetingRow
    from assistant.context import Context


def next_meeting(ctx: Context, kijker: Kijker = SYSTEEM) -> MeetingRow | None:
    """Return the first meeting that is not over and that somebody has to do with."""
    with ctx.store.reading() as uow:
        for row in meetings_of(ctx, uow, kijker, ctx.today()):
            if row.stand is not OverlegStand.GESLOTEN:
                return meeting_row(row)
    return None


def next_meeting_for(ctx: Context, casus_id: str) -> MeetingRow | None:
    """Return the first meeting where a case can be discussed.

    That is one of its samenwerkingsverband, one with members from there (a joint
    table), or one that belongs to nobody in particular.
    """
    with ctx.store.reading() as uow:
        casus = find_case(uow, casus_id)
        for row in open_meetings(uow.session, ctx.today()):
            members = {one.aanstelling.organisatie_id for one in row.leden}
            if row.swv_id in (None, casus.swv_id) or casus.swv_id in members:
                return meeting_row(row)
    return None
