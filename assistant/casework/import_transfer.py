"""Read a case that another region hands over: all of it, or nothing.

The case gets a number of this region; the old one is kept as a reference. What was
decided there stays visible as history and is no decision here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.belonging import pupil_of
from assistant.casework.check_transfer import Gekeurd, check_transfer
from assistant.casework.family import add_member
from assistant.casework.log import log
from assistant.casework.mandate import require_mandate
from assistant.casework.names import add_name
from assistant.casework.receive_transfer import (
    add_answers_of,
    add_rest,
    place_case,
    stop_for_danger,
)
from assistant.casework.tasks import add_task
from assistant.casework.transfer_file import fingerprint_of, read_transfer
from models.herkomst import Herkomst, read_before

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork


@dataclass(frozen=True)
class Overdrachtsverslag:
    """What reading a transfer file did, or would do; ``regels`` tells it in words.

    ``casus_id`` is None on a trial; ``nieuw`` is False when it was read before.
    """

    bestand: str
    casus_id: str | None
    oud_nummer: str
    van: str
    nieuw: bool
    antwoorden: int
    adviezen: int
    besluiten: int
    taken: int
    regels: tuple[str, ...]


def import_transfer(
    ctx: Context, kijker: Kijker, data: bytes, naam: str, *, proef: bool = False
) -> Overdrachtsverslag:
    """Read a transfer file into the record.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who reads it; the case goes to the samenwerkingsverband of this person.
    data, naam
        The bytes of the file, and its name for messages.
    proef
        Only check and tell; nothing is changed.

    Raises
    ------
    NotAllowedError
        When the role may not take a case over from another region.
    ImportFileError
        When the file is not right; names the place, and nothing was read.
    InputError
        When a text holds a BSN.
    """
    require_mandate(ctx, kijker, "regio")
    checked = check_transfer(ctx, read_transfer(data, naam), naam)
    mark = fingerprint_of(data)
    if proef:
        with ctx.store.reading() as uow:
            known = read_before(uow.session, mark)
            return _report(checked, naam, None if known is None else known.casus_id)
    with ctx.store.unit_of_work() as uow:
        known = read_before(uow.session, mark)
        if known is not None:
            return _report(checked, naam, known.casus_id)
        casus = _store(ctx, uow, kijker, checked, mark)
        return _report(checked, naam, None, made=casus.id)


def _store(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, checked: Gekeurd, mark: str
) -> Casus:
    file = checked.bestand
    casus = place_case(ctx, uow, kijker, checked, pupil_of(checked.nu))
    ids = add_answers_of(uow, casus, checked)
    add_rest(ctx, uow, casus, checked, ids, door=kijker.naam)
    uow.session.add(
        Herkomst(
            casus_id=casus.id,
            oud_nummer=file.casus.nummer,
            van=file.van,
            vingerafdruk=mark,
            weggelaten=list(file.weggelaten),
            gemaakt_op=file.gemaakt_op,
            ingelezen_op=ctx.now(),
            ingelezen_door=kijker.naam,
        )
    )
    if checked.naam is not None:
        add_name(ctx, uow, casus.id, checked.naam, door=kijker.naam)
    for regel, name in checked.gezin:
        member = add_member(
            ctx, uow, casus.id, regel.soort, regel.gezag, door=kijker.naam
        )
        if name is not None:
            add_name(ctx, uow, casus.id, name, door=kijker.naam, gezinslid_id=member.id)
    rules = ctx.knowledge.overdracht
    text = rules.taak.format(van=file.van, nummer=file.casus.nummer)
    add_task(ctx, uow, casus, rules.taak_soort, False, text, door=kijker.naam)
    stop_for_danger(ctx, uow, casus, checked, kijker)
    log(
        ctx,
        uow,
        "overdracht_ingelezen",
        "casus",
        casus.id,
        door=kijker.naam,
        antwoorden=len(file.antwoorden),
        oud_nummer=file.casus.nummer,
    )
    return casus


def _report(
    checked: Gekeurd, naam: str, known: str | None, *, made: str | None = None
) -> Overdrachtsverslag:
    file = checked.bestand
    lines = list(checked.regels)
    if known is not None:
        lines = [f"Dit bestand is al ingelezen als casus {known}. Er verandert niets"]
    return Overdrachtsverslag(
        bestand=naam,
        casus_id=known or made,
        oud_nummer=file.casus.nummer,
        van=file.van,
        nieuw=known is None,
        antwoorden=len(checked.antwoorden),
        adviezen=len(file.adviezen),
        besluiten=len(file.besluiten),
        taken=len(file.taken),
        regels=tuple(lines),
    )
