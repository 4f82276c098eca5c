"""Whom to call about a case: the regisseur, or the samenwerkingsverband."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.views import Contact
from models.gebruiker import Gebruiker
from models.organisatie import Organisatie

if TYPE_CHECKING:
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

NO_ONE_YET = "er is nog geen regisseur"


def case_contact(ctx: Context, casus_id: str) -> Contact:
    """Return whom to call about a case, in a transaction of its own."""
    with ctx.store.reading() as uow:
        return contact_of(uow, find_case(uow, casus_id))


def contact_of(uow: UnitOfWork, casus: Casus) -> Contact:
    """Return whom parents and partners call about a case.

    Parameters
    ----------
    uow
        The open transaction.
    casus
        The case.
    """
    if casus.regisseur_id is not None:
        user = uow.session.get(Gebruiker, casus.regisseur_id)
        if user is not None and user.actief:
            return Contact(user.naam, "regisseur", user.telefoon, user.voorbeeld)
    party = uow.session.get(Organisatie, casus.swv_id or "")
    if party is not None:
        return Contact(party.naam, NO_ONE_YET, party.telefoon, party.voorbeeld)
    return Contact("het samenwerkingsverband", NO_ONE_YET, None)
