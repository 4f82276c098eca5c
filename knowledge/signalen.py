"""Signs of acute danger in free text, and the sayings that only look like it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from knowledge.rijen import Rij, Sleutel, Tekst


class Signaal(Rij):
    """One kind of danger and how people tell of it.

    ``altijd`` counts even after a denial elsewhere in the sentence; ``ontkenbaar``
    can be denied (``nooit gezegd dat hij dood wil``).
    """

    id: Sleutel
    bron: Tekst
    ontkenbaar: tuple[Tekst, ...] = ()
    altijd: tuple[Tekst, ...] = ()
    niet_bij_veld: tuple[Sleutel, ...] = ()
    """Fields where this, told as an answer, is habitual behaviour and not a crisis."""


class Signalen(Rij):
    """All signs, the figures of speech, and the words for what is past."""

    signalen: Annotated[tuple[Signaal, ...], Field(min_length=1)]
    beeldspraak: tuple[Tekst, ...]
    voorbij: tuple[Tekst, ...]
    """What makes a sign history, unless it is also said to be there now."""
    nu: tuple[Tekst, ...]
