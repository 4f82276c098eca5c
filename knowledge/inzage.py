"""Who may see what of a case, and on which ground: one table with sources."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.velden import Doeleinde, Gevoeligheid, Veld

if TYPE_CHECKING:
    from collections.abc import Iterable


class Categorie(StrEnum):
    """A kind of data that is opened or kept closed as a whole."""

    NAAM = "naam"
    PSEUDONIEM = "pseudoniem"
    GEWOON = "gewoon"
    EIGEN_WOORDEN = "eigen_woorden"
    GEZONDHEID = "bijzonder_gezondheid"
    STRAFRECHTELIJK = "strafrechtelijk"


class GrondSoort(StrEnum):
    """Why somebody may see something."""

    EIGEN = "eigen"
    TAAK = "taak"
    TOESTEMMING = "toestemming"
    CONVENANT = "convenant"
    NOOIT = "nooit"


class Relatie(StrEnum):
    """What ties a viewer to a case."""

    EIGEN = "eigen"
    SWV = "swv"
    TAFEL = "tafel"
    DELING = "deling"
    PLAATS = "plaats"
    GEZIN = "gezin"
    GEEN = "geen"


class Leeftijdsgroep(StrEnum):
    """Whether the pupil decides about the own data; unknown counts as it does."""

    ONDER_16 = "onder_16"
    VANAF_16 = "vanaf_16"


class Publiek(StrEnum):
    """For whom a field may be meant (see ``Veld.niet_tonen_aan``)."""

    PROFESSIONAL = "professional"
    PLAATSINGSOVERLEG = "plaatsingsoverleg"
    OUDER = "ouder"
    LEERLING = "leerling"


class CategorieRij(Rij):
    """A category of data with its explanation."""

    id: Categorie
    naam: Tekst
    uitleg: Tekst
    bron: Tekst


class GrondRij(Rij):
    """A ground: what is said when it holds, and what is needed when it does not."""

    id: GrondSoort
    naam: Tekst
    ja: Tekst
    nodig: Tekst
    bron: Tekst


class RelatieRij(Rij):
    """A tie between a viewer and a case."""

    id: Relatie
    naam: Tekst
    uitleg: Tekst


class Onderdeel(Rij):
    """A part of a case; it is shown when all of its categories are open."""

    id: Sleutel
    naam: Tekst
    categorieen: tuple[Categorie, ...]


class Cel(Rij):
    """The grounds that open one category to one kind of viewer."""

    gronden: Annotated[tuple[GrondSoort, ...], Field(min_length=1)]
    bron: Tekst


class Inzagerij(Rij):
    """One kind of viewer.

    ``doeleinden`` limits the fields to those needed for one of these purposes and
    ``velden`` to these fields; empty does not limit; ``ook_velden`` adds fields that
    stand in for others, such as an age for a month of birth. ``eigen_swv`` asks that
    the viewer works for the samenwerkingsverband of the case; ``zonder_swv`` adds the
    cases that have none yet, so that no case is in nobody's sight.
    """

    id: Sleutel
    wie: Tekst
    rollen: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    organisaties: tuple[Sleutel, ...]
    relatie: Relatie
    gezag: bool | None = None
    leeftijd: Leeftijdsgroep | None = None
    eigen_swv: bool = False
    zonder_swv: bool = False
    publiek: Publiek
    wijzigen: bool
    doeleinden: tuple[Doeleinde, ...] = ()
    velden: tuple[Sleutel, ...] = ()
    ook_velden: tuple[Sleutel, ...] = ()
    onderdelen: tuple[Sleutel, ...]
    cellen: dict[Categorie, Cel]

    @model_validator(mode="after")
    def _every_category(self) -> Inzagerij:
        missing = [one.value for one in Categorie if one not in self.cellen]
        if missing:
            raise ValueError(f"er is geen cel voor {', '.join(missing)}")
        for categorie, cel in self.cellen.items():
            if GrondSoort.NOOIT in cel.gronden and len(cel.gronden) > 1:
                raise ValueError(f"‘nooit’ staat bij {categorie} niet alleen")
        return self

    def matches(self, rol: str, organisatie_soort: str | None) -> bool:
        """Tell whether this row is about a role at a kind of organisation."""
        if rol not in self.rollen:
            return False
        return not self.organisaties or organisatie_soort in self.organisaties

    def may_show(self, veld: Veld) -> bool:
        """Tell whether a field is meant for this viewer, whatever the ground."""
        if self.publiek.value in veld.niet_tonen_aan:
            return False
        if self.velden and veld.id not in self.velden:
            return False
        if veld.gevoeligheid is Gevoeligheid.pseudoniem or not self.doeleinden:
            return True
        if veld.id in self.ook_velden:
            return True
        return any(one in veld.nodig_voor for one in self.doeleinden)


class Toestemmingswijze(Rij):
    """How consent was given."""

    id: Sleutel
    naam: Tekst
    uitleg: Tekst


class Inzageregels(Rij):
    """The whole table with its words; ages in whole years, terms in days."""

    leeftijd_eigen_toestemming: Annotated[int, Field(gt=0)]
    leeftijd_eigen_toestemming_bron: Tekst
    leeftijd_meerderjarig: Annotated[int, Field(gt=0)]
    leeftijd_meerderjarig_bron: Tekst
    dagen_na_overleg: Annotated[int, Field(ge=0)]
    """Days after a meeting in which its members still see the cases discussed."""
    dagen_na_overleg_bron: Tekst
    wijzen_van_toestemming: Annotated[
        tuple[Toestemmingswijze, ...], Field(min_length=1)
    ]
    categorieen: tuple[CategorieRij, ...]
    gronden: tuple[GrondRij, ...]
    relaties: tuple[RelatieRij, ...]
    onderdelen: tuple[Onderdeel, ...]
    rijen: tuple[Inzagerij, ...]
    bron: Tekst

    @model_validator(mode="after")
    def _complete(self) -> Inzageregels:
        for kind, rows in (
            (Categorie, self.categorieen),
            (GrondSoort, self.gronden),
            (Relatie, self.relaties),
        ):
            if sorted(row.id for row in rows) != sorted(kind):
                raise ValueError(f"niet elke {kind.__name__.lower()} staat er één keer")
        return self

    def categorie(self, categorie: Categorie) -> CategorieRij:
        """Return the row of a category."""
        return next(row for row in self.categorieen if row.id is categorie)

    def grond(self, grond: GrondSoort) -> GrondRij:
        """Return the row of a ground."""
        return next(row for row in self.gronden if row.id is grond)

    def rows_for(
        self, rol: str, organisatie_soort: str | None
    ) -> tuple[Inzagerij, ...]:
        """Return the rows about a role at a kind of organisation."""
        return tuple(row for row in self.rijen if row.matches(rol, organisatie_soort))

    def consent_opens(self, organisatie_soort: str | None) -> tuple[Categorie, ...]:
        """Return the categories that consent can open to a kind of organisation.

        Without an organisation: to the parents of a pupil who decides alone.
        """
        rows = [
            row
            for row in self.rijen
            if (organisatie_soort in row.organisaties)
            or (organisatie_soort is None and row.relatie is Relatie.GEZIN)
        ]
        opened = {
            categorie
            for row in rows
            for categorie, cel in row.cellen.items()
            if GrondSoort.TOESTEMMING in cel.gronden
            and categorie is not Categorie.PSEUDONIEM
        }
        return tuple(one for one in Categorie if one in opened)

    def parts_of(self, ids: Iterable[str], open_now: Iterable[str]) -> frozenset[str]:
        """Return those of the parts ``ids`` of which every category is open."""
        wanted, categories = set(ids), set(open_now)
        return frozenset(
            part.id
            for part in self.onderdelen
            if part.id in wanted and categories.issuperset(part.categorieen)
        )


def category_of(veld: Veld) -> Categorie:
    """Return the category a field belongs to, by its sensitivity.

    The voices of pupil and parents are plain fields; only the literal words beside
    an answer are ``eigen_woorden``.
    """
    return Categorie(veld.gevoeligheid.value)
