"""What the days say for each kind of rule, for all pupils at once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from knowledge.verzuim_regels import Reeks, Venster
from matching.kalender import add_months
from matching.verzuim.weeks import (
    Soorten,
    first_of_weeks,
    last_runs,
    numbered,
    one_of,
    spread,
    stretches,
    weeks_back,
)
from matching.verzuim.wording import day_text, hours_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from knowledge.verzuim_regels import Regel

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
        self._rows = numbered(rows)
        self._absent = _of_whole_days(self._rows)
        self._ends = _last_of_each(self._rows)
        self._last = spread(self._ends.select("nr", "sw", "rij"), aantal)
        self._aantal = aantal
        self._peildatum = peildatum
        self._longest = max(
            (
                rule.lengte.aantal
                for rule in regels
                if isinstance(rule, Venster) and rule.lengte.eenheid == "schoolweken"
            ),
            default=0,
        )
        self._starts: dict[_Sleutel, pl.DataFrame] = {}

    @cached_property
    def last_days(self) -> pl.DataFrame:
        """Return per pupil the last school day (``laatste``) and its kind (``soort``).

        Also as texts: ``laatste_tekst`` and the hours ``uren_tekst``, ``gemist_tekst``.
        """
        ends = self._ends.select(
            "nr",
            pl.col("datum").alias("laatste"),
            pl.col("soort").cast(pl.String),
            day_text("datum").alias("laatste_tekst"),
            hours_text("lesuren").alias("uren_tekst"),
            hours_text("gemist").alias("gemist_tekst"),
        )
        return spread(ends, self._aantal)

    def series(self, regel: Reeks) -> pl.DataFrame:
        """Return per pupil the first day of a series up to the last day.

        Returns
        -------
        polars.DataFrame
            ``sinds`` and ``sinds_tekst``, beside the columns of :attr:`last_days`.
        """
        key = regel.soorten, regel.deel_van_de_dag, regel.einde
        if key not in self._starts:
            texts = day_text("sinds").alias("sinds_tekst")
            self._starts[key] = self.last_days.with_columns(
                self._series(key)["sinds"]
            ).with_columns(texts)
        return self._starts[key]

    def window(self, regel: Venster) -> pl.DataFrame:
        """Return per pupil what the window of a rule holds.

        Returns
        -------
        polars.DataFrame
            ``gemist`` and ``uren`` (hundredths), ``noemer`` (with weeks that the file
            does not have), ``weken``, ``van``, ``tot``, ``sinds``, and ``minst_gemist``
            and ``minst_uren`` of the week with the smallest share.
        """
        share = pl.col("g") / pl.col("lesuren")
        found = spread(
            self._inside(regel)
            .group_by("nr")
            .agg(
                pl.col("g").sum().alias("gemist"),
                pl.col("lesuren").sum().alias("uren"),
                pl.col("lesuren").max().alias("vol"),
                pl.len().cast(pl.Int32).alias("weken"),
                pl.col("van").min(),
                pl.col("tot").max(),
                pl.col("begin").min(),
                pl.col("g").get(share.arg_min()).alias("minst_gemist"),
                pl.col("lesuren").get(share.arg_min()).alias("minst_uren"),
            ),
            self._aantal,
        )
        counted = self._absent.filter(one_of(regel.soorten))
        since = weeks_back(counted, found["begin"])
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

    def _inside(self, regel: Venster) -> pl.DataFrame:
        """Return the parts of a window: per school week, or the months as one.

        ``begin`` is the first school week in which hours were missed that count.
        """
        if regel.lengte.eenheid == "schoolweken":
            part, hours = "sw", self._recent_weeks(regel.lengte.aantal)
            absent = self._since_weeks(self._absent, regel.lengte.aantal)
        else:
            begin = add_months(self._peildatum, -regel.lengte.aantal)
            inside = pl.col("datum") > begin
            part, hours = "nr", stretches(self._rows.filter(inside), "nr")
            absent = self._absent.filter(inside)
        missed = (
            absent.filter(one_of(regel.soorten))
            .group_by(part)
            .agg(pl.col("gemist").sum().alias("g"), pl.col("sw").min().alias("begin"))
        )
        found = hours.join(missed, on=part, how="left").with_columns(
            pl.col("g").fill_null(0)
        )
        if regel.noemer == "lesuren":
            return found
        leave = absent.filter(pl.col("soort") == "verlof").group_by(part)
        sums = leave.agg(pl.col("gemist").sum().alias("verlof"))
        return found.join(sums, on=part, how="left").with_columns(
            pl.col("lesuren") - pl.col("verlof").fill_null(0)
        )

    def _recent_weeks(self, aantal: int) -> pl.DataFrame:
        return self._since_weeks(self._longest_weeks, aantal)

    @cached_property
    def _longest_weeks(self) -> pl.DataFrame:
        """Return the hours of the last school weeks, as many as any rule asks for."""
        return stretches(self._since_weeks(self._rows, self._longest), "sw")

    def _since_weeks(self, frame: pl.DataFrame, aantal: int) -> pl.DataFrame:
        """Return what lies in the last school weeks of each pupil."""
        # Numbers without a sign: adding cannot pass below zero.
        return frame.filter(frame["sw"] + aantal > self._last["sw"].gather(frame["nr"]))

    def _series(self, key: _Sleutel) -> pl.DataFrame:
        """Return the first day of the days that count up to the last school day.

        The last day (or school week) that counts is the last there is, the one before
        it the one before, and so on: as long as no other lies in between.
        """
        soorten, part, end = key
        wanted = self._absent.filter(one_of(soorten))
        if wanted["rij"].diff().eq(0).any():
            wanted = wanted.group_by("rij", maintain_order=True).agg(
                pl.col("nr", "datum", "sw", "dag_uren").first(), pl.col("gemist").sum()
            )
        counted = wanted.filter(pl.col("gemist") * 100 >= pl.col("dag_uren") * part)
        place = "sw" if end == "week" else "rij"
        runs = last_runs(first_of_weeks(counted) if end == "week" else counted, place)
        whole = runs.filter(runs["einde"] == self._last[place].gather(runs["nr"]))
        return spread(whole.select("nr", "sinds"), self._aantal)


def _of_whole_days(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with hours missed, each with the hours of its whole day."""
    hours = pl.col("lesuren").alias("dag_uren")
    if not _one_row_a_day(rows):
        rows = rows.with_columns(pl.col("lesuren").sum().over("rij").alias("dag_uren"))
        hours = pl.col("dag_uren")
    return rows.lazy().filter(pl.col("gemist") > 0).with_columns(hours).collect()


def _one_row_a_day(rows: pl.DataFrame) -> bool:
    return rows.is_empty() or int(rows["rij"][-1]) == rows.height - 1


def _last_of_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the last school day of each pupil; its kind is that of most hours."""
    last = rows.filter((pl.col("nr") != pl.col("nr").shift(-1)).fill_null(True))
    if _one_row_a_day(rows):
        return last
    days = rows.filter(pl.col("rij").is_in(last["rij"].implode()))
    most = pl.col("gemist").arg_max()
    return days.group_by("nr", maintain_order=True).agg(
        pl.col("datum", "rij", "sw").first(),
        pl.col("lesuren").sum(),
        pl.col("soort").get(most),
        pl.col("gemist").sum(),
    )
