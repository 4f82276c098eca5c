"""Propose placements for a meeting: built, solved, checked independently, stored."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from assistant.casework.advise_case import advise_within, latest_within, receipt
from assistant.casework.build_instance import Built, build_instance
from assistant.casework.find import find_case, find_meeting
from assistant.casework.log import log
from assistant.casework.proposals import proposal_view, readable
from assistant.errors import NotAllowedError
from matching.placement.reading import read_instance
from matching.placement.verify import verify
from models.casus import CasusStatus
from models.overleg import OverlegStand
from models.voorstel import Voorstel, latest_voorstel

if TYPE_CHECKING:
    from assistant.casework.views import ProposalView
    from assistant.context import Context
    from models.overleg import Overleg
    from models.store import UnitOfWork


def propose_placements(
    ctx: Context, overleg_id: int, *, seed: int = 1, door: str | None = None
) -> ProposalView:
    """Propose a place for every ready case of a meeting, and store the proposal.

    Ready are the cases on the agenda without a decision and without a safety stop.
    An advice older than the answers is renewed first. Nothing is decided.

    Parameters
    ----------
    ctx
        The surroundings.
    overleg_id
        The meeting.
    seed
        Seed of the solver; the same input and seed give the same proposal.
    door
        Who asked for it.

    Raises
    ------
    NotFoundError
        When the meeting does not exist.
    NotAllowedError
        When the meeting is closed or has no ready case.
    """
    with ctx.store.unit_of_work() as uow:
        overleg = find_meeting(uow, overleg_id)
        ready = _ready_cases(ctx, uow, overleg)
    with ctx.store.reading() as uow:
        previous = _previous(uow, overleg_id)
        built = build_instance(ctx, uow, ready, previous, regio=overleg.regio)
    # The solver may take seconds, so no transaction is open meanwhile.
    uitkomst = _solve(ctx, built, seed)
    fouten = verify(built.instantie, uitkomst)
    with ctx.store.unit_of_work() as uow:
        voorstel = Voorstel(
            overleg_id=overleg_id,
            instantie=built.instantie,
            uitkomst=uitkomst,
            toelichting=readable(built),
            ontvangstbewijs=receipt(ctx) | {"oplosser": version("ortools")},
            seed=seed,
            status=str(uitkomst["status"]),
            fouten=list(fouten),
            op=ctx.now(),
        )
        uow.session.add(voorstel)
        uow.session.flush()
        log(
            ctx,
            uow,
            "voorstel_gemaakt",
            "overleg",
            overleg_id,
            door=door,
            voorstel=voorstel.id,
            seed=seed,
        )
        return proposal_view(uow, voorstel)


def latest_proposal(ctx: Context, overleg_id: int) -> ProposalView | None:
    """Return the last proposal of a meeting, or None when there is none."""
    with ctx.store.reading() as uow:
        find_meeting(uow, overleg_id)
        voorstel = latest_voorstel(uow.session, overleg_id)
        return None if voorstel is None else proposal_view(uow, voorstel)


def _ready_cases(ctx: Context, uow: UnitOfWork, overleg: Overleg) -> list[str]:
    if overleg.stand is OverlegStand.GESLOTEN:
        msg = f"Overleg '{overleg.naam}' is gesloten. Kies het volgende overleg."
        raise NotAllowedError(msg)
    ready = []
    for punt in overleg.agenda:
        casus = find_case(uow, punt.casus_id, lock=True)
        if casus.status is not CasusStatus.OP_TAFEL:
            continue
        advies = latest_within(uow, casus.id)
        if advies is None or advies.verouderd:
            advise_within(ctx, uow, casus)
        if casus.status is CasusStatus.OP_TAFEL:  # not stopped by the new advice
            ready.append(casus.id)
    if not ready:
        msg = (
            f"Er staat geen casus klaar op overleg '{overleg.naam}'. Zet eerst een "
            "casus met een advies op de agenda."
        )
        raise NotAllowedError(msg)
    return ready


def _previous(uow: UnitOfWork, overleg_id: int) -> dict[str, str | None]:
    voorstel = latest_voorstel(uow.session, overleg_id)
    return {} if voorstel is None else dict(voorstel.uitkomst["plaatsingen"])


def _solve(ctx: Context, built: Built, seed: int) -> dict[str, Any]:
    limit = ctx.knowledge.plaatsing.tijdslimiet_s
    instantie = read_instance(built.instantie)
    # OR-Tools takes a second to import, and the pages must be there at once.
    from matching.placement.solve import solve

    return solve(instantie, seed=seed, tijdslimiet=limit).as_dict()
