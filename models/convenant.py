"""Convenant: what parties agreed to share, for which purpose and how long."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base


class Convenant(Base):
    """An agreement between parties; it holds from ``van`` up to and with ``tot``."""

    __tablename__ = "convenant"
    __table_args__ = (CheckConstraint("tot IS NULL OR tot >= van", name="tot_na_van"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(String(200))
    doel: Mapped[str] = mapped_column(Text)
    grondslag: Mapped[str] = mapped_column(Text)
    van: Mapped[date]
    tot: Mapped[date | None]
    beeindigd_op: Mapped[datetime | None]
    categorieen: Mapped[list[Any]] = mapped_column(default=list)
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]
    partijen: Mapped[list[ConvenantPartij]] = relationship(
        back_populates="convenant", lazy="selectin", cascade="all, delete-orphan"
    )

    def holds_on(self, day: date) -> bool:
        """Return whether the agreement holds on a day."""
        in_term = self.van <= day and (self.tot is None or day <= self.tot)
        return in_term and self.beeindigd_op is None

    @property
    def partij_ids(self) -> frozenset[str]:
        """Return the organisations that are a party."""
        return frozenset(partij.organisatie_id for partij in self.partijen)


class ConvenantPartij(Base):
    """A party to an agreement."""

    __tablename__ = "convenant_partij"
    __table_args__ = (UniqueConstraint("convenant_id", "organisatie_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    convenant_id: Mapped[int] = mapped_column(ForeignKey("convenant.id"))
    organisatie_id: Mapped[str] = mapped_column(
        ForeignKey("organisatie.id"), index=True
    )
    convenant: Mapped[Convenant] = relationship(back_populates="partijen")


def all_convenants(session: Session) -> list[Convenant]:
    """Return every agreement, the newest first."""
    return list(session.scalars(select(Convenant).order_by(Convenant.id.desc())))


def valid_convenants(
    session: Session, organisatie_id: str, day: date
) -> list[Convenant]:
    """Return the agreements that hold on a day and have this party."""
    query = (
        select(Convenant)
        .join(ConvenantPartij)
        .where(
            ConvenantPartij.organisatie_id == organisatie_id,
            Convenant.van <= day,
            or_(Convenant.tot.is_(None), Convenant.tot >= day),
            Convenant.beeindigd_op.is_(None),
        )
        .order_by(Convenant.id)
    )
    return list(session.scalars(query))
