"""Add an amount: a budget of a source, or what a pupil's route or place costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.bsn import refuse_bsn
from assistant.casework.costs import STEP, require_purse
from assistant.casework.log import log
from assistant.casework.mandate import lead_case
from assistant.casework.money import read_cents
from assistant.errors import InputError
from knowledge.leven import schooljaar_naam
from models.bedrag import Bedrag, BedragSoort
from models.voorziening import Voorziening

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

MAX_TEXT = 300
"""Most characters of a description."""


def add_budget(
    ctx: Context,
    kijker: Kijker,
    jaar: int,
    *,
    bron: str,
    bedrag: str,
    omschrijving: str,
) -> int:
    """Add a budget of a source for a school year; returns the number of the row.

    Raises
    ------
    NotAllowedError
        When the role may not.
    InputError
        When the source, the amount or the description cannot be used.
    """
    return _add(
        ctx,
        kijker,
        jaar,
        soort=BedragSoort.BEGROOT,
        bron=bron,
        bedrag=bedrag,
        omschrijving=omschrijving,
    )


def add_cost(
    ctx: Context,
    casus_id: str,
    kijker: Kijker,
    jaar: int,
    *,
    soort: str,
    bron: str,
    bedrag: str,
    omschrijving: str,
    waarvoor: str = "",
) -> int:
    """Add what a case costs; returns the number of the row.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case that it is for.
    kijker
        Who adds it; it belongs to the organisation of this person.
    jaar
        Calendar year in which the school year begins.
    soort
        ``vastgelegd`` or ``besteed``.
    bron
        Id of the source of money.
    bedrag
        The amount as written; a minus takes an earlier amount back.
    omschrijving
        What it is for, in a few words.
    waarvoor
        ``plek:`` and the id of a provision, or ``route:`` and that of a route.

    Raises
    ------
    NotFoundError, NotAllowedError, InputError
        When the case is not in sight, the role may not, or something is missing.
    """
    if soort not in (BedragSoort.VASTGELEGD, BedragSoort.BESTEED):
        raise InputError("Kies of het bedrag is vastgelegd of besteed.")
    return _add(
        ctx,
        kijker,
        jaar,
        soort=BedragSoort(soort),
        bron=bron,
        bedrag=bedrag,
        omschrijving=omschrijving,
        casus_id=casus_id,
        waarvoor=waarvoor,
    )


def _add(
    ctx: Context,
    kijker: Kijker,
    jaar: int,
    *,
    soort: BedragSoort,
    bron: str,
    bedrag: str,
    omschrijving: str,
    casus_id: str | None = None,
    waarvoor: str = "",
) -> int:
    party_id = require_purse(ctx, kijker)
    if bron not in ctx.knowledge.financiering:
        raise InputError("Kies waar het geld vandaan komt.")
    text = omschrijving.strip()
    if not text or len(text) > MAX_TEXT:
        msg = f"Schrijf op waarvoor het is, in hoogstens {MAX_TEXT} tekens."
        raise InputError(msg)
    refuse_bsn(text, "de omschrijving")
    cents = read_cents(bedrag)
    kind, _, goal = waarvoor.partition(":")
    with ctx.store.unit_of_work() as uow:
        if casus_id is not None:
            lead_case(ctx, uow, kijker, casus_id, STEP)
        place = uow.session.get(Voorziening, goal) if kind == "plek" else None
        if (kind == "plek" and place is None) or (
            kind == "route" and goal not in ctx.knowledge.routes
        ):
            raise InputError("Kies de plek of de route uit de lijst.")
        row = Bedrag(
            schooljaar=schooljaar_naam(jaar),
            bron=bron,
            organisatie_id=party_id,
            soort=soort,
            bedrag_cent=cents,
            casus_id=casus_id,
            voorziening_id=None if place is None else place.id,
            route=goal if kind == "route" else None,
            omschrijving=text,
            door=kijker.naam,
            op=ctx.now(),
        )
        uow.session.add(row)
        uow.session.flush()
        log(
            ctx,
            uow,
            "bedrag_toegevoegd",
            "casus" if casus_id else "organisatie",
            casus_id or party_id,
            door=kijker.naam,
            soort_bedrag=soort.value,
            schooljaar=row.schooljaar,
        )
        return row.id
