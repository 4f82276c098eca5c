"""Provisions as who keeps them reads them: frozen views of groups and seats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


@dataclass(frozen=True)
class PeriodView:
    """Seats in a period; None is not known, never zero.

    ``bezet`` is what the provider counts, ``besloten`` what decisions hold besides,
    ``vrij`` what is left.
    """

    id: int
    van: date
    tot: date | None
    plaatsen: int | None
    bezet: int | None
    besloten: int
    vrij: int | None
    nu: bool
    gewijzigd_op: datetime | None
    gewijzigd_door: str | None


@dataclass(frozen=True)
class MonthView:
    """Free seats on the first day of a month; None is not known."""

    maand: date
    plaatsen: int | None
    vrij: int | None


@dataclass(frozen=True)
class SeatValue:
    """What one more seat would have done in the last proposal of the region.

    ``geplaatst`` is how many pupils more get a lasting place, ``weken`` how many weeks
    at home all pupils together are spared.
    """

    geplaatst: int
    weken: int
    op: datetime


@dataclass(frozen=True)
class OwnGroupView:
    """A group with every period, the latest first, and the months ahead.

    ``soort_volgens_route`` counts while nobody says whether pupils stay.
    """

    id: str
    naam: str
    uren: float | None
    instroom: tuple[date, ...]
    soort: str | None
    soort_volgens_route: str
    minimum: int | None
    fte: float | None
    uren_per_leerling: float | None
    verblijf_weken: int | None
    verlenging_weken: int | None
    einde: date | None
    mix: Mapping[str, int]
    waarde: SeatValue | None
    versie: int
    perioden: tuple[PeriodView, ...]
    maanden: tuple[MonthView, ...]

    @property
    def nu(self) -> PeriodView | None:
        """Return the period that counts now."""
        return next((row for row in self.perioden if row.nu), None)


@dataclass(frozen=True)
class OwnProvisionView:
    """A provision as who keeps it sees it; ages in whole years."""

    id: str
    naam: str
    route: str
    route_naam: str
    organisatie_id: str | None
    organisatie: str
    plaats: str | None
    pc4: str | None
    sectoren: tuple[str, ...]
    leeftijd_min: int | None
    leeftijd_max: int | None
    biedt: tuple[str, ...]
    past_bij: tuple[str, ...]
    alleen_eigen_school: str | None
    contact: str | None
    telefoon: str | None
    budget_bron: str | None
    budget_cent: int | None
    kosten_cent: int | None
    actief: bool
    voorbeeld: bool
    versie: int
    groepen: tuple[OwnGroupView, ...]
