"""How sure a reading is, in words instead of a number."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from knowledge.rijen import Rij, Sleutel, Tekst


class Graad(Rij):
    """One word for how sure a reading is, from a bound (0..1) on."""

    id: Sleutel
    naam: Tekst
    teken: Tekst
    vanaf: Annotated[float, Field(ge=0, le=1)]


class Zekerheid(Rij):
    """The words for how sure a reading is, the surest first."""

    graden: Annotated[tuple[Graad, ...], Field(min_length=1)]
    bron: Tekst

    @model_validator(mode="after")
    def _downwards_to_nothing(self) -> Zekerheid:
        bounds = [row.vanaf for row in self.graden]
        if bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
            raise ValueError("de grenzen dalen niet, of de laatste is niet 0")
        return self

    def graad(self, zekerheid: float | None) -> Graad | None:
        """Return the word for a certainty (0..1); None for what a person typed."""
        if zekerheid is None:
            return None
        return next(row for row in self.graden if zekerheid >= row.vanaf)
