"""What the days say for each kind of rule, for all pupils at once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from knowledge.verzuim import Reeks, Venster
from matching.logic import add_months
from matching.verzuim.weeks import (
    Soorten,
    one_of,
    school_weeks,
    spread,
    weeks_back,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from knowledge.verzuim import Regel

_Sleutel = tuple[Soorten, int, str]


class Maten:
    """The days of all pupils up to one day, measured once for all rules.

    Parameters
    ----------
    rows
        School days up to the date of reckoning, with the number of the pupil (``nr``).
    aantal
        How many pupils there are; every answer has that many rows, in order.
    peildatum
        The date of reckoning.
    regels
        The rules that will be asked for.
    """

    def __init__(
        self, rows: pl.DataFrame, aantal: int, peildatum: date, regels: Iterable[Regel]
    ) -> None:
        self._rows = rows
        self._aantal = aantal
        self._peildatum = peildatum
        rules = list(regels)
        windows = [one.soorten for one in rules if isinstance(one, Venster)]
        self._sets = list(dict.fromkeys(windows))
        self._weeks = school_weeks(rows, self._sets)
        series = [_key(one) for one in rules if isinstance(one, Reeks)]
        self._starts = self._series(list(dict.fromkeys(series)))

    @cached_property
    def last_days(self) -> pl.DataFrame:
        """Return per pupil the last school day: day, kind, hours and hours missed."""
        last = pl.col("datum").arg_max()
        return spread(
            self._rows.group_by("nr").agg(
                pl.col("datum").max().alias("laatste"),
                pl.col("soort").get(last),
                pl.col("lesuren").get(last).alias("uren"),
                pl.col("gemist").get(last),
            ),
            self._aantal,
        )

    def series(self, regel: Reeks) -> pl.DataFrame:
        """Return per pupil the first day (``sinds``) of a series up to the last day."""
        return self._starts[_key(regel)]

    def window(self, regel: Venster) -> pl.DataFrame:
        """Return per pupil what the window of a rule holds.

        Returns
        -------
        polars.DataFrame
            ``gemist`` and ``uren`` (hundredths), ``noemer`` (with weeks that the file
            does not have), ``weken``, ``van``, ``tot``, ``sinds``, and ``minst_gemist``
            and ``minst_uren`` of the week with the smallest share.
        """
        set_ = self._sets.index(regel.soorten)
        if regel.lengte.eenheid == "schoolweken":
            inside = self._weeks.filter(pl.col("terug") < regel.lengte.aantal)
            inside = inside.rename({f"gemist_{set_}": "g", f"eerste_{set_}": "eerste"})
        else:
            inside = self._months(regel, set_)
        inside = self._without_leave(inside, regel)
        share = pl.col("g") / pl.col("lesuren")
        found = spread(
            inside.group_by("nr").agg(
                pl.col("g").sum().alias("gemist"),
                pl.col("lesuren").sum().alias("uren"),
                pl.col("lesuren").max().alias("vol"),
                pl.len().cast(pl.Int32).alias("weken"),
                pl.col("van").min(),
                pl.col("tot").max(),
                pl.col("eerste").min(),
                pl.col("g").get(share.arg_min()).alias("minst_gemist"),
                pl.col("lesuren").get(share.arg_min()).alias("minst_uren"),
            ),
            self._aantal,
        )
        since = weeks_back(self._weeks, f"eerste_{set_}", found.select("nr", "eerste"))
        missing = pl.lit(0)
        if regel.lengte.eenheid == "schoolweken":
            missing = regel.lengte.aantal - pl.col("weken")
        return spread(since, self._aantal).join(
            found.with_columns(
                (pl.col("uren") + missing * pl.col("vol")).alias("noemer")
            ),
            on="nr",
            maintain_order="left",
        )

    def _months(self, regel: Venster, set_: int) -> pl.DataFrame:
        """Return one part per pupil: the days of the last calendar months."""
        begin = add_months(self._peildatum, -regel.lengte.aantal)
        counts = one_of(self._sets[set_]) & (pl.col("gemist") > 0)
        return (
            self._rows.filter(pl.col("datum") > begin)
            .group_by("nr")
            .agg(
                pl.col("lesuren").sum(),
                pl.when(counts).then("gemist").otherwise(0).sum().alias("g"),
                pl.when(counts).then("datum").min().alias("eerste"),
                pl.col("datum").min().alias("van"),
                pl.col("datum").max().alias("tot"),
            )
        )

    def _without_leave(self, inside: pl.DataFrame, regel: Venster) -> pl.DataFrame:
        if regel.noemer == "lesuren":
            return inside
        leave = (
            self._rows.filter(pl.col("soort") == "verlof")
            .with_columns(((pl.col("datum").cast(pl.Int32) + 3) // 7).alias("week"))
            .group_by("nr", "week")
            .agg(pl.col("gemist").sum().alias("verlof"))
        )
        return inside.join(leave, on=["nr", "week"], how="left").with_columns(
            pl.col("lesuren") - pl.col("verlof").fill_null(0)
        )

    def _series(self, keys: list[_Sleutel]) -> dict[_Sleutel, pl.DataFrame]:
        rows = self._rows.select("nr", "datum", *(_counts(key) for key in keys))
        by_day = [key for key in keys if key[2] == "dag"]
        by_week = [key for key in keys if key[2] == "week"]
        breaks = rows.group_by("nr").agg(
            pl.when(~pl.col(_name(key))).then("datum").max().alias("b" + _name(key))
            for key in by_day
        )
        starts = spread(
            rows.join(breaks, on="nr", how="left")
            .group_by("nr")
            .agg(
                pl.when(
                    pl.col(_name(key))
                    & (pl.col("datum") > pl.col("b" + _name(key)).fill_null(_EVER))
                )
                .then("datum")
                .min()
                .alias(_name(key))
                for key in by_day
            ),
            self._aantal,
        )
        result = {
            key: starts.select("nr", pl.col(_name(key)).alias("sinds"))
            for key in by_day
        }
        return result | {key: self._weekly(rows, key) for key in by_week}

    def _weekly(self, rows: pl.DataFrame, key: _Sleutel) -> pl.DataFrame:
        """Return the first day of a series that only a whole school week ends."""
        first = pl.when(pl.col(_name(key))).then("datum").min().alias("eerste")
        week = ((pl.col("datum").cast(pl.Int32) + 3) // 7).alias("week")
        counted = rows.with_columns(week).group_by("nr", "week").agg(first)
        weeks = self._weeks.select("nr", "week", "plek", "terug").join(
            counted, on=["nr", "week"]
        )
        last = weeks.filter(pl.col("terug") == 0).select("nr", "eerste")
        return spread(weeks_back(weeks, "eerste", last), self._aantal)


_EVER = pl.date(1, 1, 1)


def _key(regel: Reeks) -> _Sleutel:
    return regel.soorten, regel.deel_van_de_dag, regel.einde


def _name(key: _Sleutel) -> str:
    return f"{'_'.join(key[0])}_{key[1]}_{key[2]}"


def _counts(key: _Sleutel) -> pl.Expr:
    soorten, part, _ = key
    enough = pl.col("gemist") * 100 >= pl.col("lesuren") * part
    return (one_of(soorten) & enough & (pl.col("gemist") > 0)).alias(_name(key))
