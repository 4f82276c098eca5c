"""Audit: who did what to which object and when; nothing is changed or removed."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from typing import Any

from sqlalchemy import String, event, select
from sqlalchemy.orm import Mapped, Mapper, ORMExecuteState, Session, mapped_column

from models.advies import Advies
from models.antwoord import Antwoord
from models.base import Base
from models.bedrag import Bedrag
from models.besluit import Besluit
from models.errors import AppendOnlyError
from models.herkomst import EerderBesluit, Herkomst
from models.inzageregel import Inzageregel
from models.kennisstand import Kennisbestand, Kennisstand
from models.statuswissel import Statuswissel
from models.taak import Taakregel
from models.voorstel import Voorstel
from models.wens import Reistijdopgave, Wens


class Audit(Base):
    """One line of the log; ``details`` never holds the content of an answer."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    op: Mapped[datetime]
    door: Mapped[str | None] = mapped_column(String(200))
    handeling: Mapped[str] = mapped_column(String(60))
    soort: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str | None] = mapped_column(String(60), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


APPEND_ONLY: tuple[type[Base], ...] = (
    Audit,
    Antwoord,
    Advies,
    Bedrag,
    Besluit,
    EerderBesluit,
    Herkomst,
    Inzageregel,
    Kennisbestand,
    Kennisstand,
    Reistijdopgave,
    Statuswissel,
    Taakregel,
    Voorstel,
    Wens,
)


def _refuse(_mapper: Mapper[Any], _connection: Any, target: Any) -> None:
    msg = (
        f"Een regel in '{target.__tablename__}' kan niet worden gewijzigd of "
        "verwijderd. Voeg een nieuwe regel toe."
    )
    raise AppendOnlyError(msg)


def _refuse_statement(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete):
        return
    for mapper in state.all_mappers:
        if mapper.class_ in APPEND_ONLY:
            _refuse(mapper, None, mapper.class_)


def guard_append_only() -> None:
    """Refuse every update and delete of rows that are only ever added.

    Both of a loaded row and by a statement over many rows.
    """
    if not event.contains(Session, "do_orm_execute", _refuse_statement):
        event.listen(Session, "do_orm_execute", _refuse_statement)
    for kind in APPEND_ONLY:
        for moment in ("before_update", "before_delete"):
            if not event.contains(kind, moment, _refuse):
                event.listen(kind, moment, _refuse)


def audit_of(session: Session, object_id: str) -> list[Audit]:
    """Return the log lines about one object, oldest first."""
    query = select(Audit).where(Audit.object_id == object_id)
    return list(session.scalars(query.order_by(Audit.id)))


def audit_between(
    session: Session, van: datetime | None, tot: datetime | None
) -> list[Audit]:
    """Return the lines from one moment and before another, oldest first."""
    query = select(Audit).order_by(Audit.op, Audit.id)
    if van is not None:
        query = query.where(Audit.op >= van)
    if tot is not None:
        query = query.where(Audit.op < tot)
    return list(session.scalars(query))
