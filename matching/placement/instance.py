"""The placement problem as plain data that checks itself.

Hours and money are whole hundredths, so that every sum is exact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from matching.placement.errors import InstanceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

MAX_TOTAL = 2**61
"""Largest sum of absolute values that every engine still adds up exactly."""


class Doel(StrEnum):
    """The goals that a region can put in order."""

    URGENT_GEPLAATST = "urgent_geplaatst"
    GESCHIKTHEID = "geschiktheid"
    REISTIJD = "reistijd"
    WEINIG_WIJZIGINGEN = "weinig_wijzigingen"


STANDAARD_DOELEN = tuple(Doel)
"""The order of the contract, used when an instance does not name its own."""


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
    """

    id: str
    urgentie: int = 0
    vast: str | None = None
    verboden: frozenset[str] = frozenset()
    vroegst: date | None = None
    lot: int | None = None

    def __post_init__(self) -> None:
        _not_negative("leerlingen", self.id, "urgentie", self.urgentie)

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
    """

    id: str
    voorziening: str | None = None
    capaciteit: int | None = None
    uren: int | None = None
    start: date | None = None
    eind: date | None = None
    budget: str | None = None

    def __post_init__(self) -> None:
        _not_negative("plekken", self.id, "capaciteit", self.capaciteit)
        _not_negative("plekken", self.id, "uren", self.uren)
        if self.start and self.eind and self.start > self.eind:
            raise InstanceError(
                f'plekken "{self.id}": eind',
                f"eind {self.eind} ligt voor start {self.start}. "
                "Verbeter een van de twee datums.",
            )


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
    """

    leerling: str
    plek: str
    geschiktheid: int = 0
    reistijd_min: int = 0
    uren: int = 0
    kosten: int = 0

    def __post_init__(self) -> None:
        if self.reistijd_min < 0 or self.uren < 0 or self.kosten < 0:
            for key in ("reistijd_min", "uren", "kosten"):
                _not_negative("paren", self.naam, key, getattr(self, key))

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
        _not_negative("budgetten", self.id, "bedrag", self.bedrag)


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
        Day of reckoning; for people, no rule depends on it.
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

    def __post_init__(self) -> None:
        pupils = _unique("leerlingen", (row.id for row in self.leerlingen))
        places = _unique("plekken", (row.id for row in self.plekken))
        budgets = _unique("budgetten", (row.id for row in self.budgetten))
        _unique("doelen", self.doelen)
        pairs = self._check_pairs(pupils, places)
        for place in self.plekken:
            if place.budget is not None:
                _known(f'plekken "{place.id}": budget', place.budget, budgets, "budget")
        for pupil in self.leerlingen:
            _check_pupil(pupil, places, pairs)
        self._check_apart(pupils)
        for pupil_id, place_id in self.vorig.items():
            _known("vorig", pupil_id, pupils, "leerling")
            if place_id is not None:
                _known(f'vorig "{pupil_id}"', place_id, places, "plek")
        self._check_totals()

    def _check_pairs(
        self, pupils: Collection[str], places: Collection[str]
    ) -> set[tuple[str, str]]:
        """Check the references of all pairs and that none stands twice."""
        pairs: set[tuple[str, str]] = set()
        for pair in self.paren:
            if pair.leerling not in pupils:
                _known(f"paren {pair.naam}", pair.leerling, pupils, "leerling")
            if pair.plek not in places:
                _known(f"paren {pair.naam}", pair.plek, places, "plek")
            pairs.add((pair.leerling, pair.plek))
        if len(pairs) < len(self.paren):
            _unique("paren", (pair.naam for pair in self.paren))
        return pairs

    def _check_apart(self, pupils: Collection[str]) -> None:
        for one, other in self.niet_samen:
            where = f'niet_samen ["{one}", "{other}"]'
            _known(where, one, pupils, "leerling")
            _known(where, other, pupils, "leerling")
            if one == other:
                raise InstanceError(
                    where, "hier staat twee keer dezelfde leerling. Noem er twee."
                )

    def _check_totals(self) -> None:
        """Refuse numbers that no engine can add up exactly."""
        totals = {
            "leerlingen: urgentie": sum(row.urgentie + 1 for row in self.leerlingen),
            "paren: geschiktheid": sum(abs(row.geschiktheid) for row in self.paren),
            "paren: reistijd_min": sum(row.reistijd_min for row in self.paren),
            "paren: uren": sum(row.uren for row in self.paren),
            "paren: kosten": sum(row.kosten for row in self.paren),
        }
        for where, total in totals.items():
            if total > MAX_TOTAL:
                raise InstanceError(
                    where,
                    "deze getallen zijn samen te groot om precies op te tellen. "
                    "Gebruik een grotere eenheid.",
                )


def pair_name(pupil: str, place: str) -> str:
    """Return how messages point at a pair."""
    return f'"{pupil}" op "{place}"'


def _check_pupil(
    pupil: Leerling, places: Collection[str], pairs: set[tuple[str, str]]
) -> None:
    """Check the pin and the bans of one pupil."""
    where = f'leerlingen "{pupil.id}"'
    for place in sorted(pupil.verboden):
        _known(f"{where}: verboden", place, places, "plek")
    if pupil.vast is None:
        return
    _known(f"{where}: vast", pupil.vast, places, "plek")
    if (pupil.id, pupil.vast) not in pairs:
        raise InstanceError(
            f"{where}: vast",
            f'leerling "{pupil.id}" staat vast op plek "{pupil.vast}", maar die plek '
            "mag niet voor deze leerling (het paar staat niet in paren). "
            "Haal de vaste plek weg of voeg het paar toe.",
        )


def _not_negative(table: str, id: str, key: str, value: int | None) -> None:
    if value is not None and value < 0:
        shown = value / 100 if key in ("uren", "kosten", "bedrag") else value
        name = id if table == "paren" else f'"{id}"'
        raise InstanceError(
            f"{table} {name}: {key}", f"{shown:g} kan niet. Vul 0 of meer in."
        )


def _known(where: str, id: str, known: Collection[str], kind: str) -> None:
    if id not in known:
        raise InstanceError(
            where,
            f'{kind} "{id}" bestaat niet in deze instantie. '
            "Verbeter de naam of voeg de rij toe.",
        )


def _unique(table: str, ids: Iterable[str]) -> set[str]:
    """Return the ids as a set; one that stands twice is an error."""
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            name = id if table == "paren" else f'"{id}"'
            raise InstanceError(
                f"{table} {name}", "staat er twee keer. Haal er een weg."
            )
        seen.add(id)
    return seen
