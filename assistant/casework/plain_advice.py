"""A stored advice in the words of parents and pupil: names, reasons, papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.casework.tell_advice import deciding_criteria

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.casework.inzage import Inzage
    from knowledge.load import Knowledge


@dataclass(frozen=True)
class Gegrond:
    """A sentence, and the reference to the sources it rests on, if any."""

    zin: str
    bron: str | None = None


class PlainWords:
    """Says what an advice means in the words for a parent or pupil.

    What rests on an answer that the reader does not see is not told: then the reader
    hears who can tell it.
    """

    def __init__(self, knowledge: Knowledge, rol: str, sight: Inzage) -> None:
        self._knowledge = knowledge
        self._plan = knowledge.gezinsplan
        self._rol = rol
        self._sight = sight

    def name(self, route: str) -> str:
        """Return what a route is called."""
        row = self._plan.routes.get(route)
        return route if row is None else row.naam

    def what(self, route: str) -> str:
        """Return what a route is, in one or two sentences."""
        row = self._plan.routes.get(route)
        return "" if row is None else row.voor(self._rol)

    def reasons(self, row: Mapping[str, Any]) -> tuple[Gegrond, ...]:
        """Say why a route is in the plan, each reason once."""
        met = [
            one
            for one in row["criteria"]
            if one["aard"] == "indicatie" and one["uitkomst"] == "voldoet"
        ]
        told = {
            self._say(row, one, self._plan.reden(one["criterium"], self._rol)): one
            for one in met
        }
        return tuple(Gegrond(zin, one["bron"]) for zin, one in told.items())

    def closed(self, row: Mapping[str, Any]) -> Gegrond:
        """Say why a route is closed."""
        for one in deciding_criteria(row):
            sentence = self._plan.eis(one["criterium"], self._rol)
            return Gegrond(self._say(row, one, sentence), one["bron"])
        return Gegrond(self._plan.eis("", self._rol))

    def papers(self, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Give what papers of a route are still to come, and who sees to each."""
        for one in row["criteria"]:
            if one["aard"] == "document" and one["uitkomst"] != "voldoet":
                yield self._plan.papier(one["criterium"], self._rol)

    def _say(
        self, row: Mapping[str, Any], one: Mapping[str, Any], sentence: str
    ) -> str:
        if all(self._may_tell(veld) for veld in self._fields(row, one)):
            return sentence
        return self._plan.stem(self._rol).zinnen["verborgen"]

    def _fields(self, row: Mapping[str, Any], one: Mapping[str, Any]) -> Iterator[str]:
        """Give the fields that a criterion reads, those under a derived value too."""
        route = self._knowledge.routes.get(row["route"])
        for rule in () if route is None else route.criteria:
            if rule.id == one["criterium"]:
                for name in rule.velden:
                    derived = self._knowledge.afgeleid.get(name)
                    yield from (name,) if derived is None else derived.van

    def _may_tell(self, name: str) -> bool:
        veld = self._knowledge.velden.get(name)
        hidden = veld is not None and self._rol in veld.niet_tonen_aan
        return not hidden and (veld is None or self._sight.toont(name))
