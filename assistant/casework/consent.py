"""Consent: what a family allows, given, taken back and read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.ages import ages_of
from assistant.casework.consented import deciders
from assistant.casework.family import name_of
from assistant.casework.find import find_case
from assistant.casework.log import log
from assistant.casework.organisations import find_organisation
from assistant.errors import InputError, NotAllowedError, NotFoundError
from knowledge.inzage import Categorie
from models.gezinslid import Gezinslid, GezinslidSoort, family_of
from models.organisatie import Organisatie
from models.toestemming import Toestemming, consents_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from assistant.context import Context
    from models.store import UnitOfWork


@dataclass(frozen=True)
class ConsentView:
    """One consent; ``geldt`` says whether it counts today."""

    id: int
    gezinslid_id: int
    wie: str
    organisatie_id: str | None
    organisatie: str
    categorieen: tuple[str, ...]
    hoe: str
    gegeven_op: datetime
    tot: date | None
    ingetrokken_op: datetime | None
    door: str
    geldt: bool


@dataclass(frozen=True)
class Decider:
    """A member of the family who decides on consent."""

    gezinslid_id: int
    wie: str


def who_decides(ctx: Context, casus_id: str) -> tuple[Decider, ...]:
    """Return who decides on consent now; all of them must agree.

    Empty when nobody can: the age is not known, or no parent with authority (from
    16: no pupil) is known in this case.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        find_case(uow, casus_id)
        age = ages_of(ctx, uow, [casus_id])[casus_id]
        family = family_of(uow.session, casus_id)
        return tuple(
            Decider(one.id, name_of(one)) for one in deciders(ctx, family, age)
        )


def consents(ctx: Context, casus_id: str) -> tuple[ConsentView, ...]:
    """Return every consent of a case, the latest first.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        find_case(uow, casus_id)
        age = ages_of(ctx, uow, [casus_id])[casus_id]
        family = family_of(uow.session, casus_id)
        decide = {one.id for one in deciders(ctx, family, age)}
        rows = reversed(consents_of(uow.session, casus_id))
        return tuple(_view(ctx, uow, row, decide) for row in rows)


def give_consent(
    ctx: Context,
    casus_id: str,
    *,
    gezinslid_id: int,
    organisatie_id: str | None,
    categorieen: Collection[str],
    hoe: str,
    door: str,
    tot: date | None = None,
) -> int:
    """Store the consent of one member of the family and return its id.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    gezinslid_id
        Whose consent it is; only who decides can give it.
    organisatie_id
        For whom; None lets the parents of a pupil from 16 look along.
    categorieen
        What may be seen (ids of the table of sight).
    hoe
        How it was given (id of the table of sight).
    door
        Who stores it.
    tot
        The last day; without an end it counts until it is taken back.

    Raises
    ------
    InputError
        When nothing is chosen, or something that consent does not open.
    NotAllowedError
        When this person does not decide, or the age of the pupil is not known.
    NotFoundError
        When the case, the person or the organisation is not there.
    """
    with ctx.store.unit_of_work() as uow:
        find_case(uow, casus_id, lock=True)
        party = (
            None if organisatie_id is None else find_organisation(uow, organisatie_id)
        )
        _check_decider(ctx, uow, casus_id, gezinslid_id, parents=party is None)
        chosen = _check_content(ctx, party, categorieen, hoe, tot)
        row = Toestemming(
            casus_id=casus_id,
            gezinslid_id=gezinslid_id,
            organisatie_id=organisatie_id,
            categorieen=chosen,
            hoe=hoe,
            gegeven_op=ctx.now(),
            tot=tot,
            door=door,
        )
        uow.session.add(row)
        uow.session.flush()
        log(
            ctx,
            uow,
            "toestemming_gegeven",
            "casus",
            casus_id,
            door=door,
            toestemming=row.id,
            organisatie=organisatie_id,
        )
        return row.id


def withdraw_consent(
    ctx: Context,
    casus_id: str,
    toestemming_id: int,
    *,
    door: str,
    gezinslid_id: int | None = None,
) -> None:
    """Take a consent back; from this moment it opens nothing.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id, toestemming_id
        Which consent.
    door
        Who takes it back.
    gezinslid_id
        The member of the family who does; None for a professional who was asked to.

    Raises
    ------
    NotFoundError
        When this consent is not there, or belongs to somebody else.
    NotAllowedError
        When it was taken back already.

    Source: AVG 7 lid 3.
    """
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(Toestemming, toestemming_id, with_for_update=True)
        foreign = gezinslid_id is not None and row and row.gezinslid_id != gezinslid_id
        if row is None or row.casus_id != casus_id or foreign:
            msg = "Deze toestemming is er niet. Ga terug naar het overzicht."
            raise NotFoundError(msg)
        if row.ingetrokken_op is not None:
            raise NotAllowedError("Deze toestemming was al ingetrokken.")
        row.ingetrokken_op = ctx.now()
        log(
            ctx,
            uow,
            "toestemming_ingetrokken",
            "casus",
            casus_id,
            door=door,
            toestemming=row.id,
        )


def _check_decider(
    ctx: Context, uow: UnitOfWork, casus_id: str, gezinslid_id: int, *, parents: bool
) -> None:
    member = uow.session.get(Gezinslid, gezinslid_id)
    if member is None or member.casus_id != casus_id or not member.actief:
        raise NotFoundError("Deze persoon hoort niet bij dit gezin. Kies opnieuw.")
    age = ages_of(ctx, uow, [casus_id])[casus_id]
    if age is None:
        msg = (
            "De leeftijd van de leerling is niet bekend. Vul eerst de geboortemaand "
            "in: vanaf 16 jaar beslist de leerling zelf."
        )
        raise NotAllowedError(msg)
    own_age = ctx.knowledge.inzage.leeftijd_eigen_toestemming
    if parents and age < own_age:
        msg = f"Ouders kijken mee tot de leerling {own_age} is. Dit is nog niet nodig."
        raise NotAllowedError(msg)
    if member.id in {
        one.id for one in deciders(ctx, family_of(uow.session, casus_id), age)
    }:
        return
    if age >= own_age:
        msg = f"De leerling is {own_age} jaar of ouder en beslist zelf over het delen."
    elif member.soort is GezinslidSoort.LEERLING:
        msg = f"Tot {own_age} jaar geven ouders met gezag toestemming."
    else:
        msg = "Alleen een ouder met gezag kan toestemming geven."
    raise NotAllowedError(msg)


def _check_content(
    ctx: Context,
    party: Organisatie | None,
    categorieen: Collection[str],
    hoe: str,
    tot: date | None,
) -> list[str]:
    regels = ctx.knowledge.inzage
    if not categorieen:
        raise InputError("Kies eerst wat de organisatie mag zien.")
    allowed = regels.consent_opens(None if party is None else party.soort.value)
    wrong = [one for one in categorieen if one not in allowed]
    if wrong:
        names = ", ".join(regels.categorie(one).naam for one in allowed)
        msg = f"Hiervoor kan geen toestemming worden gegeven. Kies uit: {names}."
        raise InputError(msg)
    if hoe not in {one.id for one in regels.wijzen_van_toestemming}:
        raise InputError("Kies hoe de toestemming is gegeven.")
    if tot is not None and tot < ctx.today():
        raise InputError(f"De einddatum {tot:%d-%m-%Y} is voorbij. Kies een latere.")
    return [one.value for one in Categorie if one in categorieen]


def _view(
    ctx: Context, uow: UnitOfWork, row: Toestemming, decide: Collection[int]
) -> ConsentView:
    member = uow.session.get(Gezinslid, row.gezinslid_id)
    party = (
        uow.session.get(Organisatie, row.organisatie_id) if row.organisatie_id else None
    )
    names = [
        ctx.knowledge.inzage.categorie(Categorie(one)).naam for one in row.categorieen
    ]
    return ConsentView(
        id=row.id,
        gezinslid_id=row.gezinslid_id,
        wie="onbekend" if member is None else name_of(member),
        organisatie_id=row.organisatie_id,
        organisatie="de ouders" if party is None else party.naam,
        categorieen=tuple(names),
        hoe=row.hoe,
        gegeven_op=row.gegeven_op,
        tot=row.tot,
        ingetrokken_op=row.ingetrokken_op,
        door=row.door,
        geldt=row.holds_on(ctx.today()) and row.gezinslid_id in decide,
    )
