"""School weeks: the weeks from Monday to Sunday in which a pupil has a school day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from knowledge.verzuim import Dagsoort

Soorten = tuple["Dagsoort", ...]
WEEK = ((pl.col("datum").cast(pl.Int32) + 3) // 7).alias("week")
"""A number per week: 1 January 1970, day 0, was a Thursday."""


def one_of(soorten: Iterable[Dagsoort]) -> pl.Expr:
    """Return whether the kind of a day is one of these."""
    # A few comparisons of numbers are faster than a look-up in a set of words.
    wanted = list(soorten)
    found = pl.col("soort") == wanted[0].value
    for soort in wanted[1:]:
        found = found | (pl.col("soort") == soort.value)
    return found


def school_weeks(rows: pl.DataFrame, sets: Sequence[Soorten]) -> pl.DataFrame:
    """Return one row per pupil and school week, in order.

    Parameters
    ----------
    rows
        Days with ``nr``, ``datum``, ``lesuren``, ``gemist`` and ``soort``, in the order
        of pupils and days.
    sets
        Kinds of absence that are counted together.

    Returns
    -------
    polars.DataFrame
        ``nr``, ``week``, ``van`` and ``tot`` (first and last school day), ``lesuren``,
        ``plek`` (0 is the first week of the pupil), ``terug`` (0 is the last), and per
        set ``gemist_i`` and ``eerste_i`` (the first day on which hours were missed).
    """
    hours = _hours(rows)
    # Few days have absence: only those are looked at per kind.
    extra: list[pl.Expr] = []
    for number, soorten in enumerate(sets):
        counts = one_of(soorten)
        extra += [
            pl.col("gemist").filter(counts).sum().alias(f"gemist_{number}"),
            pl.col("datum").filter(counts).min().alias(f"eerste_{number}"),
        ]
    absent = rows.filter(pl.col("gemist") > 0).group_by("nr", WEEK).agg(extra)
    weeks = hours.join(
        absent, on=["nr", "week"], how="left", maintain_order="left"
    ).with_columns(
        pl.col(f"gemist_{number}").fill_null(0) for number in range(len(sets))
    )
    place = pl.int_range(pl.len()).over("nr").cast(pl.Int32)
    return weeks.with_columns(
        place.alias("plek"),
        (pl.len().over("nr").cast(pl.Int32) - 1 - place).alias("terug"),
    )


def _hours(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the hours and the first and last day of every school week.

    The days stand in order, so a week begins where the one before it ends; that is
    much faster than grouping.
    """
    week = rows.select("nr", "datum", WEEK, pl.col("lesuren").cast(pl.Int64).cum_sum())
    changed = (pl.col("nr").diff() != 0) | (pl.col("week").diff() != 0)
    begins = week.select(changed.fill_null(True)).to_series()
    ends = begins.shift(-1, fill_value=True)
    first = week.filter(begins).select("nr", "week", pl.col("datum").alias("van"))
    last = week.filter(ends).select(pl.col("datum").alias("tot"), "lesuren")
    sums = pl.col("lesuren").diff().fill_null(pl.col("lesuren")).cast(pl.Int32)
    return first.hstack(last).with_columns(sums)


def spread(frame: pl.DataFrame, aantal: int) -> pl.DataFrame:
    """Return a frame with one row per pupil, in order; what was not there is null."""
    numbers = pl.DataFrame({"nr": pl.int_range(aantal, dtype=pl.Int32, eager=True)})
    return numbers.join(frame, on="nr", how="left", maintain_order="left")


def weeks_back(weeks: pl.DataFrame, eerste: str, vanaf: pl.DataFrame) -> pl.DataFrame:
    """Return the first day of absence, going back while every week has some.

    Parameters
    ----------
    weeks
        Rows of :func:`school_weeks`.
    eerste
        The column with the first day that counts in a week.
    vanaf
        Per pupil (``nr``) the day ``eerste`` from which to go back.

    Returns
    -------
    polars.DataFrame
        ``nr`` and ``sinds``.
    """
    start = vanaf.filter(pl.col("eerste").is_not_null()).select(
        "nr", start=((pl.col("eerste").cast(pl.Int32) + 3) // 7)
    )
    before = weeks.join(start, on="nr").filter(pl.col("week") <= pl.col("start"))
    gap = (
        before.filter(pl.col(eerste).is_null() & (pl.col("week") < pl.col("start")))
        .group_by("nr")
        .agg(pl.col("plek").max().alias("gat"))
    )
    return (
        before.join(gap, on="nr", how="left")
        .filter(
            pl.col(eerste).is_not_null()
            & (pl.col("plek") > pl.col("gat").fill_null(-1))
        )
        .group_by("nr")
        .agg(pl.col(eerste).min().alias("sinds"))
    )


def days_until(rows: pl.DataFrame, peildatum: date) -> pl.DataFrame:
    """Return the school days up to and on a day, in order; without hours is none."""
    kept = rows.filter((pl.col("datum") <= peildatum) & (pl.col("lesuren") > 0))
    key = pl.col("nr").cast(pl.Int64) * 10_000_000 + pl.col("datum").cast(pl.Int32)
    in_order = kept.select(key).to_series().is_sorted()
    return kept if in_order else kept.sort("nr", "datum")
