"""The kinds of rules that a definition of verzuim can be, and how a day is written."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from knowledge.rijen import Rij, Sleutel, Tekst

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
