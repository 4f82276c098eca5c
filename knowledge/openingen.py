"""What would open a closed route: changes that people can make, and time."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from knowledge.check_names import require
from knowledge.reading import read_file
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.load import Knowledge

FILE = "routes/_openingen.yaml"


class Wijziging(Rij):
    """A change that somebody can make: an answer that becomes another.

    ``waarde`` is the new answer; for a table ``zonder`` names the rows that go. ``wat``
    completes "Kan wel als …".
    """

    id: Sleutel
    veld: Sleutel
    waarde: Tekst | None = None
    zonder: dict[Sleutel, tuple[Tekst, ...]] = Field(default_factory=dict)
    wat: Tekst
    wie: Tekst
    """Who can see to it."""
    bron: Tekst

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        if (self.waarde is None) == (not self.zonder):
            raise ValueError("geef precies één van waarde, zonder")
        return self


class Tijdsoort(StrEnum):
    """What passes: a birthday, a school year, a paper that ends, or a stretch."""

    verjaardag = "verjaardag"
    schooljaar = "schooljaar"
    einde = "einde"
    duur = "duur"


class Tijd(Rij):
    """Time that can open a route by itself.

    ``leest`` names what a criterion reads for this to matter; for an ending paper
    ``veld`` and ``kolom`` say where its last day stands.
    """

    id: Sleutel
    soort: Tijdsoort
    leest: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    veld: Sleutel
    kolom: Sleutel | None = None
    wat: Tekst
    """Completes "Kan wel …", with ``{dag}``, ``{maand}`` and ``{leeftijd}``."""
    zonder_dag: Tekst | None = None
    """Completes "Kan wel …" where the day itself is not known."""
    bron: Tekst


class Openingzinnen(Rij):
    """The sentences around a change."""

    kan: Tekst
    """With ``{wat}``: what must happen."""
    als: Tekst
    en: Tekst
    niets: Tekst
    niet_in_regio: Tekst
    daarna_open: Tekst
    daarna_vragen: Tekst
    """With ``{wat}``: the questions that are left."""
    daarna_geen_reden: Tekst


class Openingen(Rij):
    """All rows about opening a closed route."""

    bron: Tekst
    horizon_dagen: Annotated[int, Field(ge=1)]
    """How far ahead time is looked at, in days."""
    zinnen: Openingzinnen
    wijzigingen: tuple[Wijziging, ...]
    tijden: tuple[Tijd, ...]


def read_openings(folder: Path) -> Openingen:
    """Read ``_openingen.yaml`` of the routes folder.

    Raises
    ------
    KnowledgeError
        When the file is missing or a row does not fit.
    """
    return read_file(folder / "_openingen.yaml", folder.parent, Openingen)


def check_openings(knowledge: Knowledge) -> None:
    """Check the fields, values and columns that the rows name.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist.
    """
    readable = [*knowledge.velden, *knowledge.afgeleid]
    for row in knowledge.openingen.wijzigingen:
        require(FILE, row.id, "veld", row.veld, knowledge.velden)
        veld = knowledge.velden[row.veld]
        if row.waarde is not None:
            values = [one.id for one in veld.waarden]
            require(FILE, row.id, "waarde", row.waarde, values)
        for column in row.zonder:
            require(FILE, row.id, "kolom", column, [one.id for one in veld.kolommen])
    for time in knowledge.openingen.tijden:
        require(FILE, time.id, "veld", time.veld, knowledge.velden)
        for name in time.leest:
            require(FILE, f"{time.id}, sleutel leest", "veld", name, readable)
