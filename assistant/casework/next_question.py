"""Which question comes next, and how many are left.

The choice is made in ``matching.vragen``: safety, then what can still change the
advice, then what the law or the table requires, then the rest. Here it is read from a
case, once per turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.find import find_case, find_field
from assistant.casework.log import log
from assistant.casework.read_answers import decode
from matching.vragen import Fase, Vragenstand, open_intake
from models.antwoord import current
from models.casus import CasusStatus, Overgeslagen, skipped

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.context import Context
    from knowledge.velden import Veld
    from models.casus import Casus
    from models.store import UnitOfWork

ROL = "zorgcoordinator"
"""Who answers when nobody else is named."""


@dataclass(frozen=True)
class Vragen:
    """The open questions of one person about one case.

    ``nog`` is the number of questions that is expected until the summary; ``reden``
    says why the next one is asked; ``rest`` may be offered; ``voor_anderen`` decides
    but is for somebody else to answer.
    """

    fase: Fase
    volgende: Veld | None
    nog: int
    beslist: bool
    reden: str
    rest: tuple[Veld, ...]
    voor_anderen: tuple[Veld, ...]


def stand_van_vragen(
    ctx: Context, casus_id: str, rol: str = ROL, *, verder: bool = False
) -> Vragen:
    """Return where the questions of a case stand for one person.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case; a stopped or closed one has no questions.
    rol
        Who answers.
    verder
        Whether to go on with the rest once all that is needed was asked.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        stand = open_questions(ctx, uow, find_case(uow, casus_id), rol)
    velden = ctx.knowledge.velden
    volgende = stand.volgende(verder=verder)
    return Vragen(
        fase=stand.fase,
        volgende=None if volgende is None else velden[volgende],
        nog=stand.nog + (len(stand.rest) if verder else 0),
        beslist=stand.is_beslist,
        reden=_reason(ctx, stand, volgende),
        rest=tuple(velden[veld] for veld in stand.rest),
        voor_anderen=tuple(velden[veld] for veld in stand.voor_anderen),
    )


def _reason(ctx: Context, stand: Vragenstand, veld: str | None) -> str:
    """Return why this question is asked now: its own row, else that of the phase."""
    own = {row.veld: row.reden for row in ctx.knowledge.intake.verplicht}
    if stand.fase is Fase.verplicht and veld in own:
        return own[veld]
    return ctx.knowledge.intake.fase(stand.fase).reden


def questions_left(
    ctx: Context, casus_id: str, rol: str = ROL, *, verder: bool = False
) -> int:
    """Return how many questions of the intake are expected to be asked still."""
    return stand_van_vragen(ctx, casus_id, rol, verder=verder).nog


def expected_questions(ctx: Context, rol: str = ROL) -> int:
    """Return how many questions an intake is expected to take from the start."""
    return open_intake({}, ctx.knowledge, ctx.today(), rol=rol).nog


def skip_question(
    ctx: Context, casus_id: str, veld: str, *, door: str | None = None
) -> None:
    """Skip a question: it is not asked again, unless somebody goes back to it."""
    find_field(ctx, veld)
    with ctx.store.unit_of_work() as uow:
        find_case(uow, casus_id, lock=True)
        if any(row.veld == veld for row in skipped(uow.session, casus_id)):
            return
        uow.session.add(Overgeslagen(casus_id=casus_id, veld=veld, op=ctx.now()))
        log(ctx, uow, "vraag_overgeslagen", "casus", casus_id, door=door, veld=veld)


def unskip_question(ctx: Context, casus_id: str, veld: str) -> None:
    """Bring a skipped question back."""
    with ctx.store.unit_of_work() as uow:
        find_case(uow, casus_id, lock=True)
        for row in skipped(uow.session, casus_id):
            if row.veld == veld:
                uow.session.delete(row)


def answered_or_passed(
    ctx: Context, casus_id: str, veld: str
) -> tuple[datetime | None, bool]:
    """Return when a question was answered last, and whether it was skipped."""
    with ctx.store.reading() as uow:
        row = current(uow.session, casus_id).get(veld)
        passed = any(one.veld == veld for one in skipped(uow.session, casus_id))
        return None if row is None else row.op, passed


def open_questions(
    ctx: Context, uow: UnitOfWork, casus: Casus, rol: str = ROL
) -> Vragenstand:
    """Return the questions still to be asked of one person, inside a reading."""
    if casus.status in (CasusStatus.GESTOPT, CasusStatus.AFGESLOTEN):
        return Vragenstand()
    return open_intake(
        decode(ctx, current(uow.session, casus.id)),
        ctx.knowledge,
        ctx.today(),
        rol=rol,
        overgeslagen={row.veld for row in skipped(uow.session, casus.id)},
        regio=casus.regio,
    )
