"""The proposal: what the table gets to see, and what is proven about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matching.placement.instance import Doel


class Status(StrEnum):
    """How far the proof goes."""

    OPTIMAAL = "optimaal"
    HAALBAAR = "haalbaar"
    ONMOGELIJK = "onmogelijk"
    ONBEKEND = "onbekend"


@dataclass(frozen=True)
class DoelWaarde:
    """The value of one goal and the proven bound on it.

    Parameters
    ----------
    doel
        The goal.
    waarde
        Value of the proposal, in the unit of the goal.
    grens
        No admissible proposal that is as good on the earlier goals does better.
    """

    doel: Doel
    waarde: int
    grens: int


@dataclass(frozen=True)
class Alternatief:
    """Another place for a pupil, and what choosing it would mean."""

    plek: str
    gevolg: str


@dataclass(frozen=True)
class Waarom:
    """Why a pupil has this place, or none, and what else could be."""

    reden: str
    alternatieven: tuple[Alternatief, ...] = ()


@dataclass(frozen=True)
class Overbrugging:
    """A bridging place with the first and the last day on it."""

    plek: str
    begin: date
    eind: date


@dataclass(frozen=True)
class Planning:
    """When it all happens; only where days count.

    Parameters
    ----------
    begin
        First day on the lasting place per pupil, ``None`` without one.
    overbrugging
        Bridging place per pupil, or ``None``.
    weken_thuis
        Weeks without any place until the lasting one or the horizon, rounded up.
    """

    begin: Mapping[str, date | None]
    overbrugging: Mapping[str, Overbrugging | None]
    weken_thuis: Mapping[str, int]

    def as_dict(self) -> dict[str, Any]:
        """Return the keys of the JSON document."""
        return {
            "begin": {
                pupil: None if day is None else day.isoformat()
                for pupil, day in self.begin.items()
            },
            "overbrugging": {
                pupil: None
                if bridge is None
                else {
                    "plek": bridge.plek,
                    "begin": bridge.begin.isoformat(),
                    "eind": bridge.eind.isoformat(),
                }
                for pupil, bridge in self.overbrugging.items()
            },
            "weken_thuis": dict(self.weken_thuis),
        }


@dataclass(frozen=True)
class Voorstel:
    """A proposal for the table; a person decides.

    Parameters
    ----------
    status
        How far the proof goes.
    uniek
        Whether goals and draw leave exactly this answer.
    plaatsingen
        Place per pupil, ``None`` for no place; every pupil is in it.
    doelen
        Goals in order of importance.
    duur_s
        Seconds the solve took.
    seed
        Seed of the engines.
    conflict
        Rules that clash, when the status is ``onmogelijk``.
    waarom
        Reason per pupil; ``None`` when it was not asked for.
    planning
        When it all happens; ``None`` where days do not count.
    bewijs
        The receipt, as JSON values (see ``receipt``).
    """

    status: Status
    uniek: bool
    plaatsingen: Mapping[str, str | None]
    doelen: tuple[DoelWaarde, ...]
    duur_s: float
    seed: int
    conflict: tuple[str, ...] = ()
    waarom: Mapping[str, Waarom] | None = None
    planning: Planning | None = None
    bewijs: Mapping[str, Any] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON document of the contract."""
        document: dict[str, Any] = {
            "status": str(self.status),
            "uniek": self.uniek,
            "plaatsingen": dict(self.plaatsingen),
            "doelen": [
                {"doel": str(goal.doel), "waarde": goal.waarde, "grens": goal.grens}
                for goal in self.doelen
            ],
            "duur_s": round(self.duur_s, 3),
            "seed": self.seed,
            "conflict": list(self.conflict),
        }
        if self.planning is not None:
            document |= self.planning.as_dict()
        if self.bewijs is not None:
            document["bewijs"] = dict(self.bewijs)
        if self.waarom is not None:
            document["waarom"] = {
                pupil: {
                    "reden": reason.reden,
                    "alternatieven": [
                        {"plek": other.plek, "gevolg": other.gevolg}
                        for other in reason.alternatieven
                    ],
                }
                for pupil, reason in self.waarom.items()
            }
        return document
