"""Where each rule, figure and sentence comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
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

    @property
    def korte_titel(self) -> str:
        """Return the title without the number of a law."""
        return re.sub(r"\s*\(BWBR\d+\)", "", self.titel)

    def genoemd(self, plaats: str) -> str:
        """Return how a place in this source is written for people."""
        if not plaats:
            return self.korte_titel
        article = self.soort is SoortBron.wet and plaats[0].isdigit()
        return f"{self.korte_titel}, {'artikel ' if article else ''}{plaats}"

    @property
    def link(self) -> str | None:
        """Return the web address, or None where the place is no such address."""
        words = self.adres.split()
        if not words or "." not in words[0] or words[0][0].isupper():
            return None
        first, *rest = (word.rstrip(",") for word in words)
        if first.startswith("github.com/") and len(rest) == 2 and rest[1][0] == "@":
            return f"https://{first}/blob/{rest[1][1:]}/{rest[0]}"
        return first if first.startswith("https://") else f"https://{first}"


@dataclass(frozen=True)
class Brondeel:
    """One part of a reference: which source, and where in it (may be empty)."""

    id: str
    plaats: str


def source_parts(bron: str) -> tuple[Brondeel, ...]:
    """Return the sources and places named in a reference: ``WPO 40; S1 §2``.

    The first word of every part between semicolons is an id.
    """
    found = []
    for part in bron.split(";"):
        first, _, rest = part.strip().partition(" ")
        found.append(Brondeel(first.rstrip(",:"), rest.strip()))
    return tuple(found)


def source_ids(bron: str) -> tuple[str, ...]:
    """Return the ids of the sources named in a reference."""
    return tuple(part.id for part in source_parts(bron))
