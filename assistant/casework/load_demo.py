"""Load the demo region: invented provisions, people, meetings and cases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.demo_absence import load_absence
from assistant.casework.demo_cases import DemoPeople, load_case
from assistant.casework.demo_surroundings import load_surroundings
from assistant.casework.log import log
from assistant.casework.meetings import AT_THE_TABLE
from assistant.casework.organisations import find_organisation
from assistant.casework.school_calendar import calendar_of
from assistant.errors import NotFoundError
from models.gebruiker import Aanstelling, Gebruiker, Rol
from models.organisatie import Organisatie, OrganisatieSoort
from models.overleg import Deelnemer, Overleg, OverlegStand
from models.postcode import Postcode
from models.voorziening import Capaciteit, Groep, PlekSoort, Voorziening

if TYPE_CHECKING:
    from datetime import date

    from assistant.context import Context
    from knowledge.regio import Groep as GroepRij
    from knowledge.regio import Regio
    from knowledge.regio import Voorziening as VoorzieningRij
    from models.store import UnitOfWork

REGION = "voorbeeld"
SUFFIX = " (voorbeeld)"
DAYS_BEFORE = 400


def load_demo(ctx: Context) -> bool:
    """Load the demo region; does nothing when it is there.

    The region goes in in one transaction, the absence of its pupils after that.

    Returns
    -------
    bool
        Whether it was loaded now.

    Raises
    ------
    NotFoundError
        When the knowledge has no demo region.
    """
    regio = ctx.knowledge.regios.get(REGION)
    if regio is None:
        msg = "De voorbeeldregio ontbreekt: regio/voorbeeld.yaml in de kennismap."
        raise NotFoundError(msg)
    with ctx.store.unit_of_work() as uow:
        if uow.session.get(Organisatie, regio.organisaties[0].id) is not None:
            return False
        _add_parties(uow, regio)
        _add_points(uow, regio)
        for row in regio.voorzieningen:
            _add_provision(ctx, uow, row, regio)
        people = _add_people(ctx, uow, regio)
        past, coming = _add_meetings(ctx, uow, regio, people)
        cases = {
            example.id: load_case(ctx, uow, example, people, past, coming)
            for example in ctx.knowledge.voorbeelden
        }
        past.stand = OverlegStand.GESLOTEN
        load_surroundings(ctx, uow, cases)
        log(ctx, uow, "voorbeeld_geladen", "regio", regio.id, door=None)
    load_absence(ctx, cases)
    return True


def _add_parties(uow: UnitOfWork, regio: Regio) -> None:
    for row in regio.organisaties:
        uow.session.add(
            Organisatie(
                id=row.id,
                naam=row.naam,
                soort=OrganisatieSoort(row.soort),
                telefoon=row.telefoon,
                gemeenten=list(row.gemeenten),
                schoolsoort=row.schoolsoort,
                regio=regio.id,
                actief=True,
                voorbeeld=regio.voorbeeld,
            )
        )
    uow.session.flush()
    for row in regio.organisaties:
        if row.ouder is not None:
            find_organisation(uow, row.id).ouder_id = row.ouder
    uow.session.flush()


def _add_points(uow: UnitOfWork, regio: Regio) -> None:
    for row in regio.postcodes:
        # A real PC4 table that was imported before is better than these points.
        if uow.session.get(Postcode, row.pc4) is None:
            uow.session.add(
                Postcode(
                    pc4=row.pc4,
                    lat=row.lat,
                    lon=row.lon,
                    plaats=row.plaats,
                    gemeente=row.gemeente,
                    bron="voorbeeld",
                )
            )


def _add_provision(
    ctx: Context, uow: UnitOfWork, row: VoorzieningRij, regio: Regio
) -> None:
    uow.session.add(
        Voorziening(
            id=row.id,
            naam=row.naam,
            route=row.route,
            regio=regio.id,
            organisatie_id=row.aanbieder,
            alleen_eigen_school=row.alleen_eigen_school,
            plaats=row.plaats,
            pc4=row.pc4,
            sectoren=list(row.sector),
            leeftijd_min=row.leeftijd_min,
            leeftijd_max=row.leeftijd_max,
            biedt=list(row.biedt),
            past_bij=list(row.past_bij),
            contact=row.contact,
            telefoon=row.telefoon,
            budget_bron=row.budget_bron,
            budget_cent=_cents(row.budget_euro),
            kosten_cent=_cents(row.kosten_euro),
            voorbeeld=regio.voorbeeld,
        )
    )
    uow.session.flush()
    for groep in row.groepen:
        _add_group(ctx, uow, groep, row.id, regio)


def _add_group(
    ctx: Context, uow: UnitOfWork, row: GroepRij, voorziening_id: str, regio: Regio
) -> None:
    today, kalender = ctx.today(), calendar_of(ctx, regio.id)
    moments = [day.isoformat() for day in row.instroommomenten]
    moments += [
        kalender.add_school_days(today + timedelta(days=days), 0).isoformat()
        for days in row.instroom_dagen
    ]
    uow.session.add(
        Groep(
            id=row.id,
            voorziening_id=voorziening_id,
            naam=row.naam,
            uren_per_week=row.uren,
            instroom=moments,
            soort=None if row.soort is None else PlekSoort(row.soort),
            minimum=row.minimum,
            fte=row.fte,
            uren_per_leerling=row.uren_per_leerling,
            verblijf_weken=row.verblijf_weken,
            verlenging_weken=row.verlenging_weken,
            einde=row.einde,
            mix=dict(row.mix),
        )
    )
    uow.session.flush()
    uow.session.add(
        Capaciteit(
            groep_id=row.id,
            van=row.start or _school_year_start(ctx),
            tot=row.eind,
            plaatsen=row.capaciteit,
            bezet=row.bezet,
        )
    )


def _cents(euro: int | None) -> int | None:
    return None if euro is None else euro * 100


def _school_year_start(ctx: Context) -> date:
    life = ctx.knowledge.leven
    return life.begin_van(life.schooljaar_van(ctx.today()))


def _add_people(ctx: Context, uow: UnitOfWork, regio: Regio) -> DemoPeople:
    roles: dict[tuple[str, Rol], Aanstelling] = {}
    for row in regio.gebruikers:
        user = Gebruiker(
            naam=row.naam,
            email=row.email,
            telefoon=row.telefoon,
            actief=True,
            voorbeeld=regio.voorbeeld,
            aangemaakt_op=ctx.now(),
        )
        uow.session.add(user)
        for one in row.rollen:
            role = Aanstelling(
                organisatie_id=one.organisatie,
                rol=Rol(one.rol),
                # Long enough ago for everything that the invented cases tell.
                van=ctx.today() - timedelta(days=DAYS_BEFORE),
            )
            user.aanstellingen.append(role)
            roles.setdefault((one.organisatie, role.rol), role)
        uow.session.flush()
    names = {row.id: row.naam.removesuffix(SUFFIX) for row in regio.organisaties}
    return DemoPeople(
        rollen=roles,
        scholen={name: party_id for party_id, name in names.items()},
        overleglid=roles[regio.samenwerkingsverband or "", Rol.OVERLEGLID].gebruiker,
    )


def _add_meetings(
    ctx: Context, uow: UnitOfWork, regio: Regio, people: DemoPeople
) -> tuple[Overleg, Overleg]:
    """Add the meetings; return the last one before today and the first one after."""
    meetings = [
        Overleg(
            naam=row.naam,
            datum=ctx.today() + timedelta(days=row.over_dagen),
            tijd=row.tijd,
            plek=row.plek,
            regio=regio.id,
            swv_id=row.organisatie,
            voorbeeld=regio.voorbeeld,
            stand=OverlegStand.GEPLAND,
            leden=[
                Deelnemer(aanstelling_id=role.id)
                for role in people.rollen.values()
                if role.gebruiker.naam in row.leden and role.rol in AT_THE_TABLE
            ],
        )
        for row in regio.overleggen
    ]
    uow.session.add_all(meetings)
    uow.session.flush()
    past = [one for one in meetings if one.datum < ctx.today()]
    coming = [one for one in meetings if one.datum >= ctx.today()]
    return max(past, key=lambda one: one.datum), min(coming, key=lambda one: one.datum)
