"""The report on verzuim of what one viewer may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.casework.absence import day_frame_of
from assistant.casework.absence_report_pupils import report_pupils
from assistant.errors import InputError
from models.organisatie import Organisatie

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.casework.absence_report_pupils import ReportPupil
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.rapport import Telling
    from knowledge.verzuim import Definitie
    from matching.verzuim.rapport import Stroom
    from models.store import UnitOfWork

WEEK = timedelta(days=7)
LONGEST = timedelta(days=2 * 366)


@dataclass(frozen=True)
class ReportChoice:
    """What a report is about.

    Parameters
    ----------
    definitie
        Id of the definition.
    van, tot
        First and last day.
    school
        Only the pupils of this organisation; empty: all in sight.
    delen
        Whether small counts stay out.
    """

    definitie: str
    van: date
    tot: date
    school: str = ""
    delen: bool = False


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
    scholen
        Schools to choose from.
    leerlingen
        Of how many pupils there are data.
    """

    keuze: ReportChoice
    definitie: Definitie
    stroom: Stroom
    naast: tuple[DefinitionCount, ...]
    tellingen: tuple[tuple[Telling, tuple[DefinitionCount, ...]], ...]
    scholen: tuple[tuple[str, str], ...]
    leerlingen: int
    te_bepalen: bool


def default_choice(ctx: Context) -> ReportChoice:
    """Return the national definition over this school year up to today."""
    today = ctx.today()
    year = ctx.knowledge.leven.schooljaar_van(today)
    return ReportChoice("landelijk", date(year, 8, 1), today)


def make_report(ctx: Context, kijker: Kijker, keuze: ReportChoice) -> AbsenceReport:
    """Count what one viewer may count.

    Raises
    ------
    InputError
        When the definition or school does not exist, or the period cannot be.
    """
    from knowledge.verzuim import with_settings
    from matching.verzuim.rapport import count_flow
    from matching.verzuim.rapport_delen import to_share
    from matching.verzuim.rapport_perioden import count_periods

    _check(ctx, keuze)
    with ctx.store.reading() as uow:
        pupils = report_pupils(ctx, uow, kijker)
        schools = _schools(uow, pupils)
    if keuze.school:
        if keuze.school not in dict(schools):
            raise InputError("Deze school staat niet in de lijst. Kies een andere.")
        pupils = {
            name: one
            for name, one in pupils.items()
            if one.absence.organisatie_id == keuze.school
        }
    rules, report = ctx.knowledge.verzuim, ctx.knowledge.rapport
    days = day_frame_of({name: one.absence for name, one in pupils.items()})
    beside = {name: one.background(ctx) for name, one in pupils.items()}
    moments = _moments(keuze.van, keuze.tot)
    periods = count_periods(days, rules, keuze.definitie, moments, beside)
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
        with_settings(rules.definities[keuze.definitie], {}),
        flow,
        counts,
        tuple(
            (row, tuple(by_id[name] for name in row.definities))
            for row in report.tellingen
        ),
        schools,
        len(pupils),
        chosen.te_bepalen,
    )


def _check(ctx: Context, keuze: ReportChoice) -> None:
    if keuze.definitie not in ctx.knowledge.verzuim.definities:
        raise InputError("Deze definitie staat niet in de lijst. Kies een andere.")
    if keuze.tot < keuze.van:
        raise InputError("De laatste dag ligt voor de eerste. Draai de twee om.")
    if keuze.tot > ctx.today():
        raise InputError("De laatste dag ligt in de toekomst. Kies vandaag of eerder.")
    if keuze.tot - keuze.van > LONGEST:
        raise InputError("De periode is langer dan twee jaar. Kies een kortere.")
    if keuze.delen and keuze.school:
        raise InputError(
            "Delen kan alleen over alle scholen samen, anders is een klein aantal uit "
            "te rekenen. Kies alle scholen."
        )


def _moments(van: date, tot: date) -> list[date]:
    found = []
    day = van
    while day < tot:
        found.append(day)
        day += WEEK
    return [*found, tot]


def _schools(
    uow: UnitOfWork, pupils: Mapping[str, ReportPupil]
) -> tuple[tuple[str, str], ...]:
    ids = {one.absence.organisatie_id for one in pupils.values()} - {None}
    rows = [uow.session.get(Organisatie, one) for one in ids]
    return tuple(
        sorted(((row.id, row.naam) for row in rows if row), key=lambda r: r[1])
    )


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
        evaluate(days, rules, day, leerlingen=beside) for day in (keuze.van, keuze.tot)
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
    from matching.verzuim.rapport_som import stated_sum, tell_sum

    words = ctx.knowledge.rapport.teksten
    found = []
    for row in ctx.knowledge.opgaven:
        som = stated_sum(row)
        found.append(
            (row.naam, tell_sum(som, words), row.opmerking, row.bron, som.sluit)
        )
    return found
