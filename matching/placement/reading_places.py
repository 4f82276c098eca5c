"""Read one place of INSTANTIE.json, with its days and its group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from matching.placement.errors import InstanceError
from matching.placement.instance import Plek, Soort
from matching.placement.periods import Periode
from matching.placement.reading_tables import check_keys, read_name, read_rows
from matching.placement.values import (
    read_amount,
    read_date,
    read_day,
    read_id,
    read_int,
    read_optional_id,
    read_optional_int,
)

if TYPE_CHECKING:
    from datetime import date


def read_place(row: Mapping[str, Any]) -> Plek:
    """Read one row of ``plekken``."""
    where = read_name("plekken", row)
    hours = row.get("uren")
    return Plek(
        id=row["id"],
        voorziening=read_optional_id(f"{where}: voorziening", row.get("voorziening")),
        capaciteit=read_optional_int(f"{where}: capaciteit", row.get("capaciteit")),
        uren=None if hours is None else read_amount(f"{where}: uren", hours),
        start=read_date(f"{where}: start", row.get("start")),
        eind=read_date(f"{where}: eind", row.get("eind")),
        budget=read_optional_id(f"{where}: budget", row.get("budget")),
        soort=_kind(where, row.get("soort", Soort.BLIJVEND)),
        instroom=_moments(row, where),
        perioden=_periods(row, where),
        minimum=read_int(f"{where}: minimum", row.get("minimum") or 0),
        verblijf_weken=read_optional_int(
            f"{where}: verblijf_weken", row.get("verblijf_weken")
        ),
        verlenging_weken=read_int(
            f"{where}: verlenging_weken", row.get("verlenging_weken") or 0
        ),
        hoogstens=_marks(row, where),
    )


def _kind(where: str, value: Any) -> Soort:
    if value not in tuple(Soort):
        known = " of ".join(Soort)
        raise InstanceError(
            f"{where}: soort", f'de soort "{value}" bestaat niet. Kies {known}.'
        )
    return Soort(value)


def _moments(row: Mapping[str, Any], where: str) -> tuple[date, ...]:
    """Read the days on which pupils can begin; null or empty is any day."""
    place = f"{where}: instroom"
    days = row.get("instroom") or ()
    if not isinstance(days, Sequence) or isinstance(days, str):
        raise InstanceError(place, "dit moet een lijst datums zijn.")
    return tuple(read_day(place, day) for day in days)


def _periods(row: Mapping[str, Any], where: str) -> tuple[Periode, ...]:
    found = []
    for number, part in enumerate(read_rows(row, "perioden", where), start=1):
        place = f"{where}: perioden, rij {number}"
        check_keys("perioden", place, part)
        if "capaciteit" not in part:
            raise InstanceError(
                f"{place}: capaciteit",
                "dit ontbreekt. Vul het aantal plaatsen in, of null voor geen grens.",
            )
        seats = read_optional_int(f"{place}: capaciteit", part["capaciteit"])
        found.append(Periode(read_day(f"{place}: vanaf", part.get("vanaf")), seats))
    return tuple(found)


def _marks(row: Mapping[str, Any], where: str) -> Mapping[str, int]:
    marks = row.get("hoogstens") or {}
    if not isinstance(marks, Mapping):
        raise InstanceError(
            f"{where}: hoogstens", "dit moet per kenmerk een aantal noemen."
        )
    return MappingProxyType(
        {
            read_id(f"{where}: hoogstens", mark): read_int(
                f'{where}: hoogstens "{mark}"', most
            )
            for mark, most in marks.items()
        }
    )
