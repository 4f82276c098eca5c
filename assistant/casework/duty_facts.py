"""What is known of pupils that something may be owed for: outcomes and events."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.casework.absence import day_frame_of
from assistant.casework.absence_definitions import pupil_beside
from assistant.casework.school_calendar import Calendars
from knowledge.termijnen import Gebeurtenis
from matching.verzuim.signals import Signaalfeiten, duties
from models.verzuim import HOUR, Verzuimsoort
from models.verzuimperiode import Periodesoort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import polars as pl

    from assistant.casework.absence import PupilAbsence
    from assistant.context import Context
    from knowledge.verzuim import Signaal
    from knowledge.werkvoorraad import Gebeurtenisregel
    from matching.verzuim.outcome import Uitkomsten
    from matching.verzuim.signals import Verplichting as Owed
    from models.casusgebeurtenis import Casusgebeurtenis

_APPLICATIONS = "aanmeldingen"


def owed_for(
    ctx: Context,
    facts: Mapping[str, Signaalfeiten],
    regions: Mapping[str, str | None],
) -> dict[str, tuple[Owed, ...]]:
    """Return what is owed for each pupil today, the first to end first.

    Parameters
    ----------
    ctx
        The surroundings.
    facts
        What is known per pupil.
    regions
        Per pupil the region, whose school days count.
    """
    calendars = Calendars(ctx.knowledge)
    signs, clocks = ctx.knowledge.verzuim.signalen, ctx.knowledge.termijnen
    today = ctx.today()
    return {
        key: duties(told, signs, clocks, calendars.of(regions.get(key)), today)
        for key, told in facts.items()
    }


def facts_of(
    ctx: Context,
    known: Mapping[str, Mapping[str, object]],
    absences: Mapping[str, PupilAbsence],
    written: Mapping[str, Sequence[Casusgebeurtenis]] | None = None,
) -> dict[str, Signaalfeiten]:
    """Return what is known per pupil.

    Parameters
    ----------
    ctx
        The surroundings.
    known
        Per pupil the answers that count; whoever is here gets facts.
    absences
        Per pupil the absence, where there is any.
    written
        Per pupil what a person wrote down that happened.
    """
    from matching.verzuim.evaluate import evaluate

    lived = {key: one for key, one in absences.items() if key in known and one.dagen}
    days = day_frame_of(lived)
    told = evaluate(
        days,
        ctx.knowledge.verzuim,
        ctx.today(),
        leerlingen={key: pupil_beside(one, known[key]) for key, one in lived.items()},
    )
    found = {}
    for key, answers in known.items():
        outcome = told.of(key) if key in lived else {}
        reached = _reached(ctx, key, told, days) if key in lived else {}
        events = events_of(
            ctx, answers, absences.get(key), (written or {}).get(key, ())
        )
        for row in ctx.knowledge.verzuim.signalen:
            day = reached.get(row.als.definitie or "")
            if day is not None and row.als.gebeurtenis is not None:
                events.setdefault(row.als.gebeurtenis, set()).add(day)
        found[key] = Signaalfeiten(
            uitslagen=outcome,
            bereikt=reached,
            gebeurtenissen={kind: sorted(days) for kind, days in events.items()},
            groep_acht=_last_year(ctx, answers),
            ingeschreven_vo=_admitted(ctx, answers),
        )
    return found


def events_of(
    ctx: Context,
    answers: Mapping[str, object],
    absence: PupilAbsence | None,
    written: Iterable[Casusgebeurtenis] = (),
) -> dict[Gebeurtenis, set[date]]:
    """Return the days of what happened: of answers, absence and what was written down.

    Of what happens again only the last time counts, unless every time has clocks of
    its own (``gebeurtenissen.yaml``, and what stands in a table of answers).
    """
    found: dict[Gebeurtenis, set[date]] = {}
    for row in ctx.knowledge.werkvoorraad.gebeurtenissen:
        for day in _days_told(row, answers.get(row.veld)):
            found.setdefault(row.gebeurtenis, set()).add(day)
    for kind, day in _days_lived(absence) if absence else ():
        found.setdefault(kind, set()).add(day)
    for event in written:
        row_of = ctx.knowledge.gebeurtenissen.keuze(event.soort)
        if row_of is not None:
            found.setdefault(row_of.id, set()).add(event.datum)
    return {kind: _counting(ctx, kind, days) for kind, days in found.items()}


def _counting(ctx: Context, kind: Gebeurtenis, days: set[date]) -> set[date]:
    """Return every day, or the last one, of what happens again."""
    row = ctx.knowledge.gebeurtenissen.keuze(kind)
    in_table = any(
        told.kolom and told.gebeurtenis is kind
        for told in ctx.knowledge.werkvoorraad.gebeurtenissen
    )
    if in_table or (row is not None and row.elk):
        return days
    if row is not None and row.toekomst:
        return {max(days)}
    past = [day for day in days if day <= ctx.today()]
    return {max(past)} if past else set()


def _days_lived(absence: PupilAbsence) -> Iterator[tuple[Gebeurtenis, date]]:
    """Give what the periods and the days of a pupil tell by themselves."""
    for period in absence.perioden:
        if period.soort is Periodesoort.INSCHRIJVING:
            yield Gebeurtenis.inschrijving, period.begin
            if period.einde is not None:
                yield Gebeurtenis.uitschrijving, period.einde + timedelta(days=1)
    for soort, begun, ended in _RUNS:
        before = False
        for lived in absence.dagen:
            now = soort in lived.gemist
            if now is not before:
                yield (begun if now else ended), lived.datum
            before = now


_RUNS = (
    (Verzuimsoort.SCHORSING, Gebeurtenis.schorsing, Gebeurtenis.einde_schorsing),
    (Verzuimsoort.ZIEK, Gebeurtenis.ziek, Gebeurtenis.beter),
)
"""Days after each other: what the first of them is, and the first day after."""


def _days_told(row: Gebeurtenisregel, value: object) -> Iterator[date]:
    """Give the days that an answer tells, of a table those of the rows that count."""
    if row.kolom is None:
        if isinstance(value, date):
            yield value
        return
    for cells in value if isinstance(value, list) else ():
        if not isinstance(cells, dict):
            continue
        day = cells.get(row.kolom)
        counts = all(
            (cells.get(column) or "") in values for column, values in row.rijen.items()
        )
        if counts and isinstance(day, date):
            yield day


def holds_by_itself(row: Signaal) -> bool:
    """Tell whether a sign follows from a definition, and so may move its day."""
    return row.als.definitie is not None


def _reached(
    ctx: Context, key: str, told: Uitkomsten, days: pl.DataFrame
) -> dict[str, date | None]:
    """Return when the bound was passed, of the definitions that call for something."""
    import polars as pl

    from matching.verzuim.reached import reached_on

    wanted = {row.als.definitie for row in ctx.knowledge.verzuim.signalen}
    outcome = told.of(key)
    holding = [
        row for row in told.definities if row.id in wanted and outcome[row.id].geldt
    ]
    if not holding:
        return {}
    own = days.filter(pl.col("leerling") == key)
    rows = [
        (day, hours / HOUR, missed / HOUR, kind)
        for _key, day, hours, missed, kind in own.iter_rows()
    ]
    return {row.id: reached_on(row, outcome[row.id], rows) for row in holding}


def _last_year(ctx: Context, answers: Mapping[str, object]) -> bool | None:
    rules = ctx.knowledge.werkvoorraad.verplichtingen
    year, school = answers.get("leerjaar"), answers.get("schoolsoort")
    if not isinstance(year, str) or not isinstance(school, str):
        return None
    named = year.strip().casefold() in rules.groep_acht
    return named and school in rules.basisscholen


def _admitted(ctx: Context, answers: Mapping[str, object]) -> bool | None:
    rows = answers.get(_APPLICATIONS)
    if not isinstance(rows, list):
        return None
    wanted = ctx.knowledge.werkvoorraad.verplichtingen.toegelaten
    return any(isinstance(row, dict) and row.get("besluit") == wanted for row in rows)
