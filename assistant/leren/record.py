"""Finished cases out of the record: advice, decision, start and aftercare.

Only what a person recorded counts, and nothing invented: demo cases, decisions that
nobody looked after, and starts without a decided place (then it is not recorded which
route began) are left out, and counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.casework.values import from_stored
from assistant.leren.geval import finished_case, situation
from matching.errors import MatchingError
from models.advies import Advies, advices_of
from models.antwoord import current_fields
from models.batches import batches
from models.besluit import latest_decisions
from models.casus import cases_with_ids
from models.voorziening import routes_of_groups

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.context import Context
    from assistant.leren.geval import Geval
    from models.antwoord import Antwoord
    from models.besluit import Besluit
    from models.casus import Casus
    from models.store import UnitOfWork


@dataclass(frozen=True)
class Gelezen:
    """The finished cases of a region, and how many were left out and why."""

    gevallen: tuple[Geval, ...]
    weggelaten: Mapping[str, int]


def read_finished_cases(ctx: Context, regio: str | None) -> Gelezen:
    """Return the finished cases of a region, oldest decision first.

    Parameters
    ----------
    ctx
        The surroundings.
    regio
        Id of the region; ``None`` for cases without one.
    """
    left_out: Counter[str] = Counter()
    found: list[Geval] = []
    with ctx.store.reading() as uow:
        decisions = latest_decisions(uow.session)
        cases = cases_with_ids(uow.session, decisions)
        mine = _to_learn_from(cases, regio)
        answers = _followed_up(ctx, uow, mine)
        route_of = routes_of_groups(uow.session)
        for casus_id in mine:
            decision = decisions[casus_id]
            route = route_of.get(decision.groep_id or "")
            case = _read(ctx, uow, decision, route, answers.get(casus_id, {}))
            if isinstance(case, str):
                left_out[case] += 1
            else:
                found.append(case)
    return Gelezen(tuple(sorted(found, key=lambda c: (c.dag, c.id))), left_out)


def count_known_outcomes(ctx: Context, regio: str | None) -> int:
    """Return of how many decided placements of a region the outcome is known.

    Parameters
    ----------
    ctx
        The surroundings.
    regio
        Id of the region; ``None`` for cases without one.
    """
    with ctx.store.reading() as uow:
        decisions = latest_decisions(uow.session)
        cases = cases_with_ids(uow.session, decisions)
        mine = _to_learn_from(cases, regio)
        answers = _followed_up(ctx, uow, mine)
        route_of = routes_of_groups(uow.session)
        return sum(
            decisions[one].groep_id in route_of
            and _lasted(ctx, decisions[one], answers.get(one, {})) is not None
            for one in mine
        )


def _to_learn_from(cases: Mapping[str, Casus], regio: str | None) -> list[str]:
    """Return the cases of a region that are not invented."""
    return [
        casus_id
        for casus_id, casus in cases.items()
        if casus.regio == regio and not casus.voorbeeld
    ]


def _read(
    ctx: Context,
    uow: UnitOfWork,
    decision: Besluit,
    route: str | None,
    answers: Mapping[str, Antwoord],
) -> Geval | str:
    """Return the finished case, or the id of the reason to leave it out."""
    if route is None:
        return "geen_plek"
    lasted = _lasted(ctx, decision, answers)
    if lasted is None:
        return "afloop_onbekend"
    advice = _advice_before(uow, decision)
    if advice is None:
        return "geen_advies"
    case = _finished(ctx, decision, advice, route if lasted else None)
    return "niet_te_lezen" if case is None else case


def _followed_up(
    ctx: Context, uow: UnitOfWork, casus_ids: list[str]
) -> dict[str, dict[str, Antwoord]]:
    """Return the answers about start and aftercare per case."""
    rule = ctx.knowledge.leren.grenzen.uitkomst
    fields = (rule.veld, rule.start_veld)
    found: dict[str, dict[str, Antwoord]] = {}
    for ids in batches(casus_ids):
        found |= current_fields(uow.session, ids, fields)
    return found


def _lasted(
    ctx: Context, decision: Besluit, answers: Mapping[str, Antwoord]
) -> bool | None:
    """Tell whether the pupil started and still went; None when it is not known (yet).

    A look before the term of aftercare is over says only that the pupil began.
    """
    rule = ctx.knowledge.leren.grenzen.uitkomst
    fresh = {veld: row for veld, row in answers.items() if row.op > decision.op}
    start, look = fresh.get(rule.start_veld), fresh.get(rule.veld)
    today = ctx.today()
    if start is None:
        late = decision.op.date() + timedelta(weeks=rule.niet_gestart_na_weken)
        return False if today > late else None
    leven = ctx.knowledge.leven
    weeks = ctx.knowledge.termijnen[leven.nazorg_termijn].aantal
    due = date.fromisoformat(str(start.waarde)) + timedelta(weeks=weeks)
    if look is None or today < due:
        return None
    if look.waarde in rule.blijft_niet:
        return False
    if look.waarde in rule.blijft and look.op.date() >= due:
        return True
    return None


def _advice_before(uow: UnitOfWork, decision: Besluit) -> Advies | None:
    """Return the last advice that the table had when it decided."""
    known = advices_of(uow.session, decision.casus_id)
    return next((one for one in reversed(known) if one.op <= decision.op), None)


def _finished(
    ctx: Context, decision: Besluit, advice: Advies, blijvend: str | None
) -> Geval | None:
    """Return the case as it was advised; None when its answers no longer fit."""
    receipt = advice.ontvangstbewijs
    stored = receipt.get("antwoorden")
    if not isinstance(stored, dict):
        return None
    answers = {
        veld: from_stored(value, veld, ctx.knowledge) for veld, value in stored.items()
    }
    regio = ctx.knowledge.regios.get(str(receipt.get("regio")))
    try:
        found = situation(answers, ctx.knowledge, advice.peildatum, regio)
    except (MatchingError, KeyError):
        # A field or route of then is no longer in the knowledge.
        return None
    return finished_case(
        decision.casus_id,
        decision.op.date(),
        found,
        ctx.knowledge,
        blijvend=blijvend,
    )
