"""Record answers: checked, added to the history, with origin; safety at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.assign_swv import settle_swv
from assistant.casework.find import find_case, find_field, require_status
from assistant.casework.log import log
from assistant.casework.read_answers import decode
from assistant.casework.statuses import set_status
from assistant.casework.stop_for_safety import (
    rules_met,
    stop_case,
    words_show_danger,
)
from assistant.casework.tasks import add_task
from assistant.casework.values import to_stored
from assistant.errors import InputError
from knowledge.veiligheid import SoortRegel
from matching.antwoorden import check_answers
from models.antwoord import Antwoord, Via, current
from models.casus import CasusStatus, skipped
from models.taak import open_taken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

MELDCODE = "meldcode"
OPEN = frozenset(CasusStatus) - {CasusStatus.AFGESLOTEN}


@dataclass(frozen=True)
class Bewijs:
    """The words an answer was read from, and how sure that reading is (0..1)."""

    woorden: str | None
    zekerheid: float | None = None


def record_answer(
    ctx: Context,
    casus_id: str,
    veld: str,
    waarde: object,
    *,
    rol: str,
    via: str,
    woorden: str | None = None,
    door: str | None = None,
) -> None:
    """Record one answer; see :func:`record_answers`."""
    record_answers(
        ctx, casus_id, {veld: waarde}, rol=rol, via=via, woorden=woorden, door=door
    )


def record_answers(
    ctx: Context,
    casus_id: str,
    antwoorden: Mapping[str, object],
    *,
    rol: str,
    via: str,
    woorden: str | None = None,
    door: str | None = None,
    bewijs: Mapping[str, Bewijs] | None = None,
    bevestigd: bool | None = None,
) -> None:
    """Record answers in one transaction: all of them, or none.

    An answer that meets a stop rule stops the case in the same transaction; one
    that points to danger at home puts a meldcode task with the regisseur.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    antwoorden
        Values per field, as typed or already checked.
    rol, door
        Role and name of the person who said it.
    via
        The door it came in by: chat, formulier, verslag or systeem.
    woorden
        The words the answers were read from.
    bewijs
        Per field the words it was read from and how sure that reading is; a field
        without it has ``woorden``.
    bevestigd
        Whether a person confirmed the answers; by default when one gave them in the
        chat or a form.

    Raises
    ------
    NotFoundError
        When the case or a field does not exist.
    InputError
        When there is no value.
    AnswerError
        When a value does not fit its field.
    """
    for veld in antwoorden:
        find_field(ctx, veld)
    checked = check_answers(antwoorden, ctx.knowledge, ctx.today())
    empty = [veld for veld in antwoorden if checked.get(veld) is None]
    if empty or not antwoorden:
        names = ", ".join(ctx.knowledge.velden[veld].naam for veld in empty)
        msg = f"Er is niets ingevuld{' bij ' + names if names else ''}. Vul iets in."
        raise InputError(msg)
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        require_status(casus, OPEN, "meer antwoorden krijgen")
        if casus.status is CasusStatus.SIGNAAL and Via(via) is Via.CHAT:
            # Whoever talks about a pupil that was only signalled begins the intake.
            set_status(ctx, uow, casus, CasusStatus.INTAKE, door=door)
        add_answers(
            ctx,
            uow,
            casus,
            checked,
            rol=rol,
            via=Via(via),
            woorden=woorden,
            door=door,
            bewijs=bewijs,
            bevestigd=bevestigd,
        )
        settle_swv(ctx, uow, casus, checked, door=door)
        guard_safety(ctx, uow, casus, checked, rol=rol, door=door)


def add_answers(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    checked: Mapping[str, object],
    *,
    rol: str,
    via: Via,
    woorden: str | None,
    door: str | None,
    bewijs: Mapping[str, Bewijs] | None = None,
    bevestigd: bool | None = None,
) -> None:
    """Add checked answers to the history within an open transaction."""
    if bevestigd is None:
        # A report is read by a machine; a person confirms it later.
        bevestigd = via in (Via.CHAT, Via.FORMULIER)
    unread = Bewijs(woorden)
    for veld, waarde in checked.items():
        grond = (bewijs or {}).get(veld, unread)
        uow.session.add(
            Antwoord(
                casus_id=casus.id,
                veld=veld,
                waarde=to_stored(waarde),
                rol=rol,
                via=via,
                woorden=grond.woorden,
                door=door,
                op=ctx.now(),
                bevestigd=bevestigd,
                zekerheid=grond.zekerheid,
            )
        )
    for row in skipped(uow.session, casus.id):
        if row.veld in checked:
            uow.session.delete(row)
    uow.session.flush()
    log(
        ctx,
        uow,
        "antwoord_vastgelegd",
        "casus",
        casus.id,
        door=door,
        velden=sorted(checked),
        via=via.value,
        rol=rol,
    )


def guard_safety(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    checked: Mapping[str, object],
    *,
    rol: str,
    door: str | None,
) -> None:
    """Stop the case, or warn the regisseur, when an answer of just now shows danger.

    A rule on the answers is enough, and so are words that show acute danger.
    """
    if words_show_danger(ctx, checked):
        reden = ctx.knowledge.gesprek.zin("gevaar_reden", rol)
        stop_case(ctx, uow, casus, reden=reden, rol=rol, door=door)
    known = decode(ctx, current(uow.session, casus.id))
    for regel in rules_met(ctx, known, checked):
        if regel.soort is SoortRegel.stop:
            stop_case(ctx, uow, casus, reden=regel.reden, rol=rol, door=door)
        elif not _is_told(uow, casus, regel.reden):
            add_task(ctx, uow, casus, MELDCODE, True, regel.reden)


def _is_told(uow: UnitOfWork, casus: Casus, reden: str) -> bool:
    return any(
        taak.soort == MELDCODE and taak.tekst.startswith(reden)
        for taak in open_taken(uow.session, casus.id)
    )


def withdraw_answer(
    ctx: Context,
    casus_id: str,
    veld: str,
    *,
    rol: str,
    via: str,
    door: str | None = None,
) -> None:
    """Take an answer back; the history keeps it.

    Raises
    ------
    NotFoundError
        When the case or the field does not exist.
    InputError
        When the field has no answer.
    """
    naam = find_field(ctx, veld).naam
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        require_status(casus, OPEN, "worden gewijzigd")
        if veld not in current(uow.session, casus_id):
            raise InputError(f"Bij '{naam}' is nog niets ingevuld.")
        add_withdrawal(ctx, uow, casus, veld, rol=rol, via=Via(via), door=door)
        log(ctx, uow, "antwoord_ingetrokken", "casus", casus_id, door=door, veld=veld)


def add_withdrawal(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    veld: str,
    *,
    rol: str,
    via: Via,
    door: str | None,
    woorden: str | None = None,
) -> None:
    """Add to the history that an answer no longer counts, in an open transaction."""
    uow.session.add(
        Antwoord(
            casus_id=casus.id,
            veld=veld,
            waarde=None,
            ingetrokken=True,
            rol=rol,
            via=via,
            woorden=woorden,
            door=door,
            op=ctx.now(),
        )
    )
