"""The sentence patterns of the knowledge, read and compiled when first looked for."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from knowledge.load import DATA
from knowledge.zinspatronen import Zinspatronen, Zoekrij, read_sentence_patterns

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator


@cache
def _patterns() -> Zinspatronen:
    return read_sentence_patterns(DATA)


class _Row:
    """One row of ``knowledge/data/zinspatronen``, read when it is first used.

    Parameters
    ----------
    bestand
        The file of the row, without its ending.
    rij
        The id of the row.
    """

    def __init__(self, bestand: str, rij: str) -> None:
        self.bestand = bestand
        self.rij = rij

    @cached_property
    def read(self) -> Zoekrij:
        """Return what the row says."""
        return _patterns()[self.bestand][self.rij]


class Pattern(_Row):
    """A row that is used like a compiled expression."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Return the compiled expression."""
        (regex,) = self.read.regels.values()
        return regex

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first place where it stands."""
        return self.regex.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Return whether the text begins with it, and where that ends."""
        return self.regex.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return whether it is the whole text."""
        return self.regex.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Walk over the places where it stands."""
        return self.regex.finditer(text)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return the text with something else there."""
        return self.regex.sub(new, text)

    def split(self, text: str) -> list[str]:
        """Return the parts between the places where it stands."""
        return self.regex.split(text)


class Series(_Row):
    """A row with expressions that are tried one after another."""

    def __iter__(self) -> Iterator[re.Pattern[str]]:
        return iter(self.read.regels.values())


class Values(_Row):
    """A row with an expression per value."""

    def __iter__(self) -> Iterator[tuple[str, re.Pattern[str]]]:
        return iter(self.read.regels.items())


class Words(_Row):
    """A row with whole words, used as a set."""

    @property
    def alle(self) -> frozenset[str]:
        """Return all the words."""
        return self.read.woorden

    def __contains__(self, word: object) -> bool:
        return word in self.read.woorden
