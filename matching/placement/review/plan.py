"""Where each pupil stands in a proposal: the place, the day, the bridge, the weeks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matching.placement.instance import Instantie
    from matching.placement.result import Planning, Voorstel


@dataclass(frozen=True)
class Stand:
    """Where one pupil stands.

    Parameters
    ----------
    plek
        The lasting place; ``None`` for none.
    begin
        First day there, in a problem with days.
    brug, brug_begin, brug_eind
        The bridging place and its days, when there is one.
    weken_thuis
        Whole weeks without any place until the horizon; 0 without days.
    """

    plek: str | None
    begin: date | None = None
    brug: str | None = None
    brug_begin: date | None = None
    brug_eind: date | None = None
    weken_thuis: int = 0


def stands(instance: Instantie, proposal: Voorstel) -> dict[str, Stand]:
    """Return where each pupil stands, in the order of the instance.

    Parameters
    ----------
    instance
        The problem.
    proposal
        A proposal for it.
    """
    return {
        row.id: _stand(row.id, proposal.plaatsingen.get(row.id), proposal.planning)
        for row in instance.leerlingen
    }


def _stand(pupil: str, place: str | None, planning: Planning | None) -> Stand:
    """Return where one pupil stands; without days there is only the place."""
    if planning is None:
        return Stand(place)
    bridge = planning.overbrugging.get(pupil)
    return Stand(
        place,
        planning.begin.get(pupil),
        None if bridge is None else bridge.plek,
        None if bridge is None else bridge.begin,
        None if bridge is None else bridge.eind,
        planning.weken_thuis.get(pupil, 0),
    )
