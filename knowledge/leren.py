"""What a learned order of routes may look at, must reach, and is tried out on."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge.cohort import Cohort
from knowledge.expressie import Expressie
from knowledge.reading import read_file
from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.routes import SoortRoute

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Deel = Annotated[float, Field(ge=0, le=1)]
Aantal = Annotated[int, Field(ge=1)]


class Verboden(Rij):
    """A field that no feature may read, and why not."""

    veld: Sleutel
    reden: Tekst
    bron: Tekst


class Kenmerk(Rij):
    """One feature, and why it may count."""

    id: Sleutel
    naam: Tekst
    reden: Tekst
    bron: Tekst


class Leerlingkenmerk(Kenmerk):
    """Something that is true of the pupil, as a condition on the answers."""

    als: Expressie


class Routefamilie(Rij):
    """Routes that are alike; features of the pupil are crossed with families."""

    id: Sleutel
    naam: Tekst
    routes: Annotated[tuple[Sleutel, ...], Field(min_length=1)]


class Passend(Kenmerk):
    """Which part of the criteria of one kind a route meets for this pupil."""

    aard: Literal["indicatie", "zacht", "document"]


class Kenmerken(Rij):
    """Everything that the model may look at."""

    bron: Tekst
    soorten: Annotated[tuple[SoortRoute, ...], Field(min_length=1)]
    verboden: tuple[Verboden, ...]
    leerling: Annotated[tuple[Leerlingkenmerk, ...], Field(min_length=1)]
    families: Annotated[tuple[Routefamilie, ...], Field(min_length=1)]
    passend: tuple[Passend, ...]

    @property
    def alle(self) -> tuple[Kenmerk, ...]:
        """Return every row of the table."""
        return (*self.leerling, *self.passend)

    @cached_property
    def familie_van(self) -> Mapping[str, Routefamilie]:
        """Return the family of each route."""
        found = {route: row for row in self.families for route in row.routes}
        return MappingProxyType(found)

    @cached_property
    def namen(self) -> Mapping[str, str]:
        """Return what each feature is called, for people."""
        found = {row.id: row.naam for row in self.passend}
        for family in self.families:
            for row in self.leerling:
                found[f"{row.id} x {family.id}"] = f"{row.naam} → {family.naam}"
        return MappingProxyType(found)

    @cached_property
    def sha256(self) -> str:
        """Return the sha256 (hexadecimal) of the rows that features come from."""
        rows = self.model_dump(
            mode="json", by_alias=True, include={"leerling", "families", "passend"}
        )
        text = json.dumps(rows, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @model_validator(mode="after")
    def _checked(self) -> Self:
        banned = {row.veld for row in self.verboden}
        for row in self.leerling:
            if banned & row.als.fields():
                raise ValueError(f"kenmerk ‘{row.id}’ leest een verboden veld")
        routes = [route for row in self.families for route in row.routes]
        for route in routes:
            if routes.count(route) > 1:
                raise ValueError(f"route ‘{route}’ staat in twee families")
        return self


class Uitkomstregel(Rij):
    """When a decision counts as having lasted."""

    veld: Sleutel
    blijft: tuple[Sleutel, ...]
    blijft_niet: tuple[Sleutel, ...]
    start_veld: Sleutel
    niet_gestart_na_weken: Aantal
    reden: Tekst
    bron: Tekst


class Aantalgrens(Rij):
    """How many of something are needed."""

    id: Sleutel
    naam: Tekst
    minstens: Aantal
    reden: Tekst
    bron: Tekst


class Maat(StrEnum):
    """What is measured of a model; a gain is model minus what it is held against."""

    winst_genest = "winst_genest"
    winst_top1 = "winst_top1"
    winst_top3 = "winst_top3"
    winst_vaakst = "winst_vaakst"
    winst_logverlies = "winst_logverlies"
    ijkfout = "ijkfout"
    onthouding = "onthouding"


class Eis(Rij):
    """A bound on one measure."""

    id: Sleutel
    naam: Tekst
    maat: Maat
    minstens: float | None = None
    hoogstens: float | None = None
    reden: Tekst
    bron: Tekst

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.minstens is None) == (self.hoogstens is None):
            raise ValueError("geef precies één van minstens en hoogstens")
        return self

    def holds(self, value: float) -> bool:
        """Tell whether a measured value is within the bound."""
        if self.minstens is not None:
            return value >= self.minstens
        return self.hoogstens is not None and value <= self.hoogstens


class Groepdeel(Rij):
    """One part of a grouping."""

    id: Sleutel
    naam: Tekst
    als: Expressie


class Groepering(Rij):
    """A way to divide pupils, to see whether nobody is worse off."""

    id: Sleutel
    naam: Tekst
    delen: tuple[Groepdeel, ...]
    niet_gevraagd: Tekst | None = None
    """Why this can not be looked at in real data."""
    bron: Tekst


class Training(Rij):
    """How is trained; of the penalties in ``straf`` a smaller one is stronger."""

    deel_eerder: Annotated[float, Field(gt=0, lt=1)]
    vouwen: Annotated[int, Field(ge=2)]
    vouwen_binnen: Annotated[int, Field(ge=2)]
    straf: Annotated[tuple[float, ...], Field(min_length=1)]
    herhalingen: Aantal
    """Bootstrap repetitions."""
    zekerheid: Deel
    """How sure the lower bound of a gain is."""
    zaad: int
    bakken: Aantal
    """Bins of the calibration error."""
    reden: Tekst
    bron: Tekst


class Onthouding(Rij):
    """When the learned order stays away."""

    id: Literal["verschil", "onbekend"]
    naam: Tekst
    minstens: Deel | None = None
    hoogstens: Deel | None = None
    reden: Tekst
    bron: Tekst


class Grenzen(Rij):
    """What counts as an outcome and what a model must reach."""

    bron: Tekst
    uitkomst: Uitkomstregel
    aantallen: tuple[Aantalgrens, ...]
    eisen: Annotated[tuple[Eis, ...], Field(min_length=1)]
    groepseisen: tuple[Eis, ...]
    groepen: tuple[Groepering, ...]
    training: Training
    onthouding: tuple[Onthouding, ...]
    redenen: dict[Sleutel, Tekst]
    """Why the order is what it is, by id."""
    weggelaten: dict[Sleutel, Tekst]
    """Why a decided case is not learned from, by id."""

    @cached_property
    def minstens(self) -> Mapping[str, int]:
        """Return how many are needed, by id of the row."""
        return MappingProxyType({row.id: row.minstens for row in self.aantallen})

    @property
    def verschil(self) -> float:
        """Return the smallest difference in chance that is shown as an order."""
        return next(
            row.minstens or 0.0 for row in self.onthouding if row.id == "verschil"
        )

    @property
    def onbekend(self) -> float:
        """Return the largest part of the features that may be unknown."""
        rows = (row.hoogstens for row in self.onthouding if row.id == "onbekend")
        return next((bound for bound in rows if bound is not None), 1.0)


class Kaartdeel(Rij):
    """One heading of the model card with its sentences."""

    id: Sleutel
    kop: Tekst
    zinnen: Annotated[tuple[Tekst, ...], Field(min_length=1)]


class Modelkaart(Rij):
    """The fixed sentences of a model card and the words of its tables."""

    bron: Tekst
    titel: Tekst
    verzonnen: Tekst
    """The label on every figure that comes from invented data."""
    praktijk: Tekst
    delen: tuple[Kaartdeel, ...]
    woorden: dict[Sleutel, Tekst]


class Leren(Rij):
    """All rows about learning."""

    kenmerken: Kenmerken
    grenzen: Grenzen
    cohort: Cohort
    kaart: Modelkaart


def read_learning(folder: Path) -> Leren:
    """Read the folder ``leren`` inside the data folder.

    Raises
    ------
    KnowledgeError
        When a file is missing or a row does not fit.
    """
    root = folder.parent
    return Leren(
        kenmerken=read_file(folder / "kenmerken.yaml", root, Kenmerken),
        grenzen=read_file(folder / "grenzen.yaml", root, Grenzen),
        cohort=read_file(folder / "cohort.yaml", root, Cohort),
        kaart=read_file(folder / "modelkaart.yaml", root, Modelkaart),
    )
