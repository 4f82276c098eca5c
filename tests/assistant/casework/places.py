"""Places for tests: add a provision with one group at once, and see the seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.seats import seats_decided
from assistant.casework.views import Contact
from assistant.errors import InputError, NotFoundError
from models.organisatie import Organisatie
from models.voorziening import (
    Capaciteit,
    Groep,
    School,
    Voorziening,
    all_provisions,
    capacity_on,
)

if TYPE_CHECKING:
    from assistant.casework.placement_views import ProposalView
    from assistant.context import Context
    from models.store import UnitOfWork


@dataclass(frozen=True)
class GroupView:
    """A group of a provision with its seats on a date (None: unknown)."""

    id: str
    naam: str
    plaatsen: int | None
    bezet: int | None
    vrij: int | None
    vanaf: date | None
    tot: date | None
    instroom: tuple[date, ...]
    uren: float | None


@dataclass(frozen=True)
class ProvisionView:
    """A provision with its groups."""

    id: str
    naam: str
    route: str
    organisatie: str
    plaats: str | None
    pc4: str | None
    sectoren: tuple[str, ...]
    leeftijd_min: int | None
    leeftijd_max: int | None
    contact: Contact | None
    groepen: tuple[GroupView, ...]
    voorbeeld: bool


@dataclass(frozen=True)
class NewProvision:
    """What is needed to add a provision with one group.

    ``plaatsen`` and ``bezet`` in seats, None when not known; ages in whole years;
    ``sectoren`` are the sectors a pupil may come from, so a vso place lists vo too.
    """

    id: str
    naam: str
    route: str
    sectoren: tuple[str, ...]
    leeftijd_min: int | None = None
    leeftijd_max: int | None = None
    plaatsen: int | None = None
    bezet: int | None = 0
    organisatie_id: str | None = None
    school_id: str | None = None
    pc4: str | None = None
    biedt: tuple[str, ...] = ()
    past_bij: tuple[str, ...] = ()


VSO = NewProvision(
    id="vso-test",
    naam="VSO Test",
    route="tlv_vso",
    sectoren=("vo", "vso"),
    leeftijd_min=12,
    leeftijd_max=20,
    plaatsen=1,
    pc4="3311",
)
"""One seat in secondary special education near the pupils of the tests."""


def provisions_view(ctx: Context) -> list[ProvisionView]:
    """Return every provision with its groups and their seats on the peildatum."""
    with ctx.store.reading() as uow:
        decided = seats_decided(uow, ctx.today())
        return [_view(ctx, uow, row, decided) for row in all_provisions(uow.session)]


def add_provision(ctx: Context, new: NewProvision, *, door: str) -> str:
    """Add a provision with one group and return the id of that group (the place).

    Raises
    ------
    InputError
        When the route is not known, the id is taken, or the seats do not add up.
    NotFoundError
        When the school is not in the record.
    """
    if new.route not in ctx.knowledge.routes:
        raise InputError(f"De route '{new.route[:60]}' bestaat niet.")
    _check_seats(new.plaatsen, new.bezet)
    with ctx.store.unit_of_work() as uow:
        if uow.session.get(Voorziening, new.id) is not None:
            raise InputError(f"Er is al een voorziening '{new.id[:60]}'.")
        school = _school(uow, new.school_id)
        uow.session.add(
            Voorziening(
                id=new.id,
                naam=new.naam,
                route=new.route,
                organisatie_id=new.organisatie_id,
                school_id=new.school_id,
                plaats=None if school is None else school.plaats,
                pc4=new.pc4 or (None if school is None else school.pc4),
                sectoren=list(new.sectoren),
                leeftijd_min=new.leeftijd_min,
                leeftijd_max=new.leeftijd_max,
                biedt=list(new.biedt),
                past_bij=list(new.past_bij),
            )
        )
        uow.session.flush()
        uow.session.add(Groep(id=new.id, voorziening_id=new.id, naam=new.naam))
        uow.session.flush()
        uow.session.add(
            Capaciteit(
                groep_id=new.id, van=ctx.today(), plaatsen=new.plaatsen, bezet=new.bezet
            )
        )
        log(ctx, uow, "voorziening_toegevoegd", "voorziening", new.id, door=door)
    return new.id


def _check_seats(plaatsen: int | None, bezet: int | None) -> None:
    for name, number in (("plaatsen", plaatsen), ("bezet", bezet)):
        if number is not None and number < 0:
            msg = (
                f"Het aantal {name} kan niet {number} zijn. Vul 0 of meer in, of laat "
                "het leeg als het niet bekend is."
            )
            raise InputError(msg)


def _school(uow: UnitOfWork, school_id: str | None) -> School | None:
    if school_id is None:
        return None
    school = uow.session.get(School, school_id)
    if school is None:
        msg = f"School {school_id[:10]} is niet bekend. Importeer eerst de scholen."
        raise NotFoundError(msg)
    return school


def _view(
    ctx: Context, uow: UnitOfWork, row: Voorziening, decided: dict[str, int]
) -> ProvisionView:
    party = (
        None
        if row.organisatie_id is None
        else uow.session.get(Organisatie, row.organisatie_id)
    )
    name = row.contact or (None if party is None else party.naam)
    return ProvisionView(
        id=row.id,
        naam=row.naam,
        route=row.route,
        organisatie="" if party is None else party.naam,
        plaats=row.plaats,
        pc4=row.pc4,
        sectoren=tuple(row.sectoren),
        leeftijd_min=row.leeftijd_min,
        leeftijd_max=row.leeftijd_max,
        contact=None
        if name is None
        else Contact(name, "aanbieder", row.telefoon, row.voorbeeld),
        groepen=tuple(_group_view(g, decided, ctx.today()) for g in row.groepen),
        voorbeeld=row.voorbeeld,
    )


def _group_view(groep: Groep, decided: dict[str, int], day: date) -> GroupView:
    """Return the seats of a group on a day, or in its first period after it.

    ``bezet`` is what the provider counts plus the seats that decisions hold.
    """
    period = capacity_on(groep, day)
    plaatsen = None if period is None else period.plaatsen
    counted = None if period is None else period.bezet
    bezet = None if counted is None else counted + decided.get(groep.id, 0)
    vrij = None
    if plaatsen is not None and bezet is not None:
        vrij = max(0, plaatsen - bezet)
    return GroupView(
        id=groep.id,
        naam=groep.naam,
        plaatsen=plaatsen,
        bezet=bezet,
        vrij=vrij,
        vanaf=None if period is None else period.van,
        tot=None if period is None else period.tot,
        instroom=tuple(_days(groep.instroom)),
        uren=groep.uren_per_week,
    )


def _days(texts: list[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def place_of(view: ProposalView, casus_id: str) -> str | None:
    """Return the place that a proposal gives a pupil."""
    (one,) = [row for row in view.plaatsingen if row.casus_id == casus_id]
    return one.plek_id
