"""Fill a sentence for all pupils at once: numbers and days as people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from knowledge.kalenderwoorden import MAANDEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Woorden = dict[str, "str | pl.Expr"]
"""What fills the holes of a sentence: the same for everybody, or a column."""
_HOLE = re.compile(r"\{([a-z_]+)\}")
_DAYS = 31
_DAY_TEXTS = [f"{day} {month} " for month in MAANDEN for day in range(1, _DAYS + 1)]
_HUNDREDTHS = ["", *(f",{rest:02}".rstrip("0") for rest in range(1, 100))]


def fill(zin: str, woorden: Mapping[str, str | pl.Expr]) -> pl.Expr:
    """Return a sentence with its holes filled.

    Parameters
    ----------
    zin
        A sentence of ``zinnen.yaml`` with ``{words}``.
    woorden
        Per word a text that is the same for everybody, or a column of texts.

    Raises
    ------
    KeyError
        When the sentence has a hole that nothing fills.
    """
    parts: list[pl.Expr] = []
    for place, piece in enumerate(_HOLE.split(zin)):
        value = woorden[piece] if place % 2 else piece
        if isinstance(value, pl.Expr):
            parts.append(value)
        elif value:
            parts.append(pl.lit(value))
    return pl.concat_str(parts)


def day_text(kolom: str) -> pl.Expr:
    """Return a column of days as ``19 oktober 2026``."""
    day = pl.col(kolom).dt
    # A place in a short list of texts is much cheaper than making each text.
    place = (day.month().cast(pl.Int32) - 1) * _DAYS + day.day() - 1
    return pl.concat_str(
        pl.lit(pl.Series(_DAY_TEXTS)).gather(place), day.year().cast(pl.String)
    )


def hours_text(kolom: str) -> pl.Expr:
    """Return a column of hundredths of hours as ``6`` or ``5,5``."""
    value = pl.col(kolom)
    end = pl.lit(pl.Series(_HUNDREDTHS)).gather(value % 100)
    return (value // 100).cast(pl.String) + end


def percent_text(deel: str, geheel: str) -> pl.Expr:
    """Return a share as ``57%``, or with a decimal where it is no whole percent."""
    part, whole = pl.col(deel).cast(pl.Int64), pl.col(geheel).cast(pl.Int64)
    exact = part * 100 % whole == 0
    # Nothing of nothing is no number; which text it gets is said below.
    some = pl.when(whole != 0).then(whole)
    tenths = (part * 1000 / some).round(0).cast(pl.Int64)
    loose = pl.concat_str(
        (tenths // 10).cast(pl.String),
        pl.lit(","),
        (tenths % 10).cast(pl.String),
        pl.lit("%"),
    )
    whole_text = (part * 100 // whole).cast(pl.String) + pl.lit("%")
    return (
        pl.when(whole == 0)
        .then(pl.lit("0%"))
        .when(exact)
        .then(whole_text)
        .otherwise(loose)
    )


def counted(kolom: str, een: str, meer: str) -> pl.Expr:
    """Return a number with its word: ``1 dag``, ``2 dagen``."""
    word = pl.when(pl.col(kolom) == 1).then(pl.lit(een)).otherwise(pl.lit(meer))
    return pl.col(kolom).cast(pl.String) + pl.lit(" ") + word


def enumeration(woorden: Sequence[str]) -> str:
    """Return words as ``leeftijd, inschrijving en vrijstelling``."""
    if len(woorden) < 2:
        return "".join(woorden)
    return f"{', '.join(woorden[:-1])} en {woorden[-1]}"
