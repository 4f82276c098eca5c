"""Sharing: with which organisations a case is shared, on which ground, how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.consented import consented
from assistant.casework.find import find_case
from assistant.casework.log import log
from assistant.casework.organisations import find_organisation
from assistant.casework.sight import standing
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.convenant import Convenant
from models.deling import Deling, Grond, sharings_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from assistant.context import Context
    from models.casus import Casus
    from models.organisatie import Organisatie
    from models.store import UnitOfWork

MAX_PURPOSE = 300
"""Most characters of the purpose of a sharing."""


@dataclass(frozen=True)
class SharingView:
    """One sharing; ``geldt`` says whether it gives sight today, ``stand`` why not."""

    id: int
    organisatie_id: str
    organisatie: str
    soort: str
    grond: str
    convenant: str | None
    doel: str
    van: date
    tot: date | None
    door: str
    beeindigd_op: datetime | None
    geldt: bool
    stand: str


def sharings(ctx: Context, casus_id: str) -> tuple[SharingView, ...]:
    """Return everybody a case is or was shared with, what holds now first.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        find_case(uow, casus_id)
        views = [_view(ctx, uow, row) for row in sharings_of(uow.session, casus_id)]
    return tuple(sorted(views, key=lambda view: (not view.geldt, -view.id)))


def share_case(
    ctx: Context,
    casus_id: str,
    *,
    organisatie_id: str,
    grond: str,
    doel: str,
    door: str,
    tot: date | None = None,
    convenant_id: int | None = None,
) -> int:
    """Share a case with an organisation and return the id of the sharing.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    organisatie_id
        With whom.
    grond
        ``taak``, ``toestemming`` or ``convenant``.
    doel
        What for, in one sentence.
    door
        Who decides this.
    tot
        The last day; without an end it is shared until somebody ends it.
    convenant_id
        The agreement, when that is the ground.

    Raises
    ------
    InputError
        When the ground or the purpose is missing or the end has passed.
    NotAllowedError
        When the ground does not hold now, or the organisation sees the case already.
    NotFoundError
        When the case, organisation or agreement does not exist.
    """
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        party = find_organisation(uow, organisatie_id)
        kind = _check_input(ctx, grond, doel, tot)
        _check_party(ctx, uow, casus, party, kind)
        if kind is Grond.CONVENANT:
            _check_agreement(uow, convenant_id)
        row = Deling(
            casus_id=casus_id,
            organisatie_id=organisatie_id,
            grond=kind,
            convenant_id=convenant_id if kind is Grond.CONVENANT else None,
            doel=doel.strip(),
            van=ctx.today(),
            tot=tot,
            door=door,
            op=ctx.now(),
        )
        uow.session.add(row)
        uow.session.flush()
        _check_ground(ctx, uow, row, party)
        log(
            ctx,
            uow,
            "gedeeld",
            "casus",
            casus_id,
            door=door,
            deling=row.id,
            organisatie=organisatie_id,
            grond=kind.value,
        )
        return row.id


def end_sharing(ctx: Context, casus_id: str, deling_id: int, *, door: str) -> None:
    """End a sharing; the organisation sees nothing from this moment.

    Raises
    ------
    NotFoundError
        When this case has no such sharing.
    NotAllowedError
        When it was ended already.
    """
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(Deling, deling_id, with_for_update=True)
        if row is None or row.casus_id != casus_id:
            raise NotFoundError("Deze deling is er niet. Ga terug naar de casus.")
        if row.beeindigd_op is not None:
            raise NotAllowedError("Deze deling was al beëindigd.")
        row.beeindigd_op = ctx.now()
        log(ctx, uow, "delen_beeindigd", "casus", casus_id, door=door, deling=row.id)


def _check_input(ctx: Context, grond: str, doel: str, tot: date | None) -> Grond:
    if grond not in {one.value for one in Grond}:
        raise InputError("Kies de grond: taak, toestemming of convenant.")
    if not doel.strip():
        raise InputError("Schrijf op waarvoor u de casus deelt, in één zin.")
    if len(doel) > MAX_PURPOSE:
        msg = f"Het doel is te lang. Gebruik hoogstens {MAX_PURPOSE} tekens."
        raise InputError(msg)
    if tot is not None and tot < ctx.today():
        raise InputError(f"De einddatum {tot:%d-%m-%Y} is voorbij. Kies een latere.")
    return Grond(grond)


def _check_party(
    ctx: Context, uow: UnitOfWork, casus: Casus, party: Organisatie, kind: Grond
) -> None:
    if not party.actief:
        raise NotAllowedError(f"{party.naam} doet niet meer mee in Leerplek.")
    if party.id in (casus.organisatie_id, casus.swv_id):
        msg = f"{party.naam} ziet deze casus al vanuit de eigen taak."
        raise NotAllowedError(msg)
    for row in sharings_of(uow.session, casus.id):
        same = row.organisatie_id == party.id and row.grond is kind
        if same and row.holds_on(ctx.today()):
            msg = f"De casus is op deze grond al gedeeld met {party.naam}."
            raise NotAllowedError(msg)


def _check_agreement(uow: UnitOfWork, convenant_id: int | None) -> None:
    if convenant_id is None or uow.session.get(Convenant, convenant_id) is None:
        raise InputError("Kies het convenant waarop u deelt.")


def _check_ground(
    ctx: Context, uow: UnitOfWork, row: Deling, party: Organisatie
) -> None:
    """Refuse a sharing that would give no sight: its ground does not hold."""
    if standing(ctx, uow, party.id, [row]):
        return
    if row.grond is Grond.TOESTEMMING:
        msg = (
            f"Er is geen geldige toestemming voor {party.naam}. Leg die eerst vast: "
            "van elke ouder met gezag, of van de leerling vanaf 16 jaar."
        )
    else:
        msg = (
            f"Dit convenant geldt vandaag niet voor {party.naam} en voor de school of "
            "het samenwerkingsverband van deze casus."
        )
    raise NotAllowedError(msg)


def _view(ctx: Context, uow: UnitOfWork, row: Deling) -> SharingView:
    party = find_organisation(uow, row.organisatie_id)
    agreement = (
        uow.session.get(Convenant, row.convenant_id) if row.convenant_id else None
    )
    running = row.holds_on(ctx.today())
    holds = running and bool(standing(ctx, uow, row.organisatie_id, [row]))
    return SharingView(
        id=row.id,
        organisatie_id=row.organisatie_id,
        organisatie=party.naam,
        soort=party.soort.value,
        grond=row.grond.value,
        convenant=None if agreement is None else agreement.naam,
        doel=row.doel,
        van=row.van,
        tot=row.tot,
        door=row.door,
        beeindigd_op=row.beeindigd_op,
        geldt=holds,
        stand=_state(ctx, uow, row, running=running, holds=holds),
    )


def _state(
    ctx: Context, uow: UnitOfWork, row: Deling, *, running: bool, holds: bool
) -> str:
    if holds:
        return "geldt nu"
    if row.beeindigd_op is not None:
        return "beëindigd"
    if not running:
        return "begint nog" if row.van > ctx.today() else "verlopen"
    if row.grond is Grond.TOESTEMMING and not consented(
        ctx, uow, row.organisatie_id, [row.casus_id]
    ).get(row.casus_id):
        return "geen geldige toestemming meer"
    return "het convenant geldt niet meer"
