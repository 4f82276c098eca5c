"""The nearest known word to a mistyped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOSE_ENOUGH = 0.5
"""Share of characters (0 to 1) that must agree before a word is suggested."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that takes the fewest typing mistakes, if one is near."""
    found = process.extractOne(
        word.lower().replace(" ", "_"),
        list(known),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=CLOSE_ENOUGH,
    )
    return str(found[0]) if found else None
