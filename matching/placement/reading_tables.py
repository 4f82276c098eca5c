"""Read the tables of INSTANTIE.json: lists of objects with known keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matching.placement.errors import InstanceError
from matching.placement.values import read_id

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
        "schoolvrij",
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
    "schoolvrij": ("van", "tot"),
}
"""The keys of the contract; any other key is a typing mistake and is refused."""


def read_items(data: Mapping[str, Any], key: str, where: str = "") -> Sequence[Any]:
    """Return the list under a key; absent is empty."""
    items = data.get(key, ())
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise InstanceError(
            f"{where}: {key}" if where else key, "dit moet een lijst zijn."
        )
    return items


def read_rows(
    data: Mapping[str, Any], key: str, where: str = ""
) -> Sequence[Mapping[str, Any]]:
    """Return the list of objects under a key; absent is empty."""
    rows = read_items(data, key, where)
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            name = f"{where}: {key}" if where else key
            raise InstanceError(
                f"{name}, rij {number}", "dit moet een object met sleutels zijn."
            )
    return rows


def read_name(table: str, row: Mapping[str, Any]) -> str:
    """Check the id and the keys of a row; return how messages point at it."""
    where = f'{table} "{read_id(f"{table}: id", row.get("id"))}"'
    check_keys(table, where, row)
    return where


def check_keys(table: str, where: str, row: Mapping[str, Any]) -> None:
    """Refuse a key that is not in ``KEYS`` of the table."""
    for key in row:
        if key not in KEYS[table]:
            known = ", ".join(KEYS[table])
            raise InstanceError(
                where, f'de sleutel "{key}" bestaat niet. Kies uit: {known}.'
            )
