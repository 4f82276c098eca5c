"""Answers of the probleemanalyse that follow from the absence of a pupil.

They are added with their own origin (‘verzuimgegevens’) and the import they rest on. An
answer that a person gave stays: where the data say otherwise, both are shown and a
person chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from assistant.casework.absence import absence_of_cases
from assistant.casework.absence_weeks import weeks_of
from assistant.casework.inzage import inzage_in
from assistant.casework.record_answers import OPEN, add_answers
from assistant.casework.tell_answer import tell_date
from assistant.casework.values import to_stored
from assistant.errors import NotAllowedError, NotFoundError
from matching.antwoorden import check_answers
from models.antwoord import Via, current_of
from models.casus import Casus, lock_cases
from models.verzuim import HOUR, Verzuimsoort

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from assistant.casework.absence import PupilAbsence
    from assistant.casework.absence_days import AbsenceDay
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.verzuim_invoer import Verzuimafspraken
    from models.antwoord import Antwoord
    from models.store import UnitOfWork

WEEKS = 4
_EXCUSED = (
    Verzuimsoort.ZIEK,
    Verzuimsoort.VERLOF,
    Verzuimsoort.GEOORLOOFD,
    Verzuimsoort.SCHORSING,
)


@dataclass(frozen=True)
class Difference:
    """A field of which a person said one thing and the data another.

    Parameters
    ----------
    veld
        The field.
    eigen, gegevens
        What the person said and what the data say.
    """

    veld: str
    eigen: object
    gegevens: object


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


def fill_from_absence(
    ctx: Context, casus_ids: Collection[str], *, door: str, rol: str
) -> dict[str, list[str]]:
    """Add what follows from the data to cases; return the fields that changed per case.

    A field that a person answered stays as it is, and so does a closed case.
    """
    changed: dict[str, list[str]] = {}
    for casus_id in sorted(casus_ids):
        with ctx.store.unit_of_work() as uow:
            (casus,) = lock_cases(uow.session, [casus_id])
            absence = absence_of_cases(ctx, uow, [casus_id]).get(casus_id)
            if absence is None or casus.status not in OPEN:
                continue
            known = current_of(uow.session, [casus_id])[casus_id]
            fresh = {
                veld: value
                for veld, value in _checked(ctx, absence).items()
                if _may_fill(known.get(veld)) and _differs(known.get(veld), value)
            }
            if fresh:
                _add(ctx, uow, casus, absence, fresh, rol=rol, door=door)
                changed[casus_id] = sorted(fresh)
    return changed


def differences(
    ctx: Context, uow: UnitOfWork, casus_id: str, absence: PupilAbsence
) -> list[Difference]:
    """Return where a person said something else than the data, in order of the rows."""
    known = current_of(uow.session, [casus_id])[casus_id]
    return [
        Difference(veld, known[veld].waarde, value)
        for veld, value in _checked(ctx, absence).items()
        if veld in known and not _may_fill(known[veld]) and _differs(known[veld], value)
    ]


def take_from_absence(ctx: Context, kijker: Kijker, casus_id: str, veld: str) -> None:
    """Let the data take the place of what a person said, because a person chose so.

    Raises
    ------
    NotFoundError
        When the case is not in sight, or the data say nothing of this field.
    NotAllowedError
        When this person may not change the case.
    """
    with ctx.store.unit_of_work() as uow:
        (casus,) = lock_cases(uow.session, [casus_id])
        inzage = inzage_in(ctx, uow, kijker, casus_id)
        if not inzage.mag_wijzigen or not inzage.toont(veld):
            raise NotAllowedError("U kunt dit antwoord niet wijzigen.")
        absence = absence_of_cases(ctx, uow, [casus_id]).get(casus_id)
        values = {} if absence is None else _checked(ctx, absence)
        if absence is None or veld not in values or casus.status not in OPEN:
            raise NotFoundError("Hierover zeggen de verzuimgegevens niets.")
        chosen = {veld: values[veld]}
        _add(
            ctx,
            uow,
            casus,
            absence,
            chosen,
            rol=kijker.rol,
            door=kijker.naam,
            sure=True,
        )


def known_until(absence: PupilAbsence) -> date | None:
    """Return the last school day that is known."""
    return absence.dagen[-1].datum if absence.dagen else None


def _add(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    absence: PupilAbsence,
    values: Mapping[str, object],
    *,
    rol: str,
    door: str,
    sure: bool = False,
) -> None:
    until = known_until(absence)
    day = "" if until is None else f" tot en met {tell_date(until)}"
    add_answers(
        ctx,
        uow,
        casus,
        values,
        rol=rol,
        via=Via.VERZUIM,
        woorden=f"verzuimgegevens{day}, invoer {absence.invoer}",
        door=door,
        bevestigd=sure,
    )


def _checked(ctx: Context, absence: PupilAbsence) -> dict[str, object]:
    general = ctx.knowledge.verzuim_invoer.algemeen
    found = answers_from(absence, general)
    return dict(check_answers(found, ctx.knowledge, ctx.today()))


def _may_fill(row: Antwoord | None) -> bool:
    """Tell whether nobody but the data said anything; a confirmed answer is theirs."""
    return row is None or row.via is Via.VERZUIM


def _differs(row: Antwoord | None, value: object) -> bool:
    return row is None or row.waarde != to_stored(value)


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
