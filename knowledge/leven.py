"""The life of a case: who may take a step, how it ends, and what a year changes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from knowledge.rijen import Rij, Sleutel, Tekst

Aantal = Annotated[int, Field(ge=0)]
Groep = Literal["opgelost", "buiten_doelgroep", "vrijgesteld", "anders", "loopt"]
Partij = Literal["zorgcoordinator", "regisseur", "regio"]


class Bevoegdheid(Rij):
    """Which roles may take a step; ``naam`` completes ‘u mag niet …’."""

    id: Sleutel
    naam: Tekst
    rollen: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    bron: Tekst


class Uitkomstregel(Rij):
    """What a value of the field ``uitkomst`` means for the count and for closing."""

    id: Sleutel
    groep: Groep
    sluit: bool
    """Whether a case can be closed with it."""
    let_op: Tekst | None = None
    bron: Tekst


class Reden(Rij):
    """A reason to choose from."""

    id: Sleutel
    naam: Tekst
    bron: Tekst


class Overdrachtreden(Reden):
    """A reason to hand a case over; ``voor`` says for which kinds of hand-over."""

    voor: Annotated[tuple[Partij, ...], Field(min_length=1)]


class Schooljaarregel(Rij):
    """On which day of the calendar year a school year begins."""

    begin_maand: Annotated[int, Field(ge=1, le=12)]
    begin_dag: Annotated[int, Field(ge=1, le=28)]
    bron: Tekst


class LaatsteLeerjaar(Rij):
    """The last year of a kind of school, and what to do after it."""

    schoolsoort: Sleutel
    leerjaar: Annotated[int, Field(ge=1)]
    daarna: Tekst
    bron: Tekst


class Leeftijdsgrens(Rij):
    """What changes in the school year in which a pupil reaches an age in years."""

    id: Sleutel
    leeftijd: Aantal
    schoolsoorten: tuple[Sleutel, ...]
    """Only for pupils of these kinds of school; empty is for all."""
    tekst: Tekst
    bron: Tekst


class Levensloop(Rij):
    """Every number, reason and role that the life of a case uses."""

    bevoegdheden: tuple[Bevoegdheid, ...]
    reden_min_woorden: Aantal
    """Least number of words of a reason that a person writes."""
    uitkomsten: Annotated[tuple[Uitkomstregel, ...], Field(min_length=1)]
    heropenredenen: Annotated[tuple[Reden, ...], Field(min_length=1)]
    overdrachtredenen: Annotated[tuple[Overdrachtreden, ...], Field(min_length=1)]
    start_controle_dagen: Aantal
    """Days after the start on which somebody looks whether the pupil came."""
    start_controle_bron: Tekst
    nazorg_termijn: Sleutel
    """The clock that says when aftercare is due after the start."""
    nazorg_opnieuw_weken: Aantal
    """Weeks until the next look when a pupil comes only partly or not."""
    nazorg_opnieuw_bron: Tekst
    schooljaar: Schooljaarregel
    tlv_termijn: Sleutel
    """The clock of a decision on a TLV: so long before its end a new one is asked."""
    laatste_leerjaar: tuple[LaatsteLeerjaar, ...]
    leeftijdsgrenzen: tuple[Leeftijdsgrens, ...]
    bron: Tekst

    def bevoegdheid(self, handeling: str) -> Bevoegdheid:
        """Return the row of a step; a step without a row is a fault of the program."""
        return next(row for row in self.bevoegdheden if row.id == handeling)

    def uitkomst(self, uitkomst_id: str) -> Uitkomstregel | None:
        """Return the row of an outcome, or None when it does not exist."""
        return next((row for row in self.uitkomsten if row.id == uitkomst_id), None)

    def schooljaar_van(self, day: date) -> int:
        """Return the calendar year in which the school year of a day began."""
        begin = self.begin_van(day.year)
        return day.year if day >= begin else day.year - 1

    def begin_van(self, jaar: int) -> date:
        """Return the first day of the school year that begins in a calendar year."""
        return date(jaar, self.schooljaar.begin_maand, self.schooljaar.begin_dag)


class Financieringsbron(Rij):
    """Where money for a route or a place comes from."""

    id: Sleutel
    naam: Tekst
    uitleg: Tekst
    bron: Tekst


def schooljaar_naam(jaar: int) -> str:
    """Return a school year as people write it, like ``2026-2027``."""
    return f"{jaar}-{jaar + 1}"
