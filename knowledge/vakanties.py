"""School holidays, to read ‘since the autumn holiday’ as a date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import model_validator

from knowledge.rijen import Rij, Sleutel, Tekst

VakantieRegio = Literal["noord", "midden", "zuid"]


class Vakantie(Rij):
    """One school holiday in one region, first and last day off (weekends included)."""

    id: Sleutel
    soort: Literal["herfst", "kerst", "voorjaar", "mei", "zomer"]
    regio: VakantieRegio
    van: date
    tot: date
    bron: Tekst
    zeker: bool

    @model_validator(mode="after")
    def _in_order(self) -> Vakantie:
        if self.tot < self.van:
            raise ValueError("de laatste dag ligt voor de eerste")
        return self

    @property
    def eerste_schooldag(self) -> date:
        """Return the first weekday after the holiday."""
        day = self.tot + timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        return day
