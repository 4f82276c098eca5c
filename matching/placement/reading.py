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
    Plek,
    pair_name,
)
from matching.placement.values import (
    read_amount,
    read_date,
    read_id,
    read_int,
    read_optional_id,
)

KEYS = {
    "instantie": (
        "peildatum",
        "leerlingen",
        "plekken",
        "paren",
        "budgetten",
        "niet_samen",
        "doelen",
        "vorig",
    ),
    "leerlingen": ("id", "urgentie", "vast", "verboden", "vroegst", "lot"),
    "plekken": ("id", "voorziening", "capaciteit", "uren", "start", "eind", "budget"),
    "paren": ("leerling", "plek", "geschiktheid", "reistijd_min", "uren", "kosten"),
    "budgetten": ("id", "bedrag"),
}
"""The keys of the contract; any other key is a typing mistake and is refused."""


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
    _check_keys("instantie", "instantie", data)
    return Instantie(
        leerlingen=tuple(_pupil(row) for row in _rows(data, "leerlingen")),
        plekken=tuple(_place(row) for row in _rows(data, "plekken")),
        paren=tuple(_pairs(data)),
        budgetten=tuple(_budget(row) for row in _rows(data, "budgetten")),
        niet_samen=tuple(_apart(row) for row in _items(data, "niet_samen")),
        doelen=_goals(data),
        vorig=_previous(data),
        peildatum=read_date("peildatum", data.get("peildatum")),
    )


def _pupil(row: Mapping[str, Any]) -> Leerling:
    where = _named("leerlingen", row)
    banned = row.get("verboden", ())
    if not isinstance(banned, Sequence) or isinstance(banned, str):
        raise InstanceError(f"{where}: verboden", "dit moet een lijst plekken zijn.")
    lot = row.get("lot")
    return Leerling(
        id=row["id"],
        urgentie=read_int(f"{where}: urgentie", row.get("urgentie", 0)),
        vast=read_optional_id(f"{where}: vast", row.get("vast")),
        verboden=frozenset(read_id(f"{where}: verboden", place) for place in banned),
        vroegst=read_date(f"{where}: vroegst", row.get("vroegst")),
        lot=None if lot is None else read_int(f"{where}: lot", lot),
    )


def _place(row: Mapping[str, Any]) -> Plek:
    where = _named("plekken", row)
    seats, hours = row.get("capaciteit"), row.get("uren")
    return Plek(
        id=row["id"],
        voorziening=read_optional_id(f"{where}: voorziening", row.get("voorziening")),
        capaciteit=None if seats is None else read_int(f"{where}: capaciteit", seats),
        uren=None if hours is None else read_amount(f"{where}: uren", hours),
        start=read_date(f"{where}: start", row.get("start")),
        eind=read_date(f"{where}: eind", row.get("eind")),
        budget=read_optional_id(f"{where}: budget", row.get("budget")),
    )


def _pairs(data: Mapping[str, Any]) -> list[Paar]:
    """Read the long table; the name of a pair is only built for a message."""
    found = []
    pair_keys = frozenset(KEYS["paren"])
    for number, row in enumerate(_rows(data, "paren"), start=1):
        pupil = read_id(f"paren, rij {number}: leerling", row.get("leerling"))
        place = read_id(f"paren, rij {number}: plek", row.get("plek"))
        if not row.keys() <= pair_keys:
            _check_keys("paren", f"paren {pair_name(pupil, place)}", row)
        try:
            found.append(
                Paar(
                    pupil,
                    place,
                    read_int("geschiktheid", row.get("geschiktheid", 0)),
                    read_int("reistijd_min", row.get("reistijd_min", 0)),
                    read_amount("uren", row.get("uren", 0)),
                    read_amount("kosten", row.get("kosten", 0)),
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
    where = _named("budgetten", row)
    amount = row.get("bedrag")
    return Budget(
        id=row["id"],
        bedrag=None if amount is None else read_amount(f"{where}: bedrag", amount),
    )


def _apart(row: Any) -> tuple[str, str]:
    if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != 2:
        raise InstanceError("niet_samen", "elke regel moet twee leerlingen noemen.")
    return (read_id("niet_samen", row[0]), read_id("niet_samen", row[1]))


def _goals(data: Mapping[str, Any]) -> tuple[Doel, ...]:
    if "doelen" not in data:
        return STANDAARD_DOELEN
    found = []
    for name in _items(data, "doelen"):
        if name not in tuple(Doel):
            known = ", ".join(Doel)
            raise InstanceError(
                "doelen", f'het doel "{name}" bestaat niet. Kies uit: {known}.'
            )
        found.append(Doel(name))
    return tuple(found)


def _previous(data: Mapping[str, Any]) -> Mapping[str, str | None]:
    previous = data.get("vorig", {})
    if not isinstance(previous, Mapping):
        raise InstanceError("vorig", "dit moet per leerling een plek noemen.")
    return MappingProxyType(
        {
            read_id("vorig", pupil): read_optional_id(f'vorig "{pupil}"', place)
            for pupil, place in previous.items()
        }
    )


def _items(data: Mapping[str, Any], key: str) -> Sequence[Any]:
    """Return the list under a key; absent is empty."""
    items = data.get(key, ())
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise InstanceError(key, "dit moet een lijst zijn.")
    return items


def _rows(data: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    """Return the list of objects under a key; absent is empty."""
    rows = _items(data, key)
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            raise InstanceError(
                f"{key}, rij {number}", "dit moet een object met sleutels zijn."
            )
    return rows


def _named(table: str, row: Mapping[str, Any]) -> str:
    """Check the id and the keys of a row; return how messages point at it."""
    where = f'{table} "{read_id(f"{table}: id", row.get("id"))}"'
    _check_keys(table, where, row)
    return where


def _check_keys(table: str, where: str, row: Mapping[str, Any]) -> None:
    for key in row:
        if key not in KEYS[table]:
            known = ", ".join(KEYS[table])
            raise InstanceError(
                where, f'de sleutel "{key}" bestaat niet. Kies uit: {known}.'
            )
