"""Open a closed case again: a new round, with everything known and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.mandate import lead_case, require_reason
from assistant.casework.record_answers import add_answers
from assistant.casework.statuses import set_status
from assistant.casework.tasks import add_task
from assistant.errors import InputError, NotAllowedError
from models.antwoord import Via
from models.casus import STATUS_TEKST, CasusStatus
from models.gebruiker import Gebruiker

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

RUNNING = "loopt"
"""The outcome of a case that has not ended."""


def reopen_case(
    ctx: Context, casus_id: str, kijker: Kijker, *, reden: str, toelichting: str
) -> None:
    """Open a closed case again.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    kijker
        Who opens it.
    reden
        The id of a reason in ``leven.yaml``.
    toelichting
        What happened, in the words of the person.

    Raises
    ------
    NotAllowedError
        When the role may not, or the case is not closed.
    InputError
        When the reason or the explanation is missing.
    """
    row = next((r for r in ctx.knowledge.leven.heropenredenen if r.id == reden), None)
    if row is None:
        raise InputError("Kies waarom de casus weer open gaat.")
    told = require_reason(ctx, toelichting, "wat er is gebeurd")
    with ctx.store.unit_of_work() as uow:
        casus = lead_case(ctx, uow, kijker, casus_id, "heropenen")
        if casus.status is not CasusStatus.AFGESLOTEN:
            msg = (
                f"Casus {casus.id} is '{STATUS_TEKST[casus.status]}' en niet "
                "afgesloten. Er is niets om te heropenen."
            )
            raise NotAllowedError(msg)
        set_status(
            ctx,
            uow,
            casus,
            CasusStatus.HEROPEND,
            door=kijker.naam,
            reden=f"{row.naam}. {told}",
        )
        add_answers(
            ctx,
            uow,
            casus,
            {"uitkomst": RUNNING},
            rol=kijker.rol,
            via=Via.FORMULIER,
            woorden=None,
            door=kijker.naam,
        )
        _drop_absent_regisseur(uow, casus)
        add_task(
            ctx,
            uow,
            casus,
            "afspraak",
            False,
            ctx.knowledge.taakteksten.taken.heropend.format(
                casus=casus.id, reden=row.naam.lower()
            ),
            door=kijker.naam,
        )


def _drop_absent_regisseur(uow: UnitOfWork, casus: Casus) -> None:
    """Let a case say loudly that it has no regisseur when that person has left."""
    if casus.regisseur_id is None:
        return
    person = uow.session.get(Gebruiker, casus.regisseur_id)
    if person is None or not person.actief:
        casus.regisseur_id = None
