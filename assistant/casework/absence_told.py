"""What the days of a pupil tell: the answers of the probleemanalyse that follow."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from assistant.casework.absence_weeks import weeks_of
from models.verzuim import HOUR, Verzuimsoort

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assistant.casework.absence import PupilAbsence
    from assistant.casework.absence_days import AbsenceDay
    from knowledge.verzuim_invoer import Verzuimafspraken

WEEKS = 4
_EXCUSED = (
    Verzuimsoort.ZIEK,
    Verzuimsoort.VERLOF,
    Verzuimsoort.GEOORLOOFD,
    Verzuimsoort.SCHORSING,
)


def answers_from(absence: PupilAbsence, general: Verzuimafspraken) -> dict[str, object]:
    """Return the answers that follow from the days of a pupil, by field."""
    days = absence.dagen
    if not days:
        return {}
    weeks = weeks_of(days)
    recent = weeks[-WEEKS:]
    found: dict[str, object] = {
        "verzuim_perioden": [
            {
                "weeknummer": week.naam,
                "uren_volgens_rooster": _hours(week.lesuren),
                "uren_geoorloofd_afwezig": _hours(week.of(*_EXCUSED)),
                "waarvan_verlof_van_school": _hours(week.of(Verzuimsoort.VERLOF)),
                "uren_ongeoorloofd_afwezig": _hours(week.of(Verzuimsoort.ONGEOORLOOFD)),
                "uren_aanwezig": _hours(week.lesuren - week.totaal),
            }
            for week in weeks[-general.vult_weken :]
        ],
        "uren_ongeoorloofd_4w": _hours(
            sum(week.of(Verzuimsoort.ONGEOORLOOFD) for week in recent)
        ),
        "ziekmeldingen_12w": _ill_reports(days),
        "ziek_aaneengesloten_dagen": sum(
            1 for _day in takewhile(_is_ill, reversed(days))
        ),
    }
    since = _absent_since(days)
    if since is not None:
        found["verzuim_sinds"] = since
    away = list(takewhile(lambda day: day.totaal >= day.lesuren, reversed(days)))
    if len(away) >= general.vult_hele_dagen:
        found["helemaal_niet_sinds"] = away[-1].datum
    wanted = {row.veld for row in general.vult}
    return {veld: value for veld, value in found.items() if veld in wanted}


def _hours(hundredths: int) -> float:
    whole, rest = divmod(hundredths, HOUR)
    return whole if not rest else hundredths / HOUR


def _is_ill(day: AbsenceDay) -> bool:
    return day.gemist.get(Verzuimsoort.ZIEK, 0) > 0


def _ill_reports(days: Sequence[AbsenceDay]) -> int:
    """Count the runs of school days with illness that began in the last 12 weeks."""
    begin = days[-1].datum - timedelta(weeks=12)
    runs, before = 0, False
    for day in days:
        ill = _is_ill(day)
        runs += ill and not before and day.datum > begin
        before = ill
    return runs


def _absent_since(days: Sequence[AbsenceDay]) -> date | None:
    """Return the first day missed, going back while every school week has some."""
    missed: dict[Any, list[date]] = {}
    for day in days:
        week = missed.setdefault(day.datum.isocalendar()[:2], [])
        if day.totaal:
            week.append(day.datum)
    since = None
    for week in sorted(missed, reverse=True):
        if not missed[week]:
            break
        since = missed[week][0]
    return since
