"""The frame of days that everything about verzuim is counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from knowledge.verzuim import Soort

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

SOORT = pl.Enum([soort.value for soort in Soort])
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


def day_frame(
    rows: Iterable[tuple[str, date, float, float, str]],
) -> pl.DataFrame:
    """Return the frame of days from rows in hours.

    Parameters
    ----------
    rows
        Pupil, day, hours on the timetable, hours missed, kind.
    """
    frame = pl.DataFrame(
        list(rows),
        schema={
            "leerling": pl.String,
            "datum": pl.Date,
            "lesuren": pl.Float64,
            "gemist": pl.Float64,
            "soort": SOORT,
        },
        orient="row",
    )
    return in_hundredths(frame)


def in_hundredths(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with its hours as whole hundredths."""
    return frame.with_columns(
        (pl.col("lesuren", "gemist") * HONDERD).round(0).cast(pl.Int32)
    ).select(DAGEN.names())


def pupils(frame: pl.DataFrame) -> pl.Series:
    """Return the pupils of a frame in the order of the answer."""
    return frame["leerling"].unique().sort()


def pupil_numbers(frame: pl.DataFrame, namen: pl.Series) -> pl.Series:
    """Return per row the place of its pupil in the order of the answer."""
    return frame["leerling"].cast(pl.Enum(namen)).to_physical().cast(pl.Int32)


def day_keys(frame: pl.DataFrame) -> pl.Series:
    """Return one number per row that is the same for the same pupil and day only."""
    numbers = pupil_numbers(frame, frame["leerling"].unique()).cast(pl.Int64)
    return numbers * 10_000_000 + frame["datum"].cast(pl.Int32)
