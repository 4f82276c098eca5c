"""Short words of the pages: how an answer came in, who speaks, what somebody did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Collection


class EersteStap(Rij):
    """One thing to set up in an empty record; words between braces are blanks."""

    naam: Tekst
    knop: Tekst
    klaar: Tekst
    """What is said when it is done."""
    klaar_een: Tekst | None = None
    """The same of exactly one."""
    nog: Tekst
    """What is said before."""
    nog_leeg: Tekst | None = None
    """The same when there is nothing to choose from either."""


class EersteStappen(Rij):
    """What a beheerder sets up first, in this order."""

    samenwerkingsverband: EersteStap
    scholen: EersteStap
    mensen: EersteStap
    plekken: EersteStap
    casussen: EersteStap


class Schermwoorden(Rij):
    """Words by the key that the program uses for what they name."""

    herkomst: dict[Sleutel, Tekst]
    stemmen: dict[Sleutel, Tekst]
    """Per field with own words how they are led in."""
    handelingen: dict[Sleutel, Tekst]
    rijsoorten: dict[Sleutel, Tekst]
    eerste_stappen: EersteStappen
    bron: Tekst


def check_screen_words(woorden: Schermwoorden, velden: Collection[str]) -> None:
    """Check that the fields with own words exist.

    Raises
    ------
    KnowledgeError
        When a name does not exist.
    """
    for name in woorden.stemmen:
        require("schermwoorden.yaml", "sleutel stemmen", "veld", name, velden)
