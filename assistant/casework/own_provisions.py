"""Provisions as who keeps them sees them: groups, periods and seats."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.place_kinds import kind_of_route
from assistant.casework.provision_views import (
    MonthView,
    OwnGroupView,
    OwnProvisionView,
    PeriodView,
    SeatValue,
)
from assistant.casework.seats_over_time import free_in, held_now, holds_of
from assistant.errors import NotFoundError
from models.gebruiker import Rol
from models.organisatie import Organisatie, OrganisatieSoort
from models.voorstel import Voorstel, latest_of_region
from models.voorziening import Groep, Voorziening, capacity_on, provisions_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.casework.kijker import Kijker
    from assistant.casework.seats_over_time import Hold
    from assistant.context import Context
    from models.store import UnitOfWork
    from models.voorziening import Capaciteit

KEEPS_ALL = frozenset({Rol.BEHEERDER, Rol.SECRETARIS, Rol.REGISSEUR})
"""At a samenwerkingsverband they may keep the places of others too."""
KEEPS_OWN = frozenset({Rol.AANBIEDER, Rol.BEHEERDER})
MONTHS_AHEAD = 6


def own_provisions(ctx: Context, kijker: Kijker) -> list[OwnProvisionView]:
    """Return the provisions that somebody keeps, by name."""
    with ctx.store.reading() as uow:
        rows = provisions_of(
            uow.session, None if keeps_all(kijker) else kijker.organisatie_id or ""
        )
        rows = [
            row
            for row in rows
            if row.organisatie_id == kijker.organisatie_id
            or keeps_of_region(uow, kijker, row)
        ]
        holds = holds_of(uow)
        names = {row.organisatie_id: _party(uow, row) for row in rows}
        return [_view(ctx, row, holds, names[row.organisatie_id]) for row in rows]


def own_provision(
    ctx: Context, kijker: Kijker, voorziening_id: str
) -> OwnProvisionView:
    """Return one provision that somebody keeps, or raise NotFoundError."""
    with ctx.store.reading() as uow:
        row = require_kept(uow, kijker, voorziening_id)
        holds = holds_of(uow)
        proposal = latest_of_region(uow.session, row.regio)
        return _view(ctx, row, holds, _party(uow, row), proposal)


def keeps_all(kijker: Kijker) -> bool:
    """Return whether somebody keeps the places of the whole region."""
    at_swv = kijker.organisatie_soort is not None and (
        OrganisatieSoort(kijker.organisatie_soort).is_swv
    )
    return kijker.is_system or (at_swv and kijker.rol in KEEPS_ALL)


def keeps_of_region(uow: UnitOfWork, kijker: Kijker, row: Voorziening) -> bool:
    """Return whether somebody keeps the places of others, this one among them.

    A samenwerkingsverband keeps those of its own region; a provision that names no
    organisation and no region is anybody's.
    """
    if not keeps_all(kijker) or kijker.is_system:
        return keeps_all(kijker)
    own = uow.session.get(Organisatie, kijker.organisatie_id or "")
    owner = uow.session.get(Organisatie, row.organisatie_id or "")
    if own is None:
        return False
    if owner is None:
        return row.regio in (None, own.regio)
    return owner.regio == own.regio


def require_kept(
    uow: UnitOfWork, kijker: Kijker, voorziening_id: str, *, lock: bool = False
) -> Voorziening:
    """Return a provision that somebody keeps.

    Raises
    ------
    NotFoundError
        When it does not exist or is of another party; nobody can tell which.
    """
    row = uow.session.get(Voorziening, voorziening_id, with_for_update=lock or None)
    own = (
        row is not None
        and kijker.organisatie_id is not None
        and row.organisatie_id == kijker.organisatie_id
        and kijker.rol in KEEPS_OWN
    )
    if row is None or not (own or keeps_of_region(uow, kijker, row)):
        msg = "Deze voorziening bestaat niet, of u houdt haar plekken niet bij."
        raise NotFoundError(msg)
    return row


def _party(uow: UnitOfWork, row: Voorziening) -> str:
    if row.organisatie_id is None:
        return ""
    party = uow.session.get(Organisatie, row.organisatie_id)
    return "" if party is None else party.naam


def _view(
    ctx: Context,
    row: Voorziening,
    holds: Mapping[str, Sequence[Hold]],
    party: str,
    proposal: Voorstel | None = None,
) -> OwnProvisionView:
    route = ctx.knowledge.routes.get(row.route)
    return OwnProvisionView(
        id=row.id,
        naam=row.naam,
        route=row.route,
        route_naam=row.route if route is None else route.naam,
        organisatie_id=row.organisatie_id,
        organisatie=party,
        plaats=row.plaats,
        pc4=row.pc4,
        sectoren=tuple(row.sectoren),
        leeftijd_min=row.leeftijd_min,
        leeftijd_max=row.leeftijd_max,
        biedt=tuple(row.biedt),
        past_bij=tuple(row.past_bij),
        alleen_eigen_school=row.alleen_eigen_school,
        contact=row.contact,
        telefoon=row.telefoon,
        budget_bron=row.budget_bron,
        budget_cent=row.budget_cent,
        kosten_cent=row.kosten_cent,
        actief=row.actief,
        voorbeeld=row.voorbeeld,
        versie=row.versie,
        groepen=tuple(
            _group(ctx, one, row.route, holds, proposal) for one in row.groepen
        ),
    )


def _group(
    ctx: Context,
    row: Groep,
    route: str,
    holds: Mapping[str, Sequence[Hold]],
    proposal: Voorstel | None,
) -> OwnGroupView:
    current = capacity_on(row, ctx.today())
    mine = {row.id: holds.get(row.id, ())}
    held = held_now(mine, ctx.today())[row.id]
    # Decided seats count in the period of now and later, until they are counted.
    periods = [
        _period(one, held if one.tot is None or one.tot >= ctx.today() else 0, current)
        for one in row.capaciteiten
    ]
    return OwnGroupView(
        id=row.id,
        naam=row.naam,
        uren=row.uren_per_week,
        instroom=tuple(sorted(date.fromisoformat(day) for day in row.instroom)),
        soort=None if row.soort is None else row.soort.value,
        soort_volgens_route=kind_of_route(ctx, route).value,
        minimum=row.minimum,
        fte=row.fte,
        uren_per_leerling=row.uren_per_leerling,
        verblijf_weken=row.verblijf_weken,
        verlenging_weken=row.verlenging_weken,
        einde=row.einde,
        mix=dict(row.mix),
        waarde=_seat_value(row, proposal),
        versie=row.versie,
        perioden=tuple(sorted(periods, key=lambda one: one.van, reverse=True)),
        maanden=tuple(
            _month(row, day, held_now(mine, day)[row.id])
            for day in months_from(ctx.today())
        ),
    )


def _seat_value(row: Groep, proposal: Voorstel | None) -> SeatValue | None:
    kept = {} if proposal is None else proposal.toelichting.get("overzicht", {})
    found = kept.get("stoelwaarden", {}).get(row.id)
    if proposal is None or found is None:
        return None
    return SeatValue(found["geplaatst"], found["weken"], proposal.op)


def _period(row: Capaciteit, held: int, current: Capaciteit | None) -> PeriodView:
    return PeriodView(
        id=row.id,
        van=row.van,
        tot=row.tot,
        plaatsen=row.plaatsen,
        bezet=row.bezet,
        besloten=held,
        vrij=free_in(row, held),
        nu=row is current,
        gewijzigd_op=row.gewijzigd_op,
        gewijzigd_door=row.gewijzigd_door,
    )


def _month(row: Groep, day: date, held: int) -> MonthView:
    for one in row.capaciteiten:
        if one.van <= day and (one.tot is None or one.tot >= day):
            return MonthView(day, one.plaatsen, free_in(one, held))
    return MonthView(day, None, None)


def months_from(day: date) -> list[date]:
    """Return this day and the first days of the months after it."""
    days, month = [day], day.replace(day=1)
    for _ in range(MONTHS_AHEAD - 1):
        year, number = divmod(month.year * 12 + month.month, 12)
        month = date(year, number + 1, 1)
        days.append(month)
    return days
