"""What rests on a source: which rows name it, and at which place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.bronnen import source_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.load import Knowledge


@dataclass(frozen=True)
class Rustend:
    """A row that rests on a source.

    Parameters
    ----------
    soort
        What kind of row it is (a key of ``rijsoorten`` in ``schermwoorden.yaml``).
    over
        What it is about: a route, a step of the order, a deadline.
    zin
        What the row says.
    plaats
        Where in the source; empty when the row names the whole source.
    zeker
        Whether the source says so; False for an own reading of it.
    """

    soort: str
    over: str
    zin: str
    plaats: str
    zeker: bool = True


def place_id(plaats: str) -> str:
    """Return the place in a source as an anchor on its page."""
    return "bij-" + (re.sub(r"[^a-z0-9]+", "-", plaats.lower()).strip("-") or "alles")


def resting_on(knowledge: Knowledge, bron_id: str) -> tuple[Rustend, ...]:
    """Return the rows that rest on a source, in the order in which a case meets them.

    Parameters
    ----------
    knowledge
        All rows.
    bron_id
        Id of the source.
    """
    return tuple(
        Rustend(soort, over, zin, part.plaats, zeker)
        for soort, over, zin, bron, zeker in _rows(knowledge)
        for part in source_parts(bron)
        if part.id == bron_id
    )


_Row = tuple[str, str, str, str, bool]


def _rows(knowledge: Knowledge) -> Iterator[_Row]:
    yield from _of_routes(knowledge)
    for region in knowledge.regios.values():
        for one in region.criteria:
            about = f"{_route(knowledge, one.route)} ({region.naam})"
            yield ("criterium", about, one.uitleg, one.bron, True)
    rules = knowledge.route_regels
    for step in rules.volgorde:
        yield ("volgorde", step.naam, step.reden, step.bron, True)
        for wish in step.voorkeuren:
            yield ("volgorde", step.naam, wish.zin, wish.bron, True)
    for clock in rules.termijnen:
        yield (
            "termijn",
            knowledge.velden[clock.veld].naam,
            clock.zin,
            clock.bron,
            True,
        )
    for change in knowledge.openingen.wijzigingen:
        yield ("opening", change.wie, f"Als {change.wat}.", change.bron, True)
    for steps in knowledge.routestappen:
        about = "; ".join(_route(knowledge, name) for name in steps.routes)
        for stap in steps.stappen:
            yield ("stap", about, f"{stap.naam}: {stap.wat}", steps.bron, True)
    for situation in knowledge.situaties:
        for advice in situation.stappen:
            yield ("ouders", situation.naam, advice.wat, advice.bron, True)


def _of_routes(knowledge: Knowledge) -> Iterator[_Row]:
    names = knowledge.route_regels.informatie
    for route in knowledge.routes.values():
        for row in route.criteria:
            said = row.voldoet or row.onbekend
            yield ("criterium", route.naam, said, row.bron, row.zeker)
        for kind, told in route.informatie.items():
            if told is not None:
                about = f"{route.naam}: {names[kind].naam.lower()}"
                yield ("informatie", about, told.tekst, told.bron, told.zeker)


def _route(knowledge: Knowledge, name: str) -> str:
    route = knowledge.routes.get(name)
    return name if route is None else route.naam
