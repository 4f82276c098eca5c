"""Estimate travel time from two PC4 areas; an estimate, never an exclusion."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.postcode import postcodes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.plaatsing import Reistijd
    from models.store import UnitOfWork


@dataclass(frozen=True)
class Point:
    """A point on the map in degrees (WGS 84)."""

    lat: float
    lon: float


def points_of(uow: UnitOfWork, pc4s: Iterable[object]) -> dict[object, Point]:
    """Return the points of PC4 areas; what is not on the map is left out."""
    wanted = {pc4 for pc4 in pc4s if isinstance(pc4, str)}
    return {
        row.pc4: Point(row.lat, row.lon)
        for row in postcodes_of(uow.session, wanted)
        if row.lat is not None and row.lon is not None
    }


def distance_km(a: Point, b: Point, radius_km: float) -> float:
    """Return the great-circle distance in km (haversine)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = math.sin((lat_b - lat_a) / 2) ** 2
    half_lon = math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    chord = half_lat + math.cos(lat_a) * math.cos(lat_b) * half_lon
    return 2 * radius_km * math.asin(min(1.0, math.sqrt(chord)))


def travel_minutes(rules: Reistijd, a: Point | None, b: Point | None) -> int | None:
    """Return the estimated minutes from door to door, or None when not known."""
    if a is None or b is None:
        return None
    km = distance_km(a, b, rules.straal_aarde_km)
    return round(rules.vast_min + km * rules.omweg * rules.min_per_km)
