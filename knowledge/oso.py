"""What is taken from an OSO dossier, element by element, and what is not, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from knowledge.check_names import require
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.velden import Veld

FILE = "oso.yaml"
NOT_A_FIELD = frozenset(
    {
        "voornaam",
        "roepnaam",
        "tussenvoegsel",
        "achternaam",
        "eigen_nummer",
        "school",
        "schoolcode",
    }
)
"""Targets that are no field of the probleemanalyse."""


class Controle(StrEnum):
    """Where an element was looked up."""

    schema = "schema"
    voorbeeld = "voorbeeld"
    codes = "codes"


class Osolezen(StrEnum):
    """How an element is read."""

    tekst = "tekst"
    woorden = "woorden"
    lijst = "lijst"
    maand = "maand"
    postcode = "postcode"
    brin = "brin"
    keuze = "keuze"
    inschrijving = "inschrijving"
    voorbij = "voorbij"
    jaargroep = "jaargroep"
    wisselingen = "wisselingen"
    geldigheid = "geldigheid"
    rij = "rij"
    ja_rij = "ja_rij"


class Osoveld(Rij):
    """One element that is taken in, and where it goes."""

    id: Sleutel
    pad: Tekst
    naam: Tekst
    hoe: Osolezen
    doel: Sleutel
    adressen: tuple[Sleutel, ...] = ()
    """Of which kinds of address, the first that is there."""
    van: Tekst | None = None
    tot: Tekst | None = None
    kolommen: dict[Sleutel, Tekst] = Field(default_factory=dict)
    """For a table: which element stands in which column."""
    vast: dict[Sleutel, Tekst] = Field(default_factory=dict)
    """For a table: what always stands in a column."""
    woorden: dict[Tekst, Tekst] = Field(default_factory=dict)
    gecontroleerd: Annotated[tuple[Controle, ...], Field(min_length=1)]
    bron: Tekst
    zeker: bool


class Osoweglating(Rij):
    """One block that is recognised and dropped, and why."""

    id: Sleutel
    pad: Tekst
    naam: Tekst
    waarom: Tekst
    bron: Tekst


class Osoregels(Rij):
    """All there is to know about reading an OSO dossier."""

    overnemen: Annotated[tuple[Osoveld, ...], Field(min_length=1)]
    weglaten: Annotated[tuple[Osoweglating, ...], Field(min_length=1)]
    stil: tuple[Tekst, ...]


def check_oso(rules: Osoregels, velden: Mapping[str, Veld]) -> None:
    """Check that everything that is taken goes to a field that exists.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist.
    """
    for row in rules.overnemen:
        if row.doel in NOT_A_FIELD:
            continue
        require(FILE, row.id, "veld", row.doel, velden)
        columns = {kolom.id: kolom for kolom in velden[row.doel].kolommen}
        for name in (*row.kolommen, *row.vast):
            require(FILE, row.id, "kolom", name, columns)
        for name, value in row.vast.items():
            values = [waarde.id for waarde in columns[name].waarden]
            require(FILE, row.id, "waarde", value, values)
