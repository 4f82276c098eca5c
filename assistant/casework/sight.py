"""Work out which cases somebody may see: the sight of one viewer, as plain ids."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.ages import ages_of
from assistant.casework.consented import consented
from knowledge.inzage import Relatie
from models.casus import owners_of
from models.convenant import valid_convenants
from models.deling import Grond, running_sharings
from models.gebruiker import Rol
from models.gezinslid import Gezinslid, GezinslidSoort
from models.organisatie import Organisatie, with_schools
from models.overleg import all_meetings, meetings_in_sight
from models.voorziening import groups_of_organisation
from models.zicht import Zicht

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.deling import Deling
    from models.overleg import Overleg
    from models.store import UnitOfWork


def sight_of(ctx: Context, kijker: Kijker) -> Zicht:
    """Return what somebody may see now, in a transaction of its own."""
    with ctx.store.reading() as uow:
        return sight_in(ctx, uow, kijker)


def sight_in(
    ctx: Context,
    uow: UnitOfWork,
    kijker: Kijker,
    casus_ids: Collection[str] | None = None,
) -> Zicht:
    """Return what somebody may see now.

    Parameters
    ----------
    ctx
        Gives the date of reckoning and the table of sight.
    uow
        The open transaction.
    kijker
        Who looks.
    casus_ids
        Only work out what is needed for these cases; the answer for these is the same.
    """
    if kijker.is_system:
        return Zicht(alles=True)
    if kijker.is_family:
        return Zicht(gezin=_own_case(ctx, uow, kijker))
    own = kijker.organisatie_id
    if own is None or kijker.gebruiker_id is None:
        return Zicht()
    rows = ctx.knowledge.inzage.rows_for(kijker.rol, kijker.organisatie_soort)
    ties = {row.relatie for row in rows}
    shared, table = Relatie.DELING in ties, Relatie.TAFEL in ties
    return Zicht(
        organisaties=with_schools(uow.session, own) if Relatie.EIGEN in ties else _NONE,
        swv=frozenset({own}) if Relatie.SWV in ties else _NONE,
        zonder_swv=any(row.zonder_swv for row in rows),
        overleggen=_recent(ctx, uow, kijker) if table else frozenset(),
        gedeeld=_shared(ctx, uow, own, casus_ids) if shared else _NONE,
        groepen=(
            groups_of_organisation(uow.session, own)
            if Relatie.PLAATS in ties
            else _NONE
        ),
    )


_NONE: frozenset[str] = frozenset()
_PREPARE = frozenset({Rol.SECRETARIS, Rol.REGISSEUR, Rol.BEHEERDER})


def _own_case(ctx: Context, uow: UnitOfWork, kijker: Kijker) -> frozenset[str]:
    """Return the case of a parent or pupil, while that tie holds.

    Parental authority ends when the pupil comes of age: a parent then sees only what
    the pupil allows. Source: BW1 233, 245.
    """
    if kijker.gezinslid_id is None or kijker.casus_id is None:
        return _NONE
    member = uow.session.get(Gezinslid, kijker.gezinslid_id)
    if member is None or not member.actief or member.casus_id != kijker.casus_id:
        return _NONE
    if member.soort.value != kijker.rol:
        return _NONE
    case = frozenset({member.casus_id})
    if member.soort is GezinslidSoort.LEERLING:
        return case
    age = ages_of(ctx, uow, case)[member.casus_id]
    if age is None or age < ctx.knowledge.inzage.leeftijd_meerderjarig:
        return case
    return case if consented(ctx, uow, None, case)[member.casus_id] else _NONE


def meetings_of(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, since: date | None = None
) -> list[Overleg]:
    """Return the meetings that somebody has to do with, first date first.

    Who prepares the table sees every meeting of the own samenwerkingsverband; a
    member sees those of the own region where nobody, or this person, was chosen.

    Parameters
    ----------
    ctx
        The surroundings.
    uow
        The open transaction.
    kijker
        Who looks.
    since
        Only meetings on or after this day.
    """
    if kijker.is_system:
        return [
            row for row in all_meetings(uow.session) if not since or row.datum >= since
        ]
    if kijker.organisatie_id is None:
        return []
    party = uow.session.get(Organisatie, kijker.organisatie_id)
    if party is None:
        return []
    prepares = kijker.rol in _PREPARE
    return meetings_in_sight(
        uow.session,
        regio=party.regio,
        aanstelling_id=kijker.aanstelling_id,
        organiser=party.id if prepares else None,
        since=since,
    )


def _recent(ctx: Context, uow: UnitOfWork, kijker: Kijker) -> frozenset[int]:
    """Return the meetings to come or of short ago: their agenda is in sight."""
    since = ctx.today() - timedelta(days=ctx.knowledge.inzage.dagen_na_overleg)
    return frozenset(row.id for row in meetings_of(ctx, uow, kijker, since))


def _shared(
    ctx: Context, uow: UnitOfWork, own: str, casus_ids: Collection[str] | None
) -> frozenset[str]:
    rows = running_sharings(uow.session, own, ctx.today(), casus_ids)
    return frozenset(row.casus_id for row in standing(ctx, uow, own, rows))


def standing(
    ctx: Context, uow: UnitOfWork, organisatie_id: str, rows: Sequence[Deling]
) -> list[Deling]:
    """Return the running sharings whose ground holds now.

    A task holds by itself. Consent holds while who decides has not taken it back. An
    agreement holds in its term, when both this organisation and the one that brought
    the case in, or its samenwerkingsverband, are a party.
    """
    by_consent = {row.casus_id for row in rows if row.grond is Grond.TOESTEMMING}
    allowed = consented(ctx, uow, organisatie_id, by_consent)
    by_agreement = [row for row in rows if row.grond is Grond.CONVENANT]
    agreed = _agreed(ctx, uow, organisatie_id, by_agreement) if by_agreement else set()
    return [
        row
        for row in rows
        if row.grond is Grond.TAAK
        or (row.grond is Grond.TOESTEMMING and allowed.get(row.casus_id))
        or row.id in agreed
    ]


def _agreed(
    ctx: Context, uow: UnitOfWork, organisatie_id: str, rows: Sequence[Deling]
) -> set[int]:
    valid = {
        row.id: row.partij_ids
        for row in valid_convenants(uow.session, organisatie_id, ctx.today())
    }
    parties = owners_of(uow.session, {row.casus_id for row in rows})
    return {
        row.id
        for row in rows
        if row.convenant_id in valid and parties[row.casus_id] & valid[row.convenant_id]
    }
