"""Toestemming: what a parent or pupil allows one organisation to see."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Toestemming(Base):
    """Consent of one member of the family for one organisation."""

    __tablename__ = "toestemming"

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    gezinslid_id: Mapped[int] = mapped_column(ForeignKey("gezinslid.id"))
    organisatie_id: Mapped[str] = mapped_column(ForeignKey("organisatie.id"))
    categorieen: Mapped[list[Any]] = mapped_column(default=list)
    hoe: Mapped[str] = mapped_column(String(40))
    gegeven_op: Mapped[datetime]
    tot: Mapped[date | None]
    ingetrokken_op: Mapped[datetime | None]
    door: Mapped[str] = mapped_column(String(200))
