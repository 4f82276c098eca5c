"""Decide a placement: the only place where a decision is written, by a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.casework.admission import Wanted, admit, wanted_of
from assistant.casework.decision_steps import add_steps
from assistant.casework.decisions import decision_view, place_name
from assistant.casework.find import find_case, find_meeting, find_user, require_status
from assistant.casework.log import log
from assistant.casework.proposals import read_day
from assistant.casework.statuses import set_status
from assistant.errors import InputError, NotAllowedError
from models.besluit import Besluit, decisions_of_meeting
from models.casus import CasusStatus
from models.gebruiker import Rol
from models.overleg import OverlegStand
from models.voorstel import latest_voorstel
from models.voorziening import Groep

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from assistant.casework.views import DecisionView
    from assistant.context import Context
    from models.casus import Casus
    from models.gebruiker import Gebruiker
    from models.overleg import Overleg
    from models.store import UnitOfWork

DECIDES = frozenset({Rol.OVERLEGLID, Rol.SECRETARIS, Rol.REGISSEUR})
DECIDABLE = frozenset({CasusStatus.OP_TAFEL, CasusStatus.BESLOTEN})


@dataclass(frozen=True)
class Choice:
    """What was proposed and what is chosen; None is no place."""

    voorstel_id: int | None
    voorgesteld: str | None
    gekozen: Wanted
    wijkt_af: bool


def decide_placement(
    ctx: Context,
    overleg_id: int,
    casus_id: str,
    *,
    actor_id: int,
    plek_id: str | None,
    akkoord: bool,
    reden: str,
    begin: date | None = None,
    brug_id: str | None = None,
) -> DecisionView:
    """Store what a person decides about a case in a meeting.

    A person may choose another place than the rules propose, with a reason: one
    whose route is not open, that is far, or that suits less. Nobody can decide
    past the seats of a place or its own admission (sector, age, own school); that
    is checked again here, whatever the proposal said.

    Parameters
    ----------
    ctx
        The surroundings.
    overleg_id, casus_id
        The meeting and a case on its agenda.
    actor_id
        The person who decides.
    plek_id
        The chosen place; None with ``akkoord`` follows the proposal, and None
        without is no place for now.
    akkoord
        Whether the decision follows the proposal.
    reden
        Why; needed when the decision is not the proposal.
    begin
        The first day on a place that was not proposed; None is the first possible.
    brug_id
        A place until then, when the decision is not the proposal.

    Raises
    ------
    NotFoundError, NotAllowedError, InputError
        When the decision cannot be taken; nothing is stored.
    """
    with ctx.store.unit_of_work() as uow:
        actor = deciding_person(uow, actor_id, ctx.today())
        overleg = open_meeting(uow, overleg_id, casus_id)
        casus = find_case(uow, casus_id, lock=True)
        require_status(casus, DECIDABLE, "een besluit krijgen")
        wanted = wanted_of(ctx, uow, plek_id, begin, brug_id)
        choice = _choose(uow, overleg_id, casus_id, wanted, akkoord=akkoord)
        _require_reason(ctx, choice, reden)
        besluit = decide_within(ctx, uow, overleg, casus, actor, choice, reden)
        return decision_view(uow, besluit)


def decide_within(
    ctx: Context,
    uow: UnitOfWork,
    overleg: Overleg,
    casus: Casus,
    actor: Gebruiker,
    choice: Choice,
    reden: str,
) -> Besluit:
    """Check the chosen place, store the decision and add the steps that follow."""
    # Two people deciding on the last seat must wait for each other.
    named = (choice.gekozen.plek, choice.gekozen.brug)
    for plek_id in sorted(one for one in named if one is not None):
        uow.session.get(Groep, plek_id, with_for_update=True)
    found = admit(ctx, uow, casus, choice.gekozen)
    choice = replace(choice, gekozen=found.keuze)
    remarks = list(found.opmerkingen)
    besluit = _store(ctx, uow, overleg, casus, actor, choice, reden, remarks)
    add_steps(ctx, uow, casus, besluit)
    return besluit


def deciding_person(uow: UnitOfWork, actor_id: int, day: date) -> Gebruiker:
    """Return a person who decides at a table, or raise NotAllowedError."""
    actor = find_user(uow, actor_id)
    if not {role.rol for role in actor.roles_on(day)} & DECIDES:
        msg = (
            f"{actor.naam} neemt geen besluiten in het plaatsingsoverleg. Dat doet "
            "een overleglid, secretaris of regisseur."
        )
        raise NotAllowedError(msg)
    return actor


def open_meeting(uow: UnitOfWork, overleg_id: int, casus_id: str) -> Overleg:
    """Return a meeting that is not closed and has this case on its agenda."""
    overleg = find_meeting(uow, overleg_id, lock=True)
    if overleg.stand is OverlegStand.GESLOTEN:
        raise NotAllowedError(f"Overleg '{overleg.naam}' is gesloten.")
    if casus_id not in {punt.casus_id for punt in overleg.agenda}:
        msg = f"Casus {casus_id[:20]} staat niet op de agenda van '{overleg.naam}'."
        raise NotAllowedError(msg)
    return overleg


def _choose(
    uow: UnitOfWork,
    overleg_id: int,
    casus_id: str,
    wanted: Wanted,
    *,
    akkoord: bool,
) -> Choice:
    voorstel = latest_voorstel(uow.session, overleg_id)
    planned = {} if voorstel is None else voorstel.uitkomst["plaatsingen"]
    if voorstel is None or casus_id not in planned:
        if akkoord:
            msg = (
                f"Er is geen voorstel voor casus {casus_id} om akkoord mee te gaan. "
                "Vraag eerst een voorstel, of kies zelf een plek met een reden."
            )
            raise InputError(msg)
        return Choice(None, None, wanted, False)
    plan = proposed_for(voorstel.uitkomst, casus_id)
    proposed = plan.plek or plan.brug
    if akkoord and (voorstel.fouten or voorstel.status not in ("optimaal", "haalbaar")):
        msg = "Dit voorstel is niet geldig. Vraag een nieuw voorstel."
        raise NotAllowedError(msg)
    if akkoord and (wanted.plek or wanted.brug) not in (None, proposed):
        name = place_name(uow, proposed) or "geen plek"
        msg = (
            f"Akkoord betekent: zoals voorgesteld ({name}). Kies 'anders besluiten' "
            "voor een andere plek."
        )
        raise InputError(msg)
    if akkoord:
        return Choice(voorstel.id, proposed, plan, False)
    differs = (wanted.plek, wanted.brug) != (plan.plek, plan.brug)
    differs = differs or (wanted.begin is not None and wanted.begin != plan.begin)
    return Choice(voorstel.id, proposed, wanted, differs)


def proposed_for(uitkomst: Mapping[str, Any], casus_id: str) -> Wanted:
    """Return what a proposal gives a case: the place, the bridge and their days."""
    bridge = (uitkomst.get("overbrugging") or {}).get(casus_id) or {}
    return Wanted(
        uitkomst["plaatsingen"].get(casus_id),
        read_day((uitkomst.get("begin") or {}).get(casus_id)),
        bridge.get("plek"),
        read_day(bridge.get("begin")),
        read_day(bridge.get("eind")),
    )


def _require_reason(ctx: Context, choice: Choice, reden: str) -> None:
    least = ctx.knowledge.plaatsing.reden_min_woorden
    own_choice = choice.wijkt_af or choice.voorstel_id is None
    if own_choice and len(reden.split()) < least:
        msg = (
            "Dit besluit wijkt af van het voorstel. Schrijf op waarom, in ten minste "
            f"{least} woorden."
        )
        raise InputError(msg)


def _store(
    ctx: Context,
    uow: UnitOfWork,
    overleg: Overleg,
    casus: Casus,
    actor: Gebruiker,
    choice: Choice,
    reden: str,
    remarks: list[str],
) -> Besluit:
    earlier = decisions_of_meeting(uow.session, overleg.id).get(casus.id)
    if casus.status is CasusStatus.BESLOTEN and earlier is None:
        msg = f"Casus {casus.id} is al besloten in een ander overleg."
        raise NotAllowedError(msg)
    besluit = Besluit(
        overleg_id=overleg.id,
        casus_id=casus.id,
        voorstel_id=choice.voorstel_id,
        **_places(choice.gekozen),
        voorgestelde_groep_id=choice.voorgesteld,
        akkoord=choice.voorstel_id is not None and not choice.wijkt_af,
        wijkt_af=choice.wijkt_af,
        reden=reden.strip() or "Zoals voorgesteld.",
        opmerkingen=remarks,
        door_id=actor.id,
        door_naam=actor.naam,
        vervangt_id=None if earlier is None else earlier.id,
        op=ctx.now(),
    )
    uow.session.add(besluit)
    uow.session.flush()
    placed = besluit.groep_id is not None
    target = CasusStatus.BESLOTEN if placed else CasusStatus.OP_TAFEL
    if casus.status is not target:
        set_status(ctx, uow, casus, target, door=actor.naam)
    overleg.stand = OverlegStand.BEZIG
    log(
        ctx,
        uow,
        "besluit_genomen",
        "casus",
        casus.id,
        door=actor.naam,
        overleg=overleg.id,
        plek=besluit.groep_id,
        brug=besluit.brug_groep_id,
        wijkt_af=choice.wijkt_af,
    )
    return besluit


def _places(chosen: Wanted) -> dict[str, Any]:
    """Return the columns of the places and their days; see ``Besluit``."""
    if chosen.plek is None:
        return {
            "groep_id": chosen.brug,
            "begin": chosen.brug_begin,
            "brug_eind": chosen.brug_eind,
        }
    return {
        "groep_id": chosen.plek,
        "begin": chosen.begin,
        "brug_groep_id": chosen.brug,
        "brug_begin": chosen.brug_begin,
        "brug_eind": chosen.brug_eind,
    }
