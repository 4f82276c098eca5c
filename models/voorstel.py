"""Voorstel: a placement proposal with the instance and the answer of the solver."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from typing import Any

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.overleg import Overleg


class Voorstel(Base):
    """One proposal; with instance, seed and versions it can be replayed.

    ``toelichting`` holds what the instance cannot say: places left out because
    their capacity is unknown, pairs with a remark, pupils without any place.
    """

    __tablename__ = "voorstel"

    id: Mapped[int] = mapped_column(primary_key=True)
    overleg_id: Mapped[int] = mapped_column(ForeignKey("overleg.id"), index=True)
    instantie: Mapped[dict[str, Any]]
    uitkomst: Mapped[dict[str, Any]]
    toelichting: Mapped[dict[str, Any]]
    ontvangstbewijs: Mapped[dict[str, Any]]
    seed: Mapped[int]
    status: Mapped[str] = mapped_column(String(40))
    fouten: Mapped[list[Any]] = mapped_column(default=list)
    op: Mapped[datetime]


def latest_voorstel(session: Session, overleg_id: int) -> Voorstel | None:
    """Return the last proposal of a meeting, if there is one."""
    query = select(Voorstel).where(Voorstel.overleg_id == overleg_id)
    return _newest(session, query)


def latest_of_region(session: Session, regio: str | None) -> Voorstel | None:
    """Return the last proposal of any meeting of a region, if there is one."""
    same = Overleg.regio.is_(None) if regio is None else Overleg.regio == regio
    query = select(Voorstel).join(Overleg, Overleg.id == Voorstel.overleg_id)
    return _newest(session, query.where(same))


def _newest(session: Session, query: Select[Voorstel]) -> Voorstel | None:
    # Without the limit every earlier proposal is read too; each is megabytes of JSON.
    return session.scalars(query.order_by(Voorstel.id.desc()).limit(1)).first()
