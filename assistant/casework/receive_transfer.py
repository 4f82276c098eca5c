"""Store the parts of a transferred case: the case, its answers, its history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.casework.belonging import belonging_of, read_region
from assistant.casework.record_answers import guard_safety
from assistant.casework.stop_for_safety import TASK
from assistant.casework.tasks import add_task
from models.advies import Advies
from models.antwoord import Antwoord, Via
from models.casus import Casus, CasusStatus, Overgeslagen, take_number
from models.herkomst import EerderBesluit
from models.organisatie import Organisatie
from models.statuswissel import Statuswissel
from models.voorziening import School

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.belonging import Pupil
    from assistant.casework.check_transfer import Gekeurd
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork


def place_case(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, checked: Gekeurd, pupil: Pupil
) -> Casus:
    """Add the case under a new number, with a home in this region.

    The status is the one it had, unless that hangs on a table or place of the old
    region; a safety stop stays a safety stop.
    """
    file = checked.bestand
    region = read_region(ctx, uow)
    where = belonging_of(ctx, region, pupil, aanstelling_id=kijker.aanstelling_id)
    party = uow.session.get(Organisatie, kijker.organisatie_id or "")
    if party is not None and party.soort.is_swv and party.id != where.swv_id:
        # Who receives a case keeps it; the regisseur is one of their own.
        where = replace(where, swv_id=party.id, regio=party.regio, regisseur_id=None)
    status, stopped_in = _arrival(ctx, checked)
    known = uow.session.get(School, file.casus.school or "")
    casus = Casus(
        id=take_number(uow.session, ctx.today().year),
        status=status,
        gestopt_vanuit=stopped_in,
        stopreden=file.casus.stopreden,
        regio=where.regio,
        # Which school it will be is not known yet; the region answers for it.
        organisatie_id=where.swv_id,
        swv_id=where.swv_id,
        regisseur_id=where.regisseur_id,
        school_id=None if known is None else known.id,
        rol=file.casus.rol,
        door=file.casus.door,
        voorbeeld=file.casus.voorbeeld,
        aangemaakt_op=file.casus.aangemaakt_op,
        bevestigd_op=file.casus.bevestigd_op,
        bevestigd_door=file.casus.bevestigd_door,
        uitkomst=file.casus.uitkomst,
        gesloten_op=file.casus.gesloten_op,
        heropend_op=file.casus.heropend_op,
        gewijzigd_op=ctx.now(),
    )
    uow.session.add(casus)
    uow.session.flush()
    return casus


def _arrival(ctx: Context, checked: Gekeurd) -> tuple[CasusStatus, CasusStatus | None]:
    casus = checked.bestand.casus
    if casus.gestopt_vanuit is not None:
        return CasusStatus.GESTOPT, _status_here(ctx, checked, casus.gestopt_vanuit)
    return _status_here(ctx, checked, casus.status), None


def _status_here(ctx: Context, checked: Gekeurd, status: str) -> CasusStatus:
    has_advice = bool(checked.bestand.adviezen)
    change = ctx.knowledge.overdracht.arrival(status, advies=has_advice)
    return CasusStatus(status if change is None else change.wordt)


def add_answers_of(uow: UnitOfWork, casus: Casus, checked: Gekeurd) -> Sequence[int]:
    """Add the whole history of answers; return their ids in the order of the file."""
    rows = [
        Antwoord(
            casus_id=casus.id,
            veld=row.veld,
            waarde=value,
            ingetrokken=row.ingetrokken,
            rol=row.rol,
            via=Via(row.via),
            woorden=row.woorden,
            door=row.door,
            op=row.op,
            bevestigd=row.bevestigd,
            zekerheid=row.zekerheid,
        )
        for _place, row, value in checked.antwoorden
    ]
    # In one flush the ids follow the order of the list: what was said in order.
    uow.session.add_all(rows)
    uow.session.flush()
    return [answer.id for answer in rows]


def add_rest(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    checked: Gekeurd,
    ids: Sequence[int],
    *,
    door: str,
) -> None:
    """Add advice, decisions, path, skipped questions and open tasks."""
    file = checked.bestand
    for skip in file.overgeslagen:
        if skip.veld in ctx.knowledge.velden:
            uow.session.add(Overgeslagen(casus_id=casus.id, veld=skip.veld, op=skip.op))
    _add_path(ctx, uow, casus, checked, door=door)
    _add_advice(uow, casus, checked, ids)
    for row in file.besluiten:
        uow.session.add(
            EerderBesluit(
                casus_id=casus.id,
                **row.model_dump(exclude={"opmerkingen"}),
                opmerkingen=list(row.opmerkingen),
            )
        )
        uow.session.flush()
    _add_tasks(ctx, uow, casus, checked, door=door)


def _add_path(
    ctx: Context, uow: UnitOfWork, casus: Casus, checked: Gekeurd, *, door: str
) -> None:
    file = checked.bestand
    for row in file.wissels:
        uow.session.add(
            Statuswissel(
                casus_id=casus.id,
                van=None if row.van is None else CasusStatus(row.van),
                naar=CasusStatus(row.naar),
                op=row.op,
                door=row.door,
                reden=row.reden,
            )
        )
        uow.session.flush()
    was = file.casus.gestopt_vanuit or file.casus.status
    change = ctx.knowledge.overdracht.arrival(was, advies=bool(file.adviezen))
    why = f"Overgenomen uit {file.van}, daar casus {file.casus.nummer}."
    uow.session.add(
        Statuswissel(
            casus_id=casus.id,
            van=CasusStatus(file.casus.status) if file.wissels else None,
            naar=casus.status,
            op=ctx.now(),
            door=door,
            reden=why if change is None else f"{why} {change.reden}",
        )
    )
    uow.session.flush()


def _add_advice(
    uow: UnitOfWork, casus: Casus, checked: Gekeurd, ids: Sequence[int]
) -> None:
    places = [place for place, _row, _value in checked.antwoorden]
    for row in checked.bestand.adviezen:
        used = sum(place < row.na_antwoord for place in places)
        uow.session.add(
            Advies(
                casus_id=casus.id,
                uitkomst=row.uitkomst.model_dump(mode="json"),
                ontvangstbewijs=row.ontvangstbewijs,
                peildatum=row.peildatum,
                laatste_antwoord_id=ids[used - 1] if used else 0,
                op=row.op,
            )
        )
        uow.session.flush()


def _add_tasks(
    ctx: Context, uow: UnitOfWork, casus: Casus, checked: Gekeurd, *, door: str
) -> None:
    """Give every open task an owner here; a stop asks somebody to call now."""
    kinds = {row.id for row in ctx.knowledge.werkvoorraad.soorten}
    texts, source = ctx.knowledge.taakteksten.taken, checked.bestand.van
    for row in checked.bestand.taken:
        add_task(
            ctx,
            uow,
            casus,
            row.soort if row.soort in kinds else "overig",
            row.urgent,
            texts.uit_andere_regio.format(taak=row.tekst, van=source, voor=row.voor),
            uiterlijk=row.uiterlijk,
            door=door,
        )
    called = any(row.soort == TASK and row.urgent for row in checked.bestand.taken)
    if casus.status is CasusStatus.GESTOPT and not called:
        reason = casus.stopreden or texts.gevaar_onbekend
        add_task(ctx, uow, casus, TASK, True, reason, door=door)


def stop_for_danger(
    ctx: Context, uow: UnitOfWork, casus: Casus, checked: Gekeurd, kijker: Kijker
) -> None:
    """Stop a case whose answers show danger that nobody has judged yet.

    What was answered before a stop was lifted there, a professional has judged.
    """
    lifted = [
        row.op for row in checked.bestand.wissels if row.van == CasusStatus.GESTOPT
    ]
    since = max(lifted, default=None)
    said = {row.veld: row.op for _place, row, _value in checked.antwoorden}
    new = {
        veld: value
        for veld, value in checked.nu.items()
        if since is None or said[veld] > since
    }
    guard_safety(ctx, uow, casus, new, rol=kijker.rol, door=kijker.naam)
