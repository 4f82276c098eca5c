"""How likely a condition is met once its question is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.expressie import Bevat, In, Vastgelegd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.expressie import OpVeld
    from knowledge.load import Knowledge
    from knowledge.velden import Veld

CHOSEN = 2.0
"""Choices that people make on average where several may be chosen (own estimate)."""


class Chances:
    """Chances of conditions, from the rows of ``intake.yaml`` and else equal.

    Parameters
    ----------
    knowledge
        The fields with their values, and the rows with chances.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._velden = knowledge.velden
        self._rows = {row.veld: row for row in knowledge.intake.kansen}
        self._otherwise = knowledge.intake.onbekende_kans
        self._weights: dict[str, Mapping[str, float]] = {}

    def of(self, leaf: OpVeld) -> float:
        """Return the chance (0 to 1) that a condition on one field is met."""
        row, veld = self._rows.get(leaf.veld), self._velden.get(leaf.veld)
        if row is not None and row.kans is not None:
            return row.kans
        if veld is None or not veld.waarden:
            return self._otherwise
        match leaf:
            case In():
                return self._any_of(veld, leaf.in_)
            case Vastgelegd():
                return self._any_of(veld, leaf.vastgelegd)
            case Bevat():
                return self._some_of(veld, leaf.bevat)
            case _:
                return self._otherwise

    def _any_of(self, veld: Veld, values: Iterable[object]) -> float:
        weights = self._of_values(veld)
        return sum(weights.get(str(value), 0.0) for value in values)

    def _some_of(self, veld: Veld, values: Iterable[object]) -> float:
        """Return the chance that at least one of these is among the choices."""
        weights, none = self._of_values(veld), 1.0
        for value in values:
            none *= 1 - min(1.0, CHOSEN * weights.get(str(value), 0.0))
        return 1 - none

    def _of_values(self, veld: Veld) -> Mapping[str, float]:
        if veld.id not in self._weights:
            row = self._rows.get(veld.id)
            known = dict(row.waarden) if row else {}
            rest = [
                one.id
                for one in veld.waarden
                if one.id not in known and not one.onbekend
            ]
            share = (1 - sum(known.values())) / len(rest) if rest else 0.0
            self._weights[veld.id] = {**dict.fromkeys(rest, share), **known}
        return self._weights[veld.id]
