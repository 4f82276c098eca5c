"""Deling: a case shared with an organisation, on a ground and for a term."""

from __future__ import annotations

from collections.abc import Collection  # noqa: TC003
from datetime import date, datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

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
        CheckConstraint(
            "(grond = 'convenant') = (convenant_id IS NOT NULL)", name="convenant"
        ),
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

    def holds_on(self, day: date) -> bool:
        """Return whether the case is shared on a day, its ground aside."""
        in_term = self.van <= day and (self.tot is None or day <= self.tot)
        return in_term and self.beeindigd_op is None


def sharings_of(session: Session, casus_id: str) -> list[Deling]:
    """Return everybody a case was ever shared with, oldest first."""
    query = select(Deling).where(Deling.casus_id == casus_id)
    return list(session.scalars(query.order_by(Deling.id)))


def running_sharings(
    session: Session,
    organisatie_id: str,
    day: date,
    casus_ids: Collection[str] | None = None,
) -> list[Deling]:
    """Return what is shared with an organisation on a day, the ground aside.

    Parameters
    ----------
    session
        The open transaction.
    organisatie_id
        With whom.
    day
        The date of reckoning.
    casus_ids
        Only of these cases; of all by default.
    """
    query = select(Deling).where(
        Deling.organisatie_id == organisatie_id,
        Deling.van <= day,
        or_(Deling.tot.is_(None), Deling.tot >= day),
        Deling.beeindigd_op.is_(None),
    )
    if casus_ids is not None:
        query = query.where(Deling.casus_id.in_(casus_ids))
    return list(session.scalars(query.order_by(Deling.id)))
