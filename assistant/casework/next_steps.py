"""Next steps for parents: where things stand, who does what by when, whom to call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.casework.contacts import contact_of
from assistant.casework.decisions import place_name
from assistant.casework.find import find_case
from assistant.casework.read_answers import decode
from assistant.casework.views import NextStepsView, PathStage, StepView
from knowledge.kalenderwoorden import tell_date
from matching.stappen import steps
from models.advies import latest_advices
from models.antwoord import current
from models.besluit import latest_decision
from models.casus import Casus, CasusStatus
from models.overleg import meetings_of
from models.taak import steps_of_decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from assistant.context import Context
    from models.besluit import Besluit
    from models.store import UnitOfWork

PARENT = "ouder"
CLOSED = CasusStatus.AFGESLOTEN.value
"""The stage of the path that is only shown once it is there."""
_YOU = re.compile(r"^u\b", re.IGNORECASE)
PAST_DECISION = (
    CasusStatus.BESLOTEN,
    CasusStatus.GESTART,
    CasusStatus.NAZORG,
    CasusStatus.AFGESLOTEN,
)


def next_steps(ctx: Context, casus_id: str, rol: str = PARENT) -> NextStepsView:
    """Return what a family sees of its case, in plain Dutch.

    When the case is stopped for safety there are no steps: the fixed text says whom
    to call. What points to danger at home is never shown here.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    rol
        Who reads it: ``ouder``, or ``leerling`` (who sees no steps of the parents).

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        casus = find_case(uow, casus_id)
        besluit = latest_decision(uow.session, casus_id)
        stopped = casus.status is CasusStatus.GESTOPT
        return NextStepsView(
            casus_id=casus_id,
            pad=_path(ctx, uow, casus, besluit, rol),
            stand=_standing(ctx, casus, rol),
            besluit=_decision_text(ctx, uow, casus, besluit, rol),
            stappen=()
            if stopped or rol != PARENT
            else _steps(ctx, uow, casus, besluit),
            contact=contact_of(uow, casus),
            veiligheid=stopped,
        )


def own_steps(steps: Iterable[StepView]) -> list[StepView]:
    """Return the steps that the parents themselves can take."""
    return [step for step in steps if _YOU.search(step.wie)]


def _standing(ctx: Context, casus: Casus, rol: str) -> str:
    if casus.status is CasusStatus.GESTOPT:
        return ctx.knowledge.veiligheid.tekst(rol)
    stages = ctx.knowledge.plaatsing.pad
    here = next((one for one in stages if casus.status.value in one.bij), stages[0])
    return here.zin if rol == PARENT else here.zin_leerling


def _path(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    besluit: Besluit | None,
    rol: str,
) -> tuple[PathStage, ...]:
    fases = ctx.knowledge.plaatsing.pad
    here = next(
        (i for i, fase in enumerate(fases) if casus.status.value in fase.bij), 0
    )
    days = _days(uow, casus, besluit)
    return tuple(
        PathStage(
            id=fase.id,
            naam=fase.naam if rol == PARENT else fase.naam_leerling,
            stand="klaar" if i < here else "nu" if i == here else "straks",
            datum=days.get(fase.id),
        )
        for i, fase in enumerate(fases)
        # Nobody is told beforehand that a case will be closed.
        if i <= here or fase.id != CLOSED
    )


def _days(
    uow: UnitOfWork, casus: Casus, besluit: Besluit | None
) -> dict[str, date | None]:
    advies = latest_advices(uow.session, [casus.id]).get(casus.id)
    meetings = meetings_of(uow.session, casus.id)
    return {
        "aangemeld": casus.aangemaakt_op.date(),
        "analyse": None if casus.bevestigd_op is None else casus.bevestigd_op.date(),
        "advies": None if advies is None else advies.op.date(),
        "overleg": meetings[-1].datum if meetings else None,
        "besluit": None if besluit is None else besluit.op.date(),
        "afgesloten": None if casus.gesloten_op is None else casus.gesloten_op.date(),
    }


def _decision_text(
    ctx: Context, uow: UnitOfWork, casus: Casus, besluit: Besluit | None, rol: str
) -> str | None:
    if besluit is None:
        return None
    if besluit.groep_id is None:
        return ctx.knowledge.gezin.besluit.geen_plek
    if casus.status not in PAST_DECISION:
        return None
    return " ".join(_in_words(ctx, uow, besluit, rol))


def _in_words(
    ctx: Context, uow: UnitOfWork, besluit: Besluit, rol: str
) -> Iterator[str]:
    """Tell a decision in short sentences, with the days that are known."""
    texts = ctx.knowledge.gezin.besluit
    yield texts.plek.voor(rol).format(plek=place_name(uow, besluit.groep_id))
    if besluit.begin is not None:
        yield texts.vanaf.format(dag=tell_date(besluit.begin))
    if besluit.brug_groep_id is not None and besluit.brug_begin is not None:
        bridge = place_name(uow, besluit.brug_groep_id)
        first = tell_date(besluit.brug_begin)
        yield texts.tot_die_tijd.format(plek=bridge, dag=first)
    elif besluit.brug_eind is not None:
        yield texts.tussenplek.format(dag=tell_date(besluit.brug_eind))


def _steps(
    ctx: Context, uow: UnitOfWork, casus: Casus, besluit: Besluit | None
) -> tuple[StepView, ...]:
    found = []
    if besluit is not None:
        found = [
            StepView(
                id=row.soort,
                wat=row.wat,
                wie=row.wie,
                uiterlijk=row.uiterlijk,
                bron=row.bron,
                telefoon=row.telefoon,
                voorbij=row.uiterlijk is not None and row.uiterlijk < ctx.today(),
            )
            for row in steps_of_decision(uow.session, besluit.id)
            if row.klaar_op is None
        ]
    if casus.status in PAST_DECISION:
        # With a place, what counts is getting there; advice from before is noise.
        return tuple(found)
    answers = decode(ctx, current(uow.session, casus.id))
    plan = steps(answers, ctx.knowledge, ctx.today())
    found += [
        StepView(
            id=row.id,
            wat=row.wat,
            wie=row.wie,
            uiterlijk=row.uiterlijk,
            bron=row.bron,
            bel=row.bel,
            waarom=row.waarom,
            als_niet=row.als_niet,
            voorbij=row.voorbij,
        )
        for row in plan.stappen
    ]
    return tuple(found)
