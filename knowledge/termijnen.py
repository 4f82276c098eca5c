"""The clocks of law and practice, each with its source."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

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
    opp_besproken = "opp_besproken"
    plan = "plan"
    tlv_aanvraag = "tlv_aanvraag"
    tlv_afgifte = "tlv_afgifte"
    verklaring = "verklaring"
    contact = "contact"
    tafel = "tafel"
    plaatsing = "plaatsing"


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
    terug: bool = False
    """Whether the clock runs back from the day: the last day to begin."""
    schooljaar_erna: bool = False
    """Whether it counts from the first day of the school year after."""
    uitleg: Tekst
    kracht: Kracht
    bron: Tekst
    zeker: bool


class DagVanHetJaar(Rij):
    """A day that comes back every year."""

    maand: Annotated[int, Field(ge=1, le=12)]
    dag: Annotated[int, Field(ge=1, le=31)]
