"""Figures that sources state, each with what it is counted from, if anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge.reading import read_file, refuse_duplicates
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from pathlib import Path

FILE = "verzuim/cijfers.yaml"
Eenheid = Literal[
    "aantal", "procent", "euro", "weken", "maanden", "jaar", "keer", "fte"
]
Soort = Literal[
    "vermeld", "som", "verschil", "groei", "aandeel", "verhouding", "product"
]

_DIVIDES = {"groei": 0, "verhouding": 0, "aandeel": 1}
"""Which of the two numbers a kind of figure divides by."""


class Getal(Rij):
    """One number that a figure is counted from; ``af`` is taken off in a sum."""

    naam: Tekst
    aantal: float
    af: bool = False


class Cijfer(Rij):
    """A figure as its source states it, and how to count it again.

    Parameters
    ----------
    waarde
        What the source states; absent when it follows but is not stated.
    tot
        The upper bound, of a figure that is stated as a range.
    soort
        ``vermeld``: stated only; ``som`` of the numbers; ``verschil``: the second less
        the first; ``groei``: from the first to the second, percent; ``aandeel``: the
        first of the second, percent; ``verhouding``: the second per first; ``product``.
    teken
        What the source says about the figure: exactly, about, more than, almost.
    op
        The unit to which the source rounds.
    opmerking
        What the source leaves open, also why a figure does not come out.
    """

    id: Sleutel
    naam: Tekst
    waarde: float | None = None
    tot: float | None = None
    eenheid: Eenheid = "aantal"
    soort: Soort = "vermeld"
    van: tuple[Getal, ...] = ()
    teken: Literal["gelijk", "ongeveer", "meer_dan", "bijna"] = "gelijk"
    op: Annotated[float, Field(gt=0)] = 1
    opmerking: Tekst | None = None
    bron: Tekst
    zeker: bool

    @model_validator(mode="after")
    def _countable(self) -> Self:
        if self.soort == "vermeld":
            if self.van or self.waarde is None:
                raise ValueError("een vermeld cijfer heeft een waarde en geen delen")
        elif self.soort in ("som", "product"):
            if not self.van:
                raise ValueError("geef de getallen waar dit cijfer uit volgt")
        elif len(self.van) != 2:
            raise ValueError("geef precies twee getallen")
        elif self.soort in _DIVIDES and not self.van[_DIVIDES[self.soort]].aantal:
            raise ValueError("deel niet door nul")
        return self


class Cijferteksten(Rij):
    """How a figure is told; words between braces are filled in."""

    vermeld: Tekst
    klopt: Tekst
    klopt_niet: Tekst
    volgt: Tekst
    tot: Tekst
    teken: dict[str, str]
    """Per sign what comes before the figure; may be nothing."""
    eenheid: dict[str, Tekst]


class Cijferlijst(Rij):
    """All stated figures that are no plain sum, and how they are told."""

    teksten: Cijferteksten
    cijfers: Annotated[tuple[Cijfer, ...], Field(min_length=1)]
    bron: Tekst


def read_figures(root: Path) -> Cijferlijst:
    """Read the figures that sources state.

    Raises
    ------
    KnowledgeError
        On the first mistake.
    """
    found = read_file(root / FILE, root, Cijferlijst)
    refuse_duplicates(FILE, (row.id for row in found.cijfers))
    return found
