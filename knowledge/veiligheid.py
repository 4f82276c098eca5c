"""When a person has to be called before anything else, and whom to call."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from knowledge.expressie import Expressie
from knowledge.gesprek import NEDERLANDS, ROLLEN, Zin
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
    """Whom to call.

    ``nagekeken_op`` is the day on which the number was held against its source.
    """

    id: Sleutel
    naam: Tekst
    nummer: Tekst | None
    kort: Tekst | None
    """The number as it is said inside a sentence."""
    wanneer: Tekst
    bron: Tekst
    nagekeken_op: date | None


class Veiligheid(Rij):
    """Safety rules, contacts and fixed texts."""

    stopregels: Annotated[tuple[Stopregel, ...], Field(min_length=1)]
    contacten: Annotated[tuple[Contact, ...], Field(min_length=1)]
    teksten: dict[Sleutel, Zin]
    """Per language the fixed text of the stop screen; a blank is a contact's number."""
    kale_nee: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    """The words of a plain no to a safety question."""
    gaat_over: dict[Sleutel, tuple[Tekst, ...]]
    """Per safety question the beginnings of words that are about it."""
    meldcode: Tekst
    """Fixed text for the zorgcoördinator when home may be unsafe."""
    bron: Tekst

    @model_validator(mode="after")
    def _fillable(self) -> Veiligheid:
        if NEDERLANDS not in self.teksten:
            raise ValueError("er is geen Nederlandse tekst")
        known = {row.id for row in self.contacten if row.kort}
        for taal, zin in self.teksten.items():
            unknown = zin.invullingen() - known
            if unknown:
                raise ValueError(
                    f"{taal}: geen contact met een nummer heet {', '.join(unknown)}"
                )
        return self

    @property
    def gevraagd(self) -> frozenset[str]:
        """Return the fields whose answer may stop the questions."""
        stops = (one for one in self.stopregels if one.soort is SoortRegel.stop)
        return frozenset(veld for regel in stops for veld in regel.als.fields())

    def tekst(self, rol: str, taal: str = NEDERLANDS) -> str:
        """Return the stop text for a role in a language.

        An unknown role gets the text for parents, an unknown language the Dutch one.
        """
        zin = self.teksten.get(taal, self.teksten[NEDERLANDS])
        numbers = {row.id: row.kort for row in self.contacten if row.kort}
        return zin.voor(rol if rol in ROLLEN else "ouder").format(**numbers)
