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
    niet_met: tuple[Tekst, ...] = ()
    """What makes it innocent when said in the same sentence (``per ongeluk``)."""


class Vermoeden(Rij):
    """Words that only count when the trained model also sees danger."""

    drempel: Annotated[float, Field(gt=0, lt=1)]
    """Probability of the intent ``crisis`` from which these words count."""
    drempel_alleen: Annotated[float, Field(gt=0, le=1)]
    """Probability from which the model alone is enough, unless the text denies it."""
    bron: Tekst
    woorden: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    niet_bij_veld: tuple[Sleutel, ...] = ()
    """Fields where habitual behaviour is told."""
    niet_met: tuple[Tekst, ...] = ()
    """What makes them innocent when said in the same message."""


class Signalen(Rij):
    """All signs, the figures of speech, and the words for what is past."""

    schrijfwijzen: dict[str, Tekst] = Field(default_factory=dict)
    """Spellings of chats and what they stand for."""
    woordgroepen: dict[str, tuple[Tekst, ...]] = Field(default_factory=dict)
    """Words that mean the same here; a phrase names the group as ``<naam>``."""
    kernwoorden: tuple[Tekst, ...] = ()
    """Words that a misspelt word is set right to."""
    vermoeden: Vermoeden
    signalen: Annotated[tuple[Signaal, ...], Field(min_length=1)]
    beeldspraak: tuple[Tekst, ...]
    voorbij: tuple[Tekst, ...]
    """What makes a sign history, unless it is also said to be there now."""
    nu: tuple[Tekst, ...]
