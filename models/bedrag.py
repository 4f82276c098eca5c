"""Bedrag: money planned, committed or spent, per school year and source."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, text_enum


class BedragSoort(StrEnum):
    """What an amount stands for."""

    BEGROOT = "begroot"
    VASTGELEGD = "vastgelegd"
    BESTEED = "besteed"


class Bedrag(Base):
    """An amount in cents, for a school year like ``2026-2027``."""

    __tablename__ = "bedrag"
    __table_args__ = (Index(None, "organisatie_id", "schooljaar"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schooljaar: Mapped[str] = mapped_column(String(9))
    bron: Mapped[str] = mapped_column(String(60))
    organisatie_id: Mapped[str] = mapped_column(ForeignKey("organisatie.id"))
    soort: Mapped[BedragSoort] = mapped_column(text_enum(BedragSoort))
    bedrag_cent: Mapped[int]
    casus_id: Mapped[str | None] = mapped_column(ForeignKey("casus.id"), index=True)
    voorziening_id: Mapped[str | None] = mapped_column(ForeignKey("voorziening.id"))
    route: Mapped[str | None] = mapped_column(String(60))
    omschrijving: Mapped[str] = mapped_column(String(300))
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]
