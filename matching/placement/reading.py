"""Read INSTANTIE.json (already parsed) into an ``Instantie``, key by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from matching.placement.errors import InstanceError
from matching.placement.instance import (
    STANDAARD_DOELEN,
    Budget,
    Doel,
    Instantie,
    Leerling,
    Paar,
    pair_name,
)
from matching.placement.periods import Vrij
from matching.placement.reading_places import read_place
from matching.placement.reading_tables import (
    KEYS,
    check_keys,
    read_items,
    read_name,
    read_rows,
)
from matching.placement.values import (
    read_amount,
    read_date,
    read_day,
    read_id,
    read_int,
    read_optional_id,
    read_optional_int,
)


def read_instance(data: Mapping[str, Any]) -> Instantie:
    """Read and check one placement problem.

    Parameters
    ----------
    data
        The JSON document as Python values; dates may be text or ``date``.

    Returns
    -------
    Instantie
        The problem, complete and consistent.

    Raises
    ------
    InstanceError
        One Dutch message that names the key and the id.
    """
    if not isinstance(data, Mapping):
        raise InstanceError("instantie", "dit is geen JSON-object met sleutels.")
    check_keys("instantie", "instantie", data)
    return Instantie(
        leerlingen=tuple(_pupil(row) for row in read_rows(data, "leerlingen")),
        plekken=tuple(read_place(row) for row in read_rows(data, "plekken")),
        paren=tuple(_pairs(data)),
        budgetten=tuple(_budget(row) for row in read_rows(data, "budgetten")),
        niet_samen=_couples(data, "niet_samen"),
        doelen=_goals(data),
        vorig=_previous(data, "vorig"),
        peildatum=read_date("peildatum", data.get("peildatum")),
        samen=_couples(data, "samen"),
        horizon=read_date("horizon", data.get("horizon")),
        vorig_overbrugging=_previous(data, "vorig_overbrugging"),
        schoolvrij=tuple(_days_off(data)),
    )


def _pupil(row: Mapping[str, Any]) -> Leerling:
    where = read_name("leerlingen", row)
    return Leerling(
        id=row["id"],
        urgentie=read_int(f"{where}: urgentie", row.get("urgentie", 0)),
        vast=read_optional_id(f"{where}: vast", row.get("vast")),
        verboden=_names(row, where, "verboden", "plekken"),
        vroegst=read_date(f"{where}: vroegst", row.get("vroegst")),
        lot=read_optional_int(f"{where}: lot", row.get("lot")),
        thuis_sinds=read_date(f"{where}: thuis_sinds", row.get("thuis_sinds")),
        kenmerken=_names(row, where, "kenmerken", "kenmerken"),
    )


def _names(row: Mapping[str, Any], where: str, key: str, things: str) -> frozenset[str]:
    names = row.get(key, ())
    if not isinstance(names, Sequence) or isinstance(names, str):
        raise InstanceError(f"{where}: {key}", f"dit moet een lijst {things} zijn.")
    return frozenset(read_id(f"{where}: {key}", name) for name in names)


def _pairs(data: Mapping[str, Any]) -> list[Paar]:
    """Read the long table; the name of a pair is only built for a message."""
    found = []
    pair_keys = frozenset(KEYS["paren"])
    for number, row in enumerate(read_rows(data, "paren"), start=1):
        pupil = read_id(f"paren, rij {number}: leerling", row.get("leerling"))
        place = read_id(f"paren, rij {number}: plek", row.get("plek"))
        if not row.keys() <= pair_keys:
            check_keys("paren", f"paren {pair_name(pupil, place)}", row)
        try:
            found.append(
                Paar(
                    pupil,
                    place,
                    read_int("geschiktheid", row.get("geschiktheid", 0)),
                    read_int("reistijd_min", row.get("reistijd_min", 0)),
                    read_amount("uren", row.get("uren", 0)),
                    read_amount("kosten", row.get("kosten", 0)),
                    read_date("vanaf", row.get("vanaf")),
                    read_optional_int("wens", row.get("wens")),
                    read_int("afstand", row.get("afstand") or 0),
                    read_date("tot", row.get("tot")),
                )
            )
        except InstanceError as error:
            if error.waar.startswith("paren"):
                raise
            raise InstanceError(
                f"paren {pair_name(pupil, place)}: {error.waar}", error.melding
            ) from None
    return found


def _budget(row: Mapping[str, Any]) -> Budget:
    where = read_name("budgetten", row)
    amount = row.get("bedrag")
    return Budget(
        id=row["id"],
        bedrag=None if amount is None else read_amount(f"{where}: bedrag", amount),
    )


def _days_off(data: Mapping[str, Any]) -> list[Vrij]:
    """Read the days on which nobody begins."""
    found = []
    for number, row in enumerate(read_rows(data, "schoolvrij"), start=1):
        where = f"schoolvrij, rij {number}"
        check_keys("schoolvrij", where, row)
        first = read_day(f"{where}: van", row.get("van"))
        found.append(Vrij(first, read_day(f"{where}: tot", row.get("tot"))))
    return found


def _couples(data: Mapping[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    """Read the pairs of pupils under a key."""
    found = []
    for row in read_items(data, key):
        if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != 2:
            raise InstanceError(key, "elke regel moet twee leerlingen noemen.")
        found.append((read_id(key, row[0]), read_id(key, row[1])))
    return tuple(found)


def _goals(data: Mapping[str, Any]) -> tuple[Doel, ...]:
    if "doelen" not in data:
        return STANDAARD_DOELEN
    found = []
    for item in read_items(data, "doelen"):
        name = read_id("doelen", item)
        if name not in tuple(Doel):
            known = ", ".join(Doel)
            raise InstanceError(
                "doelen", f'het doel "{name}" bestaat niet. Kies uit: {known}.'
            )
        found.append(Doel(name))
    return tuple(found)


def _previous(data: Mapping[str, Any], key: str) -> Mapping[str, str | None]:
    previous = data.get(key, {})
    if not isinstance(previous, Mapping):
        raise InstanceError(key, "dit moet per leerling een plek noemen.")
    return MappingProxyType(
        {
            read_id(key, pupil): read_optional_id(f'{key} "{pupil}"', place)
            for pupil, place in previous.items()
        }
    )
