"""How an answer reads in a sentence of the conversation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from knowledge.kalenderwoorden import tell_date
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.velden import Kolom, Veld


def tell_answer(veld: Veld, waarde: object, rol: str | None = None) -> str:
    """Write a value with the labels of its field.

    Parameters
    ----------
    veld
        The field.
    waarde
        A checked value: text, number, date, truth value, list or rows.
    rol
        Who reads it: a family has some words of its own.
    """
    if veld.type is VeldType.table and isinstance(waarde, list | tuple):
        rows = [_tell_row(veld, row) for row in waarde if isinstance(row, dict)]
        return "; ".join(rows) or "geen"
    return _tell(veld, waarde, rol)


def tell_name(veld: Veld, rol: str | None = None) -> str:
    """Write the name of a field so that it fits inside a sentence."""
    naam = veld.naam_voor(rol)
    # An abbreviation such as OPP keeps its capitals.
    return naam if naam[1:2].isupper() else naam[:1].lower() + naam[1:]


def tell_change(veld: Veld, oud: object, nieuw: object, rol: str | None = None) -> str:
    """Write a changed answer, such as ``leeftijd: 11 → 12``."""
    before, after = (tell_answer(veld, one, rol) for one in (oud, nieuw))
    return f"{tell_name(veld, rol)}: {before} → {after}"


def tell_pair(veld: Veld, waarde: object, rol: str | None = None) -> str:
    """Write a field with its answer, such as ``leeftijd: 12``."""
    return f"{tell_name(veld, rol)}: {tell_answer(veld, waarde, rol)}"


def _tell_row(veld: Veld, row: Mapping[str, object]) -> str:
    told = [
        (kolom, _tell(kolom, row[kolom.id]))
        for kolom in veld.kolommen
        if row.get(kolom.id) not in (None, "")
    ]
    # The first column says what the row is about: its name adds nothing.
    return ", ".join(
        text if kolom is veld.kolommen[0] else f"{kolom.naam.lower()} {text}"
        for kolom, text in told
    )


def _tell(owner: Veld | Kolom, waarde: object, rol: str | None = None) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, date):
        return tell_date(waarde)
    if isinstance(waarde, list | tuple):
        return ", ".join(_label(owner, str(one), rol) for one in waarde) or "geen"
    if isinstance(waarde, float):
        return f"{waarde:g}".replace(".", ",")
    return _label(owner, "" if waarde is None else str(waarde), rol)


def _label(owner: Veld | Kolom, waarde: str, rol: str | None) -> str:
    row = next((row for row in owner.waarden if row.id == waarde), None)
    if row is None:
        return waarde
    # An abbreviation such as OPP keeps its capitals; so do a person's own words.
    label = row.voor(rol).label if rol else row.label
    if label.startswith("Eé"):  # Without its capital ‘Eén’ gets its accent back.
        return f"é{label[1:]}"
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
