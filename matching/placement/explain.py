"""A reason per pupil, and what each other place would mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.plaatsing_woorden import read_words
from matching.placement.residual import Residual
from matching.placement.result import Alternatief, Waarom
from matching.placement.review.prices import Prijzen
from matching.placement.review.table import Part, Table
from matching.placement.review.wording import Verteller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.placement import parts as solved
    from matching.placement.instance import Instantie, Leerling
    from matching.placement.model import Model
    from matching.placement.outcome import Outcome

MOST_SHOWN = 5
"""Alternatives per pupil that are worked out in words."""


def explain(
    instance: Instantie,
    model: Model,
    parts: Sequence[solved.Part],
    outcome: Outcome,
) -> dict[str, Waarom]:
    """Return the reason per pupil.

    Parameters
    ----------
    instance, model
        The problem.
    parts
        The parts of the problem with what was found for each.
    outcome
        What was found for the whole.

    Returns
    -------
    dict
        Reason and alternatives by pupil id, in the order of the instance.
    """
    table = Table(instance, model, outcome.choice, [_priced(part) for part in parts])
    reasons = _Reasons(Prijzen(table, optimal=outcome.proven), Verteller(read_words()))
    return {row.id: reasons.of(row) for row in instance.leerlingen}


def _priced(part: solved.Part) -> Part:
    """Return a part with exact prices, where they can be had at once."""
    residual = None
    if part.exact:
        residual = Residual(part.model, part.tree, part.outcome.choice)
    if residual is not None and not residual.small:
        residual = None
    return Part(part.piece, part.outcome.choice, residual)


class _Reasons:
    """Reasons for one plan."""

    def __init__(self, prices: Prijzen, tell: Verteller) -> None:
        self.prices, self.tell, self.table = prices, tell, prices.table

    def of(self, pupil: Leerling) -> Waarom:
        """Return why a pupil has its place, or none, and what else could be."""
        index = self.table.pupil_at[pupil.id]
        stand = self.table.stand(int(self.table.choice[index]))
        when = self.tell.when(stand)
        if pupil.vast is not None and pupil.vast in (stand.plek, stand.brug):
            return Waarom(" ".join([self.tell.pinned(pupil.vast), *when]))
        others = self.prices.cheapest(pupil.id, MOST_SHOWN)
        if stand.plek is None and not others:
            return Waarom(" ".join([self._nowhere(pupil.id), *when]))
        reason = self.tell.reason(stand.plek, others, proven=self.prices.optimal)
        return Waarom(
            " ".join([reason, *when]),
            tuple(
                Alternatief(price.plek, self.tell.price(price))
                for price in others
                if price.plek is not None
            ),
        )

    def _nowhere(self, pupil: str) -> str:
        """Return why no lasting place can be given at all."""
        rows = self.prices.excluded(pupil)
        return self.tell.nowhere(pupil, rows)
