"""Bring one invented case into the record, by the same steps as a real one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from assistant.casework.admission import wanted_of
from assistant.casework.advise_case import advise_within
from assistant.casework.belonging import belonging_of, pupil_of, read_region
from assistant.casework.decide_placement import Choice, decide_within
from assistant.casework.log import log
from assistant.casework.record_answers import add_answers, guard_safety
from assistant.casework.statuses import first_status, set_status
from assistant.casework.tasks import add_task
from knowledge.velden import VeldType
from matching.antwoorden import check_answers
from models.antwoord import Via
from models.casus import Casus, CasusStatus, Overgeslagen, take_number
from models.gebruiker import Rol
from models.overleg import Agendapunt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.context import Context
    from knowledge.voorbeeld import VoorbeeldCasus
    from models.gebruiker import Aanstelling, Gebruiker
    from models.overleg import Overleg
    from models.store import UnitOfWork

RELATIVE = re.compile(r"(-?\d+) dagen")
S = CasusStatus
PAST_INTAKE = frozenset(S) - {S.SIGNAAL, S.INTAKE, S.GESTOPT}
ADVISED = PAST_INTAKE - {S.BEVESTIGD}
DECIDED = frozenset({S.BESLOTEN, S.GESTART, S.NAZORG, S.AFGESLOTEN, S.HEROPEND})
FIRST = {S.SIGNAAL: S.SIGNAAL}
# What comes after a decision, in order.
AFTERWARDS = (S.GESTART, S.NAZORG, S.AFGESLOTEN, S.HEROPEND)
CLOSED_WITH = "opgelost_so_vso"


@dataclass(frozen=True)
class DemoPeople:
    """The invented people and parties that act in the invented cases.

    ``rollen`` holds the roles per organisation; ``scholen`` the organisation per
    name of a school as the answers write it.
    """

    rollen: Mapping[tuple[str, Rol], Aanstelling]
    scholen: Mapping[str, str]
    overleglid: Gebruiker

    def school_of(self, row: VoorbeeldCasus) -> str:
        """Return the organisation that brings a case in."""
        name = row.antwoorden.get("school_van_inschrijving")
        return row.organisatie or self.scholen[str(name)]


def load_case(
    ctx: Context,
    uow: UnitOfWork,
    row: VoorbeeldCasus,
    people: DemoPeople,
    past: Overleg,
    coming: Overleg,
) -> Casus:
    """Load one case up to its status, and return it.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    row
        The invented case.
    people
        Who acts.
    past, coming
        The meeting where it was decided, and the next one.
    """
    target = S(row.status)
    starter = people.rollen[people.school_of(row), Rol.ZORGCOORDINATOR]
    door = starter.gebruiker.naam
    when = ctx.now() - timedelta(days=40 if target in DECIDED else 12)
    then = replace(ctx, now=lambda: when)
    answers = check_answers(_dated(ctx, row.antwoorden), ctx.knowledge, ctx.today())
    casus = _start(then, uow, row, starter, answers)
    regisseur = _regisseur(casus, people)
    add_answers(
        then,
        uow,
        casus,
        answers,
        rol="zorgcoordinator",
        via=Via.CHAT,
        woorden=None,
        door=door,
    )
    for veld in row.overgeslagen:
        uow.session.add(Overgeslagen(casus_id=casus.id, veld=veld, op=when))
    for soort, tekst in row.taken:
        add_task(then, uow, casus, soort, False, tekst)
    guard_safety(ctx, uow, casus, answers, rol="zorgcoordinator", door=door)
    if target in PAST_INTAKE:
        _confirm(then, uow, casus, door, advise=target in ADVISED)
    if target is S.OP_TAFEL:
        _put_on(ctx, uow, casus, coming, regisseur)
    elif target in DECIDED:
        _put_on(then, uow, casus, past, regisseur)
        _decide(ctx, uow, row, casus, past, people.overleglid)
        for status in AFTERWARDS[
            : AFTERWARDS.index(target) + 1 if target in AFTERWARDS else 0
        ]:
            if status is S.AFGESLOTEN:
                # An invented case that is closed went well.
                casus.uitkomst = CLOSED_WITH
            set_status(ctx, uow, casus, status, door=regisseur)
    return casus


def _start(
    ctx: Context,
    uow: UnitOfWork,
    row: VoorbeeldCasus,
    starter: Aanstelling,
    answers: Mapping[str, object],
) -> Casus:
    where = belonging_of(
        ctx, read_region(ctx, uow), pupil_of(answers), aanstelling_id=starter.id
    )
    casus = Casus(
        id=take_number(uow.session, ctx.today().year),
        status=FIRST.get(S(row.status), S.INTAKE),
        regio=where.regio,
        organisatie_id=where.organisatie_id,
        swv_id=where.swv_id,
        zorgcoordinator_id=where.zorgcoordinator_id,
        regisseur_id=where.regisseur_id if row.regisseur else None,
        rol="zorgcoordinator",
        door=starter.gebruiker.naam,
        voorbeeld=True,
        aangemaakt_op=ctx.now(),
    )
    uow.session.add(casus)
    uow.session.flush()
    first_status(ctx, uow, casus, door=casus.door)
    log(ctx, uow, "casus_gestart", "casus", casus.id, door=casus.door, voorbeeld=row.id)
    return casus


def _regisseur(casus: Casus, people: DemoPeople) -> str:
    """Return the name of who keeps the overview where the case belongs."""
    found = people.rollen[casus.swv_id or "", Rol.REGISSEUR]
    return found.gebruiker.naam


def _confirm(
    ctx: Context, uow: UnitOfWork, casus: Casus, door: str, *, advise: bool
) -> None:
    set_status(ctx, uow, casus, S.BEVESTIGD, door=door)
    casus.bevestigd_op = ctx.now()
    casus.bevestigd_door = door
    if advise:
        advise_within(ctx, uow, casus)


def _put_on(
    ctx: Context, uow: UnitOfWork, casus: Casus, overleg: Overleg, regisseur: str
) -> None:
    set_status(ctx, uow, casus, S.OP_TAFEL, door=regisseur)
    overleg.agenda.append(
        Agendapunt(casus_id=casus.id, volgorde=len(overleg.agenda) + 1)
    )
    uow.session.flush()


def _decide(
    ctx: Context,
    uow: UnitOfWork,
    row: VoorbeeldCasus,
    casus: Casus,
    overleg: Overleg,
    actor: Gebruiker,
) -> None:
    assert row.besluit is not None  # the row model asks it for these statuses
    moment = datetime.combine(overleg.datum, ctx.now().timetz())
    then = replace(ctx, now=lambda: moment, peildatum=overleg.datum)
    wanted = wanted_of(ctx, uow, row.besluit.plek)
    choice = Choice(None, None, wanted, False)
    decide_within(then, uow, overleg, casus, actor, choice, row.besluit.reden)


def _dated(ctx: Context, antwoorden: Mapping[str, object]) -> dict[str, object]:
    """Return the answers with real dates for the days counted from the peildatum."""
    result: dict[str, object] = {}
    for veld_id, value in antwoorden.items():
        kind = ctx.knowledge.velden[veld_id].type
        if kind is VeldType.date:
            result[veld_id] = _to_date(ctx, value)
        elif kind is VeldType.table and isinstance(value, list):
            result[veld_id] = [
                {key: _to_date(ctx, part) for key, part in line.items()}
                for line in value
                if isinstance(line, dict)
            ]
        else:
            result[veld_id] = value
    return result


def _to_date(ctx: Context, value: object) -> object:
    found = RELATIVE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    day: date = ctx.today() + timedelta(days=int(found[1]))
    return day
