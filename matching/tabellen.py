"""Read the rows of a table field; a row may be partial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.velden import VeldType
from matching.errors import AnswerError
from matching.lezen import ONBEKEND, Plek, read_value
from matching.naaste import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from knowledge.velden import Veld


def is_table(veld: Veld) -> bool:
    """Tell whether a field holds rows."""
    return veld.type is VeldType.table


def read_table(
    veld: Veld, raw: object, peildatum: date
) -> list[dict[str, object]] | str:
    """Read a list of rows, or one row on its own.

    Returns
    -------
    list of dict, or str
        The rows with the columns that were filled in; ``[]`` when there are none;
        the text ``onbekend`` when it is not known.

    Raises
    ------
    AnswerError
        When it is no list of rows, a column does not exist or a value does not fit.
    """
    if isinstance(raw, str) and raw.strip().lower() == ONBEKEND:
        return ONBEKEND
    if isinstance(raw, str) and raw.strip().lower() == "geen":
        return []
    rows = [raw] if isinstance(raw, dict) else raw
    if not isinstance(rows, list | tuple):
        raise AnswerError(veld.id, _no_rows(veld))
    return [read_row(veld, row, peildatum) for row in rows]


def read_row(veld: Veld, raw: object, peildatum: date) -> dict[str, object]:
    """Read one row of a table.

    Raises
    ------
    AnswerError
        When a column does not exist or a value does not fit its column.
    """
    if not isinstance(raw, dict):
        raise AnswerError(veld.id, _no_rows(veld))
    return _columns(veld, raw, peildatum)


def _columns(
    veld: Veld, raw: Mapping[object, object], peildatum: date
) -> dict[str, object]:
    row: dict[str, object] = {}
    for name, value in raw.items():
        kolom = veld.kolom(str(name))
        if kolom is None:
            raise AnswerError(veld.id, _no_such_column(str(name), veld))
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        row[kolom.id] = read_value(Plek.of_kolom(veld, kolom), value, peildatum)
    return row


def _no_rows(veld: Veld) -> str:
    names = ", ".join(kolom.id for kolom in veld.kolommen)
    return f"hier hoort een lijst met rijen; een rij heeft de kolommen {names}."


def _no_such_column(name: str, veld: Veld) -> str:
    known = [kolom.id for kolom in veld.kolommen]
    near = nearest(name, known)
    hint = f"Bedoelt u ‘{near}’? " if near else ""
    return f"de kolom ‘{name}’ bestaat niet. {hint}Kies uit {', '.join(known)}."
