"""The clocks of law and practice, each with its source."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from knowledge.rijen import Rij, Sleutel, Tekst


class Eenheid(StrEnum):
    """The unit of a clock. School weeks count only weeks with lessons."""

    uren = "uren"
    lesuren = "lesuren"
    dagen = "dagen"
    schooldagen = "schooldagen"
    weken = "weken"
    schoolweken = "schoolweken"
    maanden = "maanden"
    jaren = "jaren"


class Grens(StrEnum):
    """How the number bounds."""

    hoogstens = "hoogstens"
    minstens = "minstens"
    meer_dan = "meer_dan"


class Kracht(StrEnum):
    """How binding a clock is."""

    wet = "wet"
    praktijk = "praktijk"
    lokaal = "lokaal"
    voorstel = "voorstel"


class Gebeurtenis(StrEnum):
    """What starts a clock of a case."""

    signaal = "signaal"
    verzuim = "verzuim"
    ziek = "ziek"
    thuis = "thuis"
    zestien_uur = "zestien_uur"
    vier_weken = "vier_weken"
    aanmelding = "aanmelding"
    aanmelding_verlengd = "aanmelding_verlengd"
    inschrijving = "inschrijving"
    uitschrijving = "uitschrijving"
    verwijdering = "verwijdering"
    schorsing = "schorsing"
    besluit = "besluit"
    bezwaar = "bezwaar"
    bezwaar_tlv = "bezwaar_tlv"
    opp_besproken = "opp_besproken"
    plan = "plan"
    tlv_aanvraag = "tlv_aanvraag"
    tlv_afgifte = "tlv_afgifte"
    verklaring = "verklaring"
    contact = "contact"
    tafel = "tafel"
    plaatsing = "plaatsing"
    toewijzing = "toewijzing"
    bij_elkaar = "bij_elkaar"
    beter = "beter"
    gewenste_start = "gewenste_start"
    aanvulling_gevraagd = "aanvulling_gevraagd"
    aanvulling_ontvangen = "aanvulling_ontvangen"
    gemeld_gemeente = "gemeld_gemeente"
    melding_zestien_uur = "melding_zestien_uur"
    melding_langdurig = "melding_langdurig"
    einde_schorsing = "einde_schorsing"
    inspectie_gemeld = "inspectie_gemeld"
    voornemen_verwijdering = "voornemen_verwijdering"
    opp_vastgesteld = "opp_vastgesteld"
    tlv_besluit = "tlv_besluit"
    lbt_gevraagd = "lbt_gevraagd"
    besluit_op_bezwaar = "besluit_op_bezwaar"
    geschil = "geschil"
    geschil_oordeel = "geschil_oordeel"
    verzoek_3a_3b = "verzoek_3a_3b"
    antwoord_3a_3b = "antwoord_3a_3b"
    programma_eind = "programma_eind"
    start_leerplicht = "start_leerplicht"


class Termijn(Rij):
    """One clock: how long, counted from what."""

    id: Sleutel
    naam: Tekst
    grens: Grens
    aantal: Annotated[int, Field(ge=0)]
    eenheid: Eenheid
    vanaf: Tekst
    """What the clock counts from, in words."""
    veld: Sleutel | None = None
    """The date field that starts the clock, where there is one."""
    gebeurtenis: Gebeurtenis | None = None
    """What starts the clock, for who keeps the day of it."""
    ook_bij: tuple[Gebeurtenis, ...] = ()
    """What starts it as well."""
    klaar_bij: tuple[Gebeurtenis, ...] = ()
    """What was to be done: when it happens after the start, the clock is met."""
    vervalt_bij: tuple[Gebeurtenis, ...] = ()
    """What makes the clock needless when it happens before the clock ends."""
    stil_van: Gebeurtenis | None = None
    """From what on the clock stands still, until ``stil_tot``."""
    stil_tot: Gebeurtenis | None = None
    in_lijsten: bool = True
    """Whether the lists of cases show it, when a person wrote down what starts it."""
    loopt_niet: Tekst | None = None
    """Why no event starts it: what it is instead of a clock of a case."""
    terug: bool = False
    """Whether the clock runs back from the day: the last day to begin."""
    eerste_dag_telt: bool = False
    """Whether the day it counts from is the first of the school days."""
    schooljaar_erna: bool = False
    """Whether it counts from the first day of the school year after."""
    uitleg: Tekst
    kracht: Kracht
    bron: Tekst
    zeker: bool

    @model_validator(mode="after")
    def _runs_or_says_why(self) -> Self:
        if (self.gebeurtenis is None) is (self.loopt_niet is None):
            raise ValueError("geef precies één van gebeurtenis en loopt_niet")
        if (self.stil_van is None) is not (self.stil_tot is None):
            raise ValueError("geef stil_van en stil_tot samen")
        return self


class DagVanHetJaar(Rij):
    """A day that comes back every year."""

    maand: Annotated[int, Field(ge=1, le=12)]
    dag: Annotated[int, Field(ge=1, le=31)]
