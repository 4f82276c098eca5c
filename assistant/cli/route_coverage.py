"""Which rules about routes are computed, as lines for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.dekking import coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.dekking import Routedekking
    from knowledge.load import Knowledge


def coverage_document(knowledge: Knowledge) -> dict[str, object]:
    """Return the coverage as one JSON document."""
    return {
        "routes": [row.as_dict() for row in coverage(knowledge)],
        "redenen": [
            {
                "id": row.id,
                "regels": list(row.regels),
                "reden": row.reden,
                "waar": row.waar,
            }
            for row in knowledge.niet_berekend
        ],
    }


def coverage_lines(knowledge: Knowledge) -> Iterator[str]:
    """Give the totals, the reasons, and then every route."""
    rows = coverage(knowledge)
    computed = sum(len(row.berekend) for row in rows)
    shown = sum(len(row.getoond) for row in rows)
    yield f"{len(rows)} routes, {sum(row.criteria for row in rows)} criteria."
    yield f"{computed} regels uit de bronnen worden berekend, {shown} alleen getoond."
    yield f"{sum(len(row.mensenwerk) for row in rows)} criteria weegt altijd een mens."
    yield f"{sum(len(row.niet_bekend) for row in rows)} gegevens noemt geen bron."
    yield ""
    yield "WAAROM EEN REGEL NIET WORDT BEREKEND"
    for why in knowledge.niet_berekend:
        yield f"  {', '.join(why.regels)}"
        yield f"    {why.reden} {why.waar}"
    for row in rows:
        yield from _route(row, knowledge)


def _route(row: Routedekking, knowledge: Knowledge) -> Iterator[str]:
    yield ""
    yield f"{knowledge.routes[row.route].naam} [{row.route}]: {row.criteria} criteria"
    if row.berekend:
        yield f"  berekend: {', '.join(row.berekend)}"
    if row.getoond:
        yield f"  alleen getoond: {', '.join(row.getoond)}"
    for sentence in row.mensenwerk.values():
        yield f"  mensenwerk: {sentence}"
    for name, whom in row.niet_bekend.items():
        yield f"  {name.lower()}: niet bekend, vraag na bij {whom}"
