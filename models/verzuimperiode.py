"""Verzuimperiode and Verzuimrooster: enrolment, exemptions and the timetable."""

from __future__ import annotations

from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum
from models.batches import batches

if TYPE_CHECKING:
    from collections.abc import Collection


class Periodesoort(StrEnum):
    """What holds during a period."""

    INSCHRIJVING = "inschrijving"
    VRIJSTELLING = "vrijstelling"


class Verzuimperiode(Base):
    """A pupil is enrolled or exempt from a day until a day, both included.

    ``grond`` is the exemption (``5_onder_a`` is not ``5a``), empty for an enrolment.
    """

    __tablename__ = "verzuimperiode"
    __table_args__ = (
        UniqueConstraint("leerling_id", "soort", "grond", "begin"),
        CheckConstraint("einde >= begin", name="begin_voor_einde"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    leerling_id: Mapped[int] = mapped_column(ForeignKey("verzuimleerling.id"))
    soort: Mapped[Periodesoort] = mapped_column(text_enum(Periodesoort))
    grond: Mapped[str] = mapped_column(String(60), default="")
    begin: Mapped[date]
    einde: Mapped[date | None]
    invoer_id: Mapped[int] = mapped_column(ForeignKey("invoer.id"))


class Verzuimrooster(Base):
    """The hours of lessons per weekday from a day on: of a school, or of one pupil.

    ``uren`` holds seven numbers, Monday first, in hundredths of an hour; ``lestijden``
    the begin and end of each lesson, in minutes since midnight. Without ``leerling_id``
    it holds for every pupil of the ``bron``.
    """

    __tablename__ = "verzuimrooster"
    __table_args__ = (Index(None, "bron", "vanaf"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bron: Mapped[str] = mapped_column(String(80))
    leerling_id: Mapped[int | None] = mapped_column(
        ForeignKey("verzuimleerling.id"), index=True
    )
    vanaf: Mapped[date]
    uren: Mapped[list[Any]]
    lestijden: Mapped[list[Any]] = mapped_column(default=list)
    invoer_id: Mapped[int] = mapped_column(ForeignKey("invoer.id"))


def periods_of(session: Session, leerling_ids: Collection[int]) -> list[Verzuimperiode]:
    """Return the enrolments and exemptions of pupils, by pupil and begin."""
    found: list[Verzuimperiode] = []
    for group in batches(leerling_ids):
        query = select(Verzuimperiode).where(Verzuimperiode.leerling_id.in_(group))
        order = (Verzuimperiode.leerling_id, Verzuimperiode.begin, Verzuimperiode.id)
        found += session.scalars(query.order_by(*order))
    return found


def timetables_of(session: Session, bronnen: Collection[str]) -> list[Verzuimrooster]:
    """Return the timetables of sources and of their pupils, oldest first."""
    query = select(Verzuimrooster).where(Verzuimrooster.bron.in_(list(bronnen)))
    return list(
        session.scalars(query.order_by(Verzuimrooster.vanaf, Verzuimrooster.id))
    )
