"""The definitions of verzuim and thuiszitten in use, side by side, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge.invoer import Invoerregels
from knowledge.reading import by_id, read_file, read_rows
from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.termijnen import DagVanHetJaar, Gebeurtenis
from knowledge.verzuim_regels import (
    Aantal,
    Regel,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parent / "data"


class Keuze(Rij):
    """One reading of what a source leaves open: what it changes in the rule."""

    id: Sleutel
    naam: Tekst
    regel: dict[str, object] = Field(default_factory=dict)


class Instelling(Rij):
    """What the source leaves open: the readings, the default, and why."""

    id: Sleutel
    vraag: Tekst
    keuzes: Annotated[tuple[Keuze, ...], Field(min_length=2)]
    standaard: Sleutel
    reden: Tekst

    @model_validator(mode="after")
    def _default_exists(self) -> Self:
        if self.standaard not in [keuze.id for keuze in self.keuzes]:
            raise ValueError("de standaard is geen van de keuzes")
        return self


class Definitie(Rij):
    """One definition in use: the rule, who it is about, and what it is called."""

    id: Sleutel
    naam: Tekst
    uitleg: Tekst
    """The rule in one plain sentence, as the source says it."""
    wat: Tekst
    """What the days or hours that count are, as the beginning of a sentence."""
    grens: Tekst
    """The bound in words; ``{...}`` of a setting comes from its choice."""
    regel: Regel
    doelgroep: Sleutel
    instellingen: tuple[Instelling, ...] = ()
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    ruim: bool = False
    """Holds for so many that a list of pupils leaves it out."""
    besluit: Tekst | None = None
    """What the source leaves open and no setting changes, and how we read it."""
    bron: Tekst
    zeker: bool


class Doelgroep(Rij):
    """Who a definition is about, as far as a file beside the days can tell.

    Ages in years; ``tot`` is the birthday on which the scope ends.
    """

    id: Sleutel
    naam: Tekst
    leeftijd_vanaf: Aantal | None = None
    begin: Literal["verjaardag", "volgende_maand"] = "verjaardag"
    leeftijd_tot: Aantal | None = None
    ingeschreven: bool | None = None
    """Enrolled, enrolled nowhere, or ``None``: either."""
    zonder_vrijstelling: bool = False
    bron: Tekst
    zeker: bool


class Vrijstelling(Rij):
    """One ground of the Leerplichtwet; ``5 onder a`` and ``5a`` are two."""

    id: Sleutel
    naam: Tekst
    artikel: Tekst
    van: Literal["inschrijving", "geregeld_bezoek", "vervangend"]
    vrijgesteld: bool
    """Whether somebody with it falls outside "no exemption"."""
    ook: tuple[Tekst, ...] = ()
    bron: Tekst
    zeker: bool


class Aanleiding(Rij):
    """What calls for an action; all that is given must hold.

    ``gebeurtenis`` beside ``definitie`` is the event on the day its bound was passed.
    """

    definitie: Sleutel | None = None
    ook_een_van: tuple[Sleutel, ...] = ()
    gebeurtenis: Gebeurtenis | None = None
    elk_jaar: DagVanHetJaar | None = None
    groep_acht_zonder_vo: bool = False

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.definitie or self.gebeurtenis or self.elk_jaar):
            raise ValueError("geef een definitie, een gebeurtenis of een dag")
        return self


class Signaal(Rij):
    """What somebody owes when something is so, and until when."""

    id: Sleutel
    naam: Tekst
    als: Aanleiding
    klok: Sleutel | None = None
    """The clock of ``termijnen.yaml`` that runs from the event."""
    dagen: Aantal | None = None
    """Days from the day of reckoning, where no clock is known."""
    tot: DagVanHetJaar | None = None
    """The last day, of what comes back every year."""
    taak: Tekst
    wie: Literal["school", "leerplicht", "samenwerkingsverband"]
    soort: Sleutel
    """The kind of task in ``werkvoorraad.yaml``."""
    besluit: Tekst | None = None
    bron: Tekst
    zeker: bool

    @model_validator(mode="after")
    def _one_term(self) -> Self:
        given = [one for one in (self.klok, self.dagen, self.tot) if one is not None]
        if len(given) != 1:
            raise ValueError("geef precies één van klok, dagen, tot")
        return self


class Zinnen(Rij):
    """The sentences that say why; words between braces are filled in."""

    reeks: Tekst
    reeks_te_kort: Tekst
    reeks_voorbij: Tekst
    geen_reeks: Tekst
    geen_verzuim: Tekst
    aandeel: Tekst
    aandeel_kort: Tekst
    aandeel_aangevuld: Tekst
    aandeel_week: Tekst
    uren: Tekst
    geen_dagen: Tekst
    verouderd: Tekst
    niet_te_bepalen: Tekst
    niet_te_bepalen_kort: Annotated[str, Field(min_length=1)]
    zonder_leerlingen: Tekst
    onbekende_leerling: Tekst
    buiten_doelgroep: Tekst
    buiten_leeftijd: Tekst
    buiten_nergens: Tekst
    buiten_ingeschreven: Tekst
    buiten_vrijstelling: Tekst
    buiten_vrijgesteld: Tekst
    niet_ingeschreven: Tekst
    nergens_zonder_dag: Tekst
    inschrijving_onbekend: Tekst
    reeks_zonder_school: Tekst
    nergens_hoe_lang: Tekst
    vrijgesteld_zonder_dag: Tekst
    ingeschreven: Tekst
    vrijgesteld: Tekst
    niet_vrijgesteld: Tekst
    vrijgesteld_te_kort: Tekst
    samen: Tekst
    samen_zonder_dag: Tekst
    samen_niet: Tekst
    samen_uitgesloten: Tekst
    niet_geldig: Tekst
    aangenomen: Tekst
    bron: Tekst


class Dagregels(Rij):
    """How the file with days is read where the contract leaves room."""

    verouderd_na_dagen: Aantal
    reden: Tekst
    bron: Tekst


@dataclass(frozen=True)
class Verzuimregels:
    """All there is to know to evaluate the definitions."""

    definities: Mapping[str, Definitie]
    doelgroepen: Mapping[str, Doelgroep]
    vrijstellingen: Mapping[str, Vrijstelling]
    zinnen: Zinnen
    dagen: Dagregels
    signalen: tuple[Signaal, ...]
    invoer: Invoerregels
    """Which columns are never taken in stands with the other lists."""


def read_absence(root: Path) -> Verzuimregels:
    """Read the rows about verzuim, without the rest of the knowledge.

    Parameters
    ----------
    root
        The data folder.

    Raises
    ------
    KnowledgeError
        On the first mistake.
    """
    folder = root / "verzuim"

    return Verzuimregels(
        definities=by_id(read_rows(folder / "definities.yaml", root, Definitie)),
        doelgroepen=by_id(read_rows(folder / "doelgroepen.yaml", root, Doelgroep)),
        vrijstellingen=by_id(
            read_rows(folder / "vrijstellingen.yaml", root, Vrijstelling)
        ),
        zinnen=read_file(folder / "zinnen.yaml", root, Zinnen),
        dagen=read_file(folder / "dagen.yaml", root, Dagregels),
        signalen=read_rows(folder / "signalen.yaml", root, Signaal),
        invoer=read_file(root / "invoer.yaml", root, Invoerregels),
    )
