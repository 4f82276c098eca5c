"""Together or apart: what a table agrees about two pupils, with a reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.casework.decide_placement import deciding_person, open_meeting
from assistant.casework.find import find_case, find_meeting
from assistant.casework.inzage import inzage_of
from assistant.casework.log import log
from assistant.casework.pins import check_reason
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.samenafspraak import (
    Samenafspraak,
    Samensoort,
    agreements_of,
    all_agreements,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

SAME_PUPIL = "Kies twee verschillende leerlingen."
CLASHES = (
    "Dit botst met een eerdere afspraak: leerling {een} en leerling {ander} {wat}. "
    "Laat die afspraak eerst los."
)


@dataclass(frozen=True)
class TogetherForm:
    """What a person says about two pupils; ``tot`` is the last day it counts."""

    een: str
    ander: str
    soort: Samensoort
    reden: str
    tot: date | None = None

    @property
    def tweetal(self) -> tuple[str, str]:
        """Return the two cases, the lower number first."""
        one, other = sorted((self.een, self.ander))
        return one, other


@dataclass(frozen=True)
class TogetherView:
    """An agreement that counts, as one of the two sees it.

    ``ander_id`` is None when the reader does not see the other pupil; ``soort`` is
    ``samen`` or ``niet_samen``.
    """

    id: int
    casus_id: str
    ander_id: str | None
    soort: str
    reden: str
    tot: date | None
    prijs: tuple[str, ...]
    door: str
    op: datetime
    overleg_id: int | None = None


def agree(
    ctx: Context,
    overleg_id: int,
    form: TogetherForm,
    *,
    actor_id: int,
    prijs: dict[str, Any] | None = None,
) -> int:
    """Write down that two pupils of a meeting stay together, or apart.

    From the next proposal on it holds. An earlier agreement about the same two is
    replaced; both stay in the record.

    Parameters
    ----------
    ctx
        The surroundings.
    overleg_id
        The meeting; both pupils are on its agenda.
    form
        The two pupils, what is agreed, why and until when.
    actor_id
        Who says so.
    prijs
        What it costs in the proposal of now, as sentences with how sure they are.

    Raises
    ------
    NotFoundError, NotAllowedError, InputError
        When something does not exist, may not be, is missing or clashes with an
        earlier agreement; nothing is stored.
    """
    if not form.een or not form.ander or form.een == form.ander:
        raise InputError(SAME_PUPIL)
    check_reason(ctx, form.reden, form.tot)
    first, second = form.tweetal
    with ctx.store.unit_of_work() as uow:
        actor = deciding_person(uow, actor_id, ctx.today())
        for casus_id in (first, second):
            open_meeting(uow, overleg_id, casus_id)
        for casus_id in (first, second):
            find_case(uow, casus_id, lock=True)
        _refuse_clash(ctx, uow, form)
        for old in agreements_of(uow.session, [first], ctx.today()):
            if old.tweetal == (first, second):
                old.let_go(ctx.now(), actor.naam, ctx.knowledge.overleg.vervangen)
        row = Samenafspraak(
            overleg_id=overleg_id,
            casus_id=first,
            ander_id=second,
            soort=form.soort,
            reden=form.reden.strip(),
            tot=form.tot,
            prijs=prijs or {},
            door_id=actor.id,
            door_naam=actor.naam,
            op=ctx.now(),
        )
        uow.session.add(row)
        uow.session.flush()
        for casus_id in (first, second):
            _log(ctx, uow, f"leerlingen_{form.soort.value}", casus_id, actor.naam, row)
        return row.id


def end_agreement(
    ctx: Context, overleg_id: int, afspraak_id: int, kijker: Kijker, *, reden: str = ""
) -> None:
    """Let an agreement go; what it was stays in the record.

    It is about two pupils, so who ends it sees both.

    Raises
    ------
    NotFoundError
        When there is no such agreement about the agenda of this meeting.
    NotAllowedError
        When the meeting is closed, or the person does not decide there or sees only
        one of the two.
    """
    with ctx.store.unit_of_work() as uow:
        actor = deciding_person(uow, kijker.gebruiker_id or 0, ctx.today())
        meeting = find_meeting(uow, overleg_id)
        row = uow.session.get(Samenafspraak, afspraak_id, with_for_update=True)
        on_agenda = {punt.casus_id for punt in meeting.agenda}
        if row is None or not on_agenda & set(row.tweetal):
            raise NotFoundError("Deze afspraak bestaat niet meer.")
        here = next(one for one in row.tweetal if one in on_agenda)
        open_meeting(uow, overleg_id, here)
        if len(inzage_of(ctx, uow, kijker, row.tweetal)) < len(row.tweetal):
            raise NotAllowedError(ctx.knowledge.overleg.ander_uit_zicht)
        if row.losgelaten_op is not None:
            return
        row.let_go(ctx.now(), actor.naam, reden.strip() or None)
        for casus_id in row.tweetal:
            _log(ctx, uow, "samenafspraak_losgelaten", casus_id, actor.naam, row)


def together_view(
    ctx: Context, uow: UnitOfWork, casus_ids: Iterable[str]
) -> dict[str, tuple[TogetherView, ...]]:
    """Return the agreements that count, per case in sight."""
    seen = set(casus_ids)
    found: dict[str, tuple[TogetherView, ...]] = {}
    for row in agreements_of(uow.session, seen, ctx.today()):
        for mine, theirs in (row.tweetal, row.tweetal[::-1]):
            if mine in seen:
                view = _view(row, mine, theirs if theirs in seen else None)
                found[mine] = (*found.get(mine, ()), view)
    return found


def _view(row: Samenafspraak, mine: str, theirs: str | None) -> TogetherView:
    return TogetherView(
        row.id,
        mine,
        theirs,
        row.soort.value,
        row.reden,
        row.tot,
        row.prijszinnen,
        row.door_naam,
        row.op,
        row.overleg_id,
    )


def _refuse_clash(ctx: Context, uow: UnitOfWork, form: TogetherForm) -> None:
    """Refuse what cannot hold beside the agreements that count already."""
    rows = [
        row
        for row in all_agreements(uow.session, ctx.today())
        if row.tweetal != form.tweetal
    ]
    pairs = {kind: [r.tweetal for r in rows if r.soort is kind] for kind in Samensoort}
    pairs[form.soort].append(form.tweetal)
    group = groups_of(pairs[Samensoort.SAMEN])
    for one, other in pairs[Samensoort.NIET_SAMEN]:
        if group.get(one, one) != group.get(other, other):
            continue
        if (one, other) == form.tweetal:
            one, other = next(
                pair for pair in pairs[Samensoort.SAMEN] if group[pair[0]] == group[one]
            )
            against = Samensoort.SAMEN
        else:
            against = Samensoort.NIET_SAMEN
        says = ctx.knowledge.overleg.together(against).botst
        raise InputError(CLASHES.format(een=one, ander=other, wat=says))


def groups_of(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return per pupil the lowest number of all who belong together with it."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        group = {one, other} | near[one] | near[other]
        for pupil in group:
            near[pupil] = group
    return {pupil: min(group) for pupil, group in near.items()}


def _log(
    ctx: Context,
    uow: UnitOfWork,
    done: str,
    casus_id: str,
    door: str,
    row: Samenafspraak,
) -> None:
    log(ctx, uow, done, "casus", casus_id, door=door, samenafspraak=row.id)
