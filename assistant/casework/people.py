"""People and what they do where: add one, change one, list who has which role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.casework.find import find_user
from assistant.casework.log import log
from assistant.casework.organisations import find_organisation, own_organisation
from assistant.casework.views import UserView
from assistant.errors import InputError, NotFoundError
from models.gebruiker import (
    Aanstelling,
    Gebruiker,
    Rol,
    all_appointments,
    user_by_email,
)

if TYPE_CHECKING:
    from assistant.context import Context
    from models.organisatie import Organisatie
    from models.store import UnitOfWork

SIGNS_IN = tuple(rol for rol in Rol if rol not in (Rol.OUDER, Rol.LEERLING))
"""Parents and pupils are no users; they come in as a member of a family."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
MAX_NAME = 200
MAX_EMAIL = 254
MAX_PHONE = 40


def create_user(
    ctx: Context,
    *,
    naam: str,
    rol: str,
    organisatie: str | None = None,
    telefoon: str | None = None,
    email: str | None = None,
    door: str | None = None,
) -> UserView:
    """Create a person with a role at an organisation.

    Parameters
    ----------
    ctx
        The surroundings.
    naam, telefoon, email
        Who it is; the e-mail address belongs to one person only.
    rol
        What the person does there, a value of :class:`models.gebruiker.Rol`.
    organisatie
        Id of the organisation; left out, the only samenwerkingsverband there is,
        or a first one, whose name the beheerder fills in later.
    door
        Who adds the person.

    Raises
    ------
    InputError
        When something is missing, wrong or does not fit the organisation.
    """
    with ctx.store.unit_of_work() as uow:
        role = check_role(rol)
        user = add_user(ctx, uow, naam=naam, telefoon=telefoon, email=email, door=door)
        if organisatie is None:
            party = own_organisation(ctx, uow)
        else:
            party = find_organisation(uow, organisatie)
        return user_view(add_appointment(ctx, uow, user, role, party, door=door))


def add_user(
    ctx: Context,
    uow: UnitOfWork,
    *,
    naam: str,
    telefoon: str | None = None,
    email: str | None = None,
    door: str | None = None,
    voorbeeld: bool = False,
) -> Gebruiker:
    """Add a person without a role within an open transaction."""
    user = Gebruiker(
        **_checked(uow, naam, telefoon, email),
        actief=True,
        voorbeeld=voorbeeld,
        aangemaakt_op=ctx.now(),
    )
    uow.session.add(user)
    uow.session.flush()
    log(ctx, uow, "gebruiker_gemaakt", "gebruiker", user.id, door=door)
    return user


def change_user(
    ctx: Context,
    gebruiker_id: int,
    *,
    naam: str,
    telefoon: str | None,
    email: str | None,
    door: str,
) -> None:
    """Change the name, telephone number or e-mail address of a person.

    Raises
    ------
    InputError
        When something is wrong, or the e-mail address belongs to somebody else.
    NotFoundError
        When the person does not exist.
    """
    with ctx.store.unit_of_work() as uow:
        user = find_user(uow, gebruiker_id)
        values = _checked(uow, naam, telefoon, email, own_id=user.id)
        changed = [key for key, value in values.items() if getattr(user, key) != value]
        for key in changed:
            setattr(user, key, values[key])
        log(
            ctx,
            uow,
            "gebruiker_gewijzigd",
            "gebruiker",
            user.id,
            door=door,
            wat=changed,
        )


def add_appointment(
    ctx: Context,
    uow: UnitOfWork,
    user: Gebruiker,
    rol: Rol,
    party: Organisatie,
    *,
    door: str | None,
) -> Aanstelling:
    """Give a person a role at an organisation from today, in an open transaction.

    Raises
    ------
    InputError
        When the role does not fit the organisation, or the person has it already.
    """
    if not party.actief:
        raise InputError(f"{party.naam} doet niet meer mee. Kies een andere partij.")
    rules = ctx.knowledge.organisaties
    kind = rules.soort(party.soort)
    if kind is not None and rol not in kind.rollen:
        names = ", ".join(rules.rolnaam(one) for one in kind.rollen)
        msg = f"Bij {party.naam} is er geen {rules.rolnaam(rol)}. Kies: {names}."
        raise InputError(msg)
    for one in user.aanstellingen:
        same = one.rol is rol and one.organisatie_id == party.id
        if same and one.holds_on(ctx.today()):
            msg = f"{user.naam} is al {rules.rolnaam(rol)} bij {party.naam}."
            raise InputError(msg)
    row = Aanstelling(
        gebruiker_id=user.id,
        organisatie_id=party.id,
        rol=rol,
        van=ctx.today(),
        tot=None,
    )
    row.gebruiker, row.organisatie = user, party
    uow.session.add(row)
    uow.session.flush()
    log(
        ctx,
        uow,
        "rol_gegeven",
        "gebruiker",
        user.id,
        door=door,
        rol=rol.value,
        organisatie=party.id,
    )
    return row


def users(ctx: Context) -> list[UserView]:
    """Return the active people with the roles they hold today, one row per role."""
    with ctx.store.reading() as uow:
        rows = all_appointments(uow.session, ctx.today())
        return [user_view(row) for row in rows]


def user_view(row: Aanstelling) -> UserView:
    """Return the view of a person in one role."""
    return UserView(
        id=row.gebruiker_id,
        naam=row.gebruiker.naam,
        rol=row.rol.value,
        organisatie=row.organisatie.naam,
        voorbeeld=row.gebruiker.voorbeeld,
        aanstelling_id=row.id,
        organisatie_id=row.organisatie_id,
        organisatie_soort=row.organisatie.soort.value,
    )


def find_appointment(
    uow: UnitOfWork, aanstelling_id: int, *, lock: bool = False
) -> Aanstelling:
    """Return a role at an organisation, or raise NotFoundError."""
    row = uow.session.get(Aanstelling, aanstelling_id)
    if row is not None and lock:
        uow.session.refresh(row, with_for_update={"of": Aanstelling})
    if row is None:
        raise NotFoundError("Deze rol bestaat niet (meer). Open de persoon opnieuw.")
    return row


def keep_a_beheerder(uow: UnitOfWork, row: Aanstelling) -> None:
    """Refuse to end the last role that can give somebody access.

    Raises
    ------
    InputError
        When it is the only beheerder of the samenwerkingsverbanden.
    """
    if row.rol is not Rol.BEHEERDER:
        return
    others = [
        one
        for one in all_appointments(uow.session, None)
        if one.rol is Rol.BEHEERDER
        and one.id != row.id
        and one.tot is None
        and one.organisatie.soort.is_swv
    ]
    if row.organisatie.soort.is_swv and not others:
        msg = (
            f"{row.gebruiker.naam} is de enige beheerder. Maak eerst iemand anders "
            "beheerder; anders kan niemand meer toegang geven."
        )
        raise InputError(msg)


def check_role(rol: str) -> Rol:
    """Return the role of a professional, or raise InputError that names them all."""
    if rol not in SIGNS_IN:
        msg = (
            f"De rol '{rol[:40]}' kan geen gebruiker zijn. Kies uit: "
            f"{', '.join(SIGNS_IN)}. Ouders en leerlingen krijgen toegang per casus."
        )
        raise InputError(msg)
    return Rol(rol)


def _checked(
    uow: UnitOfWork,
    naam: str,
    telefoon: str | None,
    email: str | None,
    own_id: int | None = None,
) -> dict[str, str | None]:
    name, phone = naam.strip(), (telefoon or "").strip()
    address = (email or "").strip().lower()
    if not name:
        raise InputError("Geef een naam op.")
    for text, limit, what in (
        (name, MAX_NAME, "De naam"),
        (phone, MAX_PHONE, "Het telefoonnummer"),
        (address, MAX_EMAIL, "Het e-mailadres"),
    ):
        if len(text) > limit:
            raise InputError(f"{what} is te lang; hoogstens {limit} tekens.")
    if address and not EMAIL.fullmatch(address):
        msg = f"'{address[:60]}' is geen e-mailadres. Schrijf het als naam@school.nl."
        raise InputError(msg)
    other = user_by_email(uow.session, address) if address else None
    if other is not None and other.id != own_id:
        msg = (
            f"Het e-mailadres is al van {other.naam}. Geef die persoon een rol erbij, "
            "of vul een ander adres in."
        )
        raise InputError(msg)
    return {"naam": name, "telefoon": phone or None, "email": address or None}
