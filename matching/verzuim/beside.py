"""Rules on what is known beside the days: enrolled nowhere, exempt, never came back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from knowledge.kalenderwoorden import tell_date
from knowledge.verzuim_regels import Reeks, Vergelijking
from matching.kalender import add_months
from matching.verzuim.outcome import UITSLAG, Uitslag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from knowledge.verzuim import Definitie, Verzuimregels
    from knowledge.verzuim_regels import Duur, Vrijgesteld
    from matching.verzuim.pupils import Leerling
    from matching.verzuim.scope import Plaats


def judge_enrolment(
    definitie: Definitie,
    leerling: Leerling | None,
    plaats: Plaats,
    peildatum: date,
    regels: Verzuimregels,
) -> Uitslag:
    """Tell whether a pupil is enrolled nowhere, and since when he had to be."""
    words = regels.zinnen
    if leerling is None:
        return Uitslag(False, None, words.onbekende_leerling)
    enrolled = leerling.enrolled(peildatum)
    told = {"peildatum": tell_date(peildatum), "grens": definitie.grens}
    if enrolled is None:
        return Uitslag(False, None, words.inschrijving_onbekend)
    if enrolled:
        return Uitslag(False, None, words.ingeschreven.format(**told))
    left = leerling.nowhere_since(peildatum)
    told |= {"wat": definitie.wat}
    if left is None:
        return Uitslag(True, None, words.nergens_zonder_dag.format(**told))
    since = max(left, plaats.vanaf) if plaats.vanaf else left
    why = words.niet_ingeschreven.format(**told, sinds=tell_date(since))
    return Uitslag(True, since, why, (peildatum - since).days)


def judge_exemption(
    definitie: Definitie,
    regel: Vrijgesteld,
    leerling: Leerling | None,
    peildatum: date,
    regels: Verzuimregels,
) -> Uitslag:
    """Tell whether an exemption of one of these kinds holds for a pupil."""
    words = regels.zinnen
    if leerling is None or not leerling.vrijstelling_bekend:
        return Uitslag(False, None, words.onbekende_leerling)
    told = {"peildatum": tell_date(peildatum), "grens": definitie.grens}
    held = [
        (name, period)
        for name, period in leerling.vrijstellingen
        if name in regel.vrijstellingen and period.holds(peildatum)
    ]
    if not held:
        return Uitslag(False, None, words.niet_vrijgesteld.format(**told))
    name, period = held[0]
    row = regels.vrijstellingen[name]
    told |= {"artikel": row.artikel, "naam": row.naam}
    if period.vanaf is None:
        why = words.vrijgesteld_zonder_dag.format(**told)
        return Uitslag(regel.langer_dan_dagen is None, None, why)
    told |= {"vanaf": tell_date(period.vanaf)}
    # A leave that was granted until a day is that long, also while it runs.
    last = period.tot or peildatum
    days = (last + timedelta(days=1) - period.vanaf).days
    if regel.langer_dan_dagen is not None and days <= regel.langer_dan_dagen:
        why = words.vrijgesteld_te_kort.format(**told)
        return Uitslag(False, None, why, days)
    return Uitslag(True, period.vanaf, words.vrijgesteld.format(**told), days)


def judge_nowhere(
    definitie: Definitie,
    leerling: Leerling,
    plaats: Plaats,
    thuis_sinds: date | None,
    peildatum: date,
    regels: Verzuimregels,
) -> Uitslag:
    """Tell how long a pupil is at home who is enrolled nowhere.

    Parameters
    ----------
    thuis_sinds
        First day of the series that the days end with, if there is one.
    """
    left = leerling.nowhere_since(peildatum)
    if left is None:
        why = regels.zinnen.nergens_hoe_lang.format(grens=definitie.grens)
        return Uitslag(False, None, why)
    since = min(left, thuis_sinds) if thuis_sinds else left
    since = max(since, plaats.vanaf) if plaats.vanaf else since
    days = (peildatum - since).days
    told = {
        "uit": tell_date(left),
        "sinds": tell_date(since),
        "duur": f"{days} {'dag' if days == 1 else 'dagen'}",
        "peildatum": tell_date(peildatum),
        "grens": definitie.grens,
    }
    why = regels.zinnen.reeks_zonder_school.format(**told)
    assert isinstance(definitie.regel, Reeks)
    holds = _lasts(definitie.regel.duur, since, peildatum)
    return Uitslag(holds, since if holds else None, why, days)


def _lasts(duur: Duur, since: date, peildatum: date) -> bool:
    if duur.eenheid == "dagen":
        bound = since + timedelta(days=duur.aantal)
    else:
        bound = add_months(since, duur.aantal)
    if duur.vergelijking is Vergelijking.meer_dan:
        return peildatum > bound
    return peildatum >= bound


def as_frame(rows: Sequence[Uitslag]) -> pl.DataFrame:
    """Return outcomes of all pupils, in order, as columns."""
    return pl.DataFrame(
        {
            "geldt": [row.geldt for row in rows],
            "sinds": [row.sinds for row in rows],
            "uitleg": [row.uitleg for row in rows],
            "waarde": [row.waarde for row in rows],
        },
        schema={
            "geldt": pl.Boolean,
            "sinds": pl.Date,
            "uitleg": pl.String,
            "waarde": pl.Float64,
        },
    )


def replaced(told: pl.LazyFrame, rows: Mapping[int, Uitslag]) -> pl.LazyFrame:
    """Return the outcome with those of some pupils (by number) in their place."""
    if not rows:
        return told
    new = as_frame(list(rows.values())).with_columns(
        nr=pl.Series(list(rows), dtype=pl.Int32)
    )
    both = (
        told.with_row_index("nr")
        .with_columns(pl.col("nr").cast(pl.Int32))
        .join(new.lazy(), on="nr", how="left", maintain_order="left", suffix="_nieuw")
    )
    there = pl.col("uitleg_nieuw").is_not_null()
    return both.select(
        pl.when(there).then(f"{name}_nieuw").otherwise(name).alias(name)
        for name in UITSLAG
    )
