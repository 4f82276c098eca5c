"""The words people use for the values of the fields, and for what they want."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import Field

from knowledge.errors import KnowledgeError
from knowledge.reading import file_name, read_file, read_row, read_yaml
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge.velden import Veld

Zinnen = tuple[Tekst, ...]
"""Phrases: ``+`` any ending, `` .. `` up to three words between, ``(a|b)`` either."""


class Woorden(Rij):
    """The words for one value of a field.

    ``zinnen`` count in every message; ``antwoorden`` only when the field was asked.
    """

    zinnen: Zinnen = ()
    antwoorden: Zinnen = ()


class VeldWoorden(Rij):
    """The words for one field; ``ja`` and ``nee`` are what a bare yes or no means."""

    veld: Sleutel
    ja: Tekst | None = None
    nee: Tekst | None = None
    waarden: dict[str, Woorden] = Field(default_factory=dict)
    kolommen: dict[str, dict[str, Zinnen]] = Field(default_factory=dict)
    """Of a table: per column the words for its values."""
    noemers: Zinnen = ()
    """How people name the field itself, to correct it by name."""
    streng: bool = False
    """Whether a single word counts only up front or in a short message."""
    niet_ook: tuple[Sleutel, ...] = ()
    """Fields that an answer to this one has the words of, but does not speak about."""
    lijkt_op: Zinnen = ()
    """Phrases that hold words of a value but say nothing about this field."""
    onderwerpen: Zinnen = ()
    """What a clause must speak of, unasked, to be read as an answer to this field."""


class IntentWoorden(Rij):
    """Cues for one intent, by how much they say.

    ``heel`` must be the whole message; ``sterk`` decides unless something is
    stronger; ``gewoon`` points; ``zwak`` only helps.
    """

    intent: Sleutel
    heel: Zinnen = ()
    sterk: Zinnen = ()
    gewoon: Zinnen = ()
    zwak: Zinnen = ()


class Taal(Rij):
    """Spellings and the small words that steer the meaning of an answer."""

    schrijfwijzen: dict[str, str]
    engels: dict[str, str] = Field(default_factory=dict)
    """Patterns of English words, in order, and the Dutch that is read instead."""
    werkwoorden: dict[str, Zinnen] = Field(default_factory=dict)
    """Verbs, with the forms that the rules of Dutch do not give."""
    gewone_woorden: Zinnen
    """Words that are right as they are: never taken for a typing error."""
    ja: Zinnen
    nee: Zinnen
    twijfel: Zinnen
    weet_niet: Zinnen
    overslaan: Zinnen
    wil_niet_zeggen: Zinnen
    niets: Zinnen
    ontkenners: Zinnen
    grenzen: Zinnen
    """Words that end the reach of a negation."""
    lege_woorden: Zinnen
    """Words that say nothing by themselves when a phrase is read word by word."""


@dataclass(frozen=True)
class Synoniemen:
    """All words, by field and by intent."""

    velden: Mapping[str, VeldWoorden]
    intenties: Mapping[str, IntentWoorden]
    taal: Taal


def _rows(path: Path, root: Path) -> list[object]:
    raw = read_yaml(path, root)
    if not isinstance(raw, list):
        raise KnowledgeError(
            file_name(path, root),
            "",
            "hier hoort een lijst met rijen",
            "begin elke rij met een streepje",
        )
    return raw


def read_synonyms(root: Path) -> Synoniemen:
    """Read ``synoniemen/``: one file per group of fields, intents, and language.

    Raises
    ------
    KnowledgeError
        When a row does not fit, or a field or intent is given twice.
    """
    folder = root / "synoniemen"
    velden: dict[str, VeldWoorden] = {}
    for path in sorted(folder.glob("veld_*.yaml")):
        name = file_name(path, root)
        for position, item in enumerate(_rows(path, root), start=1):
            row = read_row(item, VeldWoorden, file=name, row=f"rij {position}")
            if row.veld in velden:
                raise KnowledgeError(
                    name, row.veld, "dit veld staat er dubbel", "laat er één staan"
                )
            velden[row.veld] = row
    intenties: dict[str, IntentWoorden] = {}
    path = folder / "intenties.yaml"
    for position, item in enumerate(_rows(path, root), start=1):
        name = file_name(path, root)
        cue = read_row(item, IntentWoorden, file=name, row=f"rij {position}")
        if cue.intent in intenties:
            raise KnowledgeError(
                name, cue.intent, "deze intent staat er dubbel", "laat er één staan"
            )
        intenties[cue.intent] = cue
    return Synoniemen(
        velden=MappingProxyType(velden),
        intenties=MappingProxyType(intenties),
        taal=read_file(folder / "taal.yaml", root, Taal),
    )


def _check_columns(row: VeldWoorden, veld: Veld) -> None:
    """Check that a table row names columns, and values of them, that exist."""
    columns = {kolom.id: {w.id for w in kolom.waarden} for kolom in veld.kolommen}
    for column, values in row.kolommen.items():
        allowed = columns.get(column)
        unknown = sorted(set(values) - allowed) if allowed else []
        if allowed is None or unknown:
            raise KnowledgeError(
                "synoniemen",
                ", ".join((row.veld, column, *unknown)),
                "deze kolom of waarde heeft de tabel niet",
                "verbeter de naam",
            )


def check_synonyms(synoniemen: Synoniemen, velden: Mapping[str, Veld]) -> None:
    """Check that every row names a field and a value that exist.

    Raises
    ------
    KnowledgeError
        On the first field or value that does not exist.
    """
    for veld_id, row in synoniemen.velden.items():
        veld = velden.get(veld_id)
        if veld is None:
            raise KnowledgeError(
                "synoniemen", veld_id, "dit veld bestaat niet", "verbeter de naam"
            )
        named = set(row.waarden) | {w for w in (row.ja, row.nee) if w is not None}
        allowed = {w.id for w in veld.waarden} | {"[]"}
        _check_columns(row, veld)
        for other in sorted(set(row.niet_ook) - set(velden)):
            raise KnowledgeError(
                "synoniemen", veld_id, f"‘{other}’ is geen veld", "verbeter de naam"
            )
        for waarde in sorted(named):
            if veld.waarden and waarde not in allowed:
                raise KnowledgeError(
                    "synoniemen",
                    f"{veld_id}, {waarde}",
                    "deze waarde heeft het veld niet",
                    "verbeter de naam van de waarde",
                )
