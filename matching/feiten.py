"""What is known of a case on one day: answers, and what follows from them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from knowledge.velden import VeldType
from matching.afgeleid import COMPUTE
from matching.kennis import Bereik, Dagen, Keuzes
from matching.lezen import ONBEKEND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.load import Knowledge
    from knowledge.route_regels import RouteRegels
    from matching.uitkomst import Uitkomst


class Feiten:
    """The checked answers of one case, read on one day.

    Parameters
    ----------
    antwoorden
        Answers as ``matching.antwoorden.check_answers`` returns them.
    knowledge
        The fields and their values.
    peildatum
        The date of reckoning.
    """

    def __init__(
        self,
        antwoorden: Mapping[str, object],
        knowledge: Knowledge,
        peildatum: date,
    ) -> None:
        self._antwoorden = antwoorden
        self._knowledge = knowledge
        self.peildatum = peildatum
        self.uitkomsten: dict[str, Uitkomst] = {}
        """Outcomes of conditions on these facts, as they are worked out."""
        self._derived: dict[str, object] = {}
        self._unknown: dict[str, frozenset[str]] = {}

    @property
    def regels(self) -> RouteRegels:
        """Return the rows that hold for all routes."""
        return self._knowledge.route_regels

    def recorded(self, veld: str) -> object | None:
        """Return the answer as it was given, known or not; ``None`` when absent."""
        return self._antwoorden.get(veld)

    def asked(self, veld: str) -> bool:
        """Tell whether there is an answer, be it "not known"."""
        return self.recorded(veld) is not None

    def known(self, veld: str) -> object | None:
        """Return what is known of a field or derived value, else ``None``."""
        if veld in COMPUTE:
            if veld not in self._derived:
                self._derived[veld] = COMPUTE[veld](self)
            return self._derived[veld]
        value = self._antwoorden.get(veld)
        if value is None or value == ONBEKEND:
            return None
        if isinstance(value, str) and value in self._unknown_ids(veld):
            return None
        if isinstance(value, list) and self._is_multi(veld):
            return self._choices(veld, value)
        return value

    def is_known(self, veld: str) -> bool:
        """Tell whether something is known for certain of a field."""
        value = self.known(veld)
        return not (isinstance(value, Keuzes) and value.mogelijk is None) and (
            value is not None
        )

    def _is_multi(self, veld: str) -> bool:
        return self._knowledge.velden[veld].type is VeldType.multi

    def _unknown_ids(self, veld: str) -> frozenset[str]:
        cache = self._unknown
        if veld not in cache:
            row = self._knowledge.velden.get(veld)
            values = row.waarden if row else ()
            cache[veld] = frozenset(one.id for one in values if one.onbekend)
        return cache[veld]

    def _choices(self, veld: str, items: list[object]) -> Keuzes | None:
        """Split several choices; one "not known" leaves room for any other."""
        unknown = self._unknown_ids(veld) | {ONBEKEND}
        certain = frozenset(item for item in items if item not in unknown)
        if len(certain) == len(items):
            return Keuzes(zeker=certain)
        return Keuzes(zeker=certain, mogelijk=None)

    def bounds(self, veld: str) -> Bereik | None:
        """Return a number as bounds, or ``None`` when it is not known."""
        value = self.known(veld)
        if isinstance(value, int | float):
            return Bereik(value, value)
        return value if isinstance(value, Bereik) else None

    def days(self, veld: str) -> Dagen | None:
        """Return a day as bounds, or ``None`` when it is not known."""
        value = self.known(veld)
        if isinstance(value, date):
            return Dagen(value, value)
        return value if isinstance(value, Dagen) else None

    def choices(self, veld: str) -> Keuzes | None:
        """Return several choices, or ``None`` when they are not known."""
        value = self.known(veld)
        return value if isinstance(value, Keuzes) else None

    def rows(self, veld: str) -> list[dict[str, object]] | None:
        """Return the rows of a table, or ``None`` when they are not known."""
        value = self.known(veld)
        return value if isinstance(value, list) else None
