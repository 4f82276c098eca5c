"""Propose placements for a meeting: built, solved, checked independently, stored."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from assistant.casework.advise_case import advise_within, latest_within, receipt
from assistant.casework.build_instance import Previous, build_instance
from assistant.casework.find import find_case, find_meeting
from assistant.casework.log import log
from assistant.casework.proposals import proposal_view, readable
from assistant.casework.seats_by_area import areas_of
from assistant.casework.table_review import REVIEW_STEPS, review
from assistant.casework.table_words import TableProposal, provision_names, teller
from assistant.errors import NotAllowedError
from matching.placement.reading import read_instance
from matching.placement.verify import verify
from models.casus import CasusStatus
from models.overleg import OverlegStand
from models.voorstel import Voorstel, latest_voorstel

if TYPE_CHECKING:
    from assistant.casework.import_lines import Progress
    from assistant.casework.placement_views import ProposalView
    from assistant.context import Context
    from matching.placement.result import Voorstel as Uitkomst
    from models.overleg import Overleg
    from models.store import UnitOfWork


def propose_placements(
    ctx: Context,
    overleg_id: int,
    *,
    seed: int = 1,
    door: str | None = None,
    progress: Progress | None = None,
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
    progress
        Called with how much of the work is done, of how much.

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
        steps = Steps(progress, len(ready))
        built = build_instance(
            ctx, uow, ready, previous, regio=overleg.regio, progress=steps.of_pupils
        )
        provisions = provision_names(uow)
        areas = areas_of(uow, built.plekken)
    # The solver may take seconds, so no transaction is open meanwhile.
    solved = solve_table(ctx, built.instantie, seed)
    steps.one()
    uitkomst = solved.as_dict()
    fouten = verify(built.instantie, uitkomst)
    toelichting = readable(built)
    table = TableProposal(
        read_instance(built.instantie),
        solved,
        teller(ctx, toelichting["plekken"], provisions),
    )
    limit = ctx.knowledge.plaatsing.navraag_s
    toelichting["overzicht"] = review(table, seconds=limit, step=steps.one, areas=areas)
    with ctx.store.unit_of_work() as uow:
        voorstel = Voorstel(
            overleg_id=overleg_id,
            instantie=built.instantie,
            uitkomst=uitkomst,
            toelichting=toelichting,
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


class Steps:
    """Counts the steps of a proposal: every pupil is one, then solving and reviewing.

    Parameters
    ----------
    progress
        Called with how many steps are done, of how many; None to tell nobody.
    pupils
        How many pupils there are.
    """

    def __init__(self, progress: Progress | None, pupils: int) -> None:
        self._progress, self._done = progress, 0
        self._total = pupils + 1 + REVIEW_STEPS

    def of_pupils(self, done: int, _total: int) -> None:
        """Tell that so many pupils are looked at."""
        self._tell(done)

    def one(self) -> None:
        """Tell that one more step is done."""
        self._tell(self._done + 1)

    def _tell(self, done: int) -> None:
        self._done = done
        if self._progress is not None:
            self._progress(done, self._total)


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


def _previous(uow: UnitOfWork, overleg_id: int) -> Previous:
    voorstel = latest_voorstel(uow.session, overleg_id)
    if voorstel is None:
        return Previous()
    bridges = voorstel.uitkomst.get("overbrugging") or {}
    return Previous(
        dict(voorstel.uitkomst["plaatsingen"]),
        {casus_id: row["plek"] for casus_id, row in bridges.items() if row},
    )


def solve_table(ctx: Context, instantie: dict[str, Any], seed: int) -> Uitkomst:
    """Solve an instance within the time that a meeting waits."""
    limit = ctx.knowledge.plaatsing.tijdslimiet_s
    # OR-Tools takes a second to import, and the pages must be there at once.
    from matching.placement.solve import solve

    kennis = ctx.knowledge.hash
    problem = read_instance(instantie)
    return solve(problem, seed=seed, tijdslimiet=limit, kennis=kennis)
