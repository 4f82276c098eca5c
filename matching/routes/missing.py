"""Which questions are still open, in the order in which asking helps most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.routes import Aard
from matching.afgeleid import ASK
from matching.routes.advies import Status
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matching.feiten import Feiten
    from matching.routes.advies import CriteriumUitkomst, RouteUitkomst

_DECIDING = (Aard.hard, Aard.indicatie)


def open_questions(
    uitkomsten: Iterable[RouteUitkomst], feiten: Feiten
) -> tuple[str, ...]:
    """Return the fields still to ask, those that decide most first.

    Unanswered safety questions head the list. After them a field counts once for
    every undecided route that it may still open or close, then for every open route;
    fields that only fill in documents and preferences come last. What was asked but
    is not known comes after what was never asked.
    """
    weights: dict[str, tuple[int, int, int]] = {}
    order: dict[str, int] = {}
    for uitkomst in uitkomsten:
        if uitkomst.status is Status.dicht:
            continue
        for kind, fields in _fields_by_weight(uitkomst, feiten):
            for field in fields:
                counts = list(weights.get(field, (0, 0, 0)))
                counts[kind] += 1
                weights[field] = (counts[0], counts[1], counts[2])
                order.setdefault(field, len(order))
    first = [f for f in feiten.regels.veiligheid_eerst if _still_open(f, feiten)]
    rest = [field for field in weights if field not in first]
    rest.sort(
        key=lambda f: (
            feiten.asked(f),
            *(-count for count in weights[f]),
            order[f],
        )
    )
    return (*first, *rest)


def _fields_by_weight(
    uitkomst: RouteUitkomst, feiten: Feiten
) -> list[tuple[int, set[str]]]:
    """Split what is unknown of one route by how much it decides (0 most)."""
    unknown = [row for row in uitkomst.criteria if row.uitkomst is Uitkomst.onbekend]
    deciding = [row for row in unknown if row.aard in _DECIDING]
    other = [row for row in unknown if row.aard not in _DECIDING]
    kind = 0 if uitkomst.status is Status.onbekend else 1
    decides = _fields(deciding, feiten)
    return [(kind, decides), (2, _fields(other, feiten) - decides)]


def _fields(rows: Iterable[CriteriumUitkomst], feiten: Feiten) -> set[str]:
    names = (question_for(name, feiten) for row in rows for name in row.velden)
    return {name for name in names if name is not None}


def question_for(name: str, feiten: Feiten) -> str | None:
    """Return the field to ask for a field or derived value, ``None`` when known."""
    for field in ASK.get(name, (name,)):
        if _still_open(field, feiten):
            return field
    return None


def _still_open(field: str, feiten: Feiten) -> bool:
    value = feiten.recorded(field)
    given = value if isinstance(value, list) else [value]
    refused = any(item in feiten.regels.niet_opnieuw_vragen for item in given)
    return not refused and not feiten.is_known(field)
