"""Seats of a group that decisions hold."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assistant.casework.seats_over_time import held_now, holds_of

if TYPE_CHECKING:
    from datetime import date

    from models.store import UnitOfWork


def seats_decided(uow: UnitOfWork, day: date) -> Counter[str]:
    """Return how many seats decisions hold per group on a day or later.

    A bridging seat counts until its last day; a lasting one from the decision on.
    """
    return Counter(held_now(holds_of(uow), day))
