"""Pins and bans of a table: a person puts one down with a reason, and lets it go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.casework.decide_placement import deciding_person, open_meeting
from assistant.casework.decisions import place_name
from assistant.casework.find import find_case, find_meeting
from assistant.casework.log import log
from assistant.casework.table_places import is_offered_in
from assistant.errors import InputError, NotFoundError
from models.vastlegging import Vastlegging, VastleggingSoort, pins_of
from models.voorziening import Groep

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from assistant.context import Context
    from models.store import UnitOfWork


@dataclass(frozen=True)
class PinForm:
    """What a person says about a pin or a ban; ``tot`` is the last day it counts."""

    plek_id: str
    reden: str
    tot: date | None = None


@dataclass(frozen=True)
class PinView:
    """A pin (``vast``) or a ban (``niet``) that counts, with its price at the time."""

    id: int
    casus_id: str
    plek_id: str
    plek_naam: str
    soort: str
    reden: str
    tot: date | None
    prijs: tuple[str, ...]
    door: str
    op: datetime
    overleg_id: int | None = None


def pin_place(
    ctx: Context,
    overleg_id: int,
    casus_id: str,
    form: PinForm,
    *,
    actor_id: int,
    prijs: dict[str, Any] | None = None,
) -> int:
    """Pin a place for a pupil of a meeting; from the next proposal on it holds.

    Parameters
    ----------
    ctx
        The surroundings.
    overleg_id, casus_id
        The meeting and a case on its agenda.
    form
        The place, the reason and until when.
    actor_id
        Who pins.
    prijs
        What it costs in the proposal of now, as sentences with how sure they are.

    Raises
    ------
    NotFoundError, NotAllowedError, InputError
        When something does not exist, may not be, or is missing; nothing is stored.
    """
    kind = VastleggingSoort.VAST
    return _put(ctx, overleg_id, casus_id, form, kind, actor_id, prijs)


def ban_place(
    ctx: Context,
    overleg_id: int,
    casus_id: str,
    form: PinForm,
    *,
    actor_id: int,
    prijs: dict[str, Any] | None = None,
) -> int:
    """Exclude a place for a pupil of a meeting; see :func:`pin_place`."""
    kind = VastleggingSoort.NIET
    return _put(ctx, overleg_id, casus_id, form, kind, actor_id, prijs)


def release(
    ctx: Context,
    overleg_id: int,
    vastlegging_id: int,
    *,
    actor_id: int,
    reden: str = "",
) -> None:
    """Let a pin or a ban go; what it was stays in the record.

    Raises
    ------
    NotFoundError
        When there is no such pin on the agenda of this meeting.
    NotAllowedError
        When the meeting is closed, or the person does not decide there.
    """
    with ctx.store.unit_of_work() as uow:
        actor = deciding_person(uow, actor_id, ctx.today())
        meeting = find_meeting(uow, overleg_id)
        row = uow.session.get(Vastlegging, vastlegging_id, with_for_update=True)
        on_agenda = {punt.casus_id for punt in meeting.agenda}
        if row is None or row.casus_id not in on_agenda:
            raise NotFoundError("Deze vaste of uitgesloten plek bestaat niet meer.")
        open_meeting(uow, overleg_id, row.casus_id)
        if row.losgelaten_op is not None:
            return
        row.let_go(ctx.now(), actor.naam, reden.strip() or None)
        log(
            ctx,
            uow,
            "plek_losgelaten",
            "casus",
            row.casus_id,
            door=actor.naam,
            vastlegging=row.id,
        )


def pins_view(
    ctx: Context, uow: UnitOfWork, casus_ids: Sequence[str]
) -> dict[str, tuple[PinView, ...]]:
    """Return the pins and bans that count, per case."""
    found: dict[str, tuple[PinView, ...]] = {}
    for row in pins_of(uow.session, casus_ids, ctx.today()):
        view = PinView(
            row.id,
            row.casus_id,
            row.groep_id,
            place_name(uow, row.groep_id) or row.groep_id,
            row.soort.value,
            row.reden,
            row.tot,
            row.prijszinnen,
            row.door_naam,
            row.op,
            row.overleg_id,
        )
        found[row.casus_id] = (*found.get(row.casus_id, ()), view)
    return found


def _put(
    ctx: Context,
    overleg_id: int,
    casus_id: str,
    form: PinForm,
    kind: VastleggingSoort,
    actor_id: int,
    price: dict[str, Any] | None,
) -> int:
    check_reason(ctx, form.reden, form.tot)
    with ctx.store.unit_of_work() as uow:
        actor = deciding_person(uow, actor_id, ctx.today())
        open_meeting(uow, overleg_id, casus_id)
        casus = find_case(uow, casus_id, lock=True)
        groep = uow.session.get(Groep, form.plek_id)
        if groep is None or not is_offered_in(groep.voorziening, casus.regio):
            raise InputError("Kies een plek uit de lijst.")
        for row in pins_of(uow.session, [casus_id], ctx.today()):
            same = row.groep_id == form.plek_id
            if same or (kind is row.soort is VastleggingSoort.VAST):
                row.let_go(ctx.now(), actor.naam, ctx.knowledge.overleg.vervangen)
        row = Vastlegging(
            overleg_id=overleg_id,
            casus_id=casus_id,
            groep_id=form.plek_id,
            soort=kind,
            reden=form.reden.strip(),
            tot=form.tot,
            prijs=price or {},
            door_id=actor.id,
            door_naam=actor.naam,
            op=ctx.now(),
        )
        uow.session.add(row)
        uow.session.flush()
        log(
            ctx,
            uow,
            f"plek_{kind.value}",
            "casus",
            casus_id,
            door=actor.naam,
            vastlegging=row.id,
            plek=form.plek_id,
        )
        return row.id


def check_reason(ctx: Context, reden: str, tot: date | None) -> None:
    """Check why a table says something, and the last day on which it counts.

    Raises
    ------
    InputError
        When the reason has too few words, or the day is over.
    """
    least = ctx.knowledge.plaatsing.reden_min_woorden
    if len(reden.split()) < least:
        msg = f"Schrijf op waarom, in ten minste {least} woorden."
        raise InputError(msg)
    if tot is not None and tot < ctx.today():
        raise InputError("De einddatum is al voorbij. Kies een latere dag.")
