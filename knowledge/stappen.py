"""The parents' guided next steps: situations, and in each the steps in order."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge.expressie import Expressie
from knowledge.rijen import Rij, Sleutel, Tekst

Aantal = Annotated[int, Field(ge=0)]


class StapTermijn(Rij):
    """By when a step is done, counted from a date field or from the peildatum.

    Exactly one of ``dagen``, ``weken``, ``maanden`` (calendar) and ``klok`` is given;
    ``klok`` is a row of termijnen, so that a number of the law stands in one place.
    """

    dagen: Aantal | None = None
    weken: Aantal | None = None
    maanden: Aantal | None = None
    klok: Sleutel | None = None
    vanaf: Literal["peildatum"] | Sleutel
    kolom: Sleutel | None = None
    """The date column, where ``vanaf`` is a table; the latest date counts."""

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        units = (self.dagen, self.weken, self.maanden, self.klok)
        if sum(unit is not None for unit in units) != 1:
            raise ValueError("geef precies één van dagen, weken, maanden, klok")
        return self


class Stap(Rij):
    """One thing to do, for a parent."""

    id: Sleutel
    wat: Tekst
    waarom: Tekst
    wie: Tekst
    """Who does it."""
    bel: Tekst
    """Whom to call about it."""
    zeg: Tekst | None = None
    """A short text that one can say or write."""
    als_niet: Tekst
    """What to do when it does not happen."""
    termijn: StapTermijn | None = None
    bron: Tekst
    zeker: bool


class Situatie(Rij):
    """A situation that a family can be in, with its steps in order."""

    id: Sleutel
    naam: Tekst
    als: Expressie
    gaat_voor_alles: bool = False
    """Whether the steps of other situations wait while this one holds."""
    bron: Tekst
    stappen: Annotated[tuple[Stap, ...], Field(min_length=1)]
