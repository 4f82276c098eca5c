"""Statuswissel: every step of a case on its path, with who and why."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum
from models.casus import CasusStatus


class Statuswissel(Base):
    """One change of status; only ever added."""

    __tablename__ = "statuswissel"
    __table_args__ = (Index(None, "casus_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    van: Mapped[CasusStatus | None] = mapped_column(text_enum(CasusStatus))
    naar: Mapped[CasusStatus] = mapped_column(text_enum(CasusStatus))
    op: Mapped[datetime]
    door: Mapped[str | None] = mapped_column(String(200))
    reden: Mapped[str] = mapped_column(Text, default="")


def path_of(session: Session, casus_id: str) -> list[Statuswissel]:
    """Return the changes of status of a case, oldest first."""
    query = select(Statuswissel).where(Statuswissel.casus_id == casus_id)
    return list(session.scalars(query.order_by(Statuswissel.id)))
