"""Seats of a group: how many there are, how many are free, unknown if unknown."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.views import GroupView
from models.besluit import latest_decisions
from models.casus import seat_holders
from models.voorziening import capacity_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.store import UnitOfWork
    from models.voorziening import Groep


def seats_decided(uow: UnitOfWork, *, without: str | None = None) -> Counter[str]:
    """Return how many seats decisions hold per group.

    Parameters
    ----------
    uow
        The open transaction.
    without
        A case to leave out: its seat is about to be decided again.
    """
    holding = seat_holders(uow.session)
    return Counter(
        besluit.groep_id
        for casus_id, besluit in latest_decisions(uow.session).items()
        if besluit.groep_id and casus_id in holding and casus_id != without
    )


def group_view(groep: Groep, decided: Mapping[str, int], day: date) -> GroupView:
    """Return the seats of a group on a day, or in its first period after it.

    ``bezet`` is what the provider counts plus the seats that decisions hold.
    """
    period = capacity_on(groep, day)
    plaatsen = None if period is None else period.plaatsen
    counted = None if period is None else period.bezet
    bezet = None if counted is None else counted + decided.get(groep.id, 0)
    vrij = None
    if plaatsen is not None and bezet is not None:
        vrij = max(0, plaatsen - bezet)
    return GroupView(
        id=groep.id,
        naam=groep.naam,
        plaatsen=plaatsen,
        bezet=bezet,
        vrij=vrij,
        vanaf=None if period is None else period.van,
        tot=None if period is None else period.tot,
        instroom=tuple(_days(groep.instroom)),
        uren=groep.uren_per_week,
    )


def _days(texts: list[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]
