"""Inzageregel: who looked at which case, when and on which ground."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Inzageregel(Base):
    """One line of the register of sight; only ever added."""

    __tablename__ = "inzageregel"
    __table_args__ = (Index(None, "casus_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    op: Mapped[datetime]
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    gebruiker_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    gezinslid_id: Mapped[int | None] = mapped_column(ForeignKey("gezinslid.id"))
    naam: Mapped[str] = mapped_column(String(200))
    rol: Mapped[str] = mapped_column(String(40))
    organisatie_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    wat: Mapped[str] = mapped_column(String(40))
    grond: Mapped[str] = mapped_column(Text)
