"""What if: the questions of a table about a proposal, answered without storing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.casework.find import find_meeting
from assistant.casework.proposals import follows
from assistant.casework.table_edits import edit_of
from assistant.casework.table_words import table_proposal
from assistant.errors import InputError
from matching.placement.errors import InstanceError
from matching.placement.result import Status
from matching.placement.review.edits import Pin
from models.besluit import decisions_of_meeting
from models.voorstel import Voorstel, latest_voorstel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.table_edits import Question
    from assistant.casework.table_words import TableProposal
    from assistant.context import Context
    from matching.placement.review.edits import Edit
    from matching.placement.review.plan import Stand
    from matching.placement.review.what_if import WatAls
    from models.store import UnitOfWork

MOST_EDITS = 8
PIN = "vastzetten"
DOES_NOT_FIT = "Deze vraag past niet bij dit voorstel. {}"


@dataclass(frozen=True)
class MoveView:
    """A pupil who stands elsewhere: the words for before and after."""

    casus_id: str
    eerst: str
    dan: str
    weken: int


@dataclass(frozen=True)
class GoalChange:
    """A goal with its value before and after; ``beter`` None is equal."""

    doel: str
    eerst: int
    dan: int
    beter: bool | None


@dataclass(frozen=True)
class AnswerToTable:
    """What a change would do, compared with the proposal on the table."""

    voorstel_id: int
    vragen: tuple[str, ...]
    zinnen: tuple[str, ...]
    verplaatsingen: tuple[MoveView, ...] = ()
    doelen: tuple[GoalChange, ...] = ()
    botsingen: tuple[tuple[str, ...], ...] = ()
    bewezen: bool = False
    duur_s: float = 0.0
    kan: bool = True
    ontvangst: dict[str, Any] = field(default_factory=dict)


def ask_table(
    ctx: Context,
    overleg_id: int,
    questions: Sequence[Question],
    *,
    rustig: bool,
    seconds: float | None = None,
) -> AnswerToTable:
    """Answer what the changes of a table would do to the latest proposal.

    Nothing is stored. What was decided already stays as it is.

    Parameters
    ----------
    ctx
        The surroundings.
    overleg_id
        The meeting.
    questions
        The changes, together.
    rustig
        Whether to plan again after a refusal: who has a place keeps it if that can
        be, before anything else is improved.
    seconds
        Time for solving; by default as long as a meeting waits for a proposal.

    Raises
    ------
    InputError
        When there is no proposal, or a question does not fit it.
    NotFoundError
        When the meeting does not exist.
    """
    if not questions or len(questions) > MOST_EDITS:
        raise InputError(f"Stel 1 tot {MOST_EDITS} veranderingen tegelijk voor.")
    with ctx.store.reading() as uow:
        find_meeting(uow, overleg_id)
        row = latest_voorstel(uow.session, overleg_id)
        if row is None:
            raise InputError("Er is nog geen voorstel. Vraag eerst een voorstel.")
        if row.status not in ("optimaal", "haalbaar"):
            raise InputError("Dit voorstel is niet geldig. Los eerst de botsing op.")
        table = table_proposal(ctx, uow, row)
        _refuse_excluded(ctx, row, table, questions)
        kept = _decided(uow, row, table)
        row_id = row.id
    edits = [edit_of(table, one) for one in questions]
    try:
        limit = ctx.knowledge.plaatsing.tijdslimiet_s if seconds is None else seconds
        found = _solve(table, edits, kept, limit, rustig=rustig)
    except InstanceError as error:
        raise InputError(DOES_NOT_FIT.format(error.melding)) from error
    return _told(table, edits, found, row_id, rustig=rustig)


def _refuse_excluded(
    ctx: Context, row: Voorstel, table: TableProposal, questions: Sequence[Question]
) -> None:
    """Refuse to pin a place that a pupil cannot have, with the first thing that fails.

    Raises
    ------
    InputError
        When the place does not admit the pupil or the route is not open.
    """
    said = row.toelichting.get("niet") or {"zinnen": [], "per": {}}
    for one in questions:
        number = said["per"].get(one.leerling, {}).get(one.plek)
        if one.vraag == PIN and number is not None:
            raise InputError(
                ctx.knowledge.overleg.plek_kan_niet.format(
                    leerling=one.leerling,
                    plek=table.verteller.plek(one.plek),
                    waarom=said["zinnen"][number],
                )
            )


def _solve(
    table: TableProposal,
    edits: Sequence[Edit],
    kept: Sequence[str],
    limit: float,
    *,
    rustig: bool,
) -> Any:
    # OR-Tools takes a second to import, and the pages must be there at once.
    from matching.placement.review.replan import replan
    from matching.placement.review.what_if import what_if

    if rustig:
        return replan(table.instantie, table.uitkomst, edits, kept, tijdslimiet=limit)
    held = [Pin(one, _place_of(table, one)) for one in kept]
    return what_if(table.instantie, table.uitkomst, [*held, *edits], tijdslimiet=limit)


def _place_of(table: TableProposal, casus_id: str) -> str:
    place = table.uitkomst.plaatsingen[casus_id]
    assert place is not None  # only pupils with a lasting place are held
    return place


def _decided(uow: UnitOfWork, row: Voorstel, table: TableProposal) -> list[str]:
    """Return the pupils about whom was decided as proposed, with a lasting place."""
    decided = decisions_of_meeting(uow.session, row.overleg_id)
    return [
        casus_id
        for casus_id, decision in decided.items()
        if casus_id in table.uitkomst.plaatsingen
        and table.uitkomst.plaatsingen[casus_id] is not None
        and follows(decision, row.uitkomst)
    ]


def _told(
    table: TableProposal,
    edits: Sequence[Edit],
    found: Any,
    voorstel_id: int,
    *,
    rustig: bool,
) -> AnswerToTable:
    tell = table.verteller
    asked = tuple(_capital(tell.edit(edit)) for edit in edits)
    answer: WatAls = found
    proof = answer.voorstel.bewijs or {}
    if answer.verschil is None:
        return AnswerToTable(
            voorstel_id,
            asked,
            (),
            botsingen=tuple(tell.clash(one) for one in answer.botsingen),
            bewezen=answer.voorstel.status is Status.ONMOGELIJK,
            duur_s=answer.voorstel.duur_s,
            kan=False,
        )
    told = tell.difference(answer.verschil)
    lines = (tell.replan(found), *told) if rustig else told
    return AnswerToTable(
        voorstel_id,
        asked,
        lines,
        verplaatsingen=tuple(
            MoveView(
                one.leerling, _where(tell, one.van), _where(tell, one.naar), one.weken
            )
            for one in answer.verschil.verplaatsingen
        ),
        doelen=tuple(
            GoalChange(one.doel.value, one.eerst, one.dan, one.beter)
            for one in answer.verschil.doelen
        ),
        bewezen=answer.voorstel.status is Status.OPTIMAAL,
        duur_s=answer.voorstel.duur_s,
        ontvangst={"seed": answer.voorstel.seed} | dict(proof),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _where(tell: Any, stand: Stand | None) -> str:
    """Tell where a pupil stands: the bridge, then the lasting place, with days."""
    if stand is None:
        return "Niet op de lijst"
    parts = []
    if stand.brug is not None and stand.brug_begin is not None:
        parts.append(f"{tell.plek(stand.brug)} vanaf {tell.datum(stand.brug_begin)}")
    if stand.plek is None:
        parts.append("geen blijvende plek")
    elif stand.begin is None:
        parts.append(tell.plek(stand.plek))
    else:
        parts.append(f"{tell.plek(stand.plek)} vanaf {tell.datum(stand.begin)}")
    return _capital(", dan ".join(parts))
