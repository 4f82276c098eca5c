"""What is told to account for Leerplek: register, instruction, model card, risks."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, HttpUrl, model_validator

from knowledge.errors import KnowledgeError
from knowledge.reading import read_file, read_yaml
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Cijfer(Rij):
    """One figure that is counted from what runs; texts name it between braces."""

    id: Sleutel
    naam: Tekst


class Standaard(Rij):
    """The standard that a register is filled in by."""

    naam: Tekst
    versie: Tekst
    """The version that the register itself names."""
    uitgave: Tekst
    """The edition of the standard that was read."""
    adres: HttpUrl


class Registerveld(Rij):
    """One field of the register; ``tekst`` is empty where the organisation fills in.

    ``hoogstens`` is a number of characters.
    """

    id: Sleutel
    naam: Tekst
    verplicht: bool = False
    hoogstens: Annotated[int, Field(ge=1)] | None = None
    keuzes: tuple[Tekst, ...] = ()
    tekst: Tekst | None = None
    lijst: tuple[Tekst, ...] = ()
    verwijzingen: dict[Tekst, HttpUrl] = Field(default_factory=dict)
    invullen: Tekst | None = None
    """What the organisation that uses Leerplek still has to put here."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.tekst or self.lijst or self.verwijzingen or self.invullen):
            raise ValueError("geef een tekst, lijst of verwijzingen, of zeg wie invult")
        if self.keuzes and self.tekst is not None and self.tekst not in self.keuzes:
            raise ValueError("de tekst is geen van de keuzes")
        return self


class Register(Rij):
    """The fields of the Algoritmeregister, in its own order."""

    bron: Tekst
    standaard: Standaard
    velden: Annotated[tuple[Registerveld, ...], Field(min_length=1)]


class Deel(Rij):
    """One headed part of a text, and the article it answers."""

    id: Sleutel
    kop: Tekst
    artikel: Tekst | None = None
    zinnen: Annotated[tuple[Tekst, ...], Field(min_length=1)]


class Teksten(Rij):
    """A text in parts: an instruction for use, or a model card."""

    titel: Tekst
    bron: Tekst
    delen: Annotated[tuple[Deel, ...], Field(min_length=1)]


class Risico(Rij):
    """Something that can go wrong, what stops it, and what shows that this works.

    ``toetsen`` are test files; ``restrisico`` says what is left for people.
    """

    id: Sleutel
    artikel: Tekst
    risico: Tekst
    raakt: Tekst
    maatregelen: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    toetsen: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    restrisico: Tekst
    wie: Tekst
    bron: Tekst


class Artikel(Rij):
    """One article of the AI Act and how it is met; ``open`` says what is not."""

    id: Tekst
    vraagt: Tekst
    hoe: Tekst
    open: Tekst | None = None


class Risicolijst(Rij):
    """The risks, and the articles that they stand for."""

    titel: Tekst
    bron: Tekst
    inleiding: tuple[Tekst, ...]
    artikelen: Annotated[tuple[Artikel, ...], Field(min_length=1)]
    risicos: Annotated[tuple[Risico, ...], Field(min_length=1)]


class Uitleg(Rij):
    """The words of the explanation for the person concerned, in one voice."""

    titel: Tekst
    inleiding: tuple[Tekst, ...]
    koppen: dict[Sleutel, Tekst]
    zinnen: dict[Sleutel, Tekst]


class Uitlegregels(Rij):
    """The explanation of an advice: for a parent, a pupil and a professional."""

    bron: Tekst
    eerste: Annotated[int, Field(ge=1)]
    """How many routes of each kind are explained one by one."""
    namen: Annotated[int, Field(ge=1)]
    """How many routes are named that are closed for one reason."""
    stemmen: dict[Sleutel, Uitleg]

    def voor(self, rol: str) -> Uitleg:
        """Return the words for a role; a professional reads those for all others."""
        return self.stemmen.get(rol, self.stemmen["professional"])


class Verantwoording(Rij):
    """Everything that ``leerplek verantwoording`` and its page say."""

    cijfers: dict[Sleutel, Tekst]
    woorden: dict[Sleutel, Tekst]
    controles: dict[Sleutel, Tekst]
    algoritmeregister: Register
    gebruik: Teksten
    modelkaart: Teksten
    risicos: Risicolijst
    uitleg: Uitlegregels

    def texts(self) -> Iterator[str]:
        """Give every text in which a figure may stand."""
        for veld in self.algoritmeregister.velden:
            yield from (veld.tekst or "", *veld.lijst)
        for tekst in (self.gebruik, self.modelkaart):
            for deel in tekst.delen:
                yield from deel.zinnen
        yield from self.risicos.inleiding
        for artikel in self.risicos.artikelen:
            yield from (artikel.hoe, artikel.open or "")
        for risico in self.risicos.risicos:
            yield from (*risico.maatregelen, risico.restrisico)


class Cijfers(Rij):
    """The figures, and the words around figures and texts."""

    cijfers: Annotated[tuple[Cijfer, ...], Field(min_length=1)]
    woorden: dict[Sleutel, Tekst]
    controles: dict[Sleutel, Tekst]


def read_accountability(folder: Path) -> Verantwoording:
    """Read the folder ``verantwoording`` and check that every figure is known.

    Raises
    ------
    KnowledgeError
        When a file is missing or wrong, or a text names an unknown figure.
    """
    root = folder.parent
    figures = read_file(folder / "cijfers.yaml", root, Cijfers)
    found = Verantwoording(
        cijfers={row.id: row.naam for row in figures.cijfers},
        woorden=figures.woorden,
        controles=figures.controles,
        algoritmeregister=read_file(folder / "algoritmeregister.yaml", root, Register),
        gebruik=read_file(folder / "gebruiksaanwijzing.yaml", root, Teksten),
        modelkaart=read_file(folder / "modelkaart.yaml", root, Teksten),
        risicos=read_file(folder / "risicos.yaml", root, Risicolijst),
        uitleg=read_file(folder / "uitleg.yaml", root, Uitlegregels),
    )
    for text in found.texts():
        for _, name, _, _ in string.Formatter().parse(text):
            if name is not None and name not in found.cijfers:
                raise KnowledgeError(
                    f"{folder.name}/cijfers.yaml",
                    f"cijfer {name}",
                    "een tekst noemt dit cijfer, maar het staat hier niet",
                    "voeg het toe of verbeter de tekst",
                )
    return found


def count_worked_cases(root: Path) -> int:
    """Return how many worked cases stand beside the routes of a data folder."""
    found = (read_yaml(path, root) for path in root.glob("routes/gevallen/*.yaml"))
    return sum(len(one.get("gevallen", ())) for one in found if isinstance(one, dict))
