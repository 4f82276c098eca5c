"""What a report on verzuim counts: bands, reasons, breakdowns, stated figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge.reading import read_file, read_rows
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from pathlib import Path

Aantal = Annotated[int, Field(ge=0)]


class Band(Rij):
    """From a bound, itself included, to the next one; the last has no end.

    Parameters
    ----------
    vanaf
        Whole years for an age; for a duration see ``eenheid``.
    meer_dan
        Whether the bound itself still belongs to the band before.
    """

    id: Sleutel
    naam: Tekst
    vanaf: Aantal
    eenheid: Literal["jaren", "dagen", "maanden"]
    meer_dan: bool = False


class Reden(Rij):
    """Why somebody is no longer counted."""

    id: Sleutel
    naam: Tekst
    soort: Literal["opgelost", "buiten_doelgroep", "onbekend"]
    bron: Tekst
    zeker: bool


class Uitsplitsing(Rij):
    """One way to split the stock; ``veld`` is the answer that it comes from."""

    id: Sleutel
    naam: Tekst
    veld: Sleutel | None = None
    banden: tuple[Band, ...] = ()
    overlapt: bool = False
    """Whether one pupil may stand in several parts, so that they need not add up."""
    onbekend: Tekst
    bron: Tekst
    zeker: bool

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if self.banden and self.banden[0].vanaf != 0:
            raise ValueError("de eerste band begint bij 0")
        return self


class Volgactie(Rij):
    """One answer about the plan: on which list it puts a pupil, and what follows."""

    plan: Sleutel
    lijst: Literal["volglijst", "actielijst"]
    reden: Tekst
    actie: Tekst


class Lijstnaam(Rij):
    """What a list is called, what it is, and what is said when it is empty."""

    naam: Tekst
    uitleg: Tekst
    leeg: Tekst


class Lijstnamen(Rij):
    """The names of the four lists, in the order of urgency."""

    actielijst: Lijstnaam
    volglijst: Lijstnaam
    vroeg: Lijstnaam
    preventief: Lijstnaam


class Lijstregels(Rij):
    """The rule of the volglijst and the actielijst, and of early signs.

    Parameters
    ----------
    definitie
        Who is on one of the two lists.
    opbouw_weken
        Weeks after which a new plan must show build-up.
    bijna, bijna_grens
        From which part (percent) of a bound in hours the next definition is near.
    groei_weken
        Over how many school weeks absence is compared.
    """

    definitie: Sleutel
    opbouw_weken: Aantal
    acties: tuple[Volgactie, ...]
    te_lang: Volgactie
    onbekend: Volgactie
    bijna_definitie: Sleutel
    vroeg_definities: tuple[Sleutel, ...]
    """Definitions that make an early sign of who is on neither list."""
    bijna: Aantal
    bijna_grens: Aantal
    bijna_tekst: Tekst
    groei_weken: Aantal
    groei_tekst: Tekst
    preventief_tekst: Tekst
    namen: Lijstnamen
    besluit: Tekst
    bron: Tekst
    zeker: bool


class Rapportteksten(Rij):
    """The sentences of a report; words between braces are counted."""

    begin: Tekst
    erbij: Tekst
    in_beeld: Tekst
    eraf: Tekst
    einde: Tekst
    sluit: Tekst
    sluit_niet: Tekst
    niet_te_sluiten: Tekst
    getal: Tekst
    getal_een: Tekst
    getal_niet: Tekst
    overige: Tekst
    niet_te_bepalen: Tekst
    weken_thuis: Tekst
    weken_tot_plek: Tekst
    geen_gemiddelde: Tekst
    niet_gedeeld: Tekst
    wekelijks: Tekst
    deelregel: Tekst
    per_week: Tekst
    per_week_uitleg: Tekst
    lezing: Tekst
    lezing_uitleg: Tekst
    lezing_anders: Tekst
    zonder_leerlingen: Tekst
    bron: Tekst


class Telling(Rij):
    """A fixed set of definitions that a region counts beside each other."""

    id: Sleutel
    naam: Tekst
    definities: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    bron: Tekst
    zeker: bool


class Rapportregels(Rij):
    """All choices of a report."""

    kleinste_aantal: Annotated[int, Field(ge=2)]
    """A smaller count is not shared."""
    kleinste_bron: Tekst
    redenen: Annotated[tuple[Reden, ...], Field(min_length=1)]
    uitsplitsingen: Annotated[tuple[Uitsplitsing, ...], Field(min_length=1)]
    naar: Uitsplitsing
    """How those who left for a place are split."""
    tellingen: tuple[Telling, ...]
    lijsten: Lijstregels
    teksten: Rapportteksten
    bron: Tekst

    def reden(self, naam: str) -> Reden:
        """Return the reason of this name."""
        return next(row for row in self.redenen if row.id == naam)

    def uitsplitsing(self, naam: str) -> Uitsplitsing:
        """Return the breakdown of this name."""
        return next(row for row in self.uitsplitsingen if row.id == naam)


class Deel(Rij):
    """One stated part of a stated total; ``af`` is taken off instead of added."""

    naam: Tekst
    aantal: float
    af: bool = False


class Opgave(Rij):
    """A total that a source states, with the parts that should make it.

    Parameters
    ----------
    ongeveer
        Whether the source itself rounds a part, so that it need not close exactly.
    opmerking
        What the source leaves open where it does not close.
    """

    id: Sleutel
    naam: Tekst
    totaal: float
    delen: Annotated[tuple[Deel, ...], Field(min_length=1)]
    eenheid: Literal["aantal", "procent", "euro", "weken"] = "aantal"
    opmerking: Tekst | None = None
    bron: Tekst
    zeker: bool


def read_report(root: Path) -> Rapportregels:
    """Read the choices of the report.

    Raises
    ------
    KnowledgeError
        On the first mistake.
    """
    return read_file(root / "verzuim" / "rapport.yaml", root, Rapportregels)


def read_stated(root: Path) -> tuple[Opgave, ...]:
    """Read the totals that sources state, with the parts that should make them.

    Raises
    ------
    KnowledgeError
        On the first mistake.
    """
    return read_rows(root / "verzuim" / "opgaven.yaml", root, Opgave)
