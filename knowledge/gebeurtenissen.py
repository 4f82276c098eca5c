"""What can be written down of a case with its day, so that its clocks run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from knowledge.errors import KnowledgeError
from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.termijnen import Gebeurtenis
from knowledge.velden import Gevoeligheid

if TYPE_CHECKING:
    from knowledge.load import Knowledge

FILE = "gebeurtenissen.yaml"


class Gebeurtenisgroep(Rij):
    """A heading in the list to choose from."""

    id: Sleutel
    naam: Tekst


class Gebeurteniskeuze(Rij):
    """Something that happened and that a person writes down with its day.

    Parameters
    ----------
    naam
        What it is called in the list, as a short sentence.
    uitleg
        What exactly, and which day counts.
    elk
        Whether every time has clocks of its own; else only the last time counts.
    toekomst
        Whether the day may lie ahead.
    """

    id: Gebeurtenis
    naam: Tekst
    uitleg: Tekst
    groep: Sleutel
    elk: bool = False
    toekomst: bool = False
    gevoeligheid: Gevoeligheid = Gevoeligheid.gewoon
    bron: Tekst
    zeker: bool


class Gebeurtenisteksten(Rij):
    """The sentences of the form; words between braces are filled in."""

    kop: Tekst
    uitleg: Tekst
    geen: Tekst
    geen_soort: Tekst
    geen_dag: Tekst
    dag_onleesbaar: Tekst
    toekomst: Tekst
    te_oud: Tekst
    dubbel: Tekst
    geen_reden: Tekst
    weg: Tekst
    al_ingetrokken: Tekst
    niet_wijzigen: Tekst


class Gebeurtenisregels(Rij):
    """All that can be written down, and how it is asked."""

    oudste_jaren: Annotated[int, Field(ge=1)]
    """A day more than this many years from today is a typing error."""
    reden_minstens: Annotated[int, Field(ge=1)]
    """Fewest characters of the reason with which something is withdrawn."""
    groepen: Annotated[tuple[Gebeurtenisgroep, ...], Field(min_length=1)]
    keuzes: Annotated[tuple[Gebeurteniskeuze, ...], Field(min_length=1)]
    over_gezondheid: tuple[Gebeurtenis, ...]
    """What the absence tells by itself and is about health."""
    teksten: Gebeurtenisteksten
    bron: Tekst

    @model_validator(mode="after")
    def _each_once_in_a_group(self) -> Self:
        ids = [row.id for row in self.keuzes]
        if len(ids) != len(set(ids)):
            raise ValueError("noem elke gebeurtenis één keer")
        groups = {row.id for row in self.groepen}
        if {row.groep for row in self.keuzes} != groups:
            raise ValueError("elke groep heeft een gebeurtenis, en andersom")
        return self

    def keuze(self, naam: str) -> Gebeurteniskeuze | None:
        """Return the row of this name, or ``None``."""
        return next((row for row in self.keuzes if row.id == naam), None)

    def sensitivity(self, naam: Gebeurtenis) -> Gevoeligheid:
        """Return how well it must be protected that something happened."""
        if naam in self.over_gezondheid:
            return Gevoeligheid.bijzonder_gezondheid
        row = self.keuze(naam)
        return Gevoeligheid.gewoon if row is None else row.gevoeligheid


def check_events(knowledge: Knowledge) -> None:
    """Check that what a clock waits for or starts at can be known at all.

    Raises
    ------
    KnowledgeError
        On the first event that nobody can write down and nothing tells.
    """
    _check_names(knowledge)
    told = {row.gebeurtenis for row in knowledge.werkvoorraad.gebeurtenissen}
    told |= {row.id for row in knowledge.gebeurtenissen.keuzes}
    told |= FROM_ABSENCE
    for row in knowledge.termijnen.values():
        starts = () if row.gebeurtenis is None else (row.gebeurtenis,)
        still = tuple(one for one in (row.stil_van, row.stil_tot) if one is not None)
        for name in (*starts, *row.ook_bij, *row.klaar_bij, *row.vervalt_bij, *still):
            if name not in told:
                raise KnowledgeError(
                    "termijnen.yaml",
                    row.id,
                    f"niemand kan '{name}' opschrijven en geen antwoord vertelt het",
                    f"zet '{name}' in {FILE}",
                )


def _check_names(knowledge: Knowledge) -> None:
    """Check that no clock of the lists has the name of another one there."""
    written = {row.id for row in knowledge.gebeurtenissen.keuzes}
    taken = {row.id for row in knowledge.route_regels.termijnen}
    taken |= set(knowledge.werkvoorraad.klokken.stappen)
    for row in knowledge.termijnen.values():
        if row.id in taken and written & {row.gebeurtenis, *row.ook_bij}:
            raise KnowledgeError(
                "termijnen.yaml",
                row.id,
                "een andere klok in de lijsten heet ook zo",
                "kies een andere id",
            )


FROM_ABSENCE = frozenset(
    {
        Gebeurtenis.ziek,
        Gebeurtenis.beter,
        Gebeurtenis.zestien_uur,
        Gebeurtenis.vier_weken,
        Gebeurtenis.inschrijving,
        Gebeurtenis.uitschrijving,
        Gebeurtenis.schorsing,
    }
)
"""What the absence of a pupil tells by itself."""
