"""How much a question is expected to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.expressie import leaves
from knowledge.routes import Aard
from matching.routes.possible import FAILED, MET, Supposition, is_settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.expressie import Expressie
    from matching.routes.chances import Chances
    from matching.routes.first_three import Span
    from matching.routes.possible import Leeway


def expected_reduction(
    spans: Iterable[Span], leeway: Leeway, chances: Chances
) -> Mapping[str, float]:
    """Return per question how many open criteria it is expected to settle.

    A criterion of these routes counts when the answer decides it. When the answer
    closes a route, all its other open criteria are settled with it.

    Parameters
    ----------
    spans
        The routes that count: those that may still be among the first of their kind.
    leeway
        What is still open.
    chances
        How likely a condition is met.

    Returns
    -------
    Mapping
        Open questions with the expected number of criteria.
    """
    found: dict[str, float] = {}
    for span in spans:
        waiting = [(row, one) for row, one in span.rows if not is_settled(one)]
        for row, _ in waiting:
            if row.als is None:
                continue
            closes = getattr(row, "aard", None) == Aard.hard
            others = len(waiting) - 1 if closes else 0
            for veld, chance in _questions(row.als, leeway, chances).items():
                settled, fails = _after(row.als, veld, chance, leeway)
                found[veld] = found.get(veld, 0.0) + settled + fails * others
    return found


def _questions(als: Expressie, leeway: Leeway, chances: Chances) -> dict[str, float]:
    """Return the questions a condition waits for, each with the chance it is met."""
    found: dict[str, float] = {}
    for leaf in leaves(als):
        outcomes, veld = leeway.leaf(leaf)
        if veld is not None and not is_settled(outcomes):
            found.setdefault(veld, chances.of(leaf))
    return found


def _after(
    als: Expressie, veld: str, chance: float, leeway: Leeway
) -> tuple[float, float]:
    """Return the chances that an answer settles a condition, and that it fails it."""
    settled = fails = 0.0
    for outcome, likely in ((MET, chance), (FAILED, 1 - chance)):
        left = leeway.outcomes(als, Supposition(veld, outcome))
        settled += likely * is_settled(left)
        fails += likely * (left == FAILED)
    return settled, fails
