"""Proposals as people read them: frozen views of places, pairs and placements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


@dataclass(frozen=True)
class PlaceOption:
    """A place a pupil may be put on, for the choice list.

    ``vrij`` counts the seats that can be taken at once, and of a place to stay only
    those that can be kept; ``later`` is, when there are none, the first day on which
    there is one.
    """

    plek_id: str
    naam: str
    vrij: int
    soort: str = "blijvend"
    later: date | None = None

    @property
    def is_vol(self) -> bool:
        """Return whether no seat can be given, now or later."""
        return self.vrij == 0 and self.later is None


@dataclass(frozen=True)
class PairView:
    """A place this pupil could take, with travel time and suitability.

    ``wens`` is the rank of the wish; ``getypt`` tells that a person typed the minutes;
    ``afstand`` is in steps from the own school.
    """

    plek_id: str
    naam: str
    geschiktheid: int
    reistijd_min: int | None
    opmerkingen: tuple[str, ...] = ()
    gevolg: str | None = None
    wens: int | None = None
    afstand: int = 0
    getypt: bool = False
    vanaf: date | None = None
    soort: str = "blijvend"


@dataclass(frozen=True)
class BridgeView:
    """A place until the lasting one: from the first up to and with the last day."""

    plek_id: str
    naam: str
    begin: date | None
    eind: date | None


@dataclass(frozen=True)
class PlacementView:
    """What is proposed for one pupil and why; ``plek_id`` None: no lasting place.

    ``past_omdat`` is why the place fits this pupil; ``reden`` why this pupil gets
    this place among all pupils and places; ``niet`` names the other places with the
    first thing that fails, ``niet_plekken`` their ids; ``urgent_omdat`` what adds to
    the weeks at home. The other places (``alternatieven``, ``mogelijk``, ``niet``) are
    told only of cases that are asked for in full.
    """

    casus_id: str
    plek_id: str | None
    plek_naam: str | None
    reden: str
    reistijd_min: int | None
    alternatieven: tuple[PairView, ...] = ()
    mogelijk: tuple[PairView, ...] = ()
    past_omdat: tuple[str, ...] = ()
    begin: date | None = None
    brug: BridgeView | None = None
    weken_thuis: int | None = None
    opmerkingen: tuple[str, ...] = ()
    niet: tuple[tuple[str, str], ...] = ()
    niet_plekken: frozenset[str] = frozenset()
    urgent_omdat: tuple[str, ...] = ()
    overzicht: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ProposalView:
    """A stored proposal: per pupil a place and a reason, and what is not solved."""

    id: int
    overleg_id: int
    status: str
    geldig: bool
    fouten: tuple[str, ...]
    plaatsingen: tuple[PlacementView, ...]
    niet_opgelost: tuple[str, ...]
    capaciteit_onbekend: tuple[str, ...]
    doelen: tuple[Mapping[str, Any], ...]
    seed: int
    duur_s: float
    op: datetime
    verouderd: bool
    gaten: tuple[str, ...] = ()
    vast_kan_niet: tuple[str, ...] = ()
    overzicht: Mapping[str, Any] = field(default_factory=dict)
    ontvangstbewijs: Mapping[str, Any] = field(default_factory=dict)
