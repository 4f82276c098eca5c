"""Which question comes next: the intake order, skipping what does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case, find_field
from assistant.casework.log import log
from assistant.casework.read_answers import decode
from matching.logic import Feiten, Uitkomst, evaluate
from models.antwoord import current
from models.casus import CasusStatus, Overgeslagen, skipped

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.context import Context
    from knowledge.velden import Veld
    from models.casus import Casus
    from models.store import UnitOfWork


def next_question(ctx: Context, casus_id: str) -> Veld | None:
    """Return the next question of the intake, or None when there is none left.

    A stopped or closed case has no next question.
    """
    left = _questions(ctx, casus_id)
    return left[0] if left else None


def questions_left(ctx: Context, casus_id: str) -> int:
    """Return how many questions of the intake are still to be asked."""
    return len(_questions(ctx, casus_id))


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


def _questions(ctx: Context, casus_id: str) -> list[Veld]:
    with ctx.store.reading() as uow:
        return open_questions(ctx, uow, find_case(uow, casus_id))


def open_questions(ctx: Context, uow: UnitOfWork, casus: Casus) -> list[Veld]:
    """Return the questions still to be asked in a case, in order."""
    if casus.status in (CasusStatus.GESTOPT, CasusStatus.AFGESLOTEN):
        return []
    known = decode(ctx, current(uow.session, casus.id))
    passed = {row.veld for row in skipped(uow.session, casus.id)}
    feiten = Feiten(known, ctx.knowledge, ctx.today())
    velden = [ctx.knowledge.velden[veld] for veld in ctx.knowledge.intake]
    return [
        veld
        for veld in velden
        if veld.id not in known
        and veld.id not in passed
        and not _known_otherwise(veld, known)
        and (
            veld.tonen_als is None
            or evaluate(veld.tonen_als, feiten) is Uitkomst.voldoet
        )
    ]


def _known_otherwise(veld: Veld, known: dict[str, object]) -> bool:
    # The month of birth gives the age.
    return veld.id == "leeftijd" and "geboortemaand" in known
