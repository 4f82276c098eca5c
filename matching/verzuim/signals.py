"""From signal to action: what somebody owes for one pupil, and until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from matching.kalender import next_school_year
from matching.looptijden import clock_end, met_on, needless_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.termijnen import DagVanHetJaar, Gebeurtenis, Termijn
    from knowledge.verzuim import Signaal
    from matching.kalender import Kalender
    from matching.verzuim.outcome import Uitslag


@dataclass(frozen=True)
class Signaalfeiten:
    """What is known of one pupil on the date of reckoning.

    Parameters
    ----------
    uitslagen
        Per definition the outcome.
    bereikt
        Per definition the day on which its bound was passed
        (:func:`matching.verzuim.reached.reached_on`).
    gebeurtenissen
        Per kind of event its days.
    groep_acht
        Whether the pupil is in the last year of primary school; ``None``: not known.
    ingeschreven_vo
        Whether the pupil is enrolled for the year after; ``None``: not known.
    """

    uitslagen: Mapping[str, Uitslag] = field(default_factory=dict)
    bereikt: Mapping[str, date | None] = field(default_factory=dict)
    gebeurtenissen: Mapping[Gebeurtenis, Sequence[date]] = field(default_factory=dict)
    groep_acht: bool | None = None
    ingeschreven_vo: bool | None = None


@dataclass(frozen=True)
class Verplichting:
    """One thing that somebody owes.

    Parameters
    ----------
    signaal
        The row of ``signalen.yaml``; with ``sinds`` it names this duty for good, so
        that a task is made once.
    sinds
        The day that called for it.
    uiterlijk
        The last day.
    te_laat
        Whether that day has passed.
    waarom
        The sentence of the definition, or the name of what happened.
    """

    signaal: Signaal
    sinds: date
    uiterlijk: date
    te_laat: bool
    waarom: str


def duties(
    feiten: Signaalfeiten,
    signalen: Sequence[Signaal],
    termijnen: Mapping[str, Termijn],
    kalender: Kalender,
    peildatum: date,
) -> tuple[Verplichting, ...]:
    """Return what is owed for a pupil, the first to end first.

    What is not known calls for nothing: no task rests on a guess. What was done since
    calls for nothing any more.

    Parameters
    ----------
    feiten
        What is known of the pupil.
    signalen
        The rows that say what calls for what.
    termijnen
        The clocks that those rows name.
    kalender
        The school days.
    peildatum
        The date of reckoning.
    """
    found = [
        Verplichting(row, day, end, end < peildatum, why)
        for row in signalen
        for day, why in _open_calls(row, feiten, termijnen, kalender, peildatum)
        for end in (_until(row, day, termijnen, kalender, peildatum),)
    ]
    return tuple(sorted(found, key=lambda one: (one.uiterlijk, one.signaal.id)))


def _open_calls(
    row: Signaal,
    feiten: Signaalfeiten,
    termijnen: Mapping[str, Termijn],
    kalender: Kalender,
    peildatum: date,
) -> list[tuple[date, str]]:
    """Return the calls that nobody has met yet and that are still needed."""
    calls = _calls(row, feiten, peildatum)
    if row.klok is None or not calls:
        return calls
    days, clock = [day for day, _why in calls], termijnen[row.klok]
    events = feiten.gebeurtenissen
    over = set(met_on(clock, days, events, peildatum))
    over |= needless_of(clock, days, events, kalender, peildatum)
    return [one for one in calls if one[0] not in over]


def _calls(
    row: Signaal, feiten: Signaalfeiten, peildatum: date
) -> list[tuple[date, str]]:
    """Return the days that call for an action, each with why."""
    als = row.als
    if als.elk_jaar is not None:
        wanted = feiten.groep_acht is True and feiten.ingeschreven_vo is False
        begin = _in_year(als.elk_jaar, peildatum)
        # What was not done in time stays open until the next school year begins.
        open_ = wanted and begin <= peildatum < next_school_year(begin)
        return [(begin, row.naam)] if open_ else []
    if als.definitie is None:
        days = feiten.gebeurtenissen.get(als.gebeurtenis, ()) if als.gebeurtenis else ()
        return [(day, row.naam) for day in days if day <= peildatum]
    told = feiten.uitslagen.get(als.definitie)
    if told is None or not told.geldt:
        return []
    others = [feiten.uitslagen.get(name) for name in als.ook_een_van]
    if others and not any(one is not None and one.geldt for one in others):
        return []
    day = feiten.bereikt.get(als.definitie) or told.sinds
    return [(day, told.uitleg)] if day is not None else []


def _until(
    row: Signaal,
    day: date,
    termijnen: Mapping[str, Termijn],
    kalender: Kalender,
    peildatum: date,
) -> date:
    if row.klok is not None:
        return clock_end(termijnen[row.klok], day, kalender)
    if row.tot is not None:
        return _in_year(row.tot, peildatum)
    return peildatum + timedelta(days=row.dagen or 0)


def _in_year(dag: DagVanHetJaar, peildatum: date) -> date:
    return date(peildatum.year, dag.maand, dag.dag)
