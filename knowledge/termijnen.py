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
    uitleg: Tekst
    kracht: Kracht
    bron: Tekst
    zeker: bool
