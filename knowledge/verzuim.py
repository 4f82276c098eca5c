"""The definitions of verzuim and thuiszitten in use, side by side, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge.invoer import Invoerregels
from knowledge.reading import read_file, read_row, read_rows
from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.termijnen import DagVanHetJaar, Gebeurtenis

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parent / "data"
Aantal = Annotated[int, Field(ge=0)]


class Dagsoort(StrEnum):
    """What a school writes of a day of a pupil (the canonical day file)."""

    aanwezig = "aanwezig"
    ziek = "ziek"
    verlof = "verlof"
    geoorloofd = "geoorloofd"
    ongeoorloofd = "ongeoorloofd"
    schorsing = "schorsing"


class Vergelijking(StrEnum):
    """Whether the bound itself counts."""

    meer_dan = "meer_dan"
    minstens = "minstens"


class Lengte(Rij):
    """A stretch of time; each unit is a clock of its own."""

    aantal: Aantal
    eenheid: Literal["dagen", "maanden", "schoolweken"]


class Duur(Lengte):
    """How long a series of days must last."""

    eenheid: Literal["dagen", "maanden"]
    vergelijking: Vergelijking


class Reeks(Rij):
    """Days that count follow each other up to the last school day."""

    vorm: Literal["reeks"]
    soorten: Annotated[tuple[Dagsoort, ...], Field(min_length=1)]
    deel_van_de_dag: Annotated[int, Field(gt=0, le=100)]
    """How much of the hours of a day must be missed for it to count (percent)."""
    einde: Literal["dag", "week"]
    """What ends the series: a school day, or a school week, that does not count."""
    duur: Duur
    ook_niet_ingeschreven: bool = False
    """Whether being enrolled nowhere counts as well, where that is known."""
    hoogstens: Duur | None = None
    """When this bound is passed as well, the rule no longer holds."""


class Venster(Rij):
    """Hours missed in the last weeks or months up to the date of reckoning."""

    vorm: Literal["venster"]
    soorten: Annotated[tuple[Dagsoort, ...], Field(min_length=1)]
    lengte: Lengte
    maat: Literal["aandeel", "uren"]
    vergelijking: Vergelijking
    grens: Aantal
    """Percent of the hours on the timetable, or hours."""
    per: Literal["totaal", "elke_week"] = "totaal"
    noemer: Literal["lesuren", "lesuren_zonder_verlof"] = "lesuren"
    onbekende_weken: Literal["niet_geteld", "aanwezig"] = "niet_geteld"
    """What a school week is that the file does not have."""


class Inschrijving(Rij):
    """Enrolled nowhere; the scope says who."""

    vorm: Literal["inschrijving"]


class Vrijgesteld(Rij):
    """An exemption of one of these kinds holds, for longer than so many days."""

    vorm: Literal["vrijgesteld"]
    vrijstellingen: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    langer_dan_dagen: Aantal | None = None


class Samengesteld(Rij):
    """One of these definitions holds, and none of those."""

    vorm: Literal["samengesteld"]
    een_van: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    geen_van: tuple[Sleutel, ...] = ()


class NietTeBepalen(Rij):
    """What the definition needs does not stand in these files."""

    vorm: Literal["niet_te_bepalen"]
    ontbreekt: Tekst


Regel = Annotated[
    Reeks | Venster | Inschrijving | Vrijgesteld | Samengesteld | NietTeBepalen,
    Field(discriminator="vorm"),
]


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

    def by_id(name: str, model: type[Rij]) -> Mapping[str, Rij]:
        rows = read_rows(folder / name, root, model)
        return MappingProxyType({str(getattr(row, "id", "")): row for row in rows})

    return Verzuimregels(
        definities=by_id("definities.yaml", Definitie),  # type: ignore[arg-type]
        doelgroepen=by_id("doelgroepen.yaml", Doelgroep),  # type: ignore[arg-type]
        vrijstellingen=by_id("vrijstellingen.yaml", Vrijstelling),  # type: ignore[arg-type]
        zinnen=read_file(folder / "zinnen.yaml", root, Zinnen),
        dagen=read_file(folder / "dagen.yaml", root, Dagregels),
        signalen=read_rows(folder / "signalen.yaml", root, Signaal),
        invoer=read_file(root / "invoer.yaml", root, Invoerregels),
    )


def with_settings(definitie: Definitie, gekozen: Mapping[str, str]) -> Definitie:
    """Return a definition as the chosen readings make it.

    Parameters
    ----------
    definitie
        The row.
    gekozen
        Per setting the id of a choice; a setting that is absent has its default.

    Raises
    ------
    KeyError
        When there is no such setting or choice.
    """
    known = {one.id for one in definitie.instellingen}
    for name in gekozen:
        if name not in known:
            raise KeyError(name)
    raw = definitie.regel.model_dump()
    words: dict[str, str] = {}
    for one in definitie.instellingen:
        wanted = gekozen.get(one.id, one.standaard)
        choice = next((row for row in one.keuzes if row.id == wanted), None)
        if choice is None:
            raise KeyError(wanted)
        words[one.id] = choice.naam
        raw = _merged(raw, choice.regel)
    changed = definitie.model_dump(by_alias=True) | {
        "regel": raw,
        "grens": _fill(definitie.grens, words),
    }
    return read_row(
        changed, Definitie, file="verzuim/definities.yaml", row=definitie.id
    )


def _merged(
    raw: Mapping[str, object], change: Mapping[str, object]
) -> dict[str, object]:
    result = dict(raw)
    for key, value in change.items():
        old = result.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        result[key] = _merged(old, value) if both else value  # type: ignore[arg-type]
    return result


def _fill(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
    return text
