"""Answers to and from their stored form: dates are text in the record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from knowledge.velden import VeldType

if TYPE_CHECKING:
    from knowledge.load import Knowledge
    from knowledge.velden import Veld


def to_stored(value: object) -> object:
    """Return a checked value as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): to_stored(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_stored(part) for part in value]
    return value


def from_stored(value: object, veld_id: str, knowledge: Knowledge) -> object:
    """Return a stored value as the matching wants it, dates as dates."""
    veld = knowledge.velden.get(veld_id)
    if veld is None:
        return value
    if veld.type is VeldType.date:
        return _to_date(value)
    if veld.type is VeldType.table and isinstance(value, list):
        return [_row(row, veld) for row in value]
    return value


def _row(row: object, veld: Veld) -> object:
    if not isinstance(row, dict):
        return row
    dates = {kolom.id for kolom in veld.kolommen if kolom.type is VeldType.date}
    return {
        key: _to_date(value) if key in dates else value for key, value in row.items()
    }


def _to_date(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value
