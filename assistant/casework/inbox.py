"""The task inbox: mine, of my organisation, and late; also who may touch a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.inzage import inzage_of
from assistant.casework.task_owners import task_roles
from assistant.casework.task_views import Colleague, Inbox, case_tasks, task_views
from assistant.errors import NotFoundError
from models.casusregel import lines_of
from models.gebruiker import Rol
from models.gesprek import Gesprek
from models.taak import Taak, open_taken
from models.takenlijst import (
    Bak,
    Taakbereik,
    in_inbox,
    in_reach,
    inbox_count,
    inbox_page,
    people_for_tasks,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.kijker import Kijker
    from assistant.casework.task_views import TaskView
    from assistant.context import Context
    from models.store import UnitOfWork


def inbox(
    ctx: Context, kijker: Kijker, bak: str, *, soort: str | None = None, blad: int = 1
) -> Inbox:
    """Return one page of the inbox of somebody.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Whose inbox it is.
    bak
        ``mijn``, ``organisatie`` or ``te_laat``; anything else counts as ``mijn``.
    soort
        Only this kind of task.
    blad
        The page, from 1; a page past the end is the last one.
    """
    part = Bak(bak) if bak in set(Bak) else Bak.MIJN
    kinds = () if soort is None else (soort,)
    size = ctx.knowledge.werkvoorraad.per_bladzijde
    reach = reach_of(ctx, kijker)
    with ctx.store.reading() as uow:
        counts = _counts(uow, reach)
        condition = in_inbox(reach, part)
        total = inbox_count(uow.session, condition, kinds) if kinds else counts[part]
        pages = max(1, -(-total // size))
        page = min(max(1, blad), pages)
        rows = inbox_page(
            uow.session,
            condition,
            soorten=kinds,
            limit=size,
            offset=(page - 1) * size,
        )
        views = task_views(ctx, uow, rows)
        about = _about(ctx, uow, kijker, rows)
    return Inbox(part.value, views, about, counts, page, pages)


def task_overview(ctx: Context, kijker: Kijker, limit: int) -> Inbox:
    """Return the tasks of somebody that come first, and how many there are in all."""
    reach = reach_of(ctx, kijker)
    with ctx.store.reading() as uow:
        mine = in_inbox(reach, Bak.MIJN)
        rows = inbox_page(uow.session, mine, limit=limit)
        views = task_views(ctx, uow, rows)
        about = _about(ctx, uow, kijker, rows)
        return Inbox(Bak.MIJN.value, views, about, _counts(uow, reach), 1, 1)


def _counts(uow: UnitOfWork, reach: Taakbereik) -> dict[str, int]:
    return {one.value: inbox_count(uow.session, in_inbox(reach, one)) for one in Bak}


def reach_of(ctx: Context, kijker: Kijker) -> Taakbereik:
    """Return whose inbox it is as plain ids."""
    rules = ctx.knowledge.werkvoorraad
    return Taakbereik(
        gebruiker_id=kijker.gebruiker_id,
        organisatie_id=kijker.organisatie_id,
        vandaag=ctx.today(),
        escalatie=kijker.rol == Rol.REGISSEUR,
        vangnet=kijker.rol in rules.rollen_vangnet,
        taakrollen=task_roles(ctx),
    )


def require_task(ctx: Context, kijker: Kijker, taak_id: int) -> TaskView:
    """Return a task this person may see and act on.

    That is a task in the own inbox, or one about a case that this person may change.

    Raises
    ------
    NotFoundError
        For any other task; a foreign one reads like one that is absent.
    """
    with ctx.store.reading() as uow:
        taak = uow.session.get(Taak, taak_id)
        if taak is None or not task_in_sight(ctx, uow, kijker, taak):
            raise NotFoundError(f"Taak {taak_id} bestaat niet.")
        return task_views(ctx, uow, [taak])[0]


def task_in_sight(ctx: Context, uow: UnitOfWork, kijker: Kijker, taak: Taak) -> bool:
    """Tell whether somebody may see and act on a task."""
    if kijker.is_system:
        return True
    if kijker.is_family or kijker.gebruiker_id is None:
        return False
    reached = in_reach(reach_of(ctx, kijker))
    if inbox_count(uow.session, (Taak.id == taak.id) & reached):
        return True
    if taak.casus_id is None:
        return False
    sight = inzage_of(ctx, uow, kijker, [taak.casus_id]).get(taak.casus_id)
    if sight is None or not (sight.mag_wijzigen and sight.heeft("taken")):
        return False
    danger = ctx.knowledge.werkvoorraad.kind(taak.soort).gevaar
    return sight.heeft("veiligheid") or not danger


def open_tasks(
    ctx: Context, kijker: Kijker, casus_id: str | None = None
) -> list[TaskView]:
    """Return the open tasks in the reach of somebody, of one case or of all.

    Only for the command line and the conversation; pages ask page by page.
    """
    with ctx.store.reading() as uow:
        if casus_id is not None:
            return list(case_tasks(ctx, uow, casus_id))
        rows = [
            taak
            for taak in open_taken(uow.session)
            if task_in_sight(ctx, uow, kijker, taak)
        ]
        return list(task_views(ctx, uow, rows))


def tasks_of_conversation(ctx: Context, gesprek_id: str) -> list[TaskView]:
    """Return the open tasks of the case a conversation is about.

    While it has no case, these are the tasks without one made since it began.

    Raises
    ------
    NotFoundError
        When there is no conversation with this id.
    """
    with ctx.store.reading() as uow:
        gesprek = uow.session.get(Gesprek, gesprek_id)
        if gesprek is None:
            raise NotFoundError(
                "Dit gesprek is niet gevonden. Begin een nieuw gesprek."
            )
        if gesprek.casus_id is not None:
            return list(case_tasks(ctx, uow, gesprek.casus_id))
        rows = [
            taak
            for taak in open_taken(uow.session)
            if taak.casus_id is None and taak.op >= gesprek.aangemaakt_op
        ]
        return list(task_views(ctx, uow, rows))


def colleagues(
    ctx: Context, kijker: Kijker, casus_id: str | None
) -> tuple[Colleague, ...]:
    """Return to whom a task can be given: own colleagues, and those on the case."""
    with ctx.store.reading() as uow:
        parties = {kijker.organisatie_id}
        if casus_id is not None:
            line = lines_of(uow.session, [casus_id]).get(casus_id)
            if line is not None:
                parties |= {line.swv_id, line.organisatie_id}
        rows = people_for_tasks(
            uow.session,
            sorted(one for one in parties if one is not None),
            task_roles(ctx),
            ctx.today(),
        )
        found: dict[int, Colleague] = {}
        for user, row in rows:
            found.setdefault(
                user.id,
                Colleague(
                    user.id,
                    user.naam,
                    ctx.knowledge.organisaties.rolnaam(row.rol.value),
                    row.organisatie.naam,
                ),
            )
    return tuple(found.values())


def _about(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, rows: Sequence[Taak]
) -> dict[str, str]:
    """Say per case in sight who it is about; what is not in sight stays a number."""
    from assistant.casework.case_lists import short_about  # views of cases know tasks

    ids = {taak.casus_id for taak in rows if taak.casus_id is not None}
    seen = inzage_of(ctx, uow, kijker, ids)
    return short_about(ctx, uow, seen)
