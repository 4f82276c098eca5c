"""Answers of the probleemanalyse that follow from the absence of a pupil.

They are added with their own origin (‘verzuimgegevens’) and the import they rest on. An
answer that a person gave stays: where the data say otherwise, both are shown and a
person chooses. What the data said and no longer say, as since when a pupil is at home
who came back, is withdrawn; the history keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence import absence_of_cases
from assistant.casework.absence_told import answers_from
from assistant.casework.inzage import inzage_in
from assistant.casework.log import log
from assistant.casework.record_answers import OPEN, add_answers, add_withdrawal
from assistant.casework.values import from_stored, to_stored
from assistant.errors import NotAllowedError, NotFoundError
from knowledge.kalenderwoorden import tell_date
from matching.antwoorden import check_answers
from models.antwoord import Via, current, current_of
from models.casus import Casus, lock_cases

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from assistant.casework.absence import PupilAbsence
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.antwoord import Antwoord
    from models.store import UnitOfWork


@dataclass(frozen=True)
class Difference:
    """A field of which a person said one thing and the data another.

    Parameters
    ----------
    veld
        The field.
    eigen, gegevens
        What the person said and what the data say; ``None``: it is over.
    """

    veld: str
    eigen: object
    gegevens: object


def fill_from_absence(
    ctx: Context, casus_ids: Collection[str], *, door: str, rol: str
) -> dict[str, list[str]]:
    """Add what follows from the data to cases; return the fields that changed per case.

    A field that a person answered stays as it is, and so does a closed case.
    """
    changed: dict[str, list[str]] = {}
    for casus_id in sorted(casus_ids):
        with ctx.store.unit_of_work() as uow:
            (casus,) = lock_cases(uow.session, [casus_id])
            absence = absence_of_cases(ctx, uow, [casus_id]).get(casus_id)
            if absence is None or casus.status not in OPEN:
                continue
            known = current_of(uow.session, [casus_id])[casus_id]
            found = _checked(ctx, absence)
            fresh = {
                veld: value
                for veld, value in found.items()
                if _may_fill(known.get(veld)) and _differs(known.get(veld), value)
            }
            over = [
                veld
                for veld in _ended(ctx, found)
                if veld in known and _may_fill(known[veld])
            ]
            if fresh:
                _add(ctx, uow, casus, absence, fresh, rol=rol, door=door)
            if over:
                _withdraw(ctx, uow, casus, absence, over, rol=rol, door=door)
            if fresh or over:
                changed[casus_id] = sorted([*fresh, *over])
    return changed


def differences(
    ctx: Context, uow: UnitOfWork, casus_id: str, absence: PupilAbsence
) -> list[Difference]:
    """Return where a person said something else than the data, in order of the rows."""
    known = current_of(uow.session, [casus_id])[casus_id]
    found = _checked(ctx, absence)
    told: dict[str, object] = found | dict.fromkeys(_ended(ctx, found))
    return [
        Difference(veld, from_stored(known[veld].waarde, veld, ctx.knowledge), value)
        for veld, value in told.items()
        if veld in known and not _may_fill(known[veld]) and _differs(known[veld], value)
    ]


def take_from_absence(ctx: Context, kijker: Kijker, casus_id: str, veld: str) -> None:
    """Let the data take the place of what a person said, because a person chose so.

    Raises
    ------
    NotFoundError
        When the case is not in sight, or the data say nothing of this field.
    NotAllowedError
        When this person may not change the case.
    """
    with ctx.store.unit_of_work() as uow:
        (casus,) = lock_cases(uow.session, [casus_id])
        inzage = inzage_in(ctx, uow, kijker, casus_id)
        if not inzage.mag_wijzigen or not inzage.toont(veld):
            raise NotAllowedError("U kunt dit antwoord niet wijzigen.")
        absence = absence_of_cases(ctx, uow, [casus_id]).get(casus_id)
        values = {} if absence is None else _checked(ctx, absence)
        over = veld in _ended(ctx, values) and veld in current(uow.session, casus_id)
        if absence is None or casus.status not in OPEN or not (over or veld in values):
            raise NotFoundError("Hierover zeggen de verzuimgegevens niets.")
        who = {"rol": kijker.rol, "door": kijker.naam}
        if over:
            _withdraw(ctx, uow, casus, absence, [veld], **who)
        else:
            chosen = {veld: values[veld]}
            _add(ctx, uow, casus, absence, chosen, sure=True, **who)


def known_until(absence: PupilAbsence) -> date | None:
    """Return the last school day that is known."""
    return absence.dagen[-1].datum if absence.dagen else None


def _add(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    absence: PupilAbsence,
    values: Mapping[str, object],
    *,
    rol: str,
    door: str,
    sure: bool = False,
) -> None:
    add_answers(
        ctx,
        uow,
        casus,
        values,
        rol=rol,
        via=Via.VERZUIM,
        woorden=_basis(absence),
        door=door,
        bevestigd=sure,
    )


def _withdraw(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    absence: PupilAbsence,
    velden: Sequence[str],
    *,
    rol: str,
    door: str,
) -> None:
    """Write down that the data no longer say this."""
    for veld in velden:
        add_withdrawal(
            ctx,
            uow,
            casus,
            veld,
            rol=rol,
            via=Via.VERZUIM,
            door=door,
            woorden=_basis(absence),
        )
    uow.session.flush()
    log(
        ctx,
        uow,
        "antwoord_vervallen",
        "casus",
        casus.id,
        door=door,
        velden=sorted(velden),
        rol=rol,
    )


def _basis(absence: PupilAbsence) -> str:
    """Return on which data something rests."""
    until = known_until(absence)
    day = "" if until is None else f" tot en met {tell_date(until)}"
    return f"verzuimgegevens{day}, invoer {absence.invoer}"


def _ended(ctx: Context, found: Mapping[str, object]) -> list[str]:
    """Return the answers that can end and that the data do not give any more."""
    if not found:
        return []
    rows = ctx.knowledge.verzuim_invoer.algemeen.vult
    return [row.veld for row in rows if row.voorbij and row.veld not in found]


def _checked(ctx: Context, absence: PupilAbsence) -> dict[str, object]:
    general = ctx.knowledge.verzuim_invoer.algemeen
    found = answers_from(absence, general)
    return dict(check_answers(found, ctx.knowledge, ctx.today()))


def _may_fill(row: Antwoord | None) -> bool:
    """Tell whether nobody but the data said anything; a confirmed answer is theirs."""
    return row is None or row.via is Via.VERZUIM


def _differs(row: Antwoord | None, value: object) -> bool:
    return row is None or row.waarde != to_stored(value)
