"""Re-plan after refusals, arrivals or lost seats: placed, fewest moved, then fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matching.placement.errors import InstanceError
from matching.placement.instance import Doel
from matching.placement.result import Status
from matching.placement.review.calm import previous, previous_bridges
from matching.placement.review.clashes import clashes
from matching.placement.review.difference import difference
from matching.placement.review.edits import Pin, apply
from matching.placement.solve import solve

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel
    from matching.placement.review.clashes import Botsing
    from matching.placement.review.difference import Verschil
    from matching.placement.review.edits import Edit

FIRST = (Doel.URGENT_GEPLAATST, Doel.WEINIG_WIJZIGINGEN)
"""What a re-plan puts before the region's own order."""


@dataclass(frozen=True)
class Herplan:
    """A plan after something fell through.

    Parameters
    ----------
    instantie
        The problem that was solved: changes, accepted places pinned, own order.
    voorstel
        The proposal for it.
    verschil
        What it changes; ``None`` when nothing is possible.
    verschoven
        Pupils who had a place and now stand elsewhere or nowhere.
    botsingen
        Which rules clash, when nothing is possible.
    """

    instantie: Instantie
    voorstel: Voorstel
    verschil: Verschil | None
    verschoven: tuple[str, ...]
    botsingen: tuple[Botsing, ...] = ()


def replan(
    instantie: Instantie,
    voorstel: Voorstel,
    edits: Sequence[Edit],
    geaccepteerd: Collection[str] = (),
    *,
    seed: int = 1,
    tijdslimiet: float = 10.0,
) -> Herplan:
    """Repair a proposal: everybody placed who can be, then as few moves as can be.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal that partly fell through.
    edits
        What happened: refusals (``Ban``), arrivals, seats that were lost.
    geaccepteerd
        Pupils whose place is accepted; they keep it.
    seed
        Seed of the engines.
    tijdslimiet
        Seconds for the solve.

    Raises
    ------
    InstanceError
        When a change names something unknown or an accepted pupil has no place.
    """
    changed = apply(instantie, edits)
    listed = {row.id for row in changed.leerlingen}
    pins = [
        Pin(id, _place_of(voorstel, id)) for id in sorted(geaccepteerd) if id in listed
    ]
    kept = apply(changed, pins)
    order = (*FIRST, *(goal for goal in changed.doelen if goal not in FIRST))
    problem = replace(
        kept,
        doelen=order,
        vorig=previous(kept, voorstel),
        vorig_overbrugging=previous_bridges(kept, voorstel),
    )
    found = solve(
        problem,
        seed=seed,
        tijdslimiet=tijdslimiet,
        waarom=False,
        nabij=voorstel,
    )
    if found.status in (Status.ONMOGELIJK, Status.ONBEKEND):
        clash = clashes(problem)
        return Herplan(problem, found, None, (), clash)
    changes = difference(instantie, voorstel, problem, found)
    moved = tuple(
        one.leerling
        for one in changes.verplaatsingen
        if one.van is not None
        and one.van.plek is not None
        and one.naar is not None
        and one.naar.plek != one.van.plek
    )
    return Herplan(problem, found, changes, moved)


def _place_of(proposal: Voorstel, pupil: str) -> str:
    place = proposal.plaatsingen.get(pupil)
    if place is None:
        raise InstanceError(
            f'geaccepteerd "{pupil}"',
            "deze leerling heeft in dit voorstel geen plek. "
            "Haal de naam uit de lijst van geaccepteerde plekken.",
        )
    return place
