"""School weeks: the weeks from Monday to Sunday in which a pupil has a school day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from knowledge.verzuim import Soort

Soorten = tuple["Soort", ...]
WEEK = ((pl.col("datum").cast(pl.Int32) + 3) // 7).alias("week")
"""A number per week: 1 January 1970, day 0, was a Thursday."""


def one_of(soorten: Iterable[Soort]) -> pl.Expr:
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
        Days with ``nr``, ``datum``, ``lesuren``, ``gemist`` and ``soort``.
    sets
        Kinds of absence that are counted together.

    Returns
    -------
    polars.DataFrame
        ``nr``, ``week``, ``van`` and ``tot`` (first and last school day), ``lesuren``,
        ``plek`` (0 is the first week of the pupil), ``terug`` (0 is the last), and per
        set ``gemist_i`` and ``eerste_i`` (the first day on which hours were missed).
    """
    extra: list[pl.Expr] = []
    for number, soorten in enumerate(sets):
        counts = one_of(soorten) & (pl.col("gemist") > 0)
        extra += [
            pl.when(counts).then("gemist").otherwise(0).alias(f"gemist_{number}"),
            pl.when(counts).then("datum").alias(f"eerste_{number}"),
        ]
    sums = [pl.col("lesuren").sum()]
    for number in range(len(sets)):
        sums += [
            pl.col(f"gemist_{number}").sum(),
            pl.col(f"eerste_{number}").min(),
        ]
    first = pl.col("datum").min().alias("van")
    last = pl.col("datum").max().alias("tot")
    weeks = (
        rows.with_columns(WEEK, *extra)
        .group_by("nr", "week")
        .agg(*sums, first, last)
        .sort("nr", "week")
    )
    place = pl.int_range(pl.len()).over("nr").cast(pl.Int32)
    return weeks.with_columns(
        place.alias("plek"),
        (pl.len().over("nr").cast(pl.Int32) - 1 - place).alias("terug"),
    )


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
    """Return the school days up to and on a day; a day without hours is none."""
    return rows.filter((pl.col("datum") <= peildatum) & (pl.col("lesuren") > 0))
