"""What surrounds the invented cases: names, families, sharing, tasks and amounts.

Days count from the peildatum; below zero is before it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.voorbeeld import VoorbeeldId

Achternaam = Annotated[Tekst, Field(pattern=r"Voorbeeld")]
"""An invented surname says that it is invented."""


class VoorbeeldNaam(Rij):
    """The invented name of the pupil of a case."""

    casus: VoorbeeldId
    voornaam: Tekst
    achternaam: Achternaam


class VoorbeeldLid(Rij):
    """A member of an invented family; the pupil has the name of the case."""

    soort: Literal["ouder", "leerling"]
    gezag: bool | None = None
    voornaam: Tekst | None = None
    achternaam: Achternaam | None = None


class VoorbeeldGezin(Rij):
    """The family of an invented case."""

    casus: VoorbeeldId
    leden: tuple[VoorbeeldLid, ...]


class VoorbeeldConvenant(Rij):
    """An invented agreement between parties of the region."""

    id: Sleutel
    naam: Tekst
    doel: Tekst
    grondslag: Tekst
    categorieen: tuple[Sleutel, ...]
    partijen: tuple[Sleutel, ...]
    van_dagen: int
    tot_dagen: int
    bron: Tekst


class VoorbeeldDeling(Rij):
    """An invented case shared with a party of the region."""

    casus: VoorbeeldId
    organisatie: Sleutel
    grond: Literal["taak", "toestemming", "convenant"]
    convenant: Sleutel | None = None
    doel: Tekst
    van_dagen: int


class VoorbeeldToestemming(Rij):
    """Consent of an invented parent; ``lid`` counts the family from 1."""

    casus: VoorbeeldId
    lid: Annotated[int, Field(ge=1)]
    organisatie: Sleutel
    categorieen: tuple[Sleutel, ...]
    hoe: Sleutel
    van_dagen: int


class VoorbeeldTaak(Rij):
    """An invented task, for the regisseur or for who brought the case in."""

    casus: VoorbeeldId
    soort: Sleutel
    tekst: Tekst
    urgent: bool = False
    voor: Literal["regisseur", "zorgcoordinator"] = "regisseur"
    over_dagen: int


class VoorbeeldBedrag(Rij):
    """An invented amount in whole euros, for the school year of the peildatum."""

    organisatie: Sleutel
    bron: Sleutel
    soort: Literal["begroot", "vastgelegd", "besteed"]
    euro: Annotated[int, Field(gt=0)]
    casus: VoorbeeldId | None = None
    voorziening: str | None = None
    route: Sleutel | None = None
    omschrijving: Tekst


class VoorbeeldWens(Rij):
    """Invented wishes of parents or pupil: provisions, the first wish first."""

    casus: VoorbeeldId
    van: Literal["ouders", "leerling"]
    voorzieningen: tuple[str, ...]


class Rondom(Rij):
    """Everything around the invented cases."""

    namen: tuple[VoorbeeldNaam, ...]
    gezinnen: tuple[VoorbeeldGezin, ...]
    convenanten: tuple[VoorbeeldConvenant, ...]
    delingen: tuple[VoorbeeldDeling, ...]
    toestemmingen: tuple[VoorbeeldToestemming, ...]
    taken: tuple[VoorbeeldTaak, ...]
    bedragen: tuple[VoorbeeldBedrag, ...]
    wensen: tuple[VoorbeeldWens, ...] = ()
