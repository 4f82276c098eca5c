"""Put names, families, sharing, consent, tasks and amounts around invented cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.family import add_member
from assistant.casework.names import Volledigenaam, add_name, add_names
from assistant.casework.tasks import add_task
from knowledge.leven import schooljaar_naam
from models.bedrag import Bedrag, BedragSoort
from models.convenant import Convenant, ConvenantPartij
from models.deling import Deling, Grond
from models.toestemming import Toestemming
from models.wens import Wens, WensVan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from assistant.context import Context
    from knowledge.rondom import VoorbeeldGezin, VoorbeeldTaak
    from models.casus import Casus
    from models.store import UnitOfWork

NOBODY = "Voorbeeld"
"""Who stored what nobody in the invented region did."""


def load_surroundings(
    ctx: Context, uow: UnitOfWork, cases: Mapping[str, Casus]
) -> None:
    """Load what surrounds the invented cases.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    cases
        The invented cases by the id of their row.
    """
    around = ctx.knowledge.rondom
    add_names(
        ctx,
        uow,
        {
            cases[row.casus].id: Volledigenaam(
                voornaam=row.voornaam, achternaam=row.achternaam
            )
            for row in around.namen
        },
        door=NOBODY,
    )
    families = {
        row.casus: _add_family(ctx, uow, cases[row.casus], row)
        for row in around.gezinnen
    }
    agreements = _add_agreements(ctx, uow)
    for consent in around.toestemmingen:
        uow.session.add(
            Toestemming(
                casus_id=cases[consent.casus].id,
                gezinslid_id=families[consent.casus][consent.lid - 1],
                organisatie_id=consent.organisatie,
                categorieen=list(consent.categorieen),
                hoe=consent.hoe,
                gegeven_op=_moment(ctx, consent.van_dagen),
                door=cases[consent.casus].door or NOBODY,
            )
        )
    for wish in around.wensen:
        uow.session.add(
            Wens(
                casus_id=cases[wish.casus].id,
                van=WensVan(wish.van),
                voorzieningen=list(wish.voorzieningen),
                door=cases[wish.casus].door or NOBODY,
                op=ctx.now(),
            )
        )
    for deling in around.delingen:
        uow.session.add(
            Deling(
                casus_id=cases[deling.casus].id,
                organisatie_id=deling.organisatie,
                grond=Grond(deling.grond),
                convenant_id=agreements.get(deling.convenant or ""),
                doel=deling.doel,
                van=_day(ctx, deling.van_dagen),
                door=cases[deling.casus].door or NOBODY,
                op=_moment(ctx, deling.van_dagen),
            )
        )
    for taak in around.taken:
        _add_task(ctx, uow, cases[taak.casus], taak)
    _add_amounts(ctx, uow, cases)
    uow.session.flush()


def _add_family(
    ctx: Context, uow: UnitOfWork, casus: Casus, row: VoorbeeldGezin
) -> list[int]:
    """Add the members of a family and return their ids in order."""
    found = []
    for one in row.leden:
        member = add_member(ctx, uow, casus.id, one.soort, one.gezag, door=casus.door)
        if one.voornaam and one.achternaam:
            name = Volledigenaam(voornaam=one.voornaam, achternaam=one.achternaam)
            add_name(ctx, uow, casus.id, name, door=casus.door, gezinslid_id=member.id)
        found.append(member.id)
    return found


def _add_agreements(ctx: Context, uow: UnitOfWork) -> dict[str, int]:
    found = {}
    for row in ctx.knowledge.rondom.convenanten:
        convenant = Convenant(
            naam=row.naam,
            doel=row.doel,
            grondslag=row.grondslag,
            van=_day(ctx, row.van_dagen),
            tot=_day(ctx, row.tot_dagen),
            categorieen=list(row.categorieen),
            voorbeeld=True,
            door=NOBODY,
            op=_moment(ctx, row.van_dagen),
            partijen=[ConvenantPartij(organisatie_id=one) for one in row.partijen],
        )
        uow.session.add(convenant)
        uow.session.flush()
        found[row.id] = convenant.id
    return found


def _add_task(ctx: Context, uow: UnitOfWork, casus: Casus, row: VoorbeeldTaak) -> None:
    when = _moment(ctx, min(0, row.over_dagen) - 7)
    owner = casus.zorgcoordinator_id if row.voor == "zorgcoordinator" else None
    add_task(
        replace(ctx, now=lambda: when),
        uow,
        casus,
        row.soort,
        row.urgent,
        row.tekst,
        uiterlijk=_day(ctx, row.over_dagen),
        voor_id=owner,
        door=casus.door,
    )


def _add_amounts(ctx: Context, uow: UnitOfWork, cases: Mapping[str, Casus]) -> None:
    year = schooljaar_naam(ctx.knowledge.leven.schooljaar_van(ctx.today()))
    for row in ctx.knowledge.rondom.bedragen:
        uow.session.add(
            Bedrag(
                schooljaar=year,
                bron=row.bron,
                organisatie_id=row.organisatie,
                soort=BedragSoort(row.soort),
                bedrag_cent=row.euro * 100,
                casus_id=None if row.casus is None else cases[row.casus].id,
                voorziening_id=row.voorziening,
                route=row.route,
                omschrijving=row.omschrijving,
                door=NOBODY,
                op=ctx.now(),
            )
        )


def _day(ctx: Context, days: int) -> date:
    return ctx.today() + timedelta(days=days)


def _moment(ctx: Context, days: int) -> datetime:
    return ctx.now() + timedelta(days=days)
