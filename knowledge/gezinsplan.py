"""The plan and its reasons in the words of parents and pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from knowledge.check_names import require
from knowledge.errors import KnowledgeError
from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.routes import Aard

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from knowledge.load import Knowledge

FILE = "gezinsplan.yaml"
OTHERWISE = "anders"
"""The row for a criterion that has none of its own, such as one of a region."""
PUPIL = "leerling"
NOT_THERE = "niet_in_regio"
"""The criterion of a route that a region does not have; it is no row of a route."""


class Gezinsroute(Rij):
    """A route in plain words; ``wat_ouder`` where parents need other words."""

    naam: Tekst
    wat: Tekst
    wat_ouder: Tekst | None = None

    def voor(self, rol: str) -> str:
        """Return what the route is, in the words for a role."""
        return self.wat if rol == PUPIL else self.wat_ouder or self.wat


class Gezinszin(Rij):
    """One sentence, to a parent and to a pupil."""

    ouder: Tekst
    leerling: Tekst

    def voor(self, rol: str) -> str:
        """Return the sentence in the words for a role."""
        return self.leerling if rol == PUPIL else self.ouder


class Gezinspapier(Rij):
    """A paper in plain words, and who arranges it."""

    wat: Tekst
    wat_leerling: Tekst | None = None
    wie: Tekst
    wie_leerling: Tekst | None = None

    def voor(self, rol: str) -> tuple[str, str]:
        """Return what and who, in the words for a role."""
        if rol != PUPIL:
            return self.wat, self.wie
        return self.wat_leerling or self.wat, self.wie_leerling or self.wie


class Gezinsstem(Rij):
    """The words around a plan in one voice; ``zelf`` is what this person can do."""

    titel: Tekst
    inleiding: tuple[Tekst, ...]
    koppen: dict[Sleutel, Tekst]
    zinnen: dict[Sleutel, Tekst]
    zelf: tuple[Tekst, ...]


class Gezinsplan(Rij):
    """Everything that a plan says to a family.

    ``eisen`` and ``redenen`` are by the id of a criterion: why a route is closed, and
    why it is in the plan. ``hoogste_woorden`` is the longest sentence, ``verboden``
    the words that only professionals use, ``eerste`` how many routes are told.
    """

    bron: Tekst
    hoogste_woorden: Annotated[int, Field(ge=1)]
    eerste: Annotated[int, Field(ge=1)]
    verboden: tuple[Tekst, ...]
    routes: dict[Sleutel, Gezinsroute]
    eisen: dict[Sleutel, Gezinszin]
    redenen: dict[Sleutel, Gezinszin]
    papieren: dict[Sleutel, Gezinspapier]
    termijnen: dict[Sleutel, Gezinszin]
    stemmen: dict[Sleutel, Gezinsstem]

    def eis(self, criterium: str, rol: str) -> str:
        """Say why a route is closed, by the criterion that is not met."""
        return _row(self.eisen, criterium).voor(rol)

    def reden(self, criterium: str, rol: str) -> str:
        """Say why a route is in the plan, by the criterion that is met."""
        return _row(self.redenen, criterium).voor(rol)

    def papier(self, criterium: str, rol: str) -> tuple[str, str]:
        """Say what paper is still to come, and who sees to it."""
        found = self.papieren.get(criterium) or self.papieren[OTHERWISE]
        return found.voor(rol)

    def stem(self, rol: str) -> Gezinsstem:
        """Return the words around a plan; all but a pupil read those of parents."""
        return self.stemmen[PUPIL if rol == PUPIL else "ouder"]

    def texts(self) -> Iterator[str]:
        """Give every text that a parent or pupil may read."""
        for route in self.routes.values():
            yield from (route.naam, route.wat, route.wat_ouder or "")
        for rows in (self.eisen, self.redenen, self.termijnen):
            for row in rows.values():
                yield from (row.ouder, row.leerling)
        for paper in self.papieren.values():
            yield from (*paper.voor("ouder"), *paper.voor(PUPIL))
        for voice in self.stemmen.values():
            yield from (voice.titel, *voice.inleiding, *voice.koppen.values())
            yield from (*voice.zinnen.values(), *voice.zelf)


def _row(rows: Mapping[str, Gezinszin], name: str) -> Gezinszin:
    return rows.get(name) or rows[OTHERWISE]


def check_family_plan(knowledge: Knowledge) -> None:
    """Check that every route, requirement, reason, paper and clock has plain words.

    Raises
    ------
    KnowledgeError
        When a row is missing, or is about something that does not exist.
    """
    plan = knowledge.gezinsplan
    criteria = [one for row in knowledge.routes.values() for one in row.criteria]
    clocks = [one.id for one in knowledge.route_regels.termijnen]
    _covers("routes", plan.routes, knowledge.routes)
    _covers("termijnen", plan.termijnen, clocks)
    for key, rows, kind in (
        ("eisen", plan.eisen, Aard.hard),
        ("redenen", plan.redenen, Aard.indicatie),
        ("papieren", plan.papieren, Aard.document),
    ):
        said = [
            one.id
            for one in criteria
            if one.aard is kind and (one.als is not None or kind is Aard.document)
        ]
        _covers(key, rows, [*said, OTHERWISE])


def _covers(key: str, rows: Mapping[str, object], names: Collection[str]) -> None:
    for name in names:
        if name not in rows:
            raise KnowledgeError(
                FILE,
                f"{key} > {name}",
                "hier ontbreekt de zin in gewone taal",
                "schrijf haar erbij",
            )
    for name in rows:
        require(FILE, f"{key} > {name}", "rij", name, [*names, NOT_THERE])
