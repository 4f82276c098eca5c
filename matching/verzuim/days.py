"""The frame of days that everything about verzuim is counted from."""

from __future__ import annotations

import polars as pl

from knowledge.verzuim_regels import Dagsoort

SOORT = pl.Enum([soort.value for soort in Dagsoort])
DAGEN = pl.Schema(
    {
        "leerling": pl.String(),
        "datum": pl.Date(),
        "lesuren": pl.Int32(),
        "gemist": pl.Int32(),
        "soort": SOORT,
    }
)
"""One row per pupil per school day; hours in hundredths, so that half is exact."""
HONDERD = 100


def in_hundredths(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with its hours as whole hundredths."""
    return frame.with_columns(
        (pl.col("lesuren", "gemist") * HONDERD).round(0).cast(pl.Int32)
    ).select(DAGEN.names())


def with_pupils(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame of days that knows its pupils: each name stands in it once."""
    names = frame["leerling"].unique().sort()
    return frame.with_columns(pl.col("leerling").cast(pl.Enum(names)))


def pupils(frame: pl.DataFrame) -> pl.Series:
    """Return the pupils of a frame of days, in the order of the answer."""
    kind = frame.schema["leerling"]
    if isinstance(kind, pl.Enum):
        return kind.categories.alias("leerling")
    return frame["leerling"].unique().sort()


def pupil_numbers(frame: pl.DataFrame, namen: pl.Series) -> pl.Series:
    """Return per row the place of its pupil in the order of the answer."""
    kind = frame.schema["leerling"]
    column = frame["leerling"]
    if not (isinstance(kind, pl.Enum) and kind.categories.len() == namen.len()):
        column = column.cast(pl.String).cast(pl.Enum(namen))
    return column.to_physical().cast(pl.Int32)


def day_keys(nummers: pl.Series, dagen: pl.Series) -> pl.Series:
    """Return one number per row, in the order of pupils and their days."""
    return nummers.cast(pl.Int64) * 10_000_000 + dagen.cast(pl.Int32)
