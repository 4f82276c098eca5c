"""Invented cases of the demo region, with dates relative to the peildatum."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from knowledge.rijen import Rij, Sleutel, Tekst

Antwoordwaarde = str | int | float | bool | list[str] | list[dict[str, str | int]]
_DECIDED = ("besloten", "gestart", "nazorg", "afgesloten", "heropend")
VoorbeeldId = Annotated[str, StringConstraints(pattern=r"^voorbeeld-[0-9]{2}$")]


class VoorbeeldBesluit(Rij):
    """The decision an invented case got: a group id, or no place, and the reason."""

    plek: str | None
    reden: Tekst


class VoorbeeldCasus(Rij):
    """One invented case.

    A value ``-70 dagen`` in a date field or date column is that many days from the
    peildatum. ``op_agenda`` puts the case on the next plaatsingsoverleg.
    """

    id: VoorbeeldId
    status: Literal[
        "signaal",
        "intake",
        "bevestigd",
        "geadviseerd",
        "op_tafel",
        "besloten",
        "gestart",
        "nazorg",
        "afgesloten",
        "heropend",
        "gestopt",
    ]
    organisatie: str | None = None
    """Who brings it in, when the answers name no school of the region."""
    regisseur: bool = True
    antwoorden: dict[Sleutel, Antwoordwaarde]
    overgeslagen: tuple[Sleutel, ...] = ()
    besluit: VoorbeeldBesluit | None = None
    taken: tuple[tuple[str, str], ...] = ()

    @model_validator(mode="after")
    def _decision_where_decided(self) -> Self:
        decided = self.status in _DECIDED
        if decided and self.besluit is None:
            raise ValueError(f"status {self.status} vraagt om een besluit")
        return self
