"""The sentences about a placement proposal that a table reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Self

from pydantic import Field, model_validator

from knowledge.reading import read_file
from knowledge.rijen import Rij, Sleutel, Tekst

INVULLINGEN = frozenset(
    {
        *("leerling", "ander", "plek", "van", "naar", "voorziening", "kenmerk"),
        *("budget", "aantal", "grens", "datum", "eind", "weken", "verandering"),
        *("keten", "plekken", "eigen", "voorkeur", "voorrang", "prijs", "namen"),
        *("wijziging", "uren", "bedrag", "rest", "eerste"),
    }
)
"""What a sentence can have filled in."""


class Eenheid(Rij):
    """A unit with its plural."""

    id: Sleutel
    enkel: Tekst
    meer: Tekst


class Doelverandering(Rij):
    """How a change on one goal reads; ``{aantal}`` is a number with its unit."""

    id: Sleutel
    eenheid: Sleutel
    slechter: Tekst
    beter: Tekst


Zinnen = Annotated[dict[Sleutel, Tekst], Field(min_length=1)]
"""Sentences by what they are about."""


class Plaatsingswoorden(Rij):
    """Every sentence that a placement's answers are made of.

    The groups are named after what a table asks; a sentence names what it fills
    in between braces.
    """

    bron: Tekst
    eenheden: Annotated[tuple[Eenheid, ...], Field(min_length=1)]
    doelen: Annotated[tuple[Doelverandering, ...], Field(min_length=1)]
    keten: Zinnen
    reden: Zinnen
    prijs: Zinnen
    zekerheid: Zinnen
    uitsluiting: Zinnen
    verschil: Zinnen
    regel: Zinnen
    wijziging: Zinnen
    botsing: Zinnen
    keuze: Zinnen
    stoel: Zinnen
    uitweg: Zinnen
    afgunst: Zinnen
    herplan: Zinnen

    @model_validator(mode="after")
    def _fill_in_only_what_is_known(self) -> Self:
        units = {row.id for row in self.eenheden}
        for row in self.doelen:
            if row.eenheid not in units:
                raise ValueError(f"doel {row.id}: eenheid {row.eenheid} staat er niet")
            _check(row.id, row.slechter)
            _check(row.id, row.beter)
        for group in type(self).model_fields:
            value = getattr(self, group)
            if isinstance(value, dict):
                for key, text in value.items():
                    _check(f"{group}, {key}", text)
        return self

    def count(self, eenheid: str, number: int) -> str:
        """Return a number with its unit, such as ``1 week`` or ``5 weken``."""
        row = next(row for row in self.eenheden if row.id == eenheid)
        return f"{number} {row.enkel if number == 1 else row.meer}"


def _check(where: str, text: str) -> None:
    """Refuse a sentence that fills in something unknown."""
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        raise ValueError(f"{where}: een accolade is niet gesloten") from None
    unknown = sorted(names - INVULLINGEN)
    if unknown:
        raise ValueError(f"{where}: {{{unknown[0]}}} kan niet worden ingevuld")


@cache
def read_words(root: Path = Path(__file__).parent / "data") -> Plaatsingswoorden:
    """Read the sentences alone, for who has no use for the rest of the knowledge.

    Parameters
    ----------
    root
        The data folder.

    Raises
    ------
    KnowledgeError
        On the first mistake in the file.
    """
    return read_file(root / "plaatsing_woorden.yaml", root, Plaatsingswoorden)
