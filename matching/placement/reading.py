"""Read INSTANTIE.json (already parsed) into an ``Instantie``, key by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from matching.placement.errors import InstanceError
from matching.placement.instance import (
    STANDAARD_DOELEN,
    Budget,
    Doel,
    Instantie,
    Leerling,
    Paar,
    Periode,
    Plek,
    Soort,
    pair_name,
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

if TYPE_CHECKING:
    from datetime import date

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
        "samen",
        "horizon",
        "vorig_overbrugging",
    ),
    "leerlingen": (
        "id",
        "urgentie",
        "vast",
        "verboden",
        "vroegst",
        "lot",
        "thuis_sinds",
        "kenmerken",
    ),
    "plekken": (
        "id",
        "voorziening",
        "capaciteit",
        "uren",
        "start",
        "eind",
        "budget",
        "soort",
        "instroom",
        "perioden",
        "minimum",
        "verblijf_weken",
        "verlenging_weken",
        "hoogstens",
    ),
    "paren": (
        "leerling",
        "plek",
        "geschiktheid",
        "reistijd_min",
        "uren",
        "kosten",
        "vanaf",
        "wens",
        "afstand",
        "tot",
    ),
    "budgetten": ("id", "bedrag"),
    "perioden": ("vanaf", "capaciteit"),
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
        niet_samen=_couples(data, "niet_samen"),
        doelen=_goals(data),
        vorig=_previous(data, "vorig"),
        peildatum=read_date("peildatum", data.get("peildatum")),
        samen=_couples(data, "samen"),
        horizon=read_date("horizon", data.get("horizon")),
        vorig_overbrugging=_previous(data, "vorig_overbrugging"),
    )


def _pupil(row: Mapping[str, Any]) -> Leerling:
    where = _named("leerlingen", row)
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


def _place(row: Mapping[str, Any]) -> Plek:
    where = _named("plekken", row)
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
    for number, part in enumerate(_rows(row, "perioden", where), start=1):
        place = f"{where}: perioden, rij {number}"
        _check_keys("perioden", place, part)
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


def _names(row: Mapping[str, Any], where: str, key: str, things: str) -> frozenset[str]:
    names = row.get(key, ())
    if not isinstance(names, Sequence) or isinstance(names, str):
        raise InstanceError(f"{where}: {key}", f"dit moet een lijst {things} zijn.")
    return frozenset(read_id(f"{where}: {key}", name) for name in names)


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
    where = _named("budgetten", row)
    amount = row.get("bedrag")
    return Budget(
        id=row["id"],
        bedrag=None if amount is None else read_amount(f"{where}: bedrag", amount),
    )


def _couples(data: Mapping[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    """Read the pairs of pupils under a key."""
    found = []
    for row in _items(data, key):
        if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != 2:
            raise InstanceError(key, "elke regel moet twee leerlingen noemen.")
        found.append((read_id(key, row[0]), read_id(key, row[1])))
    return tuple(found)


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


def _items(data: Mapping[str, Any], key: str, where: str = "") -> Sequence[Any]:
    """Return the list under a key; absent is empty."""
    items = data.get(key, ())
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise InstanceError(
            f"{where}: {key}" if where else key, "dit moet een lijst zijn."
        )
    return items


def _rows(
    data: Mapping[str, Any], key: str, where: str = ""
) -> Sequence[Mapping[str, Any]]:
    """Return the list of objects under a key; absent is empty."""
    rows = _items(data, key, where)
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            name = f"{where}: {key}" if where else key
            raise InstanceError(
                f"{name}, rij {number}", "dit moet een object met sleutels zijn."
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
