"""One definition on what was measured: does it hold, since when, in what words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from knowledge.kalenderwoorden import tell_date
from knowledge.verzuim_regels import Duur, Reeks, Venster, Vergelijking
from matching.verzuim.wording import (
    counted,
    day_text,
    fill,
    hours_text,
    percent_text,
)

if TYPE_CHECKING:
    from datetime import date

    from knowledge.verzuim import Dagregels, Definitie, Zinnen
    from matching.verzuim.measures import Maten
    from matching.verzuim.wording import Woorden


@dataclass(frozen=True)
class Dag:
    """What every rule of one evaluation shares."""

    peildatum: date
    zinnen: Zinnen
    dagen: Dagregels

    @property
    def tekst(self) -> str:
        """Return the date of reckoning as people write it."""
        return tell_date(self.peildatum)


def judge_series(
    definitie: Definitie, regel: Reeks, maten: Maten, dag: Dag
) -> pl.LazyFrame:
    """Return ``geldt``, ``sinds``, ``uitleg`` and ``waarde`` (days) of a series."""
    frame = maten.series(regel).lazy()
    length = (pl.lit(dag.peildatum) - pl.col("sinds")).dt.total_days()
    frame = frame.with_columns(length.alias("waarde"))
    long = _lasts(regel.duur, dag.peildatum)
    over = _lasts(regel.hoogstens, dag.peildatum) if regel.hoogstens else pl.lit(False)
    words: Woorden = {
        "wat": definitie.wat,
        "grens": definitie.grens,
        "peildatum": dag.tekst,
        "sinds": pl.col("sinds_tekst"),
        "duur": _length_text(regel),
        "laatste": pl.col("laatste_tekst"),
        "soort": pl.col("soort"),
        "gemist": pl.col("gemist_tekst"),
        "uren": pl.col("uren_tekst"),
    }
    texts = dag.zinnen
    none = texts.geen_reeks if regel.einde == "dag" else texts.geen_verzuim
    why = (
        pl.when(pl.col("sinds").is_null())
        .then(fill(none, words))
        .when(over)
        .then(fill(texts.reeks_voorbij, words))
        .when(long)
        .then(fill(texts.reeks, words))
        .otherwise(fill(texts.reeks_te_kort, words))
    )
    holds = (pl.col("sinds").is_not_null() & long & ~over).fill_null(False)
    return _told(frame, holds, why)


def _lasts(duur: Duur, peildatum: date) -> pl.Expr:
    """Return whether a series has lasted that long on the date of reckoning."""
    day = pl.lit(peildatum)
    passed = day >= _bound(duur)
    if duur.vergelijking is Vergelijking.meer_dan:
        passed = day > _bound(duur)
    return passed


def _bound(duur: Duur) -> pl.Expr:
    unit = "d" if duur.eenheid == "dagen" else "mo"
    return pl.col("sinds").dt.offset_by(f"{duur.aantal}{unit}")


def _length_text(regel: Reeks) -> pl.Expr:
    days = counted("waarde", "dag", "dagen")
    months = regel.duur.eenheid == "maanden" or regel.hoogstens is not None
    if not months:
        return days
    bound = regel.hoogstens or regel.duur
    word = "maand" if bound.aantal == 1 else "maanden"
    return pl.concat_str(
        days,
        pl.lit(f" ({bound.aantal} {word} is om op "),
        _day_of(_bound(bound)),
        pl.lit(")"),
    )


def _day_of(expr: pl.Expr) -> pl.Expr:
    return pl.concat_str(
        expr.dt.day().cast(pl.String),
        pl.lit("-"),
        expr.dt.month().cast(pl.String),
        pl.lit("-"),
        expr.dt.year().cast(pl.String),
    )


def judge_window(
    definitie: Definitie, regel: Venster, maten: Maten, dag: Dag
) -> pl.LazyFrame:
    """Return ``geldt``, ``sinds``, ``uitleg`` and ``waarde`` (percent or hours)."""
    frame = maten.window(regel).lazy()
    missed = pl.col("gemist").cast(pl.Int64) * 100
    more = regel.vergelijking is Vergelijking.meer_dan
    if regel.maat == "uren":
        bound, value = pl.lit(regel.grens * 100 * 100), pl.col("gemist") / 100
    elif regel.per == "elke_week":
        missed = pl.col("minst_gemist").cast(pl.Int64) * 100
        bound = pl.col("minst_uren").cast(pl.Int64) * regel.grens
        value = pl.col("minst_gemist") * 100 / pl.col("minst_uren")
    else:
        bound = pl.col("noemer").cast(pl.Int64) * regel.grens
        value = pl.col("gemist") * 100 / pl.col("noemer")
    enough = (missed > bound) if more else (missed >= bound)
    # No week can be sure of what the file does not hold.
    whole = pl.col("weken") == regel.lengte.aantal
    if regel.per == "elke_week":
        enough = enough & whole
    holds = (enough & (pl.col("gemist") > 0)).fill_null(False)
    weeks = (
        pl.when(pl.col("weken") == 1)
        .then(pl.lit("schoolweek"))
        .otherwise(pl.col("weken").cast(pl.String) + pl.lit(" schoolweken"))
    )
    if regel.lengte.eenheid == "maanden":
        weeks = pl.lit(f"{regel.lengte.aantal} maanden")
    words: Woorden = {
        "wat": definitie.wat,
        "grens": definitie.grens,
        "gemist": hours_text("gemist"),
        "uren": hours_text("uren"),
        "weken": weeks,
        "van": day_text("van"),
        "tot": day_text("tot"),
        "procent": percent_text("gemist", "noemer"),
    }
    return _told(
        frame.with_columns(value.alias("waarde")), holds, _why(regel, words, dag)
    )


def _why(regel: Venster, words: Woorden, dag: Dag) -> pl.Expr:
    texts = dag.zinnen
    if regel.maat == "uren":
        return fill(texts.uren, words)
    if regel.per == "elke_week":
        share = percent_text("minst_gemist", "minst_uren")
        return fill(texts.aandeel_week, {**words, "procent": share})
    told = fill(texts.aandeel, words)
    if regel.lengte.eenheid != "schoolweken":
        return told
    filled = regel.onbekende_weken == "aanwezig"
    short = texts.aandeel_aangevuld if filled else texts.aandeel_kort
    whole = pl.col("weken") == regel.lengte.aantal
    return pl.when(whole).then(told).otherwise(fill(short, words))


def _told(frame: pl.LazyFrame, holds: pl.Expr, why: pl.Expr) -> pl.LazyFrame:
    return frame.select(
        holds.alias("geldt"),
        pl.when(holds).then("sinds").alias("sinds"),
        why.alias("uitleg"),
        pl.col("waarde").cast(pl.Float64).round(4),
    )


def take_back_old(
    definitie: Definitie, told: pl.LazyFrame, maten: Maten, dag: Dag
) -> pl.LazyFrame:
    """Take back what is said of pupils whose days end long before the day."""
    last = maten.last_days.select("laatste", "laatste_tekst")
    age = (pl.lit(dag.peildatum) - pl.col("laatste")).dt.total_days()
    known = (age <= dag.dagen.verouderd_na_dagen).fill_null(False)
    if last.select(known.all()).item():
        return told
    words: Woorden = {
        "peildatum": dag.tekst,
        "grens": definitie.grens,
        "laatste": pl.col("laatste_tekst"),
    }
    return told.with_columns(*last).select(
        (pl.col("geldt") & known).alias("geldt"),
        pl.when(known).then("sinds").alias("sinds"),
        pl.when(known)
        .then("uitleg")
        .when(pl.col("laatste").is_null())
        .then(fill(dag.zinnen.geen_dagen, words))
        .otherwise(fill(dag.zinnen.verouderd, words))
        .alias("uitleg"),
        pl.when(known).then("waarde").alias("waarde"),
    )
