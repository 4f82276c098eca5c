"""School weeks: the weeks from Monday to Sunday in which a pupil has a school day.

Days and school weeks have a number over all pupils (``rij`` and ``sw``), so that what
follows each other is a difference of one and no group has to be made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from knowledge.verzuim_regels import Dagsoort

Soorten = tuple["Dagsoort", ...]
_WEEK = (pl.col("datum").cast(pl.Int32) + 3) // 7
"""A number per week: 1 January 1970, day 0, was a Thursday."""


def one_of(soorten: Iterable[Dagsoort]) -> pl.Expr:
    """Return whether the kind of a day is one of these."""
    # A few comparisons of numbers are faster than a look-up in a set of words.
    wanted = list(soorten)
    found = pl.col("soort") == wanted[0].value
    for soort in wanted[1:]:
        found = found | (pl.col("soort") == soort.value)
    return found


def numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """Number the school days (``rij``) and the school weeks (``sw``) of all pupils.

    Parameters
    ----------
    rows
        Days with ``nr``, ``datum``, ``lesuren``, ``gemist`` and ``soort``, in the order
        of pupils and days. A day on which a pupil was away for two reasons may have a
        row for each.
    """
    return rows.with_columns(
        pl.struct("nr", _WEEK.alias("week")).rle_id().alias("sw"),
        pl.struct("nr", "datum").rle_id().alias("rij"),
    )


def stretches(rows: pl.DataFrame, deel: str) -> pl.DataFrame:
    """Return the hours of every stretch of rows with the same number in a column.

    The days stand in order, so a stretch begins where the one before it ends; that is
    much faster than grouping.

    Returns
    -------
    polars.DataFrame
        ``nr``, ``sw``, ``lesuren``, ``van`` and ``tot`` (first and last school day).
    """
    begins = rows.select(_changed(deel).fill_null(True)).to_series()
    ends = begins.shift(-1, fill_value=True)
    first = rows.filter(begins).select("nr", "sw", pl.col("datum").alias("van"))
    total = rows.select("datum", pl.col("lesuren").cast(pl.Int64).cum_sum())
    last = total.filter(ends).select(
        pl.col("datum").alias("tot"),
        pl.col("lesuren").diff().fill_null(pl.col("lesuren")).cast(pl.Int32),
    )
    return first.hstack(last)


def last_runs(days: pl.DataFrame, plaats: str) -> pl.DataFrame:
    """Return per pupil the last run of days whose numbers follow each other.

    Parameters
    ----------
    days
        ``nr``, ``datum`` and a number in ``plaats`` that rises with every row.

    Returns
    -------
    polars.DataFrame
        ``nr``, ``sinds`` (the first day of the run) and ``einde`` (its last number).
    """
    step = pl.col(plaats).diff() != 1
    begins = days.filter((_changed("nr") | step).fill_null(True))
    first = begins.filter(_LAST).select(pl.col("datum").alias("sinds"))
    return days.filter(_LAST).select("nr", pl.col(plaats).alias("einde")).hstack(first)


def weeks_back(absent: pl.DataFrame, vanaf: pl.Series) -> pl.DataFrame:
    """Return the first day of absence, going back while every school week has some.

    Parameters
    ----------
    absent
        Days that count, numbered and in order.
    vanaf
        Per pupil the number of the school week from which to go back.

    Returns
    -------
    polars.DataFrame
        ``nr`` and ``sinds``.
    """
    weeks = first_of_weeks(absent)
    before = weeks.filter(weeks["sw"] <= vanaf.gather(weeks["nr"]))
    return last_runs(before, "sw").select("nr", "sinds")


def first_of_weeks(days: pl.DataFrame) -> pl.DataFrame:
    """Return the first of these days of every school week."""
    return days.filter(_changed("sw").fill_null(True))


def spread(frame: pl.DataFrame, aantal: int) -> pl.DataFrame:
    """Return a frame with one row per pupil, in order; what was not there is null."""
    numbers = pl.DataFrame({"nr": pl.int_range(aantal, dtype=pl.Int32, eager=True)})
    return numbers.join(frame, on="nr", how="left", maintain_order="left")


def days_until(rows: pl.DataFrame, peildatum: date) -> pl.DataFrame:
    """Return the school days up to and on a day, in order; without hours is none."""
    counts = rows.select((pl.col("datum") <= peildatum) & (pl.col("lesuren") > 0))
    # Most files end before the day: copying all of it would be for nothing.
    whole = counts.to_series().all()
    kept = rows if whole else rows.filter(counts.to_series())
    key = pl.col("nr").cast(pl.Int64) * 10_000_000 + pl.col("datum").cast(pl.Int32)
    in_order = kept.select(key).to_series().is_sorted()
    return kept if in_order else kept.sort("nr", "datum")


def _changed(kolom: str) -> pl.Expr:
    return pl.col(kolom).diff() != 0


_LAST = (pl.col("nr") != pl.col("nr").shift(-1)).fill_null(True)
"""The last row of a pupil."""
