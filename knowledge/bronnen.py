"""Where each rule, figure and sentence comes from."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from knowledge.rijen import Rij, Tekst


class SoortBron(StrEnum):
    """What kind of source it is."""

    wet = "wet"
    bron = "bron"
    autoriteit = "autoriteit"
    onderzoek = "onderzoek"
    handreiking = "handreiking"
    lokaal = "lokaal"
    secundair = "secundair"
    eigen = "eigen"


class Bron(Rij):
    """One source, with the day on which it was read."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9-]*$")]
    titel: Tekst
    adres: Tekst
    datum: Tekst
    """Date of the source as far as known, in words."""
    gelezen_op: date | None
    soort: SoortBron
    opmerking: Tekst | None = None


def source_ids(bron: str) -> tuple[str, ...]:
    """Return the source ids named in a reference such as ``WPO 40; S1 §2``.

    The first word of every part between semicolons is an id.
    """
    parts = (part.split() for part in bron.split(";"))
    return tuple(words[0].rstrip(",:") if words else "" for words in parts)
