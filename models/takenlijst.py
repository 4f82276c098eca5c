"""The task inbox as queries: whose tasks, which are late, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, false, func, or_, select

from models.casus import Casus
from models.gebruiker import Aanstelling, Gebruiker, Rol
from models.taak import Taak, Taakregel

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


class Bak(StrEnum):
    """Which part of the inbox."""

    MIJN = "mijn"
    ORGANISATIE = "organisatie"
    TE_LAAT = "te_laat"


@dataclass(frozen=True)
class Taakbereik:
    """Whose inbox it is, as plain ids.

    Parameters
    ----------
    gebruiker_id, organisatie_id
        The person and the organisation of this session.
    vandaag
        The day against which a task is late.
    escalatie
        Whether late tasks of others on cases that this person leads come here too.
    vangnet
        Whether tasks that have nobody (any more) come here too.
    taakrollen
        The roles of people who can do something about a task.
    """

    gebruiker_id: int | None
    organisatie_id: str | None
    vandaag: date
    escalatie: bool
    vangnet: bool
    taakrollen: tuple[Rol, ...]


def in_inbox(bereik: Taakbereik, bak: Bak) -> ColumnElement[bool]:
    """Return the condition on an open task for one part of an inbox."""
    open_ = Taak.klaar_op.is_(None)
    if bak is Bak.MIJN:
        return and_(open_, _mine(bereik))
    if bak is Bak.ORGANISATIE:
        return and_(open_, _of_organisation(bereik))
    late = Taak.uiterlijk < bereik.vandaag
    return and_(open_, late, in_reach(bereik))


def in_reach(bereik: Taakbereik) -> ColumnElement[bool]:
    """Return the condition for every task this person may see and act on."""
    return or_(_mine(bereik), _of_organisation(bereik), _escalated(bereik))


def _mine(bereik: Taakbereik) -> ColumnElement[bool]:
    if bereik.gebruiker_id is None:
        return false()
    return Taak.voor_id == bereik.gebruiker_id


def _of_organisation(bereik: Taakbereik) -> ColumnElement[bool]:
    """Tasks of the own organisation that are not on the own name."""
    own = (
        Taak.organisatie_id == bereik.organisatie_id
        if bereik.organisatie_id is not None
        else false()
    )
    if bereik.vangnet:
        own = or_(own, _without_people(bereik))
    not_mine = or_(Taak.voor_id.is_(None), Taak.voor_id != bereik.gebruiker_id)
    return and_(own, not_mine)


def _without_people(bereik: Taakbereik) -> ColumnElement[bool]:
    """Tasks of no organisation, or of one where nobody can do them any more."""
    manned = (
        select(Aanstelling.organisatie_id)
        .join(Gebruiker)
        .where(
            Gebruiker.actief,
            Aanstelling.rol.in_(bereik.taakrollen),
            Aanstelling.van <= bereik.vandaag,
            or_(Aanstelling.tot.is_(None), Aanstelling.tot >= bereik.vandaag),
        )
    )
    return or_(
        Taak.organisatie_id.is_(None),
        Taak.organisatie_id.not_in(manned),
    )


def _escalated(bereik: Taakbereik) -> ColumnElement[bool]:
    """Late tasks on cases this person leads, or that nobody at the SWV leads."""
    if not bereik.escalatie:
        return false()
    return and_(
        Taak.uiterlijk < bereik.vandaag,
        exists().where(
            Casus.id == Taak.casus_id,
            or_(
                Casus.regisseur_id == bereik.gebruiker_id,
                and_(
                    Casus.regisseur_id.is_(None),
                    Casus.swv_id == bereik.organisatie_id,
                ),
            ),
        ),
    )


def inbox_page(
    session: Session,
    condition: ColumnElement[bool],
    *,
    soorten: Collection[str] = (),
    limit: int,
    offset: int = 0,
) -> list[Taak]:
    """Return a page of tasks: urgent ones first, then the first term.

    Parameters
    ----------
    session
        The open transaction.
    condition
        From :func:`in_inbox` or :func:`in_reach`.
    soorten
        Only these kinds; all when empty.
    limit, offset
        How many tasks, after how many.
    """
    query = select(Taak).where(condition)
    if soorten:
        query = query.where(Taak.soort.in_(soorten))
    return list(
        session.scalars(
            query.order_by(
                Taak.urgent.desc(), Taak.uiterlijk.asc().nulls_last(), Taak.id
            )
            .limit(limit)
            .offset(offset)
        )
    )


def inbox_count(
    session: Session, condition: ColumnElement[bool], soorten: Collection[str] = ()
) -> int:
    """Return how many tasks meet a condition."""
    query = select(func.count()).select_from(Taak).where(condition)
    if soorten:
        query = query.where(Taak.soort.in_(soorten))
    return session.scalar(query) or 0


def task_history(session: Session, taak_ids: Sequence[int]) -> list[Taakregel]:
    """Return what was done with these tasks, oldest first."""
    query = select(Taakregel).where(Taakregel.taak_id.in_(taak_ids))
    return list(session.scalars(query.order_by(Taakregel.id)))


def tasks_of_case(session: Session, casus_id: str, *, done: bool) -> list[Taak]:
    """Return the open tasks of a case, most pressing first, or the ones done."""
    query = select(Taak).where(Taak.casus_id == casus_id)
    if done:
        query = query.where(Taak.klaar_op.is_not(None)).order_by(Taak.klaar_op)
    else:
        query = query.where(Taak.klaar_op.is_(None)).order_by(
            Taak.urgent.desc(), Taak.uiterlijk.asc().nulls_last(), Taak.id
        )
    return list(session.scalars(query))


def people_for_tasks(
    session: Session,
    organisatie_ids: Collection[str],
    rollen: Sequence[Rol],
    vandaag: date,
) -> list[tuple[Gebruiker, Aanstelling]]:
    """Return who can do a task at these organisations today, by name."""
    query = (
        select(Gebruiker, Aanstelling)
        .join(Aanstelling)
        .where(
            Gebruiker.actief,
            Aanstelling.organisatie_id.in_(organisatie_ids),
            Aanstelling.rol.in_(rollen),
            Aanstelling.van <= vandaag,
            or_(Aanstelling.tot.is_(None), Aanstelling.tot >= vandaag),
        )
        .order_by(Gebruiker.naam, Gebruiker.id, Aanstelling.id)
    )
    return [(row[0], row[1]) for row in session.execute(query).unique()]
