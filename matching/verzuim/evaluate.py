"""All definitions of verzuim for all pupils on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from knowledge.verzuim import (
    NietTeBepalen,
    Reeks,
    Samengesteld,
    Venster,
    with_settings,
)
from matching.verzuim.combined import judge_combined, nothing
from matching.verzuim.days import pupil_numbers, pupils
from matching.verzuim.measures import Maten
from matching.verzuim.outcome import Uitkomsten
from matching.verzuim.rules import Dag, judge_series, judge_window
from matching.verzuim.weeks import days_until
from matching.verzuim.wording import day_text, fill

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from knowledge.verzuim import Definitie, Verzuimregels
    from matching.verzuim.wording import Woorden


def evaluate(
    dagen: pl.DataFrame,
    regels: Verzuimregels,
    peildatum: date,
    *,
    instellingen: Mapping[str, Mapping[str, str]] | None = None,
) -> Uitkomsten:
    """Tell which definitions hold for which pupils.

    Parameters
    ----------
    dagen
        The columns of :data:`matching.verzuim.days.DAGEN`, in any order; one row per
        pupil per day.
    regels
        The definitions, scopes and sentences.
    peildatum
        The date of reckoning; later days are not looked at.
    instellingen
        Per definition the readings that differ from the default.

    Returns
    -------
    Uitkomsten
        For every pupil and every definition.

    Raises
    ------
    KeyError
        When a setting or its choice does not exist.
    """
    chosen = instellingen or {}
    definities = [
        with_settings(row, chosen.get(row.id, {})) for row in regels.definities.values()
    ]
    names = pupils(dagen)
    rows = days_until(
        dagen.select(
            pupil_numbers(dagen, names).alias("nr"),
            "datum",
            "lesuren",
            "gemist",
            "soort",
        ),
        peildatum,
    )
    maten = Maten(rows, len(names), peildatum, [row.regel for row in definities])
    dag = Dag(peildatum, regels.zinnen)
    found: dict[str, pl.DataFrame] = {}
    for row in sorted(definities, key=lambda row: isinstance(row.regel, Samengesteld)):
        told = _judge(row, maten, dag, found, len(names))
        found[row.id] = _stale(row, told, maten.last_days, regels, dag)
    table = pl.DataFrame({"leerling": names}).with_columns(
        found[row.id].select(pl.struct(pl.all()).alias(row.id)).to_series()
        for row in definities
    )
    return Uitkomsten(peildatum, tuple(definities), table)


def _judge(
    row: Definitie,
    maten: Maten,
    dag: Dag,
    found: Mapping[str, pl.DataFrame],
    aantal: int,
) -> pl.DataFrame:
    match row.regel:
        case Reeks():
            return judge_series(row, row.regel, maten, dag)
        case Venster():
            return judge_window(row, row.regel, maten, dag)
        case Samengesteld():
            return judge_combined(row, row.regel, found, dag)
        case NietTeBepalen():
            words: Woorden = {"ontbreekt": row.regel.ontbreekt}
            return nothing(aantal, fill(dag.zinnen.niet_te_bepalen, words))
        case _:
            return nothing(aantal, pl.lit(dag.zinnen.zonder_leerlingen))


def _stale(
    row: Definitie,
    told: pl.DataFrame,
    laatste: pl.DataFrame,
    regels: Verzuimregels,
    dag: Dag,
) -> pl.DataFrame:
    """Take back what is said of pupils whose days end long before the day."""
    if not isinstance(row.regel, Reeks | Venster):
        return told
    words: Woorden = {
        "peildatum": dag.tekst,
        "grens": row.grens,
        "laatste": day_text("laatste"),
    }
    age = (pl.lit(dag.peildatum) - pl.col("laatste")).dt.total_days()
    old = age > regels.dagen.verouderd_na_dagen
    none = pl.col("laatste").is_null()
    frame = told.with_columns(laatste["laatste"])
    return frame.select(
        (pl.col("geldt") & ~old & ~none).fill_null(False).alias("geldt"),
        pl.when(~old & ~none).then("sinds").alias("sinds"),
        pl.when(none)
        .then(fill(dag.zinnen.geen_dagen, words))
        .when(old)
        .then(fill(dag.zinnen.verouderd, words))
        .otherwise("uitleg")
        .alias("uitleg"),
        pl.when(~old & ~none).then("waarde").alias("waarde"),
    )
