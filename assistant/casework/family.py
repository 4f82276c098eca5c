"""The family of a case: parents and the pupil, each with an own access."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.links import make_link
from assistant.casework.log import log
from assistant.casework.names import add_name
from assistant.errors import InputError, NotFoundError
from models.gezinslid import Gezinslid, GezinslidSoort, family_of, next_number
from models.inlog import LinkDoel, login_of
from models.sessie import end_sessions_of

if TYPE_CHECKING:
    from assistant.casework.names import Volledigenaam
    from assistant.context import Context
    from models.store import UnitOfWork


@dataclass(frozen=True)
class FamilyMember:
    """A parent or the pupil, as a professional of the case sees it.

    Parameters
    ----------
    id, casus_id
        Who, of which case.
    soort
        ``ouder`` or ``leerling``.
    aanduiding
        What this person is called where no name is shown: ``Ouder 1``.
    gezag
        Whether a parent has parental authority; None when not known.
    toegang
        Whether the person chose an own code.
    """

    id: int
    casus_id: str
    soort: str
    aanduiding: str
    gezag: bool | None
    toegang: bool


def add_family_member(
    ctx: Context,
    casus_id: str,
    soort: str,
    gezag: bool | None = None,
    naam: Volledigenaam | None = None,
    *,
    door: str | None,
) -> int:
    """Add a parent or the pupil to a case, so that an access can be given.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    soort
        ``ouder`` or ``leerling``.
    gezag
        Whether a parent has parental authority (BW 1:245); None when not known.
    naam
        The name, which is kept apart from the case and encrypted.
    door
        Who adds the person.

    Returns
    -------
    int
        The id of the member of the family.

    Raises
    ------
    InputError
        When the kind is another one, or the pupil is there already.
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.unit_of_work() as uow:
        member = add_member(ctx, uow, casus_id, soort, gezag, door=door)
        if naam is not None:
            add_name(ctx, uow, casus_id, naam, door=door, gezinslid_id=member.id)
        return member.id


def add_member(
    ctx: Context,
    uow: UnitOfWork,
    casus_id: str,
    soort: str,
    gezag: bool | None,
    *,
    door: str | None,
) -> Gezinslid:
    """Add a member of the family within an open transaction."""
    if soort not in {kind.value for kind in GezinslidSoort}:
        raise InputError("Kies of het om een ouder of om de leerling zelf gaat.")
    kind = GezinslidSoort(soort)
    casus = find_case(uow, casus_id, lock=True)
    is_pupil = kind is GezinslidSoort.LEERLING
    if is_pupil and any(one.soort is kind for one in family_of(uow.session, casus.id)):
        msg = f"De leerling staat al bij casus {casus.id}. Geef die een nieuwe link."
        raise InputError(msg)
    member = Gezinslid(
        casus_id=casus.id,
        soort=kind,
        volgnummer=next_number(uow.session, casus.id, kind),
        gezag=None if is_pupil else gezag,
        actief=True,
        aangemaakt_op=ctx.now(),
    )
    uow.session.add(member)
    uow.session.flush()
    log(ctx, uow, "gezinslid_toegevoegd", "casus", casus.id, door=door, voor=soort)
    return member


def family(ctx: Context, casus_id: str) -> list[FamilyMember]:
    """Return the members of the family of a case, parents first."""
    with ctx.store.reading() as uow:
        return [_view(uow, row) for row in family_of(uow.session, casus_id)]


def family_member(ctx: Context, gezinslid_id: int) -> FamilyMember:
    """Return one member of a family, or raise NotFoundError."""
    with ctx.store.reading() as uow:
        return _view(uow, find_member(uow, gezinslid_id))


def set_authority(
    ctx: Context, gezinslid_id: int, gezag: bool | None, *, door: str
) -> None:
    """Write down whether a parent has parental authority.

    Raises
    ------
    InputError
        When it is the pupil.
    NotFoundError
        When there is no such member.
    """
    with ctx.store.unit_of_work() as uow:
        member = find_member(uow, gezinslid_id)
        if member.soort is GezinslidSoort.LEERLING:
            raise InputError("Een leerling heeft geen gezag over zichzelf.")
        member.gezag = gezag
        log(
            ctx,
            uow,
            "gezag_gewijzigd",
            "casus",
            member.casus_id,
            door=door,
            wie=name_of(member),
            gezag=gezag,
        )


def remove_family_member(ctx: Context, gezinslid_id: int, *, door: str) -> None:
    """End the access of a member of the family; what was said stays in the record."""
    with ctx.store.unit_of_work() as uow:
        member = find_member(uow, gezinslid_id)
        member.actief = False
        member.verwijderd_op = ctx.now()
        end_sessions_of(
            uow.session, ctx.now(), gebruiker_id=None, gezinslid_id=member.id
        )
        log(
            ctx,
            uow,
            "toegang_beeindigd",
            "casus",
            member.casus_id,
            door=door,
            wie=name_of(member),
        )


def invite_family_member(ctx: Context, gezinslid_id: int, *, door: str | None) -> str:
    """Make a one-time link with which a parent or pupil chooses an own code.

    The same link serves somebody who forgot the code: the old one then stops.

    Returns
    -------
    str
        The token of the link; it is not stored and cannot be shown again.
    """
    with ctx.store.unit_of_work() as uow:
        member = find_member(uow, gezinslid_id)
        known = login_of(uow.session, gebruiker_id=None, gezinslid_id=member.id)
        doel = LinkDoel.ACTIVEREN if known is None else LinkDoel.HERSTEL
        token = make_link(ctx, uow, doel, gezinslid_id=member.id)
        log(
            ctx,
            uow,
            "link_gemaakt",
            "casus",
            member.casus_id,
            door=door,
            voor=name_of(member),
        )
        return token


def find_member(uow: UnitOfWork, gezinslid_id: int) -> Gezinslid:
    """Return an active member of a family, or raise NotFoundError."""
    member = uow.session.get(Gezinslid, gezinslid_id)
    if member is None or not member.actief:
        msg = "Deze ouder of leerling staat niet (meer) bij de casus."
        raise NotFoundError(msg)
    return member


def name_of(member: Gezinslid) -> str:
    """Return what somebody is called where no real name may stand."""
    if member.soort is GezinslidSoort.LEERLING:
        return "Leerling"
    return f"Ouder {member.volgnummer}"


def _view(uow: UnitOfWork, row: Gezinslid) -> FamilyMember:
    known = login_of(uow.session, gebruiker_id=None, gezinslid_id=row.id)
    return FamilyMember(
        id=row.id,
        casus_id=row.casus_id,
        soort=row.soort.value,
        aanduiding=name_of(row),
        gezag=row.gezag,
        toegang=known is not None,
    )
