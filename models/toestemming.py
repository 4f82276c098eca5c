"""Toestemming: what a parent or pupil allows one organisation to see."""

from __future__ import annotations

from collections.abc import Collection  # noqa: TC003
from datetime import date, datetime  # noqa: TC003
from typing import Any

from sqlalchemy import ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class Toestemming(Base):
    """Consent of one member of the family for one organisation.

    Without an organisation it is consent of the pupil that parents may look along.
    """

    __tablename__ = "toestemming"

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    gezinslid_id: Mapped[int] = mapped_column(ForeignKey("gezinslid.id"))
    organisatie_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    categorieen: Mapped[list[Any]] = mapped_column(default=list)
    hoe: Mapped[str] = mapped_column(String(40))
    gegeven_op: Mapped[datetime]
    tot: Mapped[date | None]
    ingetrokken_op: Mapped[datetime | None]
    door: Mapped[str] = mapped_column(String(200))

    def holds_on(self, day: date) -> bool:
        """Return whether this consent counts on a day."""
        return self.ingetrokken_op is None and (self.tot is None or day <= self.tot)


def consents_of(session: Session, casus_id: str) -> list[Toestemming]:
    """Return every consent ever given for a case, oldest first."""
    query = select(Toestemming).where(Toestemming.casus_id == casus_id)
    return list(session.scalars(query.order_by(Toestemming.id)))


def valid_consents(
    session: Session,
    organisatie_id: str | None,
    casus_ids: Collection[str],
    day: date,
) -> list[Toestemming]:
    """Return the consents for one organisation that count on a day.

    Parameters
    ----------
    session
        The open transaction.
    organisatie_id
        For whom; None is the consent of a pupil that parents may look along.
    casus_ids
        Of which cases.
    day
        The date of reckoning.
    """
    query = select(Toestemming).where(
        Toestemming.organisatie_id == organisatie_id,
        Toestemming.casus_id.in_(casus_ids),
        Toestemming.ingetrokken_op.is_(None),
        or_(Toestemming.tot.is_(None), Toestemming.tot >= day),
    )
    return list(session.scalars(query.order_by(Toestemming.id)))
