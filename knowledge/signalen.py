"""Signs of acute danger in free text, and the sayings that only look like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from knowledge.reading import read_file
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from pathlib import Path


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


class Gevaarmodel(Rij):
    """A logistic regression that tells danger from what only looks like it.

    ``leerplek leer-gevaar`` writes it; nobody edits it by hand.
    """

    bron: Tekst
    voorbeelden: Annotated[int, Field(gt=0)]
    """How many examples it learned from."""
    drempel: Annotated[float, Field(gt=0, lt=1)]
    """Probability from which a message is danger when nothing denies it."""
    drempel_ontkend: Annotated[float, Field(gt=0, le=1)]
    """Probability from which it is danger whatever else the message says."""
    drempel_rij: Annotated[float, Field(ge=0, lt=1)]
    """Probability below which the rows are not believed (chat messages only)."""
    drempel_verslag: Annotated[float, Field(gt=0, lt=1)]
    """Probability from which a sentence of a report is suspect; two are danger."""
    begin: float
    """Log-odds of danger before anything is seen."""
    gewichten: Annotated[dict[str, float], Field(repr=False)]
    """Log-odds that each thing seen adds, before scaling."""


class Signalen(Rij):
    """All signs, the figures of speech, and the words for what is past."""

    schrijfwijzen: dict[str, Tekst] = Field(default_factory=dict)
    """Spellings of chats and what they stand for."""
    woordgroepen: dict[str, tuple[Tekst, ...]] = Field(default_factory=dict)
    """Words that mean the same here; a phrase names the group as ``<naam>``."""
    kernwoorden: tuple[Tekst, ...] = ()
    """Words that a misspelt word is set right to."""
    gewone_woorden: tuple[Tekst, ...] = ()
    """Words that look like a misspelt word of danger and are none."""
    vermoeden: Vermoeden
    signalen: Annotated[tuple[Signaal, ...], Field(min_length=1)]
    beeldspraak: tuple[Tekst, ...]
    algemeen: tuple[Tekst, ...] = ()
    """What makes a sign a general matter: a question of policy, a book, a joke."""
    voorbij: tuple[Tekst, ...]
    """What makes a sign history, unless it is also said to be there now."""
    nu: tuple[Tekst, ...]
    model: Gevaarmodel | None = None
    """Learned from examples, in a file of its own; None looks at the rows alone."""


def read_signs(root: Path) -> Signalen:
    """Read the signs and the model that belongs to them."""
    signs = read_file(root / "veiligheid_signalen.yaml", root, Signalen)
    model = read_file(root / "veiligheid_model.yaml", root, Gevaarmodel)
    return signs.model_copy(update={"model": model})
