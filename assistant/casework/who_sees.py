"""Who sees a case now: the same function as every page, asked for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.inzage import inzage_of
from assistant.casework.kijker import viewer_in
from knowledge.inzage import Categorie
from models.deling import sharings_of
from models.gebruiker import all_appointments
from models.organisatie import Organisatie
from models.overleg import meetings_of as meetings_with
from models.voorziening import provider_of_latest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.casework.inzage import Inzage
    from assistant.context import Context
    from models.casus import Casus
    from models.gebruiker import Aanstelling
    from models.store import UnitOfWork


@dataclass(frozen=True)
class Seer:
    """A kind of viewer of a case, at one organisation.

    Parameters
    ----------
    organisatie
        Its name.
    wie
        Who looks and in which role, in words.
    aantal
        How many people that are.
    ziet
        What is in sight, in words.
    niet
        What stays closed, in words.
    grond
        The ground, in words.
    """

    organisatie: str
    wie: str
    aantal: int
    ziet: tuple[str, ...]
    niet: tuple[str, ...]
    grond: str


def who_sees(ctx: Context, casus_id: str) -> tuple[Seer, ...]:
    """Return who sees a case now and what, per role at an organisation.

    It asks the function behind every page for the people who may have a tie with the
    case, so that it cannot tell another story than the pages.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        casus = find_case(uow, casus_id)
        found: dict[tuple[str, str, frozenset[str]], tuple[Inzage, int]] = {}
        for row in _candidates(ctx, uow, casus):
            inzage = inzage_of(ctx, uow, viewer_in(row), [casus_id]).get(casus_id)
            if inzage is not None:
                key = (row.organisatie.naam, row.rol.value, inzage.categorieen)
                found[key] = (inzage, found.get(key, (inzage, 0))[1] + 1)
    return tuple(
        _seer(ctx, organisatie, rol, inzage, number)
        for (organisatie, rol, _), (inzage, number) in found.items()
    )


def _candidates(ctx: Context, uow: UnitOfWork, casus: Casus) -> list[Aanstelling]:
    """Return the roles of people that may have a tie with a case."""
    parties = {casus.organisatie_id, casus.swv_id}
    owner = uow.session.get(Organisatie, casus.organisatie_id or "")
    if owner is not None:
        parties.add(owner.ouder_id)
    parties |= {row.organisatie_id for row in sharings_of(uow.session, casus.id)}
    parties.add(provider_of_latest(uow.session, casus.id))
    regions = {row.regio for row in meetings_with(uow.session, casus.id)}
    return [
        row
        for row in all_appointments(uow.session, ctx.today())
        if row.organisatie_id in parties or row.organisatie.regio in regions
    ]


def _seer(
    ctx: Context, organisatie: str, rol: str, inzage: Inzage, number: int
) -> Seer:
    shown = [one for one in Categorie if one is not Categorie.PSEUDONIEM]
    return Seer(
        organisatie=organisatie,
        wie=ctx.knowledge.organisaties.rolnaam(rol),
        aantal=number,
        ziet=_words(ctx, (one for one in shown if one in inzage.categorieen)),
        niet=_words(ctx, (one for one in shown if one not in inzage.categorieen)),
        grond=inzage.grond.partition(":")[0],
    )


def _words(ctx: Context, categories: Iterable[Categorie]) -> tuple[str, ...]:
    return tuple(ctx.knowledge.inzage.categorie(one).naam.lower() for one in categories)
