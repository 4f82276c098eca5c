"""Seats of a group: how many there are, how many are free, unknown if unknown."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.seats_over_time import held_now, holds_of
from assistant.casework.views import GroupView
from models.voorziening import capacity_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.store import UnitOfWork
    from models.voorziening import Groep


def seats_decided(uow: UnitOfWork, day: date) -> Counter[str]:
    """Return how many seats decisions hold per group on a day or later.

    A bridging seat counts until its last day; a lasting one from the decision on.
    """
    return Counter(held_now(holds_of(uow), day))


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
