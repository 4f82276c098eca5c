"""Casusregel: what the lists show of a case, kept up to date with every change."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, text_enum
from models.casus import CasusStatus


class Casusregel(Base):
    """One line of the list of cases; it can always be made again from the record."""

    __tablename__ = "casusregel"
    __table_args__ = (
        Index(None, "swv_id", "status", "klok"),
        Index(None, "organisatie_id", "status", "klok"),
        Index(None, "regisseur_id", "status", "klok"),
        Index(None, "zorgcoordinator_id", "status", "klok"),
    )

    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), primary_key=True)
    swv_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    organisatie_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    zorgcoordinator_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    regisseur_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    status: Mapped[CasusStatus] = mapped_column(text_enum(CasusStatus))
    geboren: Mapped[date | None]
    leeftijd_genoemd: Mapped[int | None]
    leeftijd_op: Mapped[date | None]
    schoolsoort: Mapped[str | None] = mapped_column(String(60))
    gemeente: Mapped[str | None] = mapped_column(String(120))
    school: Mapped[str | None] = mapped_column(String(200))
    thuis_sinds: Mapped[date | None]
    klok: Mapped[date | None]
    klok_tekst: Mapped[str | None] = mapped_column(String(300))
    urgent: Mapped[bool] = mapped_column(default=False)
    open_taken: Mapped[int] = mapped_column(default=0)
    eerste_taak: Mapped[date | None]
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    gewijzigd_op: Mapped[datetime]
