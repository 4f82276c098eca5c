"""The words of the field, explained in plain Dutch."""

from __future__ import annotations

from knowledge.rijen import Rij, Sleutel, Tekst


class Begrip(Rij):
    """One term: how it is written, which other spellings it has, what it means."""

    id: Sleutel
    term: Tekst
    ook: tuple[Tekst, ...] = ()
    uitleg: Tekst
    bron: Tekst
