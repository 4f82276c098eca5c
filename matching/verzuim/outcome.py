"""Which definitions hold for which pupils, since when, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from knowledge.verzuim import Definitie

VELDEN = ("geldt", "sinds", "uitleg")
"""What the command tells of an outcome."""
UITSLAG = (*VELDEN, "waarde")
"""All that an outcome is."""


@dataclass(frozen=True)
class Uitslag:
    """Whether one definition holds for one pupil.

    Parameters
    ----------
    geldt
        Whether it holds on the date of reckoning.
    sinds
        First day of absence of the episode; ``None`` when it does not hold.
    uitleg
        One Dutch sentence with numbers, dates and the rule.
    waarde
        What was measured: days, hours or percent; ``None`` when nothing was.
    """

    geldt: bool
    sinds: date | None
    uitleg: str
    waarde: float | None = None


@dataclass(frozen=True)
class Uitkomsten:
    """The outcome of all definitions for all pupils on one day.

    Parameters
    ----------
    peildatum
        The date of reckoning.
    definities
        The definitions with the settings that were used, in order.
    tabel
        One row per pupil (``leerling``, sorted) and per definition a struct with
        ``geldt``, ``sinds``, ``uitleg`` and ``waarde``.
    niet_te_bepalen
        Definitions that need what none of the files has: nobody counted is then
        something else than nobody.
    """

    peildatum: date
    definities: tuple[Definitie, ...]
    tabel: pl.DataFrame
    niet_te_bepalen: frozenset[str] = frozenset()

    @property
    def leerlingen(self) -> list[str]:
        """Return the pupils in the order of the answer."""
        return self.tabel["leerling"].to_list()

    def of(self, leerling: str) -> dict[str, Uitslag]:
        """Return the outcome of every definition for one pupil.

        Raises
        ------
        KeyError
            When this pupil is in neither file.
        """
        row = self.tabel.filter(pl.col("leerling") == leerling)
        if row.is_empty():
            raise KeyError(leerling)
        values = row.row(0, named=True)
        return {one.id: Uitslag(**values[one.id]) for one in self.definities}

    def counts(self) -> dict[str, int]:
        """Return per definition for how many pupils it holds."""
        sums = self.tabel.select(
            pl.col(one.id).struct.field("geldt").sum().alias(one.id)
            for one in self.definities
        )
        return {name: int(value) for name, value in sums.row(0, named=True).items()}

    def holding(self, definitie: str) -> list[str]:
        """Return the pupils for whom a definition holds."""
        holds = pl.col(definitie).struct.field("geldt")
        return self.tabel.filter(holds)["leerling"].to_list()

    def json_items(self) -> Iterator[tuple[str, str]]:
        """Give per pupil the outcome of all definitions as JSON."""
        told = pl.struct(
            pl.struct(
                pl.col(one.id).struct.field(name).alias(name) for name in VELDEN
            ).alias(one.id)
            for one in self.definities
        ).struct.json_encode()
        frame = self.tabel.select("leerling", told.alias("json"))
        yield from frame.iter_rows()

    def as_dict(self) -> dict[str, object]:
        """Return the JSON document of ``leerplek verzuim``."""
        return {
            "leerlingen": {name: json.loads(text) for name, text in self.json_items()}
        }
