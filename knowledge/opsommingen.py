"""What the words mean that rows use to say of what kind they are."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from knowledge.rijen import Rij, Sleutel, Tekst


class Betekenis(Rij):
    """One word of a closed list: how it is shown, and what it means."""

    id: Sleutel
    label: Tekst
    kort: Tekst | None = None
    """How it is shown inside a line, where that is not the label."""
    uitleg: Tekst


class Opsomming(Rij):
    """A closed list of words; ``id`` is the name of the class in lower case."""

    id: Sleutel
    naam: Tekst
    waarden: Annotated[tuple[Betekenis, ...], Field(min_length=1)]

    @property
    def in_een_regel(self) -> dict[str, str]:
        """Return per word how it is shown inside a line."""
        return {
            row.id: row.kort or row.label[0].lower() + row.label[1:]
            for row in self.waarden
        }

    def waarde(self, waarde_id: str) -> Betekenis | None:
        """Return the word with this id, or ``None``."""
        return next((row for row in self.waarden if row.id == waarde_id), None)
