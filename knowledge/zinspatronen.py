"""Patterns of Dutch sentences: which words tell what, in messages and in reports.

A row is one regular expression over plain text, cut into its alternatives so that a
word can be added without reading code. ``{id}`` in an alternative stands for another
row of the same file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import Field, model_validator

from knowledge.errors import KnowledgeError
from knowledge.reading import file_name, read_rows
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

MAP = "zinspatronen"
_VERWIJZING = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_EEN_VORM = "geef precies één van woorden, vormen, reeks en waarden"


class Zinspatroon(Rij):
    """One thing to look for in a sentence, in exactly one of four forms."""

    id: Sleutel
    uitleg: Tekst
    """What it tells when it is found."""
    bron: Tekst
    woorden: tuple[str, ...] = Field(default=())
    """Whole words or phrases; one of them is enough."""
    vormen: tuple[str, ...] = Field(default=())
    """Expressions; one of them is enough."""
    reeks: tuple[str, ...] = Field(default=())
    """Expressions that are tried one after another."""
    waarden: dict[str, str] = Field(default_factory=dict)
    """Per value the expression that tells it, in the order in which they are tried."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(map(bool, (self.woorden, self.vormen, self.reeks, self.waarden))) != 1:
            raise ValueError(_EEN_VORM)
        return self

    @property
    def los(self) -> str:
        """Return the expression that stands for this row inside another one."""
        forms = self.woorden or self.vormen
        both = "|".join(forms)
        return f"(?:{both})" if self.woorden or len(forms) > 1 else both

    @property
    def geheel(self) -> dict[str, str]:
        """Return the expressions to look for, by value or else by number."""
        if self.woorden:
            return {"1": rf"\b(?:{'|'.join(self.woorden)})\b"}
        listed = self.reeks or ("|".join(self.vormen),)
        return self.waarden or {str(at): one for at, one in enumerate(listed, start=1)}


@dataclass(frozen=True)
class Zoekrij:
    """A row, ready to look with.

    Parameters
    ----------
    regels
        The compiled expressions, by value or else by number.
    woorden
        The whole words of the row.
    """

    regels: Mapping[str, re.Pattern[str]]
    woorden: frozenset[str]


Zinspatronen = Mapping[str, Mapping[str, Zoekrij]]
"""The rows per file and id."""


def read_sentence_patterns(root: Path) -> Zinspatronen:
    """Read and compile the patterns of all files.

    Raises
    ------
    KnowledgeError
        When a row does not fit, names a row that is not there, or does not compile.
    """
    return {
        path.stem: dict(_read_one(path, root))
        for path in sorted((root / MAP).glob("*.yaml"))
    }


def _read_one(path: Path, root: Path) -> Iterator[tuple[str, Zoekrij]]:
    file = file_name(path, root)
    rows = {row.id: row for row in read_rows(path, root, Zinspatroon)}
    for row in rows.values():
        try:
            compiled = {
                key: re.compile(_expand(one, rows)) for key, one in row.geheel.items()
            }
        except KeyError as error:
            raise KnowledgeError(
                file,
                row.id,
                f"de rij {error} bestaat niet in dit bestand",
                "verbeter de naam tussen accolades",
            ) from None
        except (re.error, RecursionError):
            raise KnowledgeError(
                file,
                row.id,
                "dit is geen geldige uitdrukking",
                "kijk of elk haakje een tegenhanger heeft",
            ) from None
        yield row.id, Zoekrij(compiled, frozenset(row.woorden))


def _expand(expression: str, rows: Mapping[str, Zinspatroon]) -> str:
    return _VERWIJZING.sub(lambda m: _expand(rows[m[1]].los, rows), expression)
