"""Plan a plaatsingsoverleg with its members, and change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.find import find_case, find_meeting
from assistant.casework.kijker import SYSTEEM
from assistant.casework.log import log
from assistant.casework.meetings import AT_THE_TABLE
from assistant.errors import ChangedMeanwhileError, InputError, NotAllowedError
from models.besluit import decisions_of_meeting
from models.casus import CasusStatus
from models.gebruiker import all_appointments
from models.organisatie import Organisatie
from models.overleg import (
    Deelnemer,
    Overleg,
    OverlegStand,
)

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.gebruiker import Aanstelling
    from models.store import UnitOfWork

MAX_NAME = 200


@dataclass(frozen=True)
class MeetingForm:
    """What a person fills in about a meeting; ``leden`` are roles at organisations."""

    naam: str
    datum: date
    tijd: str | None = None
    plek: str | None = None
    leden: tuple[int, ...] = ()


@dataclass(frozen=True)
class MemberChoice:
    """Somebody who can take part; ``eigen`` when of the own organisation."""

    aanstelling_id: int
    naam: str
    rolnaam: str
    organisatie: str
    eigen: bool


@dataclass(frozen=True)
class MeetingPlan:
    """A meeting as who prepares it sees it; ``open`` are cases without a decision."""

    id: int
    naam: str
    datum: date
    tijd: str | None
    plek: str | None
    stand: str
    versie: int
    leden: tuple[int, ...]
    open: tuple[str, ...]
    gesloten_door: str | None


def plan_meeting(
    ctx: Context,
    *,
    naam: str,
    datum: date,
    tijd: str | None = None,
    plek: str | None = None,
    leden: tuple[int, ...] = (),
    kijker: Kijker = SYSTEEM,
) -> int:
    """Plan a meeting of the own samenwerkingsverband and return its id.

    Parameters
    ----------
    ctx
        The surroundings.
    naam, datum, tijd, plek
        What it is called, and where and when it is.
    leden
        Who takes part, as roles at organisations; they see the cases on the agenda.
    kijker
        Who plans it.

    Raises
    ------
    InputError
        When the name is empty, the date has passed, or a member cannot take part.
    """
    form = MeetingForm(naam, datum, tijd, plek, leden)
    _check(ctx, form)
    with ctx.store.unit_of_work() as uow:
        party = uow.session.get(Organisatie, kijker.organisatie_id or "")
        row = Overleg(
            naam=form.naam.strip(),
            datum=datum,
            tijd=tijd or None,
            plek=plek or None,
            swv_id=None if party is None else party.id,
            regio=None if party is None else party.regio,
        )
        uow.session.add(row)
        uow.session.flush()
        _set_members(ctx, uow, row, leden, kijker)
        log(ctx, uow, "overleg_gepland", "overleg", row.id, door=kijker.naam)
        return row.id


def change_meeting(
    ctx: Context, kijker: Kijker, overleg_id: int, form: MeetingForm, *, versie: int
) -> None:
    """Change a meeting that is not closed.

    Raises
    ------
    ChangedMeanwhileError
        When somebody else changed it since the form was opened (``versie``).
    InputError, NotAllowedError, NotFoundError
        When something is wrong, it is closed, or of another samenwerkingsverband.
    """
    with ctx.store.unit_of_work() as uow:
        row = own_meeting(uow, kijker, overleg_id)
        if row.versie != versie:
            msg = (
                "Intussen heeft iemand anders dit overleg gewijzigd. Er is nog niets "
                "van u bewaard. Kijk wat er nu staat en bewaar dan opnieuw."
            )
            raise ChangedMeanwhileError(msg)
        _check(ctx, form, was=row.datum)
        row.naam, row.datum = form.naam.strip(), form.datum
        row.tijd, row.plek = form.tijd or None, form.plek or None
        row.versie += 1
        _set_members(ctx, uow, row, form.leden, kijker)
        log(ctx, uow, "overleg_gewijzigd", "overleg", row.id, door=kijker.naam)


def meeting_plan(ctx: Context, kijker: Kijker, overleg_id: int) -> MeetingPlan:
    """Return a meeting of the own samenwerkingsverband to prepare."""
    with ctx.store.reading() as uow:
        row = own_meeting(uow, kijker, overleg_id, lock=False, even_closed=True)
        return MeetingPlan(
            id=row.id,
            naam=row.naam,
            datum=row.datum,
            tijd=row.tijd,
            plek=row.plek,
            stand=row.stand.value,
            versie=row.versie,
            leden=tuple(one.aanstelling_id for one in row.leden),
            open=tuple(undecided(uow, row)),
            gesloten_door=row.gesloten_door,
        )


def member_choices(ctx: Context, kijker: Kijker) -> list[MemberChoice]:
    """Return who can take part in a meeting, own people first, then by name."""
    with ctx.store.reading() as uow:
        choices = [
            MemberChoice(
                aanstelling_id=row.id,
                naam=row.gebruiker.naam,
                rolnaam=ctx.knowledge.organisaties.rolnaam(row.rol),
                organisatie=row.organisatie.naam,
                eigen=row.organisatie_id == kijker.organisatie_id,
            )
            for row in _possible(ctx, uow, kijker)
        ]
    return sorted(choices, key=lambda one: (not one.eigen, one.organisatie, one.naam))


def own_meeting(
    uow: UnitOfWork,
    kijker: Kijker,
    overleg_id: int,
    *,
    lock: bool = True,
    even_closed: bool = False,
) -> Overleg:
    """Return a meeting of the own samenwerkingsverband that is not closed.

    Raises
    ------
    NotAllowedError, NotFoundError
        When it is closed, of another samenwerkingsverband, or not there.
    """
    row = find_meeting(uow, overleg_id, lock=lock)
    own = row.swv_id in (None, kijker.organisatie_id)
    if not (own or kijker.is_system):
        msg = f"Overleg '{row.naam}' is van een ander samenwerkingsverband."
        raise NotAllowedError(msg)
    if row.stand is OverlegStand.GESLOTEN and not even_closed:
        raise NotAllowedError(f"Overleg '{row.naam}' is gesloten.")
    return row


def undecided(uow: UnitOfWork, row: Overleg) -> list[str]:
    """Return the cases on an agenda that still wait for a decision."""
    decided = decisions_of_meeting(uow.session, row.id)
    return [
        punt.casus_id
        for punt in row.agenda
        if punt.casus_id not in decided
        and find_case(uow, punt.casus_id).status is CasusStatus.OP_TAFEL
    ]


def _possible(ctx: Context, uow: UnitOfWork, kijker: Kijker) -> list[Aanstelling]:
    """Return who can take part: members see the cases, so only of the own region."""
    own = uow.session.get(Organisatie, kijker.organisatie_id or "")
    return [
        one
        for one in all_appointments(uow.session, ctx.today())
        if one.rol in AT_THE_TABLE
        and (kijker.is_system or (own and one.organisatie.regio == own.regio))
    ]


def _set_members(
    ctx: Context,
    uow: UnitOfWork,
    row: Overleg,
    chosen: tuple[int, ...],
    kijker: Kijker,
) -> None:
    kept = {one.aanstelling_id for one in row.leden}
    possible = {one.id for one in _possible(ctx, uow, kijker)}
    if not set(chosen) <= possible | kept:
        raise InputError("Een van de leden heeft geen rol meer. Kies de leden opnieuw.")
    row.leden = [one for one in row.leden if one.aanstelling_id in chosen]
    uow.session.flush()
    row.leden += [
        Deelnemer(aanstelling_id=one)
        for one in dict.fromkeys(chosen)
        if one not in kept
    ]


def _check(ctx: Context, form: MeetingForm, was: date | None = None) -> None:
    if not form.naam.strip() or len(form.naam.strip()) > MAX_NAME:
        raise InputError(f"Geef het overleg een naam van hoogstens {MAX_NAME} tekens.")
    if form.datum < ctx.today() and form.datum != was:
        raise InputError(f"De datum {form.datum:%d-%m-%Y} is voorbij. Kies een nieuwe.")
    if len(form.tijd or "") > 20 or len(form.plek or "") > MAX_NAME:
        raise InputError("De tijd of de plek is te lang. Maak de tekst korter.")
