"""Which fields the intake asks, in which order."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from knowledge.rijen import Rij, Sleutel, Tekst


class IntakeVraag(Rij):
    """One field of the intake and why it stands where it stands."""

    veld: Sleutel
    reden: Tekst


class Intake(Rij):
    """The order of the intake."""

    bron: Tekst
    vragen: Annotated[tuple[IntakeVraag, ...], Field(min_length=1)]
