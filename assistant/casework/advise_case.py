"""Advise a case: the routes by rule, stored with a receipt to replay it."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from assistant.casework.code_hash import code_hash
from assistant.casework.find import find_case, require_status
from assistant.casework.log import log
from assistant.casework.read_answers import decode
from assistant.casework.statuses import set_status
from assistant.casework.stop_for_safety import stop_case
from assistant.casework.values import to_stored
from assistant.casework.views import StoredAdvice
from assistant.leren.apply import model_for, told
from matching.routes.advise import advise
from models.advies import Advies, latest_advices
from models.antwoord import current
from models.casus import CasusStatus
from models.kennisstand import keep_files

if TYPE_CHECKING:
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

ADVISABLE = frozenset(
    {CasusStatus.BEVESTIGD, CasusStatus.GEADVISEERD, CasusStatus.OP_TAFEL}
)


def advise_case(ctx: Context, casus_id: str) -> StoredAdvice:
    """Compute the route advice of a confirmed case and store it.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    NotAllowedError
        When the analysis is not confirmed, or the case is stopped or past this.
    """
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        require_status(
            casus, ADVISABLE, "een advies krijgen; bevestig eerst de analyse"
        )
        return advise_within(ctx, uow, casus)


def advise_within(ctx: Context, uow: UnitOfWork, casus: Casus) -> StoredAdvice:
    """Advise within an open transaction; a safety rule that is met stops the case."""
    rows = current(uow.session, casus.id)
    antwoorden = decode(ctx, rows)
    peildatum = ctx.today()
    choice = model_for(ctx, casus)
    found = advise(antwoorden, ctx.knowledge, peildatum, casus.regio, choice.model)
    uitkomst = found.as_dict()
    advies = Advies(
        casus_id=casus.id,
        uitkomst=uitkomst,
        ontvangstbewijs=receipt(ctx)
        | keep_rows(ctx, uow)
        | {
            "peildatum": peildatum.isoformat(),
            "regio": casus.regio,
            "antwoorden": to_stored(antwoorden),
            "termijn_zin": None if found.plan is None else found.plan.termijn_zin,
        }
        | told(ctx, choice, found.volgorde),
        peildatum=peildatum,
        laatste_antwoord_id=max((row.id for row in rows.values()), default=0),
        op=ctx.now(),
    )
    uow.session.add(advies)
    uow.session.flush()
    log(ctx, uow, "advies_gegeven", "casus", casus.id, door=None, advies=advies.id)
    if uitkomst["stop"]:
        reden = str(uitkomst["stopreden"] or "Een veiligheidsregel is geraakt.")
        stop_case(ctx, uow, casus, reden=reden, rol="systeem")
    elif casus.status is CasusStatus.BEVESTIGD:
        set_status(ctx, uow, casus, CasusStatus.GEADVISEERD, door=None)
    return advice_view(advies, advies.laatste_antwoord_id)


def latest_advice(ctx: Context, casus_id: str) -> StoredAdvice | None:
    """Return the last advice of a case, or None when it has none."""
    with ctx.store.reading() as uow:
        find_case(uow, casus_id)
        return latest_within(uow, casus_id)


def latest_within(uow: UnitOfWork, casus_id: str) -> StoredAdvice | None:
    """Return the last advice of a case within an open transaction."""
    advies = latest_advices(uow.session, [casus_id]).get(casus_id)
    if advies is None:
        return None
    rows = current(uow.session, casus_id)
    return advice_view(advies, max((row.id for row in rows.values()), default=0))


def advice_view(advies: Advies, last_answer_id: int) -> StoredAdvice:
    """Return the view; outdated when an answer was added after the advice."""
    return StoredAdvice(
        id=advies.id,
        casus_id=advies.casus_id,
        uitkomst=advies.uitkomst,
        ontvangstbewijs=advies.ontvangstbewijs,
        op=advies.op,
        peildatum=advies.peildatum,
        verouderd=last_answer_id != advies.laatste_antwoord_id,
    )


def keep_rows(ctx: Context, uow: UnitOfWork) -> dict[str, Any]:
    """Keep the rows that an advice of now rests on; return what names them.

    They stay as long as the record: without them an advice could not be given again
    after the rows have changed.
    """
    stand = ctx.knowledge.stand
    keep_files(
        uow.session,
        stand=stand.hash,
        sha256=stand.sha256,
        bestanden=stand.bestanden,
        op=ctx.now(),
    )
    return {"kennisstand": stand.hash, "code_hash": code_hash()}


def receipt(ctx: Context) -> dict[str, Any]:
    """Return which code and knowledge gave an answer, so that it can be replayed."""
    return {"code_versie": version("leerplek"), "kennis_hash": ctx.knowledge.hash}
