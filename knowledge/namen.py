"""How names are compared: which letters, which words, and how a spelling sounds."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, field_validator

from knowledge.errors import KnowledgeError
from knowledge.rijen import Rij, Tekst

if TYPE_CHECKING:
    from knowledge.load import Knowledge

_FILE = "namen.yaml"


class Klankregel(Rij):
    """One rule of sound: what stands there and what comes in its place."""

    van: Tekst
    naar: str

    @field_validator("van")
    @classmethod
    def _is_expression(cls, van: str) -> str:
        try:
            re.compile(van)
        except re.error:
            raise ValueError("dit is geen reguliere expressie") from None
        return van

    @cached_property
    def patroon(self) -> re.Pattern[str]:
        """Return the rule, ready to use."""
        return re.compile(self.van)


class Tussenvoegsels(Rij):
    """The words in a name that do not count when it is looked for."""

    woorden: tuple[Tekst, ...]
    bron: Tekst


class Klanken(Rij):
    """The rules of sound, in order, and the letters that are vowels."""

    regels: tuple[Klankregel, ...]
    klinkers: Tekst
    bron: Tekst


class Zoekgrenzen(Rij):
    """How little is enough to find a name.

    ``kortste_begin`` is the fewest letters of a beginning that finds a name,
    ``kortste_met_fout`` the shortest word in which one letter may be wrong and
    ``kortste_geraamte`` the fewest consonants that count without the vowels.
    """

    kortste_begin: Annotated[int, Field(ge=2)]
    kortste_met_fout: Annotated[int, Field(ge=4)]
    kortste_geraamte: Annotated[int, Field(ge=2)]
    bron: Tekst


class Namenregels(Rij):
    """The rules by which a name is found under another spelling."""

    letters: dict[str, str]
    tussenvoegsels: Tussenvoegsels
    klanken: Klanken
    zoeken: Zoekgrenzen

    @cached_property
    def vertaling(self) -> dict[int, str]:
        """Return the table of letters for ``str.translate``."""
        return str.maketrans(self.letters)

    @cached_property
    def telt_niet(self) -> frozenset[str]:
        """Return the words that do not count in a name."""
        return frozenset(self.tussenvoegsels.woorden)


def check_names_rules(knowledge: Knowledge) -> None:
    """Check that the words that do not count are written as they are compared."""
    for word in knowledge.namen.tussenvoegsels.woorden:
        if not re.fullmatch("[a-z]+", word):
            raise KnowledgeError(
                _FILE,
                "tussenvoegsels",
                f"'{word}' heeft iets anders dan kleine letters",
                "schrijf het zonder hoofdletters, apostrof en accenten",
            )
