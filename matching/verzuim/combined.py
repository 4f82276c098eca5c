"""A definition that is made of others, and one that cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from matching.verzuim.wording import day_text, fill

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from knowledge.verzuim import Definitie
    from knowledge.verzuim_regels import Samengesteld
    from matching.verzuim.rules import Dag
    from matching.verzuim.wording import Woorden


def judge_combined(
    definitie: Definitie,
    regel: Samengesteld,
    found: Mapping[str, pl.DataFrame],
    dag: Dag,
    definities: Mapping[str, Definitie],
    niet_te_bepalen: Collection[str],
) -> pl.DataFrame:
    """Return ``geldt``, ``sinds`` (the earliest), ``uitleg`` and ``waarde``."""
    columns: dict[str, pl.Series] = {}
    names = {name: definities[name].naam for name in regel.een_van}
    barring = {name: definities[name].naam for name in regel.geen_van}
    for name in (*regel.een_van, *regel.geen_van):
        columns[f"g_{name}"] = found[name]["geldt"]
        columns[f"s_{name}"] = found[name]["sinds"]
    frame = pl.DataFrame(columns)
    some = pl.any_horizontal(f"g_{name}" for name in regel.een_van)
    barred = pl.any_horizontal(*(f"g_{name}" for name in regel.geen_van), pl.lit(False))
    since = pl.min_horizontal(f"s_{name}" for name in regel.een_van)
    frame = frame.with_columns(since.alias("sinds"))
    words: Woorden = {"grens": definitie.grens, "sinds": day_text("sinds")}
    texts = dag.zinnen
    unsure = dag.zinnen.niet_te_bepalen_kort
    all_names = ", ".join(
        f"‘{name}’{unsure if one in niet_te_bepalen else ''}"
        for one, name in names.items()
    )
    why = (
        pl.when(~some)
        .then(fill(texts.samen_niet, {**words, "welke": all_names}))
        .when(barred)
        .then(fill(texts.samen_uitgesloten, {**words, "welke": _which(barring)}))
        .when(pl.col("sinds").is_null())
        .then(fill(texts.samen_zonder_dag, {**words, "welke": _which(names)}))
        .otherwise(fill(texts.samen, {**words, "welke": _which(names)}))
    )
    holds = some & ~barred
    return frame.select(
        holds.alias("geldt"),
        pl.when(holds).then("sinds").alias("sinds"),
        why.alias("uitleg"),
        pl.lit(None, pl.Float64).alias("waarde"),
    )


def nothing(aantal: int, why: pl.Expr) -> pl.DataFrame:
    """Return that a definition holds for nobody, with the reason."""
    numbers = pl.DataFrame({"nr": pl.int_range(aantal, eager=True)})
    return numbers.with_columns(
        pl.lit(False).alias("geldt"),
        pl.lit(None, pl.Date).alias("sinds"),
        why.alias("uitleg"),
        pl.lit(None, pl.Float64).alias("waarde"),
    ).drop("nr")


def _which(names: Mapping[str, str]) -> pl.Expr:
    """Return which of these hold, by name."""
    told = [
        pl.when(f"g_{one}").then(pl.lit(f"‘{name}’")) for one, name in names.items()
    ]
    # concat_str needs something; a null is left out.
    nobody = pl.lit(None, pl.String)
    return pl.concat_str(*told, nobody, separator=", ", ignore_nulls=True)
