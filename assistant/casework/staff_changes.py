"""What a beheerder does with people: add, change, block, give and end roles."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.find import find_case, find_user
from assistant.casework.invitations import invite_user
from assistant.casework.log import log
from assistant.casework.management import managed, require_managed
from assistant.casework.people import (
    add_appointment,
    add_user,
    change_user,
    check_role,
    find_appointment,
    keep_a_beheerder,
)
from assistant.casework.staff import cases_of_role, find_managed, may_change
from assistant.casework.take_over import give_to_person
from assistant.casework.task_moves import pass_on, release_tasks
from assistant.errors import InputError, NotAllowedError
from models.gebruiker import Rol, people_with_role
from models.overdracht import OverdrachtSoort
from models.sessie import end_sessions_of
from models.taak import open_taken

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.gebruiker import Aanstelling, Gebruiker
    from models.store import UnitOfWork

NOT_YOURS = (
    "Deze persoon werkt ook bij een organisatie die u niet beheert. Vraag de beheerder "
    "daar, of die van het samenwerkingsverband."
)


def add_person(
    ctx: Context,
    kijker: Kijker,
    *,
    naam: str,
    email: str | None,
    telefoon: str | None,
    rol: str,
    organisatie_id: str,
) -> int:
    """Add a person with a first role and return the id.

    Raises
    ------
    InputError
        When something is missing, wrong, or the e-mail address is taken.
    NotFoundError
        When the organisation is not theirs.
    """
    with ctx.store.unit_of_work() as uow:
        party = require_managed(ctx, uow, kijker, organisatie_id)
        role = check_role(rol)
        user = add_user(
            ctx, uow, naam=naam, telefoon=telefoon, email=email, door=kijker.naam
        )
        add_appointment(ctx, uow, user, role, party, door=kijker.naam)
        return user.id


def change_person(
    ctx: Context,
    kijker: Kijker,
    gebruiker_id: int,
    *,
    naam: str,
    email: str | None,
    telefoon: str | None,
) -> None:
    """Change the name, e-mail address or telephone number of a person."""
    with ctx.store.reading() as uow:
        _require_change(ctx, uow, kijker, gebruiker_id)
    change_user(
        ctx, gebruiker_id, naam=naam, email=email, telefoon=telefoon, door=kijker.naam
    )


def give_role_to(
    ctx: Context, kijker: Kijker, gebruiker_id: int, rol: str, organisatie_id: str
) -> None:
    """Give a person another role, at an organisation that this beheerder manages."""
    with ctx.store.unit_of_work() as uow:
        find_managed(ctx, uow, kijker, gebruiker_id)
        party = require_managed(ctx, uow, kijker, organisatie_id)
        user = find_user(uow, gebruiker_id)
        add_appointment(ctx, uow, user, check_role(rol), party, door=kijker.naam)


def end_role_of(
    ctx: Context,
    kijker: Kijker,
    aanstelling_id: int,
    *,
    tot: date | None,
    opvolger_id: int | None,
    niemand: bool = False,
) -> int:
    """End a role and hand its open cases and tasks to who comes next.

    Parameters
    ----------
    ctx, kijker
        The surroundings and who ends it.
    aanstelling_id
        The role.
    tot
        The last day that it holds; None ends it at once.
    opvolger_id
        Who takes over the open cases.
    niemand
        Whether it was said that nobody does yet: the cases then say so loudly and
        their tasks go to the samenwerkingsverband.

    Returns
    -------
    int
        How many cases were handed over.

    Raises
    ------
    InputError
        When there are open cases and no choice was made, or the day is too early.
    NotFoundError
        When the role is not at an organisation of this beheerder.
    """
    with ctx.store.unit_of_work() as uow:
        role = find_appointment(uow, aanstelling_id, lock=True)
        require_managed(ctx, uow, kijker, role.organisatie_id)
        if tot is not None and tot < ctx.today():
            raise InputError("Kies vandaag of een latere dag als laatste dag.")
        keep_a_beheerder(uow, role)
        cases = cases_of_role(uow, role)
        if cases and opvolger_id is None and not niemand:
            msg = (
                f"{role.gebruiker.naam} heeft nog {len(cases)} open casussen. Kies wie "
                "ze overneemt."
            )
            raise InputError(msg)
        last = tot or ctx.today() - timedelta(days=1)
        # First of all: who leaves is nobody to leave a task with.
        role.van, role.tot = min(role.van, last), last
        uow.session.flush()
        for casus_id in cases:
            _hand_on(ctx, uow, kijker, role, casus_id, opvolger_id)
        release_tasks(
            ctx,
            uow,
            role.gebruiker,
            door=kijker.naam,
            notitie=ctx.knowledge.taakteksten.notities.zonder_rol.format(
                wie=role.gebruiker.naam
            ),
        )
        log(
            ctx,
            uow,
            "rol_beeindigd",
            "gebruiker",
            role.gebruiker_id,
            door=kijker.naam,
            rol=role.rol.value,
            organisatie=role.organisatie_id,
            tot=last.isoformat(),
            casussen=len(cases),
        )
        return len(cases)


def block_person(
    ctx: Context, kijker: Kijker, gebruiker_id: int, *, blokkeer: bool
) -> None:
    """Let a person come in no longer, at once, or let the person in again.

    Raises
    ------
    NotAllowedError
        When it is the own account, the last beheerder, or not theirs.
    """
    with ctx.store.unit_of_work() as uow:
        user = _require_change(ctx, uow, kijker, gebruiker_id)
        if blokkeer:
            if user.id == kijker.gebruiker_id:
                raise NotAllowedError("U kunt uw eigen toegang niet blokkeren.")
            for role in user.roles_on(ctx.today()):
                keep_a_beheerder(uow, role)
            end_sessions_of(
                uow.session, ctx.now(), gebruiker_id=user.id, gezinslid_id=None
            )
        user.actief = not blokkeer
        if blokkeer:
            uow.session.flush()
            texts = ctx.knowledge.taakteksten.notities
            why = texts.zonder_toegang.format(wie=user.naam)
            release_tasks(ctx, uow, user, door=kijker.naam, notitie=why)
        what = "geblokkeerd" if blokkeer else "toegelaten"
        log(ctx, uow, f"gebruiker_{what}", "gebruiker", user.id, door=kijker.naam)


def invite(
    ctx: Context, kijker: Kijker, gebruiker_id: int, *, tweede_stap_weg: bool = False
) -> str:
    """Make a one-time link for a person to choose a password; returns its token.

    Raises
    ------
    NotAllowedError
        When the person also works where this beheerder does not look after people.
    NotFoundError
        When there is no such person, or the person is blocked.
    """
    with ctx.store.reading() as uow:
        _require_change(ctx, uow, kijker, gebruiker_id)
    return invite_user(
        ctx, gebruiker_id, door=kijker.naam, tweede_stap_weg=tweede_stap_weg
    )


def _require_change(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, gebruiker_id: int
) -> Gebruiker:
    user = find_managed(ctx, uow, kijker, gebruiker_id)
    own = {one.id for one in managed(ctx, uow, kijker)}
    if not may_change(ctx, kijker, user, own):
        raise NotAllowedError(NOT_YOURS)
    return user


def _hand_on(
    ctx: Context,
    uow: UnitOfWork,
    kijker: Kijker,
    role: Aanstelling,
    casus_id: str,
    opvolger_id: int | None,
) -> None:
    casus = find_case(uow, casus_id, lock=True)
    successor = None
    if opvolger_id is not None:
        able = people_with_role(uow.session, role.rol, ctx.today(), role.organisatie_id)
        successor = next((one for one in able if one.id == opvolger_id), None)
        if successor is None:
            rol = ctx.knowledge.organisaties.rolnaam(role.rol)
            msg = f"Kies als opvolger een {rol} bij {role.organisatie.naam}."
            raise InputError(msg)
    own = [
        t for t in open_taken(uow.session, casus_id) if t.voor_id == role.gebruiker_id
    ]
    if successor is not None:
        soort = OverdrachtSoort(role.rol.value)
        ids = [taak.id for taak in own]
        give_to_person(ctx, uow, casus, soort, successor, ids, door=kijker.naam)
        return
    if role.rol is Rol.REGISSEUR:
        casus.regisseur_id = None
    else:
        casus.zorgcoordinator_id = None
    for taak in own:
        pass_on(
            ctx,
            uow,
            taak,
            person=None,
            party=role.organisatie,
            door=kijker.naam,
            notitie=ctx.knowledge.taakteksten.notities.zonder_opvolger,
        )
    log(ctx, uow, f"{role.rol.value}_weg", "casus", casus_id, door=kijker.naam)
