"""Every change that a table can ask for, and how to carry changes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.review.edits_couple import (
    KeepApart,
    KeepTogether,
    MayMeet,
    MaySplit,
)
from matching.placement.review.edits_place import (
    AnyDay,
    ExtraSeats,
    Hours,
    Minimum,
    Mix,
    Money,
    OpenLike,
    OpenNow,
    OpenPlace,
    PlaceExists,
    Seats,
)
from matching.placement.review.edits_pupil import (
    Admit,
    Arrive,
    Ban,
    PaperThere,
    Pin,
    StartLater,
    Unban,
    Unpin,
    Withdraw,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matching.placement.instance import Instantie

Edit = (
    Pin
    | Unpin
    | Ban
    | Unban
    | StartLater
    | Withdraw
    | Admit
    | Arrive
    | KeepApart
    | KeepTogether
    | MayMeet
    | MaySplit
    | PaperThere
    | Seats
    | ExtraSeats
    | Hours
    | Money
    | Minimum
    | Mix
    | OpenPlace
    | OpenLike
    | PlaceExists
    | OpenNow
    | AnyDay
)
"""Any change that a table can ask for."""

__all__ = [
    "Admit",
    "AnyDay",
    "Arrive",
    "Ban",
    "Edit",
    "ExtraSeats",
    "Hours",
    "KeepApart",
    "KeepTogether",
    "MayMeet",
    "MaySplit",
    "Minimum",
    "Mix",
    "Money",
    "OpenLike",
    "OpenNow",
    "OpenPlace",
    "PaperThere",
    "Pin",
    "PlaceExists",
    "Seats",
    "StartLater",
    "Unban",
    "Unpin",
    "Withdraw",
    "apply",
]


def apply(instance: Instantie, edits: Iterable[Edit]) -> Instantie:
    """Return the problem with these changes, in their order.

    Raises
    ------
    InstanceError
        When a change names a pupil, place or pair that does not exist.
    """
    for edit in edits:
        instance = edit.apply(instance)
    return instance
