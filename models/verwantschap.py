"""Verwantschap: two cases of brothers and sisters."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

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
