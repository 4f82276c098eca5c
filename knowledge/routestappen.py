"""The steps of a route, as its source describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from knowledge.check_names import require
from knowledge.expressie import Expressie
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from knowledge.load import Knowledge

FILE = "routes/_stappen.yaml"


class Routestap(Rij):
    """One step; ``klaar`` says when it is done as far as the answers tell."""

    id: Sleutel
    naam: Tekst
    wat: Tekst
    wie: Tekst
    klaar: Expressie | None = None


class Routestappen(Rij):
    """The steps of one route, or of routes that go the same way."""

    id: Sleutel
    routes: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    bron: Tekst
    stappen: Annotated[tuple[Routestap, ...], Field(min_length=2)]


def check_route_steps(knowledge: Knowledge) -> None:
    """Check that the routes with steps exist.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist.
    """
    for row in knowledge.routestappen:
        for route in row.routes:
            require(FILE, row.id, "route", route, knowledge.routes)
