"""Deling: a case shared with an organisation, on a ground and for a term."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, text_enum


class Grond(StrEnum):
    """Why an organisation may see something of a case."""

    TAAK = "taak"
    TOESTEMMING = "toestemming"
    CONVENANT = "convenant"


class Deling(Base):
    """An organisation that is involved with a case beside its owner and SWV."""

    __tablename__ = "deling"
    __table_args__ = (
        Index(None, "organisatie_id", "casus_id"),
        CheckConstraint("tot IS NULL OR tot >= van", name="tot_na_van"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    organisatie_id: Mapped[str] = mapped_column(ForeignKey("organisatie.id"))
    grond: Mapped[Grond] = mapped_column(text_enum(Grond))
    convenant_id: Mapped[int | None] = mapped_column(ForeignKey("convenant.id"))
    doel: Mapped[str] = mapped_column(Text)
    van: Mapped[date]
    tot: Mapped[date | None]
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]
    beeindigd_op: Mapped[datetime | None]
