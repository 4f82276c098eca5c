"""What agreements about two pupils mean for an instance, and for one decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.besluit import latest_decisions
from models.casus import seat_holders
from models.samenafspraak import Samensoort, agreements_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from assistant.casework.admission import Wanted
    from assistant.context import Context
    from models.besluit import Besluit
    from models.store import UnitOfWork


@dataclass(frozen=True)
class TogetherRules:
    """Couples among the pupils of a table, and what follows from who is placed.

    ``uitgesloten`` are places that hold a pupil who is to be kept apart; ``vast`` is
    where a pupil who belongs together with somebody already is.
    """

    samen: tuple[tuple[str, str], ...] = ()
    niet_samen: tuple[tuple[str, str], ...] = ()
    uitgesloten: Mapping[str, frozenset[str]] = field(default_factory=dict)
    vast: Mapping[str, str] = field(default_factory=dict)


def together_rules(
    ctx: Context, uow: UnitOfWork, casus_ids: Collection[str]
) -> TogetherRules:
    """Return what was agreed about the pupils of a table.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    casus_ids
        The pupils of the instance.
    """
    here = set(casus_ids)
    placed = _placed(uow)
    couples: dict[Samensoort, list[tuple[str, str]]] = {kind: [] for kind in Samensoort}
    apart: dict[str, frozenset[str]] = {}
    fixed: dict[str, str] = {}
    for row in agreements_of(uow.session, here, ctx.today()):
        if here >= set(row.tweetal):
            couples[row.soort].append(row.tweetal)
            continue
        mine, theirs = row.tweetal if row.casus_id in here else row.tweetal[::-1]
        decision = placed.get(theirs)
        if decision is None:
            continue
        if row.soort is Samensoort.NIET_SAMEN:
            apart[mine] = apart.get(mine, frozenset()) | _places(decision)
        elif (lasting := _lasting(decision)) is not None:
            fixed.setdefault(mine, lasting)
    return TogetherRules(
        tuple(couples[Samensoort.SAMEN]),
        tuple(couples[Samensoort.NIET_SAMEN]),
        apart,
        fixed,
    )


def together_remarks(
    ctx: Context, uow: UnitOfWork, casus_id: str, wanted: Wanted
) -> Sequence[str]:
    """Tell which agreements a decision goes against; a person may do so.

    The remarks stay with the decision and go along when the case is handed over, so
    they tell neither who the other pupil is nor what was said about the two.
    """
    words = ctx.knowledge.overleg
    placed, chosen = _placed(uow), {wanted.plek, wanted.brug} - {None}
    found = []
    for row in agreements_of(uow.session, [casus_id], ctx.today()):
        (other,) = set(row.tweetal) - {casus_id}
        decision = placed.get(other)
        if decision is None:
            continue
        meets = bool(_places(decision) & chosen)
        elsewhere = _lasting(decision) not in (None, wanted.plek)
        if meets if row.soort is Samensoort.NIET_SAMEN else elsewhere:
            found.append(words.together(row.soort).strijdig)
    return found


def _placed(uow: UnitOfWork) -> dict[str, Besluit]:
    """Return the decisions that hold a seat."""
    holding = seat_holders(uow.session)
    return {
        casus_id: row
        for casus_id, row in latest_decisions(uow.session).items()
        if casus_id in holding
    }


def _lasting(decision: Besluit) -> str | None:
    """Return the place to stay; a bridge without one is none."""
    only_bridge = decision.brug_groep_id is None and decision.brug_eind is not None
    return None if only_bridge else decision.groep_id


def _places(decision: Besluit) -> frozenset[str]:
    both = (decision.groep_id, decision.brug_groep_id)
    return frozenset(one for one in both if one is not None)
