"""Verwantschap: two cases of brothers and sisters."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class Verwantschap(Base):
    """A link between the cases of siblings, the smaller number first."""

    __tablename__ = "verwantschap"
    __table_args__ = (
        UniqueConstraint("casus_a", "casus_b"),
        CheckConstraint("casus_a < casus_b", name="op_volgorde"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_a: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    casus_b: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]


def links_of(session: Session, casus_id: str) -> list[Verwantschap]:
    """Return the links of a case with those of brothers and sisters."""
    query = select(Verwantschap).where(
        or_(Verwantschap.casus_a == casus_id, Verwantschap.casus_b == casus_id)
    )
    return list(session.scalars(query.order_by(Verwantschap.id)))


def link_between(session: Session, one: str, other: str) -> Verwantschap | None:
    """Return the link between two cases, in whichever order they are given."""
    first, second = sorted((one, other))
    query = select(Verwantschap).where(
        Verwantschap.casus_a == first, Verwantschap.casus_b == second
    )
    return session.scalar(query)
