"""What happened in a case on which day: written down, shown, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.duties import make_case_duties
from assistant.casework.find import find_case, require_status
from assistant.casework.inzage import inzage_in
from assistant.casework.log import log
from assistant.casework.record_answers import OPEN
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.casusgebeurtenis import (
    Casusgebeurtenis,
    events_of_cases,
    withdrawn_events,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.gebeurtenissen import Gebeurteniskeuze
    from knowledge.termijnen import Gebeurtenis
    from models.store import UnitOfWork

MAX_REASON = 500
"""Most characters of the reason of a withdrawal."""


@dataclass(frozen=True)
class EventView:
    """Something that happened, as it is shown; ``reden`` is why it was withdrawn."""

    id: int
    naam: str
    datum: date
    door: str
    op: datetime
    ingetrokken_door: str | None = None
    reden: str | None = None


@dataclass(frozen=True)
class CaseEvents:
    """What was written down in a case, the last day first."""

    geldig: tuple[EventView, ...]
    ingetrokken: tuple[EventView, ...]


def is_shown(ctx: Context, kind: Gebeurtenis, inzage: Inzage) -> bool:
    """Tell whether somebody may know that this happened."""
    return ctx.knowledge.gebeurtenissen.sensitivity(kind).value in inzage.categorieen


def events_of_case(ctx: Context, casus_id: str, inzage: Inzage) -> CaseEvents:
    """Return what was written down in a case, as far as it is in sight."""
    with ctx.store.reading() as uow:
        valid = events_of_cases(uow.session, [casus_id])[casus_id]
        gone = withdrawn_events(uow.session, casus_id)
    words = inzage.heeft("woorden")
    return CaseEvents(
        _views(ctx, valid, inzage, words=words), _views(ctx, gone, inzage, words=words)
    )


def add_event(
    ctx: Context, kijker: Kijker, casus_id: str, soort: str, datum: date | None
) -> int:
    """Write down that something happened; its clocks and duties follow at once.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who writes it down.
    casus_id
        The case.
    soort
        The row of ``gebeurtenissen.yaml``.
    datum
        The day on which it happened.

    Returns
    -------
    int
        The number of what was written down.

    Raises
    ------
    InputError
        When the kind is missing or not in sight for this person, or the day is
        missing, cannot be, or stands there already.
    NotAllowedError
        When this person may not change the case, or it is closed.
    NotFoundError
        When the case is not in sight.
    """
    words = ctx.knowledge.gebeurtenissen.teksten
    row = ctx.knowledge.gebeurtenissen.keuze(soort)
    if row is None:
        raise InputError(words.geen_soort)
    if datum is None:
        raise InputError(words.geen_dag)
    _check_day(ctx, row, datum)
    with ctx.store.unit_of_work() as uow:
        sight = _may_change(ctx, uow, kijker, casus_id)
        if not is_shown(ctx, row.id, sight):
            raise InputError(words.geen_soort)
        there = events_of_cases(uow.session, [casus_id])[casus_id]
        if any((one.soort, one.datum) == (soort, datum) for one in there):
            raise InputError(words.dubbel)
        event = Casusgebeurtenis(
            casus_id=casus_id,
            soort=soort,
            datum=datum,
            rol=kijker.rol,
            door=kijker.naam,
            op=ctx.now(),
        )
        uow.session.add(event)
        uow.session.flush()
        _log(ctx, uow, kijker, "gebeurtenis_vastgelegd", event)
        number = event.id
    make_case_duties(ctx, [casus_id])
    return number


def withdraw_event(
    ctx: Context, kijker: Kijker, casus_id: str, gebeurtenis_id: int, reden: str
) -> None:
    """Withdraw what was written down, with why; the record keeps it.

    Raises
    ------
    InputError
        When no reason is given.
    NotAllowedError
        When this person may not change the case, or it is closed.
    NotFoundError
        When there is no such event in sight in the case, or it was withdrawn already.
    """
    rules = ctx.knowledge.gebeurtenissen
    why = reden.strip()
    if len(why) < rules.reden_minstens:
        raise InputError(rules.teksten.geen_reden)
    with ctx.store.unit_of_work() as uow:
        sight = _may_change(ctx, uow, kijker, casus_id)
        event = uow.session.get(Casusgebeurtenis, gebeurtenis_id)
        if event is None or event.casus_id != casus_id:
            raise NotFoundError(rules.teksten.weg)
        row = rules.keuze(event.soort)
        if row is None or not is_shown(ctx, row.id, sight):
            raise NotFoundError(rules.teksten.weg)
        if event.ingetrokken_op is not None:
            raise NotFoundError(rules.teksten.al_ingetrokken)
        event.ingetrokken_op, event.ingetrokken_door = ctx.now(), kijker.naam
        event.ingetrokken_reden = why[:MAX_REASON]
        _log(ctx, uow, kijker, "gebeurtenis_ingetrokken", event)
    make_case_duties(ctx, [casus_id])


def _check_day(ctx: Context, row: Gebeurteniskeuze, day: date) -> None:
    rules, today = ctx.knowledge.gebeurtenissen, ctx.today()
    if day > today and not row.toekomst:
        raise InputError(rules.teksten.toekomst)
    if abs(today.year - day.year) > rules.oudste_jaren:
        raise InputError(rules.teksten.te_oud.format(jaren=rules.oudste_jaren))


def _may_change(ctx: Context, uow: UnitOfWork, kijker: Kijker, casus_id: str) -> Inzage:
    """Return what somebody may see of a case that this person may change."""
    casus = find_case(uow, casus_id, lock=True)
    sight = inzage_in(ctx, uow, kijker, casus)
    if not sight.mag_wijzigen:
        raise NotAllowedError(ctx.knowledge.gebeurtenissen.teksten.niet_wijzigen)
    require_status(casus, OPEN, "worden gewijzigd")
    return sight


def _log(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, what: str, event: Casusgebeurtenis
) -> None:
    log(
        ctx,
        uow,
        what,
        "casus",
        event.casus_id,
        door=kijker.naam,
        rol=kijker.rol,
        gebeurtenis=event.id,
    )


def _views(
    ctx: Context, rows: list[Casusgebeurtenis], inzage: Inzage, *, words: bool
) -> tuple[EventView, ...]:
    """Return the rows in sight, the last day first, of kinds that still have a row."""
    rules = ctx.knowledge.gebeurtenissen
    found = []
    for row in reversed(rows):
        kind = rules.keuze(row.soort)
        if kind is not None and is_shown(ctx, kind.id, inzage):
            found.append(
                EventView(
                    row.id,
                    kind.naam,
                    row.datum,
                    row.door,
                    row.op,
                    row.ingetrokken_door,
                    row.ingetrokken_reden if words else None,
                )
            )
    return tuple(found)
