"""Which rules of the sources are computed, and why the others are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from knowledge.errors import KnowledgeError
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from knowledge.load import Knowledge
    from knowledge.routes import Route

FILE = "routes/_niet_berekend.yaml"


class NietBerekend(Rij):
    """Rules that are shown and not computed: why, and where people find them."""

    id: Sleutel
    regels: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    reden: Tekst
    waar: Tekst


@dataclass(frozen=True)
class Routedekking:
    """How the sources of one route are covered.

    Parameters
    ----------
    berekend
        Rule of the research → the criteria that encode it.
    getoond
        Rule that is shown and not computed → the row that says why.
    mensenwerk
        Criteria that the system never computes → the sentence that says so.
    niet_bekend
        What the sources do not say → whom to ask.
    """

    route: str
    criteria: int
    berekend: dict[str, tuple[str, ...]]
    getoond: dict[str, NietBerekend]
    mensenwerk: dict[str, str]
    niet_bekend: dict[str, str]

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "route": self.route,
            "criteria": self.criteria,
            "berekend": {rule: list(ids) for rule, ids in self.berekend.items()},
            "getoond": {rule: row.reden for rule, row in self.getoond.items()},
            "mensenwerk": self.mensenwerk,
            "niet_bekend": self.niet_bekend,
        }


def coverage(knowledge: Knowledge) -> tuple[Routedekking, ...]:
    """Return per route which rules are computed, and why the others are not."""
    return tuple(_of_route(route, knowledge) for route in knowledge.routes.values())


def _of_route(route: Route, knowledge: Knowledge) -> Routedekking:
    why = {rule: row for row in knowledge.niet_berekend for rule in row.regels}
    rules = dict.fromkeys(rule for row in route.criteria for rule in row.regels)
    asked = knowledge.route_regels.informatie
    return Routedekking(
        route=route.id,
        criteria=len(route.criteria),
        berekend={
            rule: tuple(row.id for row in route.criteria if rule in row.regels)
            for rule in rules
        },
        getoond={rule: why[rule] for rule in route.informatie_regels},
        mensenwerk={row.id: row.onbekend for row in route.criteria if row.als is None},
        niet_bekend={
            asked[kind].naam: asked[kind].vraag_na
            for kind in asked
            if route.informatie[kind] is None
        },
    )


def check_coverage(knowledge: Knowledge) -> None:
    """Check that every rule that is only shown has one reason, and no more.

    Raises
    ------
    KnowledgeError
        When a reason is missing, stands twice or is about no rule.
    """
    reasons = [rule for row in knowledge.niet_berekend for rule in row.regels]
    shown = {
        rule for route in knowledge.routes.values() for rule in route.informatie_regels
    }
    for rule in sorted(shown - set(reasons)):
        raise KnowledgeError(
            FILE,
            rule,
            "van deze regel staat nergens waarom hij niet wordt berekend",
            "zet hem bij een reden, of maak er een criterium van",
        )
    for rule in reasons:
        if reasons.count(rule) > 1 or rule not in shown:
            raise KnowledgeError(
                FILE,
                rule,
                "deze regel staat er dubbel of hoort bij geen enkele route",
                "laat hem één keer staan, of haal hem weg",
            )
