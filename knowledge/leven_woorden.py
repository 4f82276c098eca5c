"""What the pages on the life of a case and on the school year say."""

from __future__ import annotations

from knowledge.rijen import Rij, Sleutel, Tekst


class Blad(Rij):
    """The texts of one form on the life of a case."""

    kop: Tekst
    knop: Tekst
    uitleg: Tekst | None = None


class Overdrachtwoorden(Rij):
    """One thing that can be handed over.

    Parameters
    ----------
    naam
        What it is, inside a line.
    kop
        The head of the form.
    aan_wie
        The question who receives it.
    """

    naam: Tekst
    kop: Tekst
    aan_wie: Tekst


class Schooljaarwoorden(Rij):
    """One kind of change of a school year: head, what follows, and the sentence.

    ``bron`` stands with the proposal where no other row has its source.
    """

    kop: Tekst
    uitleg: Tekst
    zin: Tekst
    bron: Tekst | None = None


class Levenswoorden(Rij):
    """The words of the pages on the life of a case, each by the key of its kind."""

    bladen: dict[Sleutel, Blad]
    kosten: Tekst
    overdrachten: dict[Sleutel, Overdrachtwoorden]
    schooljaar: dict[Sleutel, Schooljaarwoorden]
    tlv_loopt: Tekst
    tlv_liep: Tekst
    tlv_onbekend: Tekst
    bron: Tekst

    @property
    def overdrachtnamen(self) -> dict[str, str]:
        """Return per kind of hand-over what it is, inside a line."""
        return {key: row.naam for key, row in self.overdrachten.items()}
