"""A pupil moves or changes school: what is known changes, and perhaps the region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.find import require_status
from assistant.casework.log import log
from assistant.casework.mandate import lead_case, require_reason
from assistant.casework.record_answers import add_answers
from assistant.casework.task_moves import pass_on
from assistant.casework.tasks import add_task
from assistant.errors import InputError
from matching.antwoorden import check_answers
from models.antwoord import Via
from models.casus import CasusStatus
from models.gebruiker import Rol, people_with_role
from models.organisatie import (
    Organisatie,
    OrganisatieSoort,
    all_organisations,
    samenwerkingsverbanden,
)
from models.taak import open_taken

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

RUNNING = frozenset(CasusStatus) - {CasusStatus.AFGESLOTEN}


@dataclass(frozen=True)
class Moved:
    """Where the pupil belongs after a move.

    Parameters
    ----------
    ander_swv, ander_swv_naam
        The other samenwerkingsverband of the new municipality, if there is one.
    buiten_regio
        Whether no samenwerkingsverband of the record works in that municipality.
    """

    ander_swv: str | None = None
    ander_swv_naam: str | None = None
    buiten_regio: bool = False


def schools(ctx: Context) -> list[tuple[str, str]]:
    """Return the schools of the record as id and name, by name."""
    with ctx.store.reading() as uow:
        return [
            (row.id, row.naam)
            for row in all_organisations(uow.session)
            if row.soort is OrganisatieSoort.SCHOOL
        ]


def move_pupil(
    ctx: Context,
    casus_id: str,
    kijker: Kijker,
    *,
    gemeente: str = "",
    postcode4: str = "",
    school: str = "",
    school_naam: str = "",
    reden: str,
) -> Moved:
    """Store a new address or school of a pupil, in one transaction.

    A school of the record gets the case (it is its controller from then on); the
    tasks of the zorgcoördinator go to the new school. Another samenwerkingsverband
    is only named: handing over is a step of its own, which must be accepted.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    kijker
        Who stores it.
    gemeente, postcode4
        Where the pupil lives now; empty is no change.
    school
        Id of the organisation that is the new school; empty is no change.
    school_naam
        Name of a school that is not in the record.
    reden
        What changed and since when.

    Raises
    ------
    NotAllowedError
        When the role may not, or the case is closed.
    InputError
        When nothing changes, the school is not known, or the reason is missing.
    AnswerError
        When the postcode does not fit.
    """
    if school and school_naam.strip():
        raise InputError("Kies een school uit de lijst, of schrijf een naam.")
    reason = require_reason(ctx, reden, "wat er is veranderd")
    with ctx.store.unit_of_work() as uow:
        casus = lead_case(ctx, uow, kijker, casus_id, "verhuizen")
        require_status(casus, RUNNING, "verhuizen")
        party = _school(uow, school) if school else None
        answers = {
            "gemeente_woonplaats": gemeente.strip(),
            "postcode4": postcode4.strip(),
            "school_van_inschrijving": party.naam if party else school_naam.strip(),
        }
        given = {veld: value for veld, value in answers.items() if value}
        if not given:
            raise InputError("Vul in wat er is veranderd: de woonplaats of de school.")
        add_answers(
            ctx,
            uow,
            casus,
            check_answers(given, ctx.knowledge, ctx.today()),
            rol=kijker.rol,
            via=Via.FORMULIER,
            woorden=reason,
            door=kijker.naam,
        )
        if party is not None:
            _give_to_school(ctx, uow, casus, party, kijker)
        log(
            ctx,
            uow,
            "verhuisd",
            "casus",
            casus.id,
            door=kijker.naam,
            velden=sorted(given),
        )
        return _where(ctx, uow, casus, gemeente.strip())


def _school(uow: UnitOfWork, organisatie_id: str) -> Organisatie:
    found = uow.session.get(Organisatie, organisatie_id)
    if found is None or not found.actief or found.soort is not OrganisatieSoort.SCHOOL:
        raise InputError("Deze school is niet bekend. Kies een school uit de lijst.")
    return found


def _give_to_school(
    ctx: Context, uow: UnitOfWork, casus: Casus, party: Organisatie, kijker: Kijker
) -> None:
    """Let the new school bring the case further; its zorgcoördinator is told."""
    if casus.organisatie_id == party.id:
        return
    before = casus.zorgcoordinator_id
    people = people_with_role(
        uow.session, Rol.ZORGCOORDINATOR, ctx.today(), organisatie_id=party.id
    )
    person = people[0] if len(people) == 1 else None
    words = ctx.knowledge.taakteksten
    casus.organisatie_id, casus.school_id = party.id, party.school_id
    casus.zorgcoordinator_id = None if person is None else person.id
    for taak in open_taken(uow.session, casus.id):
        if before is not None and taak.voor_id == before:
            pass_on(
                ctx,
                uow,
                taak,
                person=person,
                party=party,
                door=kijker.naam,
                notitie=words.notities.andere_school,
            )
    add_task(
        ctx,
        uow,
        casus,
        "overdracht",
        False,
        words.taken.nieuwe_school.format(casus=casus.id, school=party.naam),
        voor_id=casus.zorgcoordinator_id,
        partij_id=party.id,
        door=kijker.naam,
    )


def _where(ctx: Context, uow: UnitOfWork, casus: Casus, gemeente: str) -> Moved:
    now = uow.session.get(Organisatie, casus.swv_id or "")
    if not gemeente or now is None:
        return Moved()
    same = [s for s in samenwerkingsverbanden(uow.session) if s.soort is now.soort]
    rules = ctx.knowledge.organisaties
    fit = [s for s in same if rules.in_gemeenten(gemeente, s.gemeenten)]
    if now in fit:
        return Moved()
    if fit:
        return Moved(fit[0].id, fit[0].naam)
    # Without a list of municipalities nobody can say that this one is outside.
    return Moved(buiten_regio=bool(now.gemeenten))
