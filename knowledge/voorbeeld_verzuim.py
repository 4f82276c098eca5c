"""Invented absence of the demo region, with days relative to the peildatum."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.voorbeeld import VoorbeeldId

Weekdag = Annotated[int, Field(ge=1, le=5)]


class VerzuimFase(Rij):
    """From a day on, a part of every school day (or of some weekdays) is missed.

    With ``aanwezig`` nothing is: the pupil is back.
    """

    vanaf: Annotated[str, StringConstraints(pattern=r"^-\d{1,3} dagen$")]
    soort: Literal[
        "ziek", "verlof", "geoorloofd", "ongeoorloofd", "schorsing", "aanwezig"
    ]
    deel: Annotated[float, Field(ge=0, le=1)] = 0
    dagen: tuple[Weekdag, ...] = (1, 2, 3, 4, 5)

    @model_validator(mode="after")
    def _missed_or_there(self) -> Self:
        if (self.soort == "aanwezig") is not (self.deel == 0):
            raise ValueError("geef een deel, behalve bij aanwezig")
        return self

    @property
    def dagen_terug(self) -> int:
        """Return how many days before the peildatum it begins."""
        return int(self.vanaf.removeprefix("-").removesuffix(" dagen"))


class VoorbeeldVerzuim(Rij):
    """One invented pupil; ``school`` may be left out when there is a case."""

    leerling: Tekst
    casus: VoorbeeldId | None = None
    school: Sleutel | None = None
    uren: Annotated[int, Field(ge=1, le=8)]
    fasen: tuple[VerzuimFase, ...]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.casus is None and self.school is None:
            raise ValueError("noem een casus of een school")
        back = [fase.dagen_terug for fase in self.fasen]
        if back != sorted(back, reverse=True):
            raise ValueError("zet de eerste fase vooraan")
        return self
