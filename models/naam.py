"""Naam and Naamzoek: names, sealed, kept apart from the record of the case."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.verzegeld import Verzegeld


class Naam(Base):
    """A sealed name: of the pupil of a case, or of a member of the family."""

    __tablename__ = "naam"
    __table_args__ = (UniqueConstraint("casus_id", "gezinslid_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    gezinslid_id: Mapped[int | None] = mapped_column(
        ForeignKey("gezinslid.id"), index=True
    )
    versleuteld: Mapped[bytes] = mapped_column(Verzegeld)
    op: Mapped[datetime]


class Naamzoek(Base):
    """A keyed hash of a part of a name, to find it without reading any name."""

    __tablename__ = "naamzoek"
    __table_args__ = (Index(None, "token", "casus_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    naam_id: Mapped[int] = mapped_column(
        ForeignKey("naam.id", ondelete="CASCADE"), index=True
    )
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    token: Mapped[str] = mapped_column(String(64))
