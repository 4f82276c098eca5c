"""What a family allows an organisation to see, on the date of reckoning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.ages import ages_of
from knowledge.inzage import Categorie
from models.gezinslid import GezinslidSoort, families_of
from models.toestemming import valid_consents

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.context import Context
    from models.gezinslid import Gezinslid
    from models.store import UnitOfWork

Categories = frozenset[Categorie]
_NOTHING: Categories = frozenset()


def consented(
    ctx: Context,
    uow: UnitOfWork,
    organisatie_id: str | None,
    casus_ids: Collection[str],
) -> dict[str, Categories]:
    """Return per case the categories for which consent counts now.

    A pupil from 16 decides alone. Under 16 every parent with authority must have
    said yes to a category. While the age is not known nobody can decide.

    Parameters
    ----------
    ctx
        Gives the date of reckoning and the age from which a pupil decides.
    uow
        The open transaction.
    organisatie_id
        For whom; None for the parents of a pupil who decides alone.
    casus_ids
        Of which cases.

    Source: UAVG 5; OUDERS-ONDERWIJS.
    """
    if not casus_ids:
        return {}
    given: dict[str, dict[int, Categories]] = {}
    day = ctx.today()
    for row in valid_consents(uow.session, organisatie_id, casus_ids, day):
        per_member = given.setdefault(row.casus_id, {})
        own = per_member.get(row.gezinslid_id, _NOTHING)
        per_member[row.gezinslid_id] = own | {Categorie(one) for one in row.categorieen}
    families = families_of(uow.session, list(given))
    ages = ages_of(ctx, uow, list(given))
    return {
        casus_id: _allowed(
            given.get(casus_id, {}),
            deciders(ctx, families.get(casus_id, []), ages.get(casus_id)),
        )
        for casus_id in casus_ids
    }


def deciders(
    ctx: Context, family: Collection[Gezinslid], age: int | None
) -> list[Gezinslid]:
    """Return the members of a family who decide on consent; all of them must agree.

    Parameters
    ----------
    ctx
        Gives the age (whole years) from which a pupil decides.
    family
        The active members.
    age
        The age of the pupil in whole years; None when not known.

    Source: UAVG 5.
    """
    if age is None:
        return []
    if age >= ctx.knowledge.inzage.leeftijd_eigen_toestemming:
        return [one for one in family if one.soort is GezinslidSoort.LEERLING]
    return [one for one in family if one.soort is GezinslidSoort.OUDER and one.gezag]


def _allowed(
    given: Mapping[int, Categories], needed: Collection[Gezinslid]
) -> Categories:
    sets = [given.get(one.id, _NOTHING) for one in needed]
    return frozenset.intersection(*sets) if sets else _NOTHING
