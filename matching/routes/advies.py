"""The route advice as data: what is answered, and nothing that computes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from knowledge.routes import Aard, SoortRoute
    from matching.routes.ranker import Volgorde
    from matching.uitkomst import Uitkomst


class Status(StrEnum):
    """Whether a route can be taken, in the order in which routes are shown."""

    open = "open"
    onbekend = "onbekend"
    dicht = "dicht"


@dataclass(frozen=True)
class CriteriumUitkomst:
    """One criterion, weighed for one pupil.

    ``velden`` are the fields it reads; they are not part of the JSON.
    """

    criterium: str
    aard: Aard
    uitkomst: Uitkomst
    uitleg: str
    bron: str
    velden: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "criterium": self.criterium,
            "aard": self.aard.value,
            "uitkomst": self.uitkomst.value,
            "uitleg": self.uitleg,
            "bron": self.bron,
        }


@dataclass(frozen=True)
class RouteUitkomst:
    """One route with its status, its rank over all routes and every criterion."""

    route: str
    soort: SoortRoute
    status: Status
    rang: int
    criteria: tuple[CriteriumUitkomst, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "route": self.route,
            "soort": self.soort.value,
            "status": self.status.value,
            "rang": self.rang,
            "criteria": [row.as_dict() for row in self.criteria],
        }


@dataclass(frozen=True)
class Plan:
    """What to do now, what next, at which table, what to arrange, by when."""

    nu: tuple[str, ...] = ()
    straks: tuple[str, ...] = ()
    tafel: str | None = None
    nog_te_regelen: tuple[str, ...] = ()
    termijn: date | None = None
    termijn_zin: str | None = None
    """What the date is for; shown to people, not part of the JSON."""

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "nu": list(self.nu),
            "straks": list(self.straks),
            "tafel": self.tafel,
            "nog_te_regelen": list(self.nog_te_regelen),
            "termijn": self.termijn.isoformat() if self.termijn else None,
        }


@dataclass(frozen=True)
class RouteAdvies:
    """The whole advice; after a safety stop it holds no routes."""

    stop: bool
    stopreden: str | None
    routes: tuple[RouteUitkomst, ...]
    plan: Plan
    ontbrekend: tuple[str, ...]
    volgorde: Volgorde | None = None
    """Where the order of the open routes comes from; not part of the JSON."""

    def as_dict(self) -> dict[str, object]:
        """Return exactly the JSON of the contract."""
        return {
            "stop": self.stop,
            "stopreden": self.stopreden,
            "routes": [row.as_dict() for row in self.routes],
            "plan": self.plan.as_dict(),
            "ontbrekend": list(self.ontbrekend),
        }
