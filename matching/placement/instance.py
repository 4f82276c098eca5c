"""The placement problem as plain data that checks itself.

Hours and money are whole hundredths, so that every sum is exact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from matching.placement.checks import check_instance
from matching.placement.checks_rows import check_pair, check_place, not_negative

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matching.placement.periods import Periode, Vrij


class Doel(StrEnum):
    """The goals that a region can put in order."""

    URGENT_GEPLAATST = "urgent_geplaatst"
    GESCHIKTHEID = "geschiktheid"
    REISTIJD = "reistijd"
    WEINIG_WIJZIGINGEN = "weinig_wijzigingen"
    ZONDER_OVERBRUGGING = "zonder_overbrugging"
    WEKEN_THUIS = "weken_thuis"
    WENSEN = "wensen"
    NABIJHEID = "nabijheid"
    LANGSTE_WACHT = "langste_wacht"


STANDAARD_DOELEN = (
    Doel.URGENT_GEPLAATST,
    Doel.GESCHIKTHEID,
    Doel.REISTIJD,
    Doel.WEINIG_WIJZIGINGEN,
)
"""The order of the contract, used when an instance does not name its own."""


class Soort(StrEnum):
    """What a place is for."""

    BLIJVEND = "blijvend"
    OVERBRUGGING = "overbrugging"


TIJD_DOELEN = (Doel.ZONDER_OVERBRUGGING, Doel.WEKEN_THUIS)
"""Goals that only mean something when days count."""

HORIZON = timedelta(weeks=52)
"""How far a plan looks ahead when an instance does not say."""


@dataclass(frozen=True, slots=True)
class Leerling:
    """A pupil who waits for a place.

    Parameters
    ----------
    id
        Name of the pupil in the instance.
    urgentie
        Weight of placing this pupil, 0 or more; 1 is added.
    vast
        Place that must be given (a pin).
    verboden
        Places that may not be given (bans).
    vroegst
        First day on which the pupil can start.
    lot
        Lot number; a lower one goes first.
    thuis_sinds
        First day at home.
    kenmerken
        Marks that a group may hold only so many of.
    """

    id: str
    urgentie: int = 0
    vast: str | None = None
    verboden: frozenset[str] = frozenset()
    vroegst: date | None = None
    lot: int | None = None
    thuis_sinds: date | None = None
    kenmerken: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        not_negative("leerlingen", self.id, "urgentie", self.urgentie)

    def rank(self) -> tuple[bool, int, str]:
        """Return the key of the draw: with lot before without, then by id."""
        return (self.lot is None, self.lot or 0, self.id)


@dataclass(frozen=True, slots=True)
class Plek:
    """A place (group, class, arrangement) with room for some pupils.

    Parameters
    ----------
    id
        Name of the place in the instance.
    voorziening
        Provision it belongs to; for people, not for the engines.
    capaciteit
        Seats; ``None`` is no limit.
    uren
        Hours of staff, in hundredths; ``None`` is no limit.
    start, eind
        First and last day on which the place exists.
    budget
        Budget that pays for pupils here.
    soort
        A lasting place, or one that bridges the wait for it.
    instroom
        Days on which pupils can begin, ascending; empty: any day.
    perioden
        Changes of the number of seats, ascending.
    minimum
        The place opens only with at least so many pupils, else nobody.
    verblijf_weken, verlenging_weken
        Longest stay on a bridging place, and its one extension.
    hoogstens
        Most pupils with a mark at the same time, by mark.
    """

    id: str
    voorziening: str | None = None
    capaciteit: int | None = None
    uren: int | None = None
    start: date | None = None
    eind: date | None = None
    budget: str | None = None
    soort: Soort = Soort.BLIJVEND
    instroom: tuple[date, ...] = ()
    perioden: tuple[Periode, ...] = ()
    minimum: int = 0
    verblijf_weken: int | None = None
    verlenging_weken: int = 0
    hoogstens: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        check_place(self)

    @property
    def overbrugt(self) -> bool:
        """Tell whether this place bridges the wait for a lasting one."""
        return self.soort is Soort.OVERBRUGGING


@dataclass(frozen=True, slots=True)
class Paar:
    """A pupil and a place that admits this pupil.

    Parameters
    ----------
    leerling, plek
        The ids.
    geschiktheid
        How well it fits, in points; may be negative.
    reistijd_min
        Travel time in minutes.
    uren
        Hours of staff the pupil needs here, in hundredths.
    kosten
        What the pupil costs here, in cents.
    vanaf
        First day on which papers and consents are there.
    wens
        Rank in the wishes of parents and pupil, 1 is the first.
    afstand
        Steps away from the own school, 0 is the own school.
    tot
        Last day on which the pupil can begin here (age, or the end of a TLV).
    """

    leerling: str
    plek: str
    geschiktheid: int = 0
    reistijd_min: int = 0
    uren: int = 0
    kosten: int = 0
    vanaf: date | None = None
    wens: int | None = None
    afstand: int = 0
    tot: date | None = None

    def __post_init__(self) -> None:
        check_pair(self)

    @property
    def naam(self) -> str:
        """Return how people point at this pair."""
        return pair_name(self.leerling, self.plek)


@dataclass(frozen=True, slots=True)
class Budget:
    """Money that several places share.

    Parameters
    ----------
    id
        Name of the budget in the instance.
    bedrag
        Amount in cents; ``None`` is no limit.
    """

    id: str
    bedrag: int | None = None

    def __post_init__(self) -> None:
        not_negative("budgetten", self.id, "bedrag", self.bedrag)


@dataclass(frozen=True)
class Instantie:
    """One placement problem: who waits, what is there, what must hold.

    Parameters
    ----------
    leerlingen, plekken, paren, budgetten
        The rows; ids are unique and every reference exists.
    niet_samen
        Pairs of pupils that may not share a place.
    doelen
        Goals in order of importance.
    vorig
        Place per pupil in the previous proposal (``None``: not placed then).
    peildatum
        Day of reckoning; needed when days count (see ``met_tijd``).
    samen
        Pairs of pupils who get the same lasting place, or both none.
    horizon
        Day until which weeks at home are counted.
    vorig_overbrugging
        Bridging place per pupil in the previous proposal.
    schoolvrij
        Days on which nobody begins, where a place has no intake moments of its own.
    """

    leerlingen: tuple[Leerling, ...] = ()
    plekken: tuple[Plek, ...] = ()
    paren: tuple[Paar, ...] = ()
    budgetten: tuple[Budget, ...] = ()
    niet_samen: tuple[tuple[str, str], ...] = ()
    doelen: tuple[Doel, ...] = STANDAARD_DOELEN
    vorig: Mapping[str, str | None] = field(
        default_factory=lambda: MappingProxyType({})
    )
    peildatum: date | None = None
    samen: tuple[tuple[str, str], ...] = ()
    horizon: date | None = None
    vorig_overbrugging: Mapping[str, str | None] = field(
        default_factory=lambda: MappingProxyType({})
    )
    schoolvrij: tuple[Vrij, ...] = ()

    def __post_init__(self) -> None:
        check_instance(self)

    @property
    def met_tijd(self) -> bool:
        """Tell whether days count: only then does a plan say when pupils begin."""
        return bool(
            self.horizon is not None
            or self.vorig_overbrugging
            or any(goal in TIJD_DOELEN for goal in self.doelen)
            or any(
                place.overbrugt or place.instroom or place.perioden
                for place in self.plekken
            )
            or any(pair.vanaf or pair.tot for pair in self.paren)
        )

    @property
    def eerste_dag(self) -> date:
        """Return the day of reckoning; any day when no rule depends on it."""
        return self.peildatum or date.min

    @property
    def laatste_dag(self) -> date:
        """Return the horizon: weeks at home are counted until this day."""
        if self.horizon is not None:
            return self.horizon
        return min(self.eerste_dag, date.max - HORIZON) + HORIZON


def pair_name(pupil: str, place: str) -> str:
    """Return how messages point at a pair."""
    return f'"{pupil}" op "{place}"'
