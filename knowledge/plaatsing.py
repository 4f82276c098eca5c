"""How a case gets to a place: estimates, points, the path and what follows."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge.rijen import Rij, Sleutel, Tekst

Aantal = Annotated[int, Field(ge=0)]


class Reistijd(Rij):
    """Estimated travel time from the distance between two PC4 points.

    minutes = ``vast_min`` + km as the crow flies x ``omweg`` x ``min_per_km``.
    """

    vast_min: Annotated[float, Field(ge=0)]
    omweg: Annotated[float, Field(ge=1)]
    min_per_km: Annotated[float, Field(gt=0)]
    straal_aarde_km: Annotated[float, Field(gt=0)]
    onbekend_min: Aantal
    """What counts when either PC4 is not known."""
    bron: Tekst
    zeker: bool


class Urgentie(Rij):
    """Points for a pupil who is at home for at least so many weeks."""

    weken_thuis: Aantal
    punten: Aantal
    bron: Tekst


class UrgentieExtra(Rij):
    """Points on top of the weeks at home.

    ``klok``: a clock of the case ends within ``binnen_dagen``; ``antwoord``: the
    field ``veld`` has one of ``waarden``.
    """

    id: Sleutel
    soort: Literal["klok", "antwoord"]
    binnen_dagen: Aantal | None = None
    veld: Sleutel | None = None
    waarden: tuple[Sleutel, ...] = ()
    punten: Aantal
    uitleg: Tekst
    """What the table reads; it names nothing that the table may not see."""
    bron: Tekst

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.soort == "klok" and self.binnen_dagen is None:
            raise ValueError("bij een klok hoort binnen_dagen")
        if self.soort == "antwoord" and not (self.veld and self.waarden):
            raise ValueError("bij een antwoord horen veld en waarden")
        return self


class Papiertijd(Rij):
    """How many days it takes before one missing paper is there."""

    criterium: Sleutel
    dagen: Aantal
    bron: Tekst


class Papieren(Rij):
    """How long missing papers and consents take; ``standaard_dagen`` for the others."""

    standaard_dagen: Aantal
    rijen: tuple[Papiertijd, ...] = ()
    bron: Tekst
    zeker: bool

    def days(self, criterium: str) -> int:
        """Return the days that a missing paper takes."""
        named = {row.criterium: row.dagen for row in self.rijen}
        return named.get(criterium, self.standaard_dagen)


class Geschiktheid(Rij):
    """Points (may be negative) for one reason why a place suits a pupil.

    ``indicatie``: per met indication of the route; ``behoefte``: per need that the
    place offers; ``past_bij``: per trait the place is made for; ``doel``: the
    pupil's goal is among ``doelen`` and the route among ``routes``;
    ``reistijd_te_lang``: the estimate is above what the pupil can travel.
    """

    id: Sleutel
    soort: Literal["indicatie", "behoefte", "past_bij", "doel", "reistijd_te_lang"]
    punten: int
    hoogstens: Aantal | None = None
    """Cap on how often the points count."""
    doelen: tuple[Sleutel, ...] = ()
    routes: tuple[Sleutel, ...] = ()
    uitleg: Tekst
    bron: Tekst


class StapNaBesluit(Rij):
    """A step for the parents that follows from a decision.

    ``bij``: a place, no place, a bridge until the place (``brug``), or a place that
    is a bridge itself (``alleen_brug``). ``wat`` may hold ``{plek}``, ``{begin}``,
    ``{brug}``, ``{brug_begin}`` and ``{brug_eind}``. ``dagen`` is counted from the
    day of the decision, or back from the day that ``voor`` names.
    """

    id: Sleutel
    bij: Literal["plek", "geen_plek", "brug", "alleen_brug"]
    wat: Tekst
    wie: Literal["ontvangende_plek", "overbrugging", "regisseur", "ouders"]
    dagen: Aantal
    voor: Literal["begin", "brug_begin", "brug_eind"] | None = None
    bron: Tekst


class Fase(Rij):
    """A stage of the path that a family sees; ``zin`` says where the case stands."""

    id: Sleutel
    naam: Tekst
    bij: tuple[Sleutel, ...] = ()
    """Statuses of a case in which this is the present stage."""
    zin: Tekst
    zin_leerling: Tekst
    """The same, said to the pupil."""
    naam_leerling: Tekst


class Plaatsingsregels(Rij):
    """Every number that the step from cases to an instance uses."""

    reistijd: Reistijd
    urgentie: Annotated[tuple[Urgentie, ...], Field(min_length=1)]
    urgentie_onbekend: Aantal
    """Points when it is not known how long the pupil is at home."""
    urgentie_extra: tuple[UrgentieExtra, ...] = ()
    papieren: Papieren
    uren_per_fte: Annotated[float, Field(gt=0)]
    """Hours of staff in a week for 1 fte."""
    horizon_weken: Annotated[int, Field(gt=0)]
    """How many weeks a plan looks ahead."""
    wensen_hoogstens: Annotated[int, Field(gt=0)]
    """How many wishes parents and pupil can each give."""
    geschiktheid: Annotated[tuple[Geschiktheid, ...], Field(min_length=1)]
    doelen: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    """Goals of the proposal, most important first."""
    tijdslimiet_s: Annotated[float, Field(gt=0)]
    navraag_s: Annotated[float, Field(gt=0)]
    """Seconds for each answer about a proposal that solves again."""
    klok_dichtbij_dagen: Aantal
    """Within how many days a clock puts a case before others that are longer home."""
    reden_min_woorden: Aantal
    """Least number of words of a reason when a decision differs."""
    stappen_na_besluit: tuple[StapNaBesluit, ...]
    pad: Annotated[tuple[Fase, ...], Field(min_length=1)]
    bron: Tekst

    @model_validator(mode="after")
    def _weeks_ascend(self) -> Self:
        weeks = [row.weken_thuis for row in self.urgentie]
        if weeks != sorted(set(weeks)):
            raise ValueError("zet urgentie op volgorde van weken_thuis, elk een keer")
        return self

    def urgency(self, weeks: int | None) -> int:
        """Return the points for a number of whole weeks at home."""
        if weeks is None:
            return self.urgentie_onbekend
        met = [row.punten for row in self.urgentie if weeks >= row.weken_thuis]
        return met[-1] if met else 0
