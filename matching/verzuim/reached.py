"""The day on which a definition began to hold, for one pupil."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from knowledge.verzuim_regels import Reeks, Venster, Vergelijking
from matching.kalender import add_months

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from knowledge.verzuim import Definitie
    from matching.verzuim.outcome import Uitslag

Dag = tuple["date", float, float, str]


def reached_on(
    definitie: Definitie, uitslag: Uitslag, dagen: Sequence[Dag]
) -> date | None:
    """Return since when, without a break, a definition has held for a pupil.

    That is later than ``sinds``: a clock to report runs from the day on which the
    bound was passed, and does not start anew as long as the definition holds.

    Parameters
    ----------
    definitie
        The definition as :func:`knowledge.verzuim.with_settings` gives it.
    uitslag
        Its outcome for the pupil.
    dagen
        The days of the pupil up to the date of reckoning: day, hours, hours missed
        and kind.

    Returns
    -------
    date or None
        ``None`` when it does not hold, or when its rule has no bound in days.
    """
    if not uitslag.geldt or uitslag.sinds is None:
        return None
    rule = definitie.regel
    if isinstance(rule, Reeks):
        return _bound(rule, uitslag.sinds)
    if isinstance(rule, Venster) and rule.lengte.eenheid == "schoolweken":
        return _held_since(rule, sorted(row for row in dagen if row[1] > 0))
    return None


def _bound(regel: Reeks, sinds: date) -> date:
    duur = regel.duur
    if duur.eenheid == "dagen":
        end = sinds + timedelta(days=duur.aantal)
    else:
        end = add_months(sinds, duur.aantal)
    more = duur.vergelijking is Vergelijking.meer_dan
    return end + timedelta(days=1) if more else end


def _held_since(regel: Venster, dagen: Sequence[Dag]) -> date | None:
    """Walk through the days and keep the first of the last stretch that holds."""
    since: date | None = None
    weeks: list[tuple[date, float, float, float]] = []
    for day, hours, missed, kind in dagen:
        monday = day - timedelta(days=day.weekday())
        counted = missed if kind in regel.soorten else 0.0
        leave = missed if kind == "verlof" else 0.0
        if weeks and weeks[-1][0] == monday:
            _, h, m, off = weeks.pop()
            hours, counted, leave = h + hours, m + counted, off + leave
        weeks.append((monday, hours, counted, leave))
        if not _holds(regel, weeks[-regel.lengte.aantal :]):
            since = None
        elif since is None:
            since = day
    return since


def _holds(regel: Venster, weeks: Sequence[tuple[date, float, float, float]]) -> bool:
    missed = sum(week[2] for week in weeks)
    if missed <= 0:
        return False
    if regel.maat == "uren":
        return _passes(regel, missed, float(regel.grens))
    without = regel.noemer == "lesuren_zonder_verlof"
    hours = [week[1] - (week[3] if without else 0.0) for week in weeks]
    absent = regel.lengte.aantal - len(weeks)
    if regel.per == "elke_week":
        return absent == 0 and all(
            _passes(regel, week[2] * 100, regel.grens * of)
            for week, of in zip(weeks, hours, strict=True)
        )
    filled = absent if regel.onbekende_weken == "aanwezig" else 0
    total = sum(hours) + filled * max(hours)
    return _passes(regel, missed * 100, regel.grens * total)


def _passes(regel: Venster, value: float, bound: float) -> bool:
    # Hours have two decimals; sums of floats differ in the twelfth.
    value, bound = round(value, 4), round(bound, 4)
    more = regel.vergelijking is Vergelijking.meer_dan
    return value > bound if more else value >= bound
