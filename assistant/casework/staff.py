"""The people of the organisations that a beheerder looks after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.management import managed, manages
from assistant.errors import NotFoundError
from models.casus import open_cases_of
from models.gebruiker import Gebruiker, Rol, everybody
from models.inlog import login_of

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.gebruiker import Aanstelling
    from models.store import UnitOfWork


@dataclass(frozen=True)
class RoleView:
    """A role at an organisation; ``casussen`` is how many open cases hang on it."""

    id: int
    rol: str
    rolnaam: str
    organisatie_id: str
    organisatie: str
    van: date
    tot: date | None
    geldt: bool
    beheerbaar: bool
    casussen: int = 0


@dataclass(frozen=True)
class PersonView:
    """A person with every role, now and before.

    ``inlog`` tells whether the person can sign in: ``geen``, ``uitgenodigd`` or
    ``actief``. ``wijzigbaar``: whether this beheerder may change the account.
    """

    id: int
    naam: str
    email: str | None
    telefoon: str | None
    actief: bool
    voorbeeld: bool
    rollen: tuple[RoleView, ...]
    wijzigbaar: bool
    inlog: str = "geen"


def people(
    ctx: Context, kijker: Kijker, zoek: str = "", *, organisatie_id: str | None = None
) -> list[PersonView]:
    """Return the people of the own organisations, by name.

    Parameters
    ----------
    ctx, kijker
        The surroundings and who looks.
    zoek
        Parts of the name, role or organisation.
    organisatie_id
        Only the people with a role there now.
    """
    with ctx.store.reading() as uow:
        own = {row.id for row in managed(ctx, uow, kijker)}
        views = [
            _view(ctx, kijker, row, own)
            for row in everybody(uow.session)
            if not row.aanstellingen
            or any(one.organisatie_id in own for one in row.aanstellingen)
        ]
    if organisatie_id is not None:
        views = [view for view in views if _works_at(view, organisatie_id)]
    return [view for view in views if _matches(view, zoek)]


def person(ctx: Context, kijker: Kijker, gebruiker_id: int) -> PersonView:
    """Return one person with the cases that hang on the roles, or NotFoundError."""
    with ctx.store.reading() as uow:
        row = find_managed(ctx, uow, kijker, gebruiker_id)
        own = {one.id for one in managed(ctx, uow, kijker)}
        login = login_of(uow.session, gebruiker_id=row.id, gezinslid_id=None)
        known = login is not None and login.wachtwoord_hash is not None
        inlog = "actief" if known else "geen"
        cases = {
            one.id: len(cases_of_role(uow, one))
            for one in row.aanstellingen
            if one.holds_on(ctx.today())
        }
        return _view(ctx, kijker, row, own, cases, inlog)


def find_managed(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, gebruiker_id: int
) -> Gebruiker:
    """Return a person of the own organisations, also one who is blocked.

    Raises
    ------
    NotFoundError
        When there is no such person; nobody can tell whether elsewhere there is.
    """
    row = uow.session.get(Gebruiker, gebruiker_id)
    if row is not None:
        parties = [one.organisatie for one in row.aanstellingen]
        if not parties or any(manages(ctx, uow, kijker, one) for one in parties):
            return row
    msg = "Deze persoon bestaat niet, of werkt niet bij een organisatie van u."
    raise NotFoundError(msg)


def may_change(ctx: Context, kijker: Kijker, row: Gebruiker, own: set[str]) -> bool:
    """Return whether a beheerder may change the account of a person.

    A link to choose a new password opens everything that the person may do. So who
    gives it looks after all organisations where the person works, or is beheerder of
    a samenwerkingsverband where the person works.
    """
    if kijker.is_system:
        return True
    works_at = {one.organisatie_id for one in row.roles_on(ctx.today())}
    at_own_swv = kijker.organisatie_id in works_at and any(
        one.organisatie_id == kijker.organisatie_id and one.organisatie.soort.is_swv
        for one in row.aanstellingen
    )
    return works_at <= own or at_own_swv


def cases_of_role(uow: UnitOfWork, role: Aanstelling) -> list[str]:
    """Return the open cases that somebody looks after in a role."""
    if role.rol not in (Rol.REGISSEUR, Rol.ZORGCOORDINATOR):
        return []
    return open_cases_of(
        uow.session,
        role.organisatie_id,
        regisseur_id=role.gebruiker_id if role.rol is Rol.REGISSEUR else None,
        zorgcoordinator_id=role.gebruiker_id
        if role.rol is Rol.ZORGCOORDINATOR
        else None,
    )


def _view(
    ctx: Context,
    kijker: Kijker,
    row: Gebruiker,
    own: set[str],
    cases: dict[int, int] | None = None,
    inlog: str = "geen",
) -> PersonView:
    today, rolnaam = ctx.today(), ctx.knowledge.organisaties.rolnaam
    roles = [
        RoleView(
            id=one.id,
            rol=one.rol.value,
            rolnaam=rolnaam(one.rol),
            organisatie_id=one.organisatie_id,
            organisatie=one.organisatie.naam,
            van=one.van,
            tot=one.tot,
            geldt=one.holds_on(today),
            beheerbaar=one.organisatie_id in own,
            casussen=(cases or {}).get(one.id, 0),
        )
        for one in row.aanstellingen
    ]
    return PersonView(
        id=row.id,
        naam=row.naam,
        email=row.email,
        telefoon=row.telefoon,
        actief=row.actief,
        voorbeeld=row.voorbeeld,
        rollen=tuple(sorted(roles, key=lambda one: (not one.geldt, one.van, one.id))),
        wijzigbaar=may_change(ctx, kijker, row, own),
        inlog=inlog,
    )


def _works_at(view: PersonView, organisatie_id: str) -> bool:
    return any(
        one.geldt and one.organisatie_id == organisatie_id for one in view.rollen
    )


def _matches(view: PersonView, zoek: str) -> bool:
    parts = [view.naam, view.email or ""]
    parts += [f"{one.rolnaam} {one.organisatie}" for one in view.rollen if one.geldt]
    text = " ".join(parts).casefold()
    return all(word in text for word in zoek.casefold().split())
