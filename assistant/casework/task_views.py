"""What the use cases of tasks return."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.organisatie import organisation_names
from models.taak import Taakhandeling
from models.takenlijst import task_history, tasks_of_case
from models.verplichting import duties_of_tasks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from assistant.casework.inzage import Inzage
    from assistant.context import Context
    from models.store import UnitOfWork
    from models.taak import Taak, Taakregel
    from models.verplichting import Verplichting

DONE = {
    Taakhandeling.OPGEPAKT: "Opgepakt",
    Taakhandeling.DOORGEGEVEN: "Doorgegeven",
    Taakhandeling.UITGESTELD: "Uitgesteld",
    Taakhandeling.KLAAR: "Klaar",
}


@dataclass(frozen=True)
class TaskNote:
    """What somebody did with a task: ``wat`` in words, and the note."""

    wat: str
    notitie: str
    door: str
    op: datetime


@dataclass(frozen=True)
class TaskView:
    """A task somebody must do.

    Parameters
    ----------
    id, casus_id
        The task and the case it is about, if any.
    soort, soort_naam
        The kind, as id and in words.
    urgent, te_laat
        Whether it cannot wait, and whether its term has passed.
    tekst
        What to do.
    voor, voor_id
        Who has it: a person, or the organisation while nobody took it.
    organisatie
        The organisation that answers for it.
    uiterlijk
        The last day.
    notities
        What was done with it so far, oldest first.
    """

    id: int
    casus_id: str | None
    soort: str
    soort_naam: str
    urgent: bool
    te_laat: bool
    tekst: str
    voor: str
    voor_id: int | None
    organisatie: str | None
    uiterlijk: date | None
    op: datetime
    gemaakt_door: str | None
    opgepakt_op: datetime | None
    klaar_op: datetime | None
    klaar_door: str | None
    notitie_nodig: bool
    mag_later: bool
    notities: tuple[TaskNote, ...] = ()
    bron: str | None = None
    """The rule of law or practice it follows from."""
    leerlingen: int = 0
    """How many pupils without a case it is about; 0 when it is no gathered task."""
    verborgen: bool = False
    """Whether the words are left out; then there is nothing to do with it either."""


@dataclass(frozen=True)
class Colleague:
    """Somebody a task can be given to."""

    gebruiker_id: int
    naam: str
    rol: str
    organisatie: str


@dataclass(frozen=True)
class Inbox:
    """One page of an inbox, with how many tasks are in each part.

    ``over`` says per case in a few words who it is about, as far as in sight.
    """

    bak: str
    taken: tuple[TaskView, ...]
    over: dict[str, str]
    aantallen: dict[str, int]
    bladzijde: int
    bladzijden: int


def case_tasks(
    ctx: Context, uow: UnitOfWork, casus_id: str, inzage: Inzage | None = None
) -> tuple[TaskView, ...]:
    """Return the open tasks of a case, within a transaction.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    casus_id
        The case.
    inzage
        What the viewer may see of the case; without sight of danger the words of a
        task about it are left out, never the task. None leaves nothing out.
    """
    views = task_views(ctx, uow, tasks_of_case(uow.session, casus_id, done=False))
    if inzage is None or inzage.heeft("veiligheid"):
        return views
    kinds, hidden = ctx.knowledge.werkvoorraad, ctx.knowledge.taakteksten.verborgen
    return tuple(
        replace(view, tekst=hidden, notities=(), verborgen=True)
        if kinds.kind(view.soort).gevaar
        else view
        for view in views
    )


def task_view(ctx: Context, uow: UnitOfWork, taak: Taak) -> TaskView:
    """Return the view of one task."""
    return task_views(ctx, uow, [taak])[0]


def task_views(
    ctx: Context, uow: UnitOfWork, taken: Sequence[Taak]
) -> tuple[TaskView, ...]:
    """Return the views of tasks with what was done with them, in two queries."""
    notes: dict[int, list[TaskNote]] = {}
    for row in task_history(uow.session, [taak.id for taak in taken]):
        notes.setdefault(row.taak_id, []).append(_note(row))
    parties = {taak.organisatie_id for taak in taken if taak.organisatie_id}
    names = organisation_names(uow.session, parties)
    owed = duties_of_tasks(uow.session, [taak.id for taak in taken])
    return tuple(
        _with_duties(
            ctx, _view(ctx, taak, names, notes.get(taak.id, [])), owed.get(taak.id, [])
        )
        for taak in taken
    )


def _with_duties(ctx: Context, view: TaskView, owed: list[Verplichting]) -> TaskView:
    """Tell of a task which rule it follows from, and whether that still asks it."""
    if not owed:
        return view
    rules = ctx.knowledge.werkvoorraad.verplichtingen
    signs = {row.id: row for row in ctx.knowledge.verzuim.signalen}
    sign = signs.get(owed[0].signaal)
    lapsed = [row.vervallen_op for row in owed if row.vervallen_op is not None]
    notes = view.notities
    if len(lapsed) == len(owed) and view.klaar_op is None:
        told = TaskNote(
            rules.vervallen, rules.vervallen_uitleg, rules.door, max(lapsed)
        )
        notes = (*notes, told)
    return replace(
        view,
        bron=None if sign is None else sign.bron,
        leerlingen=len(
            {row.leerling_id for row in owed if row.vervallen_op is None} - {None}
        ),
        notities=notes,
    )


def _view(
    ctx: Context, taak: Taak, names: Mapping[str, str], notes: list[TaskNote]
) -> TaskView:
    kind = ctx.knowledge.werkvoorraad.kind(taak.soort)
    late = taak.uiterlijk is not None and taak.uiterlijk < ctx.today()
    return TaskView(
        id=taak.id,
        casus_id=taak.casus_id,
        soort=taak.soort,
        soort_naam=kind.naam,
        urgent=taak.urgent,
        te_laat=late and taak.klaar_op is None,
        tekst=taak.tekst,
        voor=taak.voor_naam,
        voor_id=taak.voor_id,
        organisatie=names.get(taak.organisatie_id or ""),
        uiterlijk=taak.uiterlijk,
        op=taak.op,
        gemaakt_door=taak.gemaakt_door,
        opgepakt_op=taak.opgepakt_op,
        klaar_op=taak.klaar_op,
        klaar_door=taak.klaar_door,
        notitie_nodig=kind.notitie,
        mag_later=kind.uitstel,
        notities=tuple(notes),
    )


def _note(row: Taakregel) -> TaskNote:
    what = DONE[row.handeling]
    if row.handeling is Taakhandeling.DOORGEGEVEN:
        what = f"{what} aan {row.naar}"
    if row.uiterlijk is not None:
        what = f"{what} tot {row.uiterlijk:%d-%m-%Y}"
    return TaskNote(wat=what, notitie=row.notitie, door=row.door, op=row.op)
