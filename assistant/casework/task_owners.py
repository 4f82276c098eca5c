"""Who gets a task: a person where there is one, and never nobody.

A call-back or a safety signal goes to the regisseur of the case; else to the
samenwerkingsverband of the case; else to any party where somebody can do something. A
party where nobody can do anything is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.gebruiker import Aanstelling, Gebruiker, Rol, all_appointments
from models.organisatie import Organisatie

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

NOBODY_YET = "samenwerkingsverband"
"""What a task is addressed to in a record that has no organisation at all."""


@dataclass(frozen=True)
class Owner:
    """Who has a task: a person at an organisation, or only the organisation."""

    naam: str
    gebruiker_id: int | None
    organisatie_id: str | None


def task_owner(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus | None,
    voor_id: int | None = None,
    partij_id: str | None = None,
) -> Owner:
    """Return who gets a task.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    casus
        The case the task is about, if any.
    voor_id
        The person it is meant for; somebody who left, or has no role any more, is
        passed over.
    partij_id
        The party it is meant for when it is for nobody in particular.
    """
    swv = None if casus is None else casus.swv_id
    found = None if voor_id is None else person(ctx, uow, voor_id, swv)
    if found is None and partij_id is not None:
        return party_owner(ctx, uow, partij_id, swv)
    if found is None and casus is not None and casus.regisseur_id is not None:
        found = person(ctx, uow, casus.regisseur_id, swv)
    return found or party_owner(ctx, uow, swv)


def person(
    ctx: Context, uow: UnitOfWork, gebruiker_id: int, organisatie_id: str | None
) -> Owner | None:
    """Return a person as owner, at this organisation if possible; None if gone."""
    user = uow.session.get(Gebruiker, gebruiker_id)
    if user is None or not user.actief:
        return None
    able = [
        row
        for row in user.aanstellingen
        if row.holds_on(ctx.today()) and row.rol in task_roles(ctx)
    ]
    if not able:
        return None
    here = next((r for r in able if r.organisatie_id == organisatie_id), able[0])
    return Owner(user.naam, user.id, here.organisatie_id)


def task_roles(ctx: Context) -> tuple[Rol, ...]:
    """Return the roles of people who can be given tasks."""
    return tuple(Rol(name) for name in ctx.knowledge.werkvoorraad.rollen)


def party_owner(ctx: Context, uow: UnitOfWork, *partij_ids: str | None) -> Owner:
    """Return the first of these parties where somebody can do a task, else any."""
    roles = task_roles(ctx)
    able = [r for r in all_appointments(uow.session, ctx.today()) if r.rol in roles]
    for wanted in partij_ids:
        found = _first(r for r in able if r.organisatie_id == wanted)
        if found is not None:
            return Owner(found.naam, None, found.id)
    chosen = (
        _first(r for r in able if r.organisatie.soort.is_swv)
        or _first(r for r in able if r.rol is Rol.BEHEERDER)
        or _first(able)
    )
    if chosen is not None:
        return Owner(chosen.naam, None, chosen.id)
    # Nobody can sign in yet; the party itself keeps it until somebody can.
    for wanted in partij_ids:
        party = None if wanted is None else uow.session.get(Organisatie, wanted)
        if party is not None:
            return Owner(party.naam, None, party.id)
    return Owner(NOBODY_YET, None, None)


def _first(rows: Iterable[Aanstelling]) -> Organisatie | None:
    found = min(rows, key=lambda row: row.organisatie_id, default=None)
    return None if found is None else found.organisatie
