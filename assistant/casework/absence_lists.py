"""The lists of absence of one viewer: who needs what, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence import day_frame_of
from assistant.casework.absence_keys import open_key
from assistant.casework.absence_report_pupils import PLAN, report_pupils
from assistant.casework.absence_weeks import weeks_of
from assistant.casework.called import called
from assistant.casework.facts import text_of
from assistant.casework.vault import open_vault
from models.organisatie import Organisatie
from models.verzuim import HOUR, Verzuimleerling, Verzuimsoort

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from assistant.casework.absence_report_pupils import ReportPupil
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.rapport import Lijstnaam
    from matching.verzuim.lijsten import Lijst, Vermelding
    from models.store import UnitOfWork


@dataclass(frozen=True)
class ListedPupil:
    """One pupil on a list: what to call this pupil, and the case if there is one."""

    naam: str
    casus_id: str | None
    vermelding: Vermelding


@dataclass(frozen=True)
class AbsenceList:
    """One list with its pupils, the most urgent first."""

    id: str
    naam: Lijstnaam
    leerlingen: tuple[ListedPupil, ...]


@dataclass(frozen=True)
class AbsenceLists:
    """The four lists, on a day, over so many pupils with data."""

    peildatum: date
    leerlingen: int
    lijsten: tuple[AbsenceList, ...]


def absence_lists(ctx: Context, kijker: Kijker) -> AbsenceLists:
    """Return the lists of the pupils in sight."""
    with ctx.store.reading() as uow:
        pupils = report_pupils(ctx, uow, kijker)
        names = _names(ctx, uow, kijker, pupils)
    placed = _placed(ctx, pupils)
    found: dict[str, list[ListedPupil]] = {}
    for key, told in placed.items():
        row = ListedPupil(names[key], pupils[key].casus_id, told)
        found.setdefault(_key(told.lijst), []).append(row)
    titles = ctx.knowledge.rapport.lijsten.namen
    lists = tuple(
        AbsenceList(
            name,
            getattr(titles, name),
            tuple(
                sorted(found.get(name, []), key=lambda r: (r.vermelding.drang, r.naam))
            ),
        )
        for name in type(titles).model_fields
    )
    return AbsenceLists(ctx.today(), len(pupils), lists)


def _placed(ctx: Context, pupils: Mapping[str, ReportPupil]) -> dict[str, Vermelding]:
    from matching.verzuim.evaluate import evaluate
    from matching.verzuim.lijsten import Beeld, place_on_list

    rules, today = ctx.knowledge.rapport.lijsten, ctx.today()
    told = evaluate(
        day_frame_of({key: one.absence for key, one in pupils.items()}),
        ctx.knowledge.verzuim,
        today,
        leerlingen={key: one.background(ctx).leerling for key, one in pupils.items()},
    )
    found = {}
    for key, one in pupils.items():
        if one.begin is not None and one.begin <= today:
            continue  # a place has begun: the case page watches how that goes
        weeks = [
            (week.totaal - week.of(Verzuimsoort.VERLOF)) / HOUR
            for week in weeks_of(one.absence.dagen)
        ]
        view = Beeld(told.of(key), weeks, text_of(one.known, PLAN), one.plan_op)
        placed = place_on_list(view, today, rules)
        if placed is not None:
            found[key] = placed
    return found


def _names(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, pupils: Mapping[str, ReportPupil]
) -> dict[str, str]:
    """Return what to call each pupil; a school knows its own by its own number."""
    cases = [one.casus_id for one in pupils.values() if one.casus_id]
    known = called(ctx, kijker, cases)
    vault = open_vault(ctx)
    found = {}
    for key, one in pupils.items():
        if one.casus_id:
            found[key] = known[one.casus_id]
            continue
        row = uow.session.get_one(Verzuimleerling, one.absence.leerling_id)
        school = uow.session.get(Organisatie, one.absence.organisatie_id or "")
        where = f", {school.naam}" if school else ""
        found[key] = f"leerling {open_key(vault, row)}{where}"
    return found


def _key(lijst: Lijst) -> str:
    names = ("actielijst", "volglijst", "vroeg", "preventief")
    return names[lijst]
