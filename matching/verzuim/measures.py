"""What the days say for each kind of rule, for all pupils at once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from knowledge.verzuim import Reeks, Venster
from matching.kalender import add_months
from matching.verzuim.weeks import (
    WEEK,
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
        School days up to the date of reckoning with the number of the pupil (``nr``),
        in the order of pupils and days.
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
        self._rows = _numbered(rows)
        self._absent = self._rows.filter(pl.col("gemist") > 0)
        self._ends = _last_of_each(self._rows)
        self._aantal = aantal
        self._peildatum = peildatum
        rules = list(regels)
        windows = [one.soorten for one in rules if isinstance(one, Venster)]
        self._sets = list(dict.fromkeys(windows))
        self._weeks = school_weeks(rows, self._sets)
        series = [_key(one) for one in rules if isinstance(one, Reeks)]
        self._starts = {key: self._series(key) for key in dict.fromkeys(series)}

    @cached_property
    def last_days(self) -> pl.DataFrame:
        """Return per pupil the last school day: day, kind, hours and hours missed."""
        return spread(
            self._ends.select(
                "nr",
                pl.col("datum").alias("laatste"),
                "soort",
                pl.col("lesuren").alias("uren"),
                "gemist",
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
        if regel.onbekende_weken == "aanwezig":
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
            .group_by("nr", WEEK)
            .agg(pl.col("gemist").sum().alias("verlof"))
        )
        return inside.join(leave, on=["nr", "week"], how="left").with_columns(
            pl.col("lesuren") - pl.col("verlof").fill_null(0)
        )

    def _series(self, key: _Sleutel) -> pl.DataFrame:
        """Return the first day of the days that count up to the last school day."""
        counted = _counted(self._absent, key)
        if key[2] == "week":
            return self._weekly(counted)
        ends = self._ends.select("nr", pl.col("rij").alias("laatste_rij"))
        back = counted.join(ends, on="nr", maintain_order="left").with_columns(
            (pl.col("laatste_rij") - pl.col("rij")).alias("terug"),
            (pl.len().over("nr") - 1 - pl.int_range(pl.len()).over("nr")).alias("plek"),
        )
        # The last day that counts is the last school day, the one before it the one
        # before, and so on: as long as no school day lies in between.
        run = back.filter(pl.col("terug") == pl.col("plek"))
        since = run.group_by("nr").agg(pl.col("datum").min().alias("sinds"))
        return spread(since, self._aantal)

    def _weekly(self, counted: pl.DataFrame) -> pl.DataFrame:
        """Return the first day of a series that only a whole school week ends."""
        first = counted.group_by("nr", WEEK).agg(pl.col("datum").min().alias("eerste"))
        weeks = self._weeks.select("nr", "week", "plek", "terug").join(
            first, on=["nr", "week"], how="left"
        )
        last = weeks.filter(pl.col("terug") == 0).select("nr", "eerste")
        return spread(weeks_back(weeks, "eerste", last), self._aantal)


def _key(regel: Reeks) -> _Sleutel:
    return regel.soorten, regel.deel_van_de_dag, regel.einde


def _counted(absent: pl.DataFrame, key: _Sleutel) -> pl.DataFrame:
    """Return the days of which enough hours were missed for these reasons."""
    soorten, part, _ = key
    wanted = absent.filter(one_of(soorten))
    if wanted["rij"].is_duplicated().any():
        wanted = wanted.group_by("rij", maintain_order=True).agg(
            pl.col("nr", "datum", "dag_uren").first(), pl.col("gemist").sum()
        )
    return wanted.filter(pl.col("gemist") * 100 >= pl.col("dag_uren") * part)


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """Number the days (``rij``) and give each row the hours of its day.

    A day on which a pupil was away for two reasons may have a row for each.
    """
    new = (pl.col("nr").diff() != 0) | (pl.col("datum").diff() != pl.duration(days=0))
    numbered = rows.with_columns(
        new.fill_null(True).cum_sum().cast(pl.Int64).alias("rij")
    )
    if numbered.height == (numbered["rij"].last() or 0):
        return numbered.with_columns(pl.col("lesuren").alias("dag_uren"))
    return numbered.with_columns(pl.col("lesuren").sum().over("rij").alias("dag_uren"))


def _last_of_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the last school day of each pupil; its kind is that of most hours."""
    last = rows.filter((pl.col("nr") != pl.col("nr").shift(-1)).fill_null(True))
    days = rows.filter(pl.col("rij").is_in(last["rij"].implode()))
    if days.height == last.height:
        return last
    most = pl.col("gemist").arg_max()
    return days.group_by("nr", maintain_order=True).agg(
        pl.col("datum", "rij").first(),
        pl.col("lesuren").sum(),
        pl.col("soort").get(most),
        pl.col("gemist").sum(),
    )
