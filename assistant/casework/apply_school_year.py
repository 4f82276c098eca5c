"""Apply what a person ticked of a school year: once, however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.log import log
from assistant.casework.record_answers import add_answers
from assistant.casework.school_year import require_party, year_within
from assistant.casework.school_year_proposals import Proposal, Soort
from assistant.casework.tasks import add_task
from assistant.errors import InputError
from knowledge.leven import schooljaar_naam
from models.antwoord import Via
from models.gezinslid import GezinslidSoort, family_of
from models.organisatie import Organisatie
from models.schooljaarstap import Schooljaarstap, Stapkeuze, steps_of_year
from models.sessie import end_sessions_of
from models.voorziening import Capaciteit, Groep

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

TASK = {
    Soort.LAATSTE_JAAR: "afspraak",
    Soort.TLV: "document",
    Soort.LEEFTIJD: "afspraak",
}
"""The kind of task that follows from a proposal."""


@dataclass(frozen=True)
class Applied:
    """How many proposals were applied and left out."""

    toegepast: int
    overgeslagen: int


def apply_school_year(
    ctx: Context,
    kijker: Kijker,
    jaar: int,
    *,
    getoond: Collection[str],
    aangevinkt: Collection[str],
) -> Applied:
    """Apply the ticked proposals and remember those that were unticked.

    All in one transaction. What was applied before, or is no longer proposed, is
    left alone: sending the same list twice changes nothing the second time.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who looked at the list.
    jaar
        Calendar year in which the school year begins.
    getoond
        Keys of the proposals that this person saw.
    aangevinkt
        Keys of those that stayed ticked.

    Raises
    ------
    NotAllowedError
        When the role may not do this.
    InputError
        When something is ticked that was not shown, or cannot be applied yet.
    """
    party_id = require_party(ctx, kijker)
    unseen = set(aangevinkt) - set(getoond)
    if unseen:
        raise InputError("De lijst is veranderd. Kijk hem opnieuw na.")
    with ctx.store.unit_of_work() as uow:
        # Two people with the same list wait for each other here.
        uow.session.get(Organisatie, party_id, with_for_update=True)
        year = year_within(ctx, uow, party_id, jaar)
        earlier = steps_of_year(uow.session, party_id, schooljaar_naam(jaar))
        done = left = 0
        for one in year.voorstellen:
            if one.sleutel not in getoond:
                continue
            ticked = one.sleutel in aangevinkt
            if ticked and not one.kan:
                msg = f"Dit kan vanaf {year.begin:%d-%m-%Y}: {one.wat}"
                raise InputError(msg)
            if ticked:
                _apply(ctx, uow, one, kijker, jaar)
                done += 1
            elif one.kan:
                left += 1
            else:
                continue
            _remember(ctx, uow, earlier, one, kijker, party_id, jaar, ticked=ticked)
        log(
            ctx,
            uow,
            "schooljaar_overgezet",
            "organisatie",
            party_id,
            door=kijker.naam,
            schooljaar=schooljaar_naam(jaar),
            toegepast=done,
            overgeslagen=left,
        )
        return Applied(done, left)


def _remember(
    ctx: Context,
    uow: UnitOfWork,
    earlier: dict[str, Schooljaarstap],
    one: Proposal,
    kijker: Kijker,
    party_id: str,
    jaar: int,
    *,
    ticked: bool,
) -> None:
    row = earlier.get(one.sleutel)
    if row is None:
        row = Schooljaarstap(
            organisatie_id=party_id,
            schooljaar=schooljaar_naam(jaar),
            sleutel=one.sleutel,
            casus_id=one.casus_id,
        )
        uow.session.add(row)
    row.keuze = Stapkeuze.TOEGEPAST if ticked else Stapkeuze.OVERGESLAGEN
    row.door, row.op = kijker.naam, ctx.now()


def _apply(
    ctx: Context, uow: UnitOfWork, one: Proposal, kijker: Kijker, jaar: int
) -> None:
    if one.groep_id is not None:
        _open_period(ctx, uow, one.groep_id, kijker, jaar)
        return
    assert one.casus_id is not None  # a proposal is about a case or a group
    casus = find_case(uow, one.casus_id, lock=True)
    if one.soort is Soort.LEERJAAR:
        add_answers(
            ctx,
            uow,
            casus,
            {"leerjaar": one.nieuw},
            rol=kijker.rol,
            via=Via.SYSTEEM,
            woorden=f"Overgezet naar schooljaar {schooljaar_naam(jaar)}.",
            door=kijker.naam,
        )
    elif one.soort is Soort.MEERDERJARIG:
        _end_access_of_parents(ctx, uow, casus.id, kijker)
        add_task(
            ctx,
            uow,
            casus,
            "afspraak",
            False,
            ctx.knowledge.taakteksten.taken.meerderjarig,
            door=kijker.naam,
        )
    else:
        add_task(
            ctx,
            uow,
            casus,
            TASK[one.soort],
            False,
            one.wat,
            uiterlijk=one.uiterlijk,
            door=kijker.naam,
        )


def _end_access_of_parents(
    ctx: Context, uow: UnitOfWork, casus_id: str, kijker: Kijker
) -> None:
    for member in family_of(uow.session, casus_id):
        if member.soort is not GezinslidSoort.OUDER:
            continue
        member.actief, member.verwijderd_op = False, ctx.now()
        end_sessions_of(
            uow.session, ctx.now(), gebruiker_id=None, gezinslid_id=member.id
        )
        log(
            ctx,
            uow,
            "toegang_beeindigd",
            "casus",
            casus_id,
            door=kijker.naam,
            reden="meerderjarig",
        )


def _open_period(
    ctx: Context, uow: UnitOfWork, groep_id: str, kijker: Kijker, jaar: int
) -> None:
    """End the period that has no end, and begin one whose seats nobody knows yet."""
    leven = ctx.knowledge.leven
    begin = leven.begin_van(jaar)
    groep = uow.session.get(Groep, groep_id, with_for_update=True)
    assert groep is not None  # it was proposed in this very transaction
    for period in groep.capaciteiten:
        if period.tot is None and period.van < begin:
            period.tot = begin - timedelta(days=1)
    groep.capaciteiten.append(
        Capaciteit(
            groep_id=groep.id,
            van=begin,
            tot=leven.begin_van(jaar + 1) - timedelta(days=1),
            plaatsen=None,
            bezet=None,
            gewijzigd_op=ctx.now(),
            gewijzigd_door=kijker.naam,
        )
    )
    groep.versie += 1
    add_task(
        ctx,
        uow,
        None,
        "overig",
        False,
        ctx.knowledge.taakteksten.taken.plaatsen.format(
            plek=groep.voorziening.naam, groep=groep.naam, jaar=schooljaar_naam(jaar)
        ),
        partij_id=groep.voorziening.organisatie_id,
        door=kijker.naam,
    )
