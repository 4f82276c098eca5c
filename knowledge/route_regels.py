"""How routes are weighed: where a pupil can go, the order, the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from knowledge.reading import read_file
from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.routes import Informatie, Route, SoortInformatie
from knowledge.termijnen import DagVanHetJaar
from knowledge.volgorde import Volgorde

if TYPE_CHECKING:
    from pathlib import Path

Jaren = Annotated[int, Field(ge=0)]


class Overgang(Rij):
    """A transition between kinds of school.

    ``vanaf`` and ``tot`` are the ages (years, both included) at which the transition
    can be at hand while nobody has answered the question; ``uit`` names the kinds of
    school it starts from.
    """

    sectoren: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    vanaf: Jaren
    tot: Jaren | None = None
    uit: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    reden: Tekst


class SectorOpLeeftijd(Rij):
    """A sector for pupils of these ages (years, both included) without a school."""

    sector: Sleutel
    van: Jaren | None = None
    tot: Jaren | None = None


class SectorRegels(Rij):
    """Which sectors a pupil can go to."""

    bron: Tekst
    zeker: bool
    schoolsoorten: dict[Sleutel, tuple[Sleutel, ...]]
    op_leeftijd: tuple[SectorOpLeeftijd, ...]
    overgangen: dict[Sleutel, Overgang]
    mbo_sector: Sleutel
    mbo_vanaf: Jaren


class Klok(Rij):
    """A clock for the plan: a day in the answers plus a number.

    Exactly one of ``dagen``, ``weken`` and ``maanden`` (calendar) is given. ``kolom``
    names the date column of a table field; then ``rijen`` says which rows count, and
    an open cell counts as well.
    """

    id: Sleutel
    veld: Sleutel
    kolom: Sleutel | None = None
    rijen: dict[Sleutel, tuple[Tekst, ...]] = Field(default_factory=dict)
    dagen: Jaren | None = None
    weken: Jaren | None = None
    maanden: Jaren | None = None
    zin: Tekst
    bron: Tekst

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        given = [
            one for one in (self.dagen, self.weken, self.maanden) if one is not None
        ]
        if len(given) != 1:
            raise ValueError("geef precies één van dagen, weken, maanden")
        return self


class InformatieVraag(Rij):
    """What a kind of information is called, and whom to ask when it is not known."""

    naam: Tekst
    vraag_na: Tekst


class InformatieRegel(Rij):
    """One line about a route for a person to read; ``bron`` is empty when unknown."""

    naam: Tekst
    tekst: Tekst
    bron: Tekst | None
    zeker: bool


class RouteRegels(Rij):
    """Everything about routes that is not a row of one route."""

    bron: Tekst
    sector: SectorRegels
    volgorde: Volgorde
    laatste: tuple[Sleutel, ...]
    """Routes that come after every other route that is not closed."""
    veiligheid_eerst: tuple[Sleutel, ...]
    """Questions that head what is missing as long as they are not answered."""
    niet_opnieuw_vragen: tuple[Sleutel, ...]
    """Values after which a question is not asked again."""
    schooljaar_einde: DagVanHetJaar
    venster_weken: Annotated[int, Field(ge=1)]
    """School weeks that hours missed are counted over."""
    informatie: dict[SoortInformatie, InformatieVraag]
    termijnen: tuple[Klok, ...]

    def information_lines(self, route: Route) -> tuple[InformatieRegel, ...]:
        """Return what is known about a route, and whom to ask for what is not."""
        return tuple(
            self._line(kind, route.informatie[kind]) for kind in self.informatie
        )

    def _line(self, kind: SoortInformatie, row: Informatie | None) -> InformatieRegel:
        ask = self.informatie[kind]
        if row is not None:
            return InformatieRegel(
                naam=ask.naam, tekst=row.tekst, bron=row.bron, zeker=row.zeker
            )
        text = f"Niet bekend, vraag na bij {ask.vraag_na}."
        return InformatieRegel(naam=ask.naam, tekst=text, bron=None, zeker=False)


def read_route_rules(folder: Path) -> RouteRegels:
    """Read ``_regels.yaml`` of the routes folder.

    Raises
    ------
    KnowledgeError
        When the file is missing or a row does not fit.
    """
    return read_file(folder / "_regels.yaml", folder.parent, RouteRegels)
