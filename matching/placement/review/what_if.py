"""What if: solve the problem with some changes and tell the difference."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.result import Status
from matching.placement.review.calm import calm
from matching.placement.review.clashes import clashes
from matching.placement.review.difference import difference
from matching.placement.review.edits import apply
from matching.placement.review.footings import footing_of
from matching.placement.review.steady import keep_days
from matching.placement.solve import solve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel
    from matching.placement.review.clashes import Botsing
    from matching.placement.review.difference import Verschil
    from matching.placement.review.edits import Edit


@dataclass(frozen=True)
class WatAls:
    """The answer to "what if".

    Parameters
    ----------
    edits
        The changes.
    instantie
        The problem with the changes.
    voorstel
        The proposal for it.
    verschil
        What it changes; ``None`` when the changes clash.
    botsingen
        Which rules clash then, and what would repair it.
    """

    edits: tuple[Edit, ...]
    instantie: Instantie
    voorstel: Voorstel
    verschil: Verschil | None
    botsingen: tuple[Botsing, ...] = ()

    @property
    def bevestigd(self) -> bool:
        """Return whether the answer is proven: nothing better exists."""
        return self.voorstel.status in (Status.OPTIMAAL, Status.ONMOGELIJK)


def what_if(
    instantie: Instantie,
    voorstel: Voorstel,
    edits: Sequence[Edit],
    *,
    seed: int = 1,
    tijdslimiet: float = 10.0,
) -> WatAls:
    """Solve again with these changes, moving nobody without need.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal on the table.
    edits
        The changes, in their order.
    seed
        Seed of the engines.
    tijdslimiet
        Seconds for all of it.

    Raises
    ------
    InstanceError
        When a change names something that does not exist or may not be.
    """
    started = perf_counter()
    changed = apply(instantie, edits)
    problem = calm(changed, voorstel)
    footing = footing_of(instantie, voorstel, seconds=tijdslimiet)
    proposal = solve(
        problem,
        seed=seed,
        tijdslimiet=tijdslimiet - (perf_counter() - started),
        waarom=False,
        nabij=voorstel,
        houvast=footing,
    )
    if proposal.status in (Status.ONMOGELIJK, Status.ONBEKEND):
        clash = clashes(changed)
        return WatAls(tuple(edits), changed, proposal, None, clash)
    proposal = keep_days(problem, voorstel, proposal)
    return WatAls(
        tuple(edits),
        changed,
        proposal,
        difference(instantie, voorstel, changed, proposal),
    )
