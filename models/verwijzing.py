"""Verwijzing: the key of a pupil in another system, sealed, for a case."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.verzegeld import Verzegeld


class Verwijzing(Base):
    """Which case a key of an absence file or case list stands for."""

    __tablename__ = "verwijzing"
    __table_args__ = (UniqueConstraint("bron", "sleutel_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    bron: Mapped[str] = mapped_column(String(80))
    sleutel_hash: Mapped[str] = mapped_column(String(64))
    versleuteld: Mapped[bytes] = mapped_column(Verzegeld)
    op: Mapped[datetime]
