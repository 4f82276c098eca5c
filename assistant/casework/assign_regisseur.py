"""Give a case its regisseur; the open tasks of the case go along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case, find_user
from assistant.casework.log import log
from assistant.errors import InputError
from models.gebruiker import Rol
from models.taak import open_taken

if TYPE_CHECKING:
    from assistant.context import Context


def assign_regisseur(
    ctx: Context, casus_id: str, gebruiker_id: int, *, door: str
) -> int:
    """Make a person the regisseur of a case.

    Returns
    -------
    int
        How many open tasks were handed over.

    Raises
    ------
    InputError
        When the person is no regisseur.
    NotFoundError
        When the case or the person does not exist.
    """
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        user = find_user(uow, gebruiker_id)
        if Rol.REGISSEUR not in {role.rol for role in user.roles_on(ctx.today())}:
            raise InputError(f"{user.naam} is geen regisseur. Kies een regisseur.")
        casus.regisseur_id = user.id
        tasks = open_taken(uow.session, casus_id)
        for taak in tasks:
            taak.voor_id, taak.voor_naam = user.id, user.naam
        log(
            ctx,
            uow,
            "regisseur_gekozen",
            "casus",
            casus_id,
            door=door,
            regisseur=user.id,
            taken=len(tasks),
        )
        return len(tasks)
