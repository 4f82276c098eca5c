"""The steps for the family that follow from a decision, with who and when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.contacts import contact_of
from knowledge.kalenderwoorden import tell_date
from models.taak import Stap
from models.voorziening import Groep

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from assistant.context import Context
    from knowledge.plaatsing import StapNaBesluit
    from models.besluit import Besluit
    from models.casus import Casus
    from models.store import UnitOfWork
    from models.voorziening import Voorziening


def add_steps(ctx: Context, uow: UnitOfWork, casus: Casus, besluit: Besluit) -> None:
    """Add the steps that the rows name for this decision."""
    place = _provision(uow, besluit.groep_id)
    bridge = _provision(uow, besluit.brug_groep_id)
    contact = contact_of(uow, casus)
    regisseur = (contact.naam, contact.telefoon)
    who = {
        "regisseur": regisseur,
        "ouders": ("U", contact.telefoon),
        "ontvangende_plek": _contact(place) or regisseur,
        "overbrugging": _contact(bridge) or regisseur,
    }
    words = {
        "plek": "" if place is None else place.naam,
        "brug": "" if bridge is None else bridge.naam,
    }
    days = {
        "begin": besluit.begin,
        "brug_begin": besluit.brug_begin,
        "brug_eind": besluit.brug_eind,
    }
    words |= {key: "" if day is None else tell_date(day) for key, day in days.items()}
    for rule in ctx.knowledge.plaatsing.stappen_na_besluit:
        last = _deadline(ctx, rule, days)
        if rule.bij not in _kinds(besluit) or last is None:
            continue
        wie, telefoon = who[rule.wie]
        uow.session.add(
            Stap(
                casus_id=casus.id,
                besluit_id=besluit.id,
                soort=rule.id,
                wat=rule.wat.format(**words),
                wie=wie,
                telefoon=telefoon,
                uiterlijk=last,
                bron=rule.bron,
            )
        )


def _provision(uow: UnitOfWork, groep_id: str | None) -> Voorziening | None:
    groep = None if groep_id is None else uow.session.get(Groep, groep_id)
    return None if groep is None else groep.voorziening


def _contact(place: Voorziening | None) -> tuple[str, str | None] | None:
    return None if place is None else (place.naam, place.telefoon)


def _kinds(besluit: Besluit) -> frozenset[str]:
    """Return which rows of the steps belong to a decision."""
    if besluit.groep_id is None:
        return frozenset({"geen_plek"})
    if besluit.brug_groep_id is not None:
        return frozenset({"plek", "brug"})
    only = besluit.brug_eind is not None
    return frozenset({"plek", "alleen_brug"} if only else {"plek"})


def _deadline(
    ctx: Context, rule: StapNaBesluit, days: Mapping[str, date | None]
) -> date | None:
    """Return the last day of a step; None when the day it hangs on is not known."""
    if rule.voor is None:
        return ctx.today() + timedelta(days=rule.dagen)
    day = days[rule.voor]
    if day is None:
        return None
    return max(ctx.today(), day - timedelta(days=rule.dagen))
