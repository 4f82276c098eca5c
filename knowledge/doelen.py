"""What a placement proposal strives for, in words."""

from __future__ import annotations

from enum import StrEnum

from knowledge.rijen import Rij, Sleutel, Tekst


class Richting(StrEnum):
    """Whether more or less is better."""

    meer = "meer"
    minder = "minder"


class Doel(Rij):
    """One goal of placement; the file gives the order of importance."""

    id: Sleutel
    naam: Tekst
    zin: Tekst
    reden: Tekst
    """Why this is a goal at all."""
    richting: Richting
    eenheid: Tekst
    bron: Tekst
