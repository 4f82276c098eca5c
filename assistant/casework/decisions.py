"""Read decisions back as views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_meeting
from assistant.casework.placement_views import BridgeView
from assistant.casework.views import DecisionView
from models.besluit import Besluit, decisions_of_meeting
from models.voorziening import Groep

if TYPE_CHECKING:
    from assistant.context import Context
    from models.store import UnitOfWork


def decision_list(ctx: Context, overleg_id: int) -> list[DecisionView]:
    """Return the decisions of a meeting that count, per case.

    Raises
    ------
    NotFoundError
        When the meeting does not exist.
    """
    with ctx.store.reading() as uow:
        find_meeting(uow, overleg_id)
        rows = decisions_of_meeting(uow.session, overleg_id)
        return [decision_view(uow, row) for row in rows.values()]


def decision_view(uow: UnitOfWork, besluit: Besluit) -> DecisionView:
    """Return the view of a decision."""
    return DecisionView(
        id=besluit.id,
        overleg_id=besluit.overleg_id,
        casus_id=besluit.casus_id,
        plek_id=besluit.groep_id,
        plek_naam=place_name(uow, besluit.groep_id),
        akkoord=besluit.akkoord,
        wijkt_af=besluit.wijkt_af,
        reden=besluit.reden,
        door=besluit.door_naam,
        op=besluit.op,
        voorgesteld=place_name(uow, besluit.voorgestelde_groep_id),
        opmerkingen=tuple(str(line) for line in besluit.opmerkingen),
        begin=besluit.begin,
        tot=None if besluit.brug_groep_id else besluit.brug_eind,
        brug=_bridge(uow, besluit),
    )


def _bridge(uow: UnitOfWork, besluit: Besluit) -> BridgeView | None:
    if besluit.brug_groep_id is None:
        return None
    name = place_name(uow, besluit.brug_groep_id) or besluit.brug_groep_id
    return BridgeView(
        besluit.brug_groep_id, name, besluit.brug_begin, besluit.brug_eind
    )


def place_name(uow: UnitOfWork, groep_id: str | None) -> str | None:
    """Return the name of a place as people know it, or None for no place."""
    if groep_id is None:
        return None
    groep = uow.session.get(Groep, groep_id)
    return groep_id if groep is None else full_name(groep)


def full_name(groep: Groep) -> str:
    """Return provision and group in one name, without saying a name twice."""
    whole = groep.voorziening.naam
    if len(groep.voorziening.groepen) == 1 or groep.naam in whole:
        return whole
    return f"{whole}, {groep.naam}"
