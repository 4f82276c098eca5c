"""Whether a condition fits the field that it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.dutch import suggest
from knowledge.errors import KnowledgeError
from knowledge.expressie import (
    Beantwoord,
    Bevat,
    Geleden,
    In,
    OpVeld,
    RijMet,
    Vastgelegd,
    Vergelijk,
)
from knowledge.velden import Veld, VeldType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.load import Knowledge
    from knowledge.velden import Afgeleid, Kolom

_NUMBERS = (VeldType.integer, VeldType.number, VeldType.scale_0_10)
_TEXTS = (VeldType.text_short, VeldType.text_long)
_FITS: dict[type[OpVeld], tuple[VeldType, ...]] = {
    Vergelijk: _NUMBERS,
    Geleden: (VeldType.date,),
    In: (VeldType.single, VeldType.boolean, *_TEXTS),
    Bevat: (VeldType.multi,),
    RijMet: (VeldType.table,),
    Beantwoord: tuple(VeldType),
    Vastgelegd: (VeldType.single, VeldType.multi, VeldType.boolean, *_TEXTS),
}


def _values(row: Veld | Afgeleid | Kolom) -> list[object] | None:
    """Return the values that may be named, ``None`` where any text may."""
    if row.type is VeldType.boolean:
        return [True, False]
    return [waarde.id for waarde in row.waarden] or None


def _check_values(
    file: str, key: str, where: str, given: Iterable[object], known: list[object] | None
) -> None:
    for value in given:
        # True == 1 in Python, but not in a condition
        if known is not None and not any(
            value == one and type(value) is type(one) for one in known
        ):
            names = [str(one) for one in known]
            raise KnowledgeError(
                file,
                key,
                f"de waarde ‘{value}’ bestaat niet bij {where}",
                suggest(str(value), names) or f"kies uit {', '.join(names)}",
            )


def _check_columns(file: str, key: str, veld: Veld, leaf: RijMet) -> None:
    for column_id, values in leaf.rij.items():
        column = veld.kolom(column_id)
        if column is None:
            names = [kolom.id for kolom in veld.kolommen]
            raise KnowledgeError(
                file,
                key,
                f"de kolom ‘{column_id}’ bestaat niet bij {veld.id}",
                suggest(column_id, names) or f"kies uit {', '.join(names)}",
            )
        _check_values(file, key, f"{veld.id} > {column_id}", values, _values(column))


def check_leaf(knowledge: Knowledge, file: str, key: str, leaf: OpVeld) -> None:
    """Check one condition on one field.

    Raises
    ------
    KnowledgeError
        When the field, a value or a column does not exist, or the form does not fit
        the type of the field.
    """
    row = knowledge.velden.get(leaf.veld) or knowledge.afgeleid.get(leaf.veld)
    if row is None:
        known = [*knowledge.velden, *knowledge.afgeleid]
        raise KnowledgeError(
            file,
            key,
            f"het veld ‘{leaf.veld}’ bestaat niet",
            suggest(leaf.veld, known) or "gebruik een id uit velden of afgeleid.yaml",
        )
    if row.type not in _FITS[type(leaf)]:
        raise KnowledgeError(
            file,
            key,
            f"deze vorm van voorwaarde past niet bij {row.id} (soort {row.type})",
            "gebruik een vorm die bij deze soort hoort",
        )
    if isinstance(leaf, RijMet) and isinstance(row, Veld):
        _check_columns(file, key, row, leaf)
    elif isinstance(leaf, In | Bevat | Vastgelegd):
        given = (
            leaf.in_
            if isinstance(leaf, In)
            else (leaf.bevat if isinstance(leaf, Bevat) else leaf.vastgelegd)
        )
        _check_values(file, key, row.id, given, _values(row))
