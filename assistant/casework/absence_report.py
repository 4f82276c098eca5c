"""The report on verzuim of what one viewer may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.absence import day_frame_of
from assistant.casework.absence_report_choice import (
    check_choice,
    chosen_pupils,
    filters_of,
    readings_of,
)
from assistant.casework.absence_report_pupils import report_pupils

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assistant.casework.absence_report_choice import (
        ChosenReading,
        ReportChoice,
        ReportFilters,
    )
    from assistant.casework.absence_report_pupils import ReportPupil
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.rapport import Telling
    from knowledge.verzuim import Definitie
    from matching.verzuim.rapport import Stroom, Weekstand

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DefinitionCount:
    """How many a definition counts at the start and at the end.

    ``None``: the data cannot say, or the count is too small to share.
    """

    definitie: Definitie
    begin: int | None
    einde: int | None
    te_bepalen: bool = True


@dataclass(frozen=True)
class AbsenceReport:
    """A report, ready to be shown.

    Parameters
    ----------
    keuze
        What was asked.
    definitie
        The definition, with its bound in words.
    stroom
        Stock and flow.
    naast
        All definitions beside each other.
    tellingen
        Fixed sets of counts.
    lezing
        The settings of the definition, each with the reading that counts here.
    per_week
        On every day that was looked at: the stock, and who came in and went out since
        the day before it.
    filters
        Schools and municipalities to choose from.
    leerlingen
        Of how many pupils there are data.
    """

    keuze: ReportChoice
    definitie: Definitie
    stroom: Stroom
    naast: tuple[DefinitionCount, ...]
    tellingen: tuple[tuple[Telling, tuple[DefinitionCount, ...]], ...]
    lezing: tuple[ChosenReading, ...]
    per_week: tuple[Weekstand, ...]
    filters: ReportFilters
    leerlingen: int
    te_bepalen: bool


def make_report(ctx: Context, kijker: Kijker, keuze: ReportChoice) -> AbsenceReport:
    """Count what one viewer may count.

    Raises
    ------
    InputError
        When what was chosen does not exist, or the period cannot be.
    """
    from knowledge.verzuim_instellingen import with_settings
    from matching.verzuim.rapport import count_flow, count_weeks
    from matching.verzuim.rapport_delen import to_share
    from matching.verzuim.rapport_perioden import count_periods

    check_choice(ctx, keuze)
    with ctx.store.reading() as uow:
        all_pupils = report_pupils(ctx, uow, kijker)
        filters = filters_of(uow, all_pupils)
    pupils = chosen_pupils(keuze, all_pupils, filters)
    rules, report = ctx.knowledge.verzuim, ctx.knowledge.rapport
    days = day_frame_of({name: one.absence for name, one in pupils.items()})
    beside = {name: one.background(ctx) for name, one in pupils.items()}
    moments = _moments(keuze.van, keuze.tot)
    periods = count_periods(
        days, rules, keuze.definitie, moments, beside, instellingen=keuze.lezing
    )
    flow = count_flow(
        periods,
        keuze.van,
        keuze.tot,
        report,
        lambda split, part: _name(ctx, split, part),
    )
    counts = _beside(ctx, days, keuze, pupils)
    if keuze.delen:
        flow = to_share(flow, report.kleinste_aantal, report.teksten.overige)
    chosen = next(one for one in counts if one.definitie.id == keuze.definitie)
    apart = counts
    if keuze.delen:
        # One definition may be made of two others: side by side they tell too much.
        apart = _to_share(counts, keuze, flow, report.kleinste_aantal)
        counts = ()
    by_id = {one.definitie.id: one for one in apart}
    return AbsenceReport(
        keuze,
        with_settings(
            rules.definities[keuze.definitie], keuze.lezing.get(keuze.definitie, {})
        ),
        flow,
        counts,
        tuple(
            (row, tuple(by_id[name] for name in row.definities))
            for row in report.tellingen
        ),
        readings_of(ctx, keuze),
        () if keuze.delen else count_weeks(periods, moments),
        filters,
        len(pupils),
        chosen.te_bepalen,
    )


def _moments(van: date, tot: date) -> list[date]:
    found = []
    day = van
    while day < tot:
        found.append(day)
        day += WEEK
    return [*found, tot]


def _beside(
    ctx: Context,
    days: object,
    keuze: ReportChoice,
    pupils: Mapping[str, ReportPupil],
) -> tuple[DefinitionCount, ...]:
    """Return what every definition counts on the first and the last day."""
    import polars as pl

    from matching.verzuim.evaluate import evaluate

    assert isinstance(days, pl.DataFrame)
    rules = ctx.knowledge.verzuim
    beside = {name: one.background(ctx).leerling for name, one in pupils.items()}
    told = [
        evaluate(days, rules, day, leerlingen=beside, instellingen=keuze.lezing)
        for day in (keuze.van, keuze.tot)
    ]
    first, last = (one.counts() for one in told)
    unknown = told[-1].niet_te_bepalen
    return tuple(
        DefinitionCount(
            row,
            None if row.id in unknown else first[row.id],
            None if row.id in unknown else last[row.id],
            row.id not in unknown,
        )
        for row in told[-1].definities
    )


def _to_share(
    counts: Sequence[DefinitionCount], keuze: ReportChoice, flow: Stroom, bound: int
) -> tuple[DefinitionCount, ...]:
    """Return the counts on the last day that are not too small.

    The one that was chosen follows the report, which may hide it for another's sake.
    """
    found = []
    for one in counts:
        end = one.einde
        if one.definitie.id == keuze.definitie:
            end = None if flow.over.totaal is None else end
        small = end is not None and 0 < end < bound
        found.append(replace(one, begin=None, einde=None if small else end))
    return tuple(found)


def _name(ctx: Context, split: str, part: str) -> str:
    if split == ctx.knowledge.rapport.naar.id:
        route = ctx.knowledge.routes.get(part)
        return route.naam if route else part
    row = ctx.knowledge.rapport.uitsplitsing(split)
    field = ctx.knowledge.velden.get(row.veld or "")
    names = {one.id: one.label for one in field.waarden} if field else {}
    return names.get(part, part)


def sums_of_sources(ctx: Context) -> Sequence[tuple[str, str, str | None, str, bool]]:
    """Return what sources state: name, the sum in a line, remark, source, closes."""
    from matching.verzuim.rapport_cijfer import comes_out, tell_figure
    from matching.verzuim.rapport_som import stated_sum, tell_sum

    words = ctx.knowledge.rapport.teksten
    found = []
    for row in ctx.knowledge.opgaven:
        som = stated_sum(row)
        found.append(
            (row.naam, tell_sum(som, words), row.opmerking, row.bron, som.sluit)
        )
    figures = ctx.knowledge.cijfers
    for figure in figures.cijfers:
        told = tell_figure(figure, figures.teksten)
        fits = comes_out(figure) is not False
        found.append((figure.naam, told, figure.opmerking, figure.bron, fits))
    return found
