"""All definitions of verzuim for all pupils on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from knowledge.verzuim_instellingen import with_settings
from knowledge.verzuim_regels import (
    Inschrijving,
    NietTeBepalen,
    Reeks,
    Samengesteld,
    Venster,
    Vrijgesteld,
)
from matching.verzuim.beside import (
    as_frame,
    judge_enrolment,
    judge_exemption,
    judge_nowhere,
    replaced,
)
from matching.verzuim.combined import judge_combined, nothing
from matching.verzuim.days import pupil_numbers, pupils
from matching.verzuim.measures import Maten
from matching.verzuim.outcome import Uitkomsten, Uitslag
from matching.verzuim.rules import Dag, judge_series, judge_window, take_back_old
from matching.verzuim.scope import asked, stands
from matching.verzuim.weeks import days_until
from matching.verzuim.wording import enumeration, fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from knowledge.verzuim import Definitie, Verzuimregels
    from knowledge.verzuim_regels import Regel
    from matching.verzuim.pupils import Leerling
    from matching.verzuim.scope import Plaats


def evaluate(
    dagen: pl.DataFrame,
    regels: Verzuimregels,
    peildatum: date,
    *,
    leerlingen: Mapping[str, Leerling] | None = None,
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
    leerlingen
        What is known of pupils beside their days. Without it age, enrolment and
        exemption are taken for granted, and the sentences say so.
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
    definities = tuple(
        with_settings(row, chosen.get(row.id, {})) for row in regels.definities.values()
    )
    return _Evaluatie(dagen, regels, peildatum, leerlingen, definities).outcome()


class _Evaluatie:
    """One evaluation: the days measured, the pupils placed, the definitions judged."""

    def __init__(
        self,
        dagen: pl.DataFrame,
        regels: Verzuimregels,
        peildatum: date,
        leerlingen: Mapping[str, Leerling] | None,
        definities: tuple[Definitie, ...],
    ) -> None:
        self._regels = regels
        self._peildatum = peildatum
        self._leerlingen = leerlingen
        self._definities = definities
        self._namen = pupils(dagen)
        if leerlingen:
            extra = pl.Series("leerling", list(leerlingen), dtype=pl.String)
            self._namen = pl.concat([self._namen, extra]).unique().sort()
        numbers = pupil_numbers(dagen, self._namen).alias("nr")
        rows = dagen.select(numbers, "datum", "lesuren", "gemist", "soort")
        self._rows = days_until(rows, peildatum)
        self._dag = Dag(peildatum, regels.zinnen, regels.dagen)
        self._maten = self._measure(self._rows, definities)
        self._places: dict[tuple[str, bool], list[Plaats]] = {}

    def outcome(self) -> Uitkomsten:
        """Judge every definition, those made of others last."""
        made = [row for row in self._definities if isinstance(row.regel, Samengesteld)]
        direct = [row for row in self._definities if row not in made]
        plans = [self._in_scope(row, self._judge(row)) for row in direct]
        # One plan for all: what definitions share is done once, the rest side by side.
        frames = pl.collect_all(plans)
        found = {row.id: told for row, told in zip(direct, frames, strict=True)}
        for row in made:
            told = self._judge_combined(row, row.regel, found)
            found[row.id] = self._in_scope(row, told.lazy()).collect()
        table = pl.DataFrame({"leerling": self._namen}).with_columns(
            found[row.id].select(pl.struct(pl.all()).alias(row.id)).to_series()
            for row in self._definities
        )
        return Uitkomsten(self._peildatum, self._definities, table, self._untold())

    def _untold(self) -> frozenset[str]:
        """Return the definitions that need what none of the files has."""
        needs = (
            (NietTeBepalen, Inschrijving, Vrijgesteld)
            if self._leerlingen is None
            else NietTeBepalen
        )
        return frozenset(
            row.id for row in self._definities if isinstance(row.regel, needs)
        )

    def _measure(self, rows: pl.DataFrame, definities: Iterable[Definitie]) -> Maten:
        rules = [row.regel for row in definities]
        return Maten(rows, len(self._namen), self._peildatum, rules)

    def _judge(self, row: Definitie) -> pl.LazyFrame:
        match row.regel:
            case Reeks() | Venster():
                return self._judge_days(row)
            case NietTeBepalen():
                why = fill(
                    self._dag.zinnen.niet_te_bepalen,
                    {"ontbreekt": row.regel.ontbreekt},
                )
                return nothing(len(self._namen), why).lazy()
            case _:
                return self._judge_beside(row).lazy()

    def _judge_combined(
        self, row: Definitie, regel: Regel, found: Mapping[str, pl.DataFrame]
    ) -> pl.DataFrame:
        assert isinstance(regel, Samengesteld)
        names = self._regels.definities
        return judge_combined(row, regel, found, self._dag, names, self._untold())

    def _judge_days(self, row: Definitie) -> pl.LazyFrame:
        told = self._on_days(row, self._maten)
        limited = {
            number: place.vanaf
            for number, place in enumerate(self._stands(row))
            if place.vanaf is not None and place.buiten is None
        }
        if limited:
            told = self._from_begin(row, told, limited)
        return replaced(told, self._nowhere(row))

    def _from_begin(
        self, row: Definitie, told: pl.LazyFrame, limited: Mapping[int, date]
    ) -> pl.LazyFrame:
        """Judge again, without their earlier days, who came in scope on a day."""
        begin = pl.DataFrame(
            {"nr": list(limited), "begin": list(limited.values())},
            schema={"nr": pl.Int32, "begin": pl.Date},
        )
        rows = self._rows.join(begin, on="nr")
        outside = rows.filter(pl.col("datum") < pl.col("begin"))["nr"].unique()
        if outside.is_empty():
            return told
        # A join may change the order; the measures count on it.
        rows = (
            rows.filter(
                pl.col("nr").is_in(outside.implode())
                & (pl.col("datum") >= pl.col("begin"))
            )
            .drop("begin")
            .sort("nr", "datum")
        )
        first, again = pl.collect_all(
            [told, self._on_days(row, self._measure(rows, [row]))]
        )
        number = pl.int_range(len(self._namen), dtype=pl.Int32, eager=True)
        mask = number.is_in(outside.implode())
        return first.lazy().select(
            again[name].zip_with(mask, first[name]) for name in first.columns
        )

    def _on_days(self, row: Definitie, maten: Maten) -> pl.LazyFrame:
        if isinstance(row.regel, Reeks):
            told = judge_series(row, row.regel, maten, self._dag)
        else:
            assert isinstance(row.regel, Venster)
            told = judge_window(row, row.regel, maten, self._dag)
        return take_back_old(row, told, maten, self._dag)

    def _nowhere(self, row: Definitie) -> dict[int, Uitslag]:
        """Return the outcome of pupils who are enrolled nowhere, where that counts."""
        if not isinstance(row.regel, Reeks) or not row.regel.ook_niet_ingeschreven:
            return {}
        if self._leerlingen is None:
            return {}
        home = self._maten.series(row.regel)["sinds"]
        found: dict[int, Uitslag] = {}
        for number, name in enumerate(self._namen):
            pupil = self._leerlingen.get(name)
            if pupil is None or pupil.enrolled(self._peildatum) is not False:
                continue
            told = judge_nowhere(
                row,
                pupil,
                self._stands(row)[number],
                home[number],
                self._peildatum,
                self._regels,
            )
            found[number] = told
        return found

    def _judge_beside(self, row: Definitie) -> pl.DataFrame:
        if self._leerlingen is None:
            why = pl.lit(self._dag.zinnen.zonder_leerlingen)
            return nothing(len(self._namen), why)
        rows: list[Uitslag] = []
        for name, place in zip(self._namen, self._stands(row), strict=True):
            pupil = self._leerlingen.get(name)
            if isinstance(row.regel, Vrijgesteld):
                told = judge_exemption(
                    row, row.regel, pupil, self._peildatum, self._regels
                )
            else:
                assert isinstance(row.regel, Inschrijving)
                told = judge_enrolment(row, pupil, place, self._peildatum, self._regels)
            rows.append(told)
        return as_frame(rows)

    def _stands(self, row: Definitie) -> list[Plaats]:
        """Return where every pupil stands with respect to a definition."""
        if self._leerlingen is None:
            return []
        group = self._regels.doelgroepen[row.doelgroep]
        loose = isinstance(row.regel, Inschrijving)
        key = (group.id, loose)
        if key not in self._places:
            self._places[key] = [
                stands(
                    self._leerlingen.get(name),
                    group,
                    self._peildatum,
                    self._regels,
                    los=loose,
                )
                for name in self._namen
            ]
        return self._places[key]

    def _in_scope(self, row: Definitie, told: pl.LazyFrame) -> pl.LazyFrame:
        """Take back what is said of pupils outside, and say what was not checked."""
        words = self._dag.zinnen
        group = self._regels.doelgroepen[row.doelgroep]
        if not _in_force(row, self._peildatum):
            why = words.niet_geldig.format(peildatum=self._dag.tekst)
            return nothing(len(self._namen), pl.lit(why)).lazy()
        places = self._stands(row)
        if self._leerlingen is None:
            told = told.with_columns(onbekend=pl.lit(enumeration(asked(group))))
        else:
            open_ = [enumeration(place.onbekend) for place in places]
            told = told.with_columns(pl.Series("onbekend", open_, dtype=pl.String))
        bare = pl.col("uitleg").str.strip_suffix(".")
        longer = fill(words.aangenomen, {"zin": bare, "wat": pl.col("onbekend")})
        told = told.select(
            "geldt",
            "sinds",
            pl.when(pl.col("geldt") & (pl.col("onbekend") != ""))
            .then(longer)
            .otherwise("uitleg")
            .alias("uitleg"),
            "waarde",
        )
        outside = {
            number: Uitslag(
                False,
                None,
                words.buiten_doelgroep.format(reden=one.buiten, doelgroep=group.naam),
            )
            for number, one in enumerate(places)
            if one.buiten is not None
        }
        return replaced(told, outside)


def _in_force(row: Definitie, peildatum: date) -> bool:
    return (row.geldig_vanaf is None or row.geldig_vanaf <= peildatum) and (
        row.geldig_tot is None or peildatum <= row.geldig_tot
    )
