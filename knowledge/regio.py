"""What a region adds: parties, provisions with places, and rules of its own."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from knowledge.expressie import Expressie
from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.vakanties import VakantieRegio

RegioId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Postcode4 = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{3}$")]
Aantal = Annotated[int, Field(ge=0)]


class Organisatie(Rij):
    """A party in the region; ``telefoon`` is invented where the region is.

    ``ouder`` is the board of a school; ``gemeenten`` are those it works for;
    ``schoolsoort`` is what DUO calls a branch (``bao``, ``sbo``, ``vso``, ``vo``).
    """

    id: RegioId
    naam: Tekst
    soort: Sleutel
    telefoon: Tekst | None = None
    ouder: RegioId | None = None
    gemeenten: tuple[Tekst, ...] = ()
    schoolsoort: Sleutel | None = None
    bron: Tekst


class Punt(Rij):
    """A PC4 area on the map (degrees, WGS 84), for an estimate of travel time."""

    pc4: Postcode4
    plaats: Tekst
    gemeente: Tekst
    lat: Annotated[float, Field(ge=50, le=54)]
    lon: Annotated[float, Field(ge=3, le=8)]


class Groep(Rij):
    """A group of a provision in a period.

    ``capaciteit`` and ``bezet`` in seats and ``uren`` in hours per week; ``null``
    is not known. ``start`` and ``eind`` bound the time in which the seats exist;
    ``instroom_dagen`` are the intake moments, in days from the peildatum. ``soort``
    says whether pupils stay; ``minimum`` pupils open the group; stay and extension in
    weeks; ``mix`` is how many more pupils with a trait can come.
    """

    id: RegioId
    naam: Tekst
    capaciteit: Aantal | None
    bezet: Aantal | None = 0
    uren: Annotated[float, Field(ge=0)] | None = None
    start: date | None = None
    eind: date | None = None
    instroommomenten: tuple[date, ...] = ()
    instroom_dagen: tuple[Aantal, ...] = ()
    soort: Literal["blijvend", "overbrugging"] | None = None
    minimum: Aantal | None = None
    fte: Annotated[float, Field(ge=0)] | None = None
    uren_per_leerling: Annotated[float, Field(ge=0)] | None = None
    verblijf_weken: Aantal | None = None
    verlenging_weken: Aantal | None = None
    einde: date | None = None
    mix: dict[Sleutel, Aantal] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _taken_fits(self) -> Self:
        seats, taken = self.capaciteit, self.bezet
        if seats is not None and taken is not None and taken > seats:
            raise ValueError("er zijn meer plaatsen bezet dan er zijn")
        return self


class Voorziening(Rij):
    """A place in the region where pupils can go.

    ``sector`` are the sectors a pupil may come from (a vso place lists vo too);
    ``biedt`` names needs (values of onderwijsbehoeften) and ``past_bij`` traits
    (values of kind_belemmerend) that the place is made for.
    """

    id: RegioId
    naam: Tekst
    soort: Tekst
    aanbieder: RegioId
    route: Sleutel
    plaats: Tekst | None = None
    pc4: Postcode4 | None = None
    sector: tuple[Tekst, ...] = ()
    leeftijd_min: Aantal | None = None
    leeftijd_max: Aantal | None = None
    alleen_eigen_school: Tekst | None = None
    """The school whose own pupils this place is for."""
    biedt: tuple[Sleutel, ...] = ()
    past_bij: tuple[Sleutel, ...] = ()
    contact: Tekst | None = None
    telefoon: Tekst | None = None
    budget_bron: Sleutel | None = None
    """Where the money comes from; amounts are whole euros, for a school year."""
    budget_euro: Aantal | None = None
    kosten_euro: Aantal | None = None
    groepen: tuple[Groep, ...] = ()
    bron: Tekst


class RegioCriterium(Rij):
    """A criterion that a region adds to a route.

    ``uitleg`` says the rule; a sentence of its own per outcome may stand beside it.
    """

    route: Sleutel
    id: Sleutel
    aard: Literal["hard", "indicatie", "zacht", "document", "oordeel"]
    als: Expressie | None
    uitleg: Tekst
    voldoet: Tekst | None = None
    voldoet_niet: Tekst | None = None
    onbekend: Tekst | None = None
    te_regelen: Tekst | None = None
    """What is to be arranged, as a clause; for documents only."""
    regelt: Tekst | None = None
    """Who arranges it."""
    geldig_vanaf: date | None = None
    bron: Tekst

    @model_validator(mode="after")
    def _arranged_by_someone(self) -> Self:
        given = (self.te_regelen is not None, self.regelt is not None)
        if given != (self.aard == "document",) * 2 and any(given):
            raise ValueError(
                "te_regelen en regelt staan er samen, en alleen bij een document"
            )
        return self


class Aanstelling(Rij):
    """A role of a person at an organisation."""

    rol: Sleutel
    organisatie: RegioId


class Gebruiker(Rij):
    """A person with one or more roles in an invented region."""

    naam: Tekst
    telefoon: Tekst | None = None
    email: Tekst | None = None
    rollen: Annotated[tuple[Aanstelling, ...], Field(min_length=1)]


class Overleg(Rij):
    """The plaatsingsoverleg of a region; ``over_dagen`` counts from the peildatum."""

    naam: Tekst
    over_dagen: int
    tijd: Tekst
    plek: Tekst
    organisatie: RegioId | None = None
    """The samenwerkingsverband that holds it."""
    leden: tuple[Tekst, ...] = ()
    """Names of the people who take part."""


class Regio(Rij):
    """One region."""

    id: RegioId
    naam: Tekst
    voorbeeld: bool
    """Whether the region is invented."""
    uit_routes: tuple[Sleutel, ...] = ()
    criteria: tuple[RegioCriterium, ...] = ()
    volgorde: tuple[Sleutel, ...] = ()
    """Steps of the order that come first here; the others follow as they stood."""
    doelen: tuple[Sleutel, ...] = ()
    """Goals of a placement proposal in the order of this region; empty is the usual."""
    vakantieregio: VakantieRegio | None = None
    """Whose school holidays it has; nobody begins on a place in a holiday."""
    geleerde_volgorde: bool = True
    """Whether a learned order of open routes may be used here, once there is one."""
    organisaties: tuple[Organisatie, ...] = ()
    samenwerkingsverband: RegioId | None = None
    """The organisation where a task lands when a case has no regisseur."""
    voorzieningen: tuple[Voorziening, ...] = ()
    postcodes: tuple[Punt, ...] = ()
    gebruikers: tuple[Gebruiker, ...] = ()
    overleggen: tuple[Overleg, ...] = ()
    bron: Tekst

    @model_validator(mode="after")
    def _organisations_known(self) -> Self:
        known = {row.id for row in self.organisaties}
        used = {row.aanbieder for row in self.voorzieningen}
        used |= {row.ouder for row in self.organisaties if row.ouder is not None}
        used |= {one.organisatie for row in self.gebruikers for one in row.rollen}
        used |= {row.organisatie for row in self.overleggen if row.organisatie}
        if self.samenwerkingsverband is not None:
            used.add(self.samenwerkingsverband)
        for name in sorted(used - known):
            raise ValueError(f"de organisatie ‘{name}’ staat niet bij organisaties")
        people = {row.naam for row in self.gebruikers}
        for name in sorted({one for row in self.overleggen for one in row.leden}):
            if name not in people:
                raise ValueError(f"het lid ‘{name}’ staat niet bij gebruikers")
        return self
