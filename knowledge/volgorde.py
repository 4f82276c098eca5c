"""In which order routes stand: steps as rows, first things first."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from knowledge.expressie import Expressie
from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.routes import Rol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.routes import Route


class Rangmaat(StrEnum):
    """What routes can be ordered by."""

    indicaties = "indicaties"
    bezwaren = "bezwaren"
    trap = "trap"
    inschrijving = "inschrijving"
    voorkeur = "voorkeur"
    naam = "naam"


class Voorkeur(Rij):
    """Routes that go first while a condition is met, by their role or by name."""

    id: Sleutel
    als: Expressie
    rol: tuple[Rol, ...] = ()
    routes: tuple[Sleutel, ...] = ()
    zin: Tekst
    """Why these routes go first, as a full sentence."""
    bron: Tekst

    def selects(self, route: Route) -> bool:
        """Tell whether a route is one of those that go first."""
        return route.id in self.routes or route.rol in self.rol

    @model_validator(mode="after")
    def _selects_something(self) -> Self:
        if not self.rol and not self.routes:
            raise ValueError("zeg welke routes voorgaan: geef ‘rol’ of ‘routes’")
        return self


class Rangregel(Rij):
    """One step of the order: later steps only break ties of earlier ones."""

    id: Sleutel
    naam: Tekst
    maat: Rangmaat
    voorkeuren: tuple[Voorkeur, ...] = ()
    reden: Tekst
    bron: Tekst
    zegt: Annotated[dict[int | str, Tekst], Field(min_length=1)]
    """What a value says of a route; ``anders`` holds for all others, with ``{n}``."""

    def sentence(self, value: int) -> str | None:
        """Return what a value of this step says, ``None`` when it says nothing."""
        found = self.zegt.get(value) or self.zegt.get("anders")
        return found.replace("{n}", str(value)) if found else None

    @model_validator(mode="after")
    def _preferences_where_they_count(self) -> Self:
        if bool(self.voorkeuren) != (self.maat is Rangmaat.voorkeur):
            raise ValueError("‘voorkeuren’ horen bij een stap met maat voorkeur")
        return self


Volgorde = Annotated[tuple[Rangregel, ...], Field(min_length=1)]
"""The steps, the first that counts in front."""


def reordered(steps: Volgorde, first: Iterable[str]) -> Volgorde:
    """Return the steps with those of a region in front, the others as they stood.

    The name only makes the order fixed, so it stays last.
    """
    chosen = list(first)
    known = {step.id: step for step in steps}
    ids = [*chosen, *(step.id for step in steps if step.id not in chosen)]
    return tuple(
        sorted((known[one] for one in ids), key=lambda step: step.maat is Rangmaat.naam)
    )
