"""When a person has to be called before anything else, and whom to call."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from knowledge.expressie import Expressie
from knowledge.rijen import Rij, Sleutel, Tekst


class SoortRegel(StrEnum):
    """What a safety rule does."""

    stop = "stop"
    meldcode = "meldcode"


class Stopregel(Rij):
    """A condition that stops the route advice or starts the meldcode."""

    id: Sleutel
    soort: SoortRegel
    als: Expressie
    reden: Tekst
    bron: Tekst


class Contact(Rij):
    """Whom to call; ``nagekeken_op`` is the day the number was held against its source."""

    id: Sleutel
    naam: Tekst
    nummer: Tekst | None
    wanneer: Tekst
    bron: Tekst
    nagekeken_op: date | None


class Veiligheid(Rij):
    """Safety rules, contacts and fixed texts."""

    stopregels: Annotated[tuple[Stopregel, ...], Field(min_length=1)]
    contacten: Annotated[tuple[Contact, ...], Field(min_length=1)]
    teksten: dict[Sleutel, Tekst]
    """Per role the fixed text of the stop screen."""
    meldcode: Tekst
    """Fixed text for the zorgcoördinator when home may be unsafe."""
    bron: Tekst

    def tekst(self, rol: str) -> str:
        """Return the stop text for a role; an unknown role gets the parents' text."""
        return self.teksten.get(rol, self.teksten["ouder"])
