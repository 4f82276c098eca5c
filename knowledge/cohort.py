"""An invented cohort of pupils: shares per answer, and what is decided and lasts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from knowledge.expressie import Expressie
from knowledge.rijen import Rij, Sleutel, Tekst

Gewicht = Annotated[float, Field(ge=0)]
Kans = Annotated[float, Field(ge=0, le=1)]
Kansen = Annotated[dict[Sleutel, Gewicht], Field(min_length=1)]
"""Weights per value; for a field with several choices, chances of each."""
Jaar = Annotated[int, Field(ge=0)]


class Bereikkans(Rij):
    """A range of whole numbers with its weight; both ends included."""

    van: Jaar
    tot: Jaar
    kans: Gewicht
    bron: Tekst


class OpLeeftijd(Rij):
    """Something that holds at some ages (years, both included)."""

    van_jaar: Jaar | None = None
    tot_jaar: Jaar | None = None

    def holds_at(self, age: int) -> bool:
        """Tell whether this row is for somebody of this age in years."""
        after = self.van_jaar is None or age >= self.van_jaar
        return after and (self.tot_jaar is None or age <= self.tot_jaar)


class Antwoordkans(OpLeeftijd):
    """How often each value is the answer."""

    veld: Sleutel
    kansen: Kansen
    bron: Tekst


class Verdeling(Rij):
    """Weights of values that are no answer to a field."""

    kansen: Kansen
    bron: Tekst


class Losse(Rij):
    """One chance."""

    kans: Kans
    bron: Tekst


class Breuk(Rij):
    """A share as the source counts it."""

    teller: Annotated[int, Field(ge=1)]
    noemer: Annotated[int, Field(ge=1)]
    bron: Tekst


class Spreiding(Rij):
    """A standard deviation."""

    waarde: Gewicht
    bron: Tekst


class Profiel(Rij):
    """Answers that go together."""

    id: Sleutel
    kans: Gewicht
    bron: Tekst
    antwoorden: dict[Sleutel, Kansen]


class Bestemming(OpLeeftijd):
    """How often a table sends pupils to a family of routes."""

    familie: Sleutel
    gewicht: Gewicht
    bron: Tekst


class Effect(Rij):
    """What a condition adds, in log-odds, to being chosen and to lasting."""

    familie: Sleutel
    als: Expressie
    keuze: float
    blijven: float
    bron: Tekst


class Cohort(Rij):
    """Everything that an invented cohort is drawn from."""

    bron: Tekst
    maanden: Annotated[int, Field(ge=1)]
    onbekend: Losse
    leeftijd: Annotated[tuple[Bereikkans, ...], Field(min_length=1)]
    geslacht: Verdeling
    weken_thuis: Annotated[tuple[Bereikkans, ...], Field(min_length=1)]
    antwoorden: tuple[Antwoordkans, ...]
    profielen: Annotated[tuple[Profiel, ...], Field(min_length=1)]
    bestemming: Annotated[tuple[Bestemming, ...], Field(min_length=1)]
    grilligheid: Spreiding
    blijft: Breuk
    start_niet: Losse
    effecten: tuple[Effect, ...]
