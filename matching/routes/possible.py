"""What a criterion may still become when the open questions are answered.

Three-valued logic over sets of outcomes: a set is a number, one bit per outcome. A
set may hold more than can really happen (conditions on one field are taken apart),
never less, so what it leaves out is certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.expressie import Alle, Altijd, Beantwoord, Een, Niet, Vastgelegd
from knowledge.routes import Criterium
from matching.logic import evaluate
from matching.routes.open_fields import any_field, question_for, still_open
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from knowledge.expressie import Expressie, OpVeld
    from knowledge.regio import RegioCriterium
    from matching.feiten import Feiten

Outcomes = int
"""A set of outcomes: ``MET``, ``FAILED`` and ``UNKNOWN`` added up."""

MET, FAILED, UNKNOWN = 1, 2, 4
_BIT = {
    Uitkomst.voldoet: MET,
    Uitkomst.voldoet_niet: FAILED,
    Uitkomst.onbekend: UNKNOWN,
}
_SETTLED = frozenset({MET, FAILED, UNKNOWN})


def is_settled(outcomes: Outcomes) -> bool:
    """Tell whether one outcome is left."""
    return outcomes in _SETTLED


@dataclass(frozen=True)
class Supposition:
    """The supposition that conditions that wait for a field come out so."""

    veld: str
    outcome: Outcomes


class Leeway:
    """What the answers of one case leave open.

    Parameters
    ----------
    feiten
        What is known.
    askable
        Tells for a field whether it can be asked; by default every field can.
    """

    def __init__(
        self, feiten: Feiten, askable: Callable[[str], bool] = any_field
    ) -> None:
        self.feiten = feiten
        self._askable = askable
        self._leaves: dict[str, tuple[Outcomes, str | None]] = {}
        self._outcomes: dict[str, Outcomes] = {}

    def of_criterium(self, row: Criterium | RegioCriterium) -> Outcomes:
        """Return what a criterion may still become; a doubt keeps it unknown."""
        if row.als is None:
            return UNKNOWN
        outcomes = self.outcomes(row.als)
        if not isinstance(row, Criterium) or row.twijfel is None:
            return outcomes
        doubt = self.outcomes(row.twijfel)
        if doubt == MET:
            return UNKNOWN
        return outcomes | UNKNOWN if doubt & MET else outcomes

    def outcomes(
        self, expressie: Expressie, suppose: Supposition | None = None
    ) -> Outcomes:
        """Return what a condition may still become.

        Parameters
        ----------
        expressie
            The condition.
        suppose
            How conditions on one open field are supposed to come out.
        """
        if suppose is not None:
            return self._work_out(expressie, suppose)
        known = self._outcomes.get(expressie.sleutel)
        if known is None:
            known = self._work_out(expressie, None)
            self._outcomes[expressie.sleutel] = known
        return known

    def _work_out(self, expressie: Expressie, suppose: Supposition | None) -> Outcomes:
        match expressie:
            case Alle():
                return _both(self.outcomes(one, suppose) for one in expressie.alle)
            case Een():
                return _either(self.outcomes(one, suppose) for one in expressie.een)
            case Niet():
                return _turned(self.outcomes(expressie.niet, suppose))
            case Altijd():
                return MET
            case _:
                outcomes, question = self.leaf(expressie)
                if suppose and question == suppose.veld:
                    return outcomes & suppose.outcome or outcomes
                return outcomes

    def leaf(self, leaf: OpVeld) -> tuple[Outcomes, str | None]:
        """Return what one condition may become, and the field it waits for."""
        if leaf.sleutel not in self._leaves:
            self._leaves[leaf.sleutel] = self._read_leaf(leaf)
        return self._leaves[leaf.sleutel]

    def _read_leaf(self, leaf: OpVeld) -> tuple[Outcomes, str | None]:
        now = _BIT[evaluate(leaf, self.feiten)]  # type: ignore[arg-type]
        if isinstance(leaf, Vastgelegd | Beantwoord):
            # Two-valued: an answer may change these although they are not unknown.
            unasked = still_open(leaf.veld, self.feiten) and self._askable(leaf.veld)
            return (MET | FAILED, leaf.veld) if unasked else (now, None)
        if now != UNKNOWN:
            return now, None
        veld = question_for(leaf.veld, self.feiten, self._askable)
        return (UNKNOWN, None) if veld is None else (MET | FAILED, veld)


def _both(parts: Iterable[Outcomes]) -> Outcomes:
    """Combine with "and": one failure decides, then one unknown."""
    seen, shared, no_failure = 0, MET, True
    for part in parts:
        seen |= part
        shared &= part
        no_failure = no_failure and part != FAILED
    result = shared | (seen & FAILED)
    return result | UNKNOWN if seen & UNKNOWN and no_failure else result


def _either(parts: Iterable[Outcomes]) -> Outcomes:
    """Combine with "or": what is left of "and" with both sides turned."""
    return _turned(_both(_turned(part) for part in parts))


def _turned(outcomes: Outcomes) -> Outcomes:
    """Swap met and failed; unknown stays unknown."""
    met, failed = outcomes & MET, outcomes & FAILED
    return (outcomes & UNKNOWN) | (FAILED if met else 0) | (MET if failed else 0)
