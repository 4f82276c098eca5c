"""Parts of a problem that share nothing, and their outcomes put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.options import NONE
from matching.placement.outcome import Outcome
from matching.placement.progress import FLOW
from matching.placement.relax import least_cost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.placement.model import Model
    from matching.placement.structure import Piece
    from matching.placement.tree import SeatTree


@dataclass(frozen=True, eq=False)
class Part:
    """A part of the problem that shares nothing with the others.

    Parameters
    ----------
    piece
        The part as a problem of its own, and where it stands in the whole.
    tree
        Its seats.
    outcome
        What its engine found.
    engine
        Which engine that was: ``stroom`` or ``algemeen``.
    """

    piece: Piece
    tree: SeatTree
    outcome: Outcome
    engine: str

    @property
    def model(self) -> Model:
        """Return the part as a problem of its own."""
        return self.piece.model

    @property
    def exact(self) -> bool:
        """Tell whether all its rules are seats, so that prices are exact."""
        return self.engine == FLOW


def join(model: Model, parts: Sequence[Part]) -> Outcome:
    """Put the outcomes of the parts together; goals add up over parts."""
    choice = np.full(len(model.pupils), NONE, dtype=np.int64)
    for part in parts:
        part.piece.put_back(choice, part.outcome.choice)
    outcomes = [part.outcome for part in parts]
    numbers = range(len(model.goals))
    return Outcome(
        choice,
        tuple(sum(outcome.costs[n] for outcome in outcomes) for n in numbers),
        tuple(_joint_bound(parts, n) for n in numbers),
        proven=all(outcome.proven for outcome in outcomes),
        unique=all(outcome.unique for outcome in outcomes),
    )


def _joint_bound(parts: Sequence[Part], number: int) -> int:
    """Return the bound on one goal for plans as good on the goals before it.

    While an earlier goal is not proven, a plan might be better there in one part and
    pay for it in another. Then only what holds for any plan counts.
    """
    settled = all(
        part.outcome.costs[:number] == part.outcome.bounds[:number] for part in parts
    )
    if len(parts) == 1 or settled:
        return sum(part.outcome.bounds[number] or 0 for part in parts)
    return sum(least_cost(part.model, number) for part in parts)
